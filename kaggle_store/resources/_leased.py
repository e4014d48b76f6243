"""What executions and training jobs share: heartbeats, releases and failures under a lease."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from kaggle_store._leases.claims import DEFAULT_LEASE, Claims
from kaggle_store._requests.operation import Entity, M, Op, operation
from kaggle_store.models._base import Row

R = TypeVar("R", bound=Row)


class LeasedTable(Entity[M], Generic[M, R]):
    """A table whose rows workers hold under a lease."""

    _claims: ClassVar[Claims[Any]]

    @operation
    def heartbeat(self, id: UUID, *, lease_id: UUID, lease: float = DEFAULT_LEASE) -> Op[R]:
        """Extend a lease to `lease` seconds (0.05 to 86,400; default 300) from now.

        Raises `LeaseLost` once it has ended.
        """
        return self._claims.heartbeat(id, lease_id, lease)

    @operation
    def release(self, id: UUID, *, lease_id: UUID, delay: float = 0.0) -> Op[R]:
        """Release the lease; the row can be claimed again after `delay` seconds.

        `delay` is 0 by default, at most 30 days. The attempt is not counted. Raises `LeaseLost`.
        """
        return self._claims.release(id, lease_id, delay)

    @operation
    def fail(self, id: UUID, *, lease_id: UUID, error: str, retry: bool = True) -> Op[R]:
        """Record a failed attempt and end its lease.

        With `retry` the row can be claimed again after a growing delay, until `max_attempts`;
        then it fails and an intervention is requested. Without, it fails at once. Raises
        `LeaseLost`.
        """
        return self._claims.fail(id, lease_id, error, retry)
