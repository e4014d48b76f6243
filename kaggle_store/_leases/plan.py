"""Plan a block of leased work: claim it, send heartbeats, release an interrupted claim."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from pydantic import TypeAdapter, with_config
from typing_extensions import TypedDict

from kaggle_store._leases.claims import DEFAULT_LEASE
from kaggle_store._leases.job import RELEASE_TIMEOUT, LeasedWork
from kaggle_store._requests.arguments import MIN_POLL_SECONDS, Worker
from kaggle_store._requests.lease import Lease
from kaggle_store._requests.operation import Flow, Op, Pause, Repeat, Rows
from kaggle_store._requests.validation import checked
from kaggle_store._transport.retry import is_transient
from kaggle_store.errors import InvalidInput, KaggleStoreError, LeaseLost
from kaggle_store.models._base import INPUT, Row
from kaggle_store.settings import Seconds

MIN_HEARTBEAT_TIMEOUT = 1.0
"""Seconds that a heartbeat may take even if heartbeats are more frequent."""


@with_config(INPUT)
class WorkOptions(TypedDict, total=False):
    """Options for claiming work and keeping its lease."""

    worker: Worker | None
    """The worker's name; by default the host name and process id."""
    lease: Seconds
    """Seconds that the lease lasts after the claim and after each heartbeat; 300 by default."""
    heartbeat_every: Seconds | None
    """Seconds between heartbeats; by default a third of the lease."""


_POLL: TypeAdapter[float | None] = TypeAdapter(Seconds | None)

H = TypeVar("H", bound=LeasedWork[Any, Any])


@dataclass(frozen=True)
class WorkPlan(Generic[H]):
    """The arguments of a claim and of its heartbeats."""

    job_class: type[H]
    worker: str
    lease: float
    heartbeat_every: float
    poll: float | None
    extra_arguments: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, job_class: type[H], poll: float | None, options: WorkOptions) -> WorkPlan[H]:
        """Return a plan with defaults filled in, or raise `InvalidInput`."""
        name = job_class._claims.operation_name("work")
        poll = checked(_POLL, poll, subject="poll", operation=name)
        given = checked(job_class._options, options, subject="work", operation=name)
        lease = given.pop("lease", DEFAULT_LEASE)
        every = given.pop("heartbeat_every", None) or lease / 3
        if every >= lease:
            raise InvalidInput("work.heartbeat_every: must be less than the lease", operation=name)
        worker = given.pop("worker", None) or f"{socket.gethostname()}-{os.getpid()}"
        return cls(job_class, worker, lease, every, poll, given)

    def claim_op(self, lease_id: UUID) -> Op[Rows[Any]]:
        """Return an `Op` that claims one row under this lease."""
        return self.job_class._claims.claim_under(
            lease_id, self.worker, self.lease, 1, **self.extra_arguments
        )

    def send_heartbeat(self, job: H) -> Flow[float]:
        """Extend the lease once, and return the seconds until the next heartbeat."""
        until = time.monotonic() + self.lease
        op = job._claims.heartbeat(job.id, job.lease_id, self.lease)
        try:
            row = yield from replace(
                op, repeat="never", within=self._heartbeat_timeout(job._lease.left)
            )
        except LeaseLost as error:
            job._lease.mark_lost(error)
        except KaggleStoreError:
            # Until the lease expires, another attempt may succeed.
            return self.heartbeat_every / 4
        else:
            job._lease.extend(until)
            if row.updated_at >= job._row.updated_at:
                job._row = row
        return self.heartbeat_every

    def _heartbeat_timeout(self, left: float) -> float:
        # A stalled heartbeat must leave time for another one.
        return min(max(self.heartbeat_every / 2, min(MIN_HEARTBEAT_TIMEOUT, left / 3)), left)


class ClaimAttempt(Generic[H]):
    """A running claim; if it is interrupted, the server may have granted it already."""

    def __init__(self, plan: WorkPlan[H]) -> None:
        self._plan = plan
        self._lease_id: UUID | None = None

    def claim(self) -> Flow[tuple[Row, Lease] | None]:
        """Claim one row; with `poll`, wait until there is one."""
        plan = self._plan
        while True:
            self._lease_id, until = uuid4(), time.monotonic() + plan.lease
            if rows := (yield from plan.claim_op(self._lease_id)):
                return rows[0], Lease(self._lease_id, rows[0].table, rows[0].id, until)
            self._lease_id = None
            if plan.poll is None:
                return None
            yield from Pause(max(plan.poll, MIN_POLL_SECONDS))

    def may_be_granted(self, error: BaseException) -> bool:
        """Return True if a row may have been claimed although `error` was raised."""
        if self._lease_id is None or isinstance(error, GeneratorExit):
            return False
        return is_transient(error) or not isinstance(error, KaggleStoreError)

    def release(self, error: BaseException) -> Flow[None]:
        """Repeat the claim, which returns what its lease holds, and release that.

        If the first copy arrives later, its lease id is used already and it claims nothing.
        """
        if self._lease_id is None:
            return
        until = time.monotonic() + RELEASE_TIMEOUT
        # A request that failed has been retried already.
        repeat: Repeat = "never" if isinstance(error, KaggleStoreError) else "safe"
        again = replace(self._plan.claim_op(self._lease_id), repeat=repeat, within=RELEASE_TIMEOUT)
        try:
            for row in (yield from again):
                op = self._plan.job_class._claims.release(row.id, self._lease_id, 0.0)
                yield from replace(op, within=until - time.monotonic())
        except KaggleStoreError as failure:
            error.add_note(f"The row that may have been claimed could not be released: {failure}")
