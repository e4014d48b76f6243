"""Close connections only after the threads that use them have finished."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class CallTracker:
    """Counts running calls; the connections close with the last call after `close()`.

    Closing a socket under a thread that waits on it would leave the thread waiting, possibly on
    another socket that has reused the file descriptor.
    """

    def __init__(self, close: Callable[[], None]) -> None:
        self._close = close
        self._lock = threading.Lock()
        self._calls = 0
        self._is_closed = False

    @contextmanager
    def track(self) -> Iterator[bool]:
        """Count a call during the block; yields False if the connections are closed."""
        with self._lock:
            is_open = not self._is_closed
            self._calls += is_open
        try:
            yield is_open
        finally:
            self._finish(is_open)

    def close(self) -> None:
        """Refuse new calls, and close the connections at once if no call is running."""
        with self._lock:
            self._is_closed = True
            is_last = not self._calls
        if is_last:
            self._close()

    def _finish(self, was_open: bool) -> None:
        with self._lock:
            self._calls -= was_open
            is_last = was_open and self._is_closed and not self._calls
        if is_last:
            self._close()
