"""Lost leases stay lost: concurrent transactions, repeated ids and repeated calls."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from tests.conftest import Owner
from tests.database.clients import (
    Client,
    Row,
    claim,
    claim_job,
    claim_one,
    refused,
    run_while_locked,
)

Clock = Callable[[str], None]


def call(client: Client, verb: str, id: UUID, lease: UUID, **more: object) -> Row:
    return client.call(verb, p_id=id, p_lease_id=lease, **more)


class Kind:
    """A table whose rows can be claimed: executions or jobs."""

    def __init__(self, table: str, noun: str, make: Callable[[Client], UUID]) -> None:
        self.table, self.noun, self.make = table, noun, make

    def claim(self, client: Client, lease: UUID, *, limit: int = 1) -> list[UUID]:
        function = f"claim_{self.table.removeprefix('agent_')}"
        rows = client.rows(
            f"select id from unnest({function}(%s, 'worker-1', 60, %s))", lease, limit
        )
        return [row["id"] for row in rows]

    def do(self, client: Client, verb: str, id: UUID, lease: UUID) -> Row:
        more = {"p_error": "oh", "p_retry": verb != "fail"} if verb in ("fail", "retry") else {}
        name = "fail" if verb == "retry" else verb
        return call(client, f"{name}_{self.noun}", id, lease, **more)


KINDS = {
    "execution": Kind("agent_executions", "execution", lambda c: c.submitted()),
    "job": Kind("training_jobs", "training_job", lambda c: c.job(c.execution())),
}
each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


# The end of a lease -------------------------------------------------------------------------------

TERMINAL = {"release": "released", "retry": "retried", "fail": "failed", "complete": "completed"}


@each_kind
@pytest.mark.parametrize("verb", TERMINAL)
def test_only_the_same_lease_end_is_a_repeat(agent: Client, kind: Kind, verb: str) -> None:
    id, lease = kind.make(agent), uuid4()
    kind.claim(agent, lease)
    ended = kind.do(agent, verb, id, lease)
    assert ended["lease_end"] == TERMINAL[verb]
    for other in TERMINAL:
        if other == verb or {other, verb} == {"fail", "retry"}:
            assert kind.do(agent, other, id, lease) == ended
        else:
            with refused("KS210"):
                kind.do(agent, other, id, lease)
    assert agent.get(kind.table, id) == ended


@each_kind
def test_next_claim_clears_lease_end(agent: Client, kind: Kind, set_clock: Clock) -> None:
    id, first, second = kind.make(agent), uuid4(), uuid4()
    for lease in (first, second):
        assert kind.claim(agent, lease) == [id]
        assert agent.get(kind.table, id)["lease_end"] is None
        kind.do(agent, "release", id, lease)
        set_clock("1 minute")
    with refused("KS210"):
        kind.do(agent, "release", id, first)


@each_kind
def test_cancelled_work_has_no_lease_end(agent: Client, kind: Kind) -> None:
    id, lease = kind.make(agent), uuid4()
    kind.claim(agent, lease)
    agent.update(kind.table, id, status="cancelled")
    assert agent.get(kind.table, id)["lease_end"] is None
    for verb in TERMINAL:
        with refused("KS210"):
            kind.do(agent, verb, id, lease)


@each_kind
@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_final_status_can_be_repeated(agent: Client, kind: Kind, status: str) -> None:
    id, lease = kind.make(agent), uuid4()
    kind.claim(agent, lease)
    held = agent.with_leases(lease)
    first = held.update(kind.table, id, status=status, error_message="oh")
    again = held.update(kind.table, id, status=status, error_message="oh")
    assert again == first | {"updated_at": again["updated_at"]}
    assert len(agent.audit_log(id)) == (3 if kind.noun == "training_job" else 2)
    for change in ({"error_message": "else"}, {"priority": 7}):
        with refused("KS210"):
            held.update(kind.table, id, **{"status": status, **change})
    with refused("KS210"):
        agent.with_leases(uuid4()).update(kind.table, id, status=status)


# Clients without the lease ------------------------------------------------------------------------


@each_kind
@pytest.mark.parametrize(
    "changes", [{"priority": 99}, {"max_attempts": 9}, {"available_at": "now"}]
)
def test_client_without_lease_may_only_cancel(agent: Client, kind: Kind, changes: Row) -> None:
    id, lease = kind.make(agent), uuid4()
    kind.claim(agent, lease)
    with refused("KS211"):
        agent.update(kind.table, id, status="cancelled", **changes)
    with refused("KS211"):
        agent.update(kind.table, id, error_message="slow")
    row = agent.update(kind.table, id, status="cancelled", error_message="enough")
    assert (row["status"], row["error_message"]) == ("cancelled", "enough")


# Lease ids are used once --------------------------------------------------------------------------


@each_kind
def test_reused_lease_id_claims_nothing(agent: Client, kind: Kind, set_clock: Clock) -> None:
    id, first, second = kind.make(agent), uuid4(), uuid4()
    assert kind.claim(agent, first) == [id]
    set_clock("61 seconds")
    assert kind.claim(agent, second) == [id]
    set_clock("122 seconds")
    assert kind.claim(agent, first) == [], "otherwise its first holder could write again"
    with refused("KS210"):
        agent.with_leases(first).update(kind.table, id, error_message="from the first lease")


@each_kind
def test_late_repeat_claims_no_other_work(agent: Client, kind: Kind) -> None:
    id, lease = kind.make(agent), uuid4()
    kind.claim(agent, lease)
    kind.do(agent, "release", id, lease)
    kind.claim(agent, uuid4(), limit=9)
    kind.make(agent)
    assert kind.claim(agent, lease) == []


@each_kind
def test_empty_claim_stays_empty(agent: Client, kind: Kind) -> None:
    lease = uuid4()
    assert kind.claim(agent, lease) == []
    kind.make(agent)
    assert kind.claim(agent, lease) == []
    assert len(kind.claim(agent, uuid4())) == 1


def test_execution_lease_id_cannot_claim_jobs(agent: Client) -> None:
    execution = agent.execution()
    agent.job(execution)
    lease = uuid4()
    assert len(claim(agent, lease)) == 1
    assert claim_job(agent, lease) is None


@each_kind
def test_concurrent_repeat_claims_once(
    owner: Owner, agent: Client, other_agent: Client, kind: Kind
) -> None:
    ids, lease = {kind.make(agent) for _ in range(2)}, uuid4()
    second = run_while_locked(
        owner, agent, lambda first: kind.claim(first, lease), lambda: kind.claim(other_agent, lease)
    )
    [row] = agent.rows(f"select id from {kind.table} where lease_id = %s", lease)
    assert second == [row["id"]]
    assert row["id"] in ids


@each_kind
@pytest.mark.parametrize("worker", [None, "", "w" * 201])
def test_claim_requires_worker_and_lease_id(agent: Client, kind: Kind, worker: str | None) -> None:
    kind.make(agent)
    function = f"claim_{kind.table.removeprefix('agent_')}"
    with refused("KS213") as facts:
        agent.rows(f"select {function}(%s, %s)", uuid4(), worker)
    assert facts == {"field": "p_worker"}
    with refused("KS213") as facts:
        agent.rows(f"select {function}(null, 'w')")
    assert facts == {"field": "p_lease_id"}
    [row] = agent.rows(f"select worker from unnest({function}(%s, %s))", uuid4(), "w" * 200)
    assert row == {"worker": "w" * 200}


@each_kind
@pytest.mark.parametrize("delay", [-1, "NaN", "Infinity", 2592001, "1e300"])
def test_release_delay_is_bounded(agent: Client, kind: Kind, delay: object) -> None:
    id, lease = kind.make(agent), uuid4()
    kind.claim(agent, lease)
    release = f"release_{kind.noun}"
    with refused("KS212") as facts:
        call(agent, release, id, lease, p_delay_seconds=delay)
    assert facts == {"least": 0, "most": 2592000}
    assert call(agent, release, id, lease, p_delay_seconds=2592000)["lease_end"] == "released"


def test_claims_are_kept_for_a_day(agent: Client, owner: Owner, set_clock: Clock) -> None:
    def remembered() -> int:
        [(count,)] = owner.execute("select count(*) from kaggle_store.claims").fetchall()
        return int(count)

    claim(agent, uuid4())
    set_clock("23 hours")
    claim(agent, uuid4())
    owner.execute("select from close_leftovers()")
    assert remembered() == 2
    set_clock("25 hours")
    owner.execute("select from close_leftovers()")
    assert remembered() == 1


# Concurrent transactions --------------------------------------------------------------------------

WRITES: dict[str, Callable[[Client, UUID], object]] = {
    "code": lambda client, execution: client.code(execution),
    "intervention": lambda client, execution: client.intervention(
        execution, p_pauses_execution=False
    ),
    "submission": lambda client, execution: client.submission(execution),
    "session": lambda client, execution: client.session(execution),
    "job": lambda client, execution: client.job(
        execution, code_id=existing_code(client, execution)
    ),
}
each_write = pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)


def existing_code(client: Client, execution: UUID) -> UUID:
    """Return the code that the execution has."""
    id: UUID = client.row("select id from generated_code where execution_id = %s", execution)["id"]
    return id


@each_write
def test_execution_being_written_is_not_reclaimed(
    agent: Client, other_agent: Client, set_clock: Clock, write: Callable[[Client, UUID], object]
) -> None:
    execution = agent.execution()
    agent.code(execution)
    lease, _ = claim_one(agent, seconds=60)
    with agent.connection.transaction():
        write(agent.with_leases(lease), execution)
        set_clock("61 seconds")
        assert claim(other_agent, uuid4()) == [], "its last write is not committed yet"
    assert [row["id"] for row in claim(other_agent, uuid4())] == [execution]


@each_write
def test_late_write_after_reclaim_is_refused(
    owner: Owner,
    agent: Client,
    other_agent: Client,
    set_clock: Clock,
    write: Callable[[Client, UUID], object],
) -> None:
    """Setting the clock back simulates a transaction that began before the lease ended."""
    execution = agent.execution()
    agent.code(execution)
    lease, _ = claim_one(agent, seconds=60)

    def take_over(next_worker: Client) -> None:
        set_clock("61 seconds")
        assert [row["id"] for row in claim(next_worker, uuid4())] == [execution]
        set_clock("0")

    def write_late() -> object:
        with refused("KS210") as facts:
            write(agent.with_leases(lease), execution)
        return facts["id"]

    assert run_while_locked(owner, other_agent, take_over, write_late) == str(execution)


def test_job_being_written_is_not_reclaimed(
    agent: Client, other_agent: Client, set_clock: Clock
) -> None:
    execution = agent.execution()
    job, lease = agent.job(execution), uuid4()
    claim_job(agent, lease, 60)
    with agent.connection.transaction():
        agent.with_leases(lease).code(execution, "written under the job's lease")
        set_clock("61 seconds")
        assert claim_job(other_agent) is None
    taken = claim_job(other_agent)
    assert taken is not None
    assert taken["id"] == job


# Code edited while a job is created for it --------------------------------------------------------


def test_edit_waits_for_new_job_and_is_refused(
    owner: Owner, agent: Client, other_agent: Client
) -> None:
    execution = agent.execution()
    code = agent.code(execution, "v1")

    def edit() -> str:
        with refused("KS231") as facts:
            other_agent.update("generated_code", code, code_content="v2")
        return str(facts["id"])

    found = run_while_locked(owner, agent, lambda first: first.job(execution, code_id=code), edit)
    assert found == str(code)
    assert agent.get("generated_code", code)["code_content"] == "v1"


def test_new_job_waits_for_edit(owner: Owner, agent: Client, other_agent: Client) -> None:
    execution = agent.execution()
    code = agent.code(execution, "v1")

    def run() -> str:
        job = other_agent.job(execution, code_id=code)
        used = other_agent.get("training_jobs", job)["code_id"]
        return str(other_agent.get("generated_code", used)["code_content"])

    edit = lambda first: first.update("generated_code", code, code_content="v2")  # noqa: E731
    assert run_while_locked(owner, agent, edit, run) == "v2"
