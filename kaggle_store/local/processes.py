"""Telling a process from a later one that was given the same number."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
"""Where Linux describes processes; psutil describes them where it is missing."""

_LEAVE_SECONDS = 10.0
_POLL_SECONDS = 0.02


def started_at(pid: int) -> str | None:
    """Return when process `pid` began, in the system's own unit; None when it is gone."""
    if not (PROC / "self").exists():
        return _psutil_started_at(pid)
    try:
        fields = (PROC / str(pid) / "stat").read_bytes().rpartition(b")")[2].decode().split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]


def _psutil_started_at(pid: int) -> str | None:
    import psutil

    try:
        process = psutil.Process(pid)
        is_zombie = process.status() == psutil.STATUS_ZOMBIE
        return None if is_zombie else repr(process.create_time())
    except psutil.Error:
        return None


def is_same(pid: int, started: str | None) -> bool:
    """Tell whether `pid` is still the process that began at `started`."""
    return started is not None and started_at(pid) == started


def terminate(pid: int, started: str | None) -> None:
    """Terminate a leftover process; kill it if it does not end in time."""
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
    if not (PROC / "self").exists():
        return _psutil_command_of(pid)
    try:
        arguments = (PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return ""
    return arguments.replace(b"\0", b" ").decode(errors="replace")


def _psutil_command_of(pid: int) -> str:
    import psutil

    try:
        return " ".join(psutil.Process(pid).cmdline())
    except psutil.Error:
        return ""
