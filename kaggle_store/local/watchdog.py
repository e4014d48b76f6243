"""The keeper of one stack: starts its servers, and ends them when their owner is gone.

Runs as a process of its own (`python watchdog.py`), imports nothing but the standard library and
reads one JSON command a line from its standard input. However the owner ends, its end of that pipe
closes: the servers are stopped, the throw-away folders removed and the lock let go. A stack that
was told to `detach` lives on until it gets SIGTERM.
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
    """One server: its process, and how it is asked to leave."""

    def __init__(self, process: subprocess.Popen[Any], leave: int, grace: float) -> None:
        self.process = process
        self.leave = leave
        self.grace = grace

    def stop(self) -> None:
        """Ask, wait, and insist in the end."""
        if self.process.poll() is None:
            self.process.send_signal(self.leave)
        try:
            self.process.wait(self.grace)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Watchdog:
    """Carries out commands, and ends everything in the reverse order it began."""

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
        """Serve until told to end, abandoned, or left by one of the servers."""
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
            self._hear(readable)
        dead = [name for name, c in self.children.items() if c.process.poll() is not None]
        if dead and self.complete:
            print(f"{', '.join(dead)} ended by itself; stopping the stack", file=sys.stderr)
            self.ending = True

    def _hear(self, readable: list[int]) -> None:
        if self.owner in readable and self.owner != 0 and not os.read(self.owner, 4096):
            self.ending = True
        if 0 in readable:
            data = os.read(0, 65536)
            # With an owner pipe the starter may leave: its work goes on for the owner.
            if not data and self.owner == 0:
                self.ending = True
            elif not data:
                os.dup2(self.owner, 0)
            self.buffer += data
            *lines, self.buffer = self.buffer.split(b"\n")
            for line in lines:
                self._answer(json.loads(line))
        # A forked relative of the owner may hold the pipe open: then the parent's id tells.
        if self.owner == 0 and os.getppid() != self.parent:
            self.ending = True

    def _answer(self, command: dict[str, Any]) -> None:
        try:
            answer = getattr(self, "do_" + command.pop("do"))(**command) or {}
        except Exception as problem:  # the owner decides what a failure means
            answer = {"error": str(problem)}
        try:
            os.write(1, json.dumps(answer).encode() + b"\n")
        except OSError:
            self.ending = not self.detached

    def do_lock(self, path: str) -> dict[str, Any]:
        """Take the stack's lock for life, or say who has it."""
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _locked(handle):
            holder = os.read(handle, 32).decode().strip()
            os.close(handle)
            return {"holder": int(holder or 0)}
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        self.locks.append(handle)
        return {}

    def do_remove(self, paths: list[str]) -> None:
        """Remember files and folders that must not outlive the stack."""
        self.remove += paths

    def do_spawn(
        self,
        name: str,
        argv: list[str],
        env: dict[str, str],
        cwd: str,
        log: str,
        leave: str,
        grace: float,
        credentials: dict[str, Any],
    ) -> dict[str, Any]:
        """Start one server; `log` holds what it says from now on."""
        signum = int(getattr(signal, leave))
        with Path(log).open("wb") as output:
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
        """Tell how a server ended, or that it still runs."""
        return {"returncode": self.children[name].process.poll()}

    def do_end(self, name: str) -> None:
        """Stop one server and forget it."""
        self.children.pop(name).stop()

    def do_complete(self, detach: bool) -> None:
        """The stack is whole: from now on it falls together, and may outlive its starter."""
        self.complete = True
        self.detached = detach

    def do_stop(self) -> None:
        """End the stack."""
        self.ending = True

    def end(self, *_: object) -> None:
        """Signal handler: end at the next step."""
        self.ending = True

    def _clean(self) -> None:
        for child in reversed(self.children.values()):
            child.stop()
        for path in self.remove:
            _remove(Path(path))


def _locked(handle: int) -> bool:
    # Whoever only looks whether the lock is held, holds it for that moment.
    for _ in range(10):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.01)
        else:
            return True
    return False


def _die_with_parent(signum: int) -> None:
    """Between fork and exec: leave with the watchdog even if it is killed (Linux only)."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signum)


def _remove(path: Path) -> None:
    # A server that was just killed may still be writing its last file.
    for _ in range(20):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        if not path.exists():
            return
        time.sleep(0.05)


def main() -> None:
    """Listen to the standard input, or also to the owner's pipe named in the arguments."""
    owner = os.open(sys.argv[1], os.O_RDONLY | os.O_NONBLOCK) if len(sys.argv) > 1 else 0
    wakeup, bell = os.pipe()
    os.set_blocking(bell, False)
    signal.set_wakeup_fd(bell)
    watchdog = Watchdog(owner, wakeup)
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, watchdog.end)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    watchdog.run()


LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None

if __name__ == "__main__":
    main()
