"""Pause Python's cyclic garbage collector while a large page is decoded.

Decoding a page creates thousands of objects that all survive; the collections they trigger would
take more than half of the decoding time.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LARGE_PAGE = 32_768
"""Minimum bytes of a page for a pause; smaller pages create few objects."""


class _Collector:
    """The process's collector, paused while at least one thread decodes."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Reset the count, for example in a forked child, where no other thread exists."""
        self._lock = threading.Lock()
        self._pauses = 0
        self._was_enabled = False

    def after_fork(self) -> None:
        """Enable the collector in a child that was forked while a page was decoded."""
        if self._pauses and self._was_enabled:
            gc.enable()
        self.reset()

    def pause(self) -> None:
        with self._lock:
            if not self._pauses:
                self._was_enabled = gc.isenabled()
                gc.disable()
            self._pauses += 1

    def resume(self) -> None:
        with self._lock:
            self._pauses -= 1
            if not self._pauses and self._was_enabled:
                gc.enable()


_collector = _Collector()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_collector.after_fork)


@contextmanager
def paused(size: int) -> Iterator[None]:
    """Pause the collector during the block if `size` bytes are a large page."""
    if size < LARGE_PAGE:
        yield
        return
    _collector.pause()
    try:
        yield
    finally:
        _collector.resume()
