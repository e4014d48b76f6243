"""Measure several ways in alternating rounds, and the CPU time of processes."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

LEAST_ROUNDS = 3
LONGEST = 40.0
"""Seconds after which a benchmark starts no more rounds."""

Way = Callable[[], float]
"""Does the work once and returns one figure."""


def interleave(
    ways: Mapping[str, Way], rounds: int, within: float = LONGEST
) -> dict[str, list[float]]:
    """Run each way once per round, every other round in reverse; the first is a warm-up.

    After `within` seconds it ends early: a slow machine runs fewer rounds, not longer.
    """
    found: dict[str, list[float]] = {name: [] for name in ways}
    for turn in _turns(rounds, within):
        for name in _order(list(ways), turn):
            gc.collect()
            value = ways[name]()
            if turn:
                found[name].append(value)
    return found


async def interleave_async(
    ways: Mapping[str, Callable[[], Awaitable[float]]], rounds: int
) -> dict[str, list[float]]:
    """Do the same as `interleave` in an event loop."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for turn in _turns(rounds, LONGEST):
        for name in _order(list(ways), turn):
            gc.collect()
            value = await ways[name]()
            if turn:
                found[name].append(value)
    return found


def _turns(rounds: int, within: float) -> Iterator[int]:
    end = time.monotonic() + within
    for turn in range(rounds + 1):
        if turn > LEAST_ROUNDS and time.monotonic() > end:
            return
        yield turn


def _order(names: list[str], turn: int) -> list[str]:
    return names if turn % 2 else names[::-1]


def seconds(work: Callable[[], object]) -> float:
    """Return how many seconds some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cpu_of(pid: int) -> float:
    """Return the CPU seconds of a process, of all its threads."""
    # The clock of clock_getcpuclockid(): exact, while /proc counts hundredths of a second.
    return time.clock_gettime(~pid << 3 | 2)


@dataclass
class Used:
    """The time of a block: elapsed seconds, and CPU seconds of some processes."""

    seconds: float = 0.0
    cpu: float = 0.0


@contextmanager
def used(*pids: int) -> Iterator[Used]:
    """Measure the elapsed time of a block and the CPU time of this process and of `pids`."""
    found = Used()
    cpu = time.process_time() + sum(map(cpu_of, pids))
    start = time.perf_counter()
    yield found
    found.seconds = time.perf_counter() - start
    found.cpu = time.process_time() + sum(map(cpu_of, pids)) - cpu


@contextmanager
def writing(write: Callable[[int], object], every: float, least: int) -> Iterator[list[float]]:
    """Write over and over in a thread; yield the seconds that each write took.

    It pauses for `every` seconds between writes and hands `write` their number. The first `least`
    are not counted, as they plan statements and read pages; at least as many others are.
    """
    done, waits = threading.Event(), list[float]()

    def run() -> None:
        turn = 0
        while not (done.wait(every) and len(waits) >= least):
            waits.append(seconds(partial(write, turn)))
            turn += 1

    thread = threading.Thread(target=run)
    thread.start()
    while len(waits) < least and thread.is_alive():
        time.sleep(0.01)
    waits.clear()
    try:
        yield waits
    finally:
        done.set()
        thread.join()
