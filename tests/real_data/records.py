"""Split source records into columns and the rest, which is stored as jsonb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeAlias, TypeVar
from uuid import UUID, uuid5

T = TypeVar("T")

Record: TypeAlias = dict[str, Any]
"""One record of a source, as read from its file."""

Columns: TypeAlias = Mapping[str, Any]
"""A row's columns by name."""

LONG_AGO = datetime(1999, 12, 31, tzinfo=UTC)
"""Placeholder for an end time that a source does not have."""

_NAMESPACE = UUID("6f1f4c1e-54ab-4d3f-9c53-0f6a1d2e7b90")


def stable_id(*parts: object) -> UUID:
    """Return a UUID derived from the parts, so that loading again adds nothing."""
    return uuid5(_NAMESPACE, "/".join(map(str, parts)))


def without_nulls(mapped: Record) -> Record:
    """Return the fields that are not None."""
    return {name: value for name, value in mapped.items() if value is not None}


def unmapped_fields(record: Record, mapped: Record) -> Record:
    """Return the fields that `mapped` lacks or has with another type or value, nulls included."""
    return {
        name: value
        for name, value in record.items()
        if name not in mapped or type(mapped[name]) is not type(value) or mapped[name] != value
    }


def parse_time(text: str | None) -> datetime | None:
    """Parse a time such as `2025-06-04T07:20:10.33Z`; a date alone is midnight UTC."""
    if text is None:
        return None
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def format_time(time: datetime | None) -> str | None:
    """Format a time in UTC as most sources do, with a fraction only if it is not zero."""
    if time is None:
        return None
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


def in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of at most `size`."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
