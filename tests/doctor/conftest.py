"""Stores whose later migrations are missing, and the commands in a clean environment."""

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
    """A store to which only phases 0 and 1 were applied."""
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
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No store is named, none runs here, and nothing waits in a spool."""
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
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


@pytest.fixture
def here(command: Command, stack: Stack) -> Command:
    """The commands, with a store without rows."""

    def run(*words: str, key: str | None = None) -> tuple[int, str]:
        return command(*words, url=stack.api_url, key=key or stack.secret_key)

    return run
