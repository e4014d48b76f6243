"""Fetch the next page while the caller consumes the current one, or send two batches at once.

A prefetch is best effort: if it fails for any reason, the request is sent again when its result is
needed, and succeeds or fails there.
"""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Generic, TypeVar

T = TypeVar("T")

MIN_PREFETCH_ROWS = 100
"""Minimum rows of a page for prefetching the next; fewer are consumed too fast to gain time."""
BEGIN_SECONDS = 5.0
"""Seconds to wait for a thread to begin."""


class ThreadPrefetch(Generic[T]):
    """A fetch in a thread of its own, which ends unobserved if the result is not needed."""

    def __init__(self, fetch: Callable[[], T]) -> None:
        # Keeps the caller's OpenTelemetry span as the parent.
        context = contextvars.copy_context()
        self._fetch: Callable[[], T] = lambda: context.run(fetch)
        self._result: T | None = None
        self._turns = [None]
        """Taken by the thread when it begins, or by the caller that gives up on it."""
        self._has_begun = threading.Event()
        self._is_given_up = False
        # A daemon, so that a program can exit without waiting for an unused page.
        self._thread = threading.Thread(target=self._run, name="kaggle-store-ahead", daemon=True)
        # If no thread can start, as during interpreter shutdown, the page is fetched in its turn.
        with suppress(RuntimeError):
            self._thread.start()

    def result(self) -> T | None:
        """Wait for the result, and return None if the fetch failed or has not begun.

        In a signal handler the thread may never begin: it may need a lock of the interrupted code.
        """
        if self._is_given_up or self._thread.ident is None:
            return None
        if not self._has_begun.wait(BEGIN_SECONDS):
            with suppress(IndexError):
                self._turns.pop()
                self._is_given_up = True
                return None
        self._thread.join()
        return self._result

    def _run(self) -> None:
        try:
            self._turns.pop()
            self._has_begun.set()
            self._result = self._fetch()
        except Exception:
            # The same request raises the error again when it is sent in its turn.
            self._result = None


class TaskPrefetch(Generic[T]):
    """A fetch in a task of its own."""

    def __init__(self, fetch: Coroutine[Any, Any, T]) -> None:
        self._task = asyncio.create_task(fetch)

    async def result(self) -> T | None:
        """Wait for the result, and return None if the fetch failed."""
        try:
            return await self._task
        except Exception:
            # The same request raises the error again when it is sent in its turn.
            return None

    async def cancel(self) -> None:
        """Cancel the task and wait until it has ended."""
        self._task.cancel()
        await asyncio.wait([self._task])
        if not self._task.cancelled():
            self._task.exception()
