"""Verify a backup: restore it into a temporary database and compare counts and checksums."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kaggle_store.backup.restore import Restored, fetch_chain, load, with_newer
from kaggle_store.backup.storage import Target
from kaggle_store.local.builder import Programs, StackBuilder


def verify(
    target: Target, backup: str | None = None, *, migrations: Path | None = None
) -> Restored:
    """Restore a backup into a temporary database and compare it; by default the newest of all.

    `migrations` is the folder of the migrations to run, by default the package's.
    Raises `DamagedBackup` if a file is missing or was changed, if the chain has a gap, or if
    counts or checksums differ from those of the source.
    """
    newest = target.newest() if backup is None else None
    wanted = newest.id if newest else backup
    with fetch_chain(target, wanted) as backups, scratch_database() as url:
        restored = load(url, backups, without_keys=True, migrations=migrations)
    return with_newer(restored, target) if backup is None else restored


@contextmanager
def scratch_database() -> Iterator[str]:
    """Run PostgreSQL with a new Supabase database, without a store, for the block."""
    builder = StackBuilder.open(Programs.database_only(), None)
    try:
        yield builder.serve_database(None).url()
    finally:
        builder.supervisor.stop()
