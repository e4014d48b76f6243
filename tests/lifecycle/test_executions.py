"""Executions: random workers, supervisors and people, and a model that knows what should come."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from kaggle_store._requests.operation import Op
from kaggle_store.errors import (
    AlreadyAnswered,
    ApiError,
    ExecutionEnded,
    LeaseHeld,
    LeaseLost,
    MoveRefused,
    StepOutsideState,
    WaitsForAnswer,
)
from kaggle_store.models import ExecutionStatus
from kaggle_store.resources.agent_executions import _claims
from tests.lifecycle.claims import TOKEN, ClaimedWork, Work
from tests.lifecycle.machine import PICK, nth, run
from tests.lifecycle.world import World

LIVE = ("pending", "data_acquisition", "research", "code_generation", "training", "submission")
TERMINAL = ("completed", "failed", "cancelled")
STEPS = {
    "pending": range(1, 2),
    "data_acquisition": range(1, 2),
    "research": range(2, 3),
    "code_generation": range(3, 4),
    "training": range(4, 6),
    "submission": range(6, 10),
    "completed": range(10, 11),
}
ROUNDS = {
    "pending": {"data_acquisition"},
    "data_acquisition": {"research"},
    "research": {"code_generation"},
    "code_generation": {"training"},
    "training": {"submission", "code_generation", "research"},
    "submission": {"completed", "research", "code_generation", "training"},
}


def allowed(work: Work) -> set[str]:
    """What an execution may become."""
    if work.status in TERMINAL:
        return set()
    if work.status in LIVE:
        return ROUNDS[work.status] | {"human_review", "failed", "cancelled"}
    back = {cast(str, work.resume)} | ({"submission"} if work.resume == "training" else set())
    return back | {"failed", "cancelled"}


class Executions(ClaimedWork):
    """Random things done to executions, with their questions and jobs."""

    tables = ("agent_executions", "human_interventions", "training_jobs")
    room = "agent_executions"
    live = LIVE

    def begin(self) -> None:
        super().begin()
        self.questions: dict[UUID, tuple[UUID, bool]] = {}  # The open ones.
        self.withdrawn: dict[UUID, UUID] = {}
        self.jobs: dict[UUID, tuple[UUID, str]] = {}
        self.competition = self.client(0).competitions.create(kaggle_id="titanic", title="Titanic")
        for priority in (0, 5, 0):
            self.plan(0, priority, 2)

    def claim_under(self, lease: UUID) -> Op[Any]:
        return _claims.claim_under(lease, "again", 150.0, 3)

    @rule(client=PICK, priority=st.sampled_from([-1, 0, 5]), max_attempts=st.integers(1, 3))
    def plan(self, client: int, priority: int, max_attempts: int) -> None:
        """Plan another execution; the same again is the first one."""
        if len(self.work) == 6:
            return
        new: Any = {
            "competition_id": self.competition.id,
            "execution_name": "run",
            "priority": priority,
            "max_attempts": max_attempts,
        }
        row = self.client(client).agent_executions.create(**new)
        again = self.client(client + 1).agent_executions.create(**new, id=row.id)
        assert again == row
        self.work[row.id] = Work(row.id, priority, max_attempts, "pending", self.world.now)

    @rule(client=PICK, pick=PICK, token=TOKEN)
    def complete(self, client: int, pick: int, token: int) -> None:
        """Only what is submitted is completed, and only under its lease."""
        if (work := nth(self.work, pick)) is None:
            return
        shown = self.token(work, token)
        is_held = work.is_held_under(shown, self.world.now)
        is_repeat = work.was_ended_under(shown, "complete")
        refusal: type[ApiError] | None = None
        if not is_repeat:
            refusal = LeaseLost if not is_held else MoveRefused
            refusal = None if is_held and work.status == "submission" else refusal
        self.ask(
            refusal,
            lambda: self.client(client).agent_executions.complete(work.id, lease_id=shown),
        )
        if refusal is None and not is_repeat:
            work.end = "completed"
            self.go(work, "completed")

    @rule(
        client=PICK,
        pick=PICK,
        token=st.none() | TOKEN,
        way=st.integers(0, 11),
        step=st.none() | st.integers(1, 10),
    )
    def move(self, client: int, pick: int, token: int | None, way: int, step: int | None) -> None:
        """Moves go where they may, under the lease where there is one, and steps with them."""
        if (work := nth(self.work, pick)) is None:
            return
        every = (*LIVE, "human_review", *TERMINAL)
        ways = sorted(allowed(work)) or every
        status = ways[way % len(ways)] if way < 9 else every[(way + pick) % len(every)]
        lease = None if token is None else self.token(work, token)
        refusal = self.refusal_of_move(work, status, lease, step)
        self.ask(
            refusal,
            lambda: self.client(client).agent_executions.move(
                work.id, cast(ExecutionStatus, status), lease_id=lease, current_step=step
            ),
        )
        if refusal is None:
            self.go(work, status, step)

    def refusal_of_move(
        self, work: Work, status: str, lease: UUID | None, step: int | None
    ) -> type[ApiError] | None:
        """Who may, then whether, then where."""
        is_set = step is not None and step != work.step
        if lease and not work.is_held_under(lease, self.world.now):
            is_its_own_end = lease == work.lease and status == work.status in TERMINAL
            return None if is_its_own_end and not is_set else LeaseLost
        if not lease and work.is_leased(self.world.now) and (status != "cancelled" or is_set):
            return LeaseHeld  # A stranger cancels, and does nothing else.
        if status != work.status and status not in allowed(work):
            return MoveRefused
        if self.is_waiting(work) and status in LIVE:
            return WaitsForAnswer
        return StepOutsideState if is_set and step not in STEPS.get(status, ()) else None

    def is_waiting(self, work: Work) -> bool:
        """Whether it is in review, and a question that pauses it is open."""
        is_paused = (work.id, True) in self.questions.values()
        return work.status == "human_review" and is_paused

    @rule(client=PICK, pick=PICK, priority=st.sampled_from([0, 9]))
    def prefer(self, client: int, pick: int, priority: int) -> None:
        """Nobody changes what somebody else is working on."""
        if (work := nth(self.work, pick)) is None:
            return
        refusal = LeaseHeld if work.is_leased(self.world.now) else None
        self.ask(
            refusal,
            lambda: self.client(client).agent_executions.update(work.id, priority=priority),
        )
        work.priority = work.priority if refusal else priority

    @rule(client=PICK, pick=PICK, pauses=st.booleans())
    def ask_a_person(self, client: int, pick: int, pauses: bool) -> None:
        """A question that pauses interrupts whoever is at work; what is over asks nothing."""
        if (work := nth(self.work, pick)) is None:
            return
        question = self.ask(
            ExecutionEnded if work.status in ("completed", "cancelled") else None,
            lambda: self.client(client).human_interventions.create(
                execution_id=work.id,
                intervention_type="approval_required",
                title="?",
                description="?",
                pauses_execution=pauses,
            ),
        )
        if question is None:
            return
        self.questions[question.id] = (work.id, pauses)
        if pauses and work.status in LIVE:
            self.go(work, "human_review")

    @rule(client=PICK, pick=PICK)
    def answer(self, client: int, pick: int) -> None:
        """The last answer that somebody waits for lets an execution go on where it was."""
        if not (id := nth(dict(zip(self.questions, self.questions, strict=True)), pick)):
            return
        self.client(client).human_interventions.respond(id, "approved")
        execution, pauses = self.questions.pop(id)
        work = self.work[execution]
        left = [paused for asked, paused in self.questions.values() if asked == execution]
        if work.status == "human_review" and (pauses or not left) and not any(left):
            self.go(work, cast(str, work.resume))

    @rule(client=PICK, pick=PICK)
    def answer_late(self, client: int, pick: int) -> None:
        """A question that was withdrawn with its execution is answered no more."""
        if id := nth(dict(zip(self.withdrawn, self.withdrawn, strict=True)), pick):
            room = self.client(client).human_interventions
            self.ask(AlreadyAnswered, lambda: room.respond(id, "approved"))

    @rule(client=PICK, pick=PICK)
    def queue(self, client: int, pick: int) -> None:
        """A job is queued for a live execution alone, and ends with it."""
        if len(self.jobs) == 8 or (work := nth(self.work, pick)) is None:
            return
        store = self.client(client)
        code = store.generated_code.create(
            execution_id=work.id, code_type="training", file_name="a.py", code_content="1"
        )
        row = self.ask(
            ExecutionEnded if work.status in TERMINAL else None,
            lambda: store.training_jobs.create(
                execution_id=work.id, code_id=code.id, job_name="job"
            ),
        )
        if row is not None:
            self.jobs[row.id] = (work.id, "queued")

    @rule(client=PICK, pick=PICK)
    def start(self, client: int, pick: int) -> None:
        """A job may run when its execution ends; afterwards it may not."""
        if id := nth(dict(zip(self.jobs, self.jobs, strict=True)), pick):
            execution, status = self.jobs[id]
            refusal = MoveRefused if status == "cancelled" else None
            room = self.client(client).training_jobs
            self.ask(refusal, lambda: room.update(id, status="running"))
            self.jobs[id] = (execution, status if refusal else "running")

    def go(self, work: Work, status: str, step: int | None = None) -> None:
        """Carry a move out in the model."""
        steps = STEPS.get(status, range(work.step, work.step + 1))
        is_set = step is not None and step != work.step
        work.step = step if is_set and step else work.step if work.step in steps else steps[0]
        if status == work.status:
            return
        was, work.status = work.status, status
        if status == "human_review":
            work.resume = was
        elif status == "failed":
            work.resume = work.resume if was == "human_review" else was
        else:
            work.resume = None
        if status in TERMINAL:
            self._end(work)
        elif status != "human_review":
            self._take_up_anew(work, was)

    def _end(self, work: Work) -> None:
        if work.until and not work.is_leased(self.world.now):
            work.lease = None  # Whoever was lost is no more the one who has ended it.
        work.until = None
        for id, (execution, _) in self.jobs.items():
            if execution == work.id:
                self.jobs[id] = (execution, "cancelled")
        if work.status != "failed":  # A failure is looked into.
            mine = [id for id, (execution, _) in self.questions.items() if execution == work.id]
            self.withdrawn |= {id: self.questions.pop(id)[0] for id in mine}

    def _take_up_anew(self, work: Work, was: str) -> None:
        is_leased = work.is_leased(self.world.now)
        work.attempts = int(is_leased)
        work.reason = "answered" if was == "human_review" else "fresh"
        if was == "human_review":
            work.available, work.may_return_from = self.world.now, None
            if not is_leased:
                work.lease = work.until = None

    def fall(self, work: Work) -> None:
        self.go(work, "failed")

    def findings(self) -> dict[str, dict[str, int]]:
        """What waits for nobody in review is found as well."""
        found = super().findings()
        waiting = [w for w in self.work.values() if w.status == "human_review"]
        if left := len([w for w in waiting if not self.is_waiting(w)]):
            found.setdefault(self.room, {})["in review without an open intervention"] = left
        return found

    def holds(self) -> None:
        super().holds()
        questions = self.seen.rows["human_interventions"]
        self._learn_what_the_database_asks(questions)
        for id, row in self.seen.rows[self.room].items():
            work = self.work[id]
            assert (row["current_step"], row["resume_status"]) == (work.step, work.resume)
            asked = [q for q in questions.values() if UUID(q["execution_id"]) == id]
            is_open = any(q["status"] in ("pending", "escalated") for q in asked)
            assert row["human_intervention_required"] == is_open
            assert (row["completed_at"] is not None) == (work.status in TERMINAL)
        self._questions_hold(questions)
        jobs = {id: row["status"] for id, row in self.seen.rows["training_jobs"].items()}
        assert jobs == {id: status for id, (_, status) in self.jobs.items()}

    def _questions_hold(self, questions: dict[UUID, dict[str, Any]]) -> None:
        """Open is what nobody has answered; what was withdrawn says why."""
        still = {id for id, q in questions.items() if q["status"] in ("pending", "escalated")}
        assert still == set(self.questions)
        for id, execution in self.withdrawn.items():
            told = tuple(questions[id][name] for name in ("status", "response", "responded_by"))
            why = f"withdrawn: the execution is {self.work[execution].status}"
            assert told == ("rejected", why, "kaggle_store")

    def _learn_what_the_database_asks(self, questions: dict[UUID, dict[str, Any]]) -> None:
        """A person is asked once about each execution that has failed with its attempts spent."""
        own = {id: q for id, q in questions.items() if q["subject"] == "failed"}
        about = sorted(UUID(q["execution_id"]) for q in own.values())
        spent = [w for w in self.work.values() if w.status == "failed"]
        assert about == sorted(w.id for w in spent if w.attempts >= w.max_attempts)
        for id, question in own.items():
            if question["status"] == "pending":
                self.questions.setdefault(id, (UUID(question["execution_id"]), False))


@pytest.mark.long
def test_executions_keep_their_rules_whatever_workers_and_people_do(world: World) -> None:
    run(Executions, world, examples=25)
