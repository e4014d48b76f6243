"""Descriptions of what the data commands list and show: sources, columns and filters.

One command describes one entity; `_listing` and `_showing` do the work for all of them. Nothing
here imports the client, so that `--help` stays fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kaggle_store.client import KaggleStore


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell needs besides its row: the time, and names of other rows by their id."""

    now: datetime
    names: Mapping[object, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a list; with a `rank`, narrow terminals leave it out, the highest rank first."""

    header: str
    value: Callable[[Any, Look], object]
    is_number: bool = False
    rank: int = 0
    column: str = ""
    """The row's column, if the field is left out for rows without it."""
    together: Callable[[list[Any]], Sequence[object]] | None = None
    """Turns all values of the column into cells, such as scores with one precision."""

    def cells(self, rows: Iterable[Any], look: Look) -> Sequence[object]:
        """Return the column's cells, one for each row."""
        values = [self.value(row, look) for row in rows]
        return values if self.together is None else self.together(values)


@dataclass(frozen=True, slots=True)
class Source:
    """A read of the SDK, such as `agent_executions.list`, and what it is asked for by default."""

    verb: str
    model: str
    """The row's class in `kaggle_store.models`."""
    order: tuple[str, ...] = ()
    where: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """A filter of a list as an option, such as `--execution ID` for `execution_id`."""

    flag: str
    column: str
    metavar: str
    help: str
    choices: tuple[str, ...] | None = None
    parse: Callable[[str], object] = str
    resolve: Callable[[KaggleStore, Any], object] | None = None
    """Returns the column's value for what was given, such as the id of a competition."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of row: how it is listed, found and named."""

    noun: str
    plural: str
    resource: str
    """The resource of the client, such as `agent_executions`."""
    all: Source
    fields: tuple[Field, ...]
    empty: str = ""
    """How rows come into being, for a list that has none."""
    open: Source | None = None
    """The source of a list without `--all` and without a filter on what it leaves out."""
    open_word: str = ""
    """What the rows of `open` are called, such as `live`."""
    options: tuple[Option, ...] = ()
    names: tuple[str, ...] = ()
    """Columns whose ids are shown as names: `competition_id`, `execution_id`."""
    lead: tuple[str, ...] = ()
    """Columns that `show` prints first, after the id."""
    summary: Callable[[Sequence[Any]], str] | None = None
    """Returns more for the last line of a list, such as the cost per hour."""
    masked: Callable[[Any], Mapping[str, object]] | None = None
    """Returns columns of a row to hide, with what is shown for them."""
    find: Callable[[KaggleStore, Any], Any] | None = None
    """Returns the row that a person names; by default that with this id."""
    key: str = "ID"
    key_help: str = "the id, as `list` shows it"
    parse_key: Callable[[str], object] | None = None
    """Checks how a row is named; by default a UUID."""
    related: Callable[[KaggleStore, Any, Look], Iterable[tuple[str, object]]] | None = None
    """Returns further lines for `show`, read from other tables."""
    hint: Callable[[Any], str | None] | None = None
    """Returns the last line of `show`, such as how to answer."""

    def opened_by(self) -> frozenset[str]:
        """Return the columns by which `open` leaves rows out."""
        return frozenset(name.partition("__")[0] for name in (self.open.where if self.open else ()))
