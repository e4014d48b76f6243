"""The watchdog of one stack: starts its servers, and stops them when their owner ends.

Runs as its own process (`python watchdog.py`), imports only the standard library and reads JSON
commands from its standard input, one per line. When the owner ends, for whatever reason, that pipe
closes: the servers are stopped, temporary folders removed and the lock released. A detached stack
runs until the watchdog gets SIGTERM.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
OWNER_CHECK_SECONDS = 1.0


class Child:
    """One server: its process, and how to stop it."""

    def __init__(self, process: subprocess.Popen[Any], stop_signal: int, grace: float) -> None:
        self.process = process
        self.stop_signal = stop_signal
        self.grace = grace

    def stop(self) -> None:
        """Send the stop signal, wait, and kill the process if it does not end in time."""
        if self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(self.grace)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Watchdog:
    """Executes commands, and stops the servers in reverse order of their start."""

    def __init__(self, owner: int, wakeup: int) -> None:
        self.owner = owner
        self.wakeup = wakeup
        self.parent = os.getppid()
        self.children: dict[str, Child] = {}
        self.remove: list[str] = []
        self.locks: list[int] = []
        self.detached = False
        self.complete = False
        self.ending = False
        self.buffer = b""

    def run(self) -> None:
        """Run until stopped, until the owner ends, or until one of the servers exits."""
        try:
            while not self.ending:
                self._step()
        finally:
            self._clean()

    def _step(self) -> None:
        sources = {self.wakeup} if self.detached else {self.wakeup, 0, self.owner}
        readable, _, _ = select.select(sources, [], [], OWNER_CHECK_SECONDS)
        if self.wakeup in readable:
            os.read(self.wakeup, 4096)
        if not self.detached:
            self._read_input(readable)
        dead = [name for name, c in self.children.items() if c.process.poll() is not None]
        if dead and self.complete:
            print(f"{', '.join(dead)} exited; stopping the stack", file=sys.stderr)
            self.ending = True

    def _read_input(self, readable: list[int]) -> None:
        if self.owner in readable and self.owner != 0 and not os.read(self.owner, 4096):
            self.ending = True
        if 0 in readable:
            data = os.read(0, 65536)
            # With an owner pipe, the process that started the watchdog may end first.
            if not data and self.owner == 0:
                self.ending = True
            elif not data:
                os.dup2(self.owner, 0)
            self.buffer += data
            *lines, self.buffer = self.buffer.split(b"\n")
            for line in lines:
                self._execute(json.loads(line))
        # A forked child of the owner may hold the pipe open, so check the parent's id too.
        if self.owner == 0 and os.getppid() != self.parent:
            self.ending = True

    def _execute(self, command: dict[str, Any]) -> None:
        try:
            response = getattr(self, "do_" + command.pop("do"))(**command) or {}
        except Exception as problem:  # reported to the owner
            response = {"error": str(problem)}
        try:
            os.write(1, json.dumps(response).encode() + b"\n")
        except OSError:
            self.ending = not self.detached

    def do_lock(self, path: str) -> dict[str, Any]:
        """Take the stack's lock until the end, or return the id of its holder."""
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        if not _locked(handle):
            holder = os.read(handle, 32).decode().strip()
            os.close(handle)
            return {"holder": int(holder or 0)}
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        self.locks.append(handle)
        return {}

    def do_remove(self, paths: list[str]) -> None:
        """Add files and folders to delete at the end."""
        self.remove += paths

    def do_spawn(
        self,
        name: str,
        argv: list[str],
        env: dict[str, str],
        cwd: str,
        log: str,
        stop_signal: str,
        grace: float,
        credentials: dict[str, Any],
    ) -> dict[str, Any]:
        """Start one server; its output replaces the content of `log`."""
        signum = int(getattr(signal, stop_signal))
        with open(log, "wb", opener=_private) as output:
            process = subprocess.Popen(
                argv,
                env=env,
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=lambda: _die_with_parent(signum),
                **credentials,
            )
        self.children[name] = Child(process, signum, grace)
        return {"pid": process.pid}

    def do_poll(self, name: str) -> dict[str, Any]:
        """Return the exit code of a server, or None while it runs."""
        return {"returncode": self.children[name].process.poll()}

    def do_end(self, name: str) -> None:
        """Stop one server."""
        self.children.pop(name).stop()

    def do_complete(self, detach: bool) -> None:
        """Stop the stack from now on when a server exits; with `detach`, not with its owner."""
        self.complete = True
        self.detached = detach

    def do_stop(self) -> None:
        """Stop the stack."""
        self.ending = True

    def end(self, *_: object) -> None:
        """Handle a signal: stop at the next step."""
        self.ending = True

    def _clean(self) -> None:
        for child in reversed(self.children.values()):
            child.stop()
        for path in self.remove:
            _remove(Path(path))


def _private(path: str, flags: int) -> int:
    """Open a log that only its owner may read: errors quote names and addresses."""
    handle = os.open(path, flags | os.O_NOFOLLOW, 0o600)
    os.fchmod(handle, 0o600)  # of a log that was there
    return handle


def _locked(handle: int) -> bool:
    # A process that checks whether the lock is held takes it for a moment.
    for _ in range(10):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.01)
        else:
            return True
    return False


def _die_with_parent(signum: int) -> None:
    """Make the child end when the watchdog is killed (Linux only); runs before exec."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signum)


def _remove(path: Path) -> None:
    # A server that was just killed may still be writing.
    for _ in range(20):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        if not path.exists():
            return
        time.sleep(0.05)


def main() -> None:
    """Read commands from the standard input; also watch the owner's pipe, if one is given."""
    owner = os.open(sys.argv[1], os.O_RDONLY | os.O_NONBLOCK) if len(sys.argv) > 1 else 0
    wakeup, wakeup_writer = os.pipe()
    os.set_blocking(wakeup_writer, False)
    signal.set_wakeup_fd(wakeup_writer)
    watchdog = Watchdog(owner, wakeup)
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, watchdog.end)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    watchdog.run()


LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None

if __name__ == "__main__":
    main()
