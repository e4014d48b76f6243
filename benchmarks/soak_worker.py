"""One process of the soak: workers that take executions through their states, and write down what
the store has acknowledged.

`python -m benchmarks.soak_worker` reads its `Task` as JSON from its standard input, and ends when
that is closed or when the stop file appears.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import threading
import time
from collections.abc import Generator
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

from kaggle_store import AsyncKaggleStore, KaggleStore
from kaggle_store._requests.validation import uuid7
from kaggle_store.models.enums import ExecutionStatus
from kaggle_store.recorder import Recorder

PATH: tuple[ExecutionStatus, ...] = (
    "pending",
    "data_acquisition",
    "research",
    "code_generation",
    "training",
    "submission",
)
POINT = "soak_point"
EPOCHS = 4
PAUSE = 0.2
"""Average seconds between two epochs."""

Calls = Generator[Any, Any, Any]
"""Calls of either client: a sync one yields its results, an async one its coroutines."""


@dataclass
class Task:
    """What a process is to do."""

    name: str
    is_async: bool
    workers: int
    url: str
    key: str
    folder: str
    lease: float

    @property
    def stop(self) -> Path:
        """The file that ends all processes."""
        return Path(self.folder) / "stop"

    @property
    def spool(self) -> Path:
        """The folder of the process's metric points."""
        return Path(self.folder) / "spool" / self.name


