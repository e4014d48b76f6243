"""Telling a process from a later one that was given the same number."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

_LEAVE_SECONDS = 10.0
_POLL_SECONDS = 0.02


def started_at(pid: int) -> str | None:
    """Return when process `pid` began, in the system's own words; None when it is gone."""
    stat = Path(f"/proc/{pid}/stat")
    if stat.parent.parent.joinpath("self").exists():
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] == "Z" else fields[19]
    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or None


def is_same(pid: int, started: str | None) -> bool:
    """Tell whether `pid` is still the process that began at `started`."""
    return started is not None and started_at(pid) == started


def see_off(pid: int, started: str | None) -> None:
    """Wait for a leftover server to leave by itself, then end it."""
    deadline = time.monotonic() + _LEAVE_SECONDS
    asked = False
    while is_same(pid, started):
        with suppress(ProcessLookupError):
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGKILL)
            elif not asked:
                os.kill(pid, signal.SIGTERM)
                asked = True
        time.sleep(_POLL_SECONDS)


def command_of(pid: int) -> str:
    """Return the command line of a process; empty when it cannot be read."""
    command = ["ps", "-o", "command=", "-p", str(pid)]
    proc = Path(f"/proc/{pid}/cmdline")
    if proc.exists():
        return proc.read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
