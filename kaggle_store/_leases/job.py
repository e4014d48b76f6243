"""Work that is held under a lease: what its holder can do with it, and what letting go means."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from pydantic import TypeAdapter

from kaggle_store._leases.claims import Claims
from kaggle_store._requests.lease import Lease
from kaggle_store._requests.operation import Entity, Flow, M, Op, operation
from kaggle_store._transport.executor import AsyncExecutor, SyncExecutor
from kaggle_store.errors import KaggleStoreError
from kaggle_store.models._base import Row

R = TypeVar("R", bound=Row)

LEAVING = 5.0
"""Seconds that leaving a block tries to give the work back; then its lease ends by itself."""

LONGEST_ERROR = 10_000
"""Characters of an exception that are stored as the reason of a failure."""


class LeasedWork(Entity[M], Generic[M, R]):
    """Work that is held under a lease."""

    _claims: ClassVar[Claims[Any]]
    _options: ClassVar[TypeAdapter[Any]]

    def __init__(self, executor: SyncExecutor | AsyncExecutor, row: R, lease: Lease) -> None:
        super().__init__(executor)
        self._store: M = executor.store
        self._row = row
        self._lease = lease

    @property
    def store(self) -> M:
        """A client of the same class whose writes carry the lease; it shares the connections."""
        return self._store

    @property
    def id(self) -> UUID:
        """The id of the row that is held."""
        return self._lease.row_id

    @property
    def lease_id(self) -> UUID:
        """The lease that it is held under."""
        return self._lease.id

    @property
    def lost(self) -> bool:
        """Whether the lease is lost, so that somebody else may be at this work."""
        return self._lease.is_lost

    def check(self) -> None:
        """Raise `LeaseLost` once the lease is lost; a long computation calls it now and then."""
        self._lease.check()

    @operation
    def release(self, *, delay: float = 0.0) -> Flow[R]:
        """Give it back as it is, to be claimed after `delay` seconds; the attempt is not counted.

        A block that ends without another word does that by itself.
        """
        return self._ended(self._claims.release(self.id, self.lease_id, delay))

    @operation
    def fail(self, error: str, *, retry: bool = True) -> Flow[R]:
        """Say that this attempt failed, and why; with `retry` it can be claimed again later.

        An exception that leaves the block does that by itself.
        """
        return self._ended(self._claims.fail(self.id, self.lease_id, error, retry))

    def _changed(self, op: Op[R] | Flow[R]) -> Flow[R]:
        self._row = yield from op
        return self._row

    def _ended(self, op: Op[R] | Flow[R]) -> Flow[R]:
        with self._lease.ending():
            return (yield from self._changed(op))


def leave(job: LeasedWork[Any, Any], error: BaseException | None) -> Flow[None]:
    """Write what leaving the block means: a failure, or that nothing was decided.

    Nothing is written under a lease that is lost. An interruption is no failure of the work.
    """
    lease, claims = job._lease, job._claims
    if lease.has_ended or (error and lease.is_lost):
        return
    lease.check()
    if isinstance(error, Exception):
        op = claims.fail(job.id, job.lease_id, _spoken(error), retry=True)
    else:
        op = claims.release(job.id, job.lease_id, 0.0)
    try:
        yield from job._ended(replace(op, within=min(LEAVING, lease.left)))
    except KaggleStoreError as failure:
        if error is None:
            raise
        error.add_note(f"The lease could not be given back: {failure}")


def _spoken(error: Exception) -> str:
    text = repr(error)[:LONGEST_ERROR].replace("\0", "")
    return text.encode(errors="replace").decode()
