"""Storage is not trusted: paths, table names and SQL in it are validated or never used."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kaggle_store import KaggleStore
from kaggle_store._migrations.packaged import MIGRATIONS
from kaggle_store._migrations.registry import registered
from kaggle_store.backup.base_backups import prune_base_backups
from kaggle_store.backup.chain import chain_of, prune
from kaggle_store.backup.create import DUMP, ROWS, take_full, take_incremental
from kaggle_store.backup.database import Programs
from kaggle_store.backup.point_in_time import restore_to_time, unpack
from kaggle_store.backup.restore import restore
from kaggle_store.backup.storage import Target
from kaggle_store.backup.verify import verify
from kaggle_store.cli import main
from kaggle_store.errors import BackupError, DamagedBackup, LocalStackError
from kaggle_store.local import project_dir
from kaggle_store.local.wal_archive import wal_folder
from tests.backup.crafted import (
    NOON,
    NOWHERE,
    copy_as,
    craft,
    make_base_backup,
    put_file,
    put_migrations,
    set_fields,
    tree,
)
from tests.backup.test_targets import make_backup, make_daily_chains
from tests.conftest import Owner

LATER = NOON + timedelta(days=99)
ESCAPES = ["../../planted", "/planted", "..", ".", "", "a/b", "store.dump/../../x", "store.dump\n"]
IDS = ["../precious", "/precious", ".", "", "20260101T000000.000000Z-full"]
OWNED = "create table public.owned (id int)"


def packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)  # without a time: test ids must be stable


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder that a restore may write to."""
    folder = tmp_path / "tmp" / "scratch"
    folder.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


# Manifests --------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", IDS)
def test_prune_refuses_id_of_another_folder(target: Target, tmp_path: Path, id: str) -> None:
    make_daily_chains(target, 3)
    oldest = make_backup(target, NOON - timedelta(days=9))
    folders = [tmp_path / "precious", target.folder / "20260101T000000.000000Z-full"]
    for precious in folders:
        precious.mkdir()
        (precious / "data").write_text("precious")
        (precious / "manifest.json").write_text("precious")
    craft(target, oldest.id, set_fields(id=id))
    pruned = prune(target, LATER, keep_days=1, keep_count=1)
    assert len(pruned.removed) == 4
    assert [oldest.id in str(damage) for damage in pruned.damaged] == [False, True]
    assert [tree(folder) for folder in folders] == [{"data", "manifest.json"}] * 2
    assert len(tree(target.folder / oldest.id)) == 2


@pytest.mark.parametrize("id", IDS)
def test_restore_refuses_id_of_another_folder(
    target: Target, tmp_path: Path, scratch: Path, id: str
) -> None:
    full = make_backup(target, NOON)
    craft(target, full.id, set_fields(id=id, chain=id))
    before = tree(tmp_path)
    with pytest.raises(DamagedBackup, match=full.id):
        restore(NOWHERE, target)
    with pytest.raises(DamagedBackup, match=full.id):
        verify(target)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", ESCAPES)
def test_restore_refuses_unknown_file_names(
    target: Target, tmp_path: Path, scratch: Path, name: str
) -> None:
    full = make_backup(target, NOON)
    name = name.replace("/planted", f"{tmp_path}/planted") if name.startswith("/") else name
    entry = full.files[DUMP].model_dump()
    for planted in (target.folder / full.id / "planted", tmp_path / "planted"):
        planted.write_bytes(b"rows")
    (target.folder / full.id / "a").mkdir()
    before = tree(tmp_path)
    craft(target, full.id, set_fields(files={name: entry}))
    with pytest.raises(DamagedBackup, match=full.id):
        restore(NOWHERE, target)
    with pytest.raises(DamagedBackup, match=full.id):
        verify(target)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("system", ["../../victim", "/victim", "", "7/..", "\u0667", "7\n", "-1"])
def test_prune_refuses_invalid_system_identifier(
    target: Target, tmp_path: Path, system: str
) -> None:
    copy = make_base_backup(target)
    (target.folder / "wal").mkdir()
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "000000010000000000000001.gz").write_bytes(b"")
    if system.startswith("/"):
        system = str(victim)
    craft(target, copy.id, set_fields(system=system))
    before = tree(tmp_path)
    [damage] = prune_base_backups(target, LATER, keep_hours=1).damaged
    assert copy.id in str(damage)
    assert tree(tmp_path) == before


