"""Describe why input was refused: the rule, the value, and what was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from pydantic import ValidationError
from pydantic_core import ErrorDetails

Problem: TypeAlias = tuple[tuple[int | str, ...], str]
"""Where the problem is, and what it is."""

_SHOWN = str | bool | int | float | Decimal | UUID | date | None
_LONGEST_SHOWN = 60
_HIDDEN = re.compile("string_|text_value|name_value|json_|extra_forbidden|missing")
"""Errors whose value is not shown: texts may be secrets and long."""
_OF_TYPE = re.compile("[a-z_]+_type|several_types|is_instance_of|json_object|literal_error")
"""Errors for which the value's type says what is wrong with it."""
_ANY_DATETIME = ("datetime_type", "datetime_object_invalid")
"""Errors of what is no datetime: pandas.NaT is one by its class only."""


def described(error: ValidationError, schema: object, columns: Collection[str]) -> list[Problem]:
    """Return the problems of an input that was validated with this schema.

    `columns` are names that the schema does not accept, but that exist.
    """
    return [
        (problem["loc"], _described(problem, schema, columns))
        for problem in error.errors(include_url=False)
    ]


def suggestion(name: str, known: Collection[str]) -> str:
    """Return `; did you mean …?` with the known names that are nearest, or nothing."""
    near = difflib.get_close_matches(name, known, n=3)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _described(problem: ErrorDetails, schema: object, columns: Collection[str]) -> str:
    kind, given, message = problem["type"], problem["input"], problem["msg"]
    if kind == "extra_forbidden":
        name = str(problem["loc"][-1])
        if name in columns:
            return "this column cannot be given here"
        return message + suggestion(name, {each.removeprefix("p_") for each in _names(schema)})
    if kind in _ANY_DATETIME:
        message = "Input should be a datetime with a time zone"
    if kind == "string_type" or not isinstance(given, _SHOWN):
        return f"{message}, not {type(given).__name__}" if _OF_TYPE.fullmatch(kind) else message
    if _HIDDEN.match(kind):
        return message
    if kind == "literal_error" and isinstance(given, str):
        message += suggestion(given, re.findall("'([^']*)'", message))
    return f"{message} (given: {_shortened(repr(given))})"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _names(schema: object) -> Iterator[str]:
    """Yield the field names of all typed dicts in a schema."""
    if isinstance(schema, dict):
        yield from schema["fields"] if schema.get("type") == "typed-dict" else ()
        for part in schema.values():
            yield from _names(part)
    elif isinstance(schema, list | tuple):
        for part in schema:
            yield from _names(part)
