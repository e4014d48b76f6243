"""Incremental backups contain every row of transactions that ended after the last backup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from kaggle_store import KaggleStore
from kaggle_store.backup import row_counts
from kaggle_store.backup.create import take_full, take_incremental
from kaggle_store.backup.database import Connection, Table
from kaggle_store.backup.manifest import TableCount
from kaggle_store.backup.restore import restore
from kaggle_store.backup.storage import Target, name_of
from kaggle_store.errors import BackupError, FullBackupRequired
from tests.backup.sample_store import record_metrics
from tests.conftest import Owner
from tests.database.clients import connect

Contents = Callable[[], dict[str, list[str]]]
METRIC = """
insert into public.system_metrics (metric_name, metric_value, metric_type)
values ('late', 1, 'gauge')
"""


def carried_rows(target: Target, table: str) -> int:
    newest = target.newest()
    assert newest is not None
    return newest.tables[table].carried


def test_open_transaction_is_in_next_backup(
    store: KaggleStore, owner: Owner, url: str, target: Target, contents: Contents
) -> None:
    take_full(url, target)
    with connect(owner) as writer:
        writer.autocommit = False
        writer.execute(METRIC)
        # Another transaction commits meanwhile: the watermark waits for the oldest one.
        store.configurations.set("meanwhile", 1)
        take_incremental(url, target)
        assert carried_rows(target, "public.system_metrics") == 0
        writer.commit()
    take_incremental(url, target)
    assert carried_rows(target, "public.system_metrics") == 1
    before = contents()
    restore(url, target, replace=True)
    assert contents() == before


def test_metrics_of_past_months_are_in_next_backup(
    store: KaggleStore, url: str, target: Target
) -> None:
    record_metrics(store, None, 2026, 11, 1.0)
    take_full(url, target)
    record_metrics(store, None, 2026, 10, 2.0, 3.0)
    take_incremental(url, target)
    # A transaction in another database of the server can hold the watermark back.
    assert carried_rows(target, "public.system_metrics") >= 2
    restore(url, target, replace=True)
    assert store.system_metrics.count() == 3


def test_subtransaction_is_in_next_backup(owner: Owner, url: str, target: Target) -> None:
    take_full(url, target)
    with connect(owner) as writer, writer.transaction():
        writer.execute("select pg_current_xact_id()")
        take_incremental(url, target)
        with writer.transaction():
            writer.execute(METRIC)
    take_incremental(url, target)
    assert carried_rows(target, "public.system_metrics") == 1


def test_incremental_needs_a_continuable_chain(owner: Owner, url: str, target: Target) -> None:
    with pytest.raises(FullBackupRequired, match="no backup"):
        take_incremental(url, target)
    take_full(url, target)
    owner.execute("truncate public.configurations")
    with pytest.raises(
        FullBackupRequired, match=r"public\.configurations was rewritten or truncated"
    ):
        take_incremental(url, target)


def test_damaged_chain_is_not_continued(url: str, target: Target) -> None:
    full, second = take_full(url, target), take_incremental(url, target)
    target.remove(full.id)
    with pytest.raises(
        FullBackupRequired, match=f"{second.id} continues {full.id}, which is missing"
    ):
        take_incremental(url, target)
    (target.folder / second.id / "manifest.json").write_text("{")
    with pytest.raises(FullBackupRequired, match="make a full backup"):
        take_incremental(url, target)


def test_older_database_copy_needs_full_backup(url: str, target: Target) -> None:
    full = take_full(url, target)
    ahead = full.state.model_copy(update={"next_transaction": full.state.next_transaction + 10**6})
    target.finish(full.model_copy(update={"state": ahead}))
    with pytest.raises(FullBackupRequired, match="older copy of its files"):
        take_incremental(url, target)


def test_other_database_needs_full_backup(url: str, target: Target, new_database: str) -> None:
    take_full(url, target)
    restore(new_database, target, without_keys=True)
    with pytest.raises(FullBackupRequired, match="not the same"):
        take_incremental(new_database, target)


def test_role_under_row_security_is_refused(
    store: KaggleStore, owner: Owner, url: str, target: Target
) -> None:
    store.configurations.set("one", 1)
    full = take_full(url, target)
    owner.execute("create role reader_role login password 'reader_role' in role pg_read_all_data")
    try:
        with pytest.raises(BackupError, match="row-level security policy"):
            take_incremental(make_conninfo(url, user="reader_role", password="reader_role"), target)
    finally:
        owner.execute("drop role reader_role")
    assert target.newest() == full


def test_backup_blocks_drop_and_truncate(
    store: KaggleStore, owner: Owner, url: str, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_metrics(store, None, 2026, 11, 1.0)
    refused: list[str] = []

    def count(connection: Connection, table: Table) -> TableCount:
        if not refused:  # the dump has ended and released its locks
            for attempt in (
                "drop table public.system_metrics_2026_11",
                "truncate public.audit_log",
            ):
                with pytest.raises(psycopg.errors.LockNotAvailable):
                    owner.execute(f"set lock_timeout = '20ms'; {attempt}".encode())
                refused.append(attempt)
        return row_counts.count(connection, table)

    monkeypatch.setattr("kaggle_store.backup.create.count", count)
    take_full(url, target)
    assert len(refused) == 2
    restore(url, target, replace=True)
    assert store.system_metrics.count() == 1


def test_backup_older_than_newest_is_refused(url: str, target: Target) -> None:
    full = take_full(url, target)
    tomorrow = name_of(full.state.started_at + timedelta(days=1), "full")
    target.finish(full.model_copy(update={"id": tomorrow}))
    for take in (take_full, take_incremental):
        with pytest.raises(
            BackupError, match=f"backup {tomorrow}, which is later than the database's clock"
        ):
            take(url, target)
    assert target.names("full", "incremental") == [full.id, tomorrow]


def test_concurrent_backup_is_refused(owner: Owner, url: str, target: Target) -> None:
    with connect(owner) as other, other.transaction():
        other.execute("select pg_advisory_xact_lock(hashtextextended('kaggle_store.backup', 0))")
        with pytest.raises(BackupError, match="Another backup"):
            take_full(url, target)
    assert target.newest() is None


def test_object_store_target_restores(store: KaggleStore, url: str, contents: Contents) -> None:
    bucket = Target(f"memory://{uuid4().hex}/store")
    store.configurations.set("one", 1)
    take_full(url, bucket)
    store.configurations.set("two", 2)
    take_incremental(url, bucket)
    before = contents()
    restore(url, bucket, replace=True)
    assert contents() == before


def test_connection_error_hides_password(target: Target) -> None:
    with pytest.raises(BackupError) as refused:
        take_full("postgresql://postgres:open-sesame@127.0.0.1:1/postgres", target)
    assert "open-sesame" not in str(refused.value)
    assert isinstance(refused.value.__cause__, psycopg.Error) is False
