"""Run an agent's stages with the sync client: in the calling thread, or in several."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from functools import partial
from queue import SimpleQueue

from kaggle_store._leases import termination
from kaggle_store._transport.retry import is_transient
from kaggle_store.agent.job import StageJob
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
from kaggle_store.client import KaggleStore
from kaggle_store.errors import KaggleStoreError
from kaggle_store.resources.agent_executions import ExecutionWork

GRACE_SECONDS = 5.0
"""Seconds that interrupted threads have to end their stages; then their leases are released."""

Work = ExecutionWork[KaggleStore]


class Runner:
    """One run of an agent."""

    def __init__(self, store: KaggleStore, run: Run) -> None:
        self._store = store
        self._run = run
        self._stopped = threading.Event()
        self._works: dict[int, Work] = {}
        self._ended: SimpleQueue[BaseException | None] = SimpleQueue()

    def stop(self) -> None:
        """End the run after the stages that are running."""
        self._stopped.set()

    def run(self) -> None:
        """Run until stopped or idle."""
        log_stages(self._run.stages)
        with termination.exits():
            if self._run.concurrency == 1:
                self._loop()
            else:
                self._run_threads()
        if not self._stopped.is_set():
            log_idle()

    def _loop(self) -> None:
        failures = 0
        while not self._stopped.is_set():
            try:
                has_worked, failures = self._work(), 0
            except KaggleStoreError as error:
                if not is_transient(error):
                    raise
                failures += 1
                log_outage(error, pause := self._run.pause_after(failures))
                self._stopped.wait(pause)
                continue
            if not has_worked:
                if self._run.until == "idle" and not self._works:
                    return
                self._stopped.wait(self._run.poll)

    def _work(self) -> bool:
        """Claim an execution and run its stages; return False if there was none."""
        work: Work | None = None
        me = threading.get_ident()
        try:
            with self._store.agent_executions.work(**self._run.claim) as work:
                if work:
                    self._works[me] = work
                    with ending_early():
                        self._run_stages(work)
        except Exception as error:
            if work is None:
                raise
            log_failure(work, error)
        finally:
            self._works.pop(me, None)
        return work is not None

    def _run_stages(self, work: Work) -> None:
        log_claim(work)
        competition = work.store.competitions.get(work.execution.competition_id)
        while not (self._stopped.is_set() or work._lease.has_ended):
            state = work.execution.status
            if (stage := self._run.stages.find(state)) is None:
                return
            started = time.monotonic()
            job = StageJob(work, competition, stage)
            returned = stage.function(job)
            work._executor.execute(partial(advance, job, returned))
            log_end(work, state, time.monotonic() - started)

    def _run_threads(self) -> None:
        threads = [
            threading.Thread(target=self._loop_in_thread, name=f"stages-{n}", daemon=True)
            for n in range(self._run.concurrency)
        ]
        for thread in threads:
            thread.start()
        try:
            self._wait_for(threads)
        except BaseException:
            self._interrupt(threads)
            raise

    def _wait_for(self, threads: list[threading.Thread]) -> None:
        for _ in threads:
            if error := self._ended.get():
                raise error

    def _loop_in_thread(self) -> None:
        try:
            self._loop()
        except BaseException as error:
            self._ended.put(error)
        else:
            self._ended.put(None)

    def _interrupt(self, threads: list[threading.Thread]) -> None:
        """End the stages of the threads, and release what they hold after a while."""
        self._stopped.set()
        for work in self._works.copy().values():
            work._lease.interrupt(EndOfStage())
        until = time.monotonic() + GRACE_SECONDS
        for thread in threads:  # also those that claim: they release what they get
            thread.join(max(until - time.monotonic(), 0))
        for work in self._works.copy().values():
            with suppress(KaggleStoreError):
                self._store.agent_executions.release(work.id, lease_id=work.lease_id)
