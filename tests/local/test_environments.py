"""Machines with other locales, odd or missing folders, and programs without an interpreter."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kaggle_store._files import expanded
from kaggle_store.errors import LocalStackError
from kaggle_store.local import account, files, paths, supervisor
from kaggle_store.local.account import Account, cache_dir, temporary_dir
from kaggle_store.local.files import user_cache
from kaggle_store.local.paths import THROW_AWAY_PREFIX, remove_abandoned
from kaggle_store.local.supervisor import Supervisor

OWN_USER = Account("me")
START = """
import sys
from pathlib import Path
from kaggle_store.local import LocalStack
with LocalStack.start(migrations=Path(sys.argv[1])) as stack:
    print(stack.api_url)
"""


def start_elsewhere(migrations: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "warn_default_encoding", "-c", START, str(migrations)]
    return subprocess.run(
        command,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_stack_starts_in_the_c_locale(notes: Path) -> None:
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = start_elsewhere(notes, **locale, PYTHONWARNINGS="always::EncodingWarning")
    assert done.stdout.startswith("http://"), done.stderr
    assert [line for line in done.stderr.splitlines() if "/kaggle_store/" in line] == []


@pytest.mark.parametrize("name", ["R&D 100% $b \"q\" 'é' \\", "n" * 110])
def test_stack_starts_in_odd_temporary_folder(notes: Path, open_folder: Path, name: str) -> None:
    folder = open_folder / name
    folder.mkdir(mode=0o755)
    done = start_elsewhere(notes, TMPDIR=str(folder))
    assert done.stdout.startswith("http://"), done.stderr


def test_no_temporary_folder_names_tmpdir(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch(mode=0o755)
    monkeypatch.setattr(account, "temporary_bases", lambda: [tmp_path / "missing", file])
    with pytest.raises(LocalStackError, match="set TMPDIR"):
        temporary_dir(OWN_USER, "kaggle-store-run-")


@pytest.mark.parametrize("name", ["a\nb", "a\rb"])
def test_line_break_in_temporary_folder_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    monkeypatch.setattr(account, "temporary_bases", lambda: [folder])
    problem = re.escape(repr(str(folder)))
    with pytest.raises(LocalStackError, match=rf"{problem} has a line break.*set TMPDIR"):
        temporary_dir(OWN_USER, THROW_AWAY_PREFIX)
    assert not any(folder.iterdir())


def test_line_break_in_data_directory_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "a\nb"
    with pytest.raises(LocalStackError, match=r"has a line break.*KAGGLE_STORE_HOME"):
        paths.prepare(folder, OWN_USER)
    assert not folder.exists()


def test_cache_follows_xdg_cache_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_cache() == tmp_path / "kaggle_store"


def no_home(*_: object, **__: object) -> Path:
    raise RuntimeError("Could not determine home directory.")


@pytest.mark.parametrize("found", [no_home, lambda *_, **__: Path("~/.cache/kaggle_store")])
def test_cache_without_home_is_the_systems(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, found: object
) -> None:
    monkeypatch.setattr(files, "user_cache_path", found)
    monkeypatch.setattr(account, "_SYSTEM_CACHE", tmp_path / "cache")
    assert cache_dir(OWN_USER) == tmp_path / "cache"
    monkeypatch.setattr(account, "_SYSTEM_CACHE", Path("/proc/cache"))
    with pytest.raises(LocalStackError, match="XDG_CACHE_HOME"):
        cache_dir(OWN_USER)


def test_read_only_cache_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ours, system = tmp_path / "ours", tmp_path / "system"
    monkeypatch.setattr(account, "user_cache", lambda: ours)
    monkeypatch.setattr(account, "_SYSTEM_CACHE", system)
    # The superuser may write everywhere, so its access check is replaced.
    monkeypatch.setattr(os, "access", lambda path, mode: path != ours or not mode & os.W_OK)
    assert cache_dir(OWN_USER) == system


def test_tilde_without_home_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert expanded(Path("~/data")) == Path("~/data")


@pytest.mark.parametrize("executable", ["", None, "/missing/python"])
def test_watchdog_needs_an_interpreter(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, executable: str | None
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    with pytest.raises(LocalStackError, match=r"sys\.executable is"):
        Supervisor(tmp_path / "log")


def test_frozen_program_does_not_start_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/started\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(LocalStackError, match="frozen"):
        Supervisor(tmp_path / "log")
    assert not (tmp_path / "started").exists()


def test_watchdog_in_archive_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(supervisor, "_SCRIPT", Path("wheel.zip/kaggle_store/local/watchdog.py"))
    with pytest.raises(LocalStackError, match="install kaggle_store with pip"):
        Supervisor(tmp_path / "log")


def test_error_names_exit_code_and_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "exits.py"
    script.write_text("raise SystemExit(3)")
    monkeypatch.setattr(supervisor, "_SCRIPT", script)
    started = Supervisor(tmp_path / "watchdog.log")
    with pytest.raises(LocalStackError, match=r"exit code 3, see .*watchdog\.log"):
        started.call("poll", name="postgres")
    started.stop()


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder for temporary files with an old throw-away stack."""
    monkeypatch.setattr(paths, "temporary_bases", lambda: [tmp_path])
    folder = tmp_path / f"{THROW_AWAY_PREFIX}old"
    folder.mkdir()
    return folder


def age(folder: Path) -> None:
    hour_ago = time.time() - 3600
    os.utime(folder, (hour_ago, hour_ago))


def test_abandoned_stack_is_removed(temporary: Path) -> None:
    (temporary / "stack.lock").touch()
    age(temporary)
    remove_abandoned()
    assert not temporary.exists()


def test_named_pipe_as_lock_does_not_block(temporary: Path) -> None:
    os.mkfifo(temporary / "stack.lock")
    age(temporary)
    remove_abandoned()
    assert temporary.exists()


def test_other_users_stacks_are_not_opened(
    monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    (temporary / "stack.lock").touch()
    (temporary.parent / f"{THROW_AWAY_PREFIX}link").symlink_to(temporary)
    age(temporary)
    monkeypatch.setattr(os, "geteuid", lambda: temporary.stat().st_uid + 1)
    monkeypatch.setattr(paths, "lock_holder", lambda _: pytest.fail("opened"))
    remove_abandoned()
    assert temporary.exists()
