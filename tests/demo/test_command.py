"""`kaggle-store demo` as a user runs it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kaggle_store import KaggleStore
from kaggle_store.cli import main
from tests.conftest import Stack


@pytest.fixture
def hosted(stack: Stack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Name an empty store in the environment; return the folder of temporary files."""
    monkeypatch.setenv("SUPABASE_URL", stack.api_url)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", stack.secret_key)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def titles(printed: str) -> list[str]:
    words = ("Dashboard:", "Progress:", "Summary:")
    return [line.split()[0] for line in printed.splitlines() if line.startswith(words)]


def test_demo_runs_without_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo"]) == 0
    printed = capsys.readouterr().out
    assert titles(printed) == ["Dashboard:", "Progress:", "Summary:"]
    assert "28 real competitions stored" in printed
    assert printed.rstrip().endswith("integrity_report: 11 tables, 0 findings.")


def test_demo_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "kagglesdk", None)
    assert main(["demo"]) == 1
    assert "needs kagglesdk: pip install 'kaggle_store[local,kaggle]'" in capsys.readouterr().err


def test_demo_reports_row_counts_of_store(
    hosted: Path, store: KaggleStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--hosted"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    for row in store.upkeep.integrity_report():
        assert (f" {row.table_name} {row.row_count:,}" in printed) == (row.row_count > 0)
    (submission,) = store.submissions.list()
    assert Path(submission.submission_file_path).is_relative_to(hosted)


@pytest.mark.parametrize("columns", [80, 160])
def test_plain_output_fits_width(
    hosted: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    columns: int,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert main(["demo", "--hosted"]) == 0
    printed = capsys.readouterr().out
    assert max(map(len, printed.splitlines())) <= min(columns, 100)
    assert printed.replace("\n", "").isprintable()
    assert "small neural network" in printed


def test_dashboard_keeps_entered_competition(
    hosted: Path, store: KaggleStore, capsys: pytest.CaptureFixture[str]
) -> None:
    soon = datetime.now(UTC) + timedelta(days=1)
    store.competitions.create_many(
        {"kaggle_id": f"soon-{number}", "title": f"Soon {number}", "deadline": soon}
        for number in range(20)
    )
    assert main(["demo", "--hosted"]) == 0
    dashboard = capsys.readouterr().out.split("Dashboard:")[1].split("Progress:")[0]
    assert "(12 of 31)" in dashboard
    assert dashboard.count("Soon ") == 9
    assert "0.85407" in dashboard


def no_terminal(*_: object) -> str:
    raise EOFError


@pytest.mark.parametrize("reply", [lambda *_: "n", lambda *_: "", no_terminal])
def test_submission_needs_a_yes_at_the_terminal(
    hosted: Path,
    store: KaggleStore,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    reply: Callable[..., str],
) -> None:
    monkeypatch.setattr("builtins.input", reply)
    assert main(["demo", "--hosted", "--ask"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "[y/N]" in printed
    assert "Rejected at the terminal." in printed
    assert store.submissions.count() == 0


def test_hosted_demo_names_missing_setting(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    names = ("URL", "SECRET_KEY", "SERVICE_ROLE_KEY", "KEY")
    for name in names:
        monkeypatch.delenv(f"SUPABASE_{name}", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["demo", "--hosted"]) == 1
    assert "SUPABASE_URL" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
