"""Types and checks of arguments that are not columns: delays, workers, limits, ids, rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from pydantic import Field, Strict, TypeAdapter

from kaggle_store._requests.query import LARGEST_PAGE
from kaggle_store._requests.validation import checked
from kaggle_store.errors import InvalidInput
from kaggle_store.models._base import Characters
from kaggle_store.models._forms import is_array

MIN_POLL_SECONDS = 0.05
"""Minimum seconds between two polls, whatever interval the caller asks for."""

Delay: TypeAlias = Annotated[float, Strict(), Field(ge=0, le=30 * 86_400, allow_inf_nan=False)]
"""A delay in seconds: 0 to thirty days."""

Worker: TypeAlias = Annotated[str, Characters(min_length=1, max_length=200, is_name=True)]
"""A worker's name."""

Limit: TypeAlias = Annotated[int, Strict(), Field(ge=1, le=LARGEST_PAGE)]
"""The maximum number of rows."""

_COUNT: TypeAdapter[int] = TypeAdapter(Annotated[int, Strict(), Field(ge=1, le=2**31 - 1)])
_ID: TypeAdapter[UUID] = TypeAdapter(UUID)
_ROWS: TypeAdapter[list[dict[str, Any]]] = TypeAdapter(list[dict[str, Any]])


def checked_id(value: object, field: str, operation: str) -> UUID:
    """Return an id, or raise `InvalidInput` with the argument's name."""
    return checked(_ID, value, subject=field, operation=operation)


def checked_count(value: object, field: str, operation: str) -> int:
    """Return a number of rows of at least one, or raise `InvalidInput` with the argument's name."""
    return checked(_COUNT, value, subject=field, operation=operation)


def distinct_keys(
    rows: Sequence[Mapping[str, object]], columns: Sequence[str], subject: str, operation: str
) -> list[tuple[Any, ...]]:
    """Return the keys of validated rows, or raise `InvalidInput` if two rows have the same one.

    Rows whose last key column is not given have no key yet.
    """
    first: dict[tuple[Any, ...], int] = {}
    last = columns[-1]
    for number, row in enumerate(rows):
        if row.get(last) is None:
            continue
        if (other := first.setdefault(tuple(map(row.get, columns)), number)) != number:
            raise InvalidInput(
                f"{subject}[{number}].{last}: the same as in row {other}, give each once",
                operation=operation,
            )
    return list(first)


def as_rows(value: object, field: str, operation: str) -> list[dict[str, Any]]:
    """Return a list of new dicts from any iterable of mappings, or raise `InvalidInput`."""
    # Iterated here, so that an exception of the caller's generator is raised unchanged.
    if is_array(value):
        value = list(value)
    return checked(_ROWS, value, subject=field, operation=operation)
