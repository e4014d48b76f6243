"""What lies at a target: whole backups, damaged ones, unfinished ones, and what may go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kaggle_store.backup.chain import chain_of, prune
from kaggle_store.backup.create import DUMP, ROWS, take_full, take_incremental
from kaggle_store.backup.database import Programs
from kaggle_store.backup.manifest import Database, Manifest, State
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


def made(target: Target, began: datetime, parent: Manifest | None = None) -> Manifest:
    """A backup of nothing."""
    name = name_of(began, "incremental" if parent else "full")
    with target.writing(name, ROWS) as sink:
        sink.write(b"rows")
    watermark = int(began.timestamp())
    manifest = Manifest(
        id=name,
        kind="incremental" if parent else "full",
        chain=parent.chain if parent else name,
        parent=parent.id if parent else None,
        since=parent.state.watermark if parent else None,
        finished_at=began,
        migrations=[],
        state=State(
            started_at=began,
            server_version=170000,
            database=Database(system="1", timeline="00000001", oid=5),
            watermark=watermark,
            next_transaction=watermark,
            storage={},
            months=[],
            sequences={},
            keys={},
        ),
        tables={},
        files={ROWS: sink.file},
    )
    target.finish(manifest)
    return manifest


def days_of_backups(target: Target, days: int) -> list[tuple[Manifest, Manifest]]:
    """A full backup a day and an hourly one after it, the newest chain last."""
    chains = []
    for ago in reversed(range(days)):
        full = made(target, NOON - timedelta(days=ago))
        changes = made(target, NOON - timedelta(days=ago) + timedelta(hours=1), full)
        chains.append((full, changes))
    return chains


def left(target: Target) -> list[str]:
    return [manifest.id for manifest in target.manifests()]


def test_old_chains_go_whole_and_the_newest_stay(target: Target) -> None:
    chains = days_of_backups(target, 5)
    now = NOON + timedelta(hours=2)
    assert prune(target, now, keep_days=3, keep_count=1) == [
        link.id for chain in chains[:2] for link in reversed(chain)
    ]
    assert left(target) == [link.id for chain in chains[2:] for link in chain]
    assert prune(target, now, keep_days=0, keep_count=2) == [link.id for link in chains[2][::-1]]
    assert prune(target, now + timedelta(days=999), keep_days=0, keep_count=0) == [
        link.id for link in chains[3][::-1]
    ]
    assert left(target) == [link.id for link in chains[4]]


def test_the_last_chain_that_is_whole_is_never_removed(target: Target) -> None:
    whole, broken = days_of_backups(target, 2)
    (target.folder / broken[1].id / ROWS).unlink()
    assert prune(target, NOON + timedelta(days=99), keep_days=1, keep_count=1) == [
        link.id for link in broken[::-1]
    ]
    assert left(target) == [link.id for link in whole]


def test_a_gap_in_a_chain_is_told(target: Target) -> None:
    full = made(target, NOON)
    second = made(target, NOON + timedelta(hours=1), full)
    third = made(target, NOON + timedelta(hours=2), second)
    assert chain_of(target) == [full, second, third]
    target.remove(second.id)
    with pytest.raises(DamagedBackup, match=f"{third.id} continues {second.id}"):
        chain_of(target)
    assert chain_of(target, full.id) == [full]
    with pytest.raises(BackupError, match="no backup nothing here"):
        chain_of(target, "nothing")


def test_a_backup_that_was_tampered_with_is_not_restored(
    url: str, target: Target, owner: Owner
) -> None:
    full = take_full(url, target)
    changes = take_incremental(url, target)
    dump, rows = target.folder / full.id / DUMP, target.folder / changes.id / ROWS

    whole = dump.read_bytes()
    dump.write_bytes(whole[:-1] + b"X")
    with pytest.raises(DamagedBackup, match=r"was changed or cut short: .*store\.dump"):
        verify(target)
    dump.write_bytes(whole)

    manifest = target.folder / changes.id / "manifest.json"
    told = manifest.read_text()
    manifest.write_text(told.replace('"rows": 1,', '"rows": 2,'))
    with pytest.raises(DamagedBackup, match=f"manifest of backup {changes.id} was changed"):
        verify(target)
    manifest.write_text(told)

    rows.unlink()
    with pytest.raises(DamagedBackup, match="is missing"):
        restore(url, target, replace=True)
    with pytest.raises(FullBackupRequired, match="are missing"):
        take_incremental(url, target)


def test_what_is_restored_is_compared_with_what_was_backed_up(
    url: str, target: Target, owner: Owner
) -> None:
    full = take_full(url, target)
    steps = full.tables["kaggle_store.execution_steps"]
    lie = full.model_copy(
        update={
            "tables": full.tables
            | {"kaggle_store.execution_steps": steps.model_copy(update={"checksum": "1"})}
        }
    )
    target.finish(lie)
    with pytest.raises(
        DamagedBackup, match=r"not what was backed up: kaggle_store\.execution_steps"
    ):
        restore(url, target, replace=True)
    assert owner.execute("select count(*) from kaggle_store.execution_steps").fetchone() != (0,)


def test_a_backup_that_was_killed_is_none(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # A pg_dump that writes its arguments and its first half, and then hangs.
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
    place = str(tmp_path / "backups")
    monkeypatch.setenv("KAGGLE_STORE_BACKUPS", place)
    making = subprocess.Popen(
        [sys.executable, "-m", "kaggle_store.cli", "backup", "full"],
        env=os.environ | {"KAGGLE_STORE_POSTGRES": str(programs), "SUPABASE_DB_URL": url},
    )
    assert eventually(seen.exists)
    making.kill()
    making.wait()
    pid, *words = seen.read_text().split()
    os.kill(int(pid), signal.SIGKILL)
    # Nobody who lists processes sees the database's address or password.
    assert words
    assert all(word.startswith("--") and "postgres" not in word for word in words)

    assert main(["backup", "list"]) == 0
    _, row = capsys.readouterr().out.splitlines()
    assert row.split()[0].endswith("-full")
    assert row.endswith("unfinished")
    assert main(["backup", "restore", "--db-url", url]) == 1
    assert "There is no backup here" in capsys.readouterr().err
    target = Target(place)
    assert prune(target, datetime.now(UTC), keep_days=0, keep_count=0) == []
    assert len(prune(target, datetime.now(UTC) + timedelta(days=2), keep_days=9, keep_count=9)) == 1
    assert target.names("full") == []


def test_a_place_without_a_name_is_none(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    # As a workflow gives a variable that nobody has set.
    monkeypatch.setenv("KAGGLE_STORE_BACKUPS", "")
    for words, said in (
        ([], "required: --target"),
        (["--target", ""], "--target: must not be empty"),
    ):
        with pytest.raises(SystemExit):
            main(["backup", "full", "--db-url", url, *words])
        assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["prune", "--keep-days", "-1"], "--keep-days: '-1' is not a whole number"),
        (["prune", "--keep-count", "few"], "--keep-count: 'few' is not a whole number"),
        (["restore", "--to", "yesterday"], "--to: 'yesterday' is not a time such as 2026"),
        (["restore", "--to", "2026-11-25T12:00:00"], "--to: the time needs a time zone"),
    ],
)
def test_a_number_and_a_moment_are_refused_in_words(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["backup", *words, "--target", "backups"])
    assert said in capsys.readouterr().err


def test_programs_older_than_the_server_are_refused() -> None:
    with pytest.raises(
        PostgresProgramsMissing, match=r"PostgreSQL 99 .* must not be older; found: 1\d in"
    ):
        Programs.find(990000)


def test_the_commands_do_what_they_say(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KAGGLE_STORE_BACKUPS", str(tmp_path / "backups"))
    monkeypatch.setenv("SUPABASE_DB_URL", url)
    assert main(["backup", "incremental"]) == 3
    assert "There is no backup to continue" in capsys.readouterr().err
    assert main(["backup", "incremental", "--or-full"]) == 0
    assert main(["backup", "incremental"]) == 0
    assert main(["backup", "verify"]) == 0
    said = capsys.readouterr().out
    assert "Making a full backup instead: There is no backup" in said
    assert "Verified " in said
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
