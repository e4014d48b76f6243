"""Read everything that a report shows, as the client's role may see it, without its secrets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from kaggle_store.client import KaggleStore
from kaggle_store.models._base import Row
from kaggle_store.models.agent_executions import AgentExecution
from kaggle_store.models.audit_log import AuditEntry
from kaggle_store.models.competitions import Competition
from kaggle_store.models.execution_costs import ExecutionCosts
from kaggle_store.models.functions import CodeNode
from kaggle_store.models.generated_code import GeneratedCode, GeneratedCodeListed
from kaggle_store.models.gpu_sessions import GpuSession
from kaggle_store.models.human_interventions import HumanIntervention
from kaggle_store.models.research_results import ResearchResultListed
from kaggle_store.models.submissions import Submission
from kaggle_store.models.training_jobs import TrainingJob
from kaggle_store.report.curves import Curves, read_curves
from kaggle_store.report.scrubber import Scrubber, known_secrets

RowT = TypeVar("RowT", bound=Row)

IDS_PER_REQUEST = 50
"""Executions named in one request."""
PAGE = 1000


@dataclass(frozen=True, slots=True)
class Run:
    """One execution with all its rows, oldest first."""

    competition: Competition
    execution: AgentExecution
    costs: ExecutionCosts
    code: Sequence[GeneratedCode]
    tree: Sequence[CodeNode]
    jobs: Sequence[TrainingJob]
    sessions: Sequence[GpuSession]
    submissions: Sequence[Submission]
    interventions: Sequence[HumanIntervention]
    findings: Sequence[ResearchResultListed]
    changes: Sequence[AuditEntry]
    curves: Curves
    best: UUID | None
    """The best submission by public score, if one is best."""


@dataclass(frozen=True, slots=True)
class Contest:
    """One competition with its executions, oldest first, and the run of its best submission."""

    competition: Competition
    executions: Sequence[AgentExecution]
    costs: Sequence[ExecutionCosts]
    code: Sequence[GeneratedCodeListed]
    jobs: Sequence[TrainingJob]
    sessions: Sequence[GpuSession]
    submissions: Sequence[Submission]
    interventions: Sequence[HumanIntervention]
    findings: Sequence[ResearchResultListed]
    best: UUID | None
    """The best submission by public score, if one is best."""
    best_run: Run | None
    """The execution that made it."""


def scrubber_for(store: KaggleStore) -> Scrubber:
    """Return a scrubber that knows this process's secrets and the settings it may read."""
    settings = store.configurations.iterate(is_sensitive=True)
    values = [each.config_value for each in settings if not each.is_encrypted]
    texts = [value for value in values if isinstance(value, str)]
    return Scrubber([*known_secrets(), store.settings.key, *texts])


def find(store: KaggleStore, name: str) -> AgentExecution | Competition | None:
    """Return the execution or competition with this id, or the competition of this Kaggle id."""
    try:
        id = UUID(name)
    except ValueError:
        return store.competitions.find(name)
    found = store.agent_executions.list(id=id) or store.competitions.list(id=id)
    return found[0] if found else None


def read_run(store: KaggleStore, execution: AgentExecution, scrubber: Scrubber) -> Run:
    """Read one execution completely."""
    id = execution.id
    competition = store.competitions.get(execution.competition_id)
    jobs = _rows(store.training_jobs.iterate(execution_id=id), scrubber)
    best = store.submissions.best(execution_id=id)
    return Run(
        competition=scrubber.row(competition),
        execution=scrubber.row(execution),
        costs=store.agent_executions.costs(id),
        code=_rows(store.generated_code.iterate_full(execution_id=id), scrubber),
        tree=[scrubber.row(each) for each in store.generated_code.tree(id)],
        jobs=jobs,
        sessions=_rows(store.gpu_sessions.iterate(execution_id=id), scrubber),
        submissions=_rows(store.submissions.iterate(execution_id=id), scrubber),
        interventions=_rows(store.human_interventions.iterate(execution_id=id), scrubber),
        findings=_rows(store.research_results.iterate(execution_id=id), scrubber),
        changes=[scrubber.row(each) for each in store.audit_log.of_execution(id)],
        curves=read_curves(store, id, jobs, competition.metric_direction, scrubber),
        best=best.id if best else None,
    )


def read_contest(store: KaggleStore, competition: Competition, scrubber: Scrubber) -> Contest:
    """Read one competition: the text of its code for the best submission's execution only."""
    id = competition.id
    executions = _rows(store.agent_executions.iterate(competition_id=id), scrubber)
    best = store.submissions.best(competition_id=id)
    of_best = [each for each in executions if best and each.id == best.execution_id]

    def children(read: Callable[..., Iterable[RowT]]) -> list[RowT]:
        return _rows(_in_executions(read, [each.id for each in executions]), scrubber)

    return Contest(
        competition=scrubber.row(competition),
        executions=executions,
        costs=list(_costs(store, id)),
        code=children(store.generated_code.iterate),
        jobs=children(store.training_jobs.iterate),
        sessions=children(store.gpu_sessions.iterate),
        submissions=_rows(store.submissions.iterate(competition_id=id), scrubber),
        interventions=children(store.human_interventions.iterate),
        findings=children(store.research_results.iterate),
        best=best.id if best else None,
        best_run=read_run(store, of_best[0], scrubber) if of_best else None,
    )


def _rows(found: Iterable[RowT], scrubber: Scrubber) -> list[RowT]:
    """Return rows without secrets, oldest first."""

    def age(row: Any) -> tuple[object, object]:
        return row.created_at, row.id

    return [scrubber.row(each) for each in sorted(found, key=age)]


def _in_executions(read: Callable[..., Iterable[RowT]], ids: Sequence[UUID]) -> Iterator[RowT]:
    """Yield the rows of executions, for a bounded number of them in one request."""
    for start in range(0, len(ids), IDS_PER_REQUEST):
        yield from read(execution_id=ids[start : start + IDS_PER_REQUEST])


def _costs(store: KaggleStore, competition_id: UUID) -> Iterator[ExecutionCosts]:
    offset = 0
    while page := store.agent_executions.costs_list(
        competition_id=competition_id, limit=PAGE, offset=offset
    ):
        yield from page
        if len(page) < PAGE:
            return
        offset += PAGE
