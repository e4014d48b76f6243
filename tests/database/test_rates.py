"""Session costs use the rate that was valid at the time; a rate change hides no cost."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import pytest

from tests.database.clients import Client, budget_consumed, due_sessions, heartbeat, refused

Clock = Callable[[str], None]


@pytest.fixture
def funded_execution(agent: Client) -> UUID:
    return agent.execution(gpu_budget_dollars=1000)


def is_close(cost: Decimal, dollars: float) -> bool:
    """Compare with a tolerance for the time that the test takes."""
    return abs(float(cost) - dollars) < 0.1


def set_rate(client: Client, session: UUID, rate: object) -> Decimal:
    """Change the rate and return the cost so far."""
    cost: Decimal = client.update("gpu_sessions", session, hourly_rate_dollars=rate)[
        "total_cost_dollars"
    ]
    return cost


@pytest.mark.parametrize(("rate", "later"), [(2, 20), (0, 10), ("0.5", 12.5)])
def test_new_rate_applies_from_now(
    agent: Client, funded_execution: UUID, set_clock: Clock, rate: object, later: float
) -> None:
    session = agent.session(funded_execution)["id"]
    heartbeat(agent, session)
    set_clock("10 hours")
    assert is_close(set_rate(agent, session, rate), 10), "the cost at the old rate is settled"
    assert is_close(budget_consumed(agent, funded_execution), 10)
    set_clock("15 hours")
    assert is_close(heartbeat(agent, session)["total_cost_dollars"], later)
    assert agent.get("gpu_sessions", session)["total_runtime_minutes"] > 899


def test_first_rate_applies_from_the_start(
    agent: Client, funded_execution: UUID, set_clock: Clock
) -> None:
    session = agent.session(funded_execution, hourly_rate_dollars=None)["id"]
    heartbeat(agent, session)
    set_clock("10 hours")
    assert heartbeat(agent, session)["total_cost_dollars"] == 0
    assert is_close(set_rate(agent, session, 2), 20)
    set_clock("11 hours")
    assert is_close(heartbeat(agent, session)["total_cost_dollars"], 22)


def test_removed_rate_is_not_charged_twice(
    agent: Client, funded_execution: UUID, set_clock: Clock
) -> None:
    session = agent.session(funded_execution)["id"]
    heartbeat(agent, session)
    set_clock("10 hours")
    assert is_close(set_rate(agent, session, None), 10)
    assert is_close(set_rate(agent, session, 2), 10)


def test_overrun_by_new_rate_creates_intervention(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution(gpu_budget_dollars=1)
    session = agent.session(execution, hourly_rate_dollars=None)["id"]
    heartbeat(agent, session)
    set_clock("10 hours")
    set_rate(agent, session, 1)
    [intervention] = agent.rows("select subject from human_interventions")
    assert intervention == {"subject": "gpu_budget"}
    assert due_sessions(agent) == {session: "cost_limit"}


@pytest.mark.parametrize("status", ["provisioning", "running"])
def test_session_without_reservation_stays_free(agent: Client, status: str) -> None:
    execution = agent.execution(gpu_budget_dollars=1)
    session = agent.session(execution, hourly_rate_dollars=0, cost_limit_dollars=0)["id"]
    if status == "running":
        heartbeat(agent, session)
    for more in ({}, {"status": "running"}):
        with refused("KS220") as facts:
            agent.update("gpu_sessions", session, hourly_rate_dollars=50, **more)
        assert (facts["budget"], facts["asked"]) == (1, 0)
    agent.update("gpu_sessions", session, hourly_rate_dollars=None)
    with refused("KS220"):
        set_rate(agent, session, 50)
    held = agent.update("gpu_sessions", session, hourly_rate_dollars=50, cost_limit_dollars=1)
    assert held["reserved_dollars"] == 1


def test_bill_is_the_cost_at_any_rate(
    agent: Client, funded_execution: UUID, set_clock: Clock
) -> None:
    session = agent.session(funded_execution)["id"]
    heartbeat(agent, session)
    set_clock("10 hours")
    for bill in (3, 30):
        closed = agent.call("close_gpu_session", p_id=session, p_total_cost_dollars=bill)
        assert (closed["billed_dollars"], closed["total_cost_dollars"]) == (bill, bill)
        assert budget_consumed(agent, funded_execution) == bill
    set_rate(agent, session, 100)
    assert agent.call("close_gpu_session", p_id=session)["total_cost_dollars"] == 30


def test_clock_is_the_cost_without_a_bill(
    agent: Client, funded_execution: UUID, set_clock: Clock
) -> None:
    session = agent.session(funded_execution)["id"]
    heartbeat(agent, session)
    set_clock("10 hours")
    closed = agent.call("close_gpu_session", p_id=session)
    assert closed["billed_dollars"] is None
    assert is_close(closed["total_cost_dollars"], 10)
    set_clock("20 hours")
    assert set_rate(agent, session, 100) == closed["total_cost_dollars"], "it has ended"


@pytest.mark.parametrize(
    ("reported", "stored", "status"),
    [
        (-1, 0, "idle"),
        ("-Infinity", 0, "idle"),
        (101, 100, "running"),
        ("1e300", 100, "running"),
        ("Infinity", 100, "running"),
        (100.006, 100, "running"),
        ("NaN", None, "running"),
    ],
)
def test_invalid_utilization_keeps_the_heartbeat(
    agent: Client, funded_execution: UUID, reported: object, stored: object, status: str
) -> None:
    session = agent.session(funded_execution)["id"]
    heartbeat(agent, session)
    state = agent.call("heartbeat_gpu_session", p_id=session, p_gpu_utilization_percent=reported)
    assert (state["status"], state["should_stop"]) == (status, False)
    assert agent.get("gpu_sessions", session)["gpu_utilization_percent"] == stored
