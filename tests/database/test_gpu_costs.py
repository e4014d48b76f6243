"""Session costs follow the clock, and each due session has its reason."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from uuid import uuid4

import pytest
from psycopg import errors

from tests.database.clients import Client, budget_consumed, due_sessions, heartbeat, refused

Clock = Callable[[str], None]


def test_heartbeat_updates_cost(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution(gpu_budget_dollars=100)
    session = agent.session(execution, hourly_rate_dollars="2.5")["id"]
    set_clock("10 minutes")
    first = heartbeat(agent, session, 80)
    assert (first["status"], first["total_cost_dollars"]) == ("running", 0), "it started just now"
    set_clock("70 minutes")
    second = heartbeat(agent, session, 80)
    assert 2.45 < second["total_cost_dollars"] < 2.55
    assert budget_consumed(agent, execution) == second["total_cost_dollars"]
    assert (second["should_stop"], second["reason"]) == (False, None)
    assert second["execution_left_dollars"] == 100 - second["total_cost_dollars"]
    assert second["session_left_dollars"] == 100 - second["total_cost_dollars"]
    row = agent.get("gpu_sessions", session)
    assert 59 < row["total_runtime_minutes"] < 61
    assert row["gpu_utilization_percent"] == 80


def test_idle_follows_utilization(agent: Client) -> None:
    session = agent.session(agent.execution(), cost_limit_dollars="0.1")["id"]
    assert heartbeat(agent, session, 0)["status"] == "running", "it has just started"
    assert heartbeat(agent, session, 4.9)["status"] == "idle"
    assert heartbeat(agent, session)["status"] == "idle", "no utilization was reported"
    assert heartbeat(agent, session, 5)["status"] == "running"
    assert heartbeat(agent, session)["status"] == "running"
    assert agent.get("gpu_sessions", session)["gpu_utilization_percent"] == 5


def test_cost_grows_until_session_is_closed(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution(gpu_budget_dollars=2)
    session = agent.session(execution)["id"]
    heartbeat(agent, session)
    set_clock("3 hours")
    stopping = heartbeat(agent, session)
    assert (stopping["should_stop"], stopping["reason"]) == (True, "cost_limit")
    set_clock("5 hours")
    closed = agent.call("close_gpu_session", p_id=session)
    assert 4.9 < closed["total_cost_dollars"] < 5.1
    assert budget_consumed(agent, execution) == closed["total_cost_dollars"], (
        "also beyond the limit"
    )


@pytest.mark.parametrize("bill", ["0.42", "9.99"])
def test_bill_overrides_clocked_cost(agent: Client, set_clock: Clock, bill: str) -> None:
    execution = agent.execution(gpu_budget_dollars=10)
    session = agent.session(execution)["id"]
    heartbeat(agent, session)
    set_clock("1 hour")
    closed = agent.call("close_gpu_session", p_id=session, p_total_cost_dollars=bill)
    assert (closed["status"], closed["total_cost_dollars"]) == ("terminated", Decimal(bill))
    assert budget_consumed(agent, execution) == Decimal(bill)
    again = agent.call("close_gpu_session", p_id=session, p_total_cost_dollars=bill)
    assert again == closed
    assert len(agent.audit_log(session)) == 3


def test_late_bill_is_accepted(agent: Client) -> None:
    session = agent.session(agent.execution())["id"]
    agent.call("close_gpu_session", p_id=session, p_status="failed", p_error_message="lost")
    late = agent.call("close_gpu_session", p_id=session, p_total_cost_dollars="0.05")
    assert (late["status"], late["error_message"]) == ("failed", "lost")
    assert late["total_cost_dollars"] == Decimal("0.05")
    with refused("KS201") as facts:
        agent.call("close_gpu_session", p_id=session, p_status="running")
    assert facts["allowed"] == ["failed", "terminated"]


@pytest.mark.parametrize("bill", ["0", "0.05"])
def test_bill_within_budget_is_no_overrun(agent: Client, set_clock: Clock, bill: str) -> None:
    execution = agent.execution(gpu_budget_dollars=1)
    session = agent.session(execution, hourly_rate_dollars="0.6")["id"]
    heartbeat(agent, session)
    set_clock("5 hours")
    closed = agent.call("close_gpu_session", p_id=session, p_total_cost_dollars=bill)
    assert closed["total_cost_dollars"] == closed["billed_dollars"] == Decimal(bill)
    assert closed["total_runtime_minutes"] > 299, "the runtime is recorded as well"
    assert agent.one("select count(*) from human_interventions") == 0


def test_unstarted_machine_costs_nothing(agent: Client, set_clock: Clock) -> None:
    session = agent.session(agent.execution())["id"]
    set_clock("1 hour")
    closed = agent.call("close_gpu_session", p_id=session, p_status="failed")
    assert (closed["total_cost_dollars"], closed["provisioned_at"]) == (0, None)


def test_unknown_session_is_reported(agent: Client) -> None:
    with pytest.raises(errors.NoDataFound):
        heartbeat(agent, uuid4())
    for function in ("close_gpu_session", "request_gpu_termination"):
        with pytest.raises(errors.NoDataFound):
            agent.calls(function, p_id=uuid4())


def test_session_within_bounds_is_not_due(agent: Client, set_clock: Clock) -> None:
    agent.session(agent.execution(gpu_budget_dollars=5))
    running = agent.session(agent.execution(gpu_budget_dollars=5))["id"]
    heartbeat(agent, running)
    set_clock("4 minutes")
    assert due_sessions(agent) == {}


def test_cost_limit_makes_session_due(agent: Client, set_clock: Clock) -> None:
    session = agent.session(agent.execution(gpu_budget_dollars=1), hourly_rate_dollars=60)["id"]
    heartbeat(agent, session)
    set_clock("2 minutes")
    assert due_sessions(agent) == {session: "cost_limit"}
    assert due_sessions(agent) == {session: "cost_limit"}, "it stays due until it is closed"
    assert heartbeat(agent, session)["reason"] == "cost_limit"
    agent.call("close_gpu_session", p_id=session)
    assert due_sessions(agent) == {}
    ended = heartbeat(agent, session)
    assert (ended["should_stop"], ended["reason"]) == (True, "cost_limit")


def test_deadline_makes_session_due(agent: Client, set_clock: Clock) -> None:
    session = agent.session(agent.execution(), auto_terminate_at="2026-01-01T00:00:00Z")["id"]
    assert heartbeat(agent, session)["reason"] == "deadline"


def test_stale_heartbeat_makes_session_due(agent: Client, set_clock: Clock) -> None:
    coming = agent.session(agent.execution(gpu_budget_dollars=5))["id"]
    running = agent.session(agent.execution(gpu_budget_dollars=5))["id"]
    heartbeat(agent, running)
    set_clock("6 minutes")
    assert due_sessions(agent) == {running: "stale_heartbeat"}
    set_clock("31 minutes")
    assert due_sessions(agent) == {running: "stale_heartbeat", coming: "stale_heartbeat"}
    assert heartbeat(agent, running)["reason"] == "stale_heartbeat", "a due session stays due"


def test_ended_execution_makes_session_due(agent: Client) -> None:
    execution = agent.execution()
    session = agent.session(execution)["id"]
    agent.update("agent_executions", execution, status="cancelled")
    assert due_sessions(agent) == {session: "execution_ended"}


def test_termination_request_keeps_first_reason(agent: Client) -> None:
    session = agent.session(agent.execution())["id"]
    requested = agent.call("request_gpu_termination", p_id=session, p_reason="better offer")
    assert requested["terminate_requested"] is True
    assert agent.call("request_gpu_termination", p_id=session, p_reason="other") == requested
    assert due_sessions(agent) == {session: "better offer"}
    assert heartbeat(agent, session)["reason"] == "better offer"


def test_heartbeat_tells_session_from_execution(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution(gpu_budget_dollars=100)
    small = agent.session(execution, cost_limit_dollars=5)["id"]
    large = agent.session(execution, hourly_rate_dollars=10)["id"]
    heartbeat(agent, small)
    heartbeat(agent, large)
    set_clock("1 hour")
    heartbeat(agent, large)
    beat = heartbeat(agent, small)
    assert 3.9 < beat["session_left_dollars"] < 4.1
    assert 88.9 < beat["execution_left_dollars"] < 89.1
    set_clock("6 hours")
    assert heartbeat(agent, small)["session_left_dollars"] == 0


def test_heartbeat_without_limits_has_none_left(agent: Client) -> None:
    imported = agent.session(agent.execution(), status="running")
    assert imported["cost_limit_dollars"] is None
    assert heartbeat(agent, imported["id"])["session_left_dollars"] is None


def test_overrun_creates_intervention_per_budget(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution(gpu_budget_dollars=2)
    one = agent.session(execution, cost_limit_dollars=1)["id"]
    two = agent.session(execution, cost_limit_dollars=1)["id"]
    heartbeat(agent, one)
    heartbeat(agent, two)
    set_clock("2 hours")
    assert heartbeat(agent, one)["reason"] == "cost_limit"
    late = heartbeat(agent, two)
    assert (late["should_stop"], late["execution_left_dollars"]) == (True, 0)
    assert 3.9 < budget_consumed(agent, execution) < 4.1
    heartbeat(agent, one)
    heartbeat(agent, two)
    intervention = agent.row("select * from human_interventions")
    assert (intervention["subject"], intervention["status"]) == ("gpu_budget", "pending")
    assert intervention["context_data"]["budget"] == 2
    assert agent.get("agent_executions", execution)["human_intervention_required"] is True
    with refused("KS220"):
        agent.session(execution, cost_limit_dollars="0.01")
    agent.call("respond_intervention", p_id=intervention["id"], p_decision="approve")
    set_clock("3 hours")
    heartbeat(agent, one)
    assert agent.one("select count(*) from human_interventions") == 1, "the first one was answered"
    agent.update("agent_executions", execution, gpu_budget_dollars=6)
    agent.call("close_gpu_session", p_id=one, p_total_cost_dollars=8)
    assert agent.one("select count(*) from human_interventions") == 2, (
        "a new budget can be overrun again"
    )


def test_session_stops_when_budget_is_spent(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution(gpu_budget_dollars=10)
    cheap = agent.session(execution, cost_limit_dollars=8, hourly_rate_dollars=1)["id"]
    dear = agent.session(execution, cost_limit_dollars=2, hourly_rate_dollars=100)["id"]
    heartbeat(agent, cheap)
    heartbeat(agent, dear)
    set_clock("7 minutes")
    heartbeat(agent, dear)
    assert heartbeat(agent, cheap)["reason"] == "budget"


def test_budget_cut_below_cost_is_an_overrun(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution(gpu_budget_dollars=10)
    session = agent.session(execution)["id"]
    heartbeat(agent, session)
    set_clock("2 hours")
    heartbeat(agent, session)
    agent.update("agent_executions", execution, gpu_budget_dollars=1)
    assert agent.one("select count(*) from human_interventions where subject = 'gpu_budget'") == 1
