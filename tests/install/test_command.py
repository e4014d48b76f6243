"""`kaggle-store install` and `uninstall`: the preview, the question and the exit codes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kaggle_store._migrations.packaged import MIGRATIONS
from tests.install.conftest import App


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let the standard input be a terminal."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    return monkeypatch


def test_preview_shows_files_and_config(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    before = app.files()
    assert app.run("install", "--everyone", "--dry-run") == 0
    shown = capsys.readouterr().out.splitlines()
    files = [Path(line).name for line in shown if line.startswith("+ ")]
    assert [name.partition("_")[2] for name in files] == [f"{name}.sql" for name in MIGRATIONS]
    assert '+kaggle_store_key = "env(KAGGLE_STORE_ENCRYPTION_KEY)"' in shown
    assert "Note: the database was not looked at; --db-url compares its names too." in shown
    assert app.files() == before


@pytest.mark.parametrize("command", ["install", "uninstall"])
def test_without_terminal_yes_is_needed(
    app: App, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if command == "uninstall":
        assert app.run("install", "--everyone", "--yes") == 0
    before = app.files()
    assert app.run(command, *(["--everyone"] if command == "install" else [])) == 2
    assert capsys.readouterr().err.endswith(": nothing was written; confirm with --yes\n")
    assert app.files() == before


@pytest.mark.parametrize(("reply", "code"), [("y", 0), ("YES ", 0), ("", 1), ("n", 1)])
def test_reply_decides(app: App, terminal: pytest.MonkeyPatch, reply: str, code: int) -> None:
    terminal.setattr("builtins.input", lambda _: reply)
    assert app.run("install", "--everyone") == code
    assert bool(app.names()) is (code == 0)


def test_end_of_input_declines(app: App, terminal: pytest.MonkeyPatch) -> None:
    def end(_: str) -> str:
        raise EOFError

    terminal.setattr("builtins.input", end)
    assert app.run("install", "--everyone") == 1
    assert app.names() == []


def test_next_step_is_printed(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run("install", "--everyone", "--yes") == 0
    assert "\nNext:  supabase db push --remote\n" in capsys.readouterr().out
    assert app.run("install", "--everyone") == 0
    again = capsys.readouterr().out
    assert again.startswith(f"The project has all {len(MIGRATIONS)} migrations of the store.\n")


def test_reasons_stand_one_a_line(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    app.write("1_own.sql", "create table competitions (id int); create role admin;")
    assert app.run("install", "--everyone", "--yes") == 1
    title, *lines, advice = capsys.readouterr().err.splitlines()
    assert title == "kaggle-store install: the store cannot be installed into this project"
    assert [line.partition(":")[0] for line in lines] == [
        "  - role admin, in 1_own.sql",
        "  - table competitions, in 1_own.sql",
    ]
    assert "a Supabase project of its own" in advice


def test_project_is_found_from_working_folder(
    app: App, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kaggle_store.cli import main

    monkeypatch.chdir(app.root)
    assert main(["install", "--everyone", "--dry-run"]) == 0
    assert "+ supabase/migrations/" in capsys.readouterr().out


def test_missing_project_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from kaggle_store.cli import main

    assert main(["install", "--supabase-dir", str(tmp_path), "--yes"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_unreachable_database_is_one_line(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run("install", "--yes", "--db-url", "postgresql://127.0.0.1:1/x") == 1
    error = capsys.readouterr().err
    assert error.startswith("kaggle-store install: the database returned an error: connection fail")
    assert error.count("\n") == 1


@pytest.mark.parametrize("command", ["install", "uninstall"])
@pytest.mark.parametrize(
    "url",
    ["", "postgresql://u:hidden%zz@h/d", "postgresql://u:p@hidden@h/d", "u:hidden@h/d"],
)
def test_malformed_database_url_is_not_printed(
    app: App, command: str, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.run("install", "--everyone", "--yes") == 0
    assert app.run(command, "--yes", "--db-url", url) == 1
    error = capsys.readouterr().err
    assert "The database URL is not valid" in error
    assert "hidden" not in error


def test_project_that_changes_meanwhile_is_kept(
    app: App, terminal: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(_: str) -> str:
        app.config.write_text("[db]\n")
        return "y"

    terminal.setattr("builtins.input", edit)
    assert app.run("install", "--everyone") == 1
    assert "the project has changed" in capsys.readouterr().err
    assert (app.names(), app.config.read_text()) == ([], "[db]\n")


# Uninstalling -----------------------------------------------------------------------------------


def test_uninstall_adds_one_migration(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run("install", "--everyone", "--yes") == 0
    before = app.files()
    assert app.run("uninstall", "--yes") == 0
    assert app.files().items() > before.items()
    assert app.names()[-1].partition("_")[2] == "kaggle_store_uninstall.sql"
    printed = capsys.readouterr().out
    assert "\nNext:  supabase db push --remote\n" in printed
    assert "keys in Vault and config.toml stay" in printed
    assert app.run("uninstall", "--yes") == 0
    assert "The project has this migration already." in capsys.readouterr().out
    migration = app.migrations / app.names()[-1]
    migration.write_bytes(migration.read_bytes().replace(b"\n", b"\r\n"))
    assert app.run("uninstall", "--yes") == 0
    assert "The project has this migration already." in capsys.readouterr().out


def test_refused_uninstallation_is_rewritten(app: App) -> None:
    assert app.run("install", "--everyone", "--yes") == 0
    assert app.run("uninstall", "--yes") == 0
    names = app.names()
    refusing = (app.migrations / names[-1]).read_text()
    assert app.run("uninstall", "--drop-data", "--yes") == 0
    assert app.names() == names
    dropping = (app.migrations / names[-1]).read_text()
    assert "v_drop_data constant boolean := false;" in refusing
    assert dropping == refusing.replace("boolean := false;", "boolean := true;")


def test_uninstall_needs_an_installation(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run("uninstall", "--yes") == 1
    assert "has no migrations of the store" in capsys.readouterr().err
    assert app.names() == []
