"""The parts of the dashboards: rows of tables with the columns that pages show.

A column has the type and the meaning that its table's model has; a test compares them. Texts and
JSON without a small bound are left out: read them with the table's own `get`.
"""

from decimal import Decimal
from typing import ClassVar, Generic, TypeVar
from uuid import UUID

from pydantic import AwareDatetime

from kaggle_store.models._base import Row, StoredJson
from kaggle_store.models.enums import (
    CodeType,
    ExecutionStatus,
    GpuSessionStatus,
    InterventionDecision,
    InterventionPriority,
    InterventionStatus,
    InterventionType,
    LeaseEnd,
    MetricDirection,
    ProblemType,
    ResearchType,
    ResumeReason,
    SubmissionStatus,
    TrainingJobStatus,
    ValidationStatus,
)

T = TypeVar("T")


class FirstRows(Row, Generic[T], frozen=True):
    """The first rows of a list in its order, and whether there are more."""

    rows: tuple[T, ...]
    """The rows."""
    has_more: bool
    """Whether the list goes on: page through the table's own `list` for the rest."""


class CappedCount(Row, frozen=True):
    """A count that stops at a cap, so that it costs the same in a large store."""

    count: int
    """How many there are, at most the cap."""
    has_more: bool
    """Whether there are more than `count`: shown as `100+`."""


class ScorePoint(Row, frozen=True):
    """A submission that was the best of its competition when it was scored."""

    submission_id: UUID
    """The submission."""
    scored_at: AwareDatetime | None
    """When Kaggle scored it; None for an imported one without a time, which counts as the last."""
    public_score: float
    """Its public score: the best one from then on."""
    public_rank: int | None
    """The place on the public leaderboard, from 1."""
    total_participants: int | None
    """The number of teams on the leaderboard."""


class CompetitionHead(Row, frozen=True):
    """What names a competition, and how its scores are read."""

    table: ClassVar[str] = "competitions"
    id: UUID
    """The competition's id in this store."""
    kaggle_id: str
    """Kaggle's own name for it, the slug in its address; case-sensitive."""
    title: str
    """The title on Kaggle; several competitions may share one."""
    problem_type: ProblemType | str
    """The kind of data."""
    evaluation_metric: str | None
    """The metric that ranks submissions, as Kaggle names it."""
    metric_direction: MetricDirection | str | None
    """Whether a higher or a lower score is better; None while unknown: then no score is best."""
    deadline: AwareDatetime
    """When the last submission is accepted."""
    deadline_is_estimated: bool
    """Whether the source has no deadline and the end of the year is used."""


class ExecutionHead(Row, frozen=True):
    """An execution: where it stands, who works on it, and its budget."""

    table: ClassVar[str] = "agent_executions"
    id: UUID
    """The execution's id."""
    competition_id: UUID
    """The competition it works on."""
    execution_name: str
    """A display name, such as the approach it tries."""
    status: ExecutionStatus | str
    """Its current state."""
    resume_status: ExecutionStatus | str | None
    """What a review interrupted and returns to, or where it failed."""
    priority: int
    """Higher priority is claimed first."""
    current_step: int
    """Which of the ten steps of the workflow it is at."""
    gpu_budget_dollars: Decimal
    """What it may spend on rented GPUs, in US dollars."""
    gpu_budget_consumed: Decimal
    """What its GPU sessions have cost so far, in US dollars."""
    target_submission_hours: int
    """Within how many hours of its start it should submit."""
    created_at: AwareDatetime
    """When it was planned."""
    started_at: AwareDatetime | None
    """When work began."""
    completed_at: AwareDatetime | None
    """When work ended, with or without success."""
    worker: str | None
    """Who worked on it last."""
    lease_expires_at: AwareDatetime | None
    """When that lease ends; None once it was ended. In the past: the worker was lost."""
    lease_end: LeaseEnd | str | None
    """How that lease was ended; None while it lasts, or when it expired."""
    resume_reason: ResumeReason | str
    """Why it is claimed next, or was claimed last."""
    attempts: int
    """How often its current state was claimed."""
    max_attempts: int
    """After how many attempts in one state it fails and opens an intervention."""
    human_intervention_reason: str | None
    """What it waits for."""
    due_at: AwareDatetime | None
    """When it should have submitted: its start, or creation, and `target_submission_hours`; None
    beyond the year 9999.
    """
    is_overdue: bool
    """Whether it is live and `due_at` has passed."""


