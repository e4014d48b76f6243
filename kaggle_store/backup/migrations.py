"""Compare the store's migrations in a backup with local ones; none comes from the backup.

Migrations for an empty database come from the installed package, or from a folder that the caller
names. A backup has only their original names and the digests of their texts, from
`kaggle_store.installed`: a project's timestamps may differ.
"""

from __future__ import annotations

from pathlib import Path

from kaggle_store._migrations.registry import (
    HAS_OTHER_STORE,
    HAS_REGISTRY,
    MEMBERS,
    Difference,
    compare,
    numbered,
    read,
)
from kaggle_store.backup.database import Connection, script
from kaggle_store.backup.manifest import Manifest
from kaggle_store.errors import BackupError, LocalStackError
from kaggle_store.local.migrate import project_dir
from kaggle_store.local.plan import Migration, migrations_in

_STORE = f"select {HAS_REGISTRY}, {HAS_OTHER_STORE}"
_INSTALLED = "select name, sha256 from kaggle_store.installed order by name"
_HISTORY = """
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
    version text not null primary key, statements text[], name text
);
"""
_RECORD = """
insert into supabase_migrations.schema_migrations (version, name, statements) values (%s, %s, %s)
"""


def installed_migrations(connection: Connection) -> dict[str, str]:
    """Return the original name and the digest of each migration of the store, in their order."""
    return dict(connection.execute(_INSTALLED).fetchall())


def migrate(connection: Connection, full: Manifest, folder: Path | None) -> None:
    """Apply the backup's migrations to a database without a store; raise for another store.

    `folder` contains the migrations to run, by default the package's. They are applied in the
    caller's transaction, without savepoints: a value added to an enum could not be used after one.
    Nothing is changed if they, or the store's, differ from those of the backup.
    """
    [(is_registered, is_other_store)] = connection.execute(_STORE.encode()).fetchall()
    if is_registered:
        _refuse_other_store(full, compare(installed_migrations(connection), full.migrations))
        return
    if is_other_store:
        raise BackupError(
            "The store in this database has no record of its migrations, because an early"
            " kaggle_store made it; restore into an empty database."
        )
    local = _local_migrations(full, folder)
    connection.execute("reset all")  # migrations expect the role's default settings
    connection.execute(_HISTORY)
    for migration in local:
        text = migration.text()
        connection.execute(text.encode())
        connection.execute("reset all")
        connection.execute(_RECORD, [migration.version, migration.name, [text]])
    if MEMBERS in full.migrations.keys() - installed_migrations(connection).keys():
        # A project has a copy among its migrations; the package's folder has none.
        connection.execute((project_dir() / "members.sql").read_bytes())
    connection.execute(script("session"))


def _refuse_other_store(full: Manifest, difference: Difference) -> None:
    if difference.changed:
        raise BackupError(
            f"Migration {difference.changed[0]} of this database differs in text from that of"
            f" backup {full.id}; restore into an empty database."
        )
    if difference.missing:
        raise BackupError(
            f"Backup {full.id} was made with {difference.missing[0]}, which this database lacks;"
            " push the missing migrations, or restore into an empty database."
        )
    if difference.unknown:
        raise BackupError(
            f"This database has {difference.unknown[0]}, with which backup {full.id} was not made;"
            " restore into an empty database, which gets the backup's migrations, and push the"
            " later ones afterwards."
        )


def _local_migrations(full: Manifest, folder: Path | None) -> list[Migration]:
    """Return the local migrations that the backup was made with, and the project's among them."""
    try:
        available = migrations_in(folder or project_dir() / "migrations")
    except LocalStackError as problem:
        raise BackupError(str(problem)) from None
    local, registered = [], {}
    for migration in available:
        found = read(migration.text())
        if found is not None:
            if found.name not in full.migrations:
                break  # newer than the backup
            registered[found.name] = found.sha256
        local.append(migration)
    missing, changed, _ = compare(registered, numbered(full.migrations))
    if differing := sorted(missing + changed):
        raise BackupError(_mismatch_message(full, differing[0], folder))
    return local


def _mismatch_message(full: Manifest, differing: str, folder: Path | None) -> str:
    where = f"the folder {folder}" if folder else "this kaggle_store"
    made_by = full.made_by or "VERSION"
    maker = f"made with kaggle_store {full.made_by or 'of an unknown version'}"
    return (
        f"Backup {full.id}, {maker}, has other migrations than {where}: {differing} differs or is"
        " missing. Migrations are compared and never come from a backup. Install the version that"
        f" made it, `pip install 'kaggle_store[backup,local]=={made_by}'`, and restore with that;"
        " or name the folder with the project's migrations, with --migrations DIR."
    )
