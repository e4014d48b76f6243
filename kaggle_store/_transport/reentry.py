"""Recognise a call that interrupts another one: in a signal handler or a finaliser."""

from __future__ import annotations

import sys
from types import CodeType


def interrupts(*codes: CodeType) -> bool:
    """Return True if the caller's caller was called while this thread runs one of `codes` already.

    The stack is the only record that an exception between two instructions cannot falsify.
    """
    frame = sys._getframe(2).f_back
    while frame is not None:
        if frame.f_code in codes:
            return True
        frame = frame.f_back
    return False
