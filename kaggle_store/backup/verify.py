"""Proving a backup: it is restored into a throw-away database and compared with its source."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kaggle_store.backup.restore import Restored, fetched, load
from kaggle_store.backup.storage import Target
from kaggle_store.local.builder import Programs, StackBuilder


def verify(
    target: Target, backup: str | None = None, *, migrations: Path | None = None
) -> Restored:
    """Restore a backup, by default the newest, into a throw-away database.

    `migrations` is the folder of the migrations to run, by default the package's.
    Raises `DamagedBackup` when a file is missing or was changed, when the chain has a gap, and
    when counts or checksums are not those that the source had.
    """
    with fetched(target, backup) as backups, scratch_database() as url:
        return load(url, backups, without_keys=True, migrations=migrations)


@contextmanager
def scratch_database() -> Iterator[str]:
    """Run a PostgreSQL with a fresh Supabase database, without a store; gone after the block."""
    builder = StackBuilder.open(Programs.database_only(), None)
    try:
        yield builder.serve_database(None).url()
    finally:
        builder.supervisor.stop()
