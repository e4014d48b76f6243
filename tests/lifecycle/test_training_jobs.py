"""Training jobs: random workers that claim, report and fail, compared with a model."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from kaggle_store._requests.operation import Op
from kaggle_store.errors import ApiError, ExecutionEnded, LeaseHeld, LeaseLost, MoveRefused
from kaggle_store.models import ExecutionStatus, TrainingJobStatus
from kaggle_store.resources.training_jobs import _claims
from tests.lifecycle.claimed_work import TOKEN, ClaimedWork, Work
from tests.lifecycle.state_machine import PICK, nth, run
from tests.lifecycle.world import Record, World

TERMINAL_STATUSES = ("completed", "failed", "cancelled")
MOVES = {"queued": {"running", "cancelled", "failed"}, "running": set(TERMINAL_STATUSES)}
_POINTS = "select tags ->> 'training_job_id', count(*) from public.system_metrics group by 1"
SCORES = st.sampled_from([None, 0.5, 0.25, 1.0e27, -2.9e25, math.nan])


class Progress:
    """The model of a job's reported progress, for a metric to minimize."""

    def __init__(self, execution: UUID) -> None:
        self.execution = execution
        self.points = 0
        self.epoch: int | None = None
        self.total: int | None = None
        self.progress: float | None = None
        self.latest: dict[str, float] = {}
        self.best: dict[str, float] = {}

    def restart(self) -> None:
        """Reset epoch and progress for another attempt."""
        self.epoch = self.progress = None

    def complete(self) -> None:
        """Set full progress; `total` defaults to the last reported epoch."""
        self.progress, self.total = 1.0, self.total or self.epoch

    def add(self, epoch: int | None, total: int | None, reported: dict[str, float]) -> None:
        """Apply one report."""
        self.points += len(reported)
        self.total = total or self.total
        if epoch is not None:
            self.epoch = max(epoch, self.epoch or 0)
            if self.total:
                self.progress = max(min(epoch / self.total, 1.0), self.progress or 0.0)
        for name, value in reported.items():
            self.latest[name] = value
            if not math.isnan(value):
                self.best[name] = min(value, self.best.get(name, math.inf))


