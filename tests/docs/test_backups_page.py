"""Every `kaggle-store` command that the page on backups and its workflow name is one."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kaggle_store.cli import COMMANDS, main

DOCS = Path(__file__).parents[2] / "docs"
LINES = {
    line
    for page in (DOCS / "backups.md", DOCS / "workflows" / "backup.yml")
    for line in re.findall(r"^(?:\s+run: |\s*)kaggle-store (.+)$", page.read_text(), re.MULTILINE)
}


@pytest.mark.parametrize("line", sorted(LINES))
def test_a_command_is_understood(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KAGGLE_STORE_BACKUPS", "backups")
    words = shlex.split(line, comments=True)
    # Asked for help beside it, a command says what it would not have understood.
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    assert ended.value.code == 0
    assert words[0] in {command.name for command in COMMANDS}
    options = {word.partition("=")[0] for word in words if word.startswith("--")}
    assert options <= set(re.findall(r"--[a-z-]+", capsys.readouterr().out))


def test_there_are_commands() -> None:
    assert len(LINES) >= 12
