"""Training jobs: random machines that claim, report and fail, and a model beside them."""

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
from tests.lifecycle.claims import TOKEN, ClaimedWork, Work
from tests.lifecycle.machine import PICK, nth, run
from tests.lifecycle.world import Record, World

TERMINAL = ("completed", "failed", "cancelled")
MOVES = {"queued": {"running", "cancelled", "failed"}, "running": set(TERMINAL)}
_POINTS = "select tags ->> 'training_job_id', count(*) from public.system_metrics group by 1"
SCORES = st.sampled_from([None, 0.5, 0.25, 1.0e27, -2.9e25, math.nan])


class Told:
    """What a job has been told about its training; the metric is one to minimise."""

    def __init__(self, execution: UUID) -> None:
        self.execution = execution
        self.points = 0
        self.epoch: int | None = None
        self.total: int | None = None
        self.progress: float | None = None
        self.latest: dict[str, float] = {}
        self.best: dict[str, float] = {}

    def begin_anew(self) -> None:
        """Another attempt says itself how far it has come."""
        self.epoch = self.progress = None

    def complete(self) -> None:
        """All is done; as many epochs as were reported, where nobody said how many."""
        self.progress, self.total = 1.0, self.total or self.epoch

    def hear(self, epoch: int | None, total: int | None, reported: dict[str, float]) -> None:
        """Take in one report."""
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
    """Random things done to training jobs."""

    tables = ("agent_executions", "human_interventions", "training_jobs")
    room = "training_jobs"
    live = ("queued", "running")

    def begin(self) -> None:
        super().begin()
        self.told: dict[UUID, Told] = {}
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
            self.queue(0, execution, 0, 2)

    def claim_under(self, lease: UUID) -> Op[Any]:
        return _claims.claim_under(lease, "again", 150.0, 3)

    @rule(
        client=PICK,
        execution=PICK,
        priority=st.sampled_from([-1, 0, 5]),
        max_attempts=st.integers(1, 3),
    )
    def queue(self, client: int, execution: int, priority: int, max_attempts: int) -> None:
        """Queue another job; the same again is the first one."""
        if len(self.work) == 6:
            return
        run, code = list(self.code.items())[execution % 2]
        new: Any = {"execution_id": run, "code_id": code, "job_name": "job"}
        new |= {"priority": priority, "max_attempts": max_attempts}
        refusal = ExecutionEnded if run in self.over else None
        row = self.ask(refusal, lambda: self.client(client).training_jobs.create(**new))
        if row is None:
            return
        assert self.client(client + 1).training_jobs.create(**new, id=row.id) == row
        self.work[row.id] = Work(row.id, priority, max_attempts, "queued", self.world.now)
        self.told[row.id] = Told(run)

    @rule(client=PICK, execution=PICK, chance=PICK, way=st.sampled_from(["cancelled", "failed"]))
    def end_the_execution(
        self, client: int, execution: int, chance: int, way: ExecutionStatus
    ) -> None:
        """With its execution all that is not over yet is cancelled, whoever is at it."""
        run = list(self.code)[execution % 2]
        if chance or run in self.over:  # Now and then.
            return
        self.client(client).agent_executions.update(run, status=way)
        self.over.add(run)
        for work in self.work.values():
            if self.told[work.id].execution == run and work.status in self.live:
                self.go(work, "cancelled")

    @rule(client=PICK, pick=PICK, token=TOKEN, score=SCORES)
    def complete(self, client: int, pick: int, token: int, score: float | None) -> None:
        """A job that has gone well ends with its score."""
        score = None if score is not None and math.isnan(score) else score

        def ask(work: Work, shown: UUID) -> object:
            return self.of(client).complete(work.id, lease_id=shown, final_test_score=score)

        for work in self._under(pick, token, "complete", ask):
            work.end = "completed"
            self.told[work.id].complete()
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
        """A report counts once; the best score is never forgotten, the latest always known."""
        if (work := nth(self.work, pick)) is None:
            return
        shown = None if token is None else self.token(work, token)
        metrics = {} if loss is None else {"loss": loss}
        given: dict[str, Any] = {
            "epoch": epoch,
            "total_epochs": total,
            "metrics": metrics,
            "validation_score": score,
            "measured_at": self.world.now + timedelta(seconds=self.told[work.id].points),
        }
        refusal = self.refusal_of_report(work, shown)
        for _ in range(2):  # Sent again, it is the same report.
            self.ask(refusal, lambda: self.of(client).report(work.id, lease_id=shown, **given))
        if refusal is None:
            reported = metrics | ({} if score is None else {"validation_score": score})
            self.told[work.id].hear(epoch, total, reported)
            self.go(work, "running")

    def refusal_of_report(self, work: Work, shown: UUID | None) -> type[ApiError] | None:
        """Under the lease where there is one; without one only while nobody has one."""
        if shown:
            return None if work.is_held_under(shown, self.world.now) else LeaseLost
        if work.is_leased(self.world.now):
            return LeaseHeld
        return None if work.status in self.live else MoveRefused

    @rule(client=PICK, pick=PICK, way=st.integers(0, 4), priority=st.sampled_from([None, None, 9]))
    def move(self, client: int, pick: int, way: int, priority: int | None) -> None:
        """Without the lease a job that is worked on can only be cancelled, and nothing else."""
        if (work := nth(self.work, pick)) is None:
            return
        status = ("queued", "running", *TERMINAL)[way]
        more: dict[str, Any] = {} if priority is None else {"priority": priority}
        more |= {"error_message": "enough"} if status == "cancelled" else {}
        is_more = priority not in (None, work.priority)
        refusal: type[ApiError] | None = None
        if work.is_leased(self.world.now) and (status != "cancelled" or is_more):
            refusal = LeaseHeld
        elif status != work.status and status not in MOVES.get(work.status, ()):
            refusal = MoveRefused
        self.ask(
            refusal,
            lambda: self.of(client).update(work.id, status=cast(TrainingJobStatus, status), **more),
        )
        if refusal is None:
            self.go(work, status)
            work.priority = work.priority if priority is None else priority

    def go(self, work: Work, status: str) -> None:
        """Carry a move out in the model."""
        if status in TERMINAL and work.status not in TERMINAL:
            if work.until and not work.is_leased(self.world.now):
                work.lease = None  # Whoever was lost is no more the one who has ended it.
            work.until = None
        work.status = status

    def take_up(self, work: Work) -> None:
        work.status = "running"
        self.told[work.id].begin_anew()

    def fall(self, work: Work) -> None:
        self.go(work, "failed")

    def holds(self) -> None:
        super().holds()
        for id, row in self.seen.rows["training_jobs"].items():
            _agrees(row, self.told[id])
        points = dict(self.world.query(_POINTS))
        assert points == {str(id): told.points for id, told in self.told.items() if told.points}
        asked = sorted(q["subject"] for q in self.seen.rows["human_interventions"].values())
        spent = [
            work
            for work in self.work.values()
            if work.status == "failed" and work.attempts >= work.max_attempts
        ]
        assert asked == sorted(f"training job {work.id}" for work in spent)


def _agrees(row: Record, told: Told) -> None:
    metrics = row["metrics"] or {"latest": {}, "best": {}}
    assert (row["current_epoch"], row["total_epochs"]) == (told.epoch, told.total)
    assert (None if row["progress"] is None else float(row["progress"])) == told.progress
    assert repr(_floats(metrics["latest"])) == repr(_floats(told.latest))
    assert _floats(metrics["best"]) == _floats(told.best)
    best = row["best_validation_score"]
    assert (None if best is None else float(best)) == told.best.get("validation_score")


def _floats(values: dict[str, Any]) -> dict[str, float]:
    return {name: float(values[name]) for name in sorted(values)}


@pytest.mark.long
def test_training_jobs_keep_their_rules_whatever_machines_do(world: World) -> None:
    run(TrainingJobs, world, examples=20)
