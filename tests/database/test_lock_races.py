"""Schedules of two or three connections, interleaved by locks: what each of them gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg import errors

from tests.conftest import Owner
from tests.database.clients import (
    Client,
    claim_job,
    claim_one,
    connect,
    refused,
    run_while_locked,
    wait_for_lock_waiter,
)

OLD = "2020-01-01T00:00:00Z"


@pytest.fixture
def admin(owner: Owner) -> Iterator[Client]:
    """Return an admin, whose waits for a lock end as errors."""
    with connect(owner) as connection:
        connection.execute("set lock_timeout = '100ms'")
        yield Client(connection, role="admin")


# Repeats of a call that is still under way -------------------------------------------------------

ENDS = ["release_{}(%s, %s)", "complete_{}(%s, %s)", "fail_{}(%s, %s, 'e')"]


def _claimed(agent: Client, kind: str) -> tuple[UUID, UUID]:
    """Return the id and the lease of claimed work."""
    execution = agent.submitted()
    if kind == "execution":
        lease, row = claim_one(agent)
        return row["id"], lease
    job, lease = agent.job(execution), uuid4()
    assert claim_job(agent, lease)
    return job, lease


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.split("_")[0])
@pytest.mark.parametrize("kind", ["execution", "training_job"])
def test_repeat_during_first_copy_succeeds(
    owner: Owner, agent: Client, other_agent: Client, kind: str, end: str
) -> None:
    id, lease = _claimed(agent, kind)
    call = f"select lease_end::text from {end.format(kind)}"

    def repeat() -> Any:
        return other_agent.one(call, id, lease)

    first: list[Any] = []
    second = run_while_locked(
        owner, agent, lambda agent: first.append(agent.one(call, id, lease)), repeat
    )
    assert [second] == first
    assert first != [None]


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.split("_")[0])
def test_repeat_after_another_claim_is_refused(agent: Client, end: str) -> None:
    job, lease = _claimed(agent, "training_job")
    agent.rows("select release_training_job(%s, %s)", job, lease)
    assert claim_job(agent)
    with refused("KS210"):
        agent.rows(f"select {end.format('training_job')}", job, lease)


# Best validation scores --------------------------------------------------------------------------

REPORT = "select report_training_progress(%s, %s, p_step => %s, p_validation_score => %s)"


@pytest.mark.parametrize("earlier", [[], [0.5]], ids=["first", "later"])
def test_best_score_includes_report_under_way(
    owner: Owner, agent: Client, other_agent: Client, earlier: list[float]
) -> None:
    competition = agent.competition(metric_direction=None)
    job, lease = agent.job(agent.execution(competition_id=competition)), uuid4()
    assert claim_job(agent, lease)
    for score in earlier:
        agent.rows(REPORT, job, lease, 1, score)
    run_while_locked(
        owner,
        agent,
        lambda agent: agent.rows(REPORT, job, lease, 2, 0.9),
        lambda: other_agent.update("competitions", competition, metric_direction="maximize"),
    )
    assert agent.get("training_jobs", job)["best_validation_score"] == 0.9


# Discovery ---------------------------------------------------------------------------------------


def test_discovery_does_not_block_new_executions(agent: Client, admin: Client) -> None:
    competition = agent.competition(kaggle_id="k")
    with agent.connection.transaction():
        agent.rows("""select upsert_competitions('[{"kaggle_id": "k", "title": "new"}]')""")
        assert admin.execution(competition_id=competition)


def test_findings_are_stored_in_one_order(owner: Owner, agent: Client, other_agent: Client) -> None:
    execution = agent.execution()
    finding = "row(null, %s, 'documentation', '{}', 's', '{{}}', {})::research_row"
    a, b = (finding.format(query, ", ".join(["null"] * 7)) for query in "ab")
    call = "select inserted from insert_research_results(array[{}])"
    other_agent.connection.execute("set lock_timeout = '100ms'")
    with connect(owner) as third, ThreadPoolExecutor(1) as pool:
        with third.transaction():
            Client(third).rows(call.format(b), execution)
            waiting = pool.submit(agent.one, call.format(f"{b}, {a}"), execution, execution)
            wait_for_lock_waiter(owner)
            with pytest.raises(errors.LockNotAvailable):
                other_agent.rows(call.format(a), execution)
        assert waiting.result(timeout=60) == 1


# Deletes -----------------------------------------------------------------------------------------


def _update(table: str, change: str) -> Callable[[Client, dict[str, UUID]], object]:
    return lambda agent, ids: agent.rows(f"update {table} set {change} where id = %s", ids[table])


DELETES = [
    ("competitions", _update("agent_executions", "priority = 1")),
    ("agent_executions", _update("training_jobs", "progress = 0.5")),
    ("agent_executions", _update("gpu_sessions", "region = 'eu'")),
    ("agent_executions", _update("submissions", "description = 'd'")),
    ("agent_executions", _update("human_interventions", "description = 'x'")),
    ("agent_executions", _update("generated_code", "file_path = 'x'")),
    ("agent_executions", _update("research_results", "citation_count = 1")),
    ("generated_code", _update("training_jobs", "progress = 0.5")),
    ("gpu_sessions", _update("training_jobs", "progress = 0.5")),
    ("gpu_sessions", _update("agent_executions", "priority = 1")),
    ("training_jobs", _update("submissions", "description = 'd'")),
    ("human_interventions", _update("agent_executions", "priority = 1")),
]


@pytest.mark.parametrize(("table", "write"), DELETES)
def test_delete_does_not_wait_for_dependents(
    agent: Client, admin: Client, table: str, write: Callable[[Client, dict[str, UUID]], object]
) -> None:
    ids = _one_of_each(agent)
    delete = f"delete from {table} where id = %s"
    with agent.connection.transaction():
        write(agent, ids)
        # A wait that timed out has the same code and another message.
        with pytest.raises(errors.LockNotAvailable, match="could not obtain lock"):
            admin.rows(delete, ids[table])
    admin.rows(delete, ids[table])
    assert agent.rows(f"select id from {table} where id = %s", ids[table]) == []


def _one_of_each(agent: Client) -> dict[str, UUID]:
    competition = agent.competition()
    execution = agent.execution(competition_id=competition, gpu_budget_dollars=10)
    session, code = agent.session(execution)["id"], agent.code(execution)
    job = agent.job(execution, code_id=code, gpu_session_id=session)
    research = agent.insert(
        "research_results",
        execution_id=execution,
        research_type="documentation",
        query_text="q",
        source_api="s",
        raw_response="{}",
    )
    return {
        "competitions": competition,
        "agent_executions": execution,
        "gpu_sessions": session,
        "generated_code": code,
        "training_jobs": job,
        "submissions": agent.submission(execution, training_job_id=job),
        "human_interventions": agent.intervention(execution)["id"],
        "research_results": research["id"],
    }


# Archive -----------------------------------------------------------------------------------------


def _ended(agent: Client, completed_at: str = OLD) -> UUID:
    return agent.execution(status="failed", started_at=OLD, completed_at=completed_at)


OPENS: dict[str, Callable[[Client, UUID], Any]] = {
    "gpu_sessions": lambda agent, execution: agent.session(execution, status="running"),
    "human_interventions": lambda agent, execution: agent.intervention(
        execution, p_pauses_execution=False
    ),
}


@pytest.mark.parametrize("table", OPENS)
def test_archive_leaves_work_that_came_meanwhile(
    owner: Owner, agent: Client, other_agent: Client, table: str
) -> None:
    first, second = _ended(agent), _ended(agent, "2020-01-02T00:00:00Z")
    columns = "id, competition_id, execution_name, status, created_at, completed_at"
    stops = (
        f"insert into archived_executions ({columns}, counts, checksum) "
        f"select {columns}, '{{}}', repeat('0', 64) from agent_executions where id = %s"
    )
    with connect(owner) as third, ThreadPoolExecutor(1) as pool:
        third.execute("begin")
        third.execute(stops.encode(), [first])
        archiving = pool.submit(agent.row, "select * from archive_executions()")
        wait_for_lock_waiter(owner)
        opened = OPENS[table](other_agent, second)
        third.execute("rollback")
        done = archiving.result(timeout=60)
    assert (done["archived"], done["busy"], done["refused"]) == (1, 1, {})
    assert agent.get(table, opened["id"])["status"] in ("running", "pending")


def test_archive_skips_execution_with_locked_metric(
    owner: Owner, agent: Client, other_agent: Client
) -> None:
    execution = _ended(agent)
    agent.rows(
        "insert into system_metrics (metric_name, metric_value, metric_type, execution_id) "
        "values ('loss', 1, 'gauge', %s)",
        execution,
    )
    other_agent.connection.execute("set lock_timeout = '100ms'")
    with owner.transaction():
        owner.execute("select from system_metrics for update")
        done = other_agent.row("select * from archive_executions()")
        assert (done["archived"], done["busy"], done["refused"]) == (0, 1, {})
    assert other_agent.row("select * from archive_executions()")["archived"] == 1


# Partitions --------------------------------------------------------------------------------------

ENSURE = "select ensure_metric_partitions('2031-01-01', '2031-01-01')"


@pytest.mark.parametrize(
    "lock",
    [
        "lock table agent_executions in row exclusive mode",
        "lock table system_metrics_default in access share mode",
    ],
    ids=["executions", "metrics"],
)
def test_partitions_give_up_on_held_lock(owner: Owner, agent: Client, lock: str) -> None:
    with owner.transaction():
        owner.execute(lock.encode())
        with pytest.raises(errors.LockNotAvailable):
            agent.rows(ENSURE)
    with agent.connection.transaction(force_rollback=True):
        assert len(agent.rows(ENSURE)) == 1


def test_partitions_lock_executions_first(owner: Owner) -> None:
    unlimited = "alter function kaggle_store.create_metric_partition(date) reset lock_timeout"
    held = (
        b"select count(*) from pg_locks where granted and mode = 'AccessExclusiveLock' "
        b"and relation = 'public.system_metrics_default'::regclass"
    )
    with connect(owner) as waiter, connect(owner) as writer, ThreadPoolExecutor(1) as pool:
        waiter.execute("begin")
        waiter.execute(unlimited.encode())
        writer.execute("begin")
        writer.execute("lock table agent_executions in row exclusive mode")
        waiting = pool.submit(waiter.execute, ENSURE)
        wait_for_lock_waiter(owner)
        assert owner.execute(held).fetchone() == (0,)
        writer.execute("rollback")
        waiting.result(timeout=60)
        waiter.execute("rollback")
