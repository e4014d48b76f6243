"""Reservations never exceed the GPU budget, also when they are concurrent."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from psycopg import errors

from tests.conftest import Owner
from tests.database.clients import (
    Client,
    connect,
    due_sessions,
    heartbeat,
    refused,
    run_while_locked,
)

Clock = Callable[[str], None]


def test_session_reserves_remaining_budget(agent: Client) -> None:
    execution = agent.execution(gpu_budget_dollars=10)
    first = agent.session(execution, cost_limit_dollars=4)
    assert (first["cost_limit_dollars"], first["reserved_dollars"]) == (4, 4)
    rest = agent.session(execution)
    assert (rest["cost_limit_dollars"], rest["reserved_dollars"]) == (6, 6)
    with refused("KS220") as facts:
        agent.session(execution)
    assert facts == {"execution_id": str(execution), "budget": 10, "asked": 0, "left": 0}


def test_reservation_is_capped_by_budget(agent: Client) -> None:
    execution = agent.execution(gpu_budget_dollars=10)
    agent.session(execution, cost_limit_dollars=4)
    with refused("KS220") as facts:
        agent.session(execution, cost_limit_dollars="6.000001")
    assert facts["left"] == 6
    assert agent.session(execution, cost_limit_dollars=6)["reserved_dollars"] == 6


def test_free_machine_needs_no_budget(agent: Client) -> None:
    execution = agent.execution(gpu_budget_dollars=0)
    assert agent.session(execution, hourly_rate_dollars=0)["reserved_dollars"] == 0
    with refused("KS220"):
        agent.session(execution, hourly_rate_dollars=None)


def test_repeated_create_reserves_once(agent: Client) -> None:
    execution = agent.execution(gpu_budget_dollars=10)
    new = {
        "id": uuid4(),
        "execution_id": execution,
        "provider": "vast_ai",
        "instance_type": "A100",
        "cost_limit_dollars": 6,
    }
    assert len(agent.repeat("gpu_sessions", **new)) == 1
    for _ in range(3):
        assert agent.repeat("gpu_sessions", **new) == []
    assert agent.session(execution)["reserved_dollars"] == 4
    assert agent.one("select count(*) from audit_log where table_name = 'gpu_sessions'") == 2


def test_bulk_insert_over_budget_is_refused(agent: Client) -> None:
    execution = agent.execution(gpu_budget_dollars=10)
    with refused("KS220"):
        agent.rows(
            "insert into gpu_sessions (execution_id, provider, instance_type, cost_limit_dollars) "
            "select %s, 'p', 't', 4 from generate_series(1, 3)",
            execution,
        )
    assert agent.one("select count(*) from gpu_sessions") == 0


def test_limit_change_adjusts_reservation(agent: Client) -> None:
    execution = agent.execution(gpu_budget_dollars=10)
    one, two = (agent.session(execution, cost_limit_dollars=4)["id"] for _ in range(2))
    with refused("KS220") as facts:
        agent.update("gpu_sessions", one, cost_limit_dollars=7)
    assert (facts["asked"], facts["left"]) == (7, 6)
    assert agent.update("gpu_sessions", two, cost_limit_dollars=1)["reserved_dollars"] == 1
    assert agent.update("gpu_sessions", one, cost_limit_dollars=7)["reserved_dollars"] == 7
    freed = agent.update("gpu_sessions", one, cost_limit_dollars=None)
    assert freed["cost_limit_dollars"] == freed["reserved_dollars"] == 7, (
        "a limit cannot be removed"
    )


def test_ended_session_releases_its_remainder(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution(gpu_budget_dollars=10)
    session = agent.session(execution, cost_limit_dollars=10)["id"]
    heartbeat(agent, session)
    set_clock("3 hours")
    closed = agent.call("close_gpu_session", p_id=session)
    assert closed["reserved_dollars"] is None
    assert 2.9 < closed["total_cost_dollars"] < 3.1
    left = 10 - closed["total_cost_dollars"]
    assert agent.session(execution)["reserved_dollars"] == left


def test_derived_columns_are_read_only(agent: Client) -> None:
    execution = agent.execution()
    session = agent.session(execution)["id"]
    for table, id, column, value in (
        ("agent_executions", execution, "gpu_budget_consumed", 0),
        ("agent_executions", execution, "lease_id", uuid4()),
        ("gpu_sessions", session, "total_cost_dollars", 0),
        ("gpu_sessions", session, "reserved_dollars", 0),
        ("gpu_sessions", session, "execution_id", execution),
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            agent.update(table, id, **{column: value})


def test_concurrent_reservations_stay_in_budget(
    owner: Owner, agent: Client, other_agent: Client
) -> None:
    execution = agent.execution(gpu_budget_dollars=10)

    def second() -> object:
        with refused("KS220") as facts:
            other_agent.session(execution, cost_limit_dollars=6)
        return facts["left"]

    left = run_while_locked(
        owner, agent, lambda client: client.session(execution, cost_limit_dollars=6), second
    )
    assert left == 4


def test_default_reservation_waits_for_others(
    owner: Owner, agent: Client, other_agent: Client
) -> None:
    execution = agent.execution(gpu_budget_dollars=10)
    row = run_while_locked(
        owner,
        agent,
        lambda client: client.session(execution, cost_limit_dollars=6),
        lambda: other_agent.session(execution),
    )
    assert isinstance(row, dict)
    assert row["reserved_dollars"] == 4


def test_concurrent_session_writes_do_not_deadlock(owner: Owner, agent: Client) -> None:
    execution = agent.execution(gpu_budget_dollars=1000)
    sessions = [
        agent.session(execution, cost_limit_dollars=10, instance_id=f"i{n}", hourly_rate_dollars=0)
        for n in range(3)
    ]

    def work(number: int) -> None:
        with connect(owner) as connection:
            client = Client(connection)
            for turn in range(25):
                row = sessions[(number + turn) % 3]
                same = {name: row[name] for name in ("id", "execution_id", "provider")}
                same |= {"instance_type": "A100", "instance_id": row["instance_id"]}
                match number % 5:
                    case 0:
                        heartbeat(client, row["id"], turn % 10)
                    case 1:
                        client.update("gpu_sessions", row["id"], cost_limit_dollars=5 + turn % 9)
                    case 2:
                        client.repeat("gpu_sessions", **same)
                    case 3:
                        client.rows(
                            "insert into gpu_sessions "
                            "(execution_id, provider, instance_type, instance_id, region) "
                            "values (%s, 'vast_ai', 'A100', %s, %s) "
                            "on conflict (provider, instance_id) "
                            "where status in ('provisioning', 'running', 'idle') "
                            "do update set region = excluded.region",
                            execution,
                            row["instance_id"],
                            f"r{turn}",
                        )
                    case _:
                        due_sessions(client)

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(work, range(10)))
    assert agent.one("select sum(reserved_dollars) from gpu_sessions") <= 1000
