"""What `store.dashboards` returns: each page's values, read in one request.

Every list is bounded and says whether there is more. Money is exact (`Decimal`). A score is best by
the competition's direction; while that is unknown, or nothing is scored, best scores are None.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from pydantic import AwareDatetime

from kaggle_store.models._base import Row
from kaggle_store.models._dashboard_rows import (
    CappedCount,
    CodeHead,
    CompetitionHead,
    ExecutionHead,
    FirstRows,
    GpuSessionHead,
    InterventionHead,
    ResearchHead,
    ScorePoint,
    StateChange,
    SubmissionHead,
    TrainingJobHead,
)
from kaggle_store.models.enums import GpuSessionStatus
from kaggle_store.models.execution_costs import ExecutionCosts
from kaggle_store.models.functions import StoreHealthRow

__all__ = [
    "CappedCount",
    "CodeHead",
    "ComparedExecution",
    "CompetitionDetails",
    "CompetitionHead",
    "CostOfDay",
    "ExecutionDetails",
    "ExecutionHead",
    "FirstRows",
    "GpuOverview",
    "GpuSessionHead",
    "GpuTotals",
    "InterventionHead",
    "ListedGpuSession",
    "ListedIntervention",
    "LiveExecution",
    "Overview",
    "ResearchHead",
    "ScorePoint",
    "ScoredCompetition",
    "StateChange",
    "SubmissionHead",
    "SubmissionLineage",
    "TrainingJobHead",
]


class ScoredCompetition(CompetitionHead, frozen=True):
    """A competition: its best score, its executions, and the submissions left today."""

    daily_submission_limit: int | None
    """Submissions a team may make in a UTC day; None where unlimited."""
    used_today: int
    """How many of today's slots are taken."""
    remaining: int | None
    """How many are left today; None where there is no limit."""
    best: ScorePoint | None
    """The best submission by public score; None while none is best. Of equal ones the first."""
    score_history: FirstRows[ScorePoint]
    """Submissions that improved the best public score, newest first: the first one is the best. Up
    to 40 (200 in `competition`) of those among the 40 (1,000) best submissions.
    """
    live_executions: CappedCount
    """Its executions that have not ended, up to 100."""
    is_entered: bool
    """Whether it has executions, live or ended."""


class LiveExecution(ExecutionHead, frozen=True):
    """An execution that has not ended."""

    kaggle_id: str
    """Kaggle's name for its competition."""
    competition_title: str
    """The title of its competition."""
    gpu_status: GpuSessionStatus | str | None
    """The state of its live GPU sessions: `running` if any is, else `idle`, else `provisioning`;
    None without one.
    """
    gpu_cost_dollars: Decimal | None
    """The cost of its live GPU sessions, in US dollars; None without one."""
    pending_interventions: CappedCount
    """Its interventions that await a response, up to 100."""


class ListedIntervention(InterventionHead, frozen=True):
    """An intervention in a list of several executions'."""

    execution_name: str
    """The name of its execution."""
    competition_id: UUID
    """The competition of its execution."""
    competition_title: str
    """The title of that competition."""


class ListedGpuSession(GpuSessionHead, frozen=True):
    """A GPU session in a list of several executions'."""

    execution_name: str
    """The name of its execution."""
    reason_to_terminate: str | None
    """Why a live session must end: what was requested, `execution_ended`, `deadline`,
    `cost_limit`, `budget` or `stale_heartbeat`; None while it may continue, and once it ended.
    """


class GpuTotals(Row, frozen=True):
    """The live GPU sessions together, and the budgets that they spend."""

    live_sessions: int
    """GPU sessions that are provisioning, running or idle."""
    unpriced_sessions: int
    """How many of them have no known rate, and are missing in `burn_dollars_per_hour`."""
    burn_dollars_per_hour: Decimal
    """What they cost an hour: the sum of their rates, in US dollars."""
    live_cost_dollars: Decimal
    """What they have cost, in US dollars, as of their last heartbeats."""
    today_dollars: Decimal
    """What all GPU sessions have cost on this UTC day, in US dollars."""
    budget_dollars: Decimal
    """The GPU budgets of the executions with a live session, in US dollars."""
    consumed_dollars: Decimal
    """What those executions have spent of them, in US dollars."""
    reserved_dollars: Decimal
    """What the live sessions reserve of them, in US dollars."""


