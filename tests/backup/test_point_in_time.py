"""Point-in-time recovery of a local stack from a base backup and archived WAL."""

from __future__ import annotations

import gzip
import os
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from kaggle_store import KaggleStore
from kaggle_store.backup.base_backups import (
    BaseBackup,
    list_base_backups,
    prune_base_backups,
    take_base_backup,
)
from kaggle_store.backup.point_in_time import restore_to_time
from kaggle_store.backup.storage import Target, name_of
from kaggle_store.errors import BackupError, DamagedBackup, LocalStackError
from kaggle_store.local import LocalStack
from kaggle_store.local.account import Account
from kaggle_store.local.wal_archive import archive_settings, wal_folder
from tests.local.helpers import eventually


def test_restore_to_time_between_two_writes(open_folder: Path) -> None:
    archive, copy = open_folder / "archive", open_folder / "copy"
    target = Target(archive)
    with (
        LocalStack.start(wal_archive=archive) as stack,
        KaggleStore(stack.api_url, stack.secret_key) as store,
    ):
        store.configurations.set("secret", "s3cret", encrypted=True)
        mark = add_recovery_command(stack, open_folder / "marks")
        base = take_base_backup(stack.db_url, target)
        store.configurations.set("first", 1)
        between = now(stack)
        store.configurations.set("second", 2)
        # pg_basebackup waits until all WAL so far is archived.
        newer = take_base_backup(stack.db_url, target)

        assert restore_to_time(target, between, copy) == base
        assert not mark.exists()
        with (
            LocalStack.start(copy) as restored,
            KaggleStore(restored.api_url, restored.secret_key) as restored_store,
        ):
            assert {row.config_key for row in restored_store.configurations.list()} == {
                "secret",
                "first",
            }
            assert restored_store.configurations.reveal("secret") == "s3cret"
        with pytest.raises(LocalStackError, match="this one was restored from; name another --wal"):
            LocalStack.start(copy, wal_archive=archive)
        assert store.configurations.count() == 3
        assert wal_health(stack).startswith("fine: up to 20")
        check_failed_archiving_is_reported(stack, target, base)

    with pytest.raises(BackupError, match="ends before that time"):
        restore_to_time(target, between + timedelta(days=1), open_folder / "later")
    with pytest.raises(BackupError, match="ended before that time"):
        restore_to_time(target, base.started_at, open_folder / "earlier")
    with pytest.raises(BackupError, match="already contains a database"):
        restore_to_time(target, None, copy)
    check_clusters_are_distinguished(target, newer, open_folder / "other")
    check_wal_gap_is_reported(target, base, newer, open_folder)
    check_prune_removes_unneeded_wal(target, base, newer)


def add_recovery_command(stack: LocalStack, folder: Path) -> Path:
    """Set a recovery command that base backups copy; return the file that it would create."""
    folder.mkdir()
    folder.chmod(0o777)
    with psycopg.connect(stack.superuser_url, autocommit=True) as owner:
        command = f"touch {folder / 'ran'}"
        owner.execute(f"alter system set recovery_end_command = '{command}'".encode())
    return folder / "ran"


def check_clusters_are_distinguished(target: Target, newer: BaseBackup, folder: Path) -> None:
    other = newer.model_copy(update={"id": name_of(newer.finished_at, "base"), "system": "7"})
    target.finish(other)
    with pytest.raises(BackupError, match="base backups of several clusters; pass one"):
        restore_to_time(target, None, folder)
    with pytest.raises(BackupError, match="no base backup nothing in the target"):
        restore_to_time(target, None, folder, "nothing")
    with pytest.raises(DamagedBackup, match=f"missing: .*{other.id}"):
        restore_to_time(target, None, folder, other.id)
    target.remove(other.id)


