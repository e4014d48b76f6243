"""Compare the rows of a database before and after its migrations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import psycopg

Rows: TypeAlias = dict[str, list[dict[str, Any]]]

SCHEMAS = ("public", "kaggle_store", "vault")
_TABLES = f"""
select c.oid::regclass::text from pg_class as c
where c.relkind in ('r', 'p') and not c.relispartition
    and c.relnamespace::regnamespace::text in {SCHEMAS}
"""


def tables_of(connection: psycopg.Connection[tuple[Any, ...]]) -> set[str]:
    """Return the names of the store's tables, without partitions."""
    return {table for (table,) in connection.execute(_TABLES.encode()).fetchall()}


def rows_of(connection: psycopg.Connection[tuple[Any, ...]]) -> Rows:
    """Return every row of every table as JSON."""
    query = "select to_jsonb(t) from {} as t"
    return {
        table: [row for (row,) in connection.execute(query.format(table).encode())]
        for table in tables_of(connection)
    }


def lost_rows(before: Rows, after: Rows) -> Iterator[str]:
    """Yield one sentence for each table that lost a row or a value; columns may be added."""
    for table, rows in before.items():
        kept = after.get(table, [])
        lost = [row for row in rows if not any(row.items() <= other.items() for other in kept)]
        if lost:
            yield f"{table} lost or changed {len(lost)} of {len(rows)} rows, such as {lost[0]}"