def test_prune_does_not_follow_symlinked_wal_folder(target: Target, tmp_path: Path) -> None:
    copy = make_base_backup(target)
    victim = tmp_path / "pg_wal"
    victim.mkdir()
    (victim / "000000010000000000000001").write_bytes(b"")
    (target.folder / "wal").mkdir()
    (target.folder / "wal" / copy.system).symlink_to(victim)
    with pytest.raises(BackupError, match="is a symbolic link"):
        prune_base_backups(target, LATER, keep_hours=1)
    assert len(tree(victim)) == 1


@pytest.mark.parametrize("system", ["..", "../7", "", "\uff17"])
def test_wal_folder_refuses_invalid_identifier(tmp_path: Path, system: str) -> None:
    with pytest.raises(LocalStackError, match="system identifier"):
        wal_folder(tmp_path, system)


@pytest.mark.parametrize(
    "change",
    [
        set_fields(first_wal="--help"),
        set_fields(first_wal="../0000000100000000000000F0"),
        set_fields(files={"../cluster.tar.gz": {"size": 7, "sha256": "0" * 64}}),
        set_fields(files={}),
        set_fields(server_version="170000"),
        set_fields(unknown=1),
    ],
)
def test_base_manifest_is_strict(target: Target, change: Callable[[Any], None]) -> None:
    copy = make_base_backup(target)
    craft(target, copy.id, change)
    [damage] = prune_base_backups(target, LATER, keep_hours=1).damaged
    assert copy.id in str(damage)


def in_state(**values: object) -> Callable[[Any], None]:
    """Return a change that sets fields of the database's state."""
    return lambda content: content["state"].update(values)


@pytest.mark.parametrize(
    ("reason", "change"),
    [
        ("kind and id differ", set_fields(kind="incremental")),
        ("a full backup .* starts its own chain", set_fields(chain="20260101T000000.000000Z-full")),
        ("parent: ", set_fields(parent="../../x")),
        ("migrations.1; drop ", set_fields(migrations={"1; drop table x": "a" * 64})),
        ("files: not those of a backup of kind full", set_fields(files={})),
        ("files: not those of", lambda content: content["files"].pop(DUMP)),
        ("files.store.dump.size: ", set_fields(files={DUMP: {"size": -1, "sha256": "0" * 64}})),
        ("files.store.dump.size: ", set_fields(files={DUMP: {"size": "4", "sha256": "0" * 64}})),
        ("files.store.dump.sha256: ", set_fields(files={DUMP: {"size": 4, "sha256": "../x"}})),
        ("tables: ", set_fields(tables={})),
        ("tables.public.", set_fields(tables={"public.\x1b[2J": {"rows": 1, "carried": 1}})),
        ("state.watermark: ", in_state(watermark="0")),
        ("state.server_version: ", in_state(server_version=17)),
        ("state.started_at: ", in_state(started_at="9999-12-31T23:59:59-23:59")),
        ("state.started_at: ", in_state(started_at="2026-06-01T12:00:00")),
        ("state.database.system: ", in_state(database={"system": "x"})),
        ("state.months: ", in_state(months=["2026-01-01"] * 5000)),
        ("state.months.0: ", in_state(months=["2026-01-02"])),
        ("state.months.1: ", in_state(months=["1900-01-01", "1899-12-01"])),
        ("state.months.0: ", in_state(months=["2200-01-01"])),
        ("state.months.0: ", in_state(months=["0000-00-00"])),
        ("state.sequences.", in_state(sequences={"public.numbers": 2**63})),
        ("state: ", lambda content: content.pop("state")),
    ],
)
def test_manifest_is_strict(
    target: Target, scratch: Path, reason: str, change: Callable[[Any], None]
) -> None:
    full = make_backup(target, NOON)
    craft(target, full.id, change)
    with pytest.raises(DamagedBackup, match=f"{full.id} is not valid: {reason}"):
        restore(NOWHERE, target)
    with pytest.raises(DamagedBackup, match=f"{full.id} is not valid: {reason}"):
        verify(target)
    assert tree(scratch) == set()


