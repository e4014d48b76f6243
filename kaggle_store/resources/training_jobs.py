"""`store.training_jobs`: training jobs, the workers that run them and their progress."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NotRequired, Unpack, overload
from uuid import UUID

from pydantic import TypeAdapter, with_config
from typing_extensions import TypedDict

from kaggle_store._leases.claims import DEFAULT_LEASE, Claims
from kaggle_store._leases.context import work_context
from kaggle_store._leases.job import LeasedWork
from kaggle_store._leases.plan import WorkOptions, WorkPlan
from kaggle_store._requests.job_metrics import JobMetrics
from kaggle_store._requests.operation import A, Flow, M, Op, Rows, S, operation
from kaggle_store._requests.rpc import RowsFunction
from kaggle_store.models._base import INPUT, Float, Name
from kaggle_store.models.functions import (
    ClaimTrainingJobsArgs,
    CompleteTrainingJobArgs,
    FailTrainingJobArgs,
    HeartbeatTrainingJobArgs,
    ReleaseTrainingJobArgs,
    ReportTrainingProgressArgs,
)
from kaggle_store.models.training_jobs import TrainingJob
from kaggle_store.resources._leased import LeasedTable
from kaggle_store.resources._tables.training_jobs import TrainingJobsTable
from kaggle_store.resources.system_metrics import SpoolOptions, SystemMetrics

if TYPE_CHECKING:
    from kaggle_store.recorder import Recorder


class TrainingReport(TypedDict, total=False):
    """Progress of a training job; omitted values stay unchanged."""

    step: int | None
    """The current step."""
    epoch: int | None
    """The current epoch."""
    metrics: Mapping[str, float] | None
    """Values by name, NaN and infinities included."""
    validation_score: float | None
    """The validation score; the best is kept, by the competition's metric direction."""
    progress: float | None
    """The completed fraction, from 0 to 1; by default `epoch / total_epochs`."""
    total_epochs: int | None
    """The number of epochs to run."""
    early_stopping_epoch: int | None
    """The epoch at which training stopped early."""
    peak_memory_gb: float | None
    """Memory in gigabytes; the maximum is kept."""
    gpu_utilization_percent: float | None
    """GPU utilization, from 0 to 100."""
    measured_at: datetime | None
    """When this was measured; by default now."""


class TrainingResult(TypedDict, total=False):
    """The result of a training job; omitted values stay unchanged."""

    final_test_score: float | None
    """The score on the test set."""
    early_stopping_epoch: int | None
    """The epoch at which training stopped early."""
    model_artifacts_path: str | None
    """The path of the model."""
    logs_path: str | None
    """The path of the logs."""


@with_config(INPUT)
class _ReportArgs(ReportTrainingProgressArgs):
    p_metrics: NotRequired[dict[Name, Float]]  # type: ignore[misc] # NaN is sent as text


_report = RowsFunction("report_training_progress", _ReportArgs, TrainingJob)
_claims = Claims(
    TrainingJob,
    "training_job",
    "training_jobs",
    {
        "claim": ClaimTrainingJobsArgs,
        "heartbeat": HeartbeatTrainingJobArgs,
        "release": ReleaseTrainingJobArgs,
        "complete": CompleteTrainingJobArgs,
        "fail": FailTrainingJobArgs,
    },
)


@with_config(INPUT)
class TrainingOptions(WorkOptions, total=False):
    """Options for claiming a job and keeping its lease."""

    gpu_session_id: UUID | None
    """The GPU session to run on; only jobs of the session's execution are claimed."""
    execution_id: UUID | None
    """Claim only jobs of this execution."""


class TrainingWork(LeasedWork[M, TrainingJob]):
    """A training job held under a lease, as `training_jobs.work` yields it."""

    _claims = _claims
    _options = TypeAdapter(TrainingOptions)

    @property
    def training_job(self) -> TrainingJob:
        """The job as last read from the server."""
        return self._row

    def recorder(
        self,
        *,
        component: str = "training",
        tags: Mapping[str, Any] | None = None,
        **options: Unpack[SpoolOptions],
    ) -> Recorder:
        """Record this job's metrics in the background, as `system_metrics.recorder` does.

        Points carry the job's execution, and `training_job_id` and `attempt` in their tags.
        """
        metrics: SystemMetrics[Any] = SystemMetrics(self._executor)
        return metrics.recorder(component=component, tags=tags, **options)

    @staticmethod
    def _metrics_of(row: TrainingJob) -> JobMetrics:
        return JobMetrics.of(row.execution_id, row.id, row.attempts)

    @operation
    def report(self, **report: Unpack[TrainingReport]) -> Flow[TrainingJob]:
        """Report progress, at every epoch or every few steps; raises `LeaseLost`."""
        return self._update_row(_report_op(self.id, self.lease_id, report))

    @operation
    def complete(self, **result: Unpack[TrainingResult]) -> Flow[TrainingJob]:
        """Complete the job and store its result; raises `LeaseLost`."""
        return self._end_lease(_claims.complete(self.id, self.lease_id, **result))


