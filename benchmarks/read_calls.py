"""The reads of `public_reads`: every operation of the SDK that only reads, with the conditions and
orders that the docs, the terminal and the web pages use. A test compares them with the resources.

Their ids and values are those of `sql/public_reads.sql`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from kaggle_store import KaggleStore
from kaggle_store._requests.operation import SyncClient
from kaggle_store.client import RESOURCES, _Resources

NEWEST = 999_999_999


def _id(kind: int) -> UUID:
    return UUID(f"00000000-0000-7000-{kind:04x}-{NEWEST:012x}")


COMPETITION, EXECUTION, SESSION, JOB = _id(0x8001), _id(0x8002), _id(0x8005), _id(0x8009)
SUBMISSION, INTERVENTION, CODE, FILE = _id(0x8003), _id(0x8004), _id(0x8007), _id(0x8011)
KEYS = {
    "competitions": COMPETITION,
    "agent_executions": EXECUTION,
    "research_results": _id(0x8006),
    "generated_code": CODE,
    "execution_steps": _id(0x8008),
    "gpu_sessions": SESSION,
    "training_jobs": JOB,
    "submissions": SUBMISSION,
    "human_interventions": INTERVENTION,
    "archive": _id(0x8014),
}
NATURAL_KEYS: dict[str, tuple[str, ...]] = {
    "competitions": (f"competition-{NEWEST}",),
    "submissions": (str(NEWEST),),
    "gpu_sessions": ("vast_ai", f"machine-{NEWEST}"),
    "configurations": ("bench.7",),
    "artifacts": (str(FILE),),
}
SCOPES: dict[str, dict[str, object]] = {
    "competitions": {"kaggle_id": f"competition-{NEWEST}"},
    "agent_executions": {"competition_id": COMPETITION},
    "archive": {"competition_id": COMPETITION},
    "configurations": {"config_key": "bench.7"},
}
"""Conditions of few rows; of other tables, those of one execution."""
SINCE = datetime.now(UTC) - timedelta(days=90)
NAMES: dict[object, str] = {COMPETITION: "competition", EXECUTION: "execution", JOB: "job"}
NAMES |= {SINCE: "since"}
NAMES |= {key: "id" for key in KEYS.values() if key not in NAMES}


@dataclass(frozen=True)
class Read:
    """One call of a resource's method."""

    resource: str
    verb: str
    args: tuple[Any, ...]
    options: dict[str, Any]

    def __call__(self, store: KaggleStore | _Resources[SyncClient]) -> Any:
        """Perform the call with this client."""
        return getattr(getattr(store, self.resource), self.verb)(*self.args, **self.options)

    @property
    def name(self) -> str:
        """The operation's name, such as `submissions.list`."""
        return f"{self.resource}.{self.verb}"

    @property
    def label(self) -> str:
        """The call as it is written."""
        given = ["id" if self.verb == "get" else _shown(value) for value in self.args]
        given += [f"{name}={_shown(value)}" for name, value in self.options.items()]
        return f"{self.name}({', '.join(given)})"


def _shown(value: object) -> str:
    named = NAMES.get(value) if isinstance(value, UUID | datetime) else None
    if named or isinstance(value, UUID | datetime):
        return named or "id"
    return repr(value).replace("'", '"')


class _Resource:
    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, verb: str) -> Any:
        return lambda *args, **options: Read(self._name, verb, args, options)


def table_reads(metric: tuple[UUID, datetime], entry: int) -> Iterator[Read]:
    """Yield the reads that each table has, as far as it has them.

    `metric` and `entry` are the keys of a metric point and of an entry of the audit log.
    """
    keys: dict[str, tuple[Any, ...]] = {name: (key,) for name, key in KEYS.items()}
    keys |= {"system_metrics": metric, "audit_log": (entry,)}
    keys |= {name: NATURAL_KEYS[name] for name in ("artifacts", "configurations")}
    with KaggleStore("http://localhost", "none") as store:
        for name in RESOURCES:
            resource = getattr(store, name)
            ask, scope = _Resource(name), SCOPES.get(name, {"execution_id": EXECUTION})
            if hasattr(resource, "get"):
                yield ask.get(*keys[name])
            if name in NATURAL_KEYS and hasattr(resource, "find"):
                yield ask.find(*NATURAL_KEYS[name])
            if not hasattr(resource, "_relation"):
                continue
            for suffix in ("", "_full"):
                if hasattr(resource, f"list{suffix}"):
                    yield getattr(ask, f"list{suffix}")()
                    yield getattr(ask, f"list{suffix}")(order="-id")
                    yield getattr(ask, f"list{suffix}")(**scope)
                    if "created_at" in resource._relation.row.model_fields:
                        yield getattr(ask, f"list{suffix}")(order="-created_at")
                    yield getattr(ask, f"iterate{suffix}")()
                    yield getattr(ask, f"iterate{suffix}")(**scope)
                    yield getattr(ask, f"to_arrow{suffix}")(**scope)
            yield ask.count(**scope)
            yield ask.count()


