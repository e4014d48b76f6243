"""Claims, heartbeats and moves of executions and training jobs, with both clients."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
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


def test_claim_takes_highest_priority_first(client: KaggleStore, samples: Samples) -> None:
    for name, priority in (("old", 0), ("new", 0), ("urgent", 9)):
        client.agent_executions.create(
            competition_id=samples.competition.id, execution_name=name, priority=priority
        )
    first = client.agent_executions.claim(worker="me")
    rest = client.agent_executions.claim(worker="you", limit=5)
    assert [row.execution_name for row in first + rest] == ["urgent", "old", "new"]
    assert [row.worker for row in first + rest] == ["me", "you", "you"]
    assert len({row.lease_id for row in first + rest}) == 2
    assert client.agent_executions.claim(worker="late") == []


def test_heartbeat_never_shortens_lease(client: KaggleStore, samples: Samples) -> None:
    assert samples.execution.status == "pending"
    (held,) = client.agent_executions.claim(worker="me", lease=60)
    lease: Any = {"lease_id": held.lease_id}
    longer = client.agent_executions.heartbeat(held.id, **lease, lease=600)
    shorter = client.agent_executions.heartbeat(held.id, **lease, lease=60)
    assert held.lease_expires_at is not None
    assert longer.lease_expires_at is not None
    assert longer.lease_expires_at > held.lease_expires_at
    assert shorter.lease_expires_at == longer.lease_expires_at


@pytest.mark.parametrize("lease", [0.01, 86401.0, float("nan"), -1.0])
def test_claim_refuses_lease_out_of_range(
    client: KaggleStore, samples: Samples, lease: float
) -> None:
    with pytest.raises(BadLease) as raised:
        client.agent_executions.claim(worker="me", lease=lease)
    assert raised.value.facts == {"least": 0.05, "most": 86400}


def test_expired_lease_is_reclaimed(
    client: KaggleStore, samples: Samples, set_clock: Clock
) -> None:
    execution = samples.execution
    (lost,) = client.agent_executions.claim(worker="me", lease=60)
    set_clock("61 seconds")
    (taken,) = client.agent_executions.claim(worker="you", lease=60)
    assert (taken.id, taken.resume_reason, taken.attempts) == (execution.id, "reclaimed", 2)
    stale: Any = {"lease_id": lost.lease_id}
    stale_writes: list[Callable[[], Any]] = [
        lambda: client.agent_executions.heartbeat(execution.id, **stale),
        lambda: client.agent_executions.release(execution.id, **stale),
        lambda: client.agent_executions.complete(execution.id, **stale),
        lambda: client.agent_executions.fail(execution.id, **stale, error="late"),
        lambda: client.agent_executions.move(execution.id, "data_acquisition", **stale),
    ]
    for write in stale_writes:
        with pytest.raises(LeaseLost) as raised:
            write()
        assert raised.value.facts["worker"] == "you"
    assert client.agent_executions.get(execution.id) == taken


def test_fail_retries_until_max_attempts(
    client: KaggleStore, samples: Samples, set_clock: Clock
) -> None:
    execution = samples.execution
    for attempt in (1, 2, 3):
        set_clock(f"{attempt} days")
        (held,) = client.agent_executions.claim(worker="me")
        assert held.attempts == attempt
        lease: Any = {"lease_id": held.lease_id}
        failed = client.agent_executions.fail(held.id, **lease, error=f"error {attempt}")
    assert (failed.status, failed.resume_status) == ("failed", "pending")
    assert failed.error_message == "error 3"
    (intervention,) = client.human_interventions.pending(execution_id=execution.id)
    assert (intervention.intervention_type, intervention.priority) == ("error_review", "high")


def test_release_delays_next_claim(client: KaggleStore, samples: Samples, set_clock: Clock) -> None:
    assert samples.execution.status == "pending"
    (held,) = client.agent_executions.claim(worker="me")
    lease: Any = {"lease_id": held.lease_id}
    released = client.agent_executions.release(held.id, **lease, delay=60)
    assert (released.attempts, released.lease_expires_at) == (0, None)
    assert client.agent_executions.claim(worker="you") == []
    set_clock("61 seconds")
    assert client.agent_executions.claim(worker="you")[0].attempts == 1


def test_refused_move_lists_allowed_moves(client: KaggleStore, samples: Samples) -> None:
    with pytest.raises(MoveRefused) as raised:
        client.agent_executions.move(samples.execution.id, "submission")
    assert set(raised.value.allowed) == {
        *("data_acquisition", "human_review", "failed", "cancelled"),
    }
    moved = client.agent_executions.move(samples.execution.id, "data_acquisition")
    assert (moved.status, moved.current_step) == ("data_acquisition", 1)
    with pytest.raises(StepOutsideState) as outside:
        client.agent_executions.move(moved.id, "research", current_step=5)
    assert outside.value.facts == {"status": "research", "first": 2, "last": 2}
    with pytest.raises(NotFound):
        client.agent_executions.move(uuid4(), "research")


def test_leased_execution_can_only_be_cancelled(client: KaggleStore, samples: Samples) -> None:
    execution = samples.execution
    (held,) = client.agent_executions.claim(worker="me")
    with pytest.raises(LeaseHeld):
        client.agent_executions.move(execution.id, "data_acquisition")
    with pytest.raises(LeaseHeld):
        client.agent_executions.update(execution.id, priority=1)
    client.agent_executions.move(execution.id, "data_acquisition", lease_id=held.lease_id)
    assert client.agent_executions.move(execution.id, "cancelled").completed_at is not None
    assert held.lease_id is not None
    with pytest.raises(LeaseLost):
        client.agent_executions.complete(execution.id, lease_id=held.lease_id)


def test_costs_by_kind(client: KaggleStore, samples: Samples) -> None:
    execution = samples.execution
    client.generated_code.create(
        execution_id=execution.id,
        code_type="model",
        file_name="m.py",
        code_content="1",
        tokens_consumed=100,
        cost_dollars=0.0042,
    )
    session = client.gpu_sessions.open(
        execution_id=execution.id, provider="vast_ai", instance_type="A100"
    )
    client.gpu_sessions.close(session.id, total_cost_dollars=0.1)
    costs = client.agent_executions.costs(execution.id)
    assert (costs.gpu_dollars, costs.code_dollars) == (Decimal("0.1"), Decimal("0.0042"))
    assert (costs.total_dollars, costs.code_tokens) == (Decimal("0.1042"), 100)
    assert (costs.improvements, costs.dollars_per_improvement) == (0, None)
    with pytest.raises(NotFound):
        client.agent_executions.costs(uuid4())


def test_costs_are_listed_newest_first(client: KaggleStore, samples: Samples) -> None:
    ids = []
    for number, dollars in enumerate((1, 3, 2)):
        execution = client.agent_executions.create(
            competition_id=samples.competition.id,
            execution_name="run",
            created_at=datetime(2026, 1, 1 + number, tzinfo=UTC),
        )
        session = client.gpu_sessions.open(
            execution_id=execution.id, provider="vast_ai", instance_type="A100"
        )
        client.gpu_sessions.close(session.id, total_cost_dollars=dollars)
        ids.append(execution.id)
    costs_list = client.agent_executions.costs_list
    assert [row.execution_id for row in costs_list()] == ids[::-1]
    dear = costs_list(total_dollars__gte=2, order="-total_dollars")
    assert [row.gpu_dollars for row in dear] == [3, 2]
    assert [row.execution_id for row in costs_list(execution_id=ids[:2], limit=1)] == [ids[1]]
    assert [row.execution_id for row in costs_list(order="execution_id")] == sorted(ids)
    assert [row.execution_id for row in costs_list(order="-execution_id")] == sorted(ids)[::-1]
    assert costs_list(competition_id=uuid4()) == []


def test_cost_totals_by_dimension(client: KaggleStore, samples: Samples) -> None:
    session = client.gpu_sessions.open(
        execution_id=samples.execution.id, provider="vast_ai", instance_type="A100"
    )
    client.gpu_sessions.close(session.id, total_cost_dollars=Decimal("0.123456"))
    cost_totals = client.agent_executions.cost_totals
    [total] = cost_totals(by=(), competition_id=samples.competition.id)
    assert (total.day, total.kind, total.provider) == (None, None, None)
    assert (total.dollars, total.tokens) == (Decimal("0.123456"), 0)
    [row] = cost_totals(execution_id=samples.execution.id)
    assert (row.kind, row.provider, row.dollars) == ("gpu", "vast_ai", Decimal("0.123456"))
    assert row.day is not None
    assert cost_totals(by="kind", until=row.day) == []
    assert [each.day for each in cost_totals(by=["day"], since=row.day)] == [row.day]
    wrong: Any = ["week"]
    with pytest.raises(InvalidInput, match="by"):
        cost_totals(by=wrong)


def test_claim_for_one_execution(client: KaggleStore, samples: Samples) -> None:
    other = client.agent_executions.create(
        competition_id=samples.competition.id, execution_name="other"
    )
    job = samples.job
    assert client.training_jobs.claim(worker="w", limit=9, execution_id=other.id) == []
    theirs = client.gpu_sessions.open(
        execution_id=other.id, provider="vast_ai", instance_type="A100"
    )
    own = samples.execution.id
    both: Any = {"execution_id": own, "gpu_session_id": theirs.id}
    assert client.training_jobs.claim(worker="w", **both) == []
    (claimed,) = client.training_jobs.claim(worker="w", execution_id=own)
    assert claimed.id == job.id


def test_claim_for_gpu_session_of_same_execution(client: KaggleStore, samples: Samples) -> None:
    job = samples.job
    mine = client.gpu_sessions.open(
        execution_id=job.execution_id, provider="vast_ai", instance_type="A100"
    )
    other = client.agent_executions.create(
        competition_id=samples.competition.id, execution_name="other"
    )
    theirs = client.gpu_sessions.open(
        execution_id=other.id, provider="vast_ai", instance_type="A100"
    )
    assert client.training_jobs.claim(worker="theirs", gpu_session_id=theirs.id) == []
    (claimed,) = client.training_jobs.claim(worker="mine", gpu_session_id=mine.id)
    assert (claimed.id, claimed.status, claimed.gpu_session_id) == (job.id, "running", mine.id)


def test_complete_stores_job_result(client: KaggleStore, samples: Samples) -> None:
    assert samples.job.status == "queued"
    (held,) = client.training_jobs.claim(worker="me", lease=60)
    lease: Any = {"lease_id": held.lease_id}
    client.training_jobs.heartbeat(held.id, **lease)
    done = client.training_jobs.complete(
        held.id, **lease, final_test_score=0.75, model_artifacts_path="model", logs_path="log"
    )
    assert (done.status, done.final_test_score, done.progress) == ("completed", 0.75, 1)
    assert (done.model_artifacts_path, done.logs_path) == ("model", "log")
    assert client.training_jobs.complete(held.id, **lease) == done


def test_job_release_and_final_failure(client: KaggleStore, samples: Samples) -> None:
    assert samples.job.status == "queued"
    (held,) = client.training_jobs.claim(worker="me")
    lease: Any = {"lease_id": held.lease_id}
    released = client.training_jobs.release(held.id, **lease)
    assert (released.status, released.attempts) == ("running", 0)
    (again,) = client.training_jobs.claim(worker="me")
    lease = {"lease_id": again.lease_id}
    failed = client.training_jobs.fail(again.id, **lease, error="out of memory", retry=False)
    assert (failed.status, failed.error_message) == ("failed", "out of memory")


def test_report_keeps_best_score_and_series(client: KaggleStore, samples: Samples) -> None:
    client.competitions.update(samples.competition.id, metric_direction="maximize")
    assert samples.job.status == "queued"
    (held,) = client.training_jobs.claim(worker="me")
    lease: Any = {"lease_id": held.lease_id}
    row = held
    for epoch, score in enumerate([0.5, 0.75, 0.625], start=1):
        row = client.training_jobs.report(
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
    points = list(client.system_metrics.series(samples.execution.id, "validation_score"))
    assert [point.metric_value for point in points] == [0.5, 0.75, 0.625]
    assert isinstance(points[-1].tags, dict)
    assert (points[-1].tags["step"], points[-1].tags["epoch"]) == (30, 3)


def test_report_requires_lease_of_leased_job(client: KaggleStore, samples: Samples) -> None:
    assert samples.job.status == "queued"
    (held,) = client.training_jobs.claim(worker="me")
    with pytest.raises(LeaseHeld):
        client.training_jobs.report(held.id, epoch=1)
    with pytest.raises(LeaseLost):
        client.training_jobs.report(held.id, lease_id=uuid4(), epoch=1)


def test_report_refuses_invalid_metrics(client: KaggleStore, samples: Samples) -> None:
    wrong: Any = {"loss": "low"}
    with pytest.raises(InvalidInput, match=r"TrainingJob\.metrics\.loss"):
        client.training_jobs.report(samples.job.id, metrics=wrong)
    (held,) = client.training_jobs.claim(worker="me")
    with pytest.raises(BadMetrics):
        client.training_jobs.report(held.id, lease_id=held.lease_id, metrics={"m" * 201: 1.0})
