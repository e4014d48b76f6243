"""Validate input before it is sent, with messages that name the field and the rule; make ids."""

from __future__ import annotations

import os
import time
from typing import TypeVar
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from kaggle_store.errors import InvalidInput

T = TypeVar("T")


def checked(adapter: TypeAdapter[T], value: object, *, subject: str, operation: str) -> T:
    """Return the validated value, or raise `InvalidInput` with the field's path."""
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        raise invalid(error, subject=subject, operation=operation) from None


def invalid(error: ValidationError, *, subject: str, operation: str) -> InvalidInput:
    """Return an error that lists field and rule: `Competition.title: String should have at …`."""
    problems = [
        f"{_path(subject, problem['loc'])}: {problem['msg']}"
        for problem in error.errors(include_url=False, include_input=False, include_context=False)
    ]
    return InvalidInput("; ".join(problems[:10]), operation=operation, errors=problems)


def _path(subject: str, location: tuple[int | str, ...]) -> str:
    if location and str(location[0]).startswith("p_"):
        # A function's argument: a row of its array is named by its index alone.
        first, *rest = location
        location = (*rest,) if rest and isinstance(rest[0], int) else (str(first)[2:], *rest)
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return subject + "".join(steps)


def uuid7() -> UUID:
    """Return a new id that sorts by creation time (RFC 9562), so that indexes grow at one end."""
    return uuid7_of(time.time_ns(), int.from_bytes(os.urandom(8)) >> 2)


def uuid7_of(nanoseconds: int, rest: int) -> UUID:
    """Return the id for a time in nanoseconds since 1970; `rest` is its 62 random bits."""
    milliseconds, beyond = divmod(nanoseconds, 1_000_000)
    # The millisecond's fraction comes next, so that rows created in a loop keep their order.
    fraction = beyond * 4096 // 1_000_000
    return UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | rest)
