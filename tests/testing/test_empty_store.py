"""Emptying a store forgets no table and keeps the rows of the migrations."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

import kaggle_store.testing
from kaggle_store.testing.empty_store import empty
from kaggle_store.testing.pytest_plugin import shared_run
from tests.conftest import Owner

SCRIPT = Path(kaggle_store.testing.__path__[0]) / "empty_store.sql"
TABLES = """
select relnamespace::regnamespace::text, relname from pg_class
where relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
    and relkind in ('r', 'p') and not relispartition order by 1, 2
"""


def rows(owner: Owner) -> dict[str, object]:
    return {
        f"{schema}.{table}": owner.execute(
            sql.SQL("select count(*) from {}").format(sql.Identifier(schema, table))
        ).fetchall()[0][0]
        for schema, table in owner.execute(TABLES).fetchall()
    }


def test_new_tables_are_emptied(owner: Owner) -> None:
    owner.execute("create table public.of_a_new_feature as select 1 as id")
    try:
        empty(owner)
        assert rows(owner)["public.of_a_new_feature"] == 0
    finally:
        owner.execute("drop table public.of_a_new_feature")


def test_only_tables_of_migrations_keep_rows(request: pytest.FixtureRequest) -> None:
    with (
        shared_run(request.config).cluster().copy() as url,
        psycopg.connect(url, autocommit=True) as fresh,
    ):
        before = rows(fresh)
        empty(fresh)
        assert rows(fresh) == before
    listed = re.search(r"<> all \('{(.*?)}'", SCRIPT.read_text(), re.DOTALL)
    assert listed
    kept = {table for table, count in before.items() if count}
    assert set(re.findall(r"[\w.]+", listed[1])) == kept
