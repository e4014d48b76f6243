"""SQL clients that act like PostgREST: one transaction per call, with role, claims and headers."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import errors
from psycopg.rows import dict_row

from kaggle_store.models import GpuSession
from tests.conftest import Owner

Row = dict[str, Any]


def visible_columns(table: str) -> str:
    """Return the columns that clients may select: of gpu_sessions all but the SSH credentials."""
    return ", ".join(GpuSession.model_fields) if table == "gpu_sessions" else "*"


ARRAYS = ("claim_executions", "claim_training_jobs", "escalate_overdue", "upsert_competitions")
"""Functions that return their rows as one array."""


@dataclass(frozen=True)
class Client:
    """A client of the API: its role, its subject, and the lease ids that its requests carry."""

    connection: psycopg.Connection[Any]
    role: str = "service_role"
    subject: str | None = "agent-1"
    leases: str | None = None

    def with_leases(self, *leases: object) -> Client:
        """Return the same client with these lease ids in its requests."""
        return Client(self.connection, self.role, self.subject, ", ".join(map(str, leases)))

    def with_subject(self, subject: str | None) -> Client:
        return Client(self.connection, self.role, subject, self.leases)

    def rows(self, query: str, *values: object) -> list[Row]:
        with (
            self.connection.transaction(),
            self.connection.cursor(row_factory=dict_row) as cursor,
        ):
            self.assume_role()
            cursor.execute(query.encode(), values)
            return cursor.fetchall() if cursor.description else []

    def assume_role(self) -> None:
        """Set role, claims and headers for the rest of the transaction."""
        claims = {"role": self.role} | ({"sub": self.subject} if self.subject else {})
        headers = {"accept": "*/*"} | ({"x-lease-id": self.leases} if self.leases else {})
        self.connection.execute(f"set local role {self.role}".encode())
        self.connection.execute(
            "select set_config('request.jwt.claims', %s, true), "
            "set_config('request.headers', %s, true)",
            [json.dumps(claims), json.dumps(headers)],
        )

    def row(self, query: str, *values: object) -> Row:
        [row] = self.rows(query, *values)
        return row

    def one(self, query: str, *values: object) -> Any:
        [value] = self.row(query, *values).values()
        return value

    # Rows with defaults ------------------------------------------------------------------------

    def insert(self, table: str, **values: object) -> Row:
        names = ", ".join(values)
        placeholders = ", ".join(["%s"] * len(values))
        return self.row(
            f"insert into {table} ({names}) values ({placeholders}) "
            f"returning {visible_columns(table)}",
            *values.values(),
        )

    def repeat(self, table: str, **values: object) -> list[Row]:
        """Repeat a create, as PostgREST does with `resolution=ignore-duplicates`."""
        names = ", ".join(values)
        placeholders = ", ".join(["%s"] * len(values))
        return self.rows(
            f"insert into {table} ({names}) values ({placeholders}) "
            f"on conflict (id) do nothing returning {visible_columns(table)}",
            *values.values(),
        )

    def update(self, table: str, id: UUID, **values: object) -> Row:
        changes = ", ".join(f"{name} = %s" for name in values)
        return self.row(
            f"update {table} set {changes} where id = %s returning {visible_columns(table)}",
            *values.values(),
            id,
        )

    def get(self, table: str, id: UUID) -> Row:
        return self.row(f"select {visible_columns(table)} from {table} where id = %s", id)

    def competition(self, **values: object) -> UUID:
        given = {
            "kaggle_id": f"c-{uuid4().hex}",
            "title": "Titanic",
            "metric_direction": "maximize",
            "deadline": "2040-01-01T00:00:00Z",
        }
        found: UUID = self.insert("competitions", **{**given, **values})["id"]
        return found

    def execution(self, **values: object) -> UUID:
        competition = values.pop("competition_id", None) or self.competition()
        given = {"competition_id": competition, "execution_name": "run"}
        found: UUID = self.insert("agent_executions", **{**given, **values})["id"]
        return found

    def code(self, execution: UUID, content: str = "pass") -> UUID:
        found: UUID = self.insert(
            "generated_code",
            execution_id=execution,
            code_type="training",
            file_name="train.py",
            code_content=content,
        )["id"]
        return found

    def job(self, execution: UUID, **values: object) -> UUID:
        given = {"execution_id": execution, "job_name": "job"}
        if "code_id" not in values:
            given["code_id"] = self.code(execution)
        found: UUID = self.insert("training_jobs", **{**given, **values})["id"]
        return found

    def session(self, execution: UUID, **values: object) -> Row:
        given: dict[str, object] = {
            "execution_id": execution,
            "provider": "vast_ai",
            "instance_type": "A100",
            "hourly_rate_dollars": 1,
        }
        return self.insert("gpu_sessions", **{**given, **values})

    def submission(self, execution: UUID, **values: object) -> UUID:
        given = {"execution_id": execution, "submission_file_path": "out/s.csv"}
        found: UUID = self.insert("submissions", **{**given, **values})["id"]
        return found

    def submitted(self, **values: object) -> UUID:
        """Return an execution that may be completed: Kaggle has received its submission."""
        execution = self.execution(**{"status": "submission", **values})
        self.submission(execution, submission_status="submitted")
        return execution

    def intervention(self, execution: UUID, *, id: UUID | None = None, **values: object) -> Row:
        given: dict[str, object] = {
            "p_id": id or uuid4(),
            "p_execution_id": execution,
            "p_intervention_type": "approval_required",
            "p_title": "May I?",
            "p_description": "Submit it?",
        }
        return self.call("request_intervention", **{**given, **values})

    def call(self, function: str, **values: object) -> Row:
        """Call a function of the API by name and return its only row."""
        [row] = self.calls(function, **values)
        return row

    def calls(self, function: str, **values: object) -> list[Row]:
        named = ", ".join(f"{name} => %s" for name in values)
        call = f"{function}({named})"
        source = f"unnest({call})" if function in ARRAYS else call
        return self.rows(f"select * from {source}", *values.values())

    def audit_log(self, id: UUID) -> list[Row]:
        return self.rows("select * from audit_log where row_id = %s order by id", id)


def connect(owner: Owner) -> psycopg.Connection[Any]:
    """Open another connection to the test database."""
    return psycopg.connect(owner.info.dsn, password=owner.info.password, autocommit=True)


@contextmanager
def refused(code: str) -> Iterator[Row]:
    """Expect the block to fail with this SQLSTATE and a hint; yield the detail, filled at exit."""
    facts: Row = {}
    with pytest.raises(errors.DatabaseError) as caught:
        yield facts
    assert caught.value.sqlstate == code, caught.value
    assert caught.value.diag.message_hint
    facts.update(json.loads(caught.value.diag.message_detail or "{}"))


def wait_for_lock_waiter(owner: Owner) -> None:
    """Wait until another connection to this database waits for a lock."""
    waits = (
        b"select exists (select from pg_stat_activity where datname = current_database() "
        b"and wait_event_type = 'Lock')"
    )
    end = time.monotonic() + 60
    while owner.execute(waits).fetchone() != (True,):
        assert time.monotonic() < end, "no connection waits for a lock"


def run_while_locked(
    owner: Owner, first: Client, act: Callable[[Client], object], then: Callable[[], object]
) -> object:
    """Run `act` in an open transaction of `first`, and `then` in a thread; return its result.

    `first` commits once `then` waits for one of its locks.
    """
    with ThreadPoolExecutor(1) as pool:
        with first.connection.transaction():
            act(first)
            waiting = pool.submit(then)
            wait_for_lock_waiter(owner)
        return waiting.result(timeout=60)


def lock_in_order(
    owner: Owner, client: Client, ids: list[UUID], then: Callable[[], object]
) -> object:
    """Run `then` while `client` locks executions, the first before and the others while it waits.

    Locking them in another order would end in a deadlock.
    """
    lock = "select from agent_executions where id = %s for no key update"
    with ThreadPoolExecutor(1) as pool:
        with client.connection.transaction():
            client.rows(lock, ids[0])
            waiting = pool.submit(then)
            wait_for_lock_waiter(owner)
            for id in ids[1:]:
                client.rows(lock, id)
        return waiting.result(timeout=60)


def claim_one(client: Client, **values: Any) -> tuple[UUID, Row]:
    lease = uuid4()
    [row] = claim(client, lease, **values)
    return lease, row


def claim_job(client: Client, lease: UUID | None = None, seconds: float = 60) -> Row | None:
    rows = client.rows(
        "select * from unnest(claim_training_jobs(%s, 'worker-1', %s))", lease or uuid4(), seconds
    )
    return rows[0] if rows else None


def claim(client: Client, lease: UUID, *, limit: int = 1, seconds: float = 60) -> list[Row]:
    return client.rows(
        "select * from unnest(claim_executions(%s, %s, %s, %s))", lease, "worker-1", seconds, limit
    )


def heartbeat(client: Client, session: UUID, utilization: float | None = None) -> Row:
    return client.call("heartbeat_gpu_session", p_id=session, p_gpu_utilization_percent=utilization)


def budget_consumed(client: Client, execution: UUID) -> Decimal:
    found: Decimal = client.get("agent_executions", execution)["gpu_budget_consumed"]
    return found


def due_sessions(client: Client) -> dict[UUID, str]:
    return {
        row["id"]: row["reason"] for row in client.rows("select * from unnest(gpu_sessions_due())")
    }


def quota(client: Client) -> Row:
    return client.row("select * from submission_quota")


def remaining_slots(client: Client) -> object:
    return quota(client)["remaining"]


def mark(client: Client, id: UUID, status: str, **values: object) -> Row:
    return client.update("submissions", id, submission_status=status, **values)


def respond(client: Client, id: UUID, decision: str = "approve", **values: object) -> Row:
    if decision in ("reject", "respond"):
        values = {"p_response": "because", **values}
    return client.call("respond_intervention", p_id=id, p_decision=decision, **values)


def escalate(client: Client) -> list[Row]:
    return client.rows("select * from unnest(escalate_overdue())")


def unsent_notifications(client: Client) -> list[Row]:
    return client.rows(
        "select * from intervention_notifications where sent_at is null order by created_at, id"
    )
