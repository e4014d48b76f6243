"""Claims: the order of work, the limits of a lease, and concurrent claims."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.conftest import Owner
from tests.database.clients import (
    Client,
    Row,
    claim,
    claim_job,
    claim_one,
    lock_in_order,
    refused,
    run_while_locked,
)

Clock = Callable[[str], None]


def test_claim_order_is_priority_then_age(agent: Client) -> None:
    competition = agent.competition()
    names = [("old", 0, 1), ("urgent", 9, 2), ("young", 0, 3), ("less urgent", 5, 4)]
    for name, priority, day in names:
        agent.execution(
            competition_id=competition,
            execution_name=name,
            priority=priority,
            created_at=f"2026-01-0{day}T00:00:00Z",
        )
    first = [row["execution_name"] for row in claim(agent, uuid4(), limit=3)]
    assert first == ["urgent", "less urgent", "old"]
    assert [row["execution_name"] for row in claim(agent, uuid4(), limit=3)] == ["young"]
    assert claim(agent, uuid4()) == []


@pytest.mark.parametrize("status", ["human_review", "completed", "failed", "cancelled"])
def test_claim_skips_review_and_ended(agent: Client, status: str) -> None:
    agent.execution(status=status)
    assert claim(agent, uuid4()) == []


def test_claim_waits_for_available_at(agent: Client, set_clock: Clock) -> None:
    id = agent.execution()
    agent.rows(
        "update agent_executions set available_at = kaggle_store.now() + interval '1 h' "
        "where id = %s",
        id,
    )
    assert claim(agent, uuid4()) == []
    set_clock("61 minutes")
    assert len(claim(agent, uuid4())) == 1


def test_claim_sets_worker_and_expiry(agent: Client) -> None:
    agent.execution()
    lease, row = claim_one(agent, seconds=60)
    assert (row["lease_id"], row["worker"], row["attempts"]) == (lease, "worker-1", 1)
    assert row["resume_reason"] == "fresh"
    assert row["status"] == "pending"
    left = agent.one(
        "select extract(epoch from lease_expires_at - kaggle_store.now()) from agent_executions"
    )
    assert 50 < left <= 60


@pytest.mark.parametrize("seconds", [0.01, 0, -1, 86401, float("nan"), None])
def test_lease_seconds_are_bounded(agent: Client, seconds: float | None) -> None:
    agent.execution()
    for query in (
        "select claim_executions(gen_random_uuid(), 'w', %s)",
        "select claim_training_jobs(gen_random_uuid(), 'w', %s)",
        "select heartbeat_execution(gen_random_uuid(), gen_random_uuid(), %s)",
        "select heartbeat_training_job(gen_random_uuid(), gen_random_uuid(), %s)",
    ):
        with refused("KS212") as facts:
            agent.one(query, seconds)
        assert facts == {"least": 0.05, "most": 86400}


def test_claim_requires_lease_id_and_worker(agent: Client) -> None:
    agent.execution()
    wrong = (
        (None, "w", "p_lease_id"),
        (uuid4(), None, "p_worker"),
        (uuid4(), "w" * 201, "p_worker"),
    )
    for *values, field in wrong:
        with refused("KS213") as facts:
            agent.rows("select claim_executions(%s, %s)", *values)
        assert facts == {"field": field}


def test_repeated_claim_returns_held_rows(agent: Client, set_clock: Clock) -> None:
    for _ in range(3):
        agent.execution()
    lease = uuid4()
    first = claim(agent, lease, limit=2)
    assert claim(agent, lease, limit=2) == first
    agent.call("release_execution", p_id=first[0]["id"], p_lease_id=lease)
    assert [row["id"] for row in claim(agent, lease, limit=2)] == [first[1]["id"]]
    set_clock("2 minutes")
    assert claim(agent, lease, limit=2) == []


def test_concurrent_repeat_returns_same_rows(
    owner: Owner, agent: Client, other_agent: Client
) -> None:
    for _ in range(4):
        agent.execution()
    lease = uuid4()
    found: list[Row] = []
    responded = run_while_locked(
        owner,
        agent,
        lambda client: found.extend(claim(client, lease, limit=2)),
        lambda: claim(other_agent, lease, limit=2),
    )
    assert responded == found
    assert len(found) == 2


def test_concurrent_claims_do_not_wait(agent: Client, other_agent: Client) -> None:
    for _ in range(4):
        agent.execution()
    with agent.connection.transaction():
        mine = claim(agent, uuid4(), limit=2)
        theirs = claim(other_agent, uuid4(), limit=4)
    assert len({row["id"] for row in mine + theirs}) == len(mine + theirs) == 4


def test_claim_limit_is_clamped(agent: Client) -> None:
    agent.execution()
    assert claim(agent, uuid4(), limit=0) == []
    assert claim(agent, uuid4(), limit=-5) == []
    assert len(claim(agent, uuid4(), limit=10**6)) == 1


def test_giving_up_jobs_locks_executions_in_order(
    owner: Owner, agent: Client, other_agent: Client, set_clock: Clock
) -> None:
    executions = sorted(agent.execution() for _ in range(3))
    for id in reversed(executions):
        agent.job(id, max_attempts=1)
    assert len(agent.rows("select unnest(claim_training_jobs(%s, 'w', 60, 3))", uuid4())) == 3
    set_clock("2 minutes")
    lock_in_order(owner, agent, executions, lambda: claim_job(other_agent))
    assert agent.one("select count(*) from human_interventions") == 3


@pytest.mark.parametrize(
    ("function", "query", "index"),
    [
        ("claim_executions", -2, "agent_executions_under_way"),
        ("claim_training_jobs", -2, "training_jobs_to_claim"),
        ("claim_training_jobs", -1, "idx_training_jobs_execution_id"),
    ],
)
def test_claims_use_their_index(owner: Owner, function: str, query: int, index: str) -> None:
    source = owner.execute("select prosrc from pg_proc where proname = %s", [function]).fetchone()
    assert source is not None
    best = re.findall(r"array\((\s+select id .*?skip locked)", source[0], re.DOTALL)[query]
    for name, value in (
        ("v_now", "kaggle_store.now()"),
        ("p_limit", "1"),
        ("p_statuses", "null::kaggle_store.execution_status[]"),
        ("p_execution_id", "null::uuid"),
        ("v_execution_id", "(select min(id::text)::uuid from agent_executions)"),
    ):
        best = best.replace(name, value)
    table = "training_jobs" if "job" in function else "agent_executions"
    owner.execute("insert into competitions (kaggle_id, title) values ('a', 'A')")
    owner.execute(
        "insert into agent_executions (competition_id, execution_name, priority) "
        "select id, 'run', n % 7 from competitions, generate_series(1, 3000) as n"
    )
    owner.execute(
        "with code as (insert into generated_code "
        "(execution_id, code_type, file_name, code_content) "
        "select id, 'training', 'f', 'pass' from agent_executions returning *) "
        "insert into training_jobs (execution_id, code_id, job_name) "
        "select execution_id, id, 'job' from code"
    )
    owner.execute(f"analyze {table}, agent_executions".encode())
    plan = owner.execute(f"explain {best}".encode()).fetchall()
    text = "\n".join(line for (line,) in plan)
    assert f"Index Scan using {index}" in text
    # The few jobs of one execution are sorted; all others come in order.
    assert ("Sort" in text) == (index == "idx_training_jobs_execution_id")


def test_plan_of_short_queue_suits_long_one(owner: Owner, agent: Client) -> None:
    """A session plans its claims once: the queue may be short then, and grow."""
    agent.execution()
    assert len(claim(agent, uuid4())) == 1
    owner.execute(
        "insert into agent_executions (competition_id, execution_name, priority) "
        "select competition_id, 'run', n % 7 from agent_executions, generate_series(1, 3000) as n"
    )
    with agent.connection.transaction():
        before = rows_read(agent)
        assert len(claim(agent, uuid4())) == 1
        assert rows_read(agent) - before < 20


def rows_read(client: Client) -> int:
    """Return how many executions this connection has read since it last reported that."""
    query = (
        "select pg_stat_get_xact_tuples_returned(t) + pg_stat_get_xact_tuples_fetched(t)"
        " from (values ('agent_executions'::regclass)) as v (t)"
    )
    return int(client.one(query))


def test_heartbeat_does_not_rewrite_large_columns(owner: Owner, agent: Client) -> None:
    id = agent.execution(source_record=json.dumps({"journal": "".join(map(str, range(200_000)))}))
    lease = uuid4()
    claim(agent, lease)
    # A rewritten record would be stored beside the old one.
    size = """
        select pg_relation_size(reltoastrelid) > 100000, pg_relation_size(reltoastrelid)
        from pg_class where oid = 'public.agent_executions'::regclass
    """
    before = owner.execute(size).fetchone()
    agent.call("heartbeat_execution", p_id=id, p_lease_id=lease)
    assert before is not None
    assert before[0], "the record is stored out of line"
    assert owner.execute(size).fetchone() == before
