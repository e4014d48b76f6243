"""A store without the later migrations, and the commands in a clean environment."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kaggle_store.cli import main
from kaggle_store.local import LocalStack, project_dir
from tests.conftest import Stack

MIGRATIONS = sorted((project_dir() / "migrations").glob("*.sql"))

Command = Callable[..., tuple[int, str]]
"""Runs a subcommand and returns its exit code and what it printed."""


@pytest.fixture(scope="package")
def early() -> Iterator[LocalStack]:
    """Return a store that has only phases 0 and 1."""
    folder = Path(tempfile.mkdtemp(prefix="kaggle-store-test-", dir="/tmp"))
    folder.chmod(0o755)
    (folder / "migrations").mkdir()
    for file in MIGRATIONS:
        if file.name < "2026112302":
            shutil.copy(file, folder / "migrations")
    with LocalStack.start(migrations=folder / "migrations") as stack:
        yield stack
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name no store, find no running stack, and have an empty spool."""
    for name in ("URL", "SECRET_KEY", "SERVICE_ROLE_KEY", "KEY", "DB_URL"):
        monkeypatch.delenv(f"SUPABASE_{name}", raising=False)
    monkeypatch.setenv("KAGGLE_STORE_HOME", str(tmp_path / "no-stack"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("kaggle_store.doctor.machine.default_spool", lambda: tmp_path / "spool")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*words: str, url: str | None = None, key: str | None = None) -> tuple[int, str]:
        for name, value in (("SUPABASE_URL", url), ("SUPABASE_SECRET_KEY", key)):
            if value is not None:
                monkeypatch.setenv(name, value)
        code = main(words)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


@pytest.fixture
def on_stack(command: Command, stack: Stack) -> Command:
    """The commands on an empty store."""

    def run(*words: str, key: str | None = None) -> tuple[int, str]:
        return command(*words, url=stack.api_url, key=key or stack.secret_key)

    return run
