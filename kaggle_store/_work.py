"""Work under a lease: a heartbeat in the background keeps it, and losing it stops the work."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, Generic, TypeVar
from uuid import uuid4

from typing_extensions import TypedDict

from kaggle_store._claims import LEASE
from kaggle_store._held import Held, leave
from kaggle_store._lease import Lease
from kaggle_store._operation import Flow, Pause, Performer
from kaggle_store._send import AsyncSender, SyncSender
from kaggle_store.errors import InvalidInput, KaggleStoreError, LeaseLost
from kaggle_store.models._base import Row

LAST_BEAT = 1.0
"""Seconds that leaving a block waits for a heartbeat that is under way."""


class WorkOptions(TypedDict, total=False):
    """How work is claimed and kept."""

    worker: str | None
    """Who works; by default this host and process."""
    lease: float
    """Seconds for which the lease is taken, and prolonged by each heartbeat; 300 by default."""
    heartbeat_every: float | None
    """Seconds between heartbeats; by default a third of the lease."""


H = TypeVar("H", bound=Held[Any, Any])


@dataclass(frozen=True)
class Plan(Generic[H]):
    """What is to be claimed, and how it is kept."""

    kind: type[H]
    worker: str
    lease: float
    every: float
    poll: float | None
    more: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: type[H], poll: float | None, options: WorkOptions, **more: object) -> Plan[H]:
        """Fill in the defaults, or raise `InvalidInput`."""
        lease = options.get("lease", LEASE)
        every = options.get("heartbeat_every") or lease / 3
        if not 0 < every < lease:
            raise InvalidInput("heartbeat_every: must be shorter than the lease")
        worker = options.get("worker") or f"{socket.gethostname()}-{os.getpid()}"
        return cls(kind, worker, lease, every, poll, more)

    def claim(self) -> Flow[tuple[Row, Lease] | None]:
        """Claim one, waiting for it where `poll` says so."""
        claims = self.kind._claims
        while True:
            lease_id, until = uuid4(), time.monotonic() + self.lease
            rows = yield from claims.claim_under(lease_id, self.worker, self.lease, 1, **self.more)
            if rows:
                return rows[0], Lease(lease_id, rows[0].table, rows[0].id, until)
            if self.poll is None:
                return None
            yield from Pause(self.poll)

    def beat(self, job: H) -> Flow[float]:
        """Prolong the lease once, and say after how many seconds to do it again."""
        until = time.monotonic() + self.lease
        op = job._claims.heartbeat(job.id, job.lease_id, self.lease)
        try:
            row = yield from replace(op, repeat="never")
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


class SyncWork(Generic[H]):
    """A block of work; a thread sends the heartbeats."""

    def __init__(self, sender: SyncSender, plan: Plan[H]) -> None:
        self._sender = sender
        self._plan = plan
        self._job: H | None = None

    def __enter__(self) -> H | None:
        if claimed := self._sender.perform(self._plan.claim):
            row, lease = claimed
            self._job = self._plan.kind(self._sender.under(lease), row, lease)
            self._left = threading.Event()
            self._beats = threading.Thread(target=self._keep, args=(self._job,), daemon=True)
            self._beats.start()
        return self._job

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        job, self._job = self._job, None
        if job is not None:
            self._left.set()
            self._beats.join(LAST_BEAT)
            self._sender.perform(lambda: leave(job, error))

    def _keep(self, job: H) -> None:
        pause, lease = self._plan.every, job._lease
        while not (self._left.wait(pause) or lease.has_ended or lease.is_lost):
            pause = self._sender.perform(lambda: self._plan.beat(job))


class AsyncWork(Generic[H]):
    """A block of work; a task sends the heartbeats, and cancels the block if the lease is lost."""

    def __init__(self, sender: AsyncSender, plan: Plan[H]) -> None:
        self._sender = sender
        self._plan = plan
        self._job: H | None = None
        self._has_cancelled = False

    async def __aenter__(self) -> H | None:
        if claimed := await self._sender.perform(self._plan.claim):
            row, lease = claimed
            self._job = self._plan.kind(self._sender.under(lease), row, lease)
            self._body = asyncio.current_task()
            self._cancelling = self._body.cancelling() if self._body else 0
            self._beats = asyncio.create_task(self._keep(self._job))
        return self._job

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        job, self._job = self._job, None
        if job is not None:
            await self._stop_beats()
            if self._has_cancelled and not self._is_cancelled_by_others():
                # The block was cancelled by us, or was about to be.
                error = None if isinstance(error, asyncio.CancelledError) else error
            await self._sender.perform(lambda: leave(job, error))

    async def _stop_beats(self) -> None:
        self._beats.cancel()
        try:
            await asyncio.wait([self._beats])
        except asyncio.CancelledError:
            if not self._has_cancelled:
                raise

    def _is_cancelled_by_others(self) -> bool:
        return self._body is not None and self._body.uncancel() > self._cancelling

    async def _keep(self, job: H) -> None:
        pause, lease = self._plan.every, job._lease
        while not (lease.has_ended or lease.is_lost):
            await asyncio.sleep(max(min(pause, lease.left), 0.01))
            pause = await self._beat(job)
        if lease.is_lost and self._body is not None:
            self._has_cancelled = True
            self._body.cancel()

    async def _beat(self, job: H) -> float:
        try:
            async with asyncio.timeout(max(job._lease.left, 0.01)):
                return await self._sender.perform(lambda: self._plan.beat(job))
        except TimeoutError:
            return self._plan.every


def working(performer: Performer, plan: Plan[H]) -> Any:
    """Make the context manager that fits the store."""
    if isinstance(performer, AsyncSender):
        return AsyncWork(performer, plan)
    assert isinstance(performer, SyncSender)  # noqa: S101 - there are two kinds of stores
    return SyncWork(performer, plan)
