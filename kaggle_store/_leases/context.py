"""Work under a lease: a heartbeat in the background keeps it, and losing it stops the work."""

from __future__ import annotations

import asyncio
import threading
from types import TracebackType
from typing import Any, Generic, TypeVar

from kaggle_store._leases.job import LeasedWork, leave
from kaggle_store._leases.plan import ClaimAttempt, WorkPlan
from kaggle_store._requests.lease import Lease
from kaggle_store._requests.operation import Executor
from kaggle_store._transport.executor import AsyncExecutor, SyncExecutor
from kaggle_store.errors import InvalidInput
from kaggle_store.models._base import Row

LAST_BEAT = 1.0
"""Seconds that leaving a block waits for a heartbeat that is under way."""

H = TypeVar("H", bound=LeasedWork[Any, Any])
S = TypeVar("S", SyncExecutor, AsyncExecutor)


class _Block(Generic[S, H]):
    """What both kinds of blocks share."""

    def __init__(self, executor: S, plan: WorkPlan[H]) -> None:
        self._executor: S = executor
        self._plan = plan
        self._job: H | None = None
        self._was_entered = False

    def _enter(self) -> ClaimAttempt[H]:
        if self._was_entered:
            # It knows one job and one heartbeat; the first would beat on for ever.
            raise InvalidInput(
                "this block was entered before: call `work` again for another",
                operation=self._plan.kind._claims.named("work"),
            )
        self._was_entered = True
        return ClaimAttempt(self._plan)

    def _hold(self, row: Row, lease: Lease) -> H:
        return self._plan.kind(self._executor.under(lease), row, lease)

    def _let_go(self) -> H | None:
        job, self._job = self._job, None
        # A fork leaves its copy of the block: the work goes on where it was claimed.
        return job if self._executor.is_own_process else None


class SyncWork(_Block[SyncExecutor, H]):
    """A block of work; a thread sends the heartbeats."""

    def __enter__(self) -> H | None:
        claiming = self._enter()
        try:
            if claimed := self._executor.execute(claiming.claim):
                self._begin(self._hold(*claimed))
        except BaseException as error:
            if claiming.may_hold(error):
                interruption = error
                self._executor.execute(lambda: claiming.give_back(interruption))
            raise
        return self._job

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if job := self._let_go():
            self._left.set()
            self._beats.join(LAST_BEAT)
            self._executor.execute(lambda: leave(job, error))

    def _begin(self, job: H) -> None:
        self._left = threading.Event()
        self._beats = threading.Thread(target=self._keep, args=(job,), daemon=True)
        self._beats.start()
        self._job = job

    def _keep(self, job: H) -> None:
        pause, lease = self._plan.every, job._lease
        while not (self._left.wait(pause) or lease.has_ended or lease.is_lost):
            pause = self._executor.execute(lambda: self._plan.beat(job))


class AsyncWork(_Block[AsyncExecutor, H]):
    """A block of work; a task sends the heartbeats, and cancels the block if the lease is lost."""

    _has_cancelled = False

    async def __aenter__(self) -> H | None:
        claiming = self._enter()
        try:
            if claimed := await self._executor.execute(claiming.claim):
                self._begin(self._hold(*claimed))
        except BaseException as error:
            if claiming.may_hold(error):
                await self._give_back(claiming, error)
            raise
        return self._job

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not (job := self._let_go()):
            return
        # From here on the heartbeats cancel nobody any more.
        self._beats.cancel()
        if self._has_cancelled and not self._take_back_cancellation():
            error = None if isinstance(error, asyncio.CancelledError) else error
        leaving = asyncio.create_task(self._leave(job, error))
        interruption = await finished(leaving)
        if interruption and not self._was_ours():
            if not leaving.cancelled() and (failure := leaving.exception()):
                interruption.add_note(f"Leaving the block failed: {failure}")
            raise interruption from error
        leaving.result()

    def _begin(self, job: H) -> None:
        self._body = asyncio.current_task()
        self._cancelling = self._body.cancelling() if self._body else 0
        self._beats = asyncio.create_task(self._keep(job))
        self._job = job

    async def _give_back(self, claiming: ClaimAttempt[H], error: BaseException) -> None:
        task = asyncio.create_task(self._executor.execute(lambda: claiming.give_back(error)))
        if (interruption := await finished(task)) and not isinstance(error, asyncio.CancelledError):
            raise interruption from error

    async def _leave(self, job: H, error: BaseException | None) -> None:
        await asyncio.wait([self._beats])
        await self._executor.execute(lambda: leave(job, error))

    def _take_back_cancellation(self) -> bool:
        """Undo our own cancellation; answer whether others have cancelled the block as well."""
        return self._body is not None and self._body.uncancel() > self._cancelling

    def _was_ours(self) -> bool:
        """Whether leaving was interrupted by our cancellation, which came too late for the body."""
        body = self._body
        if body is None or body is not asyncio.current_task():
            return False
        return self._has_cancelled and body.cancelling() <= self._cancelling

    async def _keep(self, job: H) -> None:
        pause, lease = self._plan.every, job._lease
        while not (lease.has_ended or lease.is_lost):
            await asyncio.sleep(max(min(pause, lease.left), 0.01))
            pause = await self._executor.execute(lambda: self._plan.beat(job))
        if lease.is_lost and self._body is not None:
            self._has_cancelled = True
            self._body.cancel()


async def finished(task: asyncio.Task[Any]) -> asyncio.CancelledError | None:
    """Await the end of a task, also when cancelled meanwhile, and answer that cancellation."""
    interruption: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            interruption = error
    return interruption


def working(executor: Executor, plan: WorkPlan[H]) -> Any:
    """Make the context manager that fits the store."""
    if isinstance(executor, AsyncExecutor):
        return AsyncWork(executor, plan)
    assert isinstance(executor, SyncExecutor)  # noqa: S101 - there are two kinds of stores
    return SyncWork(executor, plan)
