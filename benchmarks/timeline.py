"""Simulated time: coroutines that sleep for hours of the store's clock in minutes of this one."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Awaitable, Callable, Coroutine
from itertools import count
from typing import Any

TICK = 5.0
"""Seconds of simulated time; what is due within one tick happens in parallel, at its end."""


class TimeIsUp(Exception):  # noqa: N818 - as StopIteration, the end and no error
    """Raised in each coroutine that sleeps when the simulated time ends."""


class Timeline:
    """A clock that advances once every coroutine that it has started sleeps or has ended."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleeping: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._busy = 0
        self._changed = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_over = False

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run a coroutine until it returns or raises `TimeIsUp`."""
        self._busy += 1
        self._tasks.add(asyncio.create_task(self._run(work)))

    async def _run(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except TimeIsUp:
            pass
        finally:
            self._leave()

    async def sleep(self, seconds: float) -> None:
        """Wait for so many seconds of simulated time."""
        if self._is_over:
            raise TimeIsUp
        woken = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleeping, (self.now + seconds, next(self._numbers), woken))
        self._leave()
        await woken

    async def run(self, until: float, at_tick: Callable[[], Awaitable[bool]]) -> None:
        """Advance tick by tick to `until` seconds, or until `at_tick` returns False; then end.

        Raises what a coroutine has raised.
        """
        while self.now < until:
            await self._settle()
            self.now += TICK
            if not await at_tick():
                break
            while self._sleeping and self._sleeping[0][0] <= self.now:
                self._wake(heapq.heappop(self._sleeping)[2])
        await self._settle()
        self._is_over = True
        for _, _, woken in self._sleeping:
            self._busy += 1
            woken.set_exception(TimeIsUp)
        self._sleeping.clear()
        await self._settle()

    def _wake(self, woken: asyncio.Future[None]) -> None:
        self._busy += 1
        woken.set_result(None)

    def _leave(self) -> None:
        self._busy -= 1
        self._changed.set()

    async def _settle(self) -> None:
        """Wait until no coroutine runs, and raise what one of them has raised."""
        while self._busy:
            self._changed.clear()
            await self._changed.wait()
        done = {task for task in self._tasks if task.done()}
        self._tasks -= done
        for task in done:
            task.result()
