"""Each `kaggle-store` command on the pages about backups and installing is valid."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kaggle_store.cli import COMMANDS, main

DOCS = Path(__file__).parents[2] / "docs" / "how-to"
PAGES = [DOCS / "backups.md", DOCS / "workflows" / "backup.yml", DOCS / "install.md"]
COMMAND = re.compile(r"^(?:\s+run: |\s*)kaggle-store (?!\w+:)(.+)$", re.MULTILINE)
LINES = {line for page in PAGES for line in COMMAND.findall(page.read_text())}


@pytest.mark.parametrize("line", sorted(LINES))
def test_documented_command_is_valid(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KAGGLE_STORE_BACKUPS", "backups")
    words = shlex.split(line, comments=True)
    # With --help the arguments are parsed and checked, and nothing is run.
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    assert ended.value.code == 0
    assert words[0] in {command.name for command in COMMANDS}
    options = {word.partition("=")[0] for word in words if word.startswith("--")}
    assert options <= set(re.findall(r"--[a-z-]+", capsys.readouterr().out))


def test_commands_are_found() -> None:
    assert len(LINES) >= 16
