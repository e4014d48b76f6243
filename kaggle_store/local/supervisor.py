"""The client of the watchdog, the process that runs a stack's servers and holds its lock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from kaggle_store.errors import LocalStackError
from kaggle_store.local.account import Account

_SCRIPT = Path(__file__).with_name("watchdog.py")
_STOP_SECONDS = 60.0
_EXIT_SECONDS = 1.0
# Referenced, because the destructor of a running Popen object warns.
_DETACHED: list[subprocess.Popen[bytes]] = []
_PASSED_ON = ("PATH", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "ICU_DATA")


@dataclass(frozen=True)
class Program:
    """A server to run: its command, working directory, log, and how to stop it.

    It gets `stop_signal`, and is killed if it still runs after `grace` seconds.
    """

    name: str
    argv: list[str]
    cwd: Path
    log: Path
    stop_signal: str = "SIGTERM"
    grace: float = 10.0
    env: dict[str, str] | None = None


class Supervisor:
    """A watchdog process; its servers stop when the process that created this object ends.

    With the named pipe `owner`, they stop when no process holds that open for writing.
    """

    def __init__(self, log: Path, *, owner: Path | None = None) -> None:
        # Run by path, isolated and without site packages: this starts in milliseconds.
        command = [_interpreter(), "-I", "-S", str(_SCRIPT)]
        self._log = log
        with open(log, "ab", opener=_private) as errors:
            self._process = subprocess.Popen(
                command + ([str(owner)] if owner else []),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
                cwd="/",
            )
        self._commands = cast(IO[bytes], self._process.stdin)
        self._responses = cast(IO[bytes], self._process.stdout)
        self._mutex = threading.Lock()
        self._owner = os.getpid()

    @property
    def pid(self) -> int:
        """The watchdog's process id; SIGTERM to it stops the stack."""
        return self._process.pid

    def call(self, do: str, **arguments: object) -> dict[str, Any]:
        """Send a command to the watchdog and return its response.

        Raises `LocalStackError` if the command fails or the watchdog has ended.
        """
        message = json.dumps({"do": do, **arguments}).encode() + b"\n"
        with self._mutex:
            try:
                self._commands.write(message)
                self._commands.flush()
                response = json.loads(self._responses.readline())
            except (OSError, ValueError) as problem:
                raise LocalStackError(self._exit_message()) from problem
        if "error" in response:
            raise LocalStackError(f"The local stack cannot {do}: {response['error']}.")
        return dict(response)

    def _exit_message(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_EXIT_SECONDS)
        return f"The local stack exited (exit code {self._process.returncode}, see {self._log})."

    def spawn(self, program: Program, account: Account) -> int:
        """Start a server as `account` and return its process id."""
        response = self.call(
            "spawn",
            name=program.name,
            argv=program.argv,
            env=program.env if program.env is not None else clean_environment(),
            cwd=str(program.cwd),
            log=str(program.log),
            stop_signal=program.stop_signal,
            grace=program.grace,
            credentials=account.credentials(),
        )
        return int(response["pid"])

    def ended(self, name: str) -> bool:
        """Return whether a server has exited."""
        return self.call("poll", name=name)["returncode"] is not None

    def detach(self) -> None:
        """Keep the stack running after this process."""
        self.call("complete", detach=True)
        self._close()
        _DETACHED.append(self._process)

    def stop(self) -> None:
        """Stop all servers and wait; does nothing when repeated or in a forked child."""
        if os.getpid() != self._owner:
            return
        self._process.terminate()
        self._close()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _close(self) -> None:
        with suppress(OSError):
            self._commands.close()
        self._responses.close()


def _private(path: str, flags: int) -> int:
    """Open a log as the watchdog does, which runs without this package."""
    handle = os.open(path, flags | os.O_NOFOLLOW, 0o600)
    os.fchmod(handle, 0o600)  # of a log that was there
    return handle


def _interpreter() -> str:
    """Return the Python interpreter that runs the watchdog.

    Raises `LocalStackError` in a frozen program, which would start itself, in one that embeds
    Python without an interpreter, and if the watchdog's script is not a file.
    """
    executable = sys.executable
    if getattr(sys, "frozen", False) or not executable or not os.access(executable, os.X_OK):
        raise LocalStackError(
            f"The local stack needs a Python interpreter, and sys.executable is {executable!r};"
            " in a frozen or embedding program, start the stack with `kaggle-store up` and connect"
            " with KaggleStore(url, key)."
        )
    if not _SCRIPT.is_file():
        raise LocalStackError(
            f"The local stack needs {_SCRIPT.name} as a file, and {_SCRIPT} is none; install"
            " kaggle_store with pip instead of importing it from an archive."
        )
    return executable


def clean_environment() -> dict[str, str]:
    """Return the environment of a server, without the caller's keys and PG* variables."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
