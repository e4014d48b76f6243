"""Executions: random workers, supervisors and people, compared with a model."""

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
    NothingSubmitted,
    StepOutsideState,
    WaitsForAnswer,
)
from kaggle_store.models import ExecutionStatus
from kaggle_store.resources.agent_executions import _claims
from tests.lifecycle.claimed_work import TOKEN, ClaimedWork, Work
from tests.lifecycle.state_machine import PICK, nth, run
from tests.lifecycle.world import World

LIVE_STATUSES = (
    "pending",
    "data_acquisition",
    "research",
    "code_generation",
    "training",
    "submission",
)
TERMINAL_STATUSES = ("completed", "failed", "cancelled")
STEPS = {
    "pending": range(1, 2),
    "data_acquisition": range(1, 2),
    "research": range(2, 3),
    "code_generation": range(3, 4),
    "training": range(4, 6),
    "submission": range(6, 10),
    "completed": range(10, 11),
}
MOVES = {
    "pending": {"data_acquisition"},
    "data_acquisition": {"research"},
    "research": {"code_generation"},
    "code_generation": {"training"},
    "training": {"submission", "code_generation", "research"},
    "submission": {"completed", "research", "code_generation", "training"},
}


def allowed(work: Work) -> set[str]:
    """Return the statuses that an execution may move to."""
    if work.status in TERMINAL_STATUSES:
        return set()
    if work.status in LIVE_STATUSES:
        return MOVES[work.status] | {"human_review", "failed", "cancelled"}
    back = {cast(str, work.resume)} | ({"submission"} if work.resume == "training" else set())
    return back | {"failed", "cancelled"}