def check_wal_gap_is_reported(
    target: Target, base: BaseBackup, newer: BaseBackup, folder: Path
) -> None:
    wal = wal_folder(target.folder, base.system)
    manifest = target.folder / newer.id / "manifest.json"
    hidden = manifest.rename(manifest.with_suffix(".hidden"))
    segment = wal / f"{base.first_wal}.gz"
    content = segment.read_bytes()
    segment.write_bytes(content[: len(content) // 2])
    with pytest.raises(DamagedBackup, match=f"WAL segment {base.first_wal} is damaged"):
        restore_to_time(target, None, folder / "damaged")
    segment.write_bytes(content)
    far = wal / "0000000100000000000000F0.gz"
    far.write_bytes(b"")
    with pytest.raises(BackupError, match=r"gap after \w+\.gz, .* an earlier time"):
        restore_to_time(target, None, folder / "gap")
    far.unlink()
    hidden.rename(manifest)


def check_failed_archiving_is_reported(stack: LocalStack, target: Target, base: BaseBackup) -> None:
    wal = wal_folder(target.folder, base.system)
    away = wal.rename(wal.with_suffix(".away"))
    with psycopg.connect(stack.superuser_url, autocommit=True) as owner:
        owner.execute("select pg_logical_emit_message(false, 'a', 'piece'), pg_switch_wal()")
        failed = "select failed_count > 0 from pg_stat_archiver"
        assert eventually(lambda: owner.execute(failed).fetchone() == (True,))
    with pytest.raises(BackupError, match="failed to archive the WAL segment 0000"):
        take_base_backup(stack.db_url, target)
    assert wal_health(stack).startswith("problem: archiving has stopped at 0000")
    away.rename(wal)


def wal_health(stack: LocalStack) -> str:
    """Return the state of WAL archiving, and what the doctor prints about it."""
    with psycopg.connect(stack.db_url) as connection:
        [(state, found)] = connection.execute(
            "select state::text, found from store_health() where subject = 'WAL archive'"
        ).fetchall()
    return f"{state}: {found}"


def now(stack: LocalStack) -> datetime:
    with psycopg.connect(stack.db_url) as connection:
        [(time,)] = connection.execute("select clock_timestamp()").fetchall()
    assert isinstance(time, datetime)
    return time


def check_prune_removes_unneeded_wal(target: Target, base: BaseBackup, newer: BaseBackup) -> None:
    wal = wal_folder(target.folder, base.system)
    segments = {segment.name for segment in wal.iterdir()}
    tomorrow = newer.finished_at + timedelta(hours=24)
    assert prune_base_backups(target, tomorrow - timedelta(hours=1), keep_hours=24).removed == []
    assert prune_base_backups(target, tomorrow, keep_hours=24).removed == [base.id]
    assert list_base_backups(target) == [newer]
    left = {segment.name for segment in wal.iterdir()}
    assert newer.first_wal + ".gz" in left
    # Backup history files stay.
    gone = {name for name in segments if name < newer.first_wal and ".backup" not in name}
    assert gone == segments - left
    assert gone


def test_archive_command_syncs_before_success(tmp_path: Path) -> None:
    """A power failure must not leave an empty file of that name, which breaks later archiving."""
    (tmp_path / "global").mkdir()
    (tmp_path / "global" / "pg_control").write_bytes(bytes(8))
    (tmp_path / "piece").write_bytes(b"wal content")
    archive = tmp_path / "archive's folder"
    settings = archive_settings(archive, tmp_path, Account("me"))
    command = settings["archive_command"].replace("%p", "piece").replace("%f", "0001")
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "sync").write_text("#!/bin/sh\nexit 9\n")
    (programs / "sync").chmod(0o755)
    folder = wal_folder(archive, "0")
    failing_sync = os.environ | {"PATH": f"{programs}:{os.environ['PATH']}"}
    for environment, code, left in (failing_sync, 9, "0001.gz.part"), (None, 0, "0001.gz"):
        done = subprocess.run(command, shell=True, check=False, cwd=tmp_path, env=environment)
        assert done.returncode == code
        assert [segment.name for segment in folder.iterdir()] == [left]
    assert gzip.decompress((folder / "0001.gz").read_bytes()) == b"wal content"


def test_base_backup_needs_wal_archive(url: str, target: Target) -> None:
    with pytest.raises(BackupError, match="--wal-archive"):
        take_base_backup(url, target)
