"""Leased work: the holder's operations, and what the end of a block writes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from pydantic import TypeAdapter

from kaggle_store._leases.claims import Claims
from kaggle_store._requests.job_metrics import JobMetrics
from kaggle_store._requests.lease import Lease
from kaggle_store._requests.operation import Entity, Flow, M, Op, operation
from kaggle_store._transport.executor import AsyncExecutor, SyncExecutor
from kaggle_store.errors import KaggleStoreError
from kaggle_store.models._base import Row

R = TypeVar("R", bound=Row)

RELEASE_TIMEOUT = 5.0
"""Seconds that the end of a block tries to release the work; then the lease expires."""

MAX_ERROR_CHARACTERS = 10_000
"""Maximum characters of an exception that are stored as the failure's reason."""


class LeasedWork(Entity[M], Generic[M, R]):
    """A row that is held under a lease, with the operations that need the lease."""

    _claims: ClassVar[Claims[Any]]
    _options: ClassVar[TypeAdapter[Any]]

    def __init__(self, executor: SyncExecutor | AsyncExecutor, row: R, lease: Lease) -> None:
        super().__init__(executor)
        self._store: M = executor.store
        self._row = row
        self._lease = lease

    @property
    def store(self) -> M:
        """A client of the same class, on the same connections, whose writes carry the lease."""
        return self._store

    @property
    def id(self) -> UUID:
        """The id of the held row."""
        return self._lease.row_id

    @property
    def lease_id(self) -> UUID:
        """The id of the lease."""
        return self._lease.id

    @property
    def lost(self) -> bool:
        """True once the lease is lost and another worker may have claimed the row."""
        return self._lease.is_lost

    @staticmethod
    def _metrics_of(row: Any) -> JobMetrics | None:  # noqa: ARG004 - for subclasses
        """Return the tags of metrics that are recorded while this row is held."""
        return None

    def check(self) -> None:
        """Raise `LeaseLost` once the lease is lost; call it regularly in a long computation."""
        self._lease.check()

    @operation
    def release(self, *, delay: float = 0.0) -> Flow[R]:
        """Release the lease; the row can be claimed again after `delay` seconds.

        `delay` is 0 by default, at most 30 days. The attempt is not counted. A block that ends
        without `complete` or `fail` releases too. Raises `LeaseLost`.
        """
        return self._end_lease(self._claims.release(self.id, self.lease_id, delay))

    @operation
    def fail(self, error: str, *, retry: bool = True) -> Flow[R]:
        """Mark this attempt as failed with `error`; with `retry` it can be claimed again later.

        An exception that leaves the block is recorded in the same way. Raises `LeaseLost`.
        """
        return self._end_lease(self._claims.fail(self.id, self.lease_id, error, retry))

    def _update_row(self, op: Op[R] | Flow[R]) -> Flow[R]:
        self._row = yield from op
        return self._row

    def _end_lease(self, op: Op[R] | Flow[R]) -> Flow[R]:
        with self._lease.ending():
            return (yield from self._update_row(op))


def finish_block(job: LeasedWork[Any, Any], error: BaseException | None) -> Flow[None]:
    """Record a block's end: a failure for an exception, otherwise a release.

    Writes nothing under a lost lease. An interruption such as Ctrl-C counts as a release.
    """
    lease, claims = job._lease, job._claims
    if lease.has_ended or (error and lease.is_lost):
        return
    if lease.is_lost:
        lease.check()
    if isinstance(error, Exception):
        op = claims.fail(job.id, job.lease_id, _error_text(error), retry=True)
    else:
        op = claims.release(job.id, job.lease_id, 0.0)
    try:
        yield from job._end_lease(replace(op, within=min(RELEASE_TIMEOUT, lease.left)))
    except KaggleStoreError as failure:
        if error is None:
            raise
        error.add_note(f"The lease could not be released: {failure}")


def _error_text(error: Exception) -> str:
    text = repr(error)[:MAX_ERROR_CHARACTERS].replace("\0", "")
    return text.encode(errors="replace").decode()
