"""Interventions: deadlines, repeats, and pausing and resuming the execution."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.conftest import Owner
from tests.database.clients import (
    Client,
    Row,
    connect,
    escalate,
    lock_in_order,
    refused,
    respond,
    run_while_locked,
    unsent_notifications,
)

Clock = Callable[[str], None]
SLA = {"critical": 15, "high": 60, "medium": 240, "low": 1440}
"""Minutes to respond, by priority."""


@pytest.mark.parametrize(("priority", "minutes"), SLA.items())
def test_priority_sets_deadline(agent: Client, priority: str, minutes: int) -> None:
    intervention = agent.intervention(agent.execution(), p_priority=priority)
    assert intervention["sla_deadline"] - intervention["created_at"] == timedelta(minutes=minutes)
    assert (intervention["status"], intervention["pauses_execution"]) == ("pending", True)


def test_deadline_can_be_given(agent: Client) -> None:
    intervention = agent.intervention(agent.execution(), p_sla_deadline="2039-01-01T00:00:00Z")
    assert intervention["sla_deadline"].year == 2039


def test_repeated_request_returns_first(agent: Client) -> None:
    execution, id = agent.execution(), uuid4()
    first = agent.intervention(execution, id=id)
    assert agent.intervention(execution, id=id, p_title="changed") == first
    respond(agent, id)
    assert agent.intervention(execution, id=id)["status"] == "approved", "also after the response"
    assert agent.one("select count(*) from human_interventions") == 1
    assert len(unsent_notifications(agent)) == 1


def test_one_open_intervention_per_subject(agent: Client) -> None:
    execution = agent.execution()
    first = agent.intervention(execution, p_subject="submit round 1")
    assert agent.intervention(execution, p_subject="submit round 1")["id"] == first["id"]
    assert agent.intervention(execution, p_subject="submit round 2")["id"] != first["id"]
    assert agent.intervention(agent.execution(), p_subject="submit round 1")["id"] != first["id"]
    respond(agent, first["id"])
    assert agent.intervention(execution, p_subject="submit round 1")["id"] != first["id"]


def test_concurrent_requests_share_intervention(
    owner: Owner, agent: Client, other_agent: Client
) -> None:
    execution = agent.execution()
    requested: list[Row] = []
    second = run_while_locked(
        owner,
        agent,
        lambda client: requested.append(client.intervention(execution, p_subject="s")),
        lambda: other_agent.intervention(execution, p_subject="s"),
    )
    assert isinstance(second, dict)
    assert second["id"] == requested[0]["id"]


def test_execution_shows_most_urgent_intervention(agent: Client) -> None:
    execution = agent.execution()
    agent.intervention(execution, p_priority="low", p_title="Later?", p_pauses_execution=False)
    urgent = agent.intervention(
        execution, p_priority="high", p_title="Now?", p_pauses_execution=False
    )
    row = agent.get("agent_executions", execution)
    assert (row["human_intervention_required"], row["human_intervention_reason"]) == (True, "Now?")
    assert agent.one("select pending_interventions from execution_progress") == 2
    agent.update("human_interventions", urgent["id"], priority="low", sla_deadline="2039-01-01Z")
    assert agent.get("agent_executions", execution)["human_intervention_reason"] == "Later?"
    for intervention in agent.rows("select id from human_interventions"):
        respond(agent, intervention["id"])
    row = agent.get("agent_executions", execution)
    assert (row["human_intervention_required"], row["human_intervention_reason"]) == (False, None)


@pytest.mark.parametrize("decision", ["approve", "reject", "respond"])
@pytest.mark.parametrize("interrupted", ["pending", "research", "training", "submission"])
def test_every_response_resumes_execution(agent: Client, interrupted: str, decision: str) -> None:
    execution = agent.execution(status=interrupted)
    intervention = agent.intervention(execution)
    paused = agent.get("agent_executions", execution)
    assert (paused["status"], paused["resume_status"]) == ("human_review", interrupted)
    respond(agent, intervention["id"], decision)
    back = agent.get("agent_executions", execution)
    assert (back["status"], back["resume_reason"]) == (interrupted, "answered")


def test_non_pausing_intervention_keeps_status(agent: Client) -> None:
    execution = agent.execution(status="training")
    intervention = agent.intervention(execution, p_pauses_execution=False)
    assert agent.get("agent_executions", execution)["status"] == "training"
    respond(agent, intervention["id"])
    assert agent.get("agent_executions", execution)["status"] == "training"


def test_last_response_resumes_execution(agent: Client) -> None:
    execution = agent.execution(status="training")
    first, second = agent.intervention(execution), agent.intervention(execution)
    agent.intervention(execution, p_pauses_execution=False)
    respond(agent, first["id"])
    assert agent.get("agent_executions", execution)["status"] == "human_review"
    respond(agent, second["id"])
    row = agent.get("agent_executions", execution)
    assert (row["status"], row["human_intervention_required"]) == ("training", True)


def test_manual_review_outlasts_other_responses(agent: Client) -> None:
    execution = agent.execution(status="training")
    intervention = agent.intervention(execution, p_pauses_execution=False)
    agent.update("agent_executions", execution, status="human_review")
    respond(agent, intervention["id"])
    assert agent.get("agent_executions", execution)["status"] == "human_review"
    back = agent.update("agent_executions", execution, status="training")
    assert back["status"] == "training"


@pytest.mark.parametrize("end", ["response", "delete"])
def test_manual_review_is_ended_manually(owner: Owner, agent: Client, end: str) -> None:
    execution = agent.execution(status="training")
    agent.update("agent_executions", execution, status="human_review")
    intervention = agent.intervention(execution)
    with refused("KS203"):
        agent.update("agent_executions", execution, status="training")
    if end == "response":
        respond(agent, intervention["id"])
    else:
        owner.execute("delete from human_interventions where id = %s", [intervention["id"]])
    row = agent.get("agent_executions", execution)
    assert (row["status"], row["review_is_manual"]) == ("human_review", True)
    back = agent.update("agent_executions", execution, status="training")
    assert (back["status"], back["review_is_manual"]) == ("training", None)


def test_review_by_intervention_is_not_manual(agent: Client) -> None:
    execution = agent.execution(status="training")
    intervention = agent.intervention(execution)
    assert agent.get("agent_executions", execution)["review_is_manual"] is False
    respond(agent, intervention["id"])
    assert agent.get("agent_executions", execution)["review_is_manual"] is None
    agent.update("agent_executions", execution, status="human_review")
    ended = agent.update("agent_executions", execution, status="failed")
    assert ended["review_is_manual"] is None


@pytest.mark.parametrize("is_escalated", [False, True])
def test_changed_priority_sets_deadline(
    agent: Client, set_clock: Clock, is_escalated: bool
) -> None:
    intervention = agent.intervention(agent.execution(), p_priority="low")
    if is_escalated:
        set_clock("25 hours")
        escalate(agent)
    raised = agent.update("human_interventions", intervention["id"], priority="critical")
    since = raised["sla_deadline"] - raised["created_at"]
    expected = timedelta(hours=25 * is_escalated, minutes=15)
    assert expected <= since < expected + timedelta(minutes=5)
    given = raised["created_at"] + timedelta(days=3)
    for priority in ("high", "medium"):
        both = {"priority": priority, "sla_deadline": given}
        kept = agent.update("human_interventions", raised["id"], **both)
        assert kept["sla_deadline"] == given, "also if it is the stored one"
    alone = agent.update("human_interventions", raised["id"], priority="critical")
    assert alone["sla_deadline"] < given


def test_request_refuses_id_of_another_execution(agent: Client) -> None:
    intervention = agent.intervention(agent.execution())
    with refused("KS253") as facts:
        agent.intervention(agent.execution(), p_id=intervention["id"])
    assert facts["id"] == str(intervention["id"])


def test_deleted_intervention_resumes_execution(owner: Owner, agent: Client) -> None:
    execution = agent.execution(status="training")
    intervention = agent.intervention(execution)
    owner.execute("delete from human_interventions where id = %s", [intervention["id"]])
    row = agent.get("agent_executions", execution)
    assert (row["status"], row["human_intervention_required"]) == ("training", False)


@pytest.mark.parametrize("status", ["completed", "failed", "cancelled"])
def test_ended_execution_is_not_paused_or_resumed(agent: Client, status: str) -> None:
    execution = agent.execution(status=status)
    if status != "failed":
        with refused("KS204"):
            agent.intervention(execution)
        return
    intervention = agent.intervention(execution)
    assert agent.get("agent_executions", execution)["status"] == status
    respond(agent, intervention["id"])
    assert agent.get("agent_executions", execution)["status"] == status


def test_title_change_keeps_status(agent: Client) -> None:
    execution = agent.execution(status="training")
    intervention = agent.intervention(execution, p_pauses_execution=False)
    agent.update("agent_executions", execution, status="human_review")
    agent.update("human_interventions", intervention["id"], title="Corrected")
    assert agent.get("agent_executions", execution)["status"] == "human_review"


def test_response_and_escalation_do_not_block(
    owner: Owner, agent: Client, person: Client, set_clock: Clock
) -> None:
    execution = agent.execution(status="training")
    id = agent.intervention(execution)["id"]
    set_clock("5 hours")
    row = run_while_locked(owner, agent, escalate, lambda: respond(person, id))
    assert isinstance(row, dict)
    assert (row["status"], row["escalation_count"]) == ("approved", 1)
    second = agent.intervention(execution, p_sla_deadline="2026-01-01Z")["id"]
    with person.connection.transaction():
        respond(person, second)
        assert escalate(agent) == [], "a response is in progress"


def test_overrun_does_not_wait_for_response(
    owner: Owner, agent: Client, person: Client, set_clock: Clock
) -> None:
    execution = agent.execution(gpu_budget_dollars=1)
    session = agent.session(execution)["id"]
    agent.call("heartbeat_gpu_session", p_id=session)
    set_clock("2 hours")
    agent.call("heartbeat_gpu_session", p_id=session)
    intervention = agent.row("select * from human_interventions")["id"]
    agent.update("agent_executions", execution, gpu_budget_dollars=3)
    set_clock("5 hours")
    # The response locks the intervention and waits for the execution that the heartbeat locks.
    with ThreadPoolExecutor(1) as pool, agent.connection.transaction():
        agent.rows("select from agent_executions where id = %s for no key update", execution)
        waiting = pool.submit(respond, person, intervention)
        for _ in range(1000):
            if owner.execute(
                "select exists (select from pg_stat_activity where wait_event_type = 'Lock' "
                "and datname = current_database())"
            ).fetchone() == (True,):
                break
        agent.call("heartbeat_gpu_session", p_id=session)
        assert not waiting.done()
    waiting.result(timeout=60)


def test_concurrent_interventions_do_not_deadlock(
    owner: Owner, agent: Client, set_clock: Clock
) -> None:
    executions = [agent.execution(status="training") for _ in range(3)]
    for number in range(40):
        agent.intervention(executions[number % 3], p_priority="critical")
    set_clock("16 minutes")

    def work(number: int) -> None:
        with connect(owner) as connection:
            client = Client(connection)
            for turn in range(15):
                if number % 3 == 0:
                    client.rows(
                        "update human_interventions set sla_deadline = '2026-01-01Z'"
                        " where id in (select id from human_interventions order by id limit 1)"
                    )
                    escalate(client)
                elif number % 3 == 1:
                    client.intervention(executions[turn % 3], p_subject=f"s{turn % 4}")
                else:
                    for row in client.rows(
                        "select id from human_interventions where status <> 'approved' "
                        "order by random() limit 2"
                    ):
                        respond(client, row["id"])

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    for row in agent.rows("select id from human_interventions where status <> 'approved'"):
        respond(agent, row["id"])
    assert agent.rows("select distinct status from agent_executions") == [{"status": "training"}]
    assert agent.one("select bool_or(human_intervention_required) from agent_executions") is False


def test_escalation_locks_executions_in_order(
    owner: Owner, agent: Client, other_agent: Client, set_clock: Clock
) -> None:
    executions = sorted(agent.execution() for _ in range(3))
    for id in reversed(executions):
        agent.intervention(id)
    set_clock("5 hours")
    lock_in_order(owner, agent, executions, lambda: escalate(other_agent))
    assert agent.one("select min(escalation_count) from human_interventions") == 1
