"""A store with fixed rows for the data commands, and snapshots of what they print."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kaggle_store.cli import main
from tests.conftest import Owner, Stack

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
"""The time of the sample, by the database's clock and for relative times."""

SAMPLE = Path(__file__).with_name("sample.sql")
SNAPSHOTS = Path(__file__).with_name("snapshots")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        help="write what the commands print into tests/cli/snapshots instead of comparing it",
    )


def fill(owner: Owner) -> None:
    """Insert the sample into an empty store and set its clock."""
    owner.execute(SAMPLE.read_bytes())
    owner.execute("update kaggle_store.clock set shift = %s - clock_timestamp()", [NOW])


@pytest.fixture
def sample(stack: Stack, owner: Owner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Fill the store and let the commands of this process find it."""
    fill(owner)
    assert stack.secret_key
    monkeypatch.setenv("SUPABASE_URL", stack.api_url)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", stack.secret_key)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("kaggle_store.cli._reading.now", lambda: NOW)
    monkeypatch.setattr("getpass.getuser", lambda: "tester")


@pytest.fixture
def run(sample: None, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs a command and returns its exit code, stdout and stderr."""

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main(words)
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def check_snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a function that compares a text with the snapshot of a name."""

    def check(name: str, found: str) -> None:
        file = SNAPSHOTS / name
        if request.config.getoption("update_snapshots", default=False):
            file.parent.mkdir(exist_ok=True)
            file.write_text(found, encoding="utf-8")
            return
        expected = file.read_text("utf-8") if file.exists() else ""
        lines = difflib.unified_diff(
            expected.splitlines(), found.splitlines(), str(file), "found", lineterm=""
        )
        assert found == expected, "\n".join(lines)

    return check
