"""Rows created and read as the owner, for two executions; worker tokens are of the first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from psycopg.types.json import Jsonb

from tests.conftest import Owner
from tests.security.matrix import PARTITION

SECRET = "correct-horse-battery-staple"
LEASE = "00000000-0000-4000-8000-0000000000aa"
KEYS = {"submission_quota": "competition_id", "execution_costs": "execution_id"}
BASES = {
    "competition_dashboard": "competitions",
    "submission_quota": "competitions",
    "execution_costs": "agent_executions",
    "execution_progress": "agent_executions",
    "execution_summary": "agent_executions",
    "submission_ranking": "submissions",
    "system_metrics_default": "system_metrics",
    PARTITION: "system_metrics",
}
"""The base table of each view and partition."""
CHANGES: dict[str, dict[str, Any]] = {
    "competitions": {"title": "changed"},
    "agent_executions": {"execution_name": "changed"},
    "research_results": {"citation_count": 7},
    "generated_code": {"file_name": "changed"},
    "execution_steps": {"name": "changed"},
    "gpu_sessions": {"region": "changed"},
    "gpu_terminations": {"last_error": "changed"},
    "training_jobs": {"job_name": "changed"},
    "submissions": {"description": "changed"},
    "human_interventions": {"title": "changed"},
    "artifacts": {"name": "changed"},
    "system_metrics": {"metric_name": "changed"},
    "configurations": {"description": "changed"},
    "audit_log": {"actor": "changed"},
    "intervention_notifications": {"notification_method": "changed"},
    "notices": {"title": "changed"},
    "notification_deliveries": {"status": "withdrawn"},
    "archived_executions": {"execution_name": "changed"},
    "upkeep_runs": {"run_by": "changed"},
    "competition_dashboard": {"title": "changed"},
    "execution_costs": {"gpu_dollars": 0},
    "execution_progress": {"execution_name": "changed"},
    "execution_summary": {"research_count": 99},
    "submission_quota": {"used_today": 99},
    "submission_ranking": {"public_score": 99},
    PARTITION: {"metric_name": "changed"},
    "system_metrics_default": {"metric_name": "changed"},
}


@dataclass(frozen=True)
class World:
    """The owner's access to the store: creates rows on demand and reads them back.

    `own` is the execution of worker tokens, `other` a second one.
    """

    owner: Owner

    @cached_property
    def competition(self) -> UUID:
        return self.insert("competitions")

    @cached_property
    def own(self) -> UUID:
        return self.insert("agent_executions")

    @cached_property
    def other(self) -> UUID:
        return self.insert("agent_executions")

    @cached_property
    def partition(self) -> str:
        """Return the name of an existing monthly partition."""
        return str(
            self.one(
                "select min(inhrelid::regclass::text) from pg_inherits where inhparent = "
                "'public.system_metrics'::regclass and inhrelid::regclass::text <> %s",
                "system_metrics_default",
            )
        )

    def new_values(self, relation: str, execution: UUID | None = None) -> dict[str, Any]:
        """Return the values of a new row, as a client would send them."""
        row: dict[str, Any]
        if relation in ("competitions", "agent_executions", "configurations", "audit_log"):
            of: dict[str, Any] = {}
        else:
            of = {"execution_id": execution or self.own}
        match relation:
            case "competitions":
                row = {
                    "kaggle_id": f"c-{uuid4().hex}",
                    "title": "T",
                    "deadline": "2090-01-01T00:00:00Z",
                    "problem_type": "tabular",
                }
            case "agent_executions":
                row = {
                    "competition_id": self.competition,
                    "execution_name": "run",
                    "gpu_budget_dollars": 1000,
                }
            case "research_results":
                row = of | {
                    "research_type": "academic_papers",
                    "query_text": uuid4().hex,
                    "source_api": "arxiv",
                    "raw_response": {"a": 1},
                }
            case "generated_code":
                row = of | {"code_type": "training", "file_name": "a.py", "code_content": "pass"}
            case "execution_steps":
                row = of | {
                    "round": 1,
                    "name": uuid4().hex,
                    "stage": "research",
                    "result": {"a": 1},
                    "worker": "w",
                }
            case "gpu_sessions":
                row = of | {
                    "provider": "vast_ai",
                    "instance_type": "A100",
                    "cost_limit_dollars": 0.01,
                }
            case "training_jobs":
                code = self.insert("generated_code", execution)
                row = of | {"code_id": code, "job_name": "job"}
            case "submissions":
                row = of | {"submission_file_path": "out/s.csv"}
            case "human_interventions":
                row = of | {
                    "intervention_type": "approval_required",
                    "title": "May I?",
                    "description": "Submit?",
                }
            case "artifacts":
                row = of | {
                    "kind": "model",
                    "name": "m",
                    "uri": f"s3://b/{of['execution_id']}/{'0' * 32}/m",
                    "sha256": "0" * 64,
                    "size_bytes": 1,
                }
            case "configurations":
                row = {"config_key": uuid4().hex, "config_value": 1, "config_type": "system"}
            case "audit_log":
                return {
                    "table_name": "x",
                    "row_id": uuid4(),
                    "action": "update",
                    "actor_role": "x",
                }
            case "archived_executions":
                row = {
                    "competition_id": uuid4(),
                    "execution_name": "old run",
                    "status": "completed",
                    "created_at": "2020-01-01T00:00:00Z",
                    "completed_at": "2020-01-02T00:00:00Z",
                    "counts": {},
                    "checksum": "0" * 64,
                }
            case "upkeep_runs":
                row = {"task": "archive", "outcome": "done", "duration_seconds": 1, "run_by": "me"}
            case "intervention_notifications":
                intervention = self.insert("human_interventions", execution)
                row = {"intervention_id": intervention, "reason": "escalated"}
            case "notices":
                row = of | {
                    "kind": "health",
                    "priority": "high",
                    "title": "T",
                    "dedup_key": uuid4().hex,
                }
            case "gpu_terminations":
                session = self.insert("gpu_sessions", execution)
                row = of | {"gpu_session_id": session}
            case "notification_deliveries":
                notification = self.insert("intervention_notifications", execution)
                row = {"notification_id": notification, "channel": "team", "priority": "low"}
            case _:
                row = of | {
                    "metric_name": "loss",
                    "metric_value": 0.5,
                    "metric_type": "gauge",
                    "timestamp": self.timestamp_for(relation),
                }
        return {"id": uuid4(), **row}

    def timestamp_for(self, relation: str) -> str:
        """Return a timestamp within this metric partition."""
        if relation == "system_metrics_default":
            return "2001-01-01T00:00:00Z"
        if relation in (PARTITION, self.partition):
            return self.partition[-7:].replace("_", "-") + "-02T00:00:00Z"
        return str(self.one("select kaggle_store.now()::text"))

    def insert(self, relation: str, execution: UUID | None = None, **values: Any) -> UUID:
        """Insert a row and return its key."""
        base = BASES.get(relation, relation)
        given = self.new_values(base, execution)
        if base == "system_metrics":
            given["timestamp"] = self.timestamp_for(relation)
        if relation == "submission_ranking":
            given |= {"submission_status": "scored", "public_score": 0.5}
        row = {name: _adapted(name, value) for name, value in {**given, **values}.items()}
        names, placeholders = ", ".join(row), ", ".join(["%s"] * len(row))
        id = self.one(
            f"insert into public.{base} ({names}) values ({placeholders}) returning "
            + ("row_id" if base == "audit_log" else "id"),
            *row.values(),
        )
        assert isinstance(id, UUID)
        return id

    def user(self) -> UUID:
        """Insert a user of the project."""
        return UUID(
            str(self.one("insert into auth.users (id) values (gen_random_uuid()) returning id"))
        )

    def ended(self) -> UUID:
        """Insert an execution that ended long ago."""
        return self.insert(
            "agent_executions",
            status="completed",
            started_at="2020-01-01T00:00:00Z",
            completed_at="2020-01-02T00:00:00Z",
        )

    def archived(self) -> UUID:
        """Insert an execution and archive it."""
        id = self.ended()
        # Not with archive_executions(), whose time may end after older ones.
        assert self.one("select kaggle_store.archive_execution(%s)", id)
        return id

    def sensitive(self) -> UUID:
        """Insert a sensitive setting."""
        return self.insert("configurations", is_sensitive=True, config_value=SECRET)

    def leased_job(self, execution: UUID | None = None) -> UUID:
        id = self.insert("training_jobs", execution)
        self._lease("training_jobs", id, "running")
        return id

    def leased_execution(self, status: str = "research") -> UUID:
        id = self.insert("agent_executions")
        self.run("update public.agent_executions set status = 'data_acquisition' where id = %s", id)
        for passed in ("research", "code_generation", "training", "submission"):
            self._lease("agent_executions", id, passed)
            if passed == status:
                break
        return id

    def _lease(self, table: str, id: UUID, status: str) -> None:
        self.run(
            f"update public.{table} set status = '{status}', lease_id = %s, worker = 'w', "
            "lease_expires_at = kaggle_store.now() + interval '1 hour' where id = %s",
            LEASE,
            id,
        )

    def session_with_ssh(self, execution: UUID | None = None) -> UUID:
        id = self.insert("gpu_sessions", execution)
        credentials = f'{{"password": "{SECRET}"}}'
        self.run("select public.set_ssh_connection_info(%s, %s)", id, credentials)
        return id

    # Reading ------------------------------------------------------------------------------------

    def fetch(self, relation: str, id: UUID) -> Any:
        """Return a row as JSON, or None if it does not exist."""
        name = self.resolve(relation)
        key = "row_id" if relation == "audit_log" else KEYS.get(relation, "id")
        return self.one(
            f"select (select to_jsonb(t) from public.{name} as t where {key} = %s limit 1)", id
        )

    def count(self, relation: str) -> int:
        return int(self.one(f"select count(*) from public.{self.resolve(relation)}"))

    def resolve(self, relation: str) -> str:
        return self.partition if relation == PARTITION else relation

    def one(self, query: str, *values: Any) -> Any:
        row = self.owner.execute(query.encode(), values).fetchone()
        assert row is not None
        return row[0]

    def run(self, query: str, *values: Any) -> None:
        self.owner.execute(query.encode(), values)


def _adapted(name: str, value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict) or name == "config_value" else value
