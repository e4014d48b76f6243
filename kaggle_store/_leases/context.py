"""Context managers for leased work: heartbeats in the background, release at the end."""

from __future__ import annotations

import asyncio
import threading
from types import TracebackType
from typing import Any, ClassVar, Generic, TypeVar

from kaggle_store._leases import termination
from kaggle_store._leases.job import LeasedWork, finish_block
from kaggle_store._leases.plan import ClaimAttempt, WorkPlan
from kaggle_store._leases.termination import EXIT_CODE, deferring_signals, ended_by_signals
from kaggle_store._requests.lease import Lease
from kaggle_store._requests.misuse import OnlyInBlock, only
from kaggle_store._requests.operation import Executor
from kaggle_store._transport.executor import AsyncExecutor, SyncExecutor
from kaggle_store.errors import InvalidInput
from kaggle_store.models._base import Row

HEARTBEAT_JOIN_SECONDS = 1.0
"""Seconds that the end of a block waits for a running heartbeat."""

H = TypeVar("H", bound=LeasedWork[Any, Any])
S = TypeVar("S", SyncExecutor, AsyncExecutor)


class _Block(OnlyInBlock, Generic[S, H]):
    """State and steps that the sync and async blocks share."""

    _keyword: ClassVar[str]

    def __init__(self, executor: S, plan: WorkPlan[H]) -> None:
        name = plan.job_class._claims.operation_name("work")
        self._usage = f"{self._keyword} store.{name}(…) as job:"
        self._executor: S = executor
        self._plan = plan
        self._job: H | None = None
        self._was_entered = False

    def _enter(self) -> ClaimAttempt[H]:
        if self._was_entered:
            # A block has one job and one heartbeat loop; the first loop would never stop.
            raise InvalidInput(
                "this block was already entered: call `work` again for another",
                operation=self._plan.job_class._claims.operation_name("work"),
            )
        self._was_entered = True
        return ClaimAttempt(self._plan)

    def _create_job(self, row: Row, lease: Lease) -> H:
        job_class = self._plan.job_class
        return job_class(self._executor.with_lease(lease, job_class._metrics_of(row)), row, lease)

    def _take_job(self) -> H | None:
        job, self._job = self._job, None
        # A forked child leaves its copy of the block; the parent still holds the work.
        return job if self._executor.is_own_process else None


@only("with")
class SyncWork(_Block[SyncExecutor, H]):
    """A block of leased work; a thread sends the heartbeats."""

    _keyword = "with"

    @deferring_signals
    def __enter__(self) -> H | None:
        attempt = self._enter()
        termination.begin(self)
        try:
            if claimed := self._claim(attempt):
                self._start(self._create_job(*claimed))
        except BaseException as error:
            self._release_claim(attempt, error)
            raise
        return self._job

    @deferring_signals
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if job := self._take_job():
                self._finished.set()
                self._heartbeats.join(HEARTBEAT_JOIN_SECONDS)
                self._executor.execute(lambda: finish_block(job, error))
        finally:
            termination.end(self)

    @ended_by_signals
    def _claim(self, attempt: ClaimAttempt[H]) -> tuple[Row, Lease] | None:
        return self._executor.execute(attempt.claim)

    def _release_claim(self, attempt: ClaimAttempt[H], error: BaseException) -> None:
        try:
            if attempt.may_be_granted(error):
                self._executor.execute(lambda: attempt.release(error))
        finally:
            termination.end(self)

    def _start(self, job: H) -> None:
        self._finished = threading.Event()
        self._heartbeats = threading.Thread(target=self._send_heartbeats, args=(job,), daemon=True)
        self._heartbeats.start()
        self._job = job

    def _send_heartbeats(self, job: H) -> None:
        pause, lease = self._plan.heartbeat_every, job._lease
        while not (self._finished.wait(pause) or lease.has_ended or lease.is_lost):
            pause = self._executor.execute(lambda: self._plan.send_heartbeat(job))