class GpuSessionHead(Row, frozen=True):
    """A GPU machine: what it is, what it costs, and whether it must end."""

    table: ClassVar[str] = "gpu_sessions"
    id: UUID
    """The session's id."""
    execution_id: UUID
    """The execution that pays for it."""
    provider: str
    """The provider, such as `vast_ai`."""
    instance_id: str | None
    """The provider's id of the machine; None until there is one."""
    instance_type: str
    """The machine type, such as `RTX4090`."""
    gpu_count: int
    """How many GPUs it has."""
    region: str | None
    """Where it stands."""
    status: GpuSessionStatus | str
    """The state of the session."""
    hourly_rate_dollars: Decimal | None
    """The hourly price, in US dollars; None while unknown."""
    total_cost_dollars: Decimal
    """What it has cost, in US dollars, as of the last heartbeat."""
    cost_limit_dollars: Decimal | None
    """What it may cost, in US dollars; None without a limit."""
    reserved_dollars: Decimal | None
    """What it reserves of its execution's budget, in US dollars; None once it has ended."""
    total_runtime_minutes: Decimal
    """How long it has run, in minutes, as of the last heartbeat."""
    gpu_utilization_percent: Decimal | None
    """How busy its GPU was at the last heartbeat, from 0 to 100."""
    created_at: AwareDatetime
    """When it was requested."""
    provisioned_at: AwareDatetime | None
    """When it became usable."""
    terminated_at: AwareDatetime | None
    """When it was terminated."""
    auto_terminate_at: AwareDatetime | None
    """When it must be terminated at the latest."""
    last_heartbeat_at: AwareDatetime | None
    """The time of the last heartbeat."""
    terminate_requested: bool
    """Whether it must be terminated. While it is live, the provider's stop is not confirmed."""
    terminate_reason: str | None
    """Why, such as `cost_limit` or `deadline`."""


class InterventionHead(Row, frozen=True):
    """An intervention: its question, its urgency and how it ended."""

    table: ClassVar[str] = "human_interventions"
    id: UUID
    """The intervention's id."""
    execution_id: UUID
    """The execution that needs it."""
    intervention_type: InterventionType | str
    """Why it is needed."""
    priority: InterventionPriority | str
    """How soon a response is needed."""
    status: InterventionStatus | str
    """Its state; pending and escalated ones await a response."""
    title: str
    """The decision in one line."""
    assigned_to: str | None
    """The person in charge: a user id or an e-mail address."""
    sla_deadline: AwareDatetime | None
    """When the response is needed."""
    escalation_count: int
    """How often it has been escalated."""
    pauses_execution: bool
    """Whether the execution waits in human_review for the response."""
    allowed_decisions: list[InterventionDecision | str]
    """The decisions that a person may take."""
    decision: InterventionDecision | str | None
    """The decision that was taken; None while it is open."""
    created_at: AwareDatetime
    """When it was requested."""
    responded_at: AwareDatetime | None
    """When the response was given."""
    responded_by: str | None
    """Who responded."""
    has_proposal: bool
    """Whether it carries a proposal, which a person approves or edits."""
    is_overdue: bool
    """Whether it awaits a response and `sla_deadline` has passed."""


class SubmissionHead(Row, frozen=True):
    """A submission: its state and its scores."""

    table: ClassVar[str] = "submissions"
    id: UUID
    """The submission's id in this store."""
    execution_id: UUID
    """The execution that made it."""
    training_job_id: UUID | None
    """The job whose model made it, of the same execution."""
    kaggle_submission_id: str | None
    """Kaggle's id of it; None until Kaggle has it."""
    submission_file_path: str
    """Where the file is stored."""
    submission_status: SubmissionStatus | str
    """The state of the submission."""
    public_score: float | None
    """The score on the public part of the test data."""
    private_score: float | None
    """The score on the private part, known when the competition ends."""
    public_rank: int | None
    """The place on the public leaderboard, from 1."""
    private_rank: int | None
    """The place on the private leaderboard, from 1."""
    total_participants: int | None
    """The number of teams on the leaderboard."""
    created_at: AwareDatetime
    """When it was prepared."""
    submitted_at: AwareDatetime | None
    """When Kaggle took it."""
    scored_at: AwareDatetime | None
    """When Kaggle scored it."""


