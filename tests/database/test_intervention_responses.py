"""An intervention takes one response of the right shape, and escalates when overdue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from psycopg import errors

from tests.database.clients import (
    Client,
    escalate,
    refused,
    respond,
    unsent_notifications,
)

Clock = Callable[[str], None]
SLA = {"critical": 15, "high": 60, "medium": 240, "low": 1440}
"""Minutes to respond, by priority."""


def test_person_responds_under_own_name(agent: Client, person: Client) -> None:
    intervention = agent.intervention(agent.execution())
    responded = person.call(
        "respond_intervention",
        p_id=intervention["id"],
        p_decision="approve",
        p_response="go",
        p_responded_by="bob",
    )
    assert (responded["status"], responded["response"]) == ("approved", "go")
    assert responded["responded_by"] == "alice"
    assert responded["responded_at"] is not None


@pytest.mark.parametrize(("name", "by"), [("bob", "bob"), (None, "agent-1")])
def test_agent_responds_for_named_person(agent: Client, name: str | None, by: str) -> None:
    intervention = agent.intervention(agent.execution())
    assert respond(agent, intervention["id"], p_responded_by=name)["responded_by"] == by


def test_people_cannot_update_interventions(agent: Client, person: Client) -> None:
    intervention = agent.intervention(agent.execution())
    for change in (
        "update human_interventions set response = 'x' where id = %s",
        "delete from human_interventions where id = %s",
        "select confirm_notification(%s)",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            person.rows(change, intervention["id"])


def test_intervention_accepts_one_response(agent: Client, set_clock: Clock) -> None:
    id = agent.intervention(agent.execution())["id"]
    first = respond(agent, id, "approve", p_response="yes", p_responded_by="bob")
    set_clock("1 hour")
    assert respond(agent, id, "approve", p_response="yes", p_responded_by="eve") == first
    for decision, words in (("approve", "no"), ("reject", "yes"), ("respond", None), ("edit", "")):
        with refused("KS250") as facts:
            respond(agent, id, decision, p_response=words)
        assert facts["status"] == "approved"
    with refused("KS250"):
        agent.update("human_interventions", id, title="Something else")
    with pytest.raises(errors.InsufficientPrivilege):
        agent.update("human_interventions", id, response="other")


def test_response_to_unknown_intervention_fails(agent: Client) -> None:
    with pytest.raises(errors.NoDataFound):
        respond(agent, uuid4())


def test_overdue_intervention_escalates_repeatedly(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution()
    id = agent.intervention(execution, p_priority="critical")["id"]
    assert escalate(agent) == []
    set_clock("16 minutes")
    [first] = escalate(agent)
    assert (first["id"], first["status"], first["escalation_count"]) == (id, "escalated", 1)
    assert escalate(agent) == [], "the next deadline has not passed"
    set_clock("32 minutes")
    [second] = escalate(agent)
    assert second["escalation_count"] == 2
    assert second["sla_deadline"] - first["sla_deadline"] > timedelta(minutes=14)
    assert agent.get("agent_executions", execution)["status"] == "human_review"
    assert agent.one("select pending_interventions from execution_progress") == 1
    respond(agent, id)
    set_clock("1 day")
    assert escalate(agent) == []


def test_request_and_escalation_are_notified(agent: Client, set_clock: Clock) -> None:
    id = agent.intervention(agent.execution(), p_priority="critical")["id"]
    [requested] = unsent_notifications(agent)
    assert (requested["intervention_id"], requested["reason"]) == (id, "requested")
    confirm = {"p_id": requested["id"], "p_notification_method": "slack"}
    sent = agent.call("confirm_notification", **confirm)
    assert sent["sent_at"] is not None
    assert agent.call("confirm_notification", **confirm) == sent
    row = agent.get("human_interventions", id)
    assert (row["notification_sent"], row["notification_method"]) == (True, "slack")
    set_clock("16 minutes")
    escalate(agent)
    assert agent.get("human_interventions", id)["notification_sent"] is False
    assert [row["reason"] for row in unsent_notifications(agent)] == ["escalated"]
    with pytest.raises(errors.NoDataFound):
        agent.calls("confirm_notification", p_id=uuid4())


def test_repeated_insert_notifies_once(agent: Client) -> None:
    new = {
        "id": uuid4(),
        "execution_id": agent.execution(),
        "intervention_type": "error_review",
        "title": "t",
        "description": "d",
    }
    for _ in range(3):
        agent.repeat("human_interventions", **new)
    assert len(unsent_notifications(agent)) == 1
    assert len(agent.audit_log(new["id"])) == 1  # type: ignore[arg-type]


def test_clients_cannot_write_notifications(agent: Client) -> None:
    agent.intervention(agent.execution())
    for change in (
        "update intervention_notifications set sent_at = now()",
        "delete from intervention_notifications",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            agent.rows(change)
