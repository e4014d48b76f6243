"""Client, recorder and command work on Windows, which POSIX simulates."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
WSL = "The local stack runs on Linux and macOS; on Windows, use it inside WSL."


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Any:
    scripts = [HERE / "hosted.py"]
    if sys.platform != "win32":
        scripts.insert(0, HERE / "as_windows.py")
    folder = tmp_path_factory.mktemp("hosted")
    command = [sys.executable, *map(str, scripts), str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_clients_read(found: Any) -> None:
    assert found["clients"] == [0, 0]


def test_recorder_sends_its_spool(found: Any) -> None:
    assert found["recorder"] == [True, 100, []]


def test_spool_is_listed_and_flushed(found: Any) -> None:
    held, left, flushed, points, files = found["spool"]
    assert held[0] == left[0] == 0
    assert "in use" in held[1]
    assert "left behind" in left[1]
    assert flushed == [0, "1 points sent.\n"]
    assert (points, files) == (1, [])


def test_deferred_signal_is_sent_again(found: Any) -> None:
    assert found["terminated"] is True


def test_commands_of_hosted_projects_run(found: Any) -> None:
    commands = found["commands"]
    assert commands["help"][0] == 0
    assert "PostgREST" in commands["doctor"][1]
    assert "Traceback" not in commands["doctor"][1]
    assert commands["list"][0] == 0
    assert commands["full"][0] == 1
    assert "cannot be reached" in commands["full"][1]


def test_every_module_is_imported(found: Any) -> None:
    count, failures = found["modules"]
    assert count > 100
    assert failures == {}


def test_local_stack_says_what_it_needs(found: Any) -> None:
    assert found["local"] == ["LocalStackError", WSL]
    assert found["commands"]["up"] == [1, f"kaggle-store up: {WSL}\n"]
    assert found["commands"]["status"][1].startswith("No local stack runs in ")
    code, printed = found["commands"]["base"]
    assert (code, printed.count("\n")) == (1, 1)
    assert "Base backups are made on Linux and macOS" in printed
