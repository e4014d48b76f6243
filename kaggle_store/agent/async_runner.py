"""Run an agent's stages with the async client, in tasks of one event loop."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from functools import partial

from kaggle_store._leases import termination
from kaggle_store._transport.retry import is_transient
from kaggle_store.agent.job import AsyncStageJob, in_thread_or_loop
from kaggle_store.agent.runs import (
    Run,
    advance,
    log_claim,
    log_end,
    log_failure,
    log_idle,
    log_outage,
    log_stages,
)
from kaggle_store.agent.stages import EndOfStage, ending_early
from kaggle_store.client import AsyncKaggleStore
from kaggle_store.errors import KaggleStoreError
from kaggle_store.resources.agent_executions import ExecutionWork

Work = ExecutionWork[AsyncKaggleStore]


class AsyncRunner:
    """One run of an async agent."""

    def __init__(self, store: AsyncKaggleStore, run: Run) -> None:
        self._store = store
        self._run = run
        self._loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()
        self._running = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_terminated = False

    def stop(self) -> None:
        """End the run after the stages that are running; called from any thread."""
        self._loop.call_soon_threadsafe(self._stopped.set)

    def terminate(self) -> None:
        """Cancel the run, because of SIGTERM."""
        self._is_terminated = True
        for task in self._tasks:
            task.cancel()

    async def run(self) -> None:
        """Run until stopped or idle."""
        log_stages(self._run.stages)
        termination.begin_in_loop(self._loop, self)
        try:
            await self._run_tasks()
            if not self._stopped.is_set():
                log_idle()
        finally:
            termination.end_in_loop(self._loop, self)
            if self._is_terminated:
                raise SystemExit(termination.EXIT_CODE)

    async def _run_tasks(self) -> None:
        self._tasks = {
            asyncio.create_task(self._claim_and_work()) for _ in range(self._run.concurrency)
        }
        try:
            await asyncio.gather(*self._tasks)
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.wait(self._tasks)

    async def _claim_and_work(self) -> None:
        failures = 0
        while not self._stopped.is_set():
            try:
                has_worked, failures = await self._work(), 0
            except KaggleStoreError as error:
                if not is_transient(error):
                    raise
                failures += 1
                log_outage(error, pause := self._run.pause_after(failures))
                await self._pause(pause)
                continue
            if not has_worked:
                if self._run.until == "idle" and not self._running:
                    return
                await self._pause(self._run.poll)

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopped.wait(), seconds)

    async def _work(self) -> bool:
        """Claim an execution and run its stages; return False if there was none."""
        work: Work | None = None
        try:
            async with self._store.agent_executions.work(**self._run.claim) as work:
                if work:
                    self._running += 1
                    with ending_early():
                        await self._run_stages(work)
        except Exception as error:
            if work is None:
                raise
            log_failure(work, error)
        finally:
            self._running -= work is not None
        return work is not None

    async def _run_stages(self, work: Work) -> None:
        log_claim(work)
        competition = await work.store.competitions.get(work.execution.competition_id)
        while not (self._stopped.is_set() or work._lease.has_ended):
            state = work.execution.status
            if (stage := self._run.stages.find(state)) is None:
                return
            started = time.monotonic()
            job = AsyncStageJob(work, competition, stage)
            try:
                returned = await in_thread_or_loop(stage.function, job)
            except asyncio.CancelledError as error:
                if not _is_cancelled():
                    raise RuntimeError(
                        f"the stage of {state!r} was cancelled by itself: a task that it has "
                        "awaited was cancelled"
                    ) from error
                # A function in a thread goes on: `job.check()` ends it.
                work._lease.interrupt(EndOfStage())
                raise
            await work._executor.execute(partial(advance, job, returned))
            log_end(work, state, time.monotonic() - started)


def _is_cancelled() -> bool:
    """Return True if the task of the stage was cancelled, not only one that it has awaited."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