class Executions(ClaimedWork):
    """Random calls on executions, their interventions and jobs."""

    tables = ("agent_executions", "human_interventions", "training_jobs")
    resource = "agent_executions"
    live = LIVE_STATUSES

    def begin(self) -> None:
        super().begin()
        self.open_interventions: dict[UUID, tuple[UUID, bool]] = {}
        self.withdrawn: dict[UUID, UUID] = {}
        self.jobs: dict[UUID, tuple[UUID, str]] = {}
        self.submitted: set[UUID] = set()
        self.competition = self.client(0).competitions.create(kaggle_id="titanic", title="Titanic")
        for priority in (0, 5, 0):
            self.create(0, priority, 2)

    def claim_under(self, lease: UUID) -> Op[Any]:
        return _claims.claim_under(lease, "again", 150.0, 3)

    @rule(client=PICK, priority=st.sampled_from([-1, 0, 5]), max_attempts=st.integers(1, 3))
    def create(self, client: int, priority: int, max_attempts: int) -> None:
        """Create an execution; the repeated call returns the same one."""
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
        """Only a submitted execution is completed, under its lease."""
        if (work := nth(self.work, pick)) is None:
            return
        lease_id = self.token(work, token)
        is_held = work.is_held_under(lease_id, self.world.now)
        is_repeat = work.was_ended_under(lease_id, "complete")
        refusal: type[ApiError] | None = None
        if not is_repeat:
            refusal = LeaseLost if not is_held else MoveRefused
            if is_held and work.status == "submission":
                refusal = None if work.id in self.submitted else NothingSubmitted
        self.expect(
            refusal,
            lambda: self.client(client).agent_executions.complete(work.id, lease_id=lease_id),
        )
        if refusal is None and not is_repeat:
            work.end = "completed"
            self.go(work, "completed")

    @rule(
        client=PICK,
        pick=PICK,
        token=st.none() | TOKEN,
        choice=st.integers(0, 11),
        step=st.none() | st.integers(1, 10),
    )
    def move(
        self, client: int, pick: int, token: int | None, choice: int, step: int | None
    ) -> None:
        """Only allowed moves and steps succeed, under the lease if there is one."""
        if (work := nth(self.work, pick)) is None:
            return
        every = (*LIVE_STATUSES, "human_review", *TERMINAL_STATUSES)
        moves = sorted(allowed(work)) or every
        status = moves[choice % len(moves)] if choice < 9 else every[(choice + pick) % len(every)]
        lease = None if token is None else self.token(work, token)
        refusal = self.refusal_of_move(work, status, lease, step)
        self.expect(
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
        """Check in order the lease, the move, and the step."""
        is_set = step is not None and step != work.step
        if lease and not work.is_held_under(lease, self.world.now):
            is_its_own_end = lease == work.lease and status == work.status in TERMINAL_STATUSES
            return None if is_its_own_end and not is_set else LeaseLost
        if not lease and work.is_leased(self.world.now) and (status != "cancelled" or is_set):
            return LeaseHeld  # Without the lease, only a cancellation is allowed.
        if status != work.status and status not in allowed(work):
            return MoveRefused
        if self.is_waiting(work) and status in LIVE_STATUSES:
            return WaitsForAnswer
        if is_set and step not in STEPS.get(status, ()):
            return StepOutsideState
        is_early = status == "completed" != work.status and work.id not in self.submitted
        return NothingSubmitted if is_early else None

    @rule(client=PICK, pick=PICK)
    def submit(self, client: int, pick: int) -> None:
        """A submission that Kaggle has received is stored, whatever state its execution is in."""
        if (work := nth(self.work, pick)) and work.id not in self.submitted:
            self.client(client).submissions.create(
                execution_id=work.id, submission_file_path="s.csv", submission_status="submitted"
            )
            self.submitted.add(work.id)

    def is_waiting(self, work: Work) -> bool:
        """Whether it is in review with an open intervention that pauses it."""
        is_paused = (work.id, True) in self.open_interventions.values()
        return work.status == "human_review" and is_paused

    @rule(client=PICK, pick=PICK, priority=st.sampled_from([0, 9]))
    def set_priority(self, client: int, pick: int, priority: int) -> None:
        """A leased execution cannot be updated without the lease."""
        if (work := nth(self.work, pick)) is None:
            return
        refusal = LeaseHeld if work.is_leased(self.world.now) else None
        self.expect(
            refusal,
            lambda: self.client(client).agent_executions.update(work.id, priority=priority),
        )
        work.priority = work.priority if refusal else priority

    @rule(client=PICK, pick=PICK, pauses=st.booleans())
    def request_intervention(self, client: int, pick: int, pauses: bool) -> None:
        """A pausing intervention pauses the execution; an ended execution refuses it."""
        if (work := nth(self.work, pick)) is None:
            return
        row = self.expect(
            ExecutionEnded if work.status in ("completed", "cancelled") else None,
            lambda: self.client(client).human_interventions.create(
                execution_id=work.id,
                intervention_type="approval_required",
                title="?",
                description="?",
                pauses_execution=pauses,
            ),
        )
        if row is None:
            return
        self.open_interventions[row.id] = (work.id, pauses)
        if pauses and work.status in LIVE_STATUSES:
            self.go(work, "human_review")
            work.is_manual = False

    @rule(client=PICK, pick=PICK)
    def respond(self, client: int, pick: int) -> None:
        """After the last awaited response the execution resumes, unless paused by hand."""
        if not (
            id := nth(
                dict(zip(self.open_interventions, self.open_interventions, strict=True)), pick
            )
        ):
            return
        self.client(client).human_interventions.respond(id, "approve")
        execution, pauses = self.open_interventions.pop(id)
        work = self.work[execution]
        left = [paused for each, paused in self.open_interventions.values() if each == execution]
        if work.is_manual is False and pauses and not any(left):
            self.go(work, cast(str, work.resume))

    @rule(client=PICK, pick=PICK)
    def respond_to_withdrawn(self, client: int, pick: int) -> None:
        """A withdrawn intervention refuses a response."""
        if id := nth(dict(zip(self.withdrawn, self.withdrawn, strict=True)), pick):
            resource = self.client(client).human_interventions
            self.expect(AlreadyAnswered, lambda: resource.respond(id, "approve"))

    @rule(client=PICK, pick=PICK)
    def create_job(self, client: int, pick: int) -> None:
        """A job is created for a live execution only, and ends with it."""
        if len(self.jobs) == 8 or (work := nth(self.work, pick)) is None:
            return
        store = self.client(client)
        code = store.generated_code.create(
            execution_id=work.id, code_type="training", file_name="a.py", code_content="1"
        )
        row = self.expect(
            ExecutionEnded if work.status in TERMINAL_STATUSES else None,
            lambda: store.training_jobs.create(
                execution_id=work.id, code_id=code.id, job_name="job"
            ),
        )
        if row is not None:
            self.jobs[row.id] = (work.id, "queued")

    @rule(client=PICK, pick=PICK)
    def start_job(self, client: int, pick: int) -> None:
        """A job that was cancelled with its execution cannot be started."""
        if id := nth(dict(zip(self.jobs, self.jobs, strict=True)), pick):
            execution, status = self.jobs[id]
            refusal = MoveRefused if status == "cancelled" else None
            resource = self.client(client).training_jobs
            self.expect(refusal, lambda: resource.update(id, status="running"))
            self.jobs[id] = (execution, status if refusal else "running")

    def go(self, work: Work, status: str, step: int | None = None) -> None:
        """Apply a move to the model."""
        steps = STEPS.get(status, range(work.step, work.step + 1))
        is_set = step is not None and step != work.step
        work.step = step if is_set and step else work.step if work.step in steps else steps[0]
        if status == work.status:
            return
        was, work.status = work.status, status
        is_another_state = status != work.resume
        work.is_manual = True if status == "human_review" else None
        if status == "human_review":
            work.resume = was
        elif status == "failed":
            work.resume = work.resume if was == "human_review" else was
        else:
            work.resume = None
        if status in TERMINAL_STATUSES:
            self._end(work)
        elif status != "human_review":
            self._resume(work, was, is_another_state)

    def _end(self, work: Work) -> None:
        if work.until and not work.is_leased(self.world.now):
            work.lease = None  # The former holder did not end it.
        work.until = None
        for id, (execution, _) in self.jobs.items():
            if execution == work.id:
                self.jobs[id] = (execution, "cancelled")
        if work.status != "failed":  # Interventions of a failed execution stay open.
            items = self.open_interventions.items()
            mine = [id for id, (execution, _) in items if execution == work.id]
            self.withdrawn |= {id: self.open_interventions.pop(id)[0] for id in mine}

    def _resume(self, work: Work, was: str, is_another_state: bool) -> None:
        is_leased = work.is_leased(self.world.now)
        if is_another_state:
            work.attempts = int(is_leased)
        work.reason = "answered" if was == "human_review" else "fresh"
        if was == "human_review":
            work.available, work.may_return_from = self.world.now, None
            if not is_leased:
                work.lease = work.until = None

    def fail_finally(self, work: Work) -> None:
        self.go(work, "failed")

    def compare(self) -> None:
        super().compare()
        interventions = self.seen.rows["human_interventions"]
        self._add_requests_of_database(interventions)
        for id, row in self.seen.rows[self.resource].items():
            work = self.work[id]
            assert (row["current_step"], row["resume_status"]) == (work.step, work.resume)
            assert row["review_is_manual"] == work.is_manual
            own = [each for each in interventions.values() if UUID(each["execution_id"]) == id]
            is_open = any(each["status"] in ("pending", "escalated") for each in own)
            assert row["human_intervention_required"] == is_open
            assert (row["completed_at"] is not None) == (work.status in TERMINAL_STATUSES)
        self._compare_interventions(interventions)
        jobs = {id: row["status"] for id, row in self.seen.rows["training_jobs"].items()}
        assert jobs == {id: status for id, (_, status) in self.jobs.items()}

    def _compare_interventions(self, interventions: dict[UUID, dict[str, Any]]) -> None:
        """Interventions without a response are open; withdrawn ones have the reason."""
        still_open = {
            id for id, row in interventions.items() if row["status"] in ("pending", "escalated")
        }
        assert still_open == set(self.open_interventions)
        for id, execution in self.withdrawn.items():
            row = interventions[id]
            reason = f"withdrawn: the execution is {self.work[execution].status}"
            assert (row["status"], row["response"]) == ("rejected", reason)
            assert row["responded_by"] == "kaggle_store"

    def _add_requests_of_database(self, interventions: dict[UUID, dict[str, Any]]) -> None:
        """Each execution that failed after its last attempt has one intervention."""
        own = {id: row for id, row in interventions.items() if row["subject"] == "failed"}
        executions = sorted(UUID(row["execution_id"]) for row in own.values())
        failed = [w for w in self.work.values() if w.status == "failed"]
        assert executions == sorted(w.id for w in failed if w.attempts >= w.max_attempts)
        for id, row in own.items():
            if row["status"] == "pending":
                self.open_interventions.setdefault(id, (UUID(row["execution_id"]), False))


@pytest.mark.hypothesis
def test_executions_match_model(world: World) -> None:
    run(Executions, world, examples=25)
