"""Source records and rows: what the columns tell of a record, and what is left for its jsonb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeAlias, TypeVar
from uuid import UUID, uuid5

T = TypeVar("T")

Record: TypeAlias = dict[str, Any]
"""One record of a source, as its file has it."""

Columns: TypeAlias = Mapping[str, Any]
"""A row's columns by name, about to be stored or read back."""

LONG_AGO = datetime(1999, 12, 31, tzinfo=UTC)
"""Stands in where a source does not say when something ended."""

_NAMESPACE = UUID("6f1f4c1e-54ab-4d3f-9c53-0f6a1d2e7b90")


def identity(*parts: object) -> UUID:
    """Return the id that these parts always have, so that loading again adds nothing."""
    return uuid5(_NAMESPACE, "/".join(map(str, parts)))


def said(told: Record) -> Record:
    """Leave out what the columns do not know."""
    return {name: value for name, value in told.items() if value is not None}


def left_over(record: Record, told: Record) -> Record:
    """Return what the columns do not tell exactly; an explicit null is told by nobody else."""
    return {
        name: value
        for name, value in record.items()
        if name not in told or type(told[name]) is not type(value) or told[name] != value
    }


def instant(text: str | None) -> datetime | None:
    """Read a moment such as `2025-06-04T07:20:10.33Z`; a bare day begins at midnight, UTC."""
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def as_text(moment: datetime | None) -> str | None:
    """Write a moment in UTC as most sources do, with a fraction only where there is one."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut items into lists of at most `size`."""
    todo = iter(items)
    while batch := list(islice(todo, size)):
        yield batch
