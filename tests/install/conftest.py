"""A Supabase project in a folder, and a database that it is pushed to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kaggle_store.cli import main
from kaggle_store.install.project import Project, open_project
from kaggle_store.local import LocalStack
from tests.npm import supabase_cli

CONFIG = """\
project_id = "app"  # ours

[api]
schemas = ["public", "graphql_public"]
max_rows = 500

[auth]
enable_signup = true
"""
FINGERPRINT = Path(__file__).with_name("fingerprint.sql").read_bytes()


class App:
    """A project in a folder, and the URLs of its database if it has one."""

    def __init__(self, root: Path, db_url: str = "", superuser_url: str = "") -> None:
        self.root = root
        self.folder = root / "supabase"
        self.migrations = self.folder / "migrations"
        self.config = self.folder / "config.toml"
        self.db_url = db_url
        self.superuser_url = superuser_url
        self.migrations.mkdir(parents=True)
        self.config.write_text(CONFIG)

    def write(self, name: str, text: str) -> Path:
        """Write a migration."""
        path = self.migrations / name
        path.write_text(text)
        return path

    def run(self, command: str, *words: str) -> int:
        """Run `kaggle-store install` or `uninstall` on this project."""
        return main([command, "--supabase-dir", str(self.folder), *words])

    def read(self) -> Project:
        return open_project(self.folder)

    def names(self) -> list[str]:
        """Return the names of the migrations."""
        return sorted(path.name for path in self.migrations.iterdir())

    def files(self) -> dict[str, bytes]:
        """Return all files with their contents."""
        return {path.name: path.read_bytes() for path in self.root.rglob("*") if path.is_file()}

    def push(self) -> str:
        """Push with the Supabase CLI."""
        return supabase_cli("db", "push", "--yes", db_url=self.db_url, cwd=self.root)

    def execute(self, query: str, *, superuser: bool = False) -> list[tuple[Any, ...]]:
        """Run SQL in the database as its owner, and return the rows of the last statement."""
        url = self.superuser_url if superuser else self.db_url
        with psycopg.connect(url, autocommit=True) as connection:
            cursor = connection.execute(query.encode())
            return cursor.fetchall() if cursor.description else []

    def fingerprint(self) -> set[str]:
        """Return a line for each fact of the catalog."""
        return {line for (line,) in self.execute(FINGERPRINT.decode())}


@pytest.fixture
def app(tmp_path: Path) -> App:
    """Return a project without a database."""
    return App(tmp_path / "app")


@pytest.fixture
def live(tmp_path: Path) -> Iterator[App]:
    """Return a project with a fresh Supabase database of its own."""
    (tmp_path / "none").mkdir()
    with LocalStack.start(migrations=tmp_path / "none") as stack:
        yield App(tmp_path / "live", stack.db_url, stack.superuser_url)
