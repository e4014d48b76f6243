"""Run a function at every instruction of another, as a signal handler or a finaliser would."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import kaggle_store

PACKAGE = kaggle_store.__path__[0]


def at_every_instruction(
    interrupt: Callable[[], object],
    call: Callable[[int], object],
    *,
    step: int = 1,
    folder: str | tuple[str, ...] = PACKAGE,
    event: str = "opcode",
) -> int:
    """Make calls 1, 2, … and interrupt each one instruction later than the one before.

    Returns the number of the first call that had ended by then. With `step`, it is so many
    instructions later; only those of modules in `folder` count. The event "line" counts lines.
    """
    number = 1
    while interrupted_at(number * step, interrupt, partial(call, number), folder, event):
        number += 1
    return number


def interrupted_at(
    instruction: int,
    interrupt: Callable[[], object],
    call: Callable[[], object],
    folder: str | tuple[str, ...] = PACKAGE,
    event: str = "opcode",
) -> bool:
    """Make a call with an interruption; return False if it ended before that instruction."""
    left = instruction

    def trace(frame: FrameType, happened: str, _: Any) -> Any:
        nonlocal left
        if not frame.f_code.co_filename.startswith(folder):
            return None
        frame.f_trace_opcodes = event == "opcode"
        left -= happened == event
        if left == 0:
            sys.settrace(None)
            interrupt()
        return trace

    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(None)
    return left <= 0