@only("async with")
class AsyncWork(_Block[AsyncExecutor, H]):
    """A block of leased work; a task sends heartbeats, and cancels it if the lease is lost."""

    _keyword = "async with"

    _has_cancelled = False
    _is_terminated = False

    async def __aenter__(self) -> H | None:
        attempt = self._enter()
        self._loop, self._body = asyncio.get_running_loop(), asyncio.current_task()
        termination.begin_in_loop(self._loop, self)
        try:
            if claimed := await self._executor.execute(attempt.claim):
                self._start(self._create_job(*claimed))
        except BaseException as error:
            try:
                if attempt.may_be_granted(error):
                    await self._release_claim(attempt, error)
            finally:
                self._end()
            raise
        return self._job

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            await self._leave(error)
        finally:
            self._end()

    def terminate(self) -> None:
        """Cancel the block, because of SIGTERM."""
        self._is_terminated = True
        if self._body:
            self._body.cancel()

    def _end(self) -> None:
        is_last = termination.end_in_loop(self._loop, self)
        # It ends the loop, so the other blocks come first: they are cancelled too.
        if self._is_terminated and is_last:
            raise SystemExit(EXIT_CODE)

    async def _leave(self, error: BaseException | None) -> None:
        if not (job := self._take_job()):
            return
        # From here on the heartbeat task does not cancel the block.
        self._heartbeats.cancel()
        if self._has_cancelled and not self._undo_cancellation():
            error = None if isinstance(error, asyncio.CancelledError) else error
        finishing = asyncio.create_task(self._finish(job, error))
        interruption = await wait_until_done(finishing)
        if interruption and not self._is_own_cancellation():
            if not finishing.cancelled() and (failure := finishing.exception()):
                interruption.add_note(f"Ending the block failed: {failure}")
            raise interruption from error
        finishing.result()

    def _start(self, job: H) -> None:
        self._cancellations = self._body.cancelling() if self._body else 0
        self._heartbeats = asyncio.create_task(self._send_heartbeats(job))
        self._job = job

    async def _release_claim(self, attempt: ClaimAttempt[H], error: BaseException) -> None:
        task = asyncio.create_task(self._executor.execute(lambda: attempt.release(error)))
        interruption = await wait_until_done(task)
        if interruption and not isinstance(error, asyncio.CancelledError):
            raise interruption from error

    async def _finish(self, job: H, error: BaseException | None) -> None:
        await asyncio.wait([self._heartbeats])
        await self._executor.execute(lambda: finish_block(job, error))

    def _undo_cancellation(self) -> bool:
        """Undo our own cancellation; return True if another task cancelled the block too."""
        return self._body is not None and self._body.uncancel() > self._cancellations

    def _is_own_cancellation(self) -> bool:
        """Return True if our own late cancellation, meant for the body, interrupted the exit."""
        body = self._body
        if body is None or body is not asyncio.current_task():
            return False
        return self._has_cancelled and body.cancelling() <= self._cancellations

    async def _send_heartbeats(self, job: H) -> None:
        pause, lease = self._plan.heartbeat_every, job._lease
        while not (lease.has_ended or lease.is_lost):
            await asyncio.sleep(max(min(pause, lease.left), 0.01))
            pause = await self._executor.execute(lambda: self._plan.send_heartbeat(job))
        if lease.is_lost and self._body is not None:
            self._has_cancelled = True
            self._body.cancel()


async def wait_until_done(task: asyncio.Task[Any]) -> asyncio.CancelledError | None:
    """Wait until a task is done even if cancelled meanwhile; return that cancellation."""
    interruption: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            interruption = error
    return interruption


def work_context(executor: Executor, plan: WorkPlan[H]) -> Any:
    """Return the context manager for the executor's kind of client."""
    if isinstance(executor, AsyncExecutor):
        return AsyncWork(executor, plan)
    assert isinstance(executor, SyncExecutor)  # noqa: S101 - for mypy: there are two executors
    return SyncWork(executor, plan)
