"""Close connections only after the threads that use them have finished."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from weakref import ref


class _Call:
    """A running call."""


class CallTracker:
    """Tracks running calls; the connections close with the last call after `close()`.

    Closing a socket under a thread that waits on it would leave the thread waiting, possibly on
    another socket that has reused the file descriptor. There is no lock, for which the call of a
    signal handler would wait forever: each step is one operation of a dict or a list.
    """

    def __init__(self, close: Callable[[], None]) -> None:
        self._close = [close]
        self._calls: dict[int, ref[_Call]] = {}
        self._is_closed = False

    @contextmanager
    def track(self) -> Iterator[bool]:
        """Track a call during the block; yields False if the connections are closed."""
        call = _Call()
        try:
            # Before the look at `_is_closed`: either this or `close()` sees the other. A weak
            # reference: if an interrupt prevents its removal, it refers to nothing.
            self._calls[id(call)] = ref(call)
            yield not self._is_closed
        finally:
            self._calls.pop(id(call), None)
            self._close_if_unused()

    def close(self) -> None:
        """Refuse new calls, and close the connections at once if no call is running."""
        self._is_closed = True
        self._close_if_unused()

    def _close_if_unused(self) -> None:
        if not self._is_closed or any(call() for call in list(self._calls.values())):
            return
        try:
            close = self._close.pop()
        except IndexError:
            return  # another call closes them
        close()
