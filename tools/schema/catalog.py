"""What the schema's documentation shows of the database: tables, columns, links and moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import psycopg

_COLUMNS = """
    select c.relname, obj_description(c.oid, 'pg_class'), a.attname,
        replace(format_type(a.atttypid, a.atttypmod), 'kaggle_store.', ''),
        a.attnotnull, col_description(c.oid, a.attnum), t.typtype
    from pg_class as c
    join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type as t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not c.relispartition
    order by c.relname, a.attnum
"""
_LINKS = """
    select conrelid::regclass::text, (
            select attname::text from pg_attribute where attrelid = conrelid and attnum = conkey[1]
        ), confrelid::regclass::text
    from pg_constraint
    where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace
    order by 1, 2, 3
"""
_KEYS = """
    select c.conrelid::regclass::text, a.attname::text
    from pg_constraint as c
    join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
    where c.contype in ('p', 'u') and c.connamespace = 'public'::regnamespace
        and (c.contype = 'p' or cardinality(c.conkey) = 1)
"""
_ENUMS = """
    select t.typname::text, array_agg(e.enumlabel::text order by e.enumsortorder)
    from pg_type as t join pg_enum as e on e.enumtypid = t.oid
    where t.typnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
    group by t.typname order by t.typname
"""
_MOVES = """
    select from_status::text, to_status::text from kaggle_store.allowed_moves
    where lifecycle = 'agent_executions'
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `is_status` where its type is an enum, `is_key` in a key of the table."""

    name: str
    type: str
    is_required: bool
    comment: str
    is_enum: bool
    is_key: bool


@dataclass(slots=True)
class Table:
    """A table with its columns, and the tables that they refer to, by column."""

    name: str
    comment: str
    columns: list[Column] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Catalog:
    """The tables by name, the enums with their labels, and the moves of executions."""

    tables: dict[str, Table]
    enums: dict[str, list[str]]
    moves: set[tuple[str, str]]


def read(url: str) -> Catalog:
    """Read the database at `url`; its migrations must have been applied."""
    with psycopg.connect(url) as connection:
        return Catalog(
            tables=_tables(connection),
            enums=dict(connection.execute(_ENUMS).fetchall()),
            moves=set(connection.execute(_MOVES).fetchall()),
        )


def _tables(connection: psycopg.Connection[tuple[Any, ...]]) -> dict[str, Table]:
    keys = set(connection.execute(_KEYS).fetchall())
    tables: dict[str, Table] = {}
    for table, about, name, type_, required, comment, kind in connection.execute(_COLUMNS):
        found = tables.setdefault(table, Table(table, about or ""))
        is_key = (table, name) in keys
        found.columns.append(Column(name, type_, required, comment or "", kind == "e", is_key))
    for table, column, target in connection.execute(_LINKS):
        # Links inside one execution name it as their second column.
        tables[table].links[column] = target
    return tables
