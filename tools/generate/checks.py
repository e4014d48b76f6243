"""Derive limits that a client can check from the database's check constraints."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from typing import Any

from tools.generate.sqlexpr import Node, UnsupportedExpressionError, parse

_LENGTHS = ("char_length", "character_length", "length")
_TRIMS = ("btrim", "ltrim", "rtrim")
_FLIPPED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", "<>": "<>"}
_BOUNDS = {">": "gt", ">=": "ge", "<": "lt", "<=": "le"}
_SPECIAL = {"nan": "NaN", "infinity": "Infinity", "inf": "Infinity", "-infinity": "-Infinity"}
_NAME_CHECKS = ("is_name", "is_safe_path")
_CONTROL_CHARACTERS = r"[\u0001-\u001f\u007f-\u009f\u2028\u2029]"
"""The pattern of `kaggle_store.is_name()`, which system_metrics has written out."""
_PLAIN_PATTERN = re.compile(r"(?:[^\\]|\\[^A-Za-z0-9])*")


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a column's values that follow from its simple check constraints."""

    ge: Decimal | None = None
    gt: Decimal | None = None
    le: Decimal | None = None
    lt: Decimal | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    choices: tuple[str, ...] | None = None
    is_object: bool = False
    is_name: bool = False
    json_bounds: tuple[int, int] | None = None
    """Bytes and depth."""
    not_null: bool = False
    excluded: frozenset[str] = field(default=frozenset())
    """Which of NaN, Infinity and -Infinity are rejected."""

    @property
    def finite(self) -> bool:
        """True if neither NaN nor an infinity is allowed."""
        return len(self.excluded) == len(set(_SPECIAL.values()))

    def and_(self, other: Limits) -> Limits:
        """Return the limits of a value that must satisfy both."""
        tightest = dict.fromkeys(("ge", "gt", "min_length"), max)
        tightest |= dict.fromkeys(("le", "lt", "max_length"), min)
        merged = {}
        for name in (f.name for f in fields(self)):
            mine, theirs = getattr(self, name), getattr(other, name)
            if name == "excluded":
                merged[name] = mine | theirs
            elif name in tightest and mine is not None and theirs is not None:
                merged[name] = tightest[name](mine, theirs)
            else:
                merged[name] = mine or theirs if mine is None or mine is False else mine
        return Limits(**merged)


def limits_by_column(checks: Iterable[str]) -> dict[str, Limits]:
    """Return the limits in check constraints; in a domain's, the column is called `value`."""
    found: dict[str, Limits] = {}
    for check in checks:
        try:
            node = parse(check)
        except UnsupportedExpressionError:
            continue
        for part in node[1] if node[0] == "and" else [node]:
            for column, limits in _limits(part):
                found[column] = found.get(column, Limits()).and_(limits)
    return found


def _limits(node: Node) -> list[tuple[str, Limits]]:
    """Return each limit with its column; an empty list for an unsupported condition."""
    if node[0] == "and":
        return [limit for part in node[1] for limit in _limits(part)]
    if node[0] == "or":
        return _unless_null(node[1])
    if node[0] == "not" and node[1][0] == "null" and node[1][1][0] == "col":
        return [(_name(node[1][1]), Limits(not_null=True))]
    if node[0] == "call" and node[1] in _NAME_CHECKS and node[2][0][0] == "col":
        return [(_name(node[2][0]), Limits(is_name=True))]
    return _comparison(*node[1:]) if node[0] == "cmp" else []


def _unless_null(parts: list[Node]) -> list[tuple[str, Limits]]:
    """Return the limits of `col is null or …`, as null passes every check anyway."""
    nulls = {_name(part[1]) for part in parts if part[0] == "null" and part[1][0] == "col"}
    others = [part for part in parts if part[0] != "null"]
    if len(others) != 1 or len(nulls) != len(parts) - 1:
        return []
    return [(column, limits) for column, limits in _limits(others[0]) if nulls == {column}]


def _comparison(operator: str, left: Node, right: Node) -> list[tuple[str, Limits]]:
    if left[0] == "lit" and operator in _FLIPPED:
        return _comparison(_FLIPPED[operator], right, left)
    if left[0] == "col":
        limits = _of_value(operator, right)
        return [(_name(left), limits)] if limits else []
    if left[:2] == ("call", "concat") and (operator, right) == ("!~", ("lit", _CONTROL_CHARACTERS)):
        return [(_name(part), Limits(is_name=True)) for part in left[2] if part[0] == "col"]
    if left[0] == "call" and left[2] and left[2][0][0] == "col" and right[0] == "lit":
        limits = _of_call(operator, left[1], right[1])
        return [(_name(left[2][0]), limits)] if limits else []
    return []


def _of_value(operator: str, right: Node) -> Limits | None:
    if right[0] in ("any", "all"):
        return _of_list(operator, right)
    if right[0] != "lit":
        return None
    text: str = right[1]
    special = _SPECIAL.get(text.lower())
    if special is not None:
        return _of_special(operator, special)
    if operator in _BOUNDS:
        number = _number(text)
        return None if number is None else _bound(_BOUNDS[operator], number)
    if operator == "~" and _PLAIN_PATTERN.fullmatch(text) and "(?" not in text and "[[" not in text:
        return Limits(pattern=text)
    return Limits(min_length=1) if (operator, text) == ("<>", "") else None


def _bound(name: str, number: Decimal) -> Limits:
    bounds: dict[str, Any] = {name: number}
    return Limits(**bounds)


def _of_special(operator: str, special: str) -> Limits | None:
    excluded = {
        ("<>", special): {special},
        ("<", "Infinity"): {"Infinity", "NaN"},
        (">", "-Infinity"): {"-Infinity"},
        ("<", "NaN"): {"NaN"},
        ("<=", "Infinity"): {"NaN"},
    }.get((operator, special))
    return Limits(excluded=frozenset(excluded)) if excluded else None


def _of_list(operator: str, right: Node) -> Limits | None:
    inside = right[1]
    if inside[0] != "list" or any(item[0] != "lit" for item in inside[1]):
        return None
    words = [item[1] for item in inside[1]]
    if (operator, right[0]) == ("=", "any"):
        return Limits(choices=tuple(words))
    special = {_SPECIAL.get(word.lower()) for word in words}
    if (operator, right[0]) == ("<>", "all") and None not in special:
        return Limits(excluded=frozenset(word for word in special if word))
    return None


def _of_call(operator: str, function: str, text: str) -> Limits | None:
    if function == "jsonb_typeof":
        return Limits(is_object=True) if (operator, text) == ("=", "object") else None
    if function in _TRIMS:
        return Limits(min_length=1) if (operator, text) == ("<>", "") else None
    number = _number(text)
    if number is None or function not in (*_LENGTHS, "cardinality"):
        return None
    length = int(number)
    return {
        "<=": Limits(max_length=length),
        "<": Limits(max_length=length - 1),
        ">=": Limits(min_length=length),
        ">": Limits(min_length=length + 1),
        "=": Limits(min_length=length, max_length=length),
    }.get(operator)


def _name(column: Node) -> str:
    name: str = column[1]
    return "value" if name == "VALUE" else name


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