class Overview(Row, frozen=True):
    """The first page: what is open, what is live, what it costs, and what needs a person."""

    now: AwareDatetime
    """The database's clock."""
    competitions: FirstRows[ScoredCompetition]
    """Open competitions, up to 20: entered ones first, of each kind the soonest deadline first."""
    open_competitions: CappedCount
    """How many competitions are open, up to 100."""
    executions: FirstRows[LiveExecution]
    """Live executions, up to 50: overdue ones first, longest first; then those in review; then by
    priority and age.
    """
    live_executions: CappedCount
    """How many executions are live, up to 100."""
    overdue_executions: CappedCount
    """How many of them are overdue, up to 100."""
    gpu: GpuTotals
    """The live GPU sessions."""
    interventions: FirstRows[ListedIntervention]
    """Interventions that await a response, up to 20: by priority, then by deadline."""
    open_interventions: CappedCount
    """How many interventions await a response, up to 100."""
    overdue_interventions: CappedCount
    """How many of them are overdue, up to 100."""
    alerts: tuple[StoreHealthRow, ...]
    """What needs attention, worst first: rows as those of `store.upkeep.store_health`, none of them
    `fine`. Empty while all is well.
    """


class SubmissionLineage(Row, frozen=True):
    """A submission and what it was made from; the execution is the page's own."""

    submission: SubmissionHead
    """The submission."""
    training_job: TrainingJobHead | None
    """The job whose model made it, if any."""
    code: CodeHead | None
    """The code that the job ran."""
    gpu_session: GpuSessionHead | None
    """The machine that it ran on."""
    research: FirstRows[ResearchHead]
    """The most relevant findings of the execution, up to 5."""


class ExecutionDetails(Row, frozen=True):
    """One execution: its history, results and costs."""

    now: AwareDatetime
    """The database's clock."""
    execution: ExecutionHead
    """The execution."""
    error_message: str | None
    """The error, if any, up to its first 10,000 characters."""
    competition: CompetitionHead
    """Its competition."""
    costs: ExecutionCosts
    """What it has cost, by kind and for each improvement."""
    timeline: FirstRows[StateChange]
    """Changes of state of its rows, newest first, up to 200."""
    research: FirstRows[ResearchHead]
    """Its findings, most relevant first, up to 20."""
    code: FirstRows[CodeHead]
    """Its files of code, newest first, up to 50."""
    training_jobs: FirstRows[TrainingJobHead]
    """Its training jobs, newest first, up to 50."""
    gpu_sessions: FirstRows[GpuSessionHead]
    """Its GPU sessions, live ones first, then the newest, up to 50."""
    submissions: FirstRows[SubmissionHead]
    """Its submissions, newest first, up to 50."""
    interventions: FirstRows[InterventionHead]
    """Its interventions, open ones first, then the newest, up to 50."""
    best: SubmissionLineage | None
    """The lineage of its best submission by public score; None while none is best."""


class ComparedExecution(ExecutionHead, frozen=True):
    """An execution beside the others of its competition."""

    best_public_score: float | None
    """The best public score of its submissions; None while none is best."""
    best_private_score: float | None
    """The best private score of its submissions; None while none is best."""
    submissions: int
    """How many submissions it has made, without disqualified ones."""
    costs: ExecutionCosts
    """What it has cost, by kind and for each improvement."""


class CompetitionDetails(Row, frozen=True):
    """One competition: its scores over time, and its executions compared."""

    now: AwareDatetime
    """The database's clock."""
    competition: ScoredCompetition
    """The competition, open or past its deadline. `score_history` is its best score over time."""
    best_submission: SubmissionHead | None
    """The best submission by public score; None while none is best."""
    submissions: FirstRows[SubmissionHead]
    """Its submissions, last stored first, up to 500: the points of score over time, and of public
    against private score. Disqualified ones are among them.
    """
    executions: FirstRows[ComparedExecution]
    """Its executions, newest first, up to 20."""


class CostOfDay(Row, frozen=True):
    """What GPU sessions have cost on one UTC day."""

    day: date
    """The day."""
    dollars: Decimal
    """The cost in US dollars; 0 on a day without any."""


class GpuOverview(Row, frozen=True):
    """All rented machines: what runs, what it costs, and what must end."""

    now: AwareDatetime
    """The database's clock."""
    totals: GpuTotals
    """The live sessions together."""
    live: FirstRows[ListedGpuSession]
    """Live sessions, up to 100: those that must end first, then the most expensive an hour."""
    ended: FirstRows[ListedGpuSession]
    """Sessions that have ended, last ended first, up to 50."""
    costs: tuple[CostOfDay, ...]
    """The cost of each of the last 30 days, oldest first, today last."""
