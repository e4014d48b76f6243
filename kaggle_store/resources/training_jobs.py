"""`store.training_jobs`: trainings of models, who runs them, and how far they are."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NotRequired, Unpack, overload
from uuid import UUID

from pydantic import TypeAdapter, with_config
from typing_extensions import TypedDict

from kaggle_store._leases.claims import LEASE, Claims
from kaggle_store._leases.context import working
from kaggle_store._leases.job import LeasedWork
from kaggle_store._leases.plan import WorkOptions, WorkPlan
from kaggle_store._requests.operation import A, Flow, M, Op, Rows, S, operation
from kaggle_store._requests.rpc import RowsFunction
from kaggle_store.models._base import INPUT, Float, Text
from kaggle_store.models.functions import (
    ClaimTrainingJobsArgs,
    CompleteTrainingJobArgs,
    FailTrainingJobArgs,
    HeartbeatTrainingJobArgs,
    ReleaseTrainingJobArgs,
    ReportTrainingProgressArgs,
)
from kaggle_store.models.training_jobs import TrainingJob
from kaggle_store.resources._tables.training_jobs import TrainingJobsTable


class TrainingReport(TypedDict, total=False):
    """Where a training stands; what is left out stays as it is."""

    step: int | None
    """The step it is at."""
    epoch: int | None
    """The epoch it is at."""
    metrics: Mapping[str, float] | None
    """Values by name, NaN and infinities included."""
    validation_score: float | None
    """The validation score; the best is kept, by the competition's direction."""
    progress: float | None
    """How much is done, from 0 to 1; by default the share of the epochs."""
    total_epochs: int | None
    """How many epochs it will run."""
    early_stopping_epoch: int | None
    """The epoch at which it was stopped early."""
    peak_memory_gb: float | None
    """Memory in gigabytes; the most is kept."""
    gpu_utilization_percent: float | None
    """How busy the GPU is, from 0 to 100."""
    measured_at: datetime | None
    """When this was measured; by default now."""


class TrainingResult(TypedDict, total=False):
    """What a training has yielded; what is left out stays as it is."""

    final_test_score: float | None
    """The score on the test part."""
    early_stopping_epoch: int | None
    """The epoch at which it was stopped early."""
    model_artifacts_path: str | None
    """Where the model lies."""
    logs_path: str | None
    """Where the logs lie."""


@with_config(INPUT)
class _ReportArgs(ReportTrainingProgressArgs):
    p_metrics: NotRequired[dict[Text, Float]]  # type: ignore[misc] # NaN travels as text


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
    """How a job is claimed and kept."""

    gpu_session_id: UUID | None
    """The machine it shall run on; only jobs of the execution that pays for it are claimed."""


class TrainingWork(LeasedWork[M, TrainingJob]):
    """A training job that is run under a lease."""

    _claims = _claims
    _options = TypeAdapter(TrainingOptions)

    @property
    def training_job(self) -> TrainingJob:
        """The job, as it was last answered."""
        return self._row

    @operation
    def report(self, **report: Unpack[TrainingReport]) -> Flow[TrainingJob]:
        """Say where the training stands, at every epoch or every few steps."""
        return self._changed(_reported(self.id, self.lease_id, report))

    @operation
    def complete(self, **found: Unpack[TrainingResult]) -> Flow[TrainingJob]:
        """End a job that has gone well, with what it has yielded."""
        return self._ended(_claims.complete(self.id, self.lease_id, **found))


class TrainingJobs(TrainingJobsTable[M]):
    """Trainings of models, who runs them, and how far they are."""

    @operation
    def claim(
        self,
        *,
        worker: str,
        lease: float = LEASE,
        limit: int = 1,
        gpu_session_id: UUID | None = None,
    ) -> Op[Rows[TrainingJob]]:
        """Take up to `limit` jobs to run, the best by priority, then age; they are `running` then.

        Each comes under a lease of `lease` seconds (0.05 to a day), whose `lease_id` the other
        verbs ask for. With `gpu_session_id` only jobs of the execution that pays for that machine,
        which then run on it. An empty list says that nothing can be claimed now.
        """
        return _claims.claim(worker, lease, limit, gpu_session_id=gpu_session_id)

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
        """Work on the best job there is, under a lease that is kept while the block lasts.

        `with store.training_jobs.work() as job:`, or `async with`. The job is None when nothing
        can be claimed; given `poll`, the block waits for one and looks every so many seconds.
        Leaving the block gives it back, unless it was completed or has failed; an exception is a
        failure that is tried again. Once the lease is lost nothing more is written: an
        `async with` block is cancelled and raises `LeaseLost`, as does every call of `job.store`
        and `job.check()`.
        """
        return working(self._executor, WorkPlan.of(TrainingWork, poll, options))

    @operation
    def heartbeat(
        self,
        id: UUID,
        *,
        lease_id: UUID,
        lease: float = LEASE,
    ) -> Op[TrainingJob]:
        """Prolong a lease to `lease` seconds from now; raises `LeaseLost` once it has ended."""
        return _claims.heartbeat(id, lease_id, lease)

    @operation
    def release(
        self,
        id: UUID,
        *,
        lease_id: UUID,
        delay: float = 0.0,
    ) -> Op[TrainingJob]:
        """Give a job back as it is, to be claimed after `delay` seconds at the earliest.

        The attempt is not counted. Raises `LeaseLost`.
        """
        return _claims.release(id, lease_id, delay)

    @operation
    def complete(
        self,
        id: UUID,
        *,
        lease_id: UUID,
        **found: Unpack[TrainingResult],
    ) -> Op[TrainingJob]:
        """End a job that has gone well, with what it has yielded; raises `LeaseLost`."""
        return _claims.complete(id, lease_id, **found)

    @operation
    def fail(
        self,
        id: UUID,
        *,
        lease_id: UUID,
        error: str,
        retry: bool = True,
    ) -> Op[TrainingJob]:
        """Say that an attempt failed, and why.

        With `retry` it can be claimed again after a growing delay, until `max_attempts`; then it
        fails and a person is asked. Without, it fails at once. Raises `LeaseLost`.
        """
        return _claims.fail(id, lease_id, error, retry)

    @operation
    def report(
        self,
        id: UUID,
        *,
        lease_id: UUID | None = None,
        **report: Unpack[TrainingReport],
    ) -> Op[TrainingJob]:
        """Say where a training stands, at every epoch or every few steps.

        The job keeps the best validation score by the competition's direction, the latest and best
        value of each metric, and the most memory; the series become `system_metrics` with step and
        epoch in their tags. Raises `LeaseLost`, or `LeaseHeld` while another
        worker holds a lease.
        """
        return _reported(id, lease_id, report)


def _reported(id: UUID, lease_id: UUID | None, report: Mapping[str, Any]) -> Op[TrainingJob]:
    # The time is fixed before the first try: it makes the points of a repeat the same points.
    measured_at = report.get("measured_at") or datetime.now(UTC)
    asked = {**report, "id": id, "lease_id": lease_id, "measured_at": measured_at}
    op = _report.row("training_jobs.report", asked)
    # By its points a report that comes late is known for an old one.
    has_points = bool(report.get("metrics")) or report.get("validation_score") is not None
    return op if has_points else replace(op, repeat="prompt")