class TrainingJobHead(Row, frozen=True):
    """A training job: its progress and results. Curves are read with `system_metrics`."""

    table: ClassVar[str] = "training_jobs"
    id: UUID
    """The job's id."""
    code_id: UUID
    """The code it runs, of the same execution."""
    gpu_session_id: UUID | None
    """The machine it runs on, of the same execution; None for the agent's own."""
    job_name: str
    """A display name."""
    model_type: str | None
    """What is trained, such as `xgboost`, `lightgbm`, `neural_network` or `transformer`."""
    status: TrainingJobStatus | str
    """The state of the job."""
    progress: float | None
    """How much of it is done, from 0 to 1."""
    current_epoch: int | None
    """The last epoch it has reported."""
    total_epochs: int | None
    """How many epochs were run."""
    best_validation_score: float | None
    """The best validation score, by the competition's direction; None while that is unknown."""
    final_test_score: float | None
    """The score on the test part."""
    worker: str | None
    """Who worked on it last."""
    attempts: int
    """How often it was claimed."""
    max_attempts: int
    """After how many attempts it fails."""
    created_at: AwareDatetime
    """When it was queued."""
    started_at: AwareDatetime | None
    """When it began to run."""
    completed_at: AwareDatetime | None
    """When it ended, with or without success."""
    runtime_minutes: Decimal | None
    """How long it ran, in minutes; a job may last 0.4 seconds."""
    peak_memory_gb: Decimal | None
    """The most memory it took, in gigabytes (10^9 bytes)."""
    gpu_utilization_percent: Decimal | None
    """How busy the GPU was, from 0 to 100."""
    hyperparameters: StoredJson | None
    """The hyperparameters; None without any, or beyond 16 kB (`is_shortened`)."""
    metrics: StoredJson | None
    """The `latest` and the `best` value of each metric; None without any, or beyond 16 kB
    (`is_shortened`).
    """
    is_shortened: bool
    """Whether hyperparameters or metrics were too large for a list: read the job for them."""


class CodeHead(Row, frozen=True):
    """A file of code without its text, and the revision before it."""

    table: ClassVar[str] = "generated_code"
    id: UUID
    """The file's id; `store.generated_code.get` reads its text."""
    parent_id: UUID | None
    """The file of the same execution that it was made from, if one is recorded."""
    operator: str | None
    """How it was made from its parent, such as `debug` or `improve`."""
    code_type: CodeType | str
    """Which part of the pipeline it is."""
    file_name: str
    """The file's name."""
    programming_language: str
    """The language it is written in."""
    execution_order: int | None
    """Its place in the pipeline."""
    validation_status: ValidationStatus | str
    """The result of its validation."""
    human_approved: bool
    """Whether a person has approved exactly this content."""
    approved_by: str | None
    """Who approved it."""
    model_api_used: str | None
    """The model that wrote it."""
    tokens_consumed: int | None
    """Model tokens that it took."""
    cost_dollars: Decimal | None
    """What it cost, in US dollars."""
    content_sha256: str
    """SHA-256 of its text."""
    created_at: AwareDatetime
    """When it was stored."""
    updated_at: AwareDatetime
    """When it last changed."""
    previous_id: UUID | None
    """The revision before it: the last file of this name that the execution stored earlier."""


class ResearchHead(Row, frozen=True):
    """A finding without the raw response."""

    table: ClassVar[str] = "research_results"
    id: UUID
    """The finding's id; `store.research_results.get` reads the whole of it."""
    research_type: ResearchType | str
    """The kind of source."""
    source_api: str
    """The source, such as `arxiv`, `kaggle_api` or `google_deep_research`."""
    external_id: str | None
    """The source's own id of what was found, such as an arXiv number."""
    query_text: str
    """The search query, up to its first 1,000 characters."""
    processed_insights: list[str] | None
    """The insights that the agent extracted, up to the first 10, each up to 1,000 characters."""
    is_shortened: bool
    """Whether the query or the insights are longer."""
    relevance_score: float | None
    """How relevant it is, from 0 to 1."""
    citation_count: int
    """How often it has been cited."""
    tokens_consumed: int | None
    """Model tokens that the research took."""
    cost_dollars: Decimal | None
    """What it cost, in US dollars."""
    created_at: AwareDatetime
    """When it was stored."""


class StateChange(Row, frozen=True):
    """One entry of the audit log: a row that was added, removed, or changed its state."""

    table: ClassVar[str] = "audit_log"
    id: int
    """The entry's id, in the order of the changes."""
    table_name: str
    """The table that changed."""
    row_id: UUID
    """The row that changed."""
    action: str
    """`insert`, `update` or `delete`; `reveal` where a secret was read."""
    occurred_at: AwareDatetime
    """When it changed."""
    actor_role: str
    """The role that changed it, such as `service_role`."""
    actor: str | None
    """The token's subject, or else the worker whose lease the change was made under."""
    from_status: str | None
    """The state before; None for an added row, and where the state stayed."""
    to_status: str | None
    """The state afterwards; None for a removed row, and where the state stayed."""
