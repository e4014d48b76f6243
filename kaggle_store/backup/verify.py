"""Verify a backup: restore it into a temporary database and compare counts and checksums."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kaggle_store.backup.restore import Restored, fetch_chain, load
from kaggle_store.backup.storage import Target
from kaggle_store.local.builder import Programs, StackBuilder


def verify(
    target: Target, backup: str | None = None, *, migrations: Path | None = None
) -> Restored:
    """Restore a backup, by default the newest, into a temporary database and compare it.

    `migrations` is the folder of the migrations to run, by default the package's.
    Raises `DamagedBackup` if a file is missing or was changed, if the chain has a gap, or if
    counts or checksums differ from those of the source.
    """
    with fetch_chain(target, backup) as backups, scratch_database() as url:
        return load(url, backups, without_keys=True, migrations=migrations)


@contextmanager
def scratch_database() -> Iterator[str]:
    """Run PostgreSQL with a new Supabase database, without a store, for the block."""
    builder = StackBuilder.open(Programs.database_only(), None)
    try:
        yield builder.serve_database(None).url()
    finally:
        builder.supervisor.stop()