class TrainingJobs(ClaimedWork):
    """Random calls on training jobs."""

    tables = ("agent_executions", "human_interventions", "training_jobs")
    resource = "training_jobs"
    live = ("queued", "running")

    def begin(self) -> None:
        super().begin()
        self.reported: dict[UUID, Progress] = {}
        self.over: set[UUID] = set()
        store = self.client(0)
        competition = store.competitions.create(
            kaggle_id="houses", title="Houses", metric_direction="minimize"
        )
        self.code: dict[UUID, UUID] = {}
        for _ in range(2):
            run = store.agent_executions.create(competition_id=competition.id, execution_name="run")
            code = store.generated_code.create(
                execution_id=run.id, code_type="training", file_name="a.py", code_content="1"
            )
            self.code[run.id] = code.id
        for execution in range(2):
            self.create(0, execution, 0, 2)

    def claim_under(self, lease: UUID) -> Op[Any]:
        return _claims.claim_under(lease, "again", 150.0, 3)

    @rule(
        client=PICK,
        execution=PICK,
        priority=st.sampled_from([-1, 0, 5]),
        max_attempts=st.integers(1, 3),
    )
    def create(self, client: int, execution: int, priority: int, max_attempts: int) -> None:
        """Create a job; the repeated call returns the same one."""
        if len(self.work) == 6:
            return
        run, code = list(self.code.items())[execution % 2]
        new: Any = {"execution_id": run, "code_id": code, "job_name": "job"}
        new |= {"priority": priority, "max_attempts": max_attempts}
        refusal = ExecutionEnded if run in self.over else None
        row = self.expect(refusal, lambda: self.client(client).training_jobs.create(**new))
        if row is None:
            return
        assert self.client(client + 1).training_jobs.create(**new, id=row.id) == row
        self.work[row.id] = Work(row.id, priority, max_attempts, "queued", self.world.now)
        self.reported[row.id] = Progress(run)

    @rule(client=PICK, execution=PICK, chance=PICK, status=st.sampled_from(["cancelled", "failed"]))
    def end_execution(
        self, client: int, execution: int, chance: int, status: ExecutionStatus
    ) -> None:
        """Ending an execution cancels its live jobs, also leased ones."""
        run = list(self.code)[execution % 2]
        if chance or run in self.over:  # Rarely.
            return
        self.client(client).agent_executions.update(run, status=status)
        self.over.add(run)
        for work in self.work.values():
            if self.reported[work.id].execution == run and work.status in self.live:
                self.go(work, "cancelled")

    @rule(client=PICK, pick=PICK, token=TOKEN, score=SCORES)
    def complete(self, client: int, pick: int, token: int, score: float | None) -> None:
        """A job is completed with its score."""
        score = None if score is not None and math.isnan(score) else score

        def send(work: Work, lease_id: UUID) -> object:
            return self.of(client).complete(work.id, lease_id=lease_id, final_test_score=score)

        for work in self._under(pick, token, "complete", send):
            work.end = "completed"
            self.reported[work.id].complete()
            self.go(work, "completed")

    @rule(
        client=PICK,
        pick=PICK,
        token=st.none() | TOKEN,
        epoch=st.none() | st.integers(1, 9),
        total=st.sampled_from([None, None, 8, 16]),
        score=SCORES,
        loss=SCORES,
    )
    def report(
        self,
        client: int,
        pick: int,
        token: int | None,
        epoch: int | None,
        total: int | None,
        score: float | None,
        loss: float | None,
    ) -> None:
        """A repeated report counts once; the best and the latest values are kept."""
        if (work := nth(self.work, pick)) is None:
            return
        lease_id = None if token is None else self.token(work, token)
        metrics = {} if loss is None else {"loss": loss}
        given: dict[str, Any] = {
            "epoch": epoch,
            "total_epochs": total,
            "metrics": metrics,
            "validation_score": score,
            "measured_at": self.world.now + timedelta(seconds=self.reported[work.id].points),
        }
        refusal = self.refusal_of_report(work, lease_id)
        for _ in range(2):  # A repeat changes nothing.
            self.expect(
                refusal, lambda: self.of(client).report(work.id, lease_id=lease_id, **given)
            )
        if refusal is None:
            values = metrics | ({} if score is None else {"validation_score": score})
            self.reported[work.id].add(epoch, total, values)
            self.go(work, "running")

    def refusal_of_report(self, work: Work, lease_id: UUID | None) -> type[ApiError] | None:
        """A leased job needs its lease; a job without one needs none."""
        if lease_id:
            return None if work.is_held_under(lease_id, self.world.now) else LeaseLost
        if work.is_leased(self.world.now):
            return LeaseHeld
        return None if work.status in self.live else MoveRefused

    @rule(
        client=PICK, pick=PICK, choice=st.integers(0, 4), priority=st.sampled_from([None, None, 9])
    )
    def move(self, client: int, pick: int, choice: int, priority: int | None) -> None:
        """Without the lease, a leased job can only be cancelled."""
        if (work := nth(self.work, pick)) is None:
            return
        status = ("queued", "running", *TERMINAL_STATUSES)[choice]
        more: dict[str, Any] = {} if priority is None else {"priority": priority}
        more |= {"error_message": "enough"} if status == "cancelled" else {}
        is_more = priority not in (None, work.priority)
        refusal: type[ApiError] | None = None
        if work.is_leased(self.world.now) and (status != "cancelled" or is_more):
            refusal = LeaseHeld
        elif status != work.status and status not in MOVES.get(work.status, ()):
            refusal = MoveRefused
        self.expect(
            refusal,
            lambda: self.of(client).update(work.id, status=cast(TrainingJobStatus, status), **more),
        )
        if refusal is None:
            self.go(work, status)
            work.priority = work.priority if priority is None else priority

    def go(self, work: Work, status: str) -> None:
        """Apply a move to the model."""
        if status in TERMINAL_STATUSES and work.status not in TERMINAL_STATUSES:
            if work.until and not work.is_leased(self.world.now):
                work.lease = None  # The former holder did not end it.
            work.until = None
        work.status = status

    def on_claim(self, work: Work) -> None:
        work.status = "running"
        self.reported[work.id].restart()

    def fail_finally(self, work: Work) -> None:
        self.go(work, "failed")

    def compare(self) -> None:
        super().compare()
        for id, row in self.seen.rows["training_jobs"].items():
            _compare_progress(row, self.reported[id])
        points = dict(self.world.query(_POINTS))
        assert points == {str(id): each.points for id, each in self.reported.items() if each.points}
        subjects = sorted(row["subject"] for row in self.seen.rows["human_interventions"].values())
        spent = [
            work
            for work in self.work.values()
            if work.status == "failed" and work.attempts >= work.max_attempts
        ]
        assert subjects == sorted(f"training job {work.id}" for work in spent)


def _compare_progress(row: Record, expected: Progress) -> None:
    metrics = row["metrics"] or {"latest": {}, "best": {}}
    assert (row["current_epoch"], row["total_epochs"]) == (expected.epoch, expected.total)
    assert (None if row["progress"] is None else float(row["progress"])) == expected.progress
    assert repr(_floats(metrics["latest"])) == repr(_floats(expected.latest))
    assert _floats(metrics["best"]) == _floats(expected.best)
    best = row["best_validation_score"]
    assert (None if best is None else float(best)) == expected.best.get("validation_score")


def _floats(values: dict[str, Any]) -> dict[str, float]:
    return {name: float(values[name]) for name in sorted(values)}


@pytest.mark.hypothesis
def test_training_jobs_match_model(world: World) -> None:
    run(TrainingJobs, world, examples=20)
