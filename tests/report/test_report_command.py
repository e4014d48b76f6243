"""`kaggle-store report`: where it writes, what it prints, how it ends."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from uuid import UUID

import pytest

from kaggle_store import KaggleStore
from kaggle_store.cli import main
from kaggle_store.cli.report import default_name, write
from kaggle_store.models import AgentExecution
from tests.conftest import Stack


@pytest.fixture
def execution(
    store: KaggleStore, stack: Stack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> AgentExecution:
    """Return an execution of the store that the command finds; work in an empty folder."""
    monkeypatch.setenv("SUPABASE_URL", stack.api_url)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", stack.secret_key)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (folder := tmp_path / "work").mkdir()
    monkeypatch.chdir(folder)
    competition = store.competitions.create(kaggle_id="titanic", title="Titanic")
    return store.agent_executions.create(
        competition_id=competition.id, execution_name="First try: boosting"
    )


def files() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def test_file_is_named_after_the_subject(
    execution: AgentExecution, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(execution.id)]) == 0
    [name] = files()
    assert (
        name == default_name(execution) == f"report-first-try-boosting-{execution.id.hex[-8:]}.html"
    )
    assert Path(name).read_text("utf-8").startswith("<!doctype html>")
    printed = capsys.readouterr().out
    size = len(Path(name).read_bytes()) / 1000
    assert printed == f"{name}: {size:,.0f} kB, nothing in it looks like a secret.\n"


def test_competition_is_found_by_its_kaggle_name(execution: AgentExecution) -> None:
    assert main(["report", "titanic"]) == 0
    assert files() == ["report-titanic.html"]


def test_existing_file_is_replaced(execution: AgentExecution) -> None:
    Path("a.html").write_text("before")
    assert main(["report", "titanic", "-o", "a.html"]) == 0
    assert files() == ["a.html"]
    assert "Titanic" in Path("a.html").read_text("utf-8")


def test_dash_writes_to_standard_output(
    execution: AgentExecution, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["report", "titanic", "-o", "-"]) == 0
    written = capsysbinary.readouterr().out
    assert written.startswith(b"<!doctype html>")
    assert written.endswith(b"</html>")
    assert files() == []


def test_unknown_subject_ends_with_3(
    execution: AgentExecution, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "nothing"]) == 3
    assert capsys.readouterr().err == (
        "kaggle-store report: no execution and no competition nothing\n"
    )
    assert files() == []


def test_missing_folder_is_named(
    execution: AgentExecution, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "titanic", "-o", "no/a.html"]) == 1
    assert "No such file or directory" in capsys.readouterr().err


def test_missing_extra_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "vl_convert" else found(name)
    )
    assert main(["report", "titanic"]) == 1
    assert capsys.readouterr().err == (
        "kaggle-store report: needs vl_convert: pip install 'kaggle_store[report]'\n"
    )


def test_error_of_writing_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "none" / "a.html"
    with pytest.raises(FileNotFoundError) as refused:
        write(path, "text")
    assert refused.value.filename == str(path)


def test_failed_writing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.html"
    path.write_text("before")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write(path, "after")
    assert [each.name for each in tmp_path.iterdir()] == ["a.html"]
    assert path.read_text() == "before"


def test_long_names_are_shortened() -> None:
    execution = AgentExecution.model_construct(id=UUID(int=7), execution_name=f"../{'ü' * 500}/a")
    assert default_name(execution) == "report-00000007.html"
