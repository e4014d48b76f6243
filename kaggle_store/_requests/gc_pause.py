"""Pause Python's cyclic garbage collector while a large page is decoded.

Decoding a page creates thousands of objects that all survive; the collections they trigger would
take more than half of the decoding time.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import ref

LARGE_PAGE = 32_768
"""Minimum bytes of a page for a pause; smaller pages create few objects."""


class _Pause:
    """A pause of the collector during a block."""


class _Collector:
    """The process's collector; without a lock, as a signal handler may decode a page too."""

    def __init__(self) -> None:
        self._pauses: dict[int, ref[_Pause]] = {}
        self._is_paused = False

    def pause(self, pause: _Pause) -> None:
        # A weak reference: if an interrupt prevents its removal, it refers to nothing.
        self._pauses[id(pause)] = ref(pause)
        if gc.isenabled():
            self._is_paused = True
            gc.disable()

    def resume(self, pause: _Pause) -> None:
        """Enable the collector after the last pause."""
        self._pauses.pop(id(pause), None)
        self._enable()

    def after_fork(self) -> None:
        """Enable the collector in a child that was forked while another thread decoded a page."""
        self._pauses.clear()
        self._enable()

    def _enable(self) -> None:
        if self._is_paused and not any(pause() for pause in list(self._pauses.values())):
            self._is_paused = False
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
    pause = _Pause()
    try:
        _collector.pause(pause)
        yield
    finally:
        _collector.resume(pause)
