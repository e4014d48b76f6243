"""Translate keyword filters such as `deadline__gt=…` into PostgREST's query syntax.

`column=value` is equality, `column=[…]` one of, `column=None` is null. Suffixes: `__lt`, `__lte`,
`__gt`, `__gte` (never NaN), `__ilike` (`%` any text, `_` any character), `__not` (rows without a
value count as different), `__contains` (array or JSON).
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from kaggle_store._requests.columns import Columns
from kaggle_store._requests.problems import described, suggestion
from kaggle_store._requests.validation import invalid, validated
from kaggle_store.errors import InvalidInput
from kaggle_store.models._base import Text
from kaggle_store.models._forms import is_array, plain

MAX_FILTER_CHARACTERS = 6_000
"""Maximum URL characters of a request's filters; proxies reject lines beyond 8 KB."""

_COMPARISONS = ("lt", "lte", "gt", "gte")
_TEXT: TypeAdapter[str] = TypeAdapter(Text)


class Filter(NamedTuple):
    """One condition: `column=operator.value` in the URL."""

    column: str
    operator: str
    value: str


def translate_filters(
    where: Mapping[str, object], *, known: Collection[str], columns: Columns[Any], operation: str
) -> list[Filter]:
    """Translate keyword filters, or raise `InvalidInput` naming the invalid one."""
    filters = []
    for name, value in where.items():
        if name not in known:
            problem = f"{name}: no such filter{suggestion(name, known)}"
            raise InvalidInput(problem, operation=operation)
        column, _, suffix = name.partition("__")
        with _named(f"{columns.subject}.{name}", operation):
            filters.append(Filter(column, *_condition(columns, column, suffix, value)))
    filters += _without_nan(filters, columns, operation)
    refuse_too_long(filters, operation)
    return filters


def translate_key(
    key: Mapping[str, object], *, columns: Columns[Any], operation: str
) -> list[Filter]:
    """Translate the key of one row, or raise `InvalidInput`.

    None and lists, which are filters for any number of rows, are refused.
    """
    filters = []
    for column, value in key.items():
        with _named(f"{columns.subject}.{column}", operation):
            valid = validated(columns.scalar(column), columns.as_stored(column, value))
            filters.append(Filter(column, "eq", literal(valid)))
    return filters


@contextmanager
def _named(subject: str, operation: str) -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        problems = described(error, None, ())
        raise invalid(problems, subject=subject, operation=operation) from None


def _condition(columns: Columns[Any], column: str, suffix: str, value: Any) -> tuple[str, str]:
    if value is None and suffix in {"", "not"}:
        return ("not.is" if suffix else "is"), "null"
    check = partial(validated, columns.scalar(column))
    if suffix == "" and is_array(value := plain(value)):
        return _one_of([literal(check(columns.as_stored(column, each))) for each in value])
    if suffix == "ilike":
        return _ilike(validated(_TEXT, value))
    if suffix == "contains":
        return "cs", _container(check(value), columns.is_array(column))
    if suffix in _COMPARISONS:
        return suffix, literal(check(value))
    return ("isdistinct" if suffix else "eq"), literal(check(columns.as_stored(column, value)))


def _without_nan(filters: Sequence[Filter], columns: Columns[Any], operation: str) -> list[Filter]:
    """Return conditions that leave NaN out of comparisons: PostgreSQL sorts it above infinity."""
    compared = [each for each in filters if each.operator in _COMPARISONS]
    found = [each for each in compared if columns.may_be_nan(each.column)]
    if nan := next((each for each in found if each.value == "nan"), None):
        raise InvalidInput(
            f"{nan.column}__{nan.operator}: NaN is neither less nor greater than a number; "
            f"`{nan.column}=float('nan')` finds it",
            operation=operation,
        )
    greater = {each.column for each in found if each.operator in {"gt", "gte"}}
    return [Filter(column, "lt", "NaN") for column in sorted(greater)]


def _one_of(texts: Sequence[str]) -> tuple[str, str]:
    # PostgREST reads `in.("")` as the empty list, which matches nothing.
    return ("eq", "") if texts == [""] else ("in", f"({','.join(map(_quoted, texts))})")


def literal(value: object) -> str:
    """Return a value as a PostgreSQL literal without quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)


def quoted(value: object) -> str:
    """Return a value quoted for `or=(…)`, where commas and brackets are syntax."""
    return _quoted(literal(value))


def _quoted(text: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9_-]+", text) and text.lower() != "null":
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _ilike(pattern: str) -> tuple[str, str]:
    if "*" not in pattern:
        return "ilike", pattern
    # PostgREST reads every * as %, so a pattern with a literal star becomes a regular expression.
    pieces = re.findall(r"\\.|.", pattern, flags=re.DOTALL)
    return "imatch", f"^(?:{''.join(map(_as_regex, pieces))})$"


def _as_regex(piece: str) -> str:
    if piece in {"%", "_"}:
        return ".*" if piece == "%" else "."
    char = piece[-1]
    return f"\\{char}" if char.isascii() and not char.isalnum() and not char.isspace() else char


def _container(value: Any, is_array: bool) -> str:
    if is_array:
        return "{" + ",".join(_array_element(each) for each in value) + "}"
    return json.dumps(value, ensure_ascii=False)


def _array_element(value: object) -> str:
    return '"' + literal(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def refuse_too_long(filters: Sequence[Filter], operation: str) -> None:
    """Raise `InvalidInput` for filters that do not fit into a URL."""
    sizes = [len(quote(each.value, safe="")) for each in filters]
    if sum(sizes) > MAX_FILTER_CHARACTERS:
        longest = filters[sizes.index(max(sizes))].column
        raise InvalidInput(
            f"{longest}: the filters take {sum(sizes):,} characters of the URL, more than "
            f"{MAX_FILTER_CHARACTERS:,}; split the call into smaller ones",
            operation=operation,
        )
