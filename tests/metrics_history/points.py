"""Metric points of tests, and what is stored of them."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.conftest import Owner

VALUES = (0.1, 5e-324, 1.7976931348623157e308, float("nan"), float("inf"), -float("inf"))
TAGS: tuple[dict[str, Any] | None, ...] = (
    None,
    {},
    {"step": 1, "name": 'a "b", c\nd\\', "é": ["日本", {"x": None}]},
)

NAMES = (
    *("id", "metric_name", "metric_value", "metric_type", "tags", "execution_id", "component"),
    "timestamp",
)

_INSERT = """
insert into public.system_metrics (
    metric_name, metric_value, metric_type, tags, execution_id, component, timestamp
) values (%(metric_name)s, %(metric_value)s, 'gauge', %(tags)s, %(execution_id)s, %(component)s,
    %(timestamp)s)
"""


def point(
    at: str | datetime, name: str = "loss", value: float = 1.0, **more: Any
) -> dict[str, Any]:
    """Return one point."""
    given = {"metric_name": name, "metric_value": value, "timestamp": at}
    return {"tags": None, "execution_id": None, "component": None, **given, **more}


def extreme(at: str) -> list[dict[str, Any]]:
    """Return points at one time that differ in value, tags, name and component."""
    of_values = [point(at, value=value) for value in VALUES]
    of_tags = [point(at, tags=None if tags is None else json.dumps(tags)) for tags in TAGS]
    names = [point(at, name, component=part) for name in ("a,b", 'q"', "ß∞") for part in ("", "é")]
    return [*of_values, *of_tags, *names]


def insert(owner: Owner, rows: Iterable[dict[str, Any]]) -> None:
    """Insert points with SQL, as no client stores points of the past."""
    owner.cursor().executemany(_INSERT, list(rows))


def series(owner: Owner, first: str, count: int, every: timedelta, name: str = "loss") -> None:
    """Insert a series of points at equal distances."""
    start = datetime.fromisoformat(first)
    insert(owner, (point(start + every * n, name, float(n)) for n in range(count)))


def stored(owner: Owner, where: str = "true") -> list[tuple[Any, ...]]:
    """Return the rows of the table, comparable with those of `rows_of`."""
    rows = owner.execute(
        "select id::text, metric_name, metric_value, metric_type::text, tags, execution_id::text, "
        f"component, timestamp from public.system_metrics where {where}".encode()
    ).fetchall()
    return sorted(map(_plain, rows), key=repr)


def rows_of(table: Any) -> list[tuple[Any, ...]]:
    """Return the rows of an Arrow table, record batches or a reader."""
    batches = table.to_batches() if hasattr(table, "to_batches") else list(table)
    rows = [row for batch in batches for row in batch.to_pylist()]
    return sorted((_plain([row[name] for name in NAMES]) for row in rows), key=repr)


def _plain(row: Any) -> tuple[Any, ...]:
    id, name, value, kind, tags, execution, component, at = row
    tags = json.loads(tags) if isinstance(tags, str) else tags
    bits = struct.pack(">d", value if value == value else float("nan")).hex()
    return id, name, bits, kind, tags, execution, component, at.astimezone(UTC).isoformat()
