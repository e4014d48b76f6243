"""SIGTERM and Ctrl-C end leased work: the lease is released and no attempt is counted.

While a block of work lasts, SIGTERM raises SystemExit in the main thread, or cancels the tasks of
the event loop that have such a block. In the main thread SIGINT raises KeyboardInterrupt as ever.
Both wait while a lease is released. A program that handles a signal itself keeps its handler.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

F = TypeVar("F", bound=Callable[..., Any])

EXIT_CODE = 128 + signal.SIGTERM
"""The exit code of a program that SIGTERM has ended."""
REPEAT_SECONDS = 0.1
"""Seconds until a signal that must wait is looked at again."""

DEFAULTS: dict[signal.Signals, Any] = {
    signal.SIGTERM: signal.SIG_DFL,
    signal.SIGINT: signal.default_int_handler,
}
"""The signals that end work, with the handlers that are replaced meanwhile."""

_blocks: list[object] = []
"""What the signals end in the main thread."""
_deferred: set[int] = set()
"""The signals that wait."""
_is_deferred: dict[CodeType, bool] = {}
"""Functions during which the signals wait, and those below them that they may end."""


def deferring_signals(function: F) -> F:
    """Let the signals wait until a function returns, because it claims or releases a lease."""
    _is_deferred[function.__code__] = True
    return function


def ended_by_signals(function: F) -> F:
    """Let the signals end a function, although it is called by one during which they wait."""
    _is_deferred[function.__code__] = False
    return function


def _is_unhandled(number: signal.Signals) -> bool:
    """Return True if a signal has its default effect and this thread can change that."""
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and signal.getsignal(number) is DEFAULTS[number]


def begin(block: object) -> None:
    """Let the signals raise exceptions until `end(block)`, if nothing else handles them.

    Does nothing outside of the main thread, which is the only one that handles signals.
    """
    if threading.current_thread() is threading.main_thread():
        _blocks.append(block)
        for number in filter(_is_unhandled, DEFAULTS):
            signal.signal(number, _handle)


def end(block: object) -> None:
    """Undo `begin`; raise the exception of a signal that has waited."""
    if block not in _blocks:
        return
    _blocks.remove(block)
    if not _blocks:
        _restore()
    if _deferred:
        _raise_deferred()


def _raise_deferred() -> NoReturn:
    is_terminated = signal.SIGTERM in _deferred
    _deferred.clear()
    raise SystemExit(EXIT_CODE) if is_terminated else KeyboardInterrupt()


@contextmanager
def exits() -> Iterator[None]:
    """Let the signals raise exceptions during a block, if nothing else handles them."""
    block = object()
    begin(block)
    try:
        yield
    finally:
        end(block)


def exit_between_steps(loop: AbstractEventLoop) -> None:
    """Let the signals that `exits` handles raise their exceptions between the steps of tasks.

    From within a step, a task group would raise a group with the exception, and asyncio print it.
    """
    for number in DEFAULTS:
        if signal.getsignal(number) is _handle:
            with suppress(NotImplementedError):  # on Windows
                loop.add_signal_handler(number, _handle, number, None)


def _handle(number: int, frame: FrameType | None) -> None:
    is_first = not _deferred
    _deferred.add(number)
    if not _must_wait(frame):
        _raise_deferred()
    if is_first:
        repeat = threading.Timer(REPEAT_SECONDS, _repeat)
        repeat.daemon = True
        repeat.start()


def _repeat() -> None:
    """Send the signals again that nothing has dealt with meanwhile."""
    with suppress(KeyError):
        while True:
            _send(_deferred.pop())


def _send(number: int) -> None:
    if sys.platform == "win32":  # where os.kill() ends the process at once
        signal.raise_signal(number)
    else:  # interrupts what the main thread waits for
        os.kill(os.getpid(), number)


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
    for number, default in DEFAULTS.items():
        if signal.getsignal(number) is _handle:
            signal.signal(number, default)


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
        if not _is_unhandled(signal.SIGTERM):
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
