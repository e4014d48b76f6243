"""Counting a table's rows and telling the new ones; a checksum that their order leaves alone."""

from __future__ import annotations

from psycopg import sql

from kaggle_store.backup.database import Connection, Table
from kaggle_store.backup.manifest import Counted

# Ages count transactions back from now, modulo 2^32. A frozen row keeps the number it had, so a
# very old one may look new: it is carried once more, which does no harm. No new one looks old.
_NEW = sql.SQL("age(t.xmin) <= age({}::text::xid)")
_COUNT = sql.SQL(
    "select count(*), count(*) filter (where not ({new})), {checksum} from {table} as t"
)
_CHECKSUM = sql.SQL("coalesce(sum(hashtextextended(t::text, 0)), 0)::text")


def new_since(watermark: int) -> sql.Composable:
    """Return the condition on `t` that its writer had not ended when the watermark was taken."""
    return _NEW.format(sql.Literal(str(watermark % 2**32)))


def count(connection: Connection, table: Table) -> Counted:
    """Count a table's rows, and sum them up."""
    rows, _, checksum = _ask(connection, table, sql.SQL("true"), hashed=True)
    return Counted(rows=rows, checksum=checksum, carried=rows)


def count_since(connection: Connection, table: Table, watermark: int) -> tuple[Counted, int]:
    """Count a table's rows and the old ones among them.

    A partitioned table is not summed up: it is large.
    """
    hashed = not table.is_partitioned
    rows, old, checksum = _ask(connection, table, new_since(watermark), hashed=hashed)
    return Counted(rows=rows, checksum=checksum, carried=rows - old), old


def _ask(
    connection: Connection, table: Table, new: sql.Composable, *, hashed: bool
) -> tuple[int, int, str | None]:
    checksum = _CHECKSUM if hashed else sql.SQL("null")
    query = _COUNT.format(new=new, checksum=checksum, table=table.identifier)
    [(rows, old, found)] = connection.execute(query).fetchall()
    return rows, old, found
