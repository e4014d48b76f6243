"""Everything that the design document declares exists under the same name.

The document's tables are created in a separate schema, and both catalogs are read with the same
queries.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.conftest import Owner, Stack

DOCUMENT = Path(__file__).with_name("document.sql")

COLUMNS = """
select c.relname, a.attname, a.attnotnull, pg_get_expr(d.adbin, d.adrelid),
    format_type(t.oid, null)
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type b on b.oid = a.atttypid
join pg_type t on t.oid = case when b.typtype = 'd' then b.typbasetype else b.oid end
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where c.relnamespace = %s::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
"""
INDEXES = """
select c.relname, array(
    select a.attname::text
    from unnest(i.indkey[0:i.indnkeyatts - 1]) with ordinality k (n, position)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n order by position
)
from pg_index i join pg_class c on c.oid = i.indexrelid
where c.relnamespace = %s::regnamespace and c.relname like 'idx_%%'
"""
LINKS = """
select k.conrelid::regclass::text, a.attname, k.confrelid::regclass::text, k.confdeltype::text
from pg_constraint k
join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
where k.contype = 'f' and k.connamespace = %s::regnamespace and k.conparentid = 0
"""

# The types that a column of the document may have here (reasons in docs/explanation/design.md).
KINDS = {
    "uuid": {"uuid"},
    "character varying": {"character varying", "enum"},
    "text": {"text"},
    "text[]": {"text[]"},
    "boolean": {"boolean"},
    "jsonb": {"jsonb"},
    "timestamp with time zone": {"timestamp with time zone"},
    "integer": {"integer", "bigint", "numeric"},
    "numeric": {"numeric", "double precision"},
}

Row = tuple[Any, ...]


@pytest.fixture(scope="module")
def catalogs(session_stack: Stack, module_owner: Owner) -> Iterator[psycopg.Connection[Row]]:
    assert session_stack.db_url is not None
    with psycopg.connect(session_stack.db_url) as connection:
        connection.execute("create schema document")
        connection.execute("set local search_path = document, pg_catalog")
        connection.execute(DOCUMENT.read_text().encode())
        connection.execute("set local search_path = pg_catalog")
        yield connection
        connection.rollback()


def read(catalogs: psycopg.Connection[Row], query: str) -> tuple[list[Row], list[Row]]:
    """Run a query on the document's schema and on ours; strip the schema names."""

    def plain(schema: str) -> list[Row]:
        rows = catalogs.execute(query.encode(), [schema]).fetchall()
        return [
            tuple(v.removeprefix(f"{schema}.") if isinstance(v, str) else v for v in row)
            for row in rows
        ]

    return plain("document"), plain("public")


def test_document_has_ten_tables(catalogs: psycopg.Connection[Row]) -> None:
    document, _ = read(catalogs, COLUMNS)
    assert len({table for table, *_ in document}) == 10


def test_document_columns_exist_and_are_as_strict(
    catalogs: psycopg.Connection[Row],
) -> None:
    document, ours = read(catalogs, COLUMNS)
    known = {(table, column): rest for table, column, *rest in ours}
    for table, column, not_null, default, kind in document:
        assert (table, column) in known, f"{table}.{column} is missing"
        is_not_null, our_default, our_kind = known[table, column]
        assert is_not_null >= not_null, f"{table}.{column} must be not null"
        enum = kind == "character varying" and our_kind not in KINDS[kind]
        assert ("enum" if enum else our_kind) in KINDS[kind], f"{table}.{column} is {our_kind}"
        if default is not None:
            assert our_default is not None, f"{table}.{column} has lost its default {default}"
            assert is_not_null, f"{table}.{column} has a default and should not be null"


def test_document_defaults_are_equal(
    catalogs: psycopg.Connection[Row],
) -> None:
    document, ours = read(catalogs, COLUMNS)
    defaults = {(table, column): default for table, column, _, default, _ in ours}
    for table, column, _, default, kind in document:
        if default is None or kind == "uuid":
            continue
        query = f"select ({default})::text, ({defaults[table, column]})::text"
        document_value, our_value = catalogs.execute(query.encode()).fetchone() or ("", "no row")
        same = (
            float(document_value) == float(our_value)
            if kind in ("numeric", "integer")
            else document_value == our_value
        )
        assert same, f"{table}.{column} defaults to {our_value}, not {document_value}"


def test_document_indexes_lead_with_their_columns(
    catalogs: psycopg.Connection[Row],
) -> None:
    document, ours = read(catalogs, INDEXES)
    known: dict[str, list[str]] = dict(ours)
    assert len(document) == 38
    for name, columns in document:
        assert known[name][: len(columns)] == columns, f"{name} leads with {known[name]}"


def test_document_foreign_keys_match(
    catalogs: psycopg.Connection[Row],
) -> None:
    document, ours = read(catalogs, LINKS)
    assert len(document) == 11
    assert set(document) <= set(ours)


def test_document_unique_columns_are_unique(catalogs: psycopg.Connection[Row]) -> None:
    query = """
    select c.relname, a.attname from pg_index i join pg_class c on c.oid = i.indrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where i.indisunique and i.indnkeyatts = 1 and c.relnamespace = %s::regnamespace
    """
    document, ours = read(catalogs, query)
    # The key of a partitioned table must include the partition column.
    assert set(document) - {("system_metrics", "id")} <= set(ours)
    assert {"kaggle_id", "config_key"} <= {column for _, column in document}


def test_every_object_has_a_comment(catalogs: psycopg.Connection[Row]) -> None:
    uncommented = catalogs.execute("""
    select c.oid::regclass::text || coalesce('.' || a.attname, '')
    from pg_class c
    left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and c.relkind in ('r', 'p')
    where c.relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
        and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
        and (obj_description(c.oid) is null
            or a.attnum is not null and col_description(c.oid, a.attnum) is null)
    union all
    select p.oid::regprocedure::text from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
        and obj_description(p.oid) is null
    """).fetchall()
    assert uncommented == []
