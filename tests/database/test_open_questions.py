"""An open question is answered by its functions alone, and never too late to be missed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from psycopg import errors

from tests.conftest import Owner
from tests.database.acting import Client, Row, escalate, refused, respond

Clock = Callable[[str], None]
ROLES = ("service_role", "admin")


@pytest.fixture
def question(agent: Client) -> Row:
    return agent.ask(agent.execution(status="training"))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("status", "approved"),
        ("status", "escalated"),
        ("status", "pending"),
        ("response", "yes"),
        ("response_data", "{}"),
        ("responded_at", "2026-01-01"),
        ("responded_by", "bob"),
        ("escalation_count", 9),
        ("created_at", "2026-01-01"),
        ("pauses_execution", False),
    ],
)
def test_nobody_writes_the_answer_into_the_row(
    agent: Client, question: Row, role: str, column: str, value: object
) -> None:
    writer = Client(agent.connection, role=role)
    with pytest.raises(errors.InsufficientPrivilege):
        writer.update("human_interventions", question["id"], **{column: value})
    assert agent.get("human_interventions", question["id"]) == question
    assert agent.get("agent_executions", question["execution_id"])["status"] == "human_review"


@pytest.mark.parametrize(
    "change",
    [{"title": "Other"}, {"description": "Delete it all?"}, {"context_data": '{"a": 1}'}],
)
def test_what_was_asked_stays_as_it_was_answered(agent: Client, question: Row, change: Row) -> None:
    id = question["id"]
    assert agent.update("human_interventions", id, **change)["status"] == "pending"
    answered = respond(agent, id)
    for name in change:
        with refused("KS250") as facts:
            agent.update("human_interventions", id, **{name: None if name[0] == "c" else "new"})
        assert (facts["id"], facts["status"]) == (str(id), "approved")
    assert agent.get("human_interventions", id) == answered
    routed = agent.update("human_interventions", id, assigned_to="bob", **change)
    assert routed["assigned_to"] == "bob", "who was asked may be noted, and what stays is no change"


def test_an_open_question_keeps_its_deadline(
    agent: Client, question: Row, set_clock: Clock
) -> None:
    id = question["id"]
    for expected in ("pending", "escalated"):
        with pytest.raises(errors.CheckViolation, match="open_interventions_have_a_deadline"):
            agent.update("human_interventions", id, sla_deadline=None)
        assert agent.get("human_interventions", id)["status"] == expected
        if expected == "pending":
            set_clock("5 hours")
            assert [row["id"] for row in escalate(agent)] == [id]
    respond(agent, id)
    assert agent.update("human_interventions", id, sla_deadline=None)["sla_deadline"] is None


@pytest.mark.parametrize("priority", ["critical", "low"])
def test_nobody_asks_in_the_days_to_come(
    owner: Owner, agent: Client, set_clock: Clock, priority: str
) -> None:
    row = agent.insert(
        "human_interventions",
        execution_id=agent.execution(),
        intervention_type="error_review",
        title="?",
        description="?",
        priority=priority,
        created_at="2099-01-01T00:00:00Z",
    )
    [(now,)] = owner.execute("select kaggle_store.now()").fetchall()
    assert now - timedelta(minutes=1) < row["created_at"] <= now
    within = timedelta(minutes=15) if priority == "critical" else timedelta(hours=24)
    assert row["sla_deadline"] - row["created_at"] == within
    set_clock("25 hours")
    assert [found["id"] for found in escalate(agent)] == [row["id"]]
    old = agent.insert(
        "human_interventions",
        execution_id=agent.execution(),
        intervention_type="error_review",
        title="?",
        description="?",
        created_at="2020-01-01T00:00:00Z",
    )
    assert old["created_at"].year == 2020, "what was asked long ago was"


def test_a_machine_was_not_asked_for_in_the_days_to_come(agent: Client, set_clock: Clock) -> None:
    session = agent.session(agent.execution(), created_at="2099-01-01T00:00:00Z")
    set_clock("31 minutes")
    due = agent.rows("select id, reason from gpu_sessions_due()")
    assert due == [{"id": session["id"], "reason": "stale_heartbeat"}]
