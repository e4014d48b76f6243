"""Everything that the design document declares exists under the same name.

The document's tables are created in a separate schema, and both catalogs are read with the same
queries. What differs or was added is named by the design page, in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.conftest import Owner, Stack

DOCUMENT = Path(__file__).with_name("document.sql")
PAGES = sorted((Path(__file__).parents[2] / "docs" / "explanation").glob("design*.md"))

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

TYPES = """
select c.relname, a.attname, split_part(format_type(t.oid, null), '.', -1), t.typtype = 'e',
    format_type(t.oid, a.atttypmod)
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
where c.relnamespace = %s::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
order by c.relname, a.attnum
"""
# Indexes of another kind, and those that are a constraint.
OTHER_INDEXES = """
select c.relname from pg_index i
join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
where c.relnamespace = 'public'::regnamespace and c.relname = any (%s)
    and (m.amname <> 'btree' or exists (select from pg_constraint where conindid = c.oid))
"""
# What clients see, and the internal tables; indexes and partitions are not listed one by one.
OBJECTS = """
select relname::text from pg_class where not relispartition
    and (relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'c')
        or relnamespace = 'kaggle_store'::regnamespace and relkind = 'r')
union
select typname from pg_type where typnamespace = 'public'::regnamespace and typtype in ('d', 'e')
union
select proname from pg_proc where pronamespace = 'public'::regnamespace
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


def test_document_columns_come_first(catalogs: psycopg.Connection[Row]) -> None:
    document, ours = (
        {table: [name for other, name, *_ in rows if other == table] for table, *_ in rows}
        for rows in read(catalogs, TYPES)
    )
    for table, columns in document.items():
        assert ours[table][: len(columns)] == columns, table


def test_only_defaults_make_columns_required(catalogs: psycopg.Connection[Row]) -> None:
    document, ours = read(catalogs, COLUMNS)
    known = {(table, column): rest for table, column, *rest in ours}
    for table, column, not_null, default, _ in document:
        if default is None:
            assert known[table, column][:2] == [not_null, None], f"{table}.{column}"


# What the design page names -------------------------------------------------------------------


def section(page: Path, with_name: str) -> str:
    """Return the first section of a page that has this name."""
    return next(part for part in page.read_text("utf-8").split("\n## ") if with_name in part)


def spans(text: str) -> set[str]:
    """Return what a text has in backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


def unnamed(names: set[str], text: str) -> list[str]:
    """Return the names that no code span has; `claim_…` stands for all that begin so."""
    words = {word for span in spans(text) for word in re.findall(r"\w+…?", span)}
    begins = tuple(word[:-1] for word in words if word.endswith("…"))
    return sorted(name for name in names - words if not (begins and name.startswith(begins)))


def written(sql_type: str) -> str:
    """Return a type as the document writes it."""
    for long, short in (
        ("character varying", "VARCHAR"),
        ("numeric", "DECIMAL"),
        ("timestamp with time zone", "TIMESTAMPTZ"),
    ):
        sql_type = sql_type.replace(long, short)
    return sql_type.upper()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_names_every_addition(catalogs: psycopg.Connection[Row], page: Path) -> None:
    document, ours = read(catalogs, TYPES)
    tables = {table for table, *_ in document}
    columns = {(table, column) for table, column, *_ in ours if table in tables}
    added = columns - {(table, column) for table, column, *_ in document}
    assert len(added) > 50
    assert unnamed({column for _, column in added}, section(page, "`dedup_key`")) == []
    objects = {name for (name,) in catalogs.execute(OBJECTS.encode())}
    assert unnamed(objects - tables, page.read_text("utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_names_every_changed_type(catalogs: psycopg.Connection[Row], page: Path) -> None:
    rows = [line.split("|") for line in section(page, "`TEXT[]`").splitlines() if line[:1] == "|"]
    named = {(a, b) for _, left, right, *_ in rows for a in spans(left) for b in spans(right)}
    document, ours = read(catalogs, TYPES)
    known = {(table, column): rest for table, column, *rest in ours}
    changed = {
        (written(full), written(our_full) if our_full.startswith("character") else our_name)
        for table, column, _, _, full in document
        for our_name, _, our_full in [known[table, column]]
        if full != our_full
    }
    assert len(changed) > 25
    assert changed - named == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_names_every_added_label(catalogs: psycopg.Connection[Row], page: Path) -> None:
    document, ours = read(catalogs, TYPES)
    enums = {(table, column): name for table, column, name, is_enum, _ in ours if is_enum}
    closed = {key for table, column, *_ in document if (key := (table, column)) in enums}
    listed = r"^    (\w+) VARCHAR[^\n]*?(?:\n    )?-- ('\w+'(?:, '\w+')*)"
    found = set()
    for table, text in re.findall(r"TABLE (\w+) \((.*?)\n\)", DOCUMENT.read_text(), re.DOTALL):
        for column, labels in re.findall(listed, text, re.MULTILINE):
            if (table, column) not in closed:
                continue
            found.add((table, column))
            kind = f"kaggle_store.{enums[table, column]}"
            rows = catalogs.execute(f"select unnest(enum_range(null::{kind}))::text".encode())
            wanted, has = set(re.findall(r"\w+", labels)), {label for (label,) in rows}
            assert wanted <= has, column
            assert unnamed(has - wanted, section(page, "`TEXT[]`")) == [], column
    assert found == closed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_names_indexes_of_another_kind(catalogs: psycopg.Connection[Row], page: Path) -> None:
    names = [name for name, _ in read(catalogs, INDEXES)[0]]
    others = {name for (name,) in catalogs.execute(OTHER_INDEXES.encode(), [names])}
    assert len(others) == 4
    assert unnamed(others, page.read_text("utf-8")) == []


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