@pytest.mark.parametrize(
    "text",
    ["[]", "1", '"x"', "null", "[" * 100_000, "{}", '{"format": "\\u001b[2J"}', " " * 20_000_000],
    ids=["list", "number", "text", "null", "deep", "empty", "format", "large"],
)
def test_unreadable_manifest_is_damaged(target: Target, text: str) -> None:
    full = make_backup(target, NOON)
    (target.folder / full.id / "manifest.json").write_text(text)
    with pytest.raises(DamagedBackup, match=full.id) as refused:
        chain_of(target)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 400


def test_prune_keeps_wal_of_damaged_base_manifest(
    target: Target, capsys: pytest.CaptureFixture[str]
) -> None:
    old, _ = make_daily_chains(target, 2)
    bases = [make_base_backup(target, NOON + timedelta(days=day)) for day in range(3)]
    craft(target, bases[0].id, set_fields(system="../x"))
    wal = wal_folder(target.folder, bases[0].system)
    wal.mkdir(parents=True)
    (wal / "000000010000000000000001.gz").write_bytes(b"")
    words = ["--target", str(target.folder), "--keep-days", "0", "--keep-count", "1"]
    assert main(["backup", "prune", *words, "--keep-hours", "0"]) == 4
    printed = capsys.readouterr()
    assert f"not deleted: The manifest of backup {bases[0].id}" in printed.err
    assert [f"Deleted {made.id}" in printed.out for made in (*old, *bases)] == [
        True,
        True,
        False,
        True,
        False,
    ]
    assert tree(wal) == {"000000010000000000000001.gz"}


def test_named_base_backup_needs_no_other(target: Target, tmp_path: Path) -> None:
    good, bad = make_base_backup(target), make_base_backup(target, LATER)
    craft(target, good.id, set_fields(server_version=120000))
    craft(target, bad.id, set_fields(finished_at="2026-06-01T12:00:00"))
    with pytest.raises(DamagedBackup, match=f"{bad.id} is not valid: finished_at: "):
        restore_to_time(target, LATER, tmp_path / "copy")
    with pytest.raises(BackupError, match="The base backup is of PostgreSQL 12"):
        restore_to_time(target, LATER, tmp_path / "copy", good.id)
    assert not (tmp_path / "copy").exists()


def test_list_continues_after_damaged_manifest(
    target: Target, capsys: pytest.CaptureFixture[str]
) -> None:
    complete, bad, copy = (
        make_backup(target, NOON),
        make_backup(target, LATER),
        make_base_backup(target, LATER),
    )
    craft(target, bad.id, set_fields(id="../\x1b[2Jprecious"))
    craft(target, copy.id, set_fields(system="../\x1b[2Jprecious"))
    assert main(["backup", "list", "--target", str(target.folder)]) == 4
    header, *lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [complete.id, bad.id, copy.id]
    assert all(line.isprintable() for line in (header, *lines))


def test_cyclic_chain_is_damaged(target: Target) -> None:
    full = make_backup(target, NOON)
    second = make_backup(target, NOON + timedelta(hours=1), full)
    third = make_backup(target, NOON + timedelta(hours=2), second)
    since = third.state.watermark
    craft(target, second.id, set_fields(parent=third.id, since=since))
    with pytest.raises(DamagedBackup, match=second.id):
        chain_of(target)


def test_parent_in_other_chain_is_damaged(target: Target) -> None:
    (_, changes), (other, _) = make_daily_chains(target, 2)
    craft(target, changes.id, set_fields(chain=other.id))
    with pytest.raises(DamagedBackup, match=changes.id):
        chain_of(target, changes.id)


@pytest.mark.parametrize(
    "name", ["20269999T000000.000000Z-full", "\uff120260101T000000.000000Z-full"]
)
def test_other_folders_are_ignored(target: Target, name: str) -> None:
    full = make_backup(target, NOON)
    (target.folder / name).mkdir()
    assert target.names("full") == [full.id]
    assert prune(target, LATER, keep_days=1, keep_count=1).removed == []
    assert (target.folder / name).exists()


def test_symlinked_folder_is_ignored(target: Target, tmp_path: Path) -> None:
    full = make_backup(target, NOON)
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "manifest.json").write_text("precious")
    (target.folder / "20260101T000000.000000Z-full").symlink_to(precious)
    assert target.names("full") == [full.id]
    prune(target, LATER, keep_days=1, keep_count=1)
    assert tree(precious) == {"manifest.json"}


