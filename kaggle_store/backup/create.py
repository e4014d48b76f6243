"""Making a backup: all of the store with pg_dump, or what has changed since the last backup."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, cast

from psycopg import IsolationLevel, sql

from kaggle_store.backup.chain import chain_of
from kaggle_store.backup.database import (
    Connection,
    Programs,
    Table,
    connected,
    names,
    script,
    tables,
)
from kaggle_store.backup.manifest import Counted, File, Manifest, State
from kaggle_store.backup.migrations import Migrations, applied_migrations
from kaggle_store.backup.names import DUMP as DUMP
from kaggle_store.backup.names import LOGICAL, MIGRATIONS, name_of
from kaggle_store.backup.names import ROWS as ROWS
from kaggle_store.backup.row_counts import count, count_since, new_since
from kaggle_store.backup.storage import Target
from kaggle_store.errors import BackupError, DamagedBackup, FullBackupRequired

_LOCK = "select pg_try_advisory_xact_lock(hashtextextended('kaggle_store.backup', 0))"
_DUMP_WORDS = (
    "--format=custom",
    "--schema=public",
    "--schema=kaggle_store",
    "--schema=supabase_migrations",
    "--exclude-table-data=kaggle_store.encryption_keys",
    # The months of the store to be restored into may be others.
    "--load-via-partition-root",
    "--lock-wait-timeout=60s",
    "--no-password",
)
# Half of the numbers that a row's transaction can have: beyond, new and old cannot be told apart.
_FAR = 2**31


def take_full(url: str, target: Target) -> Manifest:
    """Back up the whole store but its keys, as of one moment."""
    with connected(url) as connection, _snapshot(connection) as state:
        name = _name(target, state, "full")
        [(shared,)] = connection.execute("select pg_export_snapshot()").fetchall()
        applied = applied_migrations(connection)
        files = {
            DUMP: _dump(url, target, name, state, shared),
            MIGRATIONS: _write_json(target, name, MIGRATIONS, applied),
        }
        counted = {table.title: count(connection, table) for table in tables(connection)}
        return _finish(target, name, None, state, applied, counted, files)


def take_incremental(url: str, target: Target) -> Manifest:
    """Back up what was written since the newest backup of `target`, as of one moment.

    Raises `FullBackupRequired` when that cannot be told.
    """
    with connected(url) as connection, _snapshot(connection) as state:
        applied = applied_migrations(connection)
        name = _name(target, state, "incremental")
        parent = _parent(target, state, [number for number, _, _ in applied])
        with target.writing(name, ROWS) as sink:
            packed = gzip.GzipFile(fileobj=cast(Any, sink), mode="wb", compresslevel=6, mtime=0)
            with packed, io.BufferedWriter(cast(io.RawIOBase, packed), 1 << 20) as out:
                counted = {
                    table.title: _changes(connection, table, parent, out)
                    for table in tables(connection)
                }
        return _finish(target, name, parent, state, applied, counted, {ROWS: sink.file})


@contextmanager
def _snapshot(connection: Connection) -> Iterator[State]:
    """Look at the database as it is now until the end of the block, and keep others from it."""
    every = sql.SQL(", ").join(table.identifier for table in tables(connection))
    connection.isolation_level = IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    with connection.transaction():
        # Before the snapshot is taken, which does not keep what is dropped or emptied after it.
        connection.execute(sql.SQL("lock table {} in access share mode").format(every))
        if connection.execute(_LOCK).fetchone() == (False,):
            raise BackupError("Another backup of this database is being made; wait for its end.")
        [(found,)] = connection.execute(script("state")).fetchall()
        yield State.model_validate_json(json.dumps(found))


def _name(target: Target, state: State, kind: str) -> str:
    """Name a backup by its moment, which has to be later than that of any other here."""
    name = name_of(state.started_at, kind)
    later = [other for other in target.names(*LOGICAL) if other > name]
    if later := [other for other in later if not target.is_unfinished(other)]:
        raise BackupError(
            f"By the database's clock it is {state.started_at:%Y-%m-%dT%H:%M:%SZ}, and backup"
            f" {later[-1]} is here, which would stay the newest: set the clock right, or take"
            " another place for backups."
        )
    return name


def _dump(url: str, target: Target, name: str, state: State, shared: str) -> File:
    programs = Programs.find(state.server_version)
    words = [*_DUMP_WORDS, f"--snapshot={shared}"]
    with target.writing(name, DUMP) as sink, programs.running("pg_dump", *words, url=url) as dump:
        sink.copy(dump)
    return sink.file


def _write_json(target: Target, name: str, file: str, content: object) -> File:
    with target.writing(name, file) as sink:
        sink.write(gzip.compress(json.dumps(content).encode(), mtime=0))
    return sink.file


def _finish(
    target: Target,
    name: str,
    parent: Manifest | None,
    state: State,
    applied: Migrations,
    counted: dict[str, Counted],
    files: dict[str, File],
) -> Manifest:
    manifest = Manifest(
        id=name,
        kind="incremental" if parent else "full",
        chain=parent.chain if parent else name,
        parent=parent.id if parent else None,
        since=parent.state.watermark if parent else None,
        finished_at=datetime.now(UTC),
        made_by=version("kaggle_store"),
        migrations=[number for number, _, _ in applied],
        state=state,
        tables=counted,
        files=files,
    )
    target.finish(manifest)
    return manifest


# What has changed --------------------------------------------------------------------------------


def _parent(target: Target, state: State, applied: list[str]) -> Manifest:
    try:
        newest = target.newest()
        chain = chain_of(target, newest.id) if newest else []
    except DamagedBackup as problem:
        raise FullBackupRequired(f"{problem} It cannot be continued; make a full one.") from None
    if newest is None:
        raise FullBackupRequired("There is no backup to continue; make a full one.")
    if not all(map(target.is_complete, chain)):
        raise FullBackupRequired(
            f"Files of the chain of backup {newest.id} are missing; make a full one."
        )
    if reason := _break(newest, state, applied):
        raise FullBackupRequired(f"{reason} since backup {newest.id}; make a full one.")
    return newest


def _break(parent: Manifest, state: State, applied: list[str]) -> str | None:
    """Say why rows written since `parent` cannot be told by their transactions."""
    before = parent.state
    if before.database != state.database:
        return "The database is another one, or was restored or taken over,"
    if parent.migrations != applied:
        return "The schema has been migrated"
    if state.next_transaction < before.next_transaction:
        return "The database went back to an older copy of its files"
    if state.next_transaction - before.watermark >= _FAR:
        return "More than two thousand million transactions have passed"
    moved = [
        name for name, place in before.storage.items() if state.storage.get(name, place) != place
    ]
    return f"{', '.join(moved)} was rewritten or emptied as a whole" if moved else None


def _changes(connection: Connection, table: Table, parent: Manifest, out: Any) -> Counted:
    """Write a table's changes: its new rows, and the keys of all that are left if some may not be.

    If as many old rows are left as there were rows, then none of these was deleted.
    """
    since = parent.state.watermark
    counted, old = count_since(connection, table, since)
    new = sql.SQL("select {columns} from {table} as t where {new}").format(
        columns=names(table.columns), table=table.identifier, new=new_since(since)
    )
    if not table.key:
        # Rows without a name are carried all.
        everything = _select(table, table.columns)
        return counted.model_copy(
            update={"carried": _copy(connection, "all", table, table.columns, everything, out)}
        )
    before = parent.tables.get(table.title)
    if before is not None and old < before.rows:
        _copy(connection, "keys", table, table.key, _select(table, table.key), out)
    if counted.carried:
        _copy(connection, "rows", table, table.columns, new, out)
    return counted


def _select(table: Table, columns: list[str]) -> sql.Composable:
    return sql.SQL("select {} from {}").format(names(columns), table.identifier)


def _copy(
    connection: Connection,
    holds: str,
    table: Table,
    columns: list[str],
    query: sql.Composable,
    out: Any,
) -> int:
    header = {"holds": holds, "table": table.title, "columns": columns}
    out.write(json.dumps(header).encode() + b"\n")
    cursor = connection.cursor()
    with cursor.copy(sql.SQL("copy ({}) to stdout").format(query)) as rows:
        for row in rows:
            out.write(row)
    out.write(b"\\.\n")
    return cursor.rowcount
