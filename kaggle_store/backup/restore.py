"""Restore a chain of backups into a store, in one transaction, and verify the result."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from psycopg import sql
from psycopg.errors import FeatureNotSupported, InsufficientPrivilege

from kaggle_store._transport._migration_objects import CREATED_OBJECTS
from kaggle_store.backup.chain import chain_of
from kaggle_store.backup.database import Connection, Table, connected, tables
from kaggle_store.backup.encryption_keys import Keys, ensure_keys
from kaggle_store.backup.load_rows import load_changes, load_full
from kaggle_store.backup.local_backup import LocalBackup
from kaggle_store.backup.manifest import Manifest, invalid_manifest
from kaggle_store.backup.migrations import migrate
from kaggle_store.backup.row_counts import count
from kaggle_store.backup.storage import Target
from kaggle_store.errors import BackupError, DamagedBackup, RestoreTargetInUse

_STORE_OBJECTS = frozenset(name for names in CREATED_OBJECTS.values() for name in names)
_MATERIALIZED_VIEWS = """
select format('%I.%I', schemaname, matviewname) from pg_matviews
where schemaname in ('public', 'kaggle_store')
"""
FILLED_BY_UPKEEP = frozenset(
    ("upkeep_runs", "notices", "intervention_notifications", "notification_deliveries")
)
"""Tables that upkeep fills in an unused store, too: its record, and its findings."""
_SEQUENCES = """
select format('%I.%I', schemaname, sequencename), min_value, max_value from pg_sequences
where schemaname in ('public', 'kaggle_store')
"""


@dataclass(frozen=True)
class Restored:
    """The result of a restore: the manifest of the restored backup, and the number of rows.

    `newer` names backups after it that have no manifest: unfinished ones, or it was lost.
    """

    manifest: Manifest
    rows: int
    newer: tuple[str, ...] = ()


def restore(
    url: str,
    target: Target,
    backup: str | None = None,
    *,
    replace: bool = False,
    keys: Keys | None = None,
    without_keys: bool = False,
    migrations: Path | None = None,
) -> Restored:
    """Restore a backup, by default the newest of the target's only database, in one transaction.

    An empty database gets the migrations that the backup was made with, from the folder
    `migrations`, by default the package's; they must equal those in the backup, which are never
    run. A store with rows is refused, unless `replace` deletes them. `keys` are imported; without
    them the store must already have the backup's keys, unless `without_keys` gives up the
    secrets.
    """
    with fetch_chain(target, backup) as backups:
        restored = load(
            url,
            backups,
            replace=replace,
            keys=keys,
            without_keys=without_keys,
            migrations=migrations,
        )
    return with_newer(restored, target) if backup is None else restored


def with_newer(restored: Restored, target: Target) -> Restored:
    """Return the result with the newer backups that have no manifest."""
    newer = tuple(target.unfinished_after(restored.manifest.id))
    return dataclasses.replace(restored, newer=newer)


@contextmanager
def fetch_chain(target: Target, backup: str | None) -> Iterator[list[LocalBackup]]:
    """Copy a chain to a temporary folder, the full backup first; raises `DamagedBackup`."""
    chain = chain_of(target, backup)
    with tempfile.TemporaryDirectory(prefix="kaggle-store-restore-") as scratch:
        yield [LocalBackup(link, target.fetch(link, Path(scratch))) for link in chain]


def load(
    url: str,
    backups: list[LocalBackup],
    *,
    replace: bool = False,
    keys: Keys | None = None,
    without_keys: bool = False,
    migrations: Path | None = None,
) -> Restored:
    """Restore local backups; see `restore`."""
    full, last = backups[0], backups[-1].manifest
    with connected(url) as connection, connection.transaction():
        migrate(connection, full.manifest, migrations)
        _disable_triggers(connection)
        found = _backed_up_tables(connection, last)
        _empty_tables(connection, found, replace=replace)
        ensure_keys(connection, last.state.keys, keys, without=without_keys)
        load_full(connection, found, full, last.state.months)
        for changes in backups[1:]:
            load_changes(connection, found, changes)
        _update_sequences_and_views(connection, last)
        connection.execute("select kaggle_store.restrict_access()")
        restored = Restored(last, _verify_counts(connection, found, last))
        # After the check, as both change rows. The files of these exports may be replaced since.
        connection.execute("delete from kaggle_store.metric_exports where dropped_at is null")
        connection.execute("select kaggle_store.adopt_audit_log()")
        return restored


def _disable_triggers(connection: Connection) -> None:
    """Disable triggers and foreign keys: the rows passed them when they were written."""
    try:
        connection.execute("set local session_replication_role = replica")
    except InsufficientPrivilege:
        raise BackupError(
            "This role may not load rows without firing triggers; restore as `postgres` on"
            " Supabase, elsewhere run: grant set on parameter session_replication_role to …"
        ) from None


def _backed_up_tables(connection: Connection, last: Manifest) -> dict[str, Table]:
    found = {table.title: table for table in tables(connection)}
    if missing := sorted(last.tables.keys() - found.keys()):
        raise BackupError(
            f"The backup has tables that this database lacks: {', '.join(missing)}; apply the"
            " migrations of your project that create them first."
        )
    for title in found.keys() - last.tables.keys():
        if title.removeprefix("public.") in _STORE_OBJECTS:
            raise invalid_manifest(last.id, f"tables: {title} is missing")
    return {title: found[title] for title in last.tables}


def _empty_tables(connection: Connection, found: dict[str, Table], *, replace: bool) -> None:
    all_tables = sql.SQL(", ").join(table.identifier for table in found.values())
    # Prevents writes between the check and the commit.
    connection.execute(sql.SQL("lock table {}").format(all_tables))
    if not replace:
        for table in found.values():
            has_rows = sql.SQL("select exists (select from {})").format(table.identifier)
            is_used = table.schema == "public" and table.name not in FILLED_BY_UPKEEP
            if is_used and connection.execute(has_rows).fetchone() == (True,):
                raise RestoreTargetInUse(
                    f"The store has rows, for example in {table.title}; --replace deletes them."
                )
    try:
        connection.execute(sql.SQL("truncate {}").format(all_tables))
    except FeatureNotSupported as problem:
        raise BackupError(
            "A table that is not in the backup has a foreign key to one that is, which a restore"
            f" empties: {problem.diag.message_detail} Drop that foreign key first."
        ) from None


def _update_sequences_and_views(connection: Connection, last: Manifest) -> None:
    """Set the sequences and refresh the materialized views."""
    bounds = {name: (least, most) for name, least, most in connection.execute(_SEQUENCES)}
    for name, value in last.state.sequences.items():
        least, most = bounds.get(name, (1, 0))
        if not least <= value <= most:
            reason = f"is not from {least} to {most}" if name in bounds else "is not of the store"
            raise invalid_manifest(last.id, f"state.sequences: {name} {reason}")
        connection.execute("select setval(%s::regclass, %s)", [name, value])
    for (view,) in connection.execute(_MATERIALIZED_VIEWS).fetchall():
        connection.execute(f"refresh materialized view {view}".encode())


def _verify_counts(connection: Connection, found: dict[str, Table], last: Manifest) -> int:
    """Compare row counts and checksums with the manifest; raise to roll back if they differ."""
    differing = []
    total = 0
    for title, expected in last.tables.items():
        restored = count(connection, found[title])
        total += restored.rows
        if restored.rows != expected.rows or expected.checksum not in (None, restored.checksum):
            differing.append(f"{title} ({restored.rows} rows instead of {expected.rows})")
    if differing:
        raise DamagedBackup(f"The restored rows differ from the backup: {'; '.join(differing)}.")
    return total
