"""What a machine costs is recorded by the clock, and why it has to end is said."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from uuid import uuid4

import pytest
from psycopg import errors

from tests.database.acting import Client, beat, consumed, due, refused

Clock = Callable[[str], None]


def test_heartbeats_settle_the_cost_by_the_clock(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution(gpu_budget_dollars=100)
    session = agent.session(execution, hourly_rate_dollars="2.5")["id"]
    set_clock("10 minutes")
    first = beat(agent, session, 80)
    assert (first["status"], first["total_cost_dollars"]) == ("running", 0), "it was not up before"
    set_clock("70 minutes")
    second = beat(agent, session, 80)
    assert 2.45 < second["total_cost_dollars"] < 2.55
    assert consumed(agent, execution) == second["total_cost_dollars"]
    assert (second["should_stop"], second["reason"]) == (False, None)
    assert second["left_dollars"] == 100 - second["total_cost_dollars"]
    row = agent.get("gpu_sessions", session)
    assert 59 < row["total_runtime_minutes"] < 61
    assert row["gpu_utilization_percent"] == 80


def test_idle_is_what_the_utilisation_says(agent: Client) -> None:
    session = agent.session(agent.execution(), cost_limit_dollars="0.1")["id"]
    assert beat(agent, session, 0)["status"] == "running", "it has just come up"
    assert beat(agent, session, 4.9)["status"] == "idle"
    assert beat(agent, session)["status"] == "idle", "nobody said that it works"
    assert beat(agent, session, 5)["status"] == "running"
    assert beat(agent, session)["status"] == "running"
    assert agent.get("gpu_sessions", session)["gpu_utilization_percent"] == 5


def test_a_machine_costs_until_its_end_is_confirmed(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution(gpu_budget_dollars=2)
    session = agent.session(execution)["id"]
    beat(agent, session)
    set_clock("3 hours")
    stopping = beat(agent, session)
    assert (stopping["should_stop"], stopping["reason"]) == (True, "cost_limit")
    set_clock("5 hours")
    closed = agent.call("close_gpu_session", p_id=session)
    assert 4.9 < closed["total_cost_dollars"] < 5.1
    assert consumed(agent, execution) == closed["total_cost_dollars"], (
        "past the limit, and recorded"
    )


@pytest.mark.parametrize("bill", ["0.42", "9.99"])
def test_the_provider_s_bill_is_the_truth(agent: Client, set_clock: Clock, bill: str) -> None:
    execution = agent.execution(gpu_budget_dollars=10)
    session = agent.session(execution)["id"]
    beat(agent, session)
    set_clock("1 hour")
    closed = agent.call("close_gpu_session", p_id=session, p_total_cost_dollars=bill)
    assert (closed["status"], closed["total_cost_dollars"]) == ("terminated", Decimal(bill))
    assert consumed(agent, execution) == Decimal(bill)
    again = agent.call("close_gpu_session", p_id=session, p_total_cost_dollars=bill)
    assert again == closed
    assert len(agent.history(session)) == 3


def test_a_bill_is_taken_however_the_session_ended(agent: Client) -> None:
    session = agent.session(agent.execution())["id"]
    agent.call("close_gpu_session", p_id=session, p_status="failed", p_error_message="lost")
    late = agent.call("close_gpu_session", p_id=session, p_total_cost_dollars="0.05")
    assert (late["status"], late["error_message"]) == ("failed", "lost")
    assert late["total_cost_dollars"] == Decimal("0.05")
    with refused("KS201") as facts:
        agent.call("close_gpu_session", p_id=session, p_status="running")
    assert facts["allowed"] == ["failed", "terminated"]


@pytest.mark.parametrize("bill", ["0", "0.05"])
def test_a_bill_within_the_budget_is_no_overrun_whatever_the_clock_said(
    agent: Client, set_clock: Clock, bill: str
) -> None:
    execution = agent.execution(gpu_budget_dollars=1)
    session = agent.session(execution, hourly_rate_dollars="0.6")["id"]
    beat(agent, session)
    set_clock("5 hours")
    closed = agent.call("close_gpu_session", p_id=session, p_total_cost_dollars=bill)
    assert closed["total_cost_dollars"] == closed["billed_dollars"] == Decimal(bill)
    assert closed["total_runtime_minutes"] > 299, "the time is known all the same"
    assert agent.one("select count(*) from human_interventions") == 0


def test_a_machine_that_never_came_up_costs_nothing(agent: Client, set_clock: Clock) -> None:
    session = agent.session(agent.execution())["id"]
    set_clock("1 hour")
    closed = agent.call("close_gpu_session", p_id=session, p_status="failed")
    assert (closed["total_cost_dollars"], closed["provisioned_at"]) == (0, None)


def test_what_is_not_there_cannot_beat_or_be_closed(agent: Client) -> None:
    with pytest.raises(errors.NoDataFound):
        beat(agent, uuid4())
    for function in ("close_gpu_session", "request_gpu_termination"):
        with pytest.raises(errors.NoDataFound):
            agent.calls(function, p_id=uuid4())


def test_a_session_within_its_bounds_is_not_due(agent: Client, set_clock: Clock) -> None:
    agent.session(agent.execution(gpu_budget_dollars=5))
    running = agent.session(agent.execution(gpu_budget_dollars=5))["id"]
    beat(agent, running)
    set_clock("4 minutes")
    assert due(agent) == {}


def test_the_cost_limit_is_a_reason_without_any_heartbeat(agent: Client, set_clock: Clock) -> None:
    session = agent.session(agent.execution(gpu_budget_dollars=1), hourly_rate_dollars=60)["id"]
    beat(agent, session)
    set_clock("2 minutes")
    assert due(agent) == {session: "cost_limit"}
    assert due(agent) == {session: "cost_limit"}, "it stays due until it is closed"
    assert beat(agent, session)["reason"] == "cost_limit"
    agent.call("close_gpu_session", p_id=session)
    assert due(agent) == {}
    ended = beat(agent, session)
    assert (ended["should_stop"], ended["reason"]) == (True, "cost_limit")


def test_the_deadline_is_a_reason(agent: Client, set_clock: Clock) -> None:
    session = agent.session(agent.execution(), auto_terminate_at="2026-01-01T00:00:00Z")["id"]
    assert beat(agent, session)["reason"] == "deadline"


def test_a_stale_heartbeat_is_a_reason(agent: Client, set_clock: Clock) -> None:
    coming = agent.session(agent.execution(gpu_budget_dollars=5))["id"]
    running = agent.session(agent.execution(gpu_budget_dollars=5))["id"]
    beat(agent, running)
    set_clock("6 minutes")
    assert due(agent) == {running: "stale_heartbeat"}
    set_clock("31 minutes")
    assert due(agent) == {running: "stale_heartbeat", coming: "stale_heartbeat"}
    assert beat(agent, running)["reason"] == "stale_heartbeat", "once due it stays due"


def test_the_end_of_the_execution_is_a_reason(agent: Client) -> None:
    execution = agent.execution()
    session = agent.session(execution)["id"]
    agent.update("agent_executions", execution, status="cancelled")
    assert due(agent) == {session: "execution_ended"}


def test_somebody_s_wish_is_a_reason_and_the_first_one_stays(agent: Client) -> None:
    session = agent.session(agent.execution())["id"]
    asked = agent.call("request_gpu_termination", p_id=session, p_reason="better offer")
    assert asked["terminate_requested"] is True
    assert agent.call("request_gpu_termination", p_id=session, p_reason="other") == asked
    assert due(agent) == {session: "better offer"}
    assert beat(agent, session)["reason"] == "better offer"


def test_an_overrun_is_recorded_blocks_and_asks_once_for_each_budget(
    agent: Client, set_clock: Clock
) -> None:
    execution = agent.execution(gpu_budget_dollars=2)
    one = agent.session(execution, cost_limit_dollars=1)["id"]
    two = agent.session(execution, cost_limit_dollars=1)["id"]
    beat(agent, one)
    beat(agent, two)
    set_clock("2 hours")
    assert beat(agent, one)["reason"] == "cost_limit"
    late = beat(agent, two)
    assert (late["should_stop"], late["left_dollars"]) == (True, 0)
    assert 3.9 < consumed(agent, execution) < 4.1
    beat(agent, one)
    beat(agent, two)
    question = agent.row("select * from human_interventions")
    assert (question["subject"], question["status"]) == ("gpu_budget", "pending")
    assert question["context_data"]["budget"] == 2
    assert agent.get("agent_executions", execution)["human_intervention_required"] is True
    with refused("KS220"):
        agent.session(execution, cost_limit_dollars="0.01")
    agent.call("respond_intervention", p_id=question["id"], p_status="approved")
    set_clock("3 hours")
    beat(agent, one)
    assert agent.one("select count(*) from human_interventions") == 1, "it was answered"
    agent.update("agent_executions", execution, gpu_budget_dollars=6)
    agent.call("close_gpu_session", p_id=one, p_total_cost_dollars=8)
    assert agent.one("select count(*) from human_interventions") == 2, "a new budget, a new overrun"


def test_a_session_stops_when_others_have_spent_the_budget(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution(gpu_budget_dollars=10)
    cheap = agent.session(execution, cost_limit_dollars=8, hourly_rate_dollars=1)["id"]
    dear = agent.session(execution, cost_limit_dollars=2, hourly_rate_dollars=100)["id"]
    beat(agent, cheap)
    beat(agent, dear)
    set_clock("7 minutes")
    beat(agent, dear)
    assert beat(agent, cheap)["reason"] == "budget"


def test_a_budget_that_is_cut_below_the_cost_is_an_overrun(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution(gpu_budget_dollars=10)
    session = agent.session(execution)["id"]
    beat(agent, session)
    set_clock("2 hours")
    beat(agent, session)
    agent.update("agent_executions", execution, gpu_budget_dollars=1)
    assert agent.one("select count(*) from human_interventions where subject = 'gpu_budget'") == 1
