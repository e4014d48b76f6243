"""Columns of lists: how each kind of value is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from kaggle_store import formats
from kaggle_store.cli import output
from kaggle_store.cli._entities import Field, Look

_STYLES: dict[formats.Tone, str] = {
    "good": "green",
    "warn": "yellow",
    "bad": "red",
    "info": "cyan",
    "muted": "dim",
}


def style_of(state: object) -> str:
    """Return the style of a status or priority."""
    return _STYLES[formats.tone(state)]


def text(column: str, header: str | None = None, *, rank: int = 0) -> Field:
    """Return a column of text."""
    return Field(_header(column, header), lambda row, _: _plain(getattr(row, column)), rank=rank)


def identity() -> Field:
    """Return the column of ids, in full, so that they can be copied."""
    return Field("id", lambda row, _: str(row.id))


def status(column: str = "status", header: str | None = None, *, rank: int = 0) -> Field:
    """Return a column of statuses or priorities, in their colours."""

    def value(row: Any, _: Look) -> object:
        label = str(getattr(row, column))
        return output.styled(label, style_of(label))

    return Field(_header(column, header), value, rank=rank)


def money(column: str, header: str, *, rank: int = 0) -> Field:
    """Return a column of US dollars."""
    return _number(column, header, formats.money, rank)


def number(column: str, header: str | None = None, *, rank: int = 0) -> Field:
    """Return a column of numbers."""
    return _number(column, _header(column, header), formats.number, rank)


def score(column: str, header: str, *, rank: int = 0) -> Field:
    """Return a column of scores, or other values of one kind, with one precision."""

    def value(row: Any, _: Look) -> object:
        return getattr(row, column)

    return Field(header, value, True, rank, column, formats.aligned)


def percentage(column: str, header: str, *, whole: float = 1, rank: int = 0) -> Field:
    """Return a column of shares of `whole`."""

    def shown(value: Any) -> str:
        return formats.NOTHING if value is None else formats.percent(value, whole)

    return _number(column, header, shown, rank)


def when(column: str, header: str, *, rank: int = 0) -> Field:
    """Return a column of times, seen from now."""

    def value(row: Any, look: Look) -> object:
        return formats.about(getattr(row, column), look.now)

    return Field(header, value, is_number=True, rank=rank)


def deadline(find: str | Callable[[Any], datetime | None], header: str, *, rank: int = 0) -> Field:
    """Return a column of deadlines, seen from now; those that have passed are red."""

    def value(row: Any, look: Look) -> object:
        due = getattr(row, find) if isinstance(find, str) else find(row)
        shown = formats.about(due, look.now)
        return output.styled(shown, "red" if due is not None and due < look.now else "")

    return Field(header, value, is_number=True, rank=rank)


def name_of(column: str, header: str, *, rank: int = 0) -> Field:
    """Return a column that shows the name of another row instead of its id."""

    def value(row: Any, look: Look) -> object:
        id = getattr(row, column)
        return formats.NOTHING if id is None else look.names.get(id, str(id))

    return Field(header, value, rank=rank)


def _number(column: str, header: str, shown: Callable[[Any], str], rank: int) -> Field:
    return Field(header, lambda row, _: shown(getattr(row, column)), True, rank, column)


def _header(column: str, header: str | None) -> str:
    return column.replace("_", " ") if header is None else header


def _plain(value: object) -> str:
    return formats.NOTHING if value is None else str(value)
