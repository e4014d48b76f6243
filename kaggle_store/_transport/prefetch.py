"""Asking for the next page while a caller works on this one, or sending the next batch beside one.

Only ever a try: what did not come, for whatever reason, is asked for again when its turn comes, and
fails or succeeds there as if there had been no try.
"""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Generic, TypeVar

T = TypeVar("T")

WORTH = 100
"""Rows of a page from which on the next is asked for ahead; few rows are gone over in no time."""


class Thread(Generic[T]):
    """What a thread of its own fetches; nobody waits for it who does not take it."""

    def __init__(self, fetch: Callable[[], T]) -> None:
        # Spans lie beneath those of who iterates.
        context = contextvars.copy_context()
        self._fetch: Callable[[], T] = lambda: context.run(fetch)
        self._page: T | None = None
        # As a daemon, for a program that is over does not wait for what nobody will read.
        self._thread = threading.Thread(target=self._run, name="kaggle-store-ahead", daemon=True)
        # Where no thread can be had, as while the interpreter ends, it is done in its turn.
        with suppress(RuntimeError):
            self._thread.start()

    def take(self) -> T | None:
        """Wait for it, and return it if it came."""
        if self._thread.ident is not None:
            self._thread.join()
        return self._page

    def _run(self) -> None:
        try:
            self._page = self._fetch()
        except Exception:
            # Asked again in its turn, it says what is wrong.
            self._page = None


class Task(Generic[T]):
    """A page that a task of its own fetches."""

    def __init__(self, fetch: Coroutine[Any, Any, T]) -> None:
        self._task = asyncio.create_task(fetch)

    async def take(self) -> T | None:
        """Wait for the page, and return it if it came."""
        try:
            return await self._task
        except Exception:
            # Asked again in its turn, it says what is wrong.
            return None

    async def drop(self) -> None:
        """End the task if it goes on, and wait until it is over."""
        self._task.cancel()
        await asyncio.wait([self._task])
        if not self._task.cancelled():
            self._task.exception()
