"""The command line as a process of its own, for tests of signals and crashes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run `kaggle-store` with these arguments, and kill it at the end of the block."""
    command = [sys.executable, "-m", "kaggle_store", *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()