@pytest.mark.parametrize("backup", ["../precious", ".", "", "20260101T000000.000000Z-full/.."])
def test_paths_outside_a_backup_are_refused(target: Target, tmp_path: Path, backup: str) -> None:
    make_backup(target, NOON)
    (tmp_path / "precious").mkdir()
    before = tree(tmp_path)
    with pytest.raises(BackupError, match="no backup"):
        restore(NOWHERE, target, backup)
    with pytest.raises(BackupError):
        target.remove(backup)
    with pytest.raises(BackupError), target.writing(backup, ROWS):
        pass
    assert tree(tmp_path) == before


def test_oversized_file_is_not_read_to_its_end(target: Target, scratch: Path) -> None:
    full = make_backup(target, NOON)
    path = target.folder / full.id / DUMP
    path.unlink()
    path.symlink_to("/dev/zero")
    with pytest.raises(DamagedBackup, match="changed or cut short"):
        restore(NOWHERE, target)


# Migrations -------------------------------------------------------------------------------------


DIGEST = "a" * 64


def change_text(shipped: dict[str, Any]) -> None:
    shipped["20261123000000_foundation"] = DIGEST


def change_name(shipped: dict[str, Any]) -> None:
    shipped["20261123000000_other"] = shipped.pop("20261123000000_foundation")


def add_one(shipped: dict[str, Any]) -> None:
    shipped["29990101000000_owned"] = DIGEST


def remove_one(shipped: dict[str, Any]) -> None:
    del shipped["20261123000100_types"]


@pytest.mark.parametrize("change", [change_text, change_name, add_one, remove_one])
def test_migrations_from_storage_are_never_run(
    url: str, target: Target, new_database: str, change: Callable[[dict[str, Any]], None]
) -> None:
    full = take_full(url, target)
    put_migrations(target, full.id, change)
    expected = r"made with kaggle_store \d.*kaggle_store\[backup,local\]==.*--migrations"
    with pytest.raises(BackupError, match=expected):
        restore(new_database, target, without_keys=True)
    with psycopg.connect(new_database) as connection:
        found = connection.execute(
            "select to_regclass('public.owned'), to_regclass('competitions')"
        )
        assert found.fetchone() == (None, None)
    with pytest.raises(BackupError, match=expected):
        verify(target)


def test_existing_store_refuses_changed_migrations(url: str, target: Target) -> None:
    full = take_full(url, target)
    put_migrations(target, full.id, change_text)
    with pytest.raises(BackupError, match="20261123000000_foundation"):
        restore(url, target, replace=True)


