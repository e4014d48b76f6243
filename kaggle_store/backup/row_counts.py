"""Count a table's rows and its new ones, with a checksum that ignores row order."""

from __future__ import annotations

from psycopg import sql

from kaggle_store.backup.database import Connection, Table
from kaggle_store.backup.manifest import TableCount

# age() counts transactions back from now, modulo 2^32. A frozen row keeps its xmin, so a very old
# row may look new: it is backed up once more, which is harmless. A new row never looks old.
_NEW = sql.SQL("age(t.xmin) <= age({}::text::xid)")
_COUNT = sql.SQL(
    "select count(*), count(*) filter (where not ({new})), {checksum} from {table} as t"
)
_CHECKSUM = sql.SQL("coalesce(sum(hashtextextended(t::text, 0)), 0)::text")


def new_since(watermark: int) -> sql.Composable:
    """Return the condition that the writer of row `t` had not ended at the watermark."""
    return _NEW.format(sql.Literal(str(watermark % 2**32)))


def count(connection: Connection, table: Table) -> TableCount:
    """Return a table's row count and checksum."""
    rows, _, checksum = _query_counts(connection, table, sql.SQL("true"), hashed=True)
    return TableCount(rows=rows, checksum=checksum, carried=rows)


def count_since(connection: Connection, table: Table, watermark: int) -> tuple[TableCount, int]:
    """Return a table's counts, and the number of rows older than the watermark.

    A partitioned table gets no checksum: it is large.
    """
    hashed = not table.is_partitioned
    rows, old, checksum = _query_counts(connection, table, new_since(watermark), hashed=hashed)
    return TableCount(rows=rows, checksum=checksum, carried=rows - old), old


def _query_counts(
    connection: Connection, table: Table, new: sql.Composable, *, hashed: bool
) -> tuple[int, int, str | None]:
    checksum = _CHECKSUM if hashed else sql.SQL("null")
    query = _COUNT.format(new=new, checksum=checksum, table=table.identifier)
    [(rows, old, row_checksum)] = connection.execute(query).fetchall()
    return rows, old, row_checksum
