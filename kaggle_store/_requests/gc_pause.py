"""Holds Python's cyclic garbage collector while a large page is decoded.

A page makes thousands of objects that all stay; looking through them again and again while they
are made takes more than half of the decoding.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LARGE = 32_768
"""Bytes of a page from which on the pause is worth it; smaller ones make few objects."""


class _Collector:
    """The collector of this process, held by any number of threads at once."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew, as in a fork's child, where none of the holders lives on."""
        self._lock = threading.Lock()
        self._holders = 0
        self._was_on = False

    def after_fork(self) -> None:
        """Let the collector run in a child that was forked while a page was decoded."""
        if self._holders and self._was_on:
            gc.enable()
        self.forget()

    def hold(self) -> None:
        with self._lock:
            if not self._holders:
                self._was_on = gc.isenabled()
                gc.disable()
            self._holders += 1

    def release(self) -> None:
        with self._lock:
            self._holders -= 1
            if not self._holders and self._was_on:
                gc.enable()


_collector = _Collector()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_collector.after_fork)


@contextmanager
def held(size: int) -> Iterator[None]:
    """Hold the collector for a page of so many bytes, if that is large."""
    if size < LARGE:
        yield
        return
    _collector.hold()
    try:
        yield
    finally:
        _collector.release()
