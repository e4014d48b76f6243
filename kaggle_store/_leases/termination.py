"""SIGTERM ends leased work as Ctrl-C does: the lease is released and no attempt is counted.

While a block of work lasts, SIGTERM raises SystemExit in the main thread, or cancels the tasks of
the event loop that have such a block. A program that handles SIGTERM itself keeps its handler.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

F = TypeVar("F", bound=Callable[..., Any])

EXIT_CODE = 128 + signal.SIGTERM
"""The exit code of a program that SIGTERM has ended."""
REPEAT_SECONDS = 0.1
"""Seconds until a signal that must wait is looked at again."""

_blocks: list[object] = []
"""What SIGTERM ends in the main thread."""
_deferred: list[int] = []
"""A signal that waits, if there is one."""
_is_deferred: dict[CodeType, bool] = {}
"""Functions during which SIGTERM waits, and those below them that it may end."""


def deferring_sigterm(function: F) -> F:
    """Let SIGTERM wait until a function returns, because it claims or releases a lease."""
    _is_deferred[function.__code__] = True
    return function


def ended_by_sigterm(function: F) -> F:
    """Let SIGTERM end a function, although it is called by one during which SIGTERM waits."""
    _is_deferred[function.__code__] = False
    return function


def _is_unhandled() -> bool:
    """Return True if SIGTERM has its default effect and this thread can change that."""
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def begin(block: object) -> None:
    """Let SIGTERM raise SystemExit until `end(block)`, if nothing else handles it.

    Does nothing outside of the main thread, which is the only one that handles signals.
    """
    if threading.current_thread() is threading.main_thread():
        _blocks.append(block)
        if _is_unhandled():
            signal.signal(signal.SIGTERM, _handle)


def end(block: object) -> None:
    """Undo `begin`; raise SystemExit if SIGTERM has waited."""
    if block not in _blocks:
        return
    _blocks.remove(block)
    if not _blocks:
        _restore()
    if _deferred:
        _deferred.clear()
        raise SystemExit(EXIT_CODE)


@contextmanager
def exits() -> Iterator[None]:
    """Let SIGTERM raise SystemExit during a block, if nothing else handles it."""
    block = object()
    begin(block)
    try:
        yield
    finally:
        end(block)


def _handle(number: int, frame: FrameType | None) -> None:
    if not _must_wait(frame):
        _deferred.clear()
        raise SystemExit(EXIT_CODE)
    if not _deferred:
        _deferred.append(number)
        repeat = threading.Timer(REPEAT_SECONDS, _repeat)
        repeat.daemon = True
        repeat.start()


def _repeat() -> None:
    """Send a signal again that nothing has dealt with meanwhile."""
    if _deferred:
        os.kill(os.getpid(), _deferred.pop())


def _must_wait(frame: FrameType | None) -> bool:
    """Return True if a lease is being claimed or released right now.

    The stack is asked: a flag could not be set before the first instruction of `__exit__`.
    """
    while frame is not None:
        if (is_deferred := _is_deferred.get(frame.f_code)) is not None:
            return is_deferred
        frame = frame.f_back
    return False


def _restore() -> None:
    if signal.getsignal(signal.SIGTERM) is _handle:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


class Cancellable(Protocol):
    """A block of work in an event loop."""

    def terminate(self) -> None:
        """Cancel the task that has the block."""
        ...


_loops: WeakKeyDictionary[AbstractEventLoop, list[Cancellable]] = WeakKeyDictionary()
"""The loops whose handler for SIGTERM is ours, with their blocks."""


def begin_in_loop(loop: AbstractEventLoop, block: Cancellable) -> None:
    """Let SIGTERM call `block.terminate()` until `end_in_loop`, if nothing else handles it."""
    if loop not in _loops:
        if not _is_unhandled():
            return
        try:
            loop.add_signal_handler(signal.SIGTERM, _terminate, loop)
        except NotImplementedError:  # on Windows
            return
        _loops[loop] = []
    _loops[loop].append(block)


def end_in_loop(loop: AbstractEventLoop, block: Cancellable) -> bool:
    """Undo `begin_in_loop`; return True if the loop has no other block."""
    blocks = _loops.get(loop, [])
    if block in blocks:
        blocks.remove(block)
        if not blocks:
            del _loops[loop]
            loop.remove_signal_handler(signal.SIGTERM)
    return not blocks


def _terminate(loop: AbstractEventLoop) -> None:
    for block in list(_loops.get(loop, ())):
        block.terminate()


def _in_child() -> None:
    """Leave the work to the parent: `Process.terminate()` ends a forked child at once."""
    _blocks.clear()
    _deferred.clear()
    _restore()
    if _loops:
        # The loop's handler would wake the parent, with which the child shares its socket.
        _loops.clear()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_child)
