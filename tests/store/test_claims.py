"""Claims, heartbeats and moves of executions and training jobs, through both doors."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from kaggle_store import (
    BadLease,
    BadMetrics,
    InvalidInput,
    KaggleStore,
    LeaseHeld,
    LeaseLost,
    MoveRefused,
    NotFound,
    StepOutsideState,
)
from tests.store.samples import Samples

Clock = Callable[[str], None]


def test_the_most_urgent_work_is_claimed_first(door: KaggleStore, samples: Samples) -> None:
    for name, priority in (("old", 0), ("new", 0), ("urgent", 9)):
        door.agent_executions.create(
            competition_id=samples.competition.id, execution_name=name, priority=priority
        )
    first = door.agent_executions.claim(worker="me")
    rest = door.agent_executions.claim(worker="you", limit=5)
    assert [row.execution_name for row in first + rest] == ["urgent", "old", "new"]
    assert [row.worker for row in first + rest] == ["me", "you", "you"]
    assert len({row.lease_id for row in first + rest}) == 2
    assert door.agent_executions.claim(worker="late") == []


def test_a_heartbeat_prolongs_and_never_shortens(door: KaggleStore, samples: Samples) -> None:
    assert samples.execution.status == "pending"
    (held,) = door.agent_executions.claim(worker="me", lease=60)
    lease: Any = {"lease_id": held.lease_id}
    longer = door.agent_executions.heartbeat(held.id, **lease, lease=600)
    shorter = door.agent_executions.heartbeat(held.id, **lease, lease=60)
    assert held.lease_expires_at is not None
    assert longer.lease_expires_at is not None
    assert longer.lease_expires_at > held.lease_expires_at
    assert shorter.lease_expires_at == longer.lease_expires_at


@pytest.mark.parametrize("lease", [0.01, 86401.0, float("nan"), -1.0])
def test_a_lease_is_neither_too_short_nor_too_long(
    door: KaggleStore, samples: Samples, lease: float
) -> None:
    with pytest.raises(BadLease) as raised:
        door.agent_executions.claim(worker="me", lease=lease)
    assert raised.value.facts == {"least": 0.05, "most": 86400}


def test_work_that_was_lost_is_taken_over(
    door: KaggleStore, samples: Samples, set_clock: Clock
) -> None:
    execution = samples.execution
    (lost,) = door.agent_executions.claim(worker="me", lease=60)
    set_clock("61 seconds")
    (taken,) = door.agent_executions.claim(worker="you", lease=60)
    assert (taken.id, taken.resume_reason, taken.attempts) == (execution.id, "reclaimed", 2)
    stale: Any = {"lease_id": lost.lease_id}
    late: list[Callable[[], Any]] = [
        lambda: door.agent_executions.heartbeat(execution.id, **stale),
        lambda: door.agent_executions.release(execution.id, **stale),
        lambda: door.agent_executions.complete(execution.id, **stale),
        lambda: door.agent_executions.fail(execution.id, **stale, error="late"),
        lambda: door.agent_executions.move(execution.id, "data_acquisition", **stale),
    ]
    for write in late:
        with pytest.raises(LeaseLost) as raised:
            write()
        assert raised.value.facts["worker"] == "you"
    assert door.agent_executions.get(execution.id) == taken


def test_a_failure_is_tried_again_until_its_attempts_are_spent(
    door: KaggleStore, samples: Samples, set_clock: Clock
) -> None:
    execution = samples.execution
    for attempt in (1, 2, 3):
        set_clock(f"{attempt} days")
        (held,) = door.agent_executions.claim(worker="me")
        assert held.attempts == attempt
        lease: Any = {"lease_id": held.lease_id}
        failed = door.agent_executions.fail(held.id, **lease, error=f"error {attempt}")
    assert (failed.status, failed.resume_status) == ("failed", "pending")
    assert failed.error_message == "error 3"
    (question,) = door.human_interventions.pending(execution_id=execution.id)
    assert (question.intervention_type, question.priority) == ("error_review", "high")


def test_what_is_released_can_be_claimed_after_the_delay(
    door: KaggleStore, samples: Samples, set_clock: Clock
) -> None:
    assert samples.execution.status == "pending"
    (held,) = door.agent_executions.claim(worker="me")
    lease: Any = {"lease_id": held.lease_id}
    freed = door.agent_executions.release(held.id, **lease, delay=60)
    assert (freed.attempts, freed.lease_expires_at) == (0, None)
    assert door.agent_executions.claim(worker="you") == []
    set_clock("61 seconds")
    assert door.agent_executions.claim(worker="you")[0].attempts == 1


def test_a_move_is_refused_with_those_that_are_allowed(door: KaggleStore, samples: Samples) -> None:
    with pytest.raises(MoveRefused) as raised:
        door.agent_executions.move(samples.execution.id, "submission")
    assert set(raised.value.allowed) == {
        *("data_acquisition", "human_review", "failed", "cancelled"),
    }
    moved = door.agent_executions.move(samples.execution.id, "data_acquisition")
    assert (moved.status, moved.current_step) == ("data_acquisition", 1)
    with pytest.raises(StepOutsideState) as outside:
        door.agent_executions.move(moved.id, "research", current_step=5)
    assert outside.value.facts == {"status": "research", "first": 2, "last": 2}
    with pytest.raises(NotFound):
        door.agent_executions.move(uuid4(), "research")


def test_leased_work_is_its_workers_and_anybody_may_cancel_it(
    door: KaggleStore, samples: Samples
) -> None:
    execution = samples.execution
    (held,) = door.agent_executions.claim(worker="me")
    with pytest.raises(LeaseHeld):
        door.agent_executions.move(execution.id, "data_acquisition")
    with pytest.raises(LeaseHeld):
        door.agent_executions.update(execution.id, priority=1)
    door.agent_executions.move(execution.id, "data_acquisition", lease_id=held.lease_id)
    assert door.agent_executions.move(execution.id, "cancelled").completed_at is not None
    assert held.lease_id is not None
    with pytest.raises(LeaseLost):
        door.agent_executions.complete(execution.id, lease_id=held.lease_id)


def test_what_an_execution_has_cost_is_told_by_kind(door: KaggleStore, samples: Samples) -> None:
    execution = samples.execution
    door.generated_code.create(
        execution_id=execution.id,
        code_type="model",
        file_name="m.py",
        code_content="1",
        tokens_consumed=100,
        cost_dollars=0.0042,
    )
    session = door.gpu_sessions.open(
        execution_id=execution.id, provider="vast_ai", instance_type="A100"
    )
    door.gpu_sessions.close(session.id, total_cost_dollars=0.1)
    costs = door.agent_executions.costs(execution.id)
    assert (costs.gpu_dollars, costs.code_dollars) == (Decimal("0.1"), Decimal("0.0042"))
    assert (costs.total_dollars, costs.code_tokens) == (Decimal("0.1042"), 100)
    assert (costs.improvements, costs.dollars_per_improvement) == (0, None)
    with pytest.raises(NotFound):
        door.agent_executions.costs(uuid4())


def test_a_job_is_claimed_for_the_machine_its_execution_pays_for(
    door: KaggleStore, samples: Samples
) -> None:
    job = samples.job
    mine = door.gpu_sessions.open(
        execution_id=job.execution_id, provider="vast_ai", instance_type="A100"
    )
    other = door.agent_executions.create(
        competition_id=samples.competition.id, execution_name="other"
    )
    others = door.gpu_sessions.open(execution_id=other.id, provider="vast_ai", instance_type="A100")
    assert door.training_jobs.claim(worker="theirs", gpu_session_id=others.id) == []
    (claimed,) = door.training_jobs.claim(worker="mine", gpu_session_id=mine.id)
    assert (claimed.id, claimed.status, claimed.gpu_session_id) == (job.id, "running", mine.id)


def test_a_job_ends_with_what_it_has_yielded(door: KaggleStore, samples: Samples) -> None:
    assert samples.job.status == "queued"
    (held,) = door.training_jobs.claim(worker="me", lease=60)
    lease: Any = {"lease_id": held.lease_id}
    door.training_jobs.heartbeat(held.id, **lease)
    done = door.training_jobs.complete(
        held.id, **lease, final_test_score=0.75, model_artifacts_path="model", logs_path="log"
    )
    assert (done.status, done.final_test_score, done.progress) == ("completed", 0.75, 1)
    assert (done.model_artifacts_path, done.logs_path) == ("model", "log")
    assert door.training_jobs.complete(held.id, **lease) == done


def test_a_job_that_fails_is_tried_again_or_not(door: KaggleStore, samples: Samples) -> None:
    assert samples.job.status == "queued"
    (held,) = door.training_jobs.claim(worker="me")
    lease: Any = {"lease_id": held.lease_id}
    freed = door.training_jobs.release(held.id, **lease)
    assert (freed.status, freed.attempts) == ("running", 0)
    (again,) = door.training_jobs.claim(worker="me")
    lease = {"lease_id": again.lease_id}
    failed = door.training_jobs.fail(again.id, **lease, error="out of memory", retry=False)
    assert (failed.status, failed.error_message) == ("failed", "out of memory")


def test_a_report_keeps_the_best_and_the_series(door: KaggleStore, samples: Samples) -> None:
    door.competitions.update(samples.competition.id, metric_direction="maximize")
    assert samples.job.status == "queued"
    (held,) = door.training_jobs.claim(worker="me")
    lease: Any = {"lease_id": held.lease_id}
    row = held
    for epoch, score in enumerate([0.5, 0.75, 0.625], start=1):
        row = door.training_jobs.report(
            held.id,
            **lease,
            epoch=epoch,
            step=10 * epoch,
            total_epochs=4,
            metrics={"loss": float("nan") if epoch == 2 else 1.0 / epoch},
            validation_score=score,
            peak_memory_gb=8.0 - epoch,
            gpu_utilization_percent=90.0,
        )
    assert (row.best_validation_score, row.current_epoch, row.progress) == (0.75, 3, 0.75)
    assert (row.peak_memory_gb, row.gpu_utilization_percent) == (Decimal(7), Decimal(90))
    assert isinstance(row.metrics, dict)
    assert row.metrics["latest"] == {"loss": pytest.approx(1 / 3), "validation_score": 0.625}
    points = list(door.system_metrics.series(samples.execution.id, "validation_score"))
    assert [point.metric_value for point in points] == [0.5, 0.75, 0.625]
    assert isinstance(points[-1].tags, dict)
    assert (points[-1].tags["step"], points[-1].tags["epoch"]) == (30, 3)


def test_a_report_needs_the_lease_while_somebody_has_one(
    door: KaggleStore, samples: Samples
) -> None:
    assert samples.job.status == "queued"
    (held,) = door.training_jobs.claim(worker="me")
    with pytest.raises(LeaseHeld):
        door.training_jobs.report(held.id, epoch=1)
    with pytest.raises(LeaseLost):
        door.training_jobs.report(held.id, lease_id=uuid4(), epoch=1)


def test_metrics_are_numbers_with_names(door: KaggleStore, samples: Samples) -> None:
    wrong: Any = {"loss": "low"}
    with pytest.raises(InvalidInput, match=r"TrainingJob\.metrics\.loss"):
        door.training_jobs.report(samples.job.id, metrics=wrong)
    (held,) = door.training_jobs.claim(worker="me")
    with pytest.raises(BadMetrics):
        door.training_jobs.report(held.id, lease_id=held.lease_id, metrics={"m" * 201: 1.0})
