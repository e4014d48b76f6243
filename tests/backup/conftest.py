"""A backup target, and databases to restore into."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from kaggle_store.backup.storage import Target
from kaggle_store.backup.verify import scratch_database
from tests.conftest import Owner, Stack


@pytest.fixture(autouse=True)
def unlimited_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print tables without folding."""
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def target(tmp_path: Path) -> Target:
    """An empty backup target."""
    return Target(tmp_path / "backups")


@pytest.fixture
def url(stack: Stack) -> str:
    """The database URL of a store without rows."""
    assert stack.db_url is not None
    return stack.db_url


@pytest.fixture(scope="session")
def another_cluster() -> Iterator[str]:
    with scratch_database() as url:
        yield url


@pytest.fixture
def new_database(another_cluster: str) -> str:
    """The URL of a new Supabase database in another cluster, without a store."""
    name = f"fresh_{secrets.token_hex(4)}"
    server = another_cluster.removesuffix("/postgres")
    with psycopg.connect(f"{server}/template1", autocommit=True) as connection:
        connection.execute(f"create database {name} template postgres".encode())
    return f"{server}/{name}"


@pytest.fixture
def contents(owner: Owner) -> Callable[[], dict[str, list[str]]]:
    """A function that returns every row of the store."""
    return lambda: rows_of(owner)


def rows_of(connection: Owner) -> dict[str, list[str]]:
    """Return every row of every table in a backup, as sorted text.

    Transaction ids belong to a cluster, and are not restored.
    """
    connection.execute("set timezone = 'UTC'; set extra_float_digits = 1")
    names = connection.execute(
        "select c.oid::regclass::text from pg_class as c"
        " where relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)"
        " and relkind in ('r', 'p') and not relispartition"
        " and relname not in ('encryption_keys', 'installed', 'created_roles', 'added_grants')"
        " order by 1"
    ).fetchall()
    return {
        name: [
            row
            for (row,) in connection.execute(
                f"select t::text from {name} as t order by 1".encode()
                if name != "audit_log"
                else b"select (to_jsonb(t) - 'transaction_id')::text from audit_log as t order by 1"
            )
        ]
        for (name,) in names
    }
