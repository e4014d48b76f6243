"""The forms of a value that are accepted besides the plain Python one.

Numbers and times as text, paths, enum members, numpy and torch values. A value is converted only
after it was refused as it is, so plain values cost nothing more, and the result is validated like
any other: bounds, time zones and digits count as for a plain value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any, TypeGuard

_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(
    r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?|[+-]?(nan|inf(inity)?)", re.IGNORECASE
)


def plain(value: object) -> object:
    """Return the Python counterpart of a path, an enum member, a numpy or torch value.

    Everything else is returned unchanged, also numpy's times in units that a datetime does not
    have, as `item()` makes them mere integers.
    """
    if isinstance(value, PurePath):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    convert: Any = getattr(value, "tolist", None) or getattr(value, "item", None)
    if not callable(convert) or isinstance(value, type | memoryview):
        return value
    try:
        found: object = convert()
    except (TypeError, ValueError, RuntimeError):
        return value
    is_time = getattr(getattr(value, "dtype", None), "kind", None) in ("M", "m")
    if is_time and not isinstance(found, datetime):
        return value
    # A type without a Python counterpart, such as numpy.longdouble, converts to itself.
    return value if type(found) is type(value) else found


def python_form(kind: str, value: object) -> object:
    """Return the value in the form that pydantic's error of this `kind` asks for, if it has one."""
    found = plain(value)
    convert = _CONVERT.get(kind)
    if convert is None:
        return found
    try:
        return convert(found)
    except (ValueError, ArithmeticError):
        return found


def _integer(value: object) -> object:
    return int(value) if isinstance(value, str) and _INTEGER.fullmatch(value) else value


def _decimal(value: object) -> object:
    return Decimal(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else value


def _float(value: object) -> object:
    number = _decimal(value)
    if not isinstance(number, Decimal):
        return value
    found = float(number)
    is_lost = math.isinf(found) or (not found and bool(number))
    return value if is_lost and number.is_finite() else found


def _datetime(value: object) -> object:
    return datetime.fromisoformat(value.upper()) if isinstance(value, str) else value


def _date(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value


def is_array(value: object) -> TypeGuard[Iterable[object]]:
    """Return True for what stands for an array: any iterable but text, bytes and mappings."""
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping)


def _list(value: object) -> object:
    return list(value) if is_array(value) else value


_CONVERT: dict[str, Callable[[object], object]] = {
    "int_type": _integer,
    "several_types": _integer,
    "float_type": _float,
    "decimal_type": _decimal,
    "datetime_type": _datetime,
    "date_type": _date,
    "list_type": _list,
    "is_instance_of": _list,
}
"""How text and iterables are converted, by the type of pydantic's error."""