class TrainingJobs(LeasedTable[M, TrainingJob], TrainingJobsTable[M]):
    """Training jobs, the workers that run them and their progress."""

    _claims = _claims

    @operation
    def claim(
        self,
        *,
        worker: str,
        lease: float = DEFAULT_LEASE,
        limit: int = 1,
        gpu_session_id: UUID | None = None,
        execution_id: UUID | None = None,
    ) -> Op[Rows[TrainingJob]]:
        """Claim up to `limit` jobs and set them `running`, highest priority first, then oldest.

        They are held under one lease of `lease` seconds (0.05 to 86,400; default 300), whose
        `lease_id` the other methods take. With `execution_id` only jobs of that execution are
        claimed; with `gpu_session_id` only jobs of that session's execution, which are assigned
        to it. The list is empty when nothing can be claimed.
        """
        only = {"gpu_session_id": gpu_session_id, "execution_id": execution_id}
        return _claims.claim(worker, lease, limit, **only)

    @overload
    def work(
        self: TrainingJobs[S], *, poll: float, **options: Unpack[TrainingOptions]
    ) -> AbstractContextManager[TrainingWork[S]]: ...
    @overload
    def work(
        self: TrainingJobs[S], *, poll: None = None, **options: Unpack[TrainingOptions]
    ) -> AbstractContextManager[TrainingWork[S] | None]: ...
    @overload
    def work(
        self: TrainingJobs[A], *, poll: float, **options: Unpack[TrainingOptions]
    ) -> AbstractAsyncContextManager[TrainingWork[A]]: ...
    @overload
    def work(
        self: TrainingJobs[A], *, poll: None = None, **options: Unpack[TrainingOptions]
    ) -> AbstractAsyncContextManager[TrainingWork[A] | None]: ...
    def work(self, *, poll: float | None = None, **options: Unpack[TrainingOptions]) -> Any:
        """Claim the next job and keep its lease while the block lasts.

        `with store.training_jobs.work() as job:`, or `async with`. Without `poll` the job is
        None when nothing can be claimed; with it, the block retries the claim every `poll` seconds.
        Leaving the block releases the job, unless it was completed or failed; an exception fails
        the attempt, to be retried. Once the lease is lost nothing more is written: `job.check()`
        and every call of `job.store` raise `LeaseLost`, and an `async with` block is cancelled.
        Unless the program handles SIGTERM, it raises `SystemExit(143)` in the block, as Ctrl-C
        does `KeyboardInterrupt`: both release the job.
        """
        return work_context(self._executor, WorkPlan.of(TrainingWork, poll, options))

    @operation
    def complete(
        self,
        id: UUID,
        *,
        lease_id: UUID,
        **result: Unpack[TrainingResult],
    ) -> Op[TrainingJob]:
        """Complete a job and store its result; raises `LeaseLost`."""
        return _claims.complete(id, lease_id, **result)

    @operation
    def report(
        self,
        id: UUID,
        *,
        lease_id: UUID | None = None,
        **report: Unpack[TrainingReport],
    ) -> Op[TrainingJob]:
        """Report a job's progress, at every epoch or every few steps.

        The job keeps the best validation score by the competition's metric direction, the latest
        and best value of each metric, and the peak memory. Each metric value is also stored in
        `system_metrics`, with the job, its attempt, step and epoch in its tags. Raises
        `LeaseLost`, or without `lease_id` `LeaseHeld` while a worker holds a lease.
        """
        return _report_op(id, lease_id, report)


def _report_op(id: UUID, lease_id: UUID | None, report: Mapping[str, Any]) -> Op[TrainingJob]:
    # Fixed before the first try, so that a repeat stores the same metric points.
    measured_at = report.get("measured_at") or datetime.now(UTC)
    asked = {**report, "id": id, "lease_id": lease_id, "measured_at": measured_at}
    op = _report.row("training_jobs.report", asked)
    # The database recognises a delayed copy by its metric points.
    has_points = bool(report.get("metrics")) or report.get("validation_score") is not None
    return op if has_points else replace(op, repeat="unless_pending")
