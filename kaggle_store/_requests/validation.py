"""Checking what callers give before it is sent, with messages that name the field and its rule."""

from __future__ import annotations

import os
import time
from typing import TypeVar
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from kaggle_store.errors import InvalidInput

T = TypeVar("T")


def checked(adapter: TypeAdapter[T], value: object, *, subject: str, operation: str) -> T:
    """Return the value as its adapter understands it, or raise `InvalidInput`."""
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        raise invalid(error, subject=subject, operation=operation) from None


def invalid(error: ValidationError, *, subject: str, operation: str) -> InvalidInput:
    """Say which fields break which rules: `Competition.title: String should have at most …`."""
    problems = [
        f"{_path(subject, problem['loc'])}: {problem['msg']}"
        for problem in error.errors(include_url=False, include_input=False, include_context=False)
    ]
    return InvalidInput("; ".join(problems[:10]), operation=operation, errors=problems)


def _path(subject: str, location: tuple[int | str, ...]) -> str:
    if location and str(location[0]).startswith("p_"):
        # An argument of a function: a row of its array is called by its place alone.
        first, *rest = location
        location = (*rest,) if rest and isinstance(rest[0], int) else (str(first)[2:], *rest)
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return subject + "".join(steps)


def uuid7() -> UUID:
    """Make an id that sorts by the time of its making (RFC 9562): indexes grow at one end."""
    return uuid7_of(time.time_ns(), int.from_bytes(os.urandom(8)) >> 2)


def uuid7_of(nanoseconds: int, rest: int) -> UUID:
    """Make the id of a moment, told from others of that moment by `rest`, 62 bits."""
    milliseconds, beyond = divmod(nanoseconds, 1_000_000)
    # The fraction of the millisecond comes next, so that rows made in a loop keep their order.
    fraction = beyond * 4096 // 1_000_000
    return UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | rest)
