"""Interventions from request to response, and the audit log, with both clients."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from kaggle_store import (
    AlreadyAnswered,
    InterventionTimedOut,
    InvalidAnswerData,
    InvalidInput,
    KaggleStore,
    NotFound,
)
from kaggle_store.models import HumanIntervention
from tests.store.samples import Samples

Clock = Callable[[str], None]


BUDGET = {
    "type": "object",
    "properties": {"budget": {"type": "number"}, "note": {"type": ["string", "null"]}},
    "required": ["budget"],
}


def _request(client: KaggleStore, samples: Samples, **columns: Any) -> HumanIntervention:
    given: Any = {"title": "Go on?", "description": "?", "intervention_type": "approval_required"}
    asked: HumanIntervention = client.human_interventions.request(
        execution_id=samples.execution.id, **{**given, **columns}
    )
    return asked


def test_execution_waits_for_response(client: KaggleStore, samples: Samples) -> None:
    client.agent_executions.move(samples.execution.id, "data_acquisition")
    intervention = _request(client, samples, response_schema=BUDGET)
    waiting = client.agent_executions.get(samples.execution.id)
    assert (waiting.status, waiting.resume_status) == ("human_review", "data_acquisition")
    assert waiting.human_intervention_required
    with pytest.raises(InvalidAnswerData) as raised:
        client.human_interventions.respond(
            intervention.id, "approve", response_data={"budget": "1"}
        )
    assert raised.value.details == {"errors": [{"path": "/budget", "message": "must be number"}]}
    answered = client.human_interventions.respond(
        intervention.id, "approve", response_data={"budget": 1}, responded_by="ada"
    )
    assert (answered.status, answered.responded_by) == ("approved", "ada")
    assert client.human_interventions.wait_for_response(intervention.id) == answered
    assert client.agent_executions.get(samples.execution.id).status == "data_acquisition"
    repeated = client.human_interventions.respond(
        intervention.id, "approve", response_data={"budget": 1}, responded_by="ada"
    )
    assert repeated == answered
    with pytest.raises(AlreadyAnswered):
        client.human_interventions.respond(intervention.id, "reject", response="no")


def test_open_subject_is_requested_once(client: KaggleStore, samples: Samples) -> None:
    first = _request(client, samples, subject="budget")
    assert _request(client, samples, subject="budget", title="Again?").id == first.id
    client.human_interventions.respond(first.id, "reject", response="no")
    assert _request(client, samples, subject="budget").id != first.id


@pytest.mark.parametrize("is_equal", [True, False])
def test_named_deadline_outlasts_new_priority(
    client: KaggleStore, samples: Samples, is_equal: bool
) -> None:
    asked = _request(client, samples, priority="low")
    assert asked.sla_deadline is not None
    deadline = asked.sla_deadline if is_equal else asked.created_at + timedelta(days=9)
    update = client.human_interventions.update
    both = update(asked.id, priority="critical", sla_deadline=deadline)
    assert (both.priority, both.sla_deadline) == ("critical", deadline)
    alone = update(asked.id, priority="high")
    assert alone.sla_deadline == asked.created_at + timedelta(hours=1)


def test_respond_refuses_unknown_decision(client: KaggleStore, samples: Samples) -> None:
    wrong: Any = "maybe"
    with pytest.raises(InvalidInput, match=r"HumanIntervention\.decision"):
        client.human_interventions.respond(_request(client, samples).id, wrong)
    with pytest.raises(NotFound):
        client.human_interventions.respond(UUID(int=0), "approve")


def test_wait_for_response_timeout(client: KaggleStore, samples: Samples) -> None:
    intervention = _request(client, samples)
    before = time.monotonic()
    with pytest.raises(
        InterventionTimedOut, match=r"wait_for_response: no response to 'Go on\?'"
    ) as raised:
        client.human_interventions.wait_for_response(intervention.id, timeout=0.05, every=0.01)
    assert isinstance(raised.value, TimeoutError)
    assert 0.05 <= time.monotonic() - before < 5
    with pytest.raises(InterventionTimedOut):
        client.human_interventions.wait_for_response(intervention.id, timeout=0)
    with pytest.raises(NotFound):
        client.human_interventions.wait_for_response(UUID(int=0))


def test_pending_is_most_urgent_first(client: KaggleStore, samples: Samples) -> None:
    soon = datetime.now(UTC) + timedelta(minutes=5)
    for title, priority, deadline, person in (
        ("later", "high", None, "ada@example.org"),
        ("low", "low", soon, None),
        ("first", "critical", None, None),
        ("sooner", "high", soon, "ada@example.org"),
    ):
        _request(
            client,
            samples,
            title=title,
            priority=priority,
            sla_deadline=deadline,
            assigned_to=person,
        )
    answered = _request(client, samples, title="answered")
    client.human_interventions.respond(answered.id, "respond", response="Looks good.")
    everything = client.human_interventions.pending()
    assert [row.title for row in everything] == ["first", "sooner", "later", "low"]
    hers = client.human_interventions.pending(assigned_to="ada@example.org")
    assert [row.title for row in hers] == ["sooner", "later"]
    assert client.human_interventions.pending(execution_id=UUID(int=0)) == []
    assert len(client.human_interventions.pending(limit=1, offset=3)) == 1


def test_overdue_intervention_is_escalated(
    client: KaggleStore, samples: Samples, set_clock: Clock
) -> None:
    intervention = _request(client, samples, priority="critical")
    (first,) = client.human_interventions.notifications()
    confirmed = client.human_interventions.confirm_notification(first.id, "slack")
    assert confirmed.notification_method == "slack"
    assert client.human_interventions.notifications() == []
    assert client.human_interventions.get(intervention.id).notification_sent
    assert client.human_interventions.escalate_overdue() == []
    set_clock("16 minutes")
    (escalated,) = client.human_interventions.escalate_overdue()
    assert (escalated.id, escalated.status, escalated.escalation_count) == (
        intervention.id,
        "escalated",
        1,
    )
    (second,) = client.human_interventions.notifications()
    assert (second.intervention_id, second.reason) == (intervention.id, "escalated")
    assert [row.id for row in client.human_interventions.pending()] == [intervention.id]
    with pytest.raises(NotFound):
        client.human_interventions.confirm_notification(UUID(int=0))


def test_audit_log_by_row_execution_and_time(
    client: KaggleStore, samples: Samples, set_clock: Clock
) -> None:
    execution = samples.execution
    client.agent_executions.move(execution.id, "data_acquisition")
    set_clock("1 day")
    sent = client.submissions.reserve(execution_id=execution.id, submission_file_path="a.csv")
    client.submissions.mark_submitted(sent.id)
    rows = list(client.audit_log.by_row("agent_executions", execution.id))
    assert [(row.action, row.new_values) for row in rows[:1]] == [("insert", {"status": "pending"})]
    assert isinstance(rows[1].old_values, dict)
    assert (rows[1].old_values["status"], rows[1].actor_role) == ("pending", "service_role")
    everything = list(client.audit_log.of_execution(execution.id, page_size=2))
    assert [row.table_name for row in everything] == ["agent_executions"] * 2 + ["submissions"] * 2
    assert list(client.audit_log.iterate(execution_id=execution.id)) == everything
    tomorrow = datetime.now(UTC) + timedelta(hours=12)
    assert list(client.audit_log.between(tomorrow)) == everything[2:]
    today = list(client.audit_log.between(tomorrow - timedelta(days=1), tomorrow))
    assert [row.id for row in today if row.execution_id] == [row.id for row in everything[:2]]
    assert client.audit_log.get(everything[0].id) == everything[0]
    assert client.audit_log.list(row_id=sent.id) == everything[2:]