def installed(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute("select name from kaggle_store.installed order by name")
        return [name for (name,) in rows]


def test_backup_of_an_earlier_version_restores(url: str, target: Target, new_database: str) -> None:
    full = take_full(url, target)
    put_migrations(target, full.id, lambda shipped: shipped.popitem())
    restore(new_database, target, without_keys=True)
    assert installed(new_database) == list(full.migrations)[:-1]


def test_migrations_are_read_from_given_folder(
    url: str, target: Target, new_database: str, tmp_path: Path
) -> None:
    """A project has copies with other numbers, migrations of its own, and newer ones."""
    take_full(url, target)
    (tmp_path / "20270101000000_owned.sql").write_text(OWNED)
    for number, name in enumerate(MIGRATIONS):
        text = (project_dir() / "migrations" / f"{name}.sql").read_text()
        (tmp_path / f"{20270201000000 + number}_{name}.sql").write_text(text)
    newer = registered("29990101000000_newer", "select 1 / 0;")
    (tmp_path / "20280101000000_newer.sql").write_text(newer)
    restore(new_database, target, without_keys=True, migrations=tmp_path)
    assert installed(new_database) == list(MIGRATIONS)
    with psycopg.connect(new_database) as connection:
        found = connection.execute("select to_regclass('public.owned')::text").fetchone()
        assert found == ("owned",)


# Data files -------------------------------------------------------------------------------------


def test_statements_in_a_dump_are_never_run(url: str, owner: Owner, target: Target) -> None:
    full = take_full(url, target)
    dump = (target.folder / full.id / DUMP).read_bytes()
    start = dump.index(b"COPY public.competitions (")
    end = dump.index(b";\n", start)
    injected = b"COPY public.competitions FROM stdin; commit; create table public.owned ()"
    put_file(target, full.id, DUMP, dump[:start] + injected.ljust(end - start) + dump[end:])
    try:
        with pytest.raises(DamagedBackup, match=r"COPY public\.competitions FROM stdin; commit"):
            restore(url, target, replace=True)
        assert owner.execute("select to_regclass('public.owned')").fetchone() == (None,)
    finally:
        owner.execute("drop table if exists public.owned")


@pytest.mark.parametrize(
    "header",
    [
        {"holds": "rows", "table": "kaggle_store.encryption_keys", "columns": ["version"]},
        {"holds": "rows", "table": "auth.users", "columns": ["id"]},
        {"holds": "rows", "table": "public.competitions", "columns": ["nothing"]},
        {"holds": "rows", "table": "public.competitions", "columns": []},
        {"holds": "rows", "table": "public.competitions", "columns": [["id"]]},
        {"holds": "other", "table": "public.competitions", "columns": ["id"]},
        {"holds": "keys", "table": "public.competitions", "columns": ["title"]},
        [],
    ],
)
def test_headers_of_changes_are_strict(url: str, target: Target, header: object) -> None:
    take_full(url, target)
    changes = take_incremental(url, target)
    data = json.dumps(header).encode() + b"\n\\.\n"
    put_file(target, changes.id, ROWS, packed(data))
    with pytest.raises(DamagedBackup, match=changes.id):
        restore(url, target, replace=True)


@pytest.mark.parametrize("data", [b"no gzip", b"\x1f\x8b", packed(b"x" * 9_000_000)])
def test_unreadable_changes_are_damaged(url: str, target: Target, data: bytes) -> None:
    take_full(url, target)
    changes = take_incremental(url, target)
    put_file(target, changes.id, ROWS, data)
    with pytest.raises(DamagedBackup, match=changes.id):
        restore(url, target, replace=True)


def test_prune_relies_on_no_manifest_without_files(target: Target) -> None:
    old, newest = make_daily_chains(target, 2)
    craft(target, newest[0].id, set_fields(files={}))
    pruned = prune(target, LATER, keep_days=1, keep_count=1)
    assert not set(pruned.removed) & {link.id for link in old}


@pytest.fixture
def own_table(owner: Owner) -> Iterator[None]:
    """A table of the project that is not the store's."""
    owner.execute("create table public.own (id int primary key)")
    try:
        yield
    finally:
        owner.execute("drop table public.own")


@pytest.mark.parametrize("table", ["public.submissions", "kaggle_store.workflow_steps"])
def test_manifest_lists_every_table_of_the_store(url: str, target: Target, table: str) -> None:
    full = take_full(url, target)
    craft(target, full.id, lambda content: content["tables"].pop(table))
    with pytest.raises(DamagedBackup, match=f"{full.id} is not valid: tables: {table} is missing"):
        restore(url, target, replace=True)


def test_rows_of_an_unlisted_table_are_damaged(
    url: str, target: Target, owner: Owner, own_table: None
) -> None:
    take_full(url, target)
    owner.execute("insert into public.own values (1)")
    changes = take_incremental(url, target)
    take_incremental(url, target)
    craft(target, changes.id, lambda content: content["tables"].pop("public.own"))
    with pytest.raises(DamagedBackup, match=f"{changes.id} has an invalid table header"):
        restore(url, target, replace=True)


def test_values_of_sequences_are_checked(store: KaggleStore, url: str, target: Target) -> None:
    store.configurations.set("one", 1)
    full = take_full(url, target)
    name = next(iter(full.state.sequences))
    craft(target, full.id, lambda content: content["state"]["sequences"].update({name: 0}))
    with pytest.raises(DamagedBackup, match=f"sequences: {name}"):
        restore(url, target, replace=True)


def test_refused_backup_leaves_database_empty(url: str, target: Target, new_database: str) -> None:
    full = take_full(url, target)
    craft(
        target,
        full.id,
        lambda content: content["tables"]["kaggle_store.workflow_steps"].update(checksum="1"),
    )
    with pytest.raises(
        DamagedBackup, match=r"differ from the backup: kaggle_store\.workflow_steps"
    ):
        restore(new_database, target, without_keys=True)
    with psycopg.connect(new_database) as connection:
        left = connection.execute(
            "select to_regnamespace('kaggle_store'), to_regnamespace('supabase_migrations')"
        )
        assert left.fetchone() == (None, None)


def test_only_sequences_of_the_store_are_set(url: str, owner: Owner, target: Target) -> None:
    full = take_full(url, target)
    owner.execute("create schema other; create sequence other.numbers")
    craft(target, full.id, lambda c: c["state"]["sequences"].update({"other.numbers": 99}))
    try:
        with pytest.raises(DamagedBackup, match=r"other\.numbers"):
            restore(url, target, replace=True)
    finally:
        owner.execute("drop schema other cascade")


def member(
    name: str, kind: bytes = tarfile.REGTYPE, link: str = "", size: int = 0
) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname, entry.size = kind, link, size
    return entry


@pytest.mark.parametrize("filtered", [True, False])
@pytest.mark.parametrize(
    "entry",
    [
        member("../planted"),
        member("a/../../planted"),
        member("/tmp/planted"),
        member("pg_tblspc/1", tarfile.SYMTYPE, "PG_VERSION"),
        member("pg_tblspc/1", tarfile.SYMTYPE, "/nonexistent"),
        member("link", tarfile.LNKTYPE, "PG_VERSION"),
        member("pipe", tarfile.FIFOTYPE),
        member("device", tarfile.CHRTYPE),
        member("tablespace_map", size=6),
        member("./tablespace_map", size=6),
        member("standby.signal"),
    ],
    ids=lambda value: value.name if isinstance(value, tarfile.TarInfo) else None,
)
def test_cluster_archive_has_plain_files_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: tarfile.TarInfo, filtered: bool
) -> None:
    if not filtered:
        monkeypatch.delattr(tarfile, "data_filter", raising=False)
    archive, database = tmp_path / "cluster.tar.gz", tmp_path / "inner" / "database"
    database.parent.mkdir()
    with tarfile.open(archive, "w:gz") as cluster:
        cluster.addfile(member("PG_VERSION"), io.BytesIO(b""))
        cluster.addfile(entry, io.BytesIO(b"x" * entry.size))
    with pytest.raises(DamagedBackup, match=r"cluster\.tar\.gz"):
        unpack(archive, database)
    assert tree(tmp_path) - {"inner/database/PG_VERSION"} == {
        "cluster.tar.gz",
        "inner",
        "inner/database",
    }


