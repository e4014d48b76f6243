"""Interventions: random requests, responses and escalations, compared with a model."""

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
    ApiError,
    CheckFailed,
    DecisionNotAllowed,
    ExecutionEnded,
    IncompleteAnswer,
    InvalidAnswerData,
    InvalidInput,
    MoveRefused,
    ProposalChanged,
    RejectionReasonNeeded,
    WaitsForAnswer,
)
from kaggle_store.models import ExecutionStatus
from kaggle_store.resources.human_interventions import Decision
from tests.lifecycle.state_machine import PICK, Lifecycle, nth, run
from tests.lifecycle.world import World

WITHIN = {
    "low": timedelta(hours=24),
    "medium": timedelta(hours=4),
    "high": timedelta(hours=1),
    "critical": timedelta(minutes=15),
}
URGENCY = list(WITHIN)
OPEN_STATUSES = ("pending", "escalated")
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"budget": {"type": "number"}, "note": {"type": "string"}},
    "required": ["budget"],
}
DATA: list[dict[str, Any] | None] = [None, {"budget": 2.5}, {"budget": "much"}, {"note": "no"}]
STATUS = {"approve": "approved", "edit": "approved", "reject": "rejected", "respond": "reviewed"}
TIMED_OUT = "no response until the deadline"
OWN_DEADLINES = st.sampled_from([None, None, timedelta(minutes=3, seconds=30)])
TOLERANCE = timedelta(seconds=25)


@dataclass
class Intervention:
    """The model of an intervention."""

    id: UUID
    execution: UUID
    title: str
    subject: str | None
    priority: str
    pauses: bool
    schema: dict[str, Any] | None
    proposal: dict[str, Any] | None
    timeout: str
    due: datetime | None
    status: str = "pending"
    answer: tuple[str | None, str | None, dict[str, Any] | None] | None = None
    escalations: int = 0
    notified: int = 1

    def urgency(self) -> tuple[int, datetime | None]:
        """Return the sort key, most urgent first."""
        return -URGENCY.index(self.priority), self.due

    def is_overdue(self, now: datetime) -> bool:
        """Whether it is open past its deadline."""
        is_late = self.due is not None and self.due <= now + timedelta(seconds=1)
        return self.status in OPEN_STATUSES and is_late

    def refusal(self, decision: str, text: str | None, data: Any) -> type[ApiError] | None:
        """Return why a first answer is refused, or None."""
        if decision == "edit" and self.proposal is None:
            return DecisionNotAllowed
        if decision == "edit" and data is None:
            return IncompleteAnswer
        if decision == "approve" and self.proposal is not None and data != self.proposal:
            return ProposalChanged
        is_checked = self.schema is not None and (data is not None or decision == "approve")
        if is_checked and not isinstance((data or {}).get("budget"), float):
            return InvalidAnswerData
        if decision == "reject" and text is None:
            return RejectionReasonNeeded
        is_empty = decision == "respond" and text is None and data is None
        return IncompleteAnswer if is_empty else None


