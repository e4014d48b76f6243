"""Imported rows in a later state get missing times and take no slot or reservation."""

from __future__ import annotations

from datetime import datetime

import pytest
from psycopg import errors

from tests.database.clients import Client, Row, refused, respond


@pytest.mark.parametrize(
    ("status", "step"),
    [
        ("data_acquisition", 1),
        ("training", 4),
        ("human_review", 1),
        ("submission", 6),
        ("completed", 10),
        ("failed", 1),
        ("cancelled", 1),
    ],
)
def test_imported_execution_gets_times_and_step(agent: Client, status: str, step: int) -> None:
    row = agent.get("agent_executions", agent.execution(status=status))
    assert row["current_step"] == step
    assert row["started_at"] is not None
    assert (row["completed_at"] is not None) == (status in ("completed", "failed", "cancelled"))
    assert (row["resume_status"] is not None) == (status == "human_review")


@pytest.mark.parametrize("interrupted", ["pending", "research", None])
@pytest.mark.parametrize("end", ["response", "move"])
def test_imported_review_returns(agent: Client, interrupted: str | None, end: str) -> None:
    execution = agent.execution(status="human_review", resume_status=interrupted)
    back = interrupted or "training"
    row = agent.get("agent_executions", execution)
    assert (row["started_at"] is None) == (interrupted == "pending")
    if end == "response":
        respond(agent, agent.intervention(execution)["id"])
    else:
        agent.update("agent_executions", execution, status=back)
    assert agent.get("agent_executions", execution)["status"] == back


def test_review_of_pending_has_no_start(agent: Client) -> None:
    began = {"resume_status": "pending", "started_at": "2024-01-01T00:00:00Z"}
    with pytest.raises(errors.CheckViolation, match="pending_executions_have_not_begun"):
        agent.execution(status="human_review", **began)


def test_import_keeps_given_times(agent: Client) -> None:
    began, ended = "2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z"
    execution = agent.execution(status="completed", started_at=began, completed_at=ended)
    assert (
        hours_between(agent.get("agent_executions", execution), "started_at", "completed_at") == 24
    )
    job = agent.job(execution, status="completed", completed_at=ended, runtime_minutes=60)
    assert hours_between(agent.get("training_jobs", job), "started_at", "completed_at") == 1
    session = agent.session(
        execution, status="terminated", provisioned_at=began, total_runtime_minutes=120
    )
    assert hours_between(session, "provisioned_at", "terminated_at") == 2


def hours_between(row: Row, start: str, end: str) -> float:
    begun, ended = row[start], row[end]
    assert isinstance(begun, datetime)
    assert isinstance(ended, datetime)
    return (ended - begun).total_seconds() / 3600


@pytest.mark.parametrize("status", ["submitted", "scored", "disqualified", "unknown", "failed"])
def test_imported_submission_takes_no_slot(agent: Client, status: str) -> None:
    competition = agent.competition(daily_submission_limit=0)
    execution = agent.execution(competition_id=competition)
    row = agent.get("submissions", agent.submission(execution, submission_status=status))
    assert row["slot_day"] is None
    assert (row["submitted_at"] is not None) == (status in ("submitted", "scored", "disqualified"))
    assert (row["scored_at"] is not None) == (status == "scored")
    assert agent.one("select used_today from submission_quota") == 0
    if status == "submitted":
        later = agent.update("submissions", row["id"], submission_status="scored")
        assert later["slot_day"] is None


@pytest.mark.parametrize("status", ["running", "idle", "terminated", "failed"])
def test_imported_session_reserves_nothing(agent: Client, status: str) -> None:
    execution = agent.execution(gpu_budget_dollars=1)
    row = agent.session(execution, status=status, cost_limit_dollars=50, total_cost_dollars=7)
    assert row["reserved_dollars"] is None
    ended = status in ("terminated", "failed")
    assert (row["terminated_at"] is not None) == ended
    assert (row["provisioned_at"] is not None) != ended
    kept = agent.get("agent_executions", execution)
    assert kept["gpu_budget_consumed"] == 7
    assert kept["human_intervention_required"] is False, "an import creates no intervention"


DECISIONS = {"reviewed": "respond", "approved": "approve", "rejected": "reject"}


@pytest.mark.parametrize("status", DECISIONS)
def test_imported_response_sends_no_notification(agent: Client, status: str) -> None:
    execution = agent.execution(status="training")
    row = agent.insert(
        "human_interventions",
        execution_id=execution,
        intervention_type="error_review",
        title="t",
        description="d",
        status=status,
        pauses_execution=True,
    )
    assert row["responded_at"] is not None
    assert row["decision"] == DECISIONS[status]
    assert agent.get("agent_executions", execution)["status"] == "training"
    assert agent.one("select count(*) from intervention_notifications") == 0


@pytest.mark.parametrize(
    ("proposal", "data", "given", "decision"),
    [
        ('{"a": 1}', '{"a": 1.0}', None, "approve"),
        ('{"a": 1}', '{"a": 2}', None, "edit"),
        ('{"a": 1}', None, None, "approve"),
        (None, '{"a": 2}', None, "approve"),
        ('{"a": 1}', '{"a": 1}', "edit", "edit"),
    ],
)
def test_imported_approval_has_its_decision(
    agent: Client, proposal: str | None, data: str | None, given: str | None, decision: str
) -> None:
    row = agent.insert(
        "human_interventions",
        execution_id=agent.execution(),
        intervention_type="approval_required",
        title="t",
        description="d",
        status="approved",
        proposal=proposal,
        response_data=data,
        decision=given,
    )
    assert row["decision"] == decision


def test_import_refuses_decision_of_other_status(agent: Client) -> None:
    for status in ("pending", "approved", "reviewed"):
        with pytest.raises(errors.CheckViolation, match="the_status_follows_the_decision"):
            agent.insert(
                "human_interventions",
                execution_id=agent.execution(),
                intervention_type="approval_required",
                title="t",
                description="d",
                status=status,
                decision="reject",
            )


def test_import_refuses_step_of_other_status(agent: Client) -> None:
    competition = agent.competition()
    with refused("KS202"):
        agent.execution(competition_id=competition, status="training", current_step=9)