@pytest.mark.parametrize("data", [b"no gzip", b"\x1f\x8b", packed(b"x" * 2000)])
def test_unreadable_cluster_archive_is_damaged(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "cluster.tar.gz").write_bytes(data)
    with pytest.raises(DamagedBackup, match=r"cluster\.tar\.gz"):
        unpack(tmp_path / "cluster.tar.gz", tmp_path / "database")


def test_backup_in_other_folder_is_refused(url: str, target: Target) -> None:
    full = take_full(url, target)
    copy_as(target, full, "29990101T000000.000000Z-full")
    with pytest.raises(DamagedBackup, match="29990101"):
        restore(url, target, replace=True)


def test_programs_do_not_get_the_callers_secrets(
    url: str, target: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = Programs.find(170000).folder, tmp_path / "environment"
    (tmp_path / "pg_restore").write_text(f'#!/bin/sh\nenv > {seen}\nexec {real}/pg_restore "$@"\n')
    (tmp_path / "pg_restore").chmod(0o755)
    for name in ("pg_dump", "pg_basebackup"):
        (tmp_path / name).symlink_to(real / name)
    monkeypatch.setenv("KAGGLE_STORE_POSTGRES", str(tmp_path))
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "bucket-secret")
    monkeypatch.setenv("SUPABASE_DB_URL", "database-secret")
    monkeypatch.setenv("KAGGLE_STORE_BACKUP_SEAL_KEY", "seal-secret-seal-secret")
    take_full(url, target)
    restore(url, target, replace=True)
    assert f"PATH={os.environ['PATH']}" in seen.read_text()
    assert "-secret" not in seen.read_text()
