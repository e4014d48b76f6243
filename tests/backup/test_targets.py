"""Backup targets: complete, damaged and unfinished backups, pruning, and the commands."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Event
from typing import Any
from unittest.mock import ANY

import pytest

from kaggle_store.backup import create
from kaggle_store.backup.chain import Pruned, chain_of, prune
from kaggle_store.backup.create import DUMP, ROWS, take_full, take_incremental
from kaggle_store.backup.database import Connection, Programs, Table
from kaggle_store.backup.manifest import Database, File, Manifest, State, TableCount
from kaggle_store.backup.names import FILES, LOGICAL, Kind
from kaggle_store.backup.restore import restore
from kaggle_store.backup.storage import Target, name_of
from kaggle_store.backup.verify import verify
from kaggle_store.cli import main
from kaggle_store.errors import (
    BackupError,
    DamagedBackup,
    FullBackupRequired,
    PostgresProgramsMissing,
)
from tests.conftest import Owner
from tests.local.helpers import eventually

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=99)
ID = "20260601T120000.000000Z-full"


def make_backup(
    target: Target, started_at: datetime, parent: Manifest | None = None, oid: int = 5
) -> Manifest:
    """Make a backup with dummy data files, of the database with this oid."""
    kind: Kind = "incremental" if parent else "full"
    name = name_of(started_at, kind)
    files = {}
    for file in FILES[kind]:
        with target.writing(name, file) as sink:
            sink.write(b"rows")
        files[file] = sink.file
    watermark = int(started_at.timestamp())
    manifest = Manifest(
        id=name,
        kind=kind,
        chain=parent.chain if parent else name,
        parent=parent.id if parent else None,
        since=parent.state.watermark if parent else None,
        finished_at=started_at,
        migrations={},
        state=State(
            started_at=started_at,
            server_version=170000,
            database=Database(system="1", timeline="00000001", oid=oid),
            watermark=watermark,
            next_transaction=watermark,
            storage={},
            months=[],
            sequences={},
            keys={},
        ),
        tables={"public.competitions": TableCount(rows=0, checksum="0", carried=0)},
        files=files,
    )
    target.finish(manifest)
    return manifest


def make_daily_chains(
    target: Target, days: int, now: datetime = NOON, oid: int = 5
) -> list[tuple[Manifest, Manifest]]:
    """Make a full backup and an incremental one for each day, oldest first."""
    chains = []
    for ago in reversed(range(days)):
        full = make_backup(target, now - timedelta(days=ago), oid=oid)
        changes = make_backup(target, now - timedelta(days=ago) + timedelta(hours=1), full, oid)
        chains.append((full, changes))
    return chains


def remaining_ids(target: Target) -> list[str]:
    return [manifest.id for manifest in target.scan(Manifest, *LOGICAL).manifests]


def test_prune_removes_complete_old_chains(target: Target) -> None:
    chains = make_daily_chains(target, 5)
    now = NOON + timedelta(hours=2)
    assert prune(target, now, keep_days=3, keep_count=1).removed == [
        link.id for chain in chains[:2] for link in reversed(chain)
    ]
    assert remaining_ids(target) == [link.id for chain in chains[2:] for link in chain]
    assert prune(target, now, keep_days=0, keep_count=2).removed == [
        link.id for link in chains[2][::-1]
    ]
    assert prune(target, now + timedelta(days=999), keep_days=0, keep_count=0).removed == [
        link.id for link in chains[3][::-1]
    ]
    assert remaining_ids(target) == [link.id for link in chains[4]]


def test_prune_keeps_last_complete_chain(target: Target) -> None:
    complete, broken = make_daily_chains(target, 2)
    (target.folder / broken[1].id / ROWS).unlink()
    assert prune(target, NOON + timedelta(days=99), keep_days=1, keep_count=1).removed == [
        link.id for link in broken[::-1]
    ]
    assert remaining_ids(target) == [link.id for link in complete]


def test_prune_reads_through_what_it_relies_on(target: Target) -> None:
    old, kept, newest = make_daily_chains(target, 3)
    (target.folder / newest[0].id / DUMP).write_bytes(b"sowr")
    assert prune(target, LATER, keep_days=1, keep_count=1) == Pruned([], [ANY])
    (target.folder / kept[0].id / DUMP).write_bytes(b"sowr")
    removed, damaged = prune(target, LATER, keep_days=1, keep_count=2)
    assert removed == []
    assert "No chain is intact, so older ones were kept" in str(damaged[0])
    (target.folder / kept[0].id / DUMP).write_bytes(b"rows")
    assert prune(target, LATER, keep_days=1, keep_count=2).removed == [
        link.id for link in old[::-1]
    ]


def test_prune_counts_no_chain_with_a_gap(target: Target) -> None:
    complete, (full, second) = make_daily_chains(target, 2)
    make_backup(target, NOON + timedelta(hours=2), second)
    target.remove(second.id)
    assert complete[0].id not in prune(target, LATER, keep_days=1, keep_count=1).removed
    assert full.id not in remaining_ids(target)


def test_damaged_manifest_does_not_stop_prune(
    target: Target, capsys: pytest.CaptureFixture[str]
) -> None:
    old, damaged, _ = make_daily_chains(target, 3)
    (target.folder / damaged[0].id / "manifest.json").write_text("{")
    words = ["--target", str(target.folder), "--keep-days", "0", "--keep-count", "1"]
    assert main(["backup", "prune", *words]) == 4
    printed = capsys.readouterr()
    assert [f"Deleted {link.id}" in printed.out for link in (*old, *damaged)] == [
        True,
        True,
        False,
        True,
    ]
    assert f"not deleted: The manifest of backup {damaged[0].id} cannot be read" in printed.err


@pytest.mark.parametrize("kind", ["folder", "unreadable"])
def test_manifest_that_is_no_file_is_damaged(
    target: Target, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    full = make_backup(target, NOON)
    manifest = target.folder / full.id / "manifest.json"
    if kind == "folder":
        manifest.unlink()
        manifest.mkdir()
    else:

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(target, "reading", refuse)
    with pytest.raises(DamagedBackup, match=f"{full.id} cannot be read"):
        chain_of(target)
    assert main(["backup", "list", "--target", str(target.folder)]) == 4 * (kind == "folder")


def test_lost_manifest_of_the_newest_is_named(
    url: str,
    target: Target,
    owner: Owner,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SUPABASE_DB_URL", url)
    monkeypatch.setenv("KAGGLE_STORE_BACKUPS", str(target.folder))
    full, newest = take_full(url, target), take_incremental(url, target)
    (target.folder / newest.id / "manifest.json").unlink()
    assert main(["backup", "restore", "--replace"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines()[0] == f"Restoring {full.id} …"
    assert f"{newest.id} is newer and has no manifest" in printed.err
    assert main(["backup", "verify"]) == 0
    assert f"{newest.id} is newer and has no manifest" in capsys.readouterr().err
    assert restore(url, target, replace=True).newer == (newest.id,)
    assert main(["backup", "restore", full.id, "--replace"]) == 0
    assert capsys.readouterr().err == ""


# Several databases ------------------------------------------------------------------------------


def test_databases_in_one_target_are_told_apart(
    target: Target, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = make_backup(target, NOON), make_backup(target, LATER, oid=6)
    with pytest.raises(BackupError, match="several databases; pass an id") as refused:
        chain_of(target)
    assert f"{one.id} of database 1/5, {other.id} of database 1/6" in str(refused.value)
    assert chain_of(target, one.id) == [one]
    assert target.newest((one.state.database.system, 5)) == one
    assert main(["backup", "list", "--target", str(target.folder)]) == 0
    _, first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("database 1/5")
    assert second.endswith("database 1/6")


def test_prune_counts_each_database_alone(target: Target) -> None:
    chains = make_daily_chains(target, 2)
    others = make_daily_chains(target, 3, NOON + timedelta(days=10), oid=6)
    assert sorted(prune(target, LATER, keep_days=1, keep_count=1).removed) == sorted(
        link.id for chain in (chains[0], *others[:2]) for link in chain
    )


def test_incremental_continues_its_own_database(url: str, target: Target, owner: Owner) -> None:
    full = take_full(url, target)
    other = full.state.database.model_copy(update={"oid": 1})
    started_at = full.state.started_at + timedelta(milliseconds=1)
    target.finish(
        full.model_copy(
            update={
                "id": name_of(started_at, "full"),
                "chain": name_of(started_at, "full"),
                "state": full.state.model_copy(
                    update={"database": other, "started_at": started_at}
                ),
            }
        )
    )
    assert take_incremental(url, target).parent == full.id


def test_gap_in_chain_is_damaged(target: Target) -> None:
    full = make_backup(target, NOON)
    second = make_backup(target, NOON + timedelta(hours=1), full)
    third = make_backup(target, NOON + timedelta(hours=2), second)
    assert chain_of(target) == [full, second, third]
    target.remove(second.id)
    with pytest.raises(DamagedBackup, match=f"{third.id} continues {second.id}"):
        chain_of(target)
    assert chain_of(target, full.id) == [full]
    with pytest.raises(BackupError, match="no backup nothing in the target"):
        chain_of(target, "nothing")


def test_changed_backup_is_not_restored(url: str, target: Target, owner: Owner) -> None:
    full = take_full(url, target)
    changes = take_incremental(url, target)
    dump, rows = target.folder / full.id / DUMP, target.folder / changes.id / ROWS

    complete = dump.read_bytes()
    dump.write_bytes(complete[:-1] + b"X")
    with pytest.raises(DamagedBackup, match=r"was changed or cut short: .*store\.dump"):
        verify(target)
    dump.write_bytes(complete)

    manifest = target.folder / changes.id / "manifest.json"
    original = manifest.read_text()
    manifest.write_text(original.replace('"rows": 1,', '"rows": 2,'))
    with pytest.raises(DamagedBackup, match=f"manifest of backup {changes.id} was changed"):
        verify(target)
    manifest.write_text(original)

    rows.unlink()
    with pytest.raises(DamagedBackup, match="is missing"):
        restore(url, target, replace=True)
    with pytest.raises(FullBackupRequired, match="are missing"):
        take_incremental(url, target)


def test_restored_rows_are_compared_with_manifest(url: str, target: Target, owner: Owner) -> None:
    full = take_full(url, target)
    steps = full.tables["kaggle_store.workflow_steps"]
    forged = full.model_copy(
        update={
            "tables": full.tables
            | {"kaggle_store.workflow_steps": steps.model_copy(update={"checksum": "1"})}
        }
    )
    target.finish(forged)
    with pytest.raises(
        DamagedBackup, match=r"differ from the backup: kaggle_store\.workflow_steps"
    ):
        restore(url, target, replace=True)
    assert owner.execute("select count(*) from kaggle_store.workflow_steps").fetchone() != (0,)


def test_killed_backup_is_unfinished(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # A pg_dump that records its arguments, writes part of its output and then hangs.
    programs, seen = tmp_path / "bin", tmp_path / "seen"
    programs.mkdir()
    real = Programs.find(170000).folder
    for name in ("pg_restore", "pg_basebackup"):
        (programs / name).symlink_to(real / name)
    (programs / "pg_dump").write_text(
        '#!/bin/sh\nif [ "$1" = --version ]; then echo pg_dump 99; exit; fi\n'
        f'echo half; echo "$$ $*" > {seen}.new; mv {seen}.new {seen}; exec sleep 99\n'
    )
    (programs / "pg_dump").chmod(0o755)
    location = str(tmp_path / "backups")
    monkeypatch.setenv("KAGGLE_STORE_BACKUPS", location)
    making = subprocess.Popen(
        [sys.executable, "-m", "kaggle_store.cli", "backup", "full"],
        env=os.environ | {"KAGGLE_STORE_POSTGRES": str(programs), "SUPABASE_DB_URL": url},
    )
    assert eventually(seen.exists)
    making.kill()
    making.wait()
    pid, *words = seen.read_text().split()
    os.kill(int(pid), signal.SIGKILL)
    # The process list does not show the database URL or password.
    assert words
    assert all(word.startswith("--") and "postgres" not in word for word in words)

    assert main(["backup", "list"]) == 0
    _, row = capsys.readouterr().out.splitlines()
    assert row.split()[0].endswith("-full")
    assert row.endswith("unfinished")
    assert main(["backup", "restore", "--db-url", url]) == 1
    assert "There is no backup in the target" in capsys.readouterr().err
    target = Target(location)
    assert prune(target, datetime.now(UTC), keep_days=0, keep_count=0).removed == []
    in_two_days = datetime.now(UTC) + timedelta(days=2)
    assert len(prune(target, in_two_days, keep_days=9, keep_count=9).removed) == 1
    assert target.names("full") == []


def test_failed_dump_ends_the_counting(
    url: str, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[str] = []
    both = Barrier(2)

    def slow_count(connection: Connection, table: Table) -> TableCount:
        counted.append(table.title)
        if len(counted) == 1:
            both.wait(30)
        connection.execute("select pg_sleep(30)")
        raise AssertionError("the query was not cancelled")

    def fail(*_: object) -> File:
        both.wait(30)
        raise BackupError("pg_dump failed")

    monkeypatch.setattr(create, "count", slow_count)
    monkeypatch.setattr(create, "_dump", fail)
    with pytest.raises(BackupError, match="pg_dump failed"):
        take_full(url, target)
    assert len(counted) == 1


def test_failed_count_is_named_rather_than_the_dump(
    url: str, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = Event()

    def fail(connection: Connection, _: Table) -> TableCount:
        try:
            connection.execute("select 1/0")
        finally:
            failed.set()
        raise AssertionError

    def dump_after(*arguments: Any) -> File:
        assert failed.wait(30)
        return real(*arguments)

    real = create._dump
    monkeypatch.setattr(create, "count", fail)
    monkeypatch.setattr(create, "_dump", dump_after)
    with pytest.raises(BackupError, match="division by zero"):
        take_full(url, target)


def test_unrecordable_name_is_refused_at_once(url: str, target: Target, owner: Owner) -> None:
    owner.execute('create table public."a\x07b" ()')
    try:
        with pytest.raises(BackupError, match=r"cannot be recorded: 'storage\.public\.\S+a\\x07b"):
            take_full(url, target)
    finally:
        owner.execute('drop table public."a\x07b"')
    assert target.names("full") == []


def test_empty_target_is_refused(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    # A workflow passes an unset variable as an empty string.
    monkeypatch.setenv("KAGGLE_STORE_BACKUPS", "")
    for words, message in (
        ([], "required: --target"),
        (["--target", ""], "--target: must not be empty"),
    ):
        with pytest.raises(SystemExit):
            main(["backup", "full", "--db-url", url, *words])
        assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["prune", "--keep-days", "-1"], "--keep-days: '-1' is not a whole number"),
        (["prune", "--keep-count", "few"], "--keep-count: 'few' is not a whole number"),
        (["prune", "--keep-days", "1000000"], "--keep-days: '1000000' is more than 100000"),
        (["prune", "--keep-hours", "9" * 5000], "is more than 100000"),
        (["restore", "--to", "yesterday"], "--to: 'yesterday' is not a time such as 2026"),
        (["restore", "--to", "2026-11-25T12:00:00"], "--to: the time needs a time zone"),
    ],
)
def test_invalid_option_value_is_explained(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["backup", *words, "--target", "backups"])
    assert message in capsys.readouterr().err


def one_line_error(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command that fails, and return the line that it prints on stderr."""
    assert main(["backup", *words]) == 1
    [line] = capsys.readouterr().err.splitlines()
    return line


