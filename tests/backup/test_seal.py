"""With a seal key, backups forged in the storage are refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kaggle_store import KaggleStore
from kaggle_store.backup.base_backups import prune_base_backups
from kaggle_store.backup.chain import chain_of, prune
from kaggle_store.backup.create import DUMP, take_full, take_incremental
from kaggle_store.backup.restore import restore
from kaggle_store.backup.seal import SealKey
from kaggle_store.backup.storage import Target
from kaggle_store.backup.verify import verify
from kaggle_store.cli import main
from kaggle_store.errors import BackupError, BadSeal, DamagedBackup, FullBackupRequired
from tests.backup.crafted import (
    NOON,
    NOWHERE,
    copy_as,
    craft,
    make_base_backup,
    put_file,
    set_fields,
    tree,
)
from tests.backup.test_targets import make_backup, make_daily_chains

KEY, OTHER = SealKey("a-key-of-32-characters-or-more-!"), SealKey("another-key-of-32-characters-!!")
LATER = NOON + timedelta(days=99)
VARIABLE, FILE = "KAGGLE_STORE_BACKUP_SEAL_KEY", "KAGGLE_STORE_BACKUP_SEAL_KEY_FILE"


@pytest.fixture
def sealed(tmp_path: Path) -> Target:
    """A target with a seal key."""
    return Target(tmp_path / "backups", KEY)


def actions_on(target: Target) -> list[Callable[[], object]]:
    """Return the actions that read a manifest first."""
    return [
        lambda: restore(NOWHERE, target),
        lambda: verify(target),
    ]


def prune_nothing(target: Target, reason: str) -> None:
    """Check that prune reports each backup for this reason and removes none."""
    before = tree(target.folder)
    pruned = prune(target, LATER, keep_days=1, keep_count=1)
    assert pruned.removed == []
    assert [reason in str(damage) for damage in pruned.damaged] == [True] * len(
        target.names("full", "incremental")
    )
    assert tree(target.folder) == before


def test_sealed_backups_restore(
    store: KaggleStore,
    url: str,
    sealed: Target,
    contents: Callable[[], dict[str, list[str]]],
) -> None:
    store.configurations.set("one", 1)
    take_full(url, sealed)
    store.configurations.set("two", 2)
    take_incremental(url, sealed)
    before = contents()
    restore(url, sealed, replace=True)
    assert contents() == before
    assert verify(sealed).manifest == sealed.newest()


def test_sealed_backups_are_read_without_a_key(sealed: Target) -> None:
    full = make_backup(sealed, NOON)
    assert chain_of(Target(sealed.folder)) == [full]


def test_unsealed_backups_are_refused(target: Target, sealed: Target) -> None:
    make_daily_chains(target, 3)
    before = tree(target.folder)
    for act in actions_on(sealed):
        with pytest.raises(BadSeal, match=r"has no seal.*a seal key is configured"):
            act()
    assert tree(target.folder) == before
    prune_nothing(sealed, "has no seal")


def test_backups_of_another_key_are_refused(sealed: Target) -> None:
    make_daily_chains(sealed, 3)
    before = tree(sealed.folder)
    for act in actions_on(Target(sealed.folder, OTHER)):
        with pytest.raises(BadSeal, match="has another seal"):
            act()
    assert tree(sealed.folder) == before
    prune_nothing(Target(sealed.folder, OTHER), "has another seal")


@pytest.mark.parametrize("seal", [None, "", "0" * 64, 7, [], "\u00e9"])
def test_forged_manifest_is_refused(sealed: Target, seal: object) -> None:
    full = make_backup(sealed, NOON)
    craft(sealed, full.id, set_fields(finished_at="2026-06-01T00:00:00Z", keyed_seal=seal))
    for act in actions_on(sealed):
        with pytest.raises(BadSeal, match=full.id):
            act()


def test_changed_data_file_is_refused(sealed: Target) -> None:
    full = make_backup(sealed, NOON)
    (sealed.folder / full.id / DUMP).write_bytes(b"sowr")
    with pytest.raises(DamagedBackup, match="was changed or cut short"):
        restore(NOWHERE, sealed)
    put_file(sealed, full.id, DUMP, b"other")
    with pytest.raises(BadSeal, match=full.id):
        restore(NOWHERE, sealed)


def test_sealed_backup_in_other_folder_is_refused(sealed: Target) -> None:
    full = make_backup(sealed, NOON)
    copy_as(sealed, full, "29990101T000000.000000Z-full")
    for act in actions_on(sealed):
        with pytest.raises(DamagedBackup, match=f"in folder 29990101.* of backup {full.id}"):
            act()


def test_seal_of_one_manifest_does_not_open_another(sealed: Target) -> None:
    first, second = make_backup(sealed, NOON), make_backup(sealed, LATER)
    paths = [sealed.folder / made.id / "manifest.json" for made in (first, second)]
    seal = json.loads(paths[0].read_text())["keyed_seal"]
    craft(sealed, second.id, set_fields(keyed_seal=seal))
    with pytest.raises(BadSeal, match=second.id):
        chain_of(sealed)


def test_unsealed_chain_is_not_continued(url: str, target: Target, sealed: Target) -> None:
    take_full(url, target)
    with pytest.raises(FullBackupRequired, match=r"has no seal.*make a full backup"):
        take_incremental(url, sealed)


def test_other_key_ends_every_backup(
    url: str, sealed: Target, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    take_full(url, sealed)
    make_base_backup(sealed)
    before = tree(sealed.folder)
    monkeypatch.setenv(VARIABLE, OTHER.secret)
    monkeypatch.setenv("SUPABASE_DB_URL", url)
    for verb in (["incremental", "--or-full"], ["full"], ["base"]):
        assert main(["backup", *verb, "--target", str(sealed.folder)]) == 4
        printed = capsys.readouterr()
        [line] = printed.err.splitlines()
        assert "has another seal" in line
        assert printed.out == ""
    assert tree(sealed.folder) == before


def test_later_key_makes_a_full_backup(
    url: str, target: Target, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = take_full(url, target)
    monkeypatch.setenv(VARIABLE, KEY.secret)
    monkeypatch.setenv("SUPABASE_DB_URL", url)
    words = ["--target", str(target.folder)]
    assert main(["backup", "incremental", "--or-full", *words]) == 0
    assert "has no seal" in capsys.readouterr().out
    newest = Target(target.folder).newest()
    assert newest is not None
    assert newest.kind == "full"
    assert newest.id != first.id
    assert main(["backup", "incremental", *words]) == 0


def test_damaged_manifest_is_not_another_seal(url: str, sealed: Target) -> None:
    full = take_full(url, sealed)
    manifest = sealed.folder / full.id / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"carried": 0', '"carried": 1', 1))
    with pytest.raises(FullBackupRequired, match=r"manifest of backup \S+ was changed"):
        take_incremental(url, sealed)
    assert take_full(url, sealed) == sealed.newest()


def test_base_backups_are_sealed(target: Target, sealed: Target) -> None:
    make_base_backup(sealed)
    assert prune_base_backups(sealed, LATER, keep_hours=1) == ([], [])
    unsealed = make_base_backup(target, LATER)
    [damage] = prune_base_backups(sealed, LATER, keep_hours=1).damaged
    assert isinstance(damage, BadSeal)
    assert unsealed.id in str(damage)


def test_list_marks_unsealed_backups(
    target: Target,
    sealed: Target,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "key").write_text(f"{KEY.secret}\n")
    good, bad = make_backup(sealed, NOON), make_backup(target, LATER)
    words = ["--target", str(target.folder), "--seal-key-file", str(tmp_path / "key")]
    assert main(["backup", "list", *words]) == 4
    _, first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{good.id}  ")
    assert "has no seal" not in first
    assert second.startswith(f"{bad.id}  ")
    assert f"Backup {bad.id} has no seal" in second


def test_key_is_read_from_environment(
    target: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(target, NOON)
    monkeypatch.setenv(VARIABLE, f" {KEY.secret}\n")
    assert SealKey.from_environment() == KEY
    with pytest.raises(BadSeal):
        chain_of(Target(target.folder))
    monkeypatch.delenv(VARIABLE)
    (tmp_path / "key").write_text(KEY.secret)
    monkeypatch.setenv(FILE, str(tmp_path / "key"))
    assert SealKey.from_environment() == KEY
    monkeypatch.setenv(VARIABLE, KEY.secret)
    with pytest.raises(BackupError, match="both set"):
        SealKey.from_environment()


@pytest.mark.parametrize("text", ["", " ", "short"])
def test_unusable_key_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv(VARIABLE, text)
    with pytest.raises(BackupError, match="openssl rand -hex 32"):
        Target(tmp_path)
    monkeypatch.delenv(VARIABLE)
    (tmp_path / "key").write_text(text)
    monkeypatch.setenv(FILE, str(tmp_path / "key"))
    with pytest.raises(BackupError, match="openssl rand -hex 32"):
        Target(tmp_path)
    monkeypatch.setenv(FILE, str(tmp_path / "missing"))
    with pytest.raises(BackupError, match="cannot be read"):
        Target(tmp_path)


def test_key_is_not_printed() -> None:
    assert KEY.secret not in repr(KEY)


def test_seal_is_an_hmac_of_the_canonical_manifest() -> None:
    # Computed from the purpose line and the text with `openssl dgst -sha256 -hmac KEY`.
    assert KEY.seal(b"{}") == "ecaad8efc8fa430ed1eb6a741aabbc7a0e8b09ad7a2ec61eda1043aa42f29e99"
