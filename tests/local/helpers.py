"""Watching a stack from outside: processes, folders, and requests with this key or that."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx

from kaggle_store.local.processes import started_at

OWNER = """
import json, pathlib, signal, sys
from kaggle_store.local import LocalStack
arguments = json.loads(sys.argv[1])
data_dir = arguments["data_dir"]
stack = LocalStack.start(
    pathlib.Path(data_dir) if data_dir else None, migrations=pathlib.Path(arguments["migrations"])
)
with stack:
    places = stack._workshop.places
    facts = json.loads(places.running.read_text())
    print(json.dumps(facts | {"folder": str(places.root), **stack.environment()}), flush=True)
    while True:
        signal.pause()
"""


class Owner:
    """A process of its own that owns a stack, to be ended in many ways."""

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
        """Send a signal to the owner and see it gone."""
        self.process.send_signal(signum)
        self.process.wait(60)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def leaves_no_process(self) -> bool:
        """Tell whether all servers and the watchdog are gone."""
        return all(started_at(pid) is None for pid in self.pids.values())


def eventually(fact: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Return True as soon as `fact` holds; False when it never did."""
    deadline = time.monotonic() + seconds
    while not fact():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def takes_less_than(limit: float, work: Callable[[], object]) -> bool:
    """Return whether one of three runs stays below `limit` seconds of a quiet machine."""
    for _ in range(3):
        began = time.monotonic()
        work()
        took = time.monotonic() - began
        if took < limit or took < stretched(limit):
            return True
    return False


def stretched(seconds: float) -> float:
    """Return what so many seconds of a quiet machine are on this one, which others may use."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    for _ in range(5):
        subprocess.run([sys.executable, "-c", "sum(range(1_000_000))"], check=True)
    took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds * max(1.0, took / worked)


def get(url: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
    """Send one GET request on a connection of its own."""
    return httpx.get(url, headers=dict(headers or {}), timeout=60)


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `kaggle-store` as a user would; `environment` replaces the whole environment if given."""
    return subprocess.run(
        [sys.executable, "-m", "kaggle_store.cli", *words],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=environment or None,
        timeout=120,
    )
