"""Claim, renew and release leases: the RPCs that executions and training jobs share."""

from __future__ import annotations

from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from pydantic import TypeAdapter, with_config
from typing_extensions import TypedDict

from kaggle_store._requests.arguments import Delay, Limit, Worker
from kaggle_store._requests.operation import Op, Rows
from kaggle_store._requests.rpc import RowsFunction
from kaggle_store._requests.validation import checked
from kaggle_store.models._base import INPUT, Float, Row

R = TypeVar("R", bound=Row)

LEASE = 300.0
"""Seconds for which work is claimed unless the caller says otherwise."""


@with_config(INPUT)
class _Asked(TypedDict, total=False):
    """What callers give, by the names they know; how long a lease may be is the database's word."""

    worker: Worker
    lease: Float
    limit: Limit
    delay: Delay


_ASKED: TypeAdapter[_Asked] = TypeAdapter(_Asked)


class Claims(Generic[R]):
    """The functions of one table's claims; `one` and `many` are how they call what is claimed."""

    def __init__(self, row: type[R], one: str, many: str, arguments: dict[str, type[Any]]) -> None:
        def function(verb: str, noun: str) -> RowsFunction[R]:
            return RowsFunction(f"{verb}_{noun}", arguments[verb], row)

        self._table = row.table
        self._subject = row.__name__
        self._claim = function("claim", many)
        self._heartbeat = function("heartbeat", one)
        self._release = function("release", one)
        self._complete = function("complete", one)
        self._fail = function("fail", one)

    def claim(self, worker: str, lease: float, limit: int, **more: object) -> Op[Rows[R]]:
        """Claim under a new lease, whose id lets the same request find what it has claimed."""
        return self.claim_under(uuid4(), worker, lease, limit, **more)

    def claim_under(
        self, lease_id: UUID, worker: str, lease: float, limit: int, **more: object
    ) -> Op[Rows[R]]:
        """Claim under a lease whose id was never used before."""
        name = self._checked("claim", worker=worker, lease=lease, limit=limit)
        asked = {"lease_id": lease_id, "worker": worker, "lease_seconds": lease, "limit": limit}
        return self._claim.rows(name, asked | more)

    def heartbeat(self, id: UUID, lease_id: UUID, lease: float) -> Op[R]:
        """Prolong the lease to this many seconds from now."""
        name = self._checked("heartbeat", lease=lease)
        asked = {"id": id, "lease_id": lease_id, "lease_seconds": lease}
        return self._heartbeat.row(name, asked)

    def release(self, id: UUID, lease_id: UUID, delay: float) -> Op[R]:
        """Give the work back as it is."""
        name = self._checked("release", delay=delay)
        asked = {"id": id, "lease_id": lease_id, "delay_seconds": delay}
        return self._release.row(name, asked)

    def complete(self, id: UUID, lease_id: UUID, **found: object) -> Op[R]:
        """End the work well."""
        asked = {"id": id, "lease_id": lease_id, **found}
        return self._complete.row(self.named("complete"), asked)

    def fail(self, id: UUID, lease_id: UUID, error: str, retry: bool) -> Op[R]:
        """Say that this attempt failed."""
        asked = {"id": id, "lease_id": lease_id, "error": error, "retry": retry}
        return self._fail.row(self.named("fail"), asked)

    def named(self, verb: str) -> str:
        """Return what errors call a verb of this table."""
        return f"{self._table}.{verb}"

    def _checked(self, verb: str, **asked: object) -> str:
        name = self.named(verb)
        checked(_ASKED, asked, subject=self._subject, operation=name)
        return name
