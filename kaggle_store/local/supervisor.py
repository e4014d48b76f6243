"""The owner's side of the watchdog: one process that holds a stack's servers and its lock."""

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
# Kept from the garbage collector, which would complain that they still run.
_LEFT_RUNNING: list[subprocess.Popen[bytes]] = []
_PASSED_ON = ("PATH", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "ICU_DATA")


@dataclass(frozen=True)
class Program:
    """A server to run: its command, where it writes, and how it is asked to leave."""

    name: str
    argv: list[str]
    cwd: Path
    log: Path
    leave: str = "SIGTERM"
    grace: float = 10.0
    env: dict[str, str] | None = None


class Keeper:
    """A watchdog process; the servers it runs end with the process that made this object."""

    def __init__(self, log: Path, *, owner: Path | None = None) -> None:
        # The script runs by path and isolated, so that it starts in milliseconds.
        command = [sys.executable, "-I", "-S", str(_SCRIPT)]
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                command + ([str(owner)] if owner else []),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
                cwd="/",
            )
        self._commands = cast(IO[bytes], self._process.stdin)
        self._answers = cast(IO[bytes], self._process.stdout)
        self._mutex = threading.Lock()
        self._owner = os.getpid()

    @property
    def pid(self) -> int:
        """The watchdog's process id; SIGTERM to it ends the stack."""
        return self._process.pid

    def ask(self, do: str, **arguments: object) -> dict[str, Any]:
        """Have the watchdog do something and return its answer."""
        message = json.dumps({"do": do, **arguments}).encode() + b"\n"
        with self._mutex:
            try:
                self._commands.write(message)
                self._commands.flush()
                answer = json.loads(self._answers.readline())
            except (OSError, ValueError) as problem:
                raise LocalStackError("The local stack was stopped from outside.") from problem
        if "error" in answer:
            raise LocalStackError(f"The local stack cannot {do}: {answer['error']}.")
        return dict(answer)

    def spawn(self, program: Program, account: Account) -> int:
        """Start a server as `account` and return its process id."""
        answer = self.ask(
            "spawn",
            name=program.name,
            argv=program.argv,
            env=program.env if program.env is not None else clean_environment(),
            cwd=str(program.cwd),
            log=str(program.log),
            leave=program.leave,
            grace=program.grace,
            credentials=account.credentials(),
        )
        return int(answer["pid"])

    def ended(self, name: str) -> bool:
        """Tell whether a server has ended by itself."""
        return self.ask("poll", name=name)["returncode"] is not None

    def detach(self) -> None:
        """Let the stack outlive this process."""
        self.ask("complete", detach=True)
        self._close()
        _LEFT_RUNNING.append(self._process)

    def stop(self) -> None:
        """End every server and wait for it; harmless when repeated or called in a forked child."""
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
        self._answers.close()


def clean_environment() -> dict[str, str]:
    """Return the few variables a server needs; keys and PG* settings of the caller stay out."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
