"""What a machine costs follows the rate that held, and no change of the rate hides a cost."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import pytest

from tests.database.acting import Client, beat, consumed, due, refused

Clock = Callable[[str], None]


@pytest.fixture
def rich(agent: Client) -> UUID:
    return agent.execution(gpu_budget_dollars=1000)


def near(cost: Decimal, dollars: float) -> bool:
    """As far as a test takes no time."""
    return abs(float(cost) - dollars) < 0.1


def set_rate(client: Client, session: UUID, rate: object) -> Decimal:
    """What it has cost once the rate is another."""
    cost: Decimal = client.update("gpu_sessions", session, hourly_rate_dollars=rate)[
        "total_cost_dollars"
    ]
    return cost


@pytest.mark.parametrize(("rate", "later"), [(2, 20), (0, 10), ("0.5", 12.5)])
def test_a_new_rate_counts_from_now_on(
    agent: Client, rich: UUID, set_clock: Clock, rate: object, later: float
) -> None:
    session = agent.session(rich)["id"]
    beat(agent, session)
    set_clock("10 hours")
    assert near(set_rate(agent, session, rate), 10), "what it has cost at the old rate is settled"
    assert near(consumed(agent, rich), 10)
    set_clock("15 hours")
    assert near(beat(agent, session)["total_cost_dollars"], later)
    assert agent.get("gpu_sessions", session)["total_runtime_minutes"] > 899


def test_a_first_rate_counts_from_the_beginning(
    agent: Client, rich: UUID, set_clock: Clock
) -> None:
    session = agent.session(rich, hourly_rate_dollars=None)["id"]
    beat(agent, session)
    set_clock("10 hours")
    assert beat(agent, session)["total_cost_dollars"] == 0
    assert near(set_rate(agent, session, 2), 20)
    set_clock("11 hours")
    assert near(beat(agent, session)["total_cost_dollars"], 22)


def test_a_rate_that_is_taken_away_and_given_back_prices_nothing_twice(
    agent: Client, rich: UUID, set_clock: Clock
) -> None:
    session = agent.session(rich)["id"]
    beat(agent, session)
    set_clock("10 hours")
    assert near(set_rate(agent, session, None), 10)
    assert near(set_rate(agent, session, 2), 10)


def test_a_cost_that_a_rate_brings_is_an_overrun_like_any(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution(gpu_budget_dollars=1)
    session = agent.session(execution, hourly_rate_dollars=None)["id"]
    beat(agent, session)
    set_clock("10 hours")
    set_rate(agent, session, 1)
    [question] = agent.rows("select subject from human_interventions")
    assert question == {"subject": "gpu_budget"}
    assert due(agent) == {session: "cost_limit"}


@pytest.mark.parametrize("status", ["provisioning", "running"])
def test_what_holds_nothing_stays_free(agent: Client, status: str) -> None:
    execution = agent.execution(gpu_budget_dollars=1)
    session = agent.session(execution, hourly_rate_dollars=0, cost_limit_dollars=0)["id"]
    if status == "running":
        beat(agent, session)
    for more in ({}, {"status": "running"}):
        with refused("KS220") as facts:
            agent.update("gpu_sessions", session, hourly_rate_dollars=50, **more)
        assert (facts["budget"], facts["asked"]) == (1, 0)
    agent.update("gpu_sessions", session, hourly_rate_dollars=None)
    with refused("KS220"):
        set_rate(agent, session, 50)
    held = agent.update("gpu_sessions", session, hourly_rate_dollars=50, cost_limit_dollars=1)
    assert held["reserved_dollars"] == 1


def test_the_bill_is_the_cost_whatever_the_rate_was(
    agent: Client, rich: UUID, set_clock: Clock
) -> None:
    session = agent.session(rich)["id"]
    beat(agent, session)
    set_clock("10 hours")
    for bill in (3, 30):
        closed = agent.call("close_gpu_session", p_id=session, p_total_cost_dollars=bill)
        assert (closed["billed_dollars"], closed["total_cost_dollars"]) == (bill, bill)
        assert consumed(agent, rich) == bill
    set_rate(agent, session, 100)
    assert agent.call("close_gpu_session", p_id=session)["total_cost_dollars"] == 30


def test_without_a_bill_the_clock_is_the_cost(agent: Client, rich: UUID, set_clock: Clock) -> None:
    session = agent.session(rich)["id"]
    beat(agent, session)
    set_clock("10 hours")
    closed = agent.call("close_gpu_session", p_id=session)
    assert closed["billed_dollars"] is None
    assert near(closed["total_cost_dollars"], 10)
    set_clock("20 hours")
    assert set_rate(agent, session, 100) == closed["total_cost_dollars"], "it has ended"


@pytest.mark.parametrize(
    ("said", "stored", "status"),
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
def test_a_gauge_that_says_nonsense_costs_no_heartbeat(
    agent: Client, rich: UUID, said: object, stored: object, status: str
) -> None:
    session = agent.session(rich)["id"]
    beat(agent, session)
    told = agent.call("heartbeat_gpu_session", p_id=session, p_gpu_utilization_percent=said)
    assert (told["status"], told["should_stop"]) == (status, False)
    assert agent.get("gpu_sessions", session)["gpu_utilization_percent"] == stored
