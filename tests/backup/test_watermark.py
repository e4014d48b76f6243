"""Nothing that is written falls between two backups, whenever it began and whatever its time."""

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
from kaggle_store.backup.manifest import Counted
from kaggle_store.backup.restore import restore
from kaggle_store.backup.storage import Target, name_of
from kaggle_store.errors import BackupError, FullBackupRequired
from tests.backup.life import measure
from tests.conftest import Owner
from tests.database.clients import connect

Contents = Callable[[], dict[str, list[str]]]
METRIC = """
insert into public.system_metrics (metric_name, metric_value, metric_type)
values ('late', 1, 'gauge')
"""


def carried(target: Target, table: str) -> int:
    newest = target.newest()
    assert newest is not None
    return newest.tables[table].carried


def test_what_began_before_a_backup_and_ended_after_it_is_in_the_next(
    store: KaggleStore, owner: Owner, url: str, target: Target, contents: Contents
) -> None:
    take_full(url, target)
    with connect(owner) as writer:
        writer.autocommit = False
        writer.execute(METRIC)
        # Others come and go meanwhile: the watermark waits for the oldest.
        store.configurations.set("meanwhile", 1)
        take_incremental(url, target)
        assert carried(target, "public.system_metrics") == 0
        writer.commit()
    take_incremental(url, target)
    assert carried(target, "public.system_metrics") == 1
    before = contents()
    restore(url, target, replace=True)
    assert contents() == before


def test_metrics_that_waited_on_a_disk_are_in_the_next_backup(
    store: KaggleStore, url: str, target: Target
) -> None:
    measure(store, None, 2026, 11, 1.0)
    take_full(url, target)
    measure(store, None, 2026, 10, 2.0, 3.0)
    take_incremental(url, target)
    # What is written in another database of the server meanwhile holds the watermark back.
    assert carried(target, "public.system_metrics") >= 2
    restore(url, target, replace=True)
    assert store.system_metrics.count() == 3


def test_a_subtransaction_counts_as_its_own(owner: Owner, url: str, target: Target) -> None:
    take_full(url, target)
    with connect(owner) as writer, writer.transaction():
        writer.execute("select pg_current_xact_id()")
        take_incremental(url, target)
        with writer.transaction():
            writer.execute(METRIC)
    take_incremental(url, target)
    assert carried(target, "public.system_metrics") == 1


def test_without_a_chain_a_full_one_is_asked_for(owner: Owner, url: str, target: Target) -> None:
    with pytest.raises(FullBackupRequired, match="no backup"):
        take_incremental(url, target)
    take_full(url, target)
    owner.execute("truncate public.configurations")
    with pytest.raises(
        FullBackupRequired, match=r"public\.configurations was rewritten or emptied"
    ):
        take_incremental(url, target)


def test_a_damaged_chain_is_not_continued(url: str, target: Target) -> None:
    full, second = take_full(url, target), take_incremental(url, target)
    target.remove(full.id)
    with pytest.raises(
        FullBackupRequired, match=f"{second.id} continues {full.id}, which is missing"
    ):
        take_incremental(url, target)
    (target.folder / second.id / "manifest.json").write_text("{")
    with pytest.raises(FullBackupRequired, match="make a full one"):
        take_incremental(url, target)


def test_a_database_that_went_back_does_not_continue_a_chain(url: str, target: Target) -> None:
    full = take_full(url, target)
    ahead = full.state.model_copy(update={"next_transaction": full.state.next_transaction + 10**6})
    target.finish(full.model_copy(update={"state": ahead}))
    with pytest.raises(FullBackupRequired, match="older copy of its files"):
        take_incremental(url, target)


def test_another_database_does_not_continue_a_chain(
    url: str, target: Target, new_database: str
) -> None:
    take_full(url, target)
    restore(new_database, target, without_keys=True)
    with pytest.raises(FullBackupRequired, match="another one"):
        take_incremental(new_database, target)


def test_a_role_that_does_not_see_every_row_is_refused(
    store: KaggleStore, owner: Owner, url: str, target: Target
) -> None:
    store.configurations.set("one", 1)
    full = take_full(url, target)
    owner.execute("create role looks_on login password 'looks_on' in role pg_read_all_data")
    try:
        with pytest.raises(BackupError, match="row-level security policy"):
            take_incremental(make_conninfo(url, user="looks_on", password="looks_on"), target)
    finally:
        owner.execute("drop role looks_on")
    assert target.newest() == full


def test_what_a_backup_counts_is_neither_dropped_nor_emptied_meanwhile(
    store: KaggleStore, owner: Owner, url: str, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure(store, None, 2026, 11, 1.0)
    refused: list[str] = []

    def count(connection: Connection, table: Table) -> Counted:
        if not refused:  # the dump is made and its locks are gone
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


def test_a_clock_that_went_back_does_not_hide_what_is_newest(url: str, target: Target) -> None:
    full = take_full(url, target)
    tomorrow = name_of(full.state.started_at + timedelta(days=1), "full")
    target.finish(full.model_copy(update={"id": tomorrow}))
    for take in (take_full, take_incremental):
        with pytest.raises(BackupError, match=f"{tomorrow} is here, which would stay the newest"):
            take(url, target)
    assert target.names("full", "incremental") == [full.id, tomorrow]


def test_two_backups_at_once_are_one_too_many(owner: Owner, url: str, target: Target) -> None:
    with connect(owner) as other, other.transaction():
        other.execute("select pg_advisory_xact_lock(hashtextextended('kaggle_store.backup', 0))")
        with pytest.raises(BackupError, match="Another backup"):
            take_full(url, target)
    assert target.newest() is None


def test_the_same_backups_lie_in_an_object_store(
    store: KaggleStore, url: str, contents: Contents
) -> None:
    bucket = Target(f"memory://{uuid4().hex}/store")
    store.configurations.set("one", 1)
    take_full(url, bucket)
    store.configurations.set("two", 2)
    take_incremental(url, bucket)
    before = contents()
    restore(url, bucket, replace=True)
    assert contents() == before


def test_a_server_out_of_reach_is_told_without_its_password(target: Target) -> None:
    with pytest.raises(BackupError) as refused:
        take_full("postgresql://postgres:open-sesame@127.0.0.1:1/postgres", target)
    assert "open-sesame" not in str(refused.value)
    assert isinstance(refused.value.__cause__, psycopg.Error) is False
