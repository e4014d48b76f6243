"""Read the rows of a list, and the names that stand for ids in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kaggle_store.cli import _filters
from kaggle_store.cli._entities import Entity, Look, Source

if TYPE_CHECKING:
    import argparse

    from kaggle_store.client import KaggleStore

_IDS_PER_READ = 100


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a list; `next_offset` is where more of them begin, None at the end."""

    rows: Sequence[Any]
    source: Source
    offset: int
    next_offset: int | None


def read_page(store: KaggleStore, entity: Entity, options: argparse.Namespace) -> Page:
    """Read the page that the options ask for."""
    where = _filters.conditions(store, entity, options)
    source = chosen_source(entity, options, where)
    rows = _read(store, entity, source, options, where, options.limit, options.offset)
    end = options.offset + len(rows)
    is_full = len(rows) == options.limit
    has_more = is_full and bool(_read(store, entity, source, options, where, 1, end))
    return Page(rows, source, options.offset, end if has_more else None)


def chosen_source(entity: Entity, options: argparse.Namespace, where: dict[str, object]) -> Source:
    """Return the source with all rows if one is asked for that the other leaves out."""
    if entity.open is None or options.all or entity.opened_by() & _filters.given(where):
        return entity.all
    return entity.open


def _read(
    store: KaggleStore,
    entity: Entity,
    source: Source,
    options: argparse.Namespace,
    where: dict[str, object],
    limit: int,
    offset: int,
) -> Sequence[Any]:
    read: Any = getattr(getattr(store, entity.resource), source.verb)
    conditions = {**source.where, **where}
    order = options.order or source.order
    rows: Sequence[Any] = read(order=order, limit=limit, offset=offset, **conditions)
    return rows


def look(store: KaggleStore, entity: Entity, rows: Sequence[Any]) -> Look:
    """Return the time, and the names of the competitions and executions of these rows."""
    names: dict[object, str] = {}
    if "competition_id" in entity.names:
        for ids in _batches(row.competition_id for row in rows):
            names |= {c.id: c.kaggle_id for c in store.competitions.list(id=ids)}
    if "execution_id" in entity.names:
        for ids in _batches(row.execution_id for row in rows):
            names |= {e.id: e.execution_name for e in store.agent_executions.list(id=ids)}
    return Look(now(), names)


def now() -> datetime:
    """Return the time from which relative times are seen."""
    return datetime.now(UTC)


def _batches(ids: Iterable[Any]) -> Iterator[list[Any]]:
    distinct = sorted({id for id in ids if id is not None})
    for start in range(0, len(distinct), _IDS_PER_READ):
        yield distinct[start : start + _IDS_PER_READ]
