"""What callers give that is no column: seconds, workers, leases, lists of rows, and their rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from pydantic import Field, Strict, TypeAdapter

from kaggle_store._requests.query import LARGEST_PAGE
from kaggle_store._requests.validation import checked
from kaggle_store.models._base import Characters

SHORTEST_PAUSE = 0.05
"""Seconds between two looks at the least, however often a caller wants to look."""

Delay: TypeAlias = Annotated[float, Strict(), Field(ge=0, le=30 * 86_400, allow_inf_nan=False)]
"""Seconds that something waits: none, or up to thirty days."""

Worker: TypeAlias = Annotated[str, Characters(min_length=1, max_length=200)]
"""Who works."""

Limit: TypeAlias = Annotated[int, Strict(), Field(ge=1, le=LARGEST_PAGE)]
"""How many rows, at the most."""

_ID: TypeAdapter[UUID] = TypeAdapter(UUID)
_ROWS: TypeAdapter[list[dict[str, Any]]] = TypeAdapter(list[dict[str, Any]])


def checked_id(value: object, field: str, operation: str) -> UUID:
    """Return an id, or raise `InvalidInput` that calls it by its argument."""
    return checked(_ID, value, subject=field, operation=operation)


def given_rows(value: object, field: str, operation: str) -> list[dict[str, Any]]:
    """Return any iterable of mappings as a list of dicts of their own, or raise `InvalidInput`."""
    # Gone through here, so that what a generator raises reaches its author as it is.
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping):
        value = list(value)
    return checked(_ROWS, value, subject=field, operation=operation)
