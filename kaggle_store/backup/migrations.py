"""Compare the migrations in a backup with local ones; those in the backup are never run.

Migrations for an empty database come from the installed package, or from a folder that the caller
names. Only the version numbers come from the backup: they may differ between projects.
"""

from __future__ import annotations

import gzip
import zlib
from itertools import zip_longest
from pathlib import Path
from typing import TypeAlias

from pydantic import ConfigDict, TypeAdapter, ValidationError

from kaggle_store.backup.database import Connection, script
from kaggle_store.backup.local_backup import LocalBackup
from kaggle_store.backup.names import MIGRATIONS, MigrationVersion
from kaggle_store.errors import BackupError, DamagedBackup, LocalStackError
from kaggle_store.local.migrate import project_dir
from kaggle_store.local.plan import Migration, migrations_in

Migrations: TypeAlias = list[tuple[MigrationVersion, str | None, list[str] | None]]
_MIGRATIONS_FORMAT = TypeAdapter(Migrations, config=ConfigDict(strict=True))
_MAX_BYTES = 64 << 20
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
    """Return version, name and statements of each applied migration."""
    return [
        (version, name, statements)
        for version, name, statements in connection.execute(
            "select version, name, statements from supabase_migrations.schema_migrations"
            " order by version"
        )
    ]


def migrate(connection: Connection, full: LocalBackup, folder: Path | None) -> None:
    """Apply the backup's migrations to an empty database; raise for a database with others.

    `folder` contains the migrations to run, by default the package's. They are applied in the
    caller's transaction, without savepoints: a value added to an enum could not be used after one.
    """
    recorded = _backup_migrations(full)
    is_new = connection.execute(_HAS_HISTORY).fetchone() == (False,)
    if not is_new and (applied := applied_migrations(connection)):
        _compare(full, recorded, applied)
        return
    local = _local_migrations(full, recorded, folder)
    connection.execute("reset all")  # migrations expect the role's default settings
    connection.execute(_HISTORY)
    for (version, _, _), migration in zip(recorded, local, strict=True):
        text = migration.path.read_text(encoding="utf-8")
        connection.execute(text.encode())
        connection.execute("reset all")
        connection.execute(_RECORD, [version, migration.name, [text]])
    connection.execute(script("session"))


def _backup_migrations(full: LocalBackup) -> Migrations:
    """Return the migrations recorded in a backup."""
    backup = full.manifest.id
    try:
        with gzip.open(full.path(MIGRATIONS), "rb") as file:
            text = file.read(_MAX_BYTES)
        recorded = _MIGRATIONS_FORMAT.validate_json(text)
    except (OSError, EOFError, zlib.error, ValidationError):
        raise DamagedBackup(f"{MIGRATIONS} of backup {backup} cannot be read.") from None
    if not recorded or [version for version, _, _ in recorded] != full.manifest.migrations:
        raise DamagedBackup(f"{MIGRATIONS} of backup {backup} does not match its manifest.")
    return recorded


def _compare(full: LocalBackup, recorded: Migrations, applied: Migrations) -> None:
    """Raise unless the applied migrations equal those of the backup."""
    applied_versions, backup_versions = (
        [number for number, _, _ in some] for some in (applied, recorded)
    )
    if applied_versions != backup_versions:
        raise BackupError(
            f"The backup was made at migration {backup_versions[-1]} and this database is at"
            f" {applied_versions[-1]}; restore into an empty database, which gets the backup's"
            " migrations, and push the later ones afterwards."
        )
    for migration, other in zip(applied, recorded, strict=True):
        if _normalized(*migration[1:]) != _normalized(*other[1:]):
            raise BackupError(
                f"Migration {migration[0]}_{migration[1]} of this database differs in text or name"
                f" from backup {full.manifest.id}; restore into an empty database."
            )


def _local_migrations(
    full: LocalBackup, recorded: Migrations, folder: Path | None
) -> list[Migration]:
    """Return the local migrations that the backup was made with."""
    try:
        local = migrations_in(folder or project_dir() / "migrations")[: len(recorded)]
    except LocalStackError as problem:
        raise BackupError(str(problem)) from None
    for other, migration in zip_longest(recorded, local):
        if migration is None or not _is_same(migration, other):
            raise BackupError(
                _mismatch_message(full, migration.path.name if migration else other[0], folder)
            )
    return local


def _is_same(migration: Migration, other: tuple[str, str | None, list[str] | None]) -> bool:
    text = migration.path.read_text(encoding="utf-8")
    return _normalized(migration.name, [text]) == _normalized(*other[1:])


def _normalized(name: str | None, statements: list[str] | None) -> tuple[str | None, str]:
    """Return name and text without semicolons and white space, which splitting changes."""
    text = "".join(statements or [])
    return name, "".join(text.replace(";", " ").split())


def _mismatch_message(full: LocalBackup, differing: str, folder: Path | None) -> str:
    manifest = full.manifest
    where = f"the folder {folder}" if folder else "this kaggle_store"
    made_by = manifest.made_by or "VERSION"
    maker = f"made with kaggle_store {manifest.made_by or 'of an unknown version'}"
    return (
        f"Backup {manifest.id}, {maker}, has other migrations than {where}: {differing} differs."
        " Migrations in a backup are compared and never run. Install the version that made it,"
        f" `pip install 'kaggle_store[backup,local]=={made_by}'`, and restore with that; or name"
        " the folder with the project's migrations, with --migrations DIR."
    )