@pytest.mark.parametrize("url", ["nope://x", "dir://x", "reference://x", "generic://x"])
def test_unusable_target_is_a_one_line_error(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"{url} cannot be used: " in one_line_error(capsys, "list", "--target", url)


def test_read_only_target_is_refused() -> None:
    target = Target("http://127.0.0.1:1/backups")
    with pytest.raises(BackupError, match=r"http.* cannot be written to"), target.writing(ID, ROWS):
        pass


def test_file_is_no_target(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    line = one_line_error(capsys, "list", "--target", str(tmp_path / "file"))
    assert line.endswith("/file is a file; name a folder for backups.")


def test_target_without_base_backups_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--target", str(tmp_path), "--to", "latest", "--data-dir", str(tmp_path / "new"))
    assert "There is no base backup in the target." in one_line_error(capsys, "restore", *words)


@pytest.mark.parametrize(
    "url",
    [
        "sekret",
        "postgresql://u:sek ret@127.0.0.1:1/x",
        "postgresql://u:sekret@[bad:1/x",
        "postgresql://u:pass@sekret@127.0.0.1:1/x",
        "postgresql://u:p@127.0.0.1:1/x?sekret=1",
        "host=127.0.0.1 password='p' sekret",
    ],
)
def test_malformed_database_url_is_not_printed(
    target: Target, capsys: pytest.CaptureFixture[str], url: str
) -> None:
    line = one_line_error(capsys, "full", "--db-url", url, "--target", str(target.folder))
    assert "The database URL is not valid" in line
    assert "sek" not in line


def test_programs_older_than_the_server_are_refused() -> None:
    with pytest.raises(
        PostgresProgramsMissing, match=r"PostgreSQL 99 .* must not be older; found: 1\d in"
    ):
        Programs.find(990000)


def test_older_programs_are_listed_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KAGGLE_STORE_POSTGRES", str(tmp_path))
    (tmp_path / "pg_dump").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(PostgresProgramsMissing) as refused:
        Programs.find(990000)
    assert str(refused.value).count(f" in {tmp_path}") == 1


def test_commands_and_exit_codes(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KAGGLE_STORE_BACKUPS", str(tmp_path / "backups"))
    monkeypatch.setenv("SUPABASE_DB_URL", url)
    assert main(["backup", "incremental"]) == 3
    assert "There is no backup to continue" in capsys.readouterr().err
    assert main(["backup", "incremental", "--or-full"]) == 0
    assert main(["backup", "incremental"]) == 0
    assert main(["backup", "verify"]) == 0
    printed = capsys.readouterr().out
    assert "Making a full backup instead: There is no backup" in printed
    assert "Verified " in printed
    assert main(["backup", "keys", "--output", str(tmp_path / "keys.json")]) == 0
    assert main(["backup", "restore", "--keys", str(tmp_path / "keys.json")]) == 0
    assert main(["backup", "prune"]) == 0
    assert "No backups to prune." in capsys.readouterr().out
    assert main(["backup", "list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    [full] = (tmp_path / "backups").glob("*-full")
    assert full.stat().st_mode & 0o077 == 0
    (full / "manifest.json").write_text("{")
    assert main(["backup", "list"]) == 4