def own_reads() -> Iterator[Read]:
    """Yield the reads that only some tables have, and the lists that the docs show."""
    ask: Any = type("Ask", (), {name: _Resource(name) for name in RESOURCES})
    of_run: dict[str, Any] = {"execution_id": EXECUTION}
    yield from (
        ask.competitions.dashboard(),
        ask.competitions.list(order="-prize_pool", limit=20),
        ask.competitions.list(order="deadline"),
        ask.competitions.list(problem_type="nlp"),
        ask.competitions.list(discovery_source="recommendation", order="deadline"),
        ask.competitions.count(title__ilike="titan%"),
        ask.competitions.count(tags__contains=["nlp"]),
        ask.agent_executions.progress(),
        ask.agent_executions.progress(status="human_review"),
        ask.agent_executions.recent(),
        ask.agent_executions.recent(status="cancelled", limit=20),
        ask.agent_executions.recent(competition_id=COMPETITION),
        ask.agent_executions.summary(EXECUTION),
        ask.agent_executions.summaries(),
        ask.agent_executions.costs(EXECUTION),
        ask.agent_executions.costs_list(),
        ask.agent_executions.costs_list(competition_id=COMPETITION),
        ask.agent_executions.cost_totals(**of_run),
        ask.agent_executions.cost_totals(competition_id=COMPETITION),
        ask.agent_executions.cost_totals(),
        ask.agent_executions.list(order=("-priority", "created_at")),
        ask.agent_executions.list(status__not="completed", order=("-priority", "created_at")),
        ask.agent_executions.list(
            competition_id=COMPETITION,
            status__not="completed",
            order=("-priority", "created_at"),
        ),
        ask.agent_executions.progress(order="-updated_at"),
        *(
            ask.agent_executions.list(status=status, limit=limit)
            for status, limit in (
                ("human_review", 5), ("training", 20), ("cancelled", 20), ("completed", 100),
            )
        ),
        ask.agent_executions.list(status="cancelled", order="-id", limit=20),
        ask.agent_executions.list(status="cancelled", limit=100),
        ask.agent_executions.count(status="human_review"),
        ask.agent_executions.count(started_at=None),
        ask.research_results.list(order="-relevance_score"),
        ask.research_results.list(research_type="academic_papers", limit=20),
        ask.research_results.list(source_api="arxiv"),
        ask.generated_code.pipeline(EXECUTION),
        ask.generated_code.tree(EXECUTION),
        ask.generated_code.path_to_best(EXECUTION),
        ask.generated_code.open_leaves(EXECUTION),
        ask.generated_code.list(code_type="training", limit=20),
        ask.generated_code.list(validation_status="pending"),
        ask.generated_code.list(validation_status="needs_review"),
        ask.generated_code.list(execution_order=9),
        ask.generated_code.list(**of_run, file_name="a.py", order=("-created_at", "-id")),
        ask.execution_steps.list(**of_run, order="created_at"),
        ask.gpu_sessions.due(),
        ask.gpu_sessions.terminations(),
        ask.gpu_sessions.terminations(confirmed_at=None),
        ask.gpu_sessions.terminations(gpu_session_id=SESSION),
        ask.gpu_sessions.list(status="running"),
        ask.gpu_sessions.list(status="failed"),
        ask.gpu_sessions.list(status="failed", order="-id", limit=20),
        ask.gpu_sessions.list(provider="lambda_labs"),
        ask.gpu_sessions.list(auto_terminate_at__lte=SINCE, order="auto_terminate_at"),
        ask.training_jobs.list(order="-best_validation_score"),
        ask.training_jobs.list(status="running"),
        ask.training_jobs.list(status="running", order=("-priority", "created_at")),
        ask.training_jobs.list(status="failed"),
        ask.training_jobs.list(status="completed"),
        ask.training_jobs.list(**of_run, status="completed", order="completed_at"),
        ask.training_jobs.list(gpu_session_id=SESSION),
        ask.agent_executions.watch(timeout=0),
        ask.submissions.watch(timeout=0),
        ask.human_interventions.watch(timeout=0),
        ask.submissions.best(competition_id=COMPETITION),
        ask.submissions.best(**of_run),
        ask.submissions.lineage(SUBMISSION),
        ask.submissions.quota(COMPETITION),
        ask.submissions.ranking(competition_id=COMPETITION),
        ask.submissions.ranking(),
        ask.submissions.wait_until_scored(SUBMISSION),
        ask.submissions.list(order="-public_score"),
        ask.submissions.list(competition_id=COMPETITION),
        ask.submissions.list(submission_status="submitted"),
        ask.submissions.list(submission_status="submitted", order="-id"),
        ask.submissions.list(submission_status="disqualified"),
        ask.submissions.list(submission_status="scored"),
        ask.submissions.list(submitted_at__gte=SINCE, order="-submitted_at"),
        ask.human_interventions.pending(),
        ask.human_interventions.pending(**of_run),
        ask.human_interventions.pending(assigned_to="alice"),
        ask.human_interventions.notifications(),
        ask.human_interventions.wait_for_response(INTERVENTION),
        ask.human_interventions.list(status="escalated"),
        ask.human_interventions.list(status="rejected"),
        ask.human_interventions.list(status="approved", order="-id"),
        ask.human_interventions.list(priority="critical"),
        ask.artifacts.list(**of_run, kind="model"),
        ask.artifacts.list(**of_run, order="created_at"),
        ask.artifacts.list(training_job_id=JOB),
        ask.artifacts.verify(FILE),
        ask.system_metrics.names(EXECUTION),
        ask.system_metrics.buckets(EXECUTION, "loss", 20),
        ask.system_metrics.series(EXECUTION, "loss"),
        ask.system_metrics.series(EXECUTION, "loss", training_job_id=JOB),
        ask.system_metrics.series_to_arrow(EXECUTION, "loss"),
        ask.system_metrics.scan(metric_name="loss", **of_run),
        ask.system_metrics.list(order="-timestamp"),
        ask.system_metrics.list(**of_run, order="-timestamp"),
        ask.system_metrics.list(metric_name="loss", order="-timestamp"),
        ask.system_metrics.count(metric_name="loss"),
        ask.configurations.list(config_key__ilike="retention.%"),
        ask.configurations.list(config_type="notification"),
        ask.configurations.iterate(is_sensitive=True),
        ask.audit_log.by_row("agent_executions", EXECUTION),
        ask.audit_log.of_execution(EXECUTION),
        ask.audit_log.between(SINCE),
        ask.audit_log.position(),
        ask.audit_log.list(order="-occurred_at"),
        ask.audit_log.list(actor="alice", order="-id"),
        ask.audit_log.list(actor="worker", order="-id"),
        ask.audit_log.list(table_name="agent_executions", order="-id"),
        ask.audit_log.list(table_name="configurations", order="-id"),
        ask.audit_log.list(row_id=EXECUTION, action="update", order="id"),
        ask.tokens.for_execution(EXECUTION),
        ask.members.list(),
        ask.members.required(),
        ask.archive.lines(KEYS["archive"]),
        ask.upkeep.runs(),
        ask.upkeep.runs(task="archive"),
        ask.upkeep.integrity_report(),
        ask.upkeep.store_health(),
        ask.dashboards.overview(),
        ask.dashboards.execution(EXECUTION),
        ask.dashboards.competition(COMPETITION),
        ask.dashboards.gpu(),
        ask.notifications.notices(),
        ask.notifications.notices(**of_run),
        ask.notifications.deliveries(),
        ask.notifications.deliveries(status=("failed", "unknown")),
    )  # fmt: skip
