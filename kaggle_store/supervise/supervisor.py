"""Run tasks, each in a thread of its own, with its own interval and its own errors."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TypeAlias

from kaggle_store.errors import KaggleStoreError

IsStopped: TypeAlias = Callable[[], bool]

LONGEST_BACKOFF = 300.0
"""Seconds between two runs of a task that fails."""
GRACE = 5.0
"""Seconds that tasks may take to end after a stop."""


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the supervisor: `run` is called every `every` seconds and yields lines to print.

    Tasks of one name are chosen together; `of` tells them apart, such as a provider.
    """

    name: str
    every: float
    run: Callable[[IsStopped], Iterator[Result]]
    of: str | None = None

    def __str__(self) -> str:
        return f"{self.name} {self.of}" if self.of else self.name


@dataclass(frozen=True, slots=True)
class Result:
    """A line of a task, and whether it says that something failed."""

    text: str
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line to print, and the task that it is from."""

    task: Task
    text: str
    is_error: bool = False


class Supervisor:
    """Runs tasks until it is stopped. A task that fails, or hangs, delays no other."""

    def __init__(self, tasks: Sequence[Task], stop: Event, *, grace: float = GRACE) -> None:
        self._tasks = tasks
        self._stop = stop
        self._grace = grace
        self._lines: SimpleQueue[Line] = SimpleQueue()

    def run(self, *, once: bool = False) -> Iterator[Line]:
        """Yield lines until the stop; with `once` run each task once.

        The threads do not keep the process alive: one that hangs is left behind after the grace
        period. What it held is claimed again by the next supervisor.
        """
        # Once means one after another: of two that look at the same rows, one would skip them.
        groups = [self._tasks] if once else [[task] for task in self._tasks]
        threads = [
            Thread(target=self._run_group, args=(tasks, once), daemon=True) for tasks in groups
        ]
        for thread in threads:
            thread.start()
        yield from self._until_done(threads)

    def _until_done(self, threads: Sequence[Thread]) -> Iterator[Line]:
        end: float | None = None
        while any(thread.is_alive() for thread in threads):
            if self._stop.is_set():
                end = end or time.monotonic() + self._grace
                if time.monotonic() > end:
                    break
            try:
                yield self._lines.get(timeout=0.1)
            except Empty:
                continue
        while not self._lines.empty():
            yield self._lines.get()

    def _run_group(self, tasks: Sequence[Task], once: bool) -> None:
        for task in tasks:
            self._run_task(task, once)

    def _run_task(self, task: Task, once: bool) -> None:
        failures = 0
        while not self._stop.is_set():
            began = time.monotonic()
            failures = 0 if self._succeeds(task) else failures + 1
            if once:
                return
            pause = backoff(task.every, failures) - (time.monotonic() - began)
            self._stop.wait(max(0.0, pause))

    def _succeeds(self, task: Task) -> bool:
        """Run a task once; an error of the store, or of the task itself, becomes a line."""
        try:
            for result in task.run(self._stop.is_set):
                self._lines.put(Line(task, result.text, result.is_error))
        except KaggleStoreError as error:
            return self._fails(task, str(error))
        except Exception as error:  # the other tasks go on, whatever this one has met
            return self._fails(task, f"{type(error).__name__}: {error}")
        return True

    def _fails(self, task: Task, reason: str) -> bool:
        if not self._stop.is_set():
            self._lines.put(Line(task, reason, is_error=True))
        return False


def backoff(every: float, failures: int) -> float:
    """Return the seconds until the next run: doubled with every failure in a row."""
    longest = max(every, LONGEST_BACKOFF)
    return float(min(every * 2 ** min(failures, 20), longest)) if failures else every
