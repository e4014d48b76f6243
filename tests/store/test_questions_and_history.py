"""Questions to people from asking to the answer, and what history says, through both doors."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from kaggle_store import (
    AlreadyAnswered,
    AnswerShape,
    InvalidInput,
    KaggleStore,
    NoResponse,
    NotFound,
)
from kaggle_store.models import HumanIntervention
from tests.store.samples import Samples

Clock = Callable[[str], None]


def _ask(door: KaggleStore, samples: Samples, **more: Any) -> HumanIntervention:
    given = {"title": "Go on?", "description": "?", "intervention_type": "approval_required"}
    return door.human_interventions.request(execution_id=samples.execution.id, **{**given, **more})


def test_an_execution_waits_for_its_answer(door: KaggleStore, samples: Samples) -> None:
    door.agent_executions.move(samples.execution.id, "data_acquisition")
    question = _ask(door, samples, response_shape={"budget": "number", "note": "string?"})
    waiting = door.agent_executions.get(samples.execution.id)
    assert (waiting.status, waiting.resume_status) == ("human_review", "data_acquisition")
    assert waiting.human_intervention_required
    with pytest.raises(AnswerShape) as raised:
        door.human_interventions.respond(question.id, "approved", response_data={"budget": "1"})
    assert raised.value.facts["wrong"] == {"budget": "number"}
    answered = door.human_interventions.respond(
        question.id, "approved", response_data={"budget": 1}, responded_by="ada"
    )
    assert (answered.status, answered.responded_by) == ("approved", "ada")
    assert door.human_interventions.wait_for_response(question.id) == answered
    assert door.agent_executions.get(samples.execution.id).status == "data_acquisition"
    same = door.human_interventions.respond(
        question.id, "approved", response_data={"budget": 1}, responded_by="ada"
    )
    assert same == answered
    with pytest.raises(AlreadyAnswered):
        door.human_interventions.respond(question.id, "rejected")


def test_a_subject_is_asked_about_once(door: KaggleStore, samples: Samples) -> None:
    first = _ask(door, samples, subject="budget")
    assert _ask(door, samples, subject="budget", title="Again?").id == first.id
    door.human_interventions.respond(first.id, "rejected")
    assert _ask(door, samples, subject="budget").id != first.id


def test_an_answer_is_one_of_three(door: KaggleStore, samples: Samples) -> None:
    wrong: Any = "maybe"
    with pytest.raises(InvalidInput, match=r"HumanIntervention\.status"):
        door.human_interventions.respond(_ask(door, samples).id, wrong)
    with pytest.raises(NotFound):
        door.human_interventions.respond(UUID(int=0), "approved")


def test_waiting_ends_after_its_timeout(door: KaggleStore, samples: Samples) -> None:
    question = _ask(door, samples)
    before = time.monotonic()
    with pytest.raises(NoResponse, match=r"wait_for_response: 'Go on\?' has no answer") as raised:
        door.human_interventions.wait_for_response(question.id, timeout=0.05, every=0.01)
    assert isinstance(raised.value, TimeoutError)
    assert 0.05 <= time.monotonic() - before < 5
    with pytest.raises(NoResponse):
        door.human_interventions.wait_for_response(question.id, timeout=0)
    with pytest.raises(NotFound):
        door.human_interventions.wait_for_response(UUID(int=0))


def test_open_questions_come_most_urgent_first(door: KaggleStore, samples: Samples) -> None:
    soon = datetime.now(UTC) + timedelta(minutes=5)
    for title, priority, deadline, person in (
        ("later", "high", None, "ada@example.org"),
        ("low", "low", soon, None),
        ("first", "critical", None, None),
        ("sooner", "high", soon, "ada@example.org"),
    ):
        _ask(
            door, samples, title=title, priority=priority, sla_deadline=deadline, assigned_to=person
        )
    door.human_interventions.respond(_ask(door, samples, title="answered").id, "reviewed")
    everything = door.human_interventions.pending()
    assert [row.title for row in everything] == ["first", "sooner", "later", "low"]
    hers = door.human_interventions.pending(assigned_to="ada@example.org")
    assert [row.title for row in hers] == ["sooner", "later"]
    assert door.human_interventions.pending(execution_id=UUID(int=0)) == []
    assert len(door.human_interventions.pending(limit=1, offset=3)) == 1


def test_an_overdue_question_escalates_and_is_told_again(
    door: KaggleStore, samples: Samples, set_clock: Clock
) -> None:
    question = _ask(door, samples, priority="critical")
    (first,) = door.human_interventions.notifications()
    told = door.human_interventions.confirm_notification(first.id, "slack")
    assert told.notification_method == "slack"
    assert door.human_interventions.notifications() == []
    assert door.human_interventions.get(question.id).notification_sent
    assert door.human_interventions.escalate_overdue() == []
    set_clock("16 minutes")
    (escalated,) = door.human_interventions.escalate_overdue()
    assert (escalated.id, escalated.status, escalated.escalation_count) == (
        question.id,
        "escalated",
        1,
    )
    (second,) = door.human_interventions.notifications()
    assert (second.intervention_id, second.reason) == (question.id, "escalated")
    assert [row.id for row in door.human_interventions.pending()] == [question.id]
    with pytest.raises(NotFound):
        door.human_interventions.confirm_notification(UUID(int=0))


def test_history_is_read_by_row_by_execution_and_by_time(
    door: KaggleStore, samples: Samples, set_clock: Clock
) -> None:
    execution = samples.execution
    door.agent_executions.move(execution.id, "data_acquisition")
    set_clock("1 day")
    sent = door.submissions.reserve(execution_id=execution.id, submission_file_path="a.csv")
    door.submissions.mark_submitted(sent.id)
    rows = list(door.audit_log.by_row("agent_executions", execution.id))
    assert [(row.action, row.new_values) for row in rows[:1]] == [("insert", {"status": "pending"})]
    assert isinstance(rows[1].old_values, dict)
    assert (rows[1].old_values["status"], rows[1].actor_role) == ("pending", "service_role")
    everything = list(door.audit_log.of_execution(execution.id, page_size=2))
    assert [row.table_name for row in everything] == ["agent_executions"] * 2 + ["submissions"] * 2
    assert list(door.audit_log.iterate(execution_id=execution.id)) == everything
    tomorrow = datetime.now(UTC) + timedelta(hours=12)
    assert list(door.audit_log.between(tomorrow)) == everything[2:]
    today = list(door.audit_log.between(tomorrow - timedelta(days=1), tomorrow))
    assert [row.id for row in today if row.execution_id] == [row.id for row in everything[:2]]
    assert door.audit_log.get(everything[0].id) == everything[0]
    assert door.audit_log.list(row_id=sent.id) == everything[2:]
