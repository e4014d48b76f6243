"""The migrations in a backup: compared with those on this machine, never run.

What is run in an empty database comes from the installed package, or from a folder that the caller
names. Only the version numbers are the backup's: they may differ from project to project.
"""

from __future__ import annotations

import gzip
import zlib
from itertools import zip_longest
from pathlib import Path
from typing import TypeAlias

from pydantic import ConfigDict, TypeAdapter, ValidationError

from kaggle_store.backup.database import Connection, script
from kaggle_store.backup.fetched import Fetched
from kaggle_store.backup.names import MIGRATIONS, MigrationVersion
from kaggle_store.errors import BackupError, DamagedBackup, LocalStackError
from kaggle_store.local.migrate import Migration, migrations_in, project_dir

Migrations: TypeAlias = list[tuple[MigrationVersion, str | None, list[str] | None]]
_SHIPPED = TypeAdapter(Migrations, config=ConfigDict(strict=True))
_LARGEST = 64 << 20
_HAS_HISTORY = "select to_regclass('supabase_migrations.schema_migrations') is not null"
_HISTORY = """
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
    version text not null primary key, statements text[], name text
);
"""
_RECORD = """
insert into supabase_migrations.schema_migrations (version, name, statements) values (%s, %s, %s)
"""


def applied_migrations(connection: Connection) -> Migrations:
    """Return the migrations that were applied: version, name and text of each."""
    return [
        (version, name, statements)
        for version, name, statements in connection.execute(
            "select version, name, statements from supabase_migrations.schema_migrations"
            " order by version"
        )
    ]


def migrate(connection: Connection, full: Fetched, folder: Path | None) -> None:
    """Bring an empty database to the backup's migrations; refuse a database with others.

    `folder` has the migrations to run, by default the package's own.
    """
    shipped = _shipped(full)
    is_new = connection.execute(_HAS_HISTORY).fetchone() == (False,)
    if not is_new and (applied := applied_migrations(connection)):
        _compare(full, shipped, applied)
        return
    trusted = _trusted(full, shipped, folder)
    connection.execute("reset all")  # migrations are written for the role's own settings
    connection.execute(_HISTORY)
    for (version, _, _), migration in zip(shipped, trusted, strict=True):
        text = migration.path.read_text(encoding="utf-8")
        with connection.transaction():
            connection.execute(text.encode())
            connection.execute("reset all")
            connection.execute(_RECORD, [version, migration.name, [text]])
    connection.execute(script("session"))


def _shipped(full: Fetched) -> Migrations:
    """Read the migrations in a backup."""
    backup = full.manifest.id
    try:
        with gzip.open(full.path(MIGRATIONS), "rb") as file:
            text = file.read(_LARGEST)
        shipped = _SHIPPED.validate_json(text)
    except (OSError, EOFError, zlib.error, ValidationError):
        raise DamagedBackup(f"{MIGRATIONS} of backup {backup} cannot be read.") from None
    if not shipped or [version for version, _, _ in shipped] != full.manifest.migrations:
        raise DamagedBackup(f"{MIGRATIONS} of backup {backup} is not what its manifest lists.")
    return shipped


def _compare(full: Fetched, shipped: Migrations, applied: Migrations) -> None:
    """Refuse a database whose migrations are not the backup's."""
    ours, theirs = ([number for number, _, _ in some] for some in (applied, shipped))
    if ours != theirs:
        raise BackupError(
            f"The backup was made at migration {theirs[-1]} and this database is at {ours[-1]};"
            " restore into an empty database, which gets the backup's migrations, and push the"
            " later ones afterwards."
        )
    for here, there in zip(applied, shipped, strict=True):
        if _plain(*here[1:]) != _plain(*there[1:]):
            raise BackupError(
                f"Migration {here[0]}_{here[1]} of this database has another text or name in backup"
                f" {full.manifest.id}; restore into an empty database."
            )


def _trusted(full: Fetched, shipped: Migrations, folder: Path | None) -> list[Migration]:
    """Return the migrations on this machine that the backup was made under."""
    try:
        here = migrations_in(folder or project_dir() / "migrations")[: len(shipped)]
    except LocalStackError as problem:
        raise BackupError(str(problem)) from None
    for there, ours in zip_longest(shipped, here):
        if ours is None or not _is_same(ours, there):
            raise BackupError(_advice(full, ours.path.name if ours else there[0], folder))
    return here


def _is_same(ours: Migration, there: tuple[str, str | None, list[str] | None]) -> bool:
    text = ours.path.read_text(encoding="utf-8")
    return _plain(ours.name, [text]) == _plain(*there[1:])


def _plain(name: str | None, statements: list[str] | None) -> tuple[str | None, str]:
    """Return a migration without what splitting it into statements changes."""
    text = "".join(statements or [])
    return name, "".join(text.replace(";", " ").split())


def _advice(full: Fetched, differing: str, folder: Path | None) -> str:
    manifest = full.manifest
    where = f"the folder {folder}" if folder else "this kaggle_store"
    made_by = manifest.made_by or "VERSION"
    made = f"made with kaggle_store {manifest.made_by or 'of an unknown version'}"
    return (
        f"Backup {manifest.id}, {made}, has other migrations than {where}: {differing} differs."
        " Migrations in a backup are compared and never run. Install the version that made it,"
        f" `pip install 'kaggle_store[backup,local]=={made_by}'`, and restore with that; or name"
        " the folder with the project's migrations, with --migrations DIR."
    )
