"""What a block of work claims, how it keeps it, and what becomes of a claim that is interrupted."""

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

from kaggle_store._leases.claims import LEASE
from kaggle_store._leases.job import LEAVING, LeasedWork
from kaggle_store._requests.arguments import SHORTEST_PAUSE, Worker
from kaggle_store._requests.lease import Lease
from kaggle_store._requests.operation import Flow, Op, Pause, Repeat, Rows
from kaggle_store._requests.validation import checked
from kaggle_store._transport.retry import may_pass
from kaggle_store.errors import InvalidInput, KaggleStoreError, LeaseLost
from kaggle_store.models._base import INPUT, Row
from kaggle_store.settings import Seconds

PATIENCE = 1.0
"""Seconds that a heartbeat may take even where they follow each other faster."""


@with_config(INPUT)
class WorkOptions(TypedDict, total=False):
    """How work is claimed and kept."""

    worker: Worker | None
    """Who works; by default this host and process."""
    lease: Seconds
    """Seconds for which the lease is taken, and prolonged by each heartbeat; 300 by default."""
    heartbeat_every: Seconds | None
    """Seconds between heartbeats; by default a third of the lease."""


_POLL: TypeAdapter[float | None] = TypeAdapter(Seconds | None)

H = TypeVar("H", bound=LeasedWork[Any, Any])


@dataclass(frozen=True)
class WorkPlan(Generic[H]):
    """What is to be claimed, and how it is kept."""

    kind: type[H]
    worker: str
    lease: float
    every: float
    poll: float | None
    more: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: type[H], poll: float | None, options: WorkOptions) -> WorkPlan[H]:
        """Fill in the defaults, or raise `InvalidInput`."""
        name = kind._claims.named("work")
        poll = checked(_POLL, poll, subject="poll", operation=name)
        given = checked(kind._options, options, subject="work", operation=name)
        lease = given.pop("lease", LEASE)
        every = given.pop("heartbeat_every", None) or lease / 3
        if every >= lease:
            raise InvalidInput("work.heartbeat_every: must be less than the lease", operation=name)
        worker = given.pop("worker", None) or f"{socket.gethostname()}-{os.getpid()}"
        return cls(kind, worker, lease, every, poll, given)

    def ask(self, lease_id: UUID) -> Op[Rows[Any]]:
        """Ask for one piece of work under this lease."""
        return self.kind._claims.claim_under(lease_id, self.worker, self.lease, 1, **self.more)

    def beat(self, job: H) -> Flow[float]:
        """Prolong the lease once, and say after how many seconds to do it again."""
        until = time.monotonic() + self.lease
        op = job._claims.heartbeat(job.id, job.lease_id, self.lease)
        try:
            row = yield from replace(op, repeat="never", within=self._patience(job._lease.left))
        except LeaseLost as error:
            job._lease.lose(error)
        except KaggleStoreError:
            # Until the lease's own time is over, another try may get through.
            return self.every / 4
        else:
            job._lease.prolong(until)
            if row.updated_at >= job._row.updated_at:
                job._row = row
        return self.every

    def _patience(self, left: float) -> float:
        # One that stalls leaves time for another.
        return min(max(self.every / 2, min(PATIENCE, left / 3)), left)


class ClaimAttempt(Generic[H]):
    """A claim under way. One that is interrupted may have been granted without being known."""

    def __init__(self, plan: WorkPlan[H]) -> None:
        self._plan = plan
        self._asked: UUID | None = None

    def claim(self) -> Flow[tuple[Row, Lease] | None]:
        """Claim one, waiting for it where `poll` says so."""
        plan = self._plan
        while True:
            self._asked, until = uuid4(), time.monotonic() + plan.lease
            if rows := (yield from plan.ask(self._asked)):
                return rows[0], Lease(self._asked, rows[0].table, rows[0].id, until)
            self._asked = None
            if plan.poll is None:
                return None
            yield from Pause(max(plan.poll, SHORTEST_PAUSE))

    def may_hold(self, error: BaseException) -> bool:
        """Whether something may have been claimed although this was raised."""
        if self._asked is None or isinstance(error, GeneratorExit):
            return False
        return may_pass(error) or not isinstance(error, KaggleStoreError)

    def give_back(self, error: BaseException) -> Flow[None]:
        """Ask once more under the same lease, which answers what it holds, and release that.

        A first copy that comes later than this finds its lease used, and claims nothing.
        """
        if self._asked is None:
            return
        until = time.monotonic() + LEAVING
        # What failed has been repeated enough.
        repeat: Repeat = "never" if isinstance(error, KaggleStoreError) else "safe"
        again = replace(self._plan.ask(self._asked), repeat=repeat, within=LEAVING)
        try:
            for row in (yield from again):
                op = self._plan.kind._claims.release(row.id, self._asked, 0.0)
                yield from replace(op, within=until - time.monotonic())
        except KaggleStoreError as failure:
            error.add_note(f"What may have been claimed could not be given back: {failure}")
