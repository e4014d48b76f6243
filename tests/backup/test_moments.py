"""Point in time: a stack comes back as it was between two writes."""

from __future__ import annotations

import gzip
import os
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from kaggle_store import KaggleStore
from kaggle_store.backup.base_backups import Base, bases, prune_moments, take_base
from kaggle_store.backup.point_in_time import restore_moment
from kaggle_store.backup.storage import Target, name_of
from kaggle_store.errors import BackupError, DamagedBackup, LocalStackError
from kaggle_store.local import LocalStack
from kaggle_store.local.account import Account
from kaggle_store.local.wal_archive import archive_settings, wal_folder
from tests.local.helpers import eventually


def test_a_stack_comes_back_as_it_was_between_two_writes(open_folder: Path) -> None:
    kept, copy = open_folder / "kept", open_folder / "copy"
    target = Target(kept)
    with (
        LocalStack.start(wal_archive=kept) as stack,
        KaggleStore(stack.api_url, stack.secret_key) as store,
    ):
        store.configurations.set("secret", "s3cret", encrypted=True)
        mark = add_recovery_command(stack, open_folder / "marks")
        base = take_base(stack.db_url, target)
        store.configurations.set("first", 1)
        between = now(stack)
        store.configurations.set("second", 2)
        # It waits until all that was written so far is in the archive.
        newer = take_base(stack.db_url, target)

        assert restore_moment(target, between, copy) == base
        assert not mark.exists()
        with (
            LocalStack.start(copy) as restored,
            KaggleStore(restored.api_url, restored.secret_key) as then,
        ):
            assert {row.config_key for row in then.configurations.list()} == {"secret", "first"}
            assert then.configurations.reveal("secret") == "s3cret"
        with pytest.raises(LocalStackError, match="this one is a copy of; name another --wal"):
            LocalStack.start(copy, wal_archive=kept)
        assert store.configurations.count() == 3
        a_log_that_cannot_be_kept_is_told(stack, target, base)

    with pytest.raises(BackupError, match="ends before that moment"):
        restore_moment(target, between + timedelta(days=1), open_folder / "later")
    with pytest.raises(BackupError, match="as old as that moment"):
        restore_moment(target, base.started_at, open_folder / "earlier")
    with pytest.raises(BackupError, match="holds a database already"):
        restore_moment(target, None, copy)
    one_cluster_is_not_another(target, newer, open_folder / "other")
    a_gap_is_not_the_end(target, base, newer, open_folder)
    what_no_moment_needs_goes(target, base, newer)


def add_recovery_command(stack: LocalStack, folder: Path) -> Path:
    """Put a command into the settings that base backups copy; return the file that it makes."""
    folder.mkdir()
    folder.chmod(0o777)
    superuser = stack.db_url.replace("//postgres:", "//supabase_admin:")
    with psycopg.connect(superuser, autocommit=True) as owner:
        command = f"touch {folder / 'ran'}"
        owner.execute(f"alter system set recovery_end_command = '{command}'".encode())
    return folder / "ran"


def one_cluster_is_not_another(target: Target, newer: Base, folder: Path) -> None:
    other = newer.model_copy(update={"id": name_of(newer.finished_at, "base"), "system": "7"})
    target.finish(other)
    with pytest.raises(BackupError, match="several clusters lie here; name one"):
        restore_moment(target, None, folder)
    with pytest.raises(BackupError, match="no base backup nothing here"):
        restore_moment(target, None, folder, "nothing")
    with pytest.raises(DamagedBackup, match=f"missing: .*{other.id}"):
        restore_moment(target, None, folder, other.id)
    target.remove(other.id)


def a_gap_is_not_the_end(target: Target, base: Base, newer: Base, folder: Path) -> None:
    wal = wal_folder(target.folder, base.system)
    note = target.folder / newer.id / "manifest.json"
    hidden = note.rename(note.with_suffix(".hidden"))
    piece = wal / f"{base.first_wal}.gz"
    whole = piece.read_bytes()
    piece.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedBackup, match=f"{base.first_wal} of the kept log is damaged"):
        restore_moment(target, None, folder / "damaged")
    piece.write_bytes(whole)
    far = wal / "0000000100000000000000F0.gz"
    far.write_bytes(b"")
    with pytest.raises(BackupError, match=r"lacks what comes after \w+\.gz, .* a moment before"):
        restore_moment(target, None, folder / "gap")
    far.unlink()
    hidden.rename(note)


def a_log_that_cannot_be_kept_is_told(stack: LocalStack, target: Target, base: Base) -> None:
    wal = wal_folder(target.folder, base.system)
    away = wal.rename(wal.with_suffix(".away"))
    with psycopg.connect(stack.superuser_url, autocommit=True) as owner:
        owner.execute("select pg_logical_emit_message(false, 'a', 'piece'), pg_switch_wal()")
        failed = "select failed_count > 0 from pg_stat_archiver"
        assert eventually(lambda: owner.execute(failed).fetchone() == (True,))
    with pytest.raises(BackupError, match="cannot keep its log: it failed with 0000"):
        take_base(stack.db_url, target)
    away.rename(wal)


def now(stack: LocalStack) -> datetime:
    with psycopg.connect(stack.db_url) as connection:
        [(moment,)] = connection.execute("select clock_timestamp()").fetchall()
    assert isinstance(moment, datetime)
    return moment


def what_no_moment_needs_goes(target: Target, base: Base, newer: Base) -> None:
    wal = wal_folder(target.folder, base.system)
    pieces = {piece.name for piece in wal.iterdir()}
    tomorrow = newer.finished_at + timedelta(hours=24)
    assert prune_moments(target, tomorrow - timedelta(hours=1), keep_hours=24) == []
    assert prune_moments(target, tomorrow, keep_hours=24) == [base.id]
    assert bases(target) == [newer]
    left = {piece.name for piece in wal.iterdir()}
    assert newer.first_wal + ".gz" in left
    # The short notes on what a base was stay.
    gone = {name for name in pieces if name < newer.first_wal and ".backup" not in name}
    assert gone == pieces - left
    assert gone


def test_a_piece_is_on_the_disk_before_the_server_lets_go_of_its_own(tmp_path: Path) -> None:
    """A power cut must not leave an empty file of that name, which the server would stumble on."""
    (tmp_path / "global").mkdir()
    (tmp_path / "global" / "pg_control").write_bytes(bytes(8))
    (tmp_path / "piece").write_bytes(b"what was written")
    kept = tmp_path / "kept's folder"
    settings = archive_settings(kept, tmp_path, Account("me"))
    command = settings["archive_command"].replace("%p", "piece").replace("%f", "0001")
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "sync").write_text("#!/bin/sh\nexit 9\n")
    (programs / "sync").chmod(0o755)
    folder = wal_folder(kept, "0")
    powerless = os.environ | {"PATH": f"{programs}:{os.environ['PATH']}"}
    for environment, code, left in (powerless, 9, "0001.gz.part"), (None, 0, "0001.gz"):
        done = subprocess.run(command, shell=True, check=False, cwd=tmp_path, env=environment)
        assert done.returncode == code
        assert [piece.name for piece in folder.iterdir()] == [left]
    assert gzip.decompress((folder / "0001.gz").read_bytes()) == b"what was written"


def test_without_a_kept_log_no_base_is_taken(url: str, target: Target) -> None:
    with pytest.raises(BackupError, match="--wal-archive"):
        take_base(url, target)
