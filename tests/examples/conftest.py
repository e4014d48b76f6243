"""The example agents as programs of their own, on the real stack and the stand-in of Kaggle."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kaggle_store.testing import FakeKaggle
from tests.conftest import Stack

EXAMPLES = Path(__file__).parents[2] / "examples"
LONGEST = 300.0
"""Seconds to wait for a program; they take a few, but the machine may be busy."""


def until(is_reached: Callable[[], bool], what: str) -> None:
    """Poll until something is so, or fail."""
    end = time.monotonic() + LONGEST
    while not is_reached():
        if time.monotonic() > end:
            pytest.fail(f"not within {LONGEST:g} s: {what}")
        time.sleep(0.02)


@dataclass
class Programs:
    """Starts programs in one folder; all are ended with the test."""

    folder: Path
    environment: dict[str, str]
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, program: str | Path, *arguments: str) -> subprocess.Popen[str]:
        """Start an example, or another program."""
        command = [sys.executable, str(EXAMPLES / program), *arguments]
        log = (self.folder / f"{len(self.started)}.log").open("w")
        self.started.append(
            subprocess.Popen(
                command,
                cwd=self.folder,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        log.close()
        return self.started[-1]

    def run(self, program: str | Path, *arguments: str) -> str:
        """Run a program to its end, and return what it has printed."""
        return self.finish(self.start(program, *arguments))

    def finish(self, process: subprocess.Popen[str]) -> str:
        """Wait for a program, and return what it has printed; it must succeed."""
        code = process.wait(LONGEST)
        printed = (self.folder / f"{self.started.index(process)}.log").read_text()
        assert code == 0, printed
        return printed


@pytest.fixture
def kaggle(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeKaggle]:
    """Return a stand-in of Kaggle with the competition of the examples."""
    monkeypatch.syspath_prepend(EXAMPLES)
    competition = __import__("competition")
    with FakeKaggle() as kaggle:
        competition.add_to(kaggle)
        yield kaggle


@pytest.fixture
def programs(stack: Stack, kaggle: FakeKaggle, tmp_path: Path) -> Iterator[Programs]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SUPABASE_")},
        "SUPABASE_URL": stack.api_url,
        "SUPABASE_SECRET_KEY": stack.secret_key,
        "KAGGLE_STORE_ARTIFACTS": str(tmp_path / "artifacts"),
        **kaggle.environment,
    }
    made = Programs(tmp_path, environment)
    yield made
    for process in made.started:
        process.kill()
        process.wait()
