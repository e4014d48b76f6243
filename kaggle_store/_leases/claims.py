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

DEFAULT_LEASE = 300.0
"""Default length of a lease in seconds."""


@with_config(INPUT)
class _ClaimArguments(TypedDict, total=False):
    """Arguments by their names in Python; the database limits a lease's length."""

    worker: Worker
    lease: Float
    limit: Limit
    delay: Delay


_CLAIM_ARGUMENTS: TypeAdapter[_ClaimArguments] = TypeAdapter(_ClaimArguments)


class Claims(Generic[R]):
    """The claim functions of one table; `one` and `many` are the nouns in their names."""

    def __init__(self, row: type[R], one: str, many: str, arguments: dict[str, type[Any]]) -> None:
        def function(verb: str, noun: str, *, is_array: bool = False) -> RowsFunction[R]:
            return RowsFunction(f"{verb}_{noun}", arguments[verb], row, is_array=is_array)

        self._table = row.table
        self._subject = row.__name__
        self._claim = function("claim", many, is_array=True)
        self._heartbeat = function("heartbeat", one)
        self._release = function("release", one)
        self._complete = function("complete", one)
        self._fail = function("fail", one)

    def claim(self, worker: str, lease: float, limit: int, **more: object) -> Op[Rows[R]]:
        """Claim up to `limit` rows under a new lease, whose id makes a retry return the same."""
        return self.claim_under(uuid4(), worker, lease, limit, **more)

    def claim_under(
        self, lease_id: UUID, worker: str, lease: float, limit: int, **more: object
    ) -> Op[Rows[R]]:
        """Claim under this lease id, which must not have been used before."""
        name = self._checked("claim", worker=worker, lease=lease, limit=limit)
        arguments = {"lease_id": lease_id, "worker": worker, "lease_seconds": lease, "limit": limit}
        return self._claim.rows(name, arguments | more)

    def heartbeat(self, id: UUID, lease_id: UUID, lease: float) -> Op[R]:
        """Extend the lease to `lease` seconds from now."""
        name = self._checked("heartbeat", lease=lease)
        arguments = {"id": id, "lease_id": lease_id, "lease_seconds": lease}
        return self._heartbeat.row(name, arguments)

    def release(self, id: UUID, lease_id: UUID, delay: float) -> Op[R]:
        """Release the lease; the row can be claimed again after `delay` seconds."""
        name = self._checked("release", delay=delay)
        arguments = {"id": id, "lease_id": lease_id, "delay_seconds": delay}
        return self._release.row(name, arguments)

    def complete(self, id: UUID, lease_id: UUID, **found: object) -> Op[R]:
        """Mark the work as completed and end the lease."""
        arguments = {"id": id, "lease_id": lease_id, **found}
        return self._complete.row(self.operation_name("complete"), arguments)

    def fail(self, id: UUID, lease_id: UUID, error: str, retry: bool) -> Op[R]:
        """Mark this attempt as failed; with `retry` the row can be claimed again."""
        arguments = {"id": id, "lease_id": lease_id, "error": error, "retry": retry}
        return self._fail.row(self.operation_name("fail"), arguments)

    def operation_name(self, verb: str) -> str:
        """Return an operation's name in errors, such as `training_jobs.claim`."""
        return f"{self._table}.{verb}"

    def _checked(self, verb: str, **arguments: object) -> str:
        name = self.operation_name(verb)
        checked(_CLAIM_ARGUMENTS, arguments, subject=self._subject, operation=name)
        return name
