"""Open interventions change only through their functions and always have a deadline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from psycopg import errors

from tests.conftest import Owner
from tests.database.clients import Client, Row, escalate, refused, respond

Clock = Callable[[str], None]
ROLES = ("service_role", "admin")


@pytest.fixture
def intervention(agent: Client) -> Row:
    return agent.intervention(agent.execution(status="training"))


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
def test_response_columns_are_read_only(
    agent: Client, intervention: Row, role: str, column: str, value: object
) -> None:
    writer = Client(agent.connection, role=role)
    with pytest.raises(errors.InsufficientPrivilege):
        writer.update("human_interventions", intervention["id"], **{column: value})
    assert agent.get("human_interventions", intervention["id"]) == intervention
    assert agent.get("agent_executions", intervention["execution_id"])["status"] == "human_review"


@pytest.mark.parametrize(
    "change",
    [{"title": "Other"}, {"description": "Delete it all?"}, {"context_data": '{"a": 1}'}],
)
def test_answered_intervention_keeps_its_text(
    agent: Client, intervention: Row, change: Row
) -> None:
    id = intervention["id"]
    assert agent.update("human_interventions", id, **change)["status"] == "pending"
    responded = respond(agent, id)
    for name in change:
        with refused("KS250") as facts:
            agent.update("human_interventions", id, **{name: None if name[0] == "c" else "new"})
        assert (facts["id"], facts["status"]) == (str(id), "approved")
    assert agent.get("human_interventions", id) == responded
    routed = agent.update("human_interventions", id, assigned_to="bob", **change)
    assert routed["assigned_to"] == "bob", (
        "the assignee may change, and equal values are not a change"
    )


def test_open_intervention_keeps_its_deadline(
    agent: Client, intervention: Row, set_clock: Clock
) -> None:
    id = intervention["id"]
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
def test_future_intervention_created_at_is_clamped(
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
    assert old["created_at"].year == 2020, "a past time is kept"


def test_future_session_created_at_is_clamped(agent: Client, set_clock: Clock) -> None:
    session = agent.session(agent.execution(), created_at="2099-01-01T00:00:00Z")
    set_clock("31 minutes")
    due_sessions = agent.rows("select id, reason from unnest(gpu_sessions_due())")
    assert due_sessions == [{"id": session["id"], "reason": "stale_heartbeat"}]
