"""Restoring: a chain of backups into a store, all in one transaction, and compared at its end."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from kaggle_store.backup.chain import chain_of
from kaggle_store.backup.database import Connection, Table, connected, tables
from kaggle_store.backup.encryption_keys import Keys, settle_keys
from kaggle_store.backup.fetched import Fetched
from kaggle_store.backup.load_rows import load_changes, load_full
from kaggle_store.backup.manifest import Manifest
from kaggle_store.backup.migrations import migrate
from kaggle_store.backup.row_counts import count
from kaggle_store.backup.storage import Target
from kaggle_store.errors import BackupError, DamagedBackup, RestoreTargetInUse

_SUMMARIES = """
select format('%I.%I', schemaname, matviewname) from pg_matviews
where schemaname in ('public', 'kaggle_store')
"""
_SEQUENCES = """
select format('%I.%I', schemaname, sequencename) from pg_sequences
where schemaname in ('public', 'kaggle_store')
"""


@dataclass(frozen=True)
class Restored:
    """What was restored: the last backup of the chain, and how many rows."""

    manifest: Manifest
    rows: int


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
    """Bring a store back to a backup, by default the newest; all of it or nothing.

    An empty database gets the migrations that the backup was made under, from the folder
    `migrations`, by default the package's; they must equal those in the backup, which are never
    run. One with rows is refused, unless `replace` throws them away. `keys` are put in place;
    without them the store has to have the backup's keys already, or `without_keys` gives its
    secrets up.
    """
    with fetched(target, backup) as backups:
        return load(
            url,
            backups,
            replace=replace,
            keys=keys,
            without_keys=without_keys,
            migrations=migrations,
        )


@contextmanager
def fetched(target: Target, backup: str | None) -> Iterator[list[Fetched]]:
    """Bring a chain here, the full backup first; raises `DamagedBackup` before anything is done."""
    chain = chain_of(target, backup)
    with tempfile.TemporaryDirectory(prefix="kaggle-store-restore-") as scratch:
        yield [Fetched(link, target.fetch(link, Path(scratch))) for link in chain]


def load(
    url: str,
    backups: list[Fetched],
    *,
    replace: bool = False,
    keys: Keys | None = None,
    without_keys: bool = False,
    migrations: Path | None = None,
) -> Restored:
    """Restore what is here already; see `restore`."""
    full, last = backups[0], backups[-1].manifest
    with connected(url) as connection:
        migrate(connection, full, migrations)
        with connection.transaction():
            _open(connection)
            found = _same_tables(connection, last)
            _empty(connection, found, replace=replace)
            settle_keys(connection, last.state.keys, keys, without=without_keys)
            load_full(connection, found, full, last.state.months)
            for changes in backups[1:]:
                load_changes(connection, found, changes)
            _settle(connection, last)
            return Restored(last, _compare(connection, found, last))


def _open(connection: Connection) -> None:
    """Load without triggers and checks: the rows have passed them, and would pass them again."""
    try:
        connection.execute("set local session_replication_role = replica")
    except InsufficientPrivilege:
        raise BackupError(
            "This role may not load rows without firing triggers; restore as `postgres` on"
            " Supabase, elsewhere say: grant set on parameter session_replication_role to …"
        ) from None


def _same_tables(connection: Connection, last: Manifest) -> dict[str, Table]:
    found = {table.title: table for table in tables(connection)}
    if missing := sorted(last.tables.keys() - found.keys()):
        raise BackupError(
            f"The backup holds tables that this database lacks: {', '.join(missing)}; apply the"
            " migrations of your project that create them first."
        )
    return {title: found[title] for title in last.tables}


def _empty(connection: Connection, found: dict[str, Table], *, replace: bool) -> None:
    every = sql.SQL(", ").join(table.identifier for table in found.values())
    # Nobody writes a row between the look and the end.
    connection.execute(sql.SQL("lock table {}").format(every))
    if not replace:
        for table in found.values():
            is_there = sql.SQL("select exists (select from {})").format(table.identifier)
            # Upkeep leaves its records in a store that nobody has used, too.
            is_used = table.schema == "public" and table.name != "upkeep_runs"
            if is_used and connection.execute(is_there).fetchone() == (True,):
                raise RestoreTargetInUse(
                    f"The store holds rows, in {table.title} for one; --replace throws them away."
                )
    connection.execute(sql.SQL("truncate {}").format(every))


def _settle(connection: Connection, last: Manifest) -> None:
    """Bring sequences and summaries to where the rows are."""
    known = {name for (name,) in connection.execute(_SEQUENCES)}
    if unknown := sorted(last.state.sequences.keys() - known):
        raise DamagedBackup(f"Backup {last.id} names sequences outside the store: {unknown}.")
    for name, value in last.state.sequences.items():
        connection.execute("select setval(%s::regclass, %s)", [name, value])
    for (summary,) in connection.execute(_SUMMARIES).fetchall():
        connection.execute(f"refresh materialized view {summary}".encode())


def _compare(connection: Connection, found: dict[str, Table], last: Manifest) -> int:
    """Count what is there now; anything but the source's counts and checksums undoes it all."""
    differing = []
    total = 0
    for title, wanted in last.tables.items():
        here = count(connection, found[title])
        total += here.rows
        if here.rows != wanted.rows or wanted.checksum not in (None, here.checksum):
            differing.append(f"{title} ({here.rows} rows, {wanted.rows} were backed up)")
    if differing:
        raise DamagedBackup(f"What was restored is not what was backed up: {'; '.join(differing)}.")
    return total
