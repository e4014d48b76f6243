"""Recognise a call that interrupts another one: in a signal handler or a finaliser."""

from __future__ import annotations

import sys
from types import CodeType


def interrupts(code: CodeType) -> bool:
    """Return True if the caller, which runs `code`, was called while this thread runs it already.

    The stack is the only record that an exception between two instructions cannot falsify.
    """
    frame = sys._getframe(1).f_back
    while frame is not None:
        if frame.f_code is code:
            return True
        frame = frame.f_back
    return False