class Journal:
    """What a process has sent and what was acknowledged, a line each; survives SIGKILL."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def write(self, **entry: object) -> None:
        """Append a line."""
        os.write(self._file, json.dumps(entry, default=str).encode() + b"\n")

    def sends(self, table: str) -> UUID:
        """Write down that a row is sent, and return its id."""
        id = uuid7()
        self.write(sent=table, id=id)
        return id

    def acknowledged(self, table: str, id: UUID) -> None:
        """Write down that a row is stored, or an execution completed."""
        self.write(stored=table, id=id)


class Points:
    """Logs numbered metric points, each written down once `log()` has returned."""

    def __init__(self, recorder: Recorder, journal: Journal) -> None:
        self._recorder = recorder
        self._journal = journal
        self._lock = threading.Lock()
        self._next = 0

    def log(self) -> None:
        """Log the next point."""
        with self._lock:
            self._recorder(POINT, self._next)
            self._next += 1
            self._journal.write(points=self._next)


class Worker:
    """The calls for one execution after another."""

    def __init__(self, journal: Journal, points: Points) -> None:
        self._journal = journal
        self._points = points

    def before_training(self, job: Any) -> Calls:
        """Take an execution to its training, and create a training job if there is none."""
        for state, following in pairwise(PATH[:5]):
            if job.execution.status == state:
                yield from self._stage(job, state)
                yield job.move(following)
        if job.execution.status == "training":
            live = ("queued", "running", "completed")
            if not (yield job.store.training_jobs.list(execution_id=job.id, status=live, limit=1)):
                (code, *_) = yield job.store.generated_code.list(execution_id=job.id)
                yield from self._create(
                    job.store.training_jobs, execution_id=job.id, code_id=code.id, job_name="fit"
                )

    def _stage(self, job: Any, state: str) -> Calls:
        yield job.store.execution_steps.record(
            execution_id=job.id,
            lease_id=job.lease_id,
            round=job.execution.round,
            name=state,
            result={"by": str(job.lease_id)},
        )
        if state == "research":
            for number in range(3):
                yield from self._create(
                    job.store.research_results,
                    execution_id=job.id,
                    research_type="academic_papers",
                    query_text=f"{job.lease_id} {number}",
                    source_api="arxiv",
                    raw_response={"answer": "none"},
                )
        if state == "code_generation":
            yield from self._create(
                job.store.generated_code,
                execution_id=job.id,
                code_type="training",
                file_name="train.py",
                code_content="pass",
            )

    def _create(self, resource: Any, verb: str = "create", **new: Any) -> Calls:
        table = resource._relation.row.table
        id = self._journal.sends(table)
        row = yield getattr(resource, verb)(id=id, **new)
        self._journal.acknowledged(table, row.id)
        return row.id

    def epoch(self, job: Any, number: int) -> Calls:
        """Log points and report an epoch of a training job."""
        self._points.log()
        yield job.report(epoch=number, total_epochs=EPOCHS, metrics={"loss": 1 / number})

    def end_training(self, job: Any) -> Calls:
        """Complete a training job."""
        yield job.complete(final_test_score=0.5)
        self._journal.acknowledged("trained", job.id)

    def after_training(self, job: Any) -> Calls:
        """Submit, and complete the execution; release it if another worker trains."""
        if job.execution.status == "training":
            trained = yield job.store.training_jobs.list(
                execution_id=job.id, status="completed", limit=1
            )
            if not trained:
                yield job.release(delay=2.0)
                return
            yield job.move("submission")
        id = yield from self._create(
            job.store.submissions,
            "reserve",
            execution_id=job.id,
            submission_file_path="out.csv",
        )
        yield job.store.submissions.mark_submitted(id, id.hex)
        yield job.store.submissions.mark_scored(id, public_score=0.5)
        yield job.complete()
        self._journal.acknowledged("completed", job.id)


class Process:
    """The workers of one process and what they share."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.journal = Journal(Path(task.folder) / f"{task.name}.journal")
        self._claims = count()
        self._rng = random.Random(task.name)

    @property
    def is_over(self) -> bool:
        """Whether the soak has ended."""
        return self.task.stop.exists()

    def next_options(self) -> dict[str, Any]:
        """Return the options of the next claim, whose worker's name is used once."""
        return {"worker": f"{self.task.name}.{next(self._claims)}", "lease": self.task.lease}

    def pause(self) -> float:
        """Return a random pause."""
        return self._rng.uniform(0, 2 * PAUSE)

    def recorder(self, store: Any) -> Recorder:
        """Open the recorder of all workers of the process."""
        recorder: Recorder = store.system_metrics.recorder(
            component="soak", tags={"process": self.task.name}, spool=self.task.spool
        )
        return recorder

    def failed(self, error: BaseException) -> None:
        """Write down an error that a worker has seen."""
        self.journal.write(error=type(error).__name__, text=str(error)[:500])

    def run_threads(self) -> None:
        """Run the workers in threads, with one sync client."""
        with (
            KaggleStore(self.task.url, self.task.key, timeout=10) as store,
            self.recorder(store) as recorder,
        ):
            worker = Worker(self.journal, Points(recorder, self.journal))
            threads = [
                threading.Thread(target=self._loop, args=(store, worker))
                for _ in range(self.task.workers)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

    def _loop(self, store: KaggleStore, worker: Worker) -> None:
        while not self.is_over:
            try:
                has_worked = self._work(store, worker)
            except Exception as error:
                self.failed(error)
                has_worked = False
            if not has_worked:
                time.sleep(1.0)

    def _work(self, store: KaggleStore, worker: Worker) -> bool:
        options = self.next_options()
        with store.agent_executions.work(**options) as job:
            if job is None:
                return False
            _drive(worker.before_training(job))
            if job.execution.status == "training":
                with job.store.training_jobs.work(execution_id=job.id, **options) as training:
                    if training is not None:
                        for number in range(1, EPOCHS + 1):
                            time.sleep(self.pause())
                            _drive(worker.epoch(training, number))
                        _drive(worker.end_training(training))
            _drive(worker.after_training(job))
        return True

    async def run_tasks(self) -> None:
        """Run the workers as tasks, with one async client."""
        async with (
            AsyncKaggleStore(self.task.url, self.task.key, timeout=10) as store,
            self.recorder(store) as recorder,
        ):
            worker = Worker(self.journal, Points(recorder, self.journal))
            loops = (self._loop_async(store, worker) for _ in range(self.task.workers))
            await asyncio.gather(*loops)

    async def _loop_async(self, store: AsyncKaggleStore, worker: Worker) -> None:
        while not self.is_over:
            try:
                has_worked = await self._work_async(store, worker)
            except Exception as error:
                self.failed(error)
                has_worked = False
            if not has_worked:
                await asyncio.sleep(1.0)

    async def _work_async(self, store: AsyncKaggleStore, worker: Worker) -> bool:
        options = self.next_options()
        async with store.agent_executions.work(**options) as job:
            if job is None:
                return False
            await _drive_async(worker.before_training(job))
            if job.execution.status == "training":
                jobs = job.store.training_jobs
                async with jobs.work(execution_id=job.id, **options) as training:
                    if training is not None:
                        for number in range(1, EPOCHS + 1):
                            await asyncio.sleep(self.pause())
                            await _drive_async(worker.epoch(training, number))
                        await _drive_async(worker.end_training(training))
            await _drive_async(worker.after_training(job))
        return True


def _drive(calls: Calls) -> None:
    result = None
    while True:
        try:
            result = calls.send(result)
        except StopIteration:
            return


async def _drive_async(calls: Calls) -> None:
    result = None
    while True:
        try:
            call = calls.send(result)
        except StopIteration:
            return
        result = await call


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


def main() -> None:
    """Run the process that the standard input describes."""
    process = Process(Task(**json.loads(sys.stdin.readline())))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if process.task.is_async:
        asyncio.run(process.run_tasks())
    else:
        process.run_threads()
    # The thread that reads the standard input holds its lock, which the interpreter's end takes.
    os._exit(0)


if __name__ == "__main__":
    main()
