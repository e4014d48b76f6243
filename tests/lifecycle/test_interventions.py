"""Questions to people: random asking, answering and waiting, and who waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from kaggle_store._requests.validation import uuid7
from kaggle_store.errors import (
    AlreadyAnswered,
    AnswerShape,
    ApiError,
    CheckFailed,
    ExecutionEnded,
    InvalidInput,
    MoveRefused,
    WaitsForAnswer,
)
from kaggle_store.models import ExecutionStatus
from kaggle_store.resources.human_interventions import Decision
from tests.lifecycle.machine import PICK, Lifecycle, nth, run
from tests.lifecycle.world import World

WITHIN = {
    "low": timedelta(hours=24),
    "medium": timedelta(hours=4),
    "high": timedelta(hours=1),
    "critical": timedelta(minutes=15),
}
URGENCY = list(WITHIN)
OPEN = ("pending", "escalated")
SHAPES: list[dict[str, str] | None] = [None, {"budget": "number", "note": "string?"}]
DATA: list[dict[str, Any] | None] = [None, {"budget": 2.5}, {"budget": "much"}, {"note": "no"}]
OWN_DEADLINES = st.sampled_from([None, None, timedelta(minutes=3, seconds=30)])
NOISE = timedelta(seconds=25)


@dataclass
class Question:
    """What the model knows of a question."""

    id: UUID
    execution: UUID
    title: str
    subject: str | None
    priority: str
    pauses: bool
    shape: dict[str, str] | None
    due: datetime | None
    status: str = "pending"
    answer: tuple[str, str | None, dict[str, Any] | None] | None = None
    escalations: int = 0
    notified: int = 1

    def urgency(self) -> tuple[int, datetime | None]:
        """The most urgent first."""
        return -URGENCY.index(self.priority), self.due

    def is_overdue(self, now: datetime) -> bool:
        """Whether it waits for an answer that should have come by now."""
        is_late = self.due is not None and self.due <= now + timedelta(seconds=1)
        return self.status in OPEN and is_late


def fits(status: str, shape: dict[str, str] | None, data: dict[str, Any] | None) -> bool:
    """Whether an answer has the fields that were asked for; who says no need not fill them in."""
    if shape is None or (status == "rejected" and data is None):
        return True
    return isinstance((data or {}).get("budget"), float)


class Interventions(Lifecycle):
    """Random questions of two executions, and what people make of them."""

    def begin(self) -> None:
        self.questions: dict[UUID, Question] = {}
        self.sent: dict[UUID, UUID] = {}
        self.deadlines = 0
        competition = self.client(0).competitions.create(kaggle_id="birds", title="Birds")
        self.executions: dict[UUID, list[str]] = {}
        states: list[ExecutionStatus] = ["training", "pending"]
        for status in states:
            run = self.client(0).agent_executions.create(
                competition_id=competition.id,
                execution_name="run",
                status=status,
            )
            self.executions[run.id] = [status]  # What a review interrupted comes first.

    def open_of(self, execution: UUID) -> list[Question]:
        """What an execution waits for, most urgent first."""
        found = [
            q for q in self.questions.values() if q.execution == execution and q.status in OPEN
        ]
        return sorted(found, key=Question.urgency)

    def deadline(self, within: timedelta) -> datetime:
        """A moment of its own, so that no two questions are equally urgent."""
        self.deadlines += 1
        return self.world.now + within + timedelta(milliseconds=self.deadlines)

    @rule(
        client=PICK,
        execution=PICK,
        subject=st.sampled_from([None, "strategy", "data"]),
        priority=st.sampled_from(URGENCY),
        pauses=st.booleans(),
        shape=st.sampled_from(SHAPES),
        within=OWN_DEADLINES,
    )
    def request(
        self,
        client: int,
        execution: int,
        subject: str | None,
        priority: Any,
        pauses: bool,
        shape: Any,
        within: timedelta | None,
    ) -> None:
        """The same question is asked once, whoever asks it, and however often it is sent."""
        run = list(self.executions)[execution % 2]
        deadline = self.deadline(within) if within else None
        asked: dict[str, Any] = {
            "id": uuid7(),
            "execution_id": run,
            "intervention_type": "approval_required",
            "title": f"question {len(self.questions)}",
            "description": "?",
            "subject": subject,
            "priority": priority,
            "pauses_execution": pauses,
            "response_shape": shape,
            "sla_deadline": deadline,
        }
        refusal = ExecutionEnded if self.executions[run] == ["cancelled"] else None
        row = self.ask(refusal, lambda: self.client(client).human_interventions.request(**asked))
        if row is None:
            return
        assert self.client(client + 1).human_interventions.request(**asked) == row
        same = [q for q in self.open_of(run) if subject and q.subject == subject]
        if same:
            assert row.id == same[0].id
            return
        due = deadline or self.world.now + WITHIN[priority]
        self.questions[row.id] = Question(
            row.id, run, row.title, subject, priority, pauses, shape, due
        )
        if pauses:
            self.pause(run)

    def pause(self, execution: UUID) -> None:
        """A live execution waits in review, and remembers where it was."""
        states = self.executions[execution]
        if states[-1] not in ("human_review", "cancelled", "failed"):
            states[:] = [states[-1], "human_review"]

    @rule(
        client=PICK,
        pick=PICK,
        status=st.sampled_from(["approved", "rejected", "reviewed"]),
        response=st.sampled_from([None, "yes"]),
        data=st.sampled_from(DATA),
    )
    def respond(self, client: int, pick: int, status: str, response: str | None, data: Any) -> None:
        """A question is answered once, in the shape that was asked for."""
        if (question := nth(self.questions, pick)) is None:
            return
        answer = (status, response, data)
        refusal: type[ApiError] | None = None
        if question.answer and answer != question.answer:
            refusal = AlreadyAnswered
        elif not question.answer and not fits(status, question.shape, data):
            refusal = AnswerShape
        self.ask(
            refusal,
            lambda: self.client(client).human_interventions.respond(
                question.id,
                cast(Decision, status),
                response=response,
                response_data=data,
                responded_by="ann",
            ),
        )
        if refusal is None and not question.answer:
            question.status, question.answer = status, answer
            self.go_on(question)

    def go_on(self, question: Question) -> None:
        """After the last answer that it waited for an execution is where it was."""
        left = self.open_of(question.execution)
        states = self.executions[question.execution]
        is_last = (question.pauses or not left) and not any(q.pauses for q in left)
        if states[-1] == "human_review" and is_last:
            states[:] = [states[0]]

    @rule(client=PICK)
    def escalate(self, client: int) -> None:
        """What is overdue is asked again, with a new deadline, and stays open."""
        told = self.client(client).human_interventions.escalate_overdue()
        overdue = [q for q in self.questions.values() if q.is_overdue(self.world.now)]
        assert {row.id for row in told} == {q.id for q in overdue}
        for question in overdue:
            question.status = "escalated"
            question.escalations += 1
            question.notified += 1
            question.due = self.world.now + WITHIN[question.priority]

    @rule(client=PICK, pick=PICK, to=st.sampled_from([*OPEN, "approved", "rejected"]))
    def answer_by_hand(self, client: int, pick: int, to: str) -> None:
        """Nobody writes the status or the answer itself."""
        if (question := nth(self.questions, pick)) is None:
            return
        self._was_refused = True
        for change in ({"status": to}, {"response": "yes"}, {"response_data": {"budget": 1}}):
            with pytest.raises(InvalidInput):
                self.client(client).human_interventions.update(question.id, **cast(Any, change))

    @rule(
        client=PICK,
        pick=PICK,
        title=st.sampled_from([None, "corrected"]),
        within=st.none() | st.sampled_from([timedelta(minutes=10, seconds=30), timedelta(0)]),
    )
    def correct(self, client: int, pick: int, title: str | None, within: timedelta | None) -> None:
        """A question is put better until it is answered, and always has a deadline until then."""
        if (question := nth(self.questions, pick)) is None:
            return
        changes: dict[str, Any] = {"title": title} if title else {}
        if within is not None:
            changes["sla_deadline"] = self.deadline(within) if within else None
        refusal: type[ApiError] | None = None
        if question.answer and title not in (None, question.title):
            refusal = AlreadyAnswered
        elif not question.answer and within == timedelta(0):
            refusal = CheckFailed
        room = self.client(client).human_interventions
        if changes:
            self.ask(refusal, lambda: room.update(question.id, **changes))
        if refusal is None:
            question.title = title or question.title
            question.due = changes.get("sla_deadline", question.due)

    @rule(client=PICK, pick=PICK)
    def go_on_by_hand(self, client: int, pick: int) -> None:
        """Nobody passes over the question that an execution waits for."""
        run, states = list(self.executions.items())[pick % 2]
        if states[-1] == "human_review":
            move = self.client(client).agent_executions.move
            self.ask(WaitsForAnswer, lambda: move(run, cast(ExecutionStatus, states[0])))

    @rule(client=PICK, pick=PICK, chance=st.integers(0, 9))
    def stop(self, client: int, pick: int, chance: int) -> None:
        """A cancelled execution asks nothing any more; a failed one does, and goes nowhere."""
        if chance > 1:
            return
        run, states = list(self.executions.items())[pick % 2]
        ways: list[ExecutionStatus] = ["cancelled", "failed"]
        has_ended = states[-1] in ("cancelled", "failed")
        self.ask(
            MoveRefused if has_ended and states[-1] != ways[chance] else None,
            lambda: self.client(client).agent_executions.move(run, ways[chance]),
        )
        if has_ended:
            return
        states[:] = [ways[chance]]
        for question in self.open_of(run) if ways[chance] == "cancelled" else ():
            question.status = "rejected"
            question.answer = ("rejected", "withdrawn: the execution is cancelled", None)
            question.notified = [*self.sent.values()].count(question.id)

    @rule(client=PICK, pick=PICK)
    def notify(self, client: int, pick: int) -> None:
        """A notification is sent, and confirmed twice."""
        room = self.client(client).human_interventions
        if waiting := room.notifications():
            chosen = waiting[pick % len(waiting)]
            id = chosen.id
            first = room.confirm_notification(id, "slack")
            assert room.confirm_notification(id, "email") == first
            self.sent[id] = chosen.intervention_id

    def holds(self) -> None:
        for id, row in self.seen.rows["human_interventions"].items():
            question = self.questions[id]
            assert (row["status"], row["escalation_count"]) == (
                question.status,
                question.escalations,
            )
            deadline = row["sla_deadline"]
            assert (deadline is None) == (question.due is None)
            if question.due:
                assert abs(datetime.fromisoformat(deadline) - question.due) < NOISE
            assert (row["responded_at"] is not None) == (question.answer is not None)
            answer = (row["status"], row["response"], row["response_data"])
            assert question.answer is None or answer == question.answer
        for id, row in self.seen.rows["agent_executions"].items():
            waits_for = self.open_of(id)
            assert row["status"] == self.executions[id][-1]
            assert row["human_intervention_required"] == bool(waits_for)
            assert row["human_intervention_reason"] == (waits_for[0].title if waits_for else None)
        self._outbox_holds()

    def _outbox_holds(self) -> None:
        """Each question and each escalation is to be told once; what was sent is sent."""
        rows = self.world.query("select id, sent_at from public.intervention_notifications")
        assert len(rows) == sum(q.notified for q in self.questions.values())
        assert {id for id, sent_at in rows if sent_at} == set(self.sent)


@pytest.mark.long
def test_every_question_is_answered_once_and_its_execution_goes_on(world: World) -> None:
    run(Interventions, world, examples=25)
