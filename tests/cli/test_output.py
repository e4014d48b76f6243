"""Tables and text of `kaggle-store` on a terminal and in a pipe."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from kaggle_store.cli import output
from kaggle_store.cli.output import Column

COLUMNS = [Column("name"), Column("rows", is_number=True), Column("remark")]
ROWS = [("a", "1,000", "x" * 120), ("long name", "7", "[bold]:tada:\x1b[31m\x9b\r\u202e")]

SCRIPT = f"""
from kaggle_store.cli import output
from kaggle_store.cli.output import Column
output.table({COLUMNS!r}, {ROWS!r})
output.table([Column(), Column()], [(output.mark("problem"), "text")])
"""


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def on_terminal(**environment: str) -> str:
    """Return what the script prints on a terminal of 60 columns."""
    import pty  # Windows has none

    main, other = pty.openpty()
    with os.fdopen(main, "rb", closefd=True) as screen:
        running = subprocess.Popen(
            [sys.executable, "-c", SCRIPT],
            env=dict(os.environ) | {"COLUMNS": "60", **environment},
            stdout=other,
        )
        os.close(other)
        printed = b""
        try:
            while chunk := screen.read1():
                printed += chunk
        except OSError:  # Linux reports the end of a terminal as an error.
            pass
        assert running.wait(60) == 0
    return printed.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_pipe_gets_plain_unbroken_rows(
    term: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    output.table(COLUMNS, ROWS)
    assert capsys.readouterr().out.splitlines() == [
        "name        rows  remark",
        f"a          1,000  {'x' * 120}",
        "long name      7  [bold]:tada:\ufffd[31m\ufffd\ufffd\ufffd",
    ]


@pytest.mark.posix
def test_terminal_gets_colours_and_a_rule() -> None:
    printed = on_terminal()
    assert "\x1b[31m✗\x1b[0m  text" in printed
    assert "───" in printed
    assert "\x9b" not in printed


@pytest.mark.posix
def test_no_color_prints_no_escape_sequences() -> None:
    printed = on_terminal(NO_COLOR="1")
    assert "✗  text" in printed
    assert "\x1b" not in printed


@pytest.mark.parametrize("columns", [10, 30, 50])
def test_only_words_of_the_last_column_are_wrapped(
    columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    output.table(COLUMNS, [("two words", "1,000", "many short words " * 5)])
    header, first, *rest = capsys.readouterr().out.splitlines()
    assert max(map(len, (header, first, *rest))) <= max(columns, 18 + len("remark"))
    assert first.startswith("two words  1,000  many")
    assert all(line.startswith(" " * 18) for line in rest)
    assert " ".join([first, *rest]).split().count("short") == 5


def test_long_words_are_not_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    output.table(COLUMNS, ROWS)
    assert f"a          1,000  {'x' * 120}" in capsys.readouterr().out.splitlines()


def test_fixed_widths_align_separate_tables(capsys: pytest.CaptureFixture[str]) -> None:
    columns = [Column(width=8), Column(width=6, is_number=True), Column()]
    output.table(columns, [("a", "1", "x")])
    output.table(columns, [("longer", "12.5", "y")])
    assert capsys.readouterr().out == "a              1  x\nlonger      12.5  y\n"


def test_text_is_one_clean_line(capsys: pytest.CaptureFixture[str]) -> None:
    output.line("a\nb\x1b]0;title\x07")
    assert capsys.readouterr().out == "a\ufffdb\ufffd]0;title\ufffd\n"


def test_error_of_several_lines_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    output.error("upkeep", "refused\nDetail: {}\n\x1b[31m")
    expected = "kaggle-store upkeep: refused; Detail: {}; \N{REPLACEMENT CHARACTER}[31m\n"
    assert capsys.readouterr().err == expected