class Interventions(Lifecycle):
    """Random calls on the interventions of two executions."""

    def begin(self) -> None:
        self.interventions: dict[UUID, Intervention] = {}
        self.sent: dict[UUID, UUID | None] = {}
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
            self.executions[run.id] = [status]  # The status to resume, and the current one.

    def open_of(self, execution: UUID) -> list[Intervention]:
        """Return the open interventions of an execution, most urgent first."""
        found = [
            q
            for q in self.interventions.values()
            if q.execution == execution and q.status in OPEN_STATUSES
        ]
        return sorted(found, key=Intervention.urgency)

    def most_urgent(self, found: list[Intervention]) -> set[str]:
        """Return the titles of the first, and of those that the database may rank before it.

        Deadlines by default count from the database's clock, which goes on within a rule.
        """
        return {
            q.title
            for q in found
            if q.priority == found[0].priority
            and q.due
            and found[0].due
            and abs(q.due - found[0].due) < TOLERANCE
        }

    def deadline(self, within: timedelta) -> datetime:
        """Return a unique deadline, so that no two interventions are equally urgent."""
        self.deadlines += 1
        return self.world.now + within + timedelta(milliseconds=self.deadlines)

    @rule(
        client=PICK,
        execution=PICK,
        subject=st.sampled_from([None, "strategy", "data"]),
        priority=st.sampled_from(URGENCY),
        pauses=st.booleans(),
        schema=st.sampled_from([None, SCHEMA]),
        proposal=st.sampled_from([None, {"budget": 1.5}]),
        timeout=st.sampled_from(["escalate", "escalate", "approve", "reject"]),
        within=OWN_DEADLINES,
    )
    def request(
        self,
        client: int,
        execution: int,
        subject: str | None,
        priority: Any,
        pauses: bool,
        schema: Any,
        proposal: Any,
        timeout: Any,
        within: timedelta | None,
    ) -> None:
        """An intervention with the same subject is requested once, from all clients."""
        run = list(self.executions)[execution % 2]
        deadline = self.deadline(within) if within else None
        if timeout == "approve" and schema and not proposal:
            timeout = "reject"
        asked: dict[str, Any] = {
            "id": uuid7(),
            "execution_id": run,
            "intervention_type": "approval_required",
            "title": f"intervention {len(self.interventions)}",
            "description": "?",
            "subject": subject,
            "priority": priority,
            "pauses_execution": pauses,
            "response_schema": schema,
            "proposal": proposal,
            "timeout_action": timeout,
            "sla_deadline": deadline,
        }
        refusal = ExecutionEnded if self.executions[run] == ["cancelled"] else None
        row = self.expect(refusal, lambda: self.client(client).human_interventions.request(**asked))
        if row is None:
            return
        assert self.client(client + 1).human_interventions.request(**asked) == row
        same = [q for q in self.open_of(run) if subject and q.subject == subject]
        if same:
            assert row.id == same[0].id
            return
        due = deadline or self.world.now + WITHIN[priority]
        self.interventions[row.id] = Intervention(
            row.id, run, row.title, subject, priority, pauses, schema, proposal, timeout, due
        )
        if pauses:
            self.pause(run)

    def pause(self, execution: UUID) -> None:
        """Move a live execution into review."""
        states = self.executions[execution]
        if states[-1] not in ("human_review", "cancelled", "failed"):
            states[:] = [states[-1], "human_review"]

    @rule(
        client=PICK,
        pick=PICK,
        decision=st.sampled_from(list(STATUS)),
        response=st.sampled_from([None, "yes"]),
        data=st.sampled_from(DATA),
    )
    def respond(self, client: int, pick: int, decision: str, response: Any, data: Any) -> None:
        """An intervention takes one response, which satisfies its schema."""
        if (intervention := nth(self.interventions, pick)) is None:
            return
        stored = intervention.proposal if decision == "approve" and data is None else data
        answer = (decision, response, stored)
        refusal: type[ApiError] | None = None
        if intervention.answer:
            refusal = AlreadyAnswered if answer != intervention.answer else None
        else:
            refusal = intervention.refusal(*answer)
        self.expect(
            refusal,
            lambda: self.client(client).human_interventions.respond(
                intervention.id,
                cast(Decision, decision),
                response=response,
                response_data=data,
                responded_by="ann",
            ),
        )
        if refusal is None and not intervention.answer:
            intervention.status, intervention.answer = STATUS[decision], answer
            self.resume(intervention)

    def resume(self, intervention: Intervention) -> None:
        """After the last awaited response, resume the execution."""
        left = self.open_of(intervention.execution)
        states = self.executions[intervention.execution]
        is_last = intervention.pauses and not any(q.pauses for q in left)
        if states[-1] == "human_review" and is_last:
            states[:] = [states[0]]

    @rule(client=PICK)
    def escalate(self, client: int) -> None:
        """Overdue interventions get a new deadline and stay open, or are decided."""
        escalated = self.client(client).human_interventions.escalate_overdue()
        overdue = [q for q in self.interventions.values() if q.is_overdue(self.world.now)]
        assert {row.id for row in escalated} == {q.id for q in overdue}
        for intervention in overdue:
            if intervention.timeout != "escalate":
                self.time_out(intervention)
                continue
            intervention.status = "escalated"
            intervention.escalations += 1
            intervention.notified += 1
            intervention.due = self.world.now + WITHIN[intervention.priority]

    def time_out(self, intervention: Intervention) -> None:
        """Decide in place of a person."""
        is_approved = intervention.timeout == "approve"
        intervention.status = STATUS[intervention.timeout]
        intervention.answer = (
            intervention.timeout,
            None if is_approved else TIMED_OUT,
            intervention.proposal if is_approved else None,
        )
        self.resume(intervention)

    @rule(client=PICK, pick=PICK, to=st.sampled_from([*OPEN_STATUSES, "approved", "rejected"]))
    def update_response_columns(self, client: int, pick: int, to: str) -> None:
        """The status and the response cannot be updated directly."""
        if (intervention := nth(self.interventions, pick)) is None:
            return
        self._was_refused = True
        for change in ({"status": to}, {"response": "yes"}, {"response_data": {"budget": 1}}):
            with pytest.raises(InvalidInput):
                self.client(client).human_interventions.update(intervention.id, **cast(Any, change))

    @rule(
        client=PICK,
        pick=PICK,
        title=st.sampled_from([None, "corrected"]),
        within=st.none() | st.sampled_from([timedelta(minutes=10, seconds=30), timedelta(0)]),
    )
    def correct(self, client: int, pick: int, title: str | None, within: timedelta | None) -> None:
        """An open intervention can be edited, but its deadline cannot be removed."""
        if (intervention := nth(self.interventions, pick)) is None:
            return
        changes: dict[str, Any] = {"title": title} if title else {}
        if within is not None:
            changes["sla_deadline"] = self.deadline(within) if within else None
        refusal: type[ApiError] | None = None
        if intervention.answer and title not in (None, intervention.title):
            refusal = AlreadyAnswered
        elif not intervention.answer and within == timedelta(0):
            refusal = CheckFailed
        resource = self.client(client).human_interventions
        if changes:
            self.expect(refusal, lambda: resource.update(intervention.id, **changes))
        if refusal is None:
            intervention.title = title or intervention.title
            intervention.due = changes.get("sla_deadline", intervention.due)

    @rule(client=PICK, pick=PICK)
    def move_out_of_review(self, client: int, pick: int) -> None:
        """An execution cannot leave review while it awaits a response."""
        run, states = list(self.executions.items())[pick % 2]
        if states[-1] == "human_review":
            move = self.client(client).agent_executions.move
            self.expect(WaitsForAnswer, lambda: move(run, cast(ExecutionStatus, states[0])))

    @rule(client=PICK, pick=PICK, chance=st.integers(0, 9))
    def end_execution(self, client: int, pick: int, chance: int) -> None:
        """A cancelled execution withdraws its interventions; a failed one keeps them."""
        if chance > 1:
            return
        run, states = list(self.executions.items())[pick % 2]
        ends: list[ExecutionStatus] = ["cancelled", "failed"]
        has_ended = states[-1] in ("cancelled", "failed")
        self.expect(
            MoveRefused if has_ended and states[-1] != ends[chance] else None,
            lambda: self.client(client).agent_executions.move(run, ends[chance]),
        )
        if has_ended:
            return
        states[:] = [ends[chance]]
        for intervention in self.open_of(run) if ends[chance] == "cancelled" else ():
            intervention.status = "rejected"
            intervention.answer = (None, "withdrawn: the execution is cancelled", None)
            intervention.notified = [*self.sent.values()].count(intervention.id)

    @rule(client=PICK, pick=PICK)
    def notify(self, client: int, pick: int) -> None:
        """A notification can be confirmed repeatedly; the first confirmation counts."""
        resource = self.client(client).human_interventions
        if waiting := resource.notifications():
            chosen = waiting[pick % len(waiting)]
            id = chosen.id
            first = resource.confirm_notification(id, "slack")
            assert resource.confirm_notification(id, "email") == first
            self.sent[id] = chosen.intervention_id

    def compare(self) -> None:
        for id, row in self.seen.rows["human_interventions"].items():
            intervention = self.interventions[id]
            assert (row["status"], row["escalation_count"]) == (
                intervention.status,
                intervention.escalations,
            )
            deadline = row["sla_deadline"]
            assert (deadline is None) == (intervention.due is None)
            if intervention.due:
                assert abs(datetime.fromisoformat(deadline) - intervention.due) < TOLERANCE
            assert (row["responded_at"] is not None) == (intervention.answer is not None)
            answer = (row["decision"], row["response"], row["response_data"])
            assert intervention.answer is None or answer == intervention.answer
        for id, row in self.seen.rows["agent_executions"].items():
            waits_for = self.open_of(id)
            assert row["status"] == self.executions[id][-1]
            assert row["human_intervention_required"] == bool(waits_for)
            reason = row["human_intervention_reason"]
            assert reason in self.most_urgent(waits_for) if waits_for else reason is None
        self._compare_notifications()

    def _compare_notifications(self) -> None:
        """Each request and each escalation has one notification."""
        rows = self.world.query("select id, sent_at from public.intervention_notifications")
        assert len(rows) == sum(q.notified for q in self.interventions.values())
        assert {id for id, sent_at in rows if sent_at} == set(self.sent)


@pytest.mark.hypothesis
def test_interventions_match_model(world: World) -> None:
    run(Interventions, world, examples=25)
