"""Closing connections that threads may be using."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class InUse:
    """How many calls use the connections; these close with the last call after `close()`.

    A socket that closes under a thread which waits at it leaves that waiting, and its number may
    be another socket's by then.
    """

    def __init__(self, close: Callable[[], None]) -> None:
        self._close = close
        self._lock = threading.Lock()
        self._calls = 0
        self._is_closed = False

    @contextmanager
    def call(self) -> Iterator[bool]:
        """Use the connections meanwhile; answer whether that is possible."""
        with self._lock:
            is_open = not self._is_closed
            self._calls += is_open
        try:
            yield is_open
        finally:
            self._leave(is_open)

    def close(self) -> None:
        """Let nobody begin, and close at once if nobody is at it."""
        with self._lock:
            self._is_closed = True
            is_last = not self._calls
        if is_last:
            self._close()

    def _leave(self, was_open: bool) -> None:
        with self._lock:
            self._calls -= was_open
            is_last = was_open and self._is_closed and not self._calls
        if is_last:
            self._close()
