"""Make backups: full ones with pg_dump, incremental ones with the rows changed since the last."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from threading import Event
from typing import Any, cast

import psycopg
from psycopg import IsolationLevel, sql
from pydantic import ValidationError

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
from kaggle_store.backup.manifest import File, Manifest, State, TableCount, first_reason
from kaggle_store.backup.migrations import installed_migrations
from kaggle_store.backup.names import DUMP as DUMP
from kaggle_store.backup.names import LOGICAL, name_of
from kaggle_store.backup.names import ROWS as ROWS
from kaggle_store.backup.row_counts import count, count_since, new_since
from kaggle_store.backup.storage import Target
from kaggle_store.errors import BackupError, DamagedBackup, FullBackupRequired, SealDiffers

_TRY_LOCK = "select pg_try_advisory_xact_lock(hashtextextended('kaggle_store.backup', 0))"
_DUMP_ARGUMENTS = (
    "--format=custom",
    "--schema=public",
    "--schema=kaggle_store",
    "--schema=supabase_migrations",
    "--exclude-table-data=kaggle_store.encryption_keys",
    # What the migrations write in the database to restore into.
    "--exclude-table-data=kaggle_store.installed",
    "--exclude-table-data=kaggle_store.created_roles",
    "--exclude-table-data=kaggle_store.added_grants",
    # The store to restore into may have partitions of other months.
    "--load-via-partition-root",
    "--lock-wait-timeout=60s",
    "--no-password",
)
# Half of the 32-bit transaction ids: beyond that, xmin does not distinguish new rows from old.
_MAX_TRANSACTION_AGE = 2**31
_CANCEL_SECONDS = 5.0


def take_full(url: str, target: Target) -> Manifest:
    """Make a full backup of the store, without encryption keys, from one snapshot.

    Raises `SealDiffers` if the newest backup of `target` was sealed with another key.
    """
    target.refuse_other_key(Manifest, *LOGICAL)
    with connected(url) as connection, _snapshot(connection) as state:
        name = _new_id(target, state, "full")
        [(snapshot,)] = connection.execute("select pg_export_snapshot()").fetchall()
        installed = installed_migrations(connection)
        with _counting(connection) as counted:
            files = {DUMP: _dump(url, target, name, state, snapshot)}
        return _finish(target, name, None, state, installed, counted.result(), files)


def take_incremental(url: str, target: Target) -> Manifest:
    """Back up the rows written since the newest backup of `target`, from one snapshot.

    Raises `FullBackupRequired` if those rows cannot be determined, and `SealDiffers` if that backup
    was sealed with another key.
    """
    with connected(url) as connection, _snapshot(connection) as state:
        installed, found = installed_migrations(connection), tables(connection)
        name = _new_id(target, state, "incremental")
        parent = _backup_to_continue(target, state, installed)
        if dropped := parent.tables.keys() - {table.title for table in found}:
            raise FullBackupRequired(
                f"{', '.join(sorted(dropped))} was dropped since backup {parent.id}; make a full"
                " backup."
            )
        with target.writing(name, ROWS) as sink:
            packed = gzip.GzipFile(fileobj=cast(Any, sink), mode="wb", compresslevel=6, mtime=0)
            with packed, io.BufferedWriter(cast(io.RawIOBase, packed), 1 << 20) as stream:
                counted = {
                    table.title: _write_changes(connection, table, parent, stream)
                    for table in found
                }
        return _finish(target, name, parent, state, installed, counted, {ROWS: sink.file})


@contextmanager
def _snapshot(connection: Connection) -> Iterator[State]:
    """Hold one snapshot of the database and the backup lock for the block; yield its state."""
    all_tables = sql.SQL(", ").join(table.identifier for table in tables(connection))
    connection.isolation_level = IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    with connection.transaction():
        # Lock before the snapshot: a snapshot does not protect from a later drop or truncate.
        connection.execute(sql.SQL("lock table {} in access share mode").format(all_tables))
        if connection.execute(_TRY_LOCK).fetchone() == (False,):
            raise BackupError(
                "Another backup of this database is running; try again when it has finished."
            )
        [(found,)] = connection.execute(script("state")).fetchall()
        try:
            state = State.model_validate_json(json.dumps(found))
        except ValidationError as problem:
            raise BackupError(
                f"The database's state cannot be recorded: {first_reason(problem)!a}."
            ) from None
        yield state


@contextmanager
def _counting(connection: Connection) -> Iterator[Future[dict[str, TableCount]]]:
    """Count all rows in a thread during the block, which may not use the connection.

    An error of the block ends the counting. If that has failed before, its error is raised: it has
    ended the snapshot that the block uses.
    """
    stopped = Event()

    def count_all() -> dict[str, TableCount]:
        counted = {}
        for table in tables(connection):
            if stopped.is_set():
                break
            counted[table.title] = count(connection, table)
        return counted

    # pg_dump is busy compressing, the server is not.
    with ThreadPoolExecutor(1, thread_name_prefix="kaggle-store-count") as pool:
        future = pool.submit(count_all)
        try:
            yield future
        except BaseException:
            failure = future.exception() if future.done() else None
            stopped.set()
            with suppress(psycopg.Error):
                # Again, as one that comes between two queries has no effect.
                while not future.done():
                    connection.cancel_safe(timeout=_CANCEL_SECONDS)
                    wait([future], timeout=0.2)
            if failure is not None:
                raise failure from None
            raise


def _new_id(target: Target, state: State, kind: str) -> str:
    """Return the id of a new backup; its time has to be later than that of every other backup."""
    name = name_of(state.started_at, kind)
    later = [other for other in target.names(*LOGICAL) if other > name]
    if later := [other for other in later if not target.is_unfinished(other)]:
        raise BackupError(
            f"The target has backup {later[-1]}, which is later than the database's clock,"
            f" {state.started_at:%Y-%m-%dT%H:%M:%SZ}: correct the clock, or use another target."
        )
    return name


def _dump(url: str, target: Target, name: str, state: State, snapshot: str) -> File:
    programs = Programs.find(state.server_version)
    arguments = [*_DUMP_ARGUMENTS, f"--snapshot={snapshot}"]
    with (
        target.writing(name, DUMP) as sink,
        programs.running("pg_dump", *arguments, url=url) as dump,
    ):
        sink.copy(dump)
    return sink.file


def _finish(
    target: Target,
    name: str,
    parent: Manifest | None,
    state: State,
    installed: dict[str, str],
    counted: dict[str, TableCount],
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
        migrations=installed,
        state=state,
        tables=counted,
        files=files,
    )
    target.finish(manifest)
    return manifest


# Changed rows --------------------------------------------------------------------------------


def _backup_to_continue(target: Target, state: State, installed: dict[str, str]) -> Manifest:
    try:
        newest = target.newest(state.database.identity) or target.newest()
        chain = chain_of(target, newest.id) if newest else []
    except SealDiffers:
        raise  # the key may be wrong, and a full backup would hide it
    except DamagedBackup as problem:
        raise FullBackupRequired(f"{problem} It cannot be continued; make a full backup.") from None
    if newest is None:
        raise FullBackupRequired("There is no backup to continue; make a full backup.")
    if not all(map(target.is_complete, chain)):
        raise FullBackupRequired(
            f"Files of the chain of backup {newest.id} are missing; make a full backup."
        )
    if reason := _full_backup_reason(newest, state, installed):
        raise FullBackupRequired(f"{reason} since backup {newest.id}; make a full backup.")
    return newest


def _full_backup_reason(parent: Manifest, state: State, installed: dict[str, str]) -> str | None:
    """Return why xmin does not identify the rows written since `parent`; None if it does."""
    before = parent.state
    if before.database != state.database:
        return "The database is not the same, or was restored or failed over,"
    if parent.migrations != installed:
        return "The schema has been migrated"
    if state.next_transaction < before.next_transaction:
        return "The database was reset to an older copy of its files"
    if state.next_transaction - before.watermark >= _MAX_TRANSACTION_AGE:
        return "More than 2^31 transactions have run"
    rewritten = [
        name
        for name, filenode in before.storage.items()
        if state.storage.get(name, filenode) != filenode
    ]
    return f"{', '.join(rewritten)} was rewritten or truncated" if rewritten else None


def _write_changes(
    connection: Connection, table: Table, parent: Manifest, stream: Any
) -> TableCount:
    """Write a table's new rows, and the keys of all its rows if rows may have been deleted.

    No row was deleted if there are as many old rows as the parent backup counted.
    """
    since = parent.state.watermark
    counted, old = count_since(connection, table, since)
    new = sql.SQL("select {columns} from {table} as t where {new}").format(
        columns=names(table.columns), table=table.identifier, new=new_since(since)
    )
    if not table.key:
        # Without a primary key, every row is written.
        everything = _select(table, table.columns)
        return counted.model_copy(
            update={"carried": _copy(connection, "all", table, table.columns, everything, stream)}
        )
    before = parent.tables.get(table.title)
    if before is not None and old < before.rows:
        _copy(connection, "keys", table, table.key, _select(table, table.key), stream)
    if counted.carried:
        _copy(connection, "rows", table, table.columns, new, stream)
    return counted


def _select(table: Table, columns: list[str]) -> sql.Composable:
    return sql.SQL("select {} from {}").format(names(columns), table.identifier)


def _copy(
    connection: Connection,
    holds: str,
    table: Table,
    columns: list[str],
    query: sql.Composable,
    stream: Any,
) -> int:
    header = {"holds": holds, "table": table.title, "columns": columns}
    stream.write(json.dumps(header).encode() + b"\n")
    cursor = connection.cursor()
    with cursor.copy(sql.SQL("copy ({}) to stdout").format(query)) as rows:
        for row in rows:
            stream.write(row)
    stream.write(b"\\.\n")
    return cursor.rowcount
