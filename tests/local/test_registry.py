"""Which migrations a database still needs, by the store's registry; refused ones change nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kaggle_store._migrations.packaged import MIGRATIONS
from kaggle_store._migrations.registry import registered
from kaggle_store.errors import LocalStackError
from kaggle_store.local import LocalStack, project_dir
from kaggle_store.local.migrate import apply_migrations
from kaggle_store.local.plan import Migration, Recorded, migrations_in, plan
from kaggle_store.local.postgres import Server
from kaggle_store.local.service import reset
from kaggle_store.testing.stacks import OutsideStack, TestRun
from tests.conftest import Stack

OWN = "create table public.profiles (id int primary key);\n"
FOUNDATION, LAST = next(iter(MIGRATIONS)), list(MIGRATIONS)[-1]
NEWER = "29990101000000_newer"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a project's migrations folder: a table of its own, then copies of the store's."""
    folder = tmp_path / "supabase" / "migrations"
    folder.mkdir(parents=True)
    (folder / "20270101000000_profiles.sql").write_text(OWN)
    for number, name in enumerate(MIGRATIONS):
        shutil.copy(
            project_dir() / "migrations" / f"{name}.sql",
            folder / f"{20270102000000 + number}_{name}.sql",
        )
    return folder


class Database:
    """A database of the cluster, to migrate with the local stack's own code."""

    def __init__(self, server: Server, url: str) -> None:
        self.server = server
        self.name = url.rpartition("/")[2]
        self.owner = psycopg.connect(url, autocommit=True)

    def migrate(self, folder: Path) -> list[str]:
        return apply_migrations(self.server, folder, self.name)

    def contents(self) -> list[Any]:
        """Return what is recorded, and every relation and function."""
        queries = (
            "select version, name from supabase_migrations.schema_migrations order by 1",
            "select oid::regclass::text from pg_class order by 1",
            "select oid::regprocedure::text from pg_proc order by 1",
        )
        return [self.owner.execute(query.encode()).fetchall() for query in queries]

    def refusal(self, folder: Path) -> str:
        """Return the error of migrating; the database is unchanged."""
        before = self.contents()
        with pytest.raises(LocalStackError) as refused:
            self.migrate(folder)
        assert self.contents() == before
        return str(refused.value)


@pytest.fixture
def database(session_stack: Stack) -> Iterator[Database]:
    """Return a copy of the migrated template database."""
    if isinstance(session_stack, OutsideStack):
        pytest.skip("needs the files of a local server")
    cluster = TestRun.current().cluster()
    with cluster.copy() as url:
        database = Database(cluster._server, url)
        with database.owner:
            yield database


def register(database: Database, name: str) -> None:
    database.owner.execute(
        "insert into kaggle_store.installed (name, sha256) values (%s, repeat('a', 64))", [name]
    )


def test_database_equals_the_package(database: Database) -> None:
    rows = database.owner.execute("select name, sha256 from kaggle_store.installed order by name")
    assert dict(rows.fetchall()) == MIGRATIONS
    assert database.migrate(project_dir() / "migrations") == []


def test_renumbered_copies_are_recognised(database: Database, folder: Path) -> None:
    assert database.migrate(folder) == ["20270101000000_profiles.sql"]
    assert database.migrate(folder) == []
    assert database.migrate(project_dir() / "migrations") == []


def test_renumbered_upgrade_is_recognised(database: Database, folder: Path) -> None:
    register_next = registered(NEWER, "create table public.next (id int);\n")
    (folder / f"20280101000000_{NEWER}.sql").write_text(register_next)
    assert database.migrate(folder)[-1] == f"20280101000000_{NEWER}.sql"
    package = folder.with_name("package")
    shutil.copytree(project_dir() / "migrations", package)
    (package / f"{NEWER}.sql").write_text(register_next)
    assert database.migrate(package) == []


def test_other_contents_are_refused(database: Database, folder: Path) -> None:
    [file] = folder.glob(f"*_{LAST}.sql")
    file.write_text(f"-- another first line\n{file.read_text()}")
    refused = database.refusal(folder)
    assert f"another {LAST}.sql than {file}" in refused
    assert "kaggle-store reset" in refused


def test_store_without_registry_is_refused(database: Database) -> None:
    database.owner.execute("drop table kaggle_store.installed")
    refused = database.refusal(project_dir() / "migrations")
    assert "without a record of its migrations" in refused


def test_early_store_is_refused(database: Database) -> None:
    database.owner.execute(
        "drop table kaggle_store.installed; alter schema kaggle_store rename to private"
    )
    assert "without a record" in database.refusal(project_dir() / "migrations")


def test_schema_named_private_is_the_projects(database: Database, folder: Path) -> None:
    database.owner.execute("create schema private; create table private.encryption_keys ()")
    assert database.migrate(folder) == ["20270101000000_profiles.sql"]


def test_newer_database_is_refused(database: Database, folder: Path) -> None:
    register(database, NEWER)
    for migrations in (folder, project_dir() / "migrations"):
        refused = database.refusal(migrations)
        assert f"has {NEWER}, which {migrations} lacks" in refused
        assert "pip install --upgrade kaggle_store" in refused


def test_folder_without_the_store_is_applied(database: Database, tmp_path: Path) -> None:
    (tmp_path / "20270101000000_profiles.sql").write_text(OWN)
    register(database, NEWER)
    assert database.migrate(tmp_path) == ["20270101000000_profiles.sql"]


def test_reset_accepts_other_contents(data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / f"{FOUNDATION}.sql"
    shutil.copy(project_dir() / "migrations" / file.name, file)
    LocalStack.start(data_dir, migrations=tmp_path).stop()
    file.write_text(registered(FOUNDATION, f"-- another first line\n{file.read_text()}"))
    with pytest.raises(LocalStackError, match=f"made from another {FOUNDATION}.sql"):
        LocalStack.start(data_dir, migrations=tmp_path)
    assert reset(data_dir, migrations=tmp_path) is None


# An uninstalled store -----------------------------------------------------------------------------


def files(folder: Path, *texts: str) -> list[Migration]:
    """Write migrations numbered from 1."""
    for number, text in enumerate(texts, start=1):
        (folder / f"{number:02}_x.sql").write_text(text)
    return migrations_in(folder)


FIRST, SECOND = (registered(LAST, text) for text in ("select 1;\n", "select 2;\n"))
UNINSTALL = "do $$\nbegin\n    drop schema kaggle_store cascade;\nend\n$$;\n"


def digest(text: str) -> str:
    return text.rpartition("    '")[2].partition("'")[0]


def test_store_is_uninstalled_and_installed(tmp_path: Path) -> None:
    available = files(tmp_path, FIRST, UNINSTALL, SECOND)
    todo = plan(available, Recorded(frozenset({"01"}), {LAST: digest(FIRST)}))
    assert [each.version for each in todo.pending] == ["02", "03"]
    assert todo.known == []


def test_uninstalled_files_do_not_count(tmp_path: Path) -> None:
    available = files(tmp_path, FIRST, UNINSTALL, SECOND)
    todo = plan(available, Recorded(frozenset({"01", "02", "03"}), {LAST: digest(SECOND)}))
    assert todo.pending == []
