"""Validate input before it is sent, with messages that name the field and the rule; make ids."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, to_json

from kaggle_store._requests.problems import described
from kaggle_store.errors import InvalidInput
from kaggle_store.models._forms import python_form

T = TypeVar("T")

_ROUNDS = 4
"""How often one input is converted: an array becomes a list first, then each of its items."""


def body(valid: object) -> bytes:
    """Return validated input as JSON, with NaN and infinities as text.

    Calls no Python code: pydantic would turn the SystemExit or KeyboardInterrupt that a signal
    handler raises in a serializer into a PydanticSerializationError.
    """
    return to_json(valid, inf_nan_mode="strings")


def checked(
    adapter: TypeAdapter[T],
    value: object,
    *,
    subject: str,
    operation: str,
    columns: Collection[str] = (),
) -> T:
    """Return the validated value, or raise `InvalidInput` with the field's path.

    `columns` are names that the call does not accept, but that others of the same table do.
    """
    try:
        return validated(adapter, value)
    except ValidationError as error:
        problems = described(error, adapter.core_schema, columns)
        raise invalid(problems, subject=subject, operation=operation) from None


def validated(adapter: TypeAdapter[T], value: object) -> T:
    """Return the validated value; what is refused is converted to the Python form, if it has one.

    Raises `ValidationError`. A value that is accepted as it is costs nothing more.
    """
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        refusal = error
    for _ in range(_ROUNDS):
        problems = refusal.errors(include_url=False, include_context=False)
        converted = _converted(value, problems)
        if converted is value:
            break
        value = converted
        try:
            return adapter.validate_python(value)
        except ValidationError as error:
            refusal = error
    raise refusal


def _converted(value: Any, problems: list[ErrorDetails]) -> Any:
    """Return a copy with the refused values in their Python form, or the same value."""
    root = [value]
    copies: dict[int, Any] = {}
    for problem in problems:
        given = problem["input"]
        found = python_form(problem["type"], given)
        if found is not given:
            _replace(root, (0, *problem["loc"]), given, found, copies)
    return root[0]


def _replace(
    container: Any,
    location: Sequence[int | str],
    given: object,
    found: object,
    copies: dict[int, Any],
) -> None:
    """Put `found` in the place of `given`, in copies of the containers on the way.

    The location goes on after the value if it is one of several types, and a refused key has none.
    """
    for step in location:
        try:
            inner = container[step]
        except (LookupError, TypeError):
            return
        if inner is given:
            container[step] = found
            return
        if id(inner) not in copies:
            if not isinstance(inner, Mapping | list | tuple):
                return
            copy: Any = dict(inner) if isinstance(inner, Mapping) else list(inner)
            copies[id(inner)] = copies[id(copy)] = copy
        container[step] = container = copies[id(inner)]


def invalid(
    problems: Sequence[tuple[tuple[int | str, ...], str]], *, subject: str, operation: str
) -> InvalidInput:
    """Return an error that lists field and rule: `Competition.title: String should have at …`."""
    lines = [f"{_path(subject, location)}: {problem}" for location, problem in problems]
    return InvalidInput("; ".join(lines[:10]), operation=operation, errors=lines)


def _path(subject: str, location: tuple[int | str, ...]) -> str:
    if location and str(location[0]).startswith("p_"):
        # A function's argument: a field of a row of its array is named by the row's index alone.
        first, *rest = location
        is_row = len(rest) > 1 and isinstance(rest[0], int)
        location = (*rest,) if is_row else (str(first)[2:], *rest)
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
