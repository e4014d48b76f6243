"""Processes where there is no /proc."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kaggle_store.local import processes
from kaggle_store.local.processes import command_of, is_same, started_at


@pytest.fixture(params=["proc", "psutil"])
def child(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a child process, on Linux and as if without /proc."""
    if request.param == "psutil":
        monkeypatch.setattr(processes, "PROC", tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", "input()", "marker"], stdin=subprocess.PIPE
    ) as running:
        yield running


def test_process_is_recognised_until_it_ends(child: subprocess.Popen[bytes]) -> None:
    started = started_at(child.pid)
    assert started is not None
    assert started_at(child.pid) == started
    assert is_same(child.pid, started)
    assert not is_same(os.getpid(), started)
    assert "marker" in command_of(child.pid)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert started_at(child.pid) is None, "a zombie has ended"
    child.wait()
    assert (started_at(child.pid), command_of(child.pid)) == (None, "")


def test_psutil_is_imported_without_proc_only() -> None:
    script = (
        "import os, sys; from kaggle_store.local.processes import command_of, started_at\n"
        "started_at(os.getpid()), command_of(os.getpid()); sys.exit('psutil' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
