"""Observe a stack from outside: processes, folders, requests, the command line."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx

from kaggle_store.local.ports import free_port
from kaggle_store.local.processes import started_at
from kaggle_store.local.service import Running, find_running

OWNER = """
import json, pathlib, signal, sys
from kaggle_store.local import LocalStack
# Tests started with nohup inherit an ignored SIGHUP.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
arguments = json.loads(sys.argv[1])
data_dir = arguments["data_dir"]
stack = LocalStack.start(
    pathlib.Path(data_dir) if data_dir else None, migrations=pathlib.Path(arguments["migrations"])
)
with stack:
    paths = stack._builder.paths
    facts = json.loads(paths.running.read_text())
    print(json.dumps(facts | {"folder": str(paths.root), **stack.environment()}), flush=True)
    while True:
        signal.pause()
"""


class Owner:
    """A separate process that owns a stack, to be stopped in different ways."""

    def __init__(self, migrations: Path, data_dir: Path | None = None) -> None:
        arguments = json.dumps(
            {"migrations": str(migrations), "data_dir": str(data_dir) if data_dir else None}
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", OWNER, arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self.facts: dict[str, Any] = json.loads(self.process.stdout.readline())
        self.folder = Path(self.facts["folder"])
        self.pids: dict[str, int] = {
            name: pid for name, (pid, _) in self.facts["processes"].items()
        }

    def end(self, signum: int) -> None:
        """Send a signal to the owner and wait until it has ended."""
        self.process.send_signal(signum)
        self.process.wait(60)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def leaves_no_process(self) -> bool:
        """Return whether all servers and the watchdog have ended."""
        return all(started_at(pid) is None for pid in self.pids.values())


def eventually(fact: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Return True as soon as `fact` is true; False after `seconds`."""
    deadline = time.monotonic() + seconds
    while not fact():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def takes_less_than(limit: float, work: Callable[[], object]) -> bool:
    """Return whether one of three runs takes less than `limit` seconds, corrected for load."""
    for _ in range(3):
        began = time.monotonic()
        work()
        took = time.monotonic() - began
        if took < limit or took < stretched(limit):
            return True
    return False


def stretched(seconds: float) -> float:
    """Return how long so many seconds of an idle machine take under the current load."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    for _ in range(5):
        subprocess.run([sys.executable, "-c", "sum(range(1_000_000))"], check=True)
    took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds * max(1.0, took / worked)


def get(url: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
    """Send one GET request on a new connection."""
    return httpx.get(url, headers=dict(headers or {}), timeout=60)


def start_up(notes: Path, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run `kaggle-store up`, on free ports unless options are given."""
    ports = ["--api-port", str(free_port()), "--db-port", str(free_port())]
    folders = ["--data-dir", str(folder), "--migrations", str(notes)]
    return command("up", *folders, *(options or ports))


def running_in(folder: Path) -> Running:
    running = find_running(folder)
    assert running is not None
    return running


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `kaggle-store`; `environment`, if given, replaces the whole environment."""
    # readline, which pytest loads, sets COLUMNS for pytest-xdist's workers; it would wrap lines.
    inherited = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    return subprocess.run(
        [sys.executable, "-m", "kaggle_store.cli", *words],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=environment or inherited,
        timeout=120,
    )
