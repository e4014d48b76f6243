"""A disk that is really full: a file system of its own, filled from outside."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kaggle_store import KaggleStore, Unavailable
from kaggle_store.local import LocalStack
from tests.doctor.conftest import Command

LEFT = 300_000


@pytest.fixture
def small_disk(open_folder: Path) -> Iterator[Path]:
    """Return an empty file system of 120 MB in memory."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a file system needs root on Linux")
    options = ["-t", "tmpfs", "-o", "size=120m,mode=755", "tmpfs", str(open_folder)]
    if subprocess.run(["mount", *options], check=False).returncode != 0:
        pytest.skip("this container may not mount a file system")
    try:
        yield open_folder
    finally:
        subprocess.run(["umount", str(open_folder)], check=True)


def test_full_disk_is_named(small_disk: Path, command: Command) -> None:
    with (
        LocalStack.start(small_disk / "data") as stack,
        KaggleStore(stack.api_url, stack.secret_key, retry_for=0) as store,
    ):
        titanic = store.competitions.create(kaggle_id="titanic", title="Titanic")
        run = store.agent_executions.create(competition_id=titanic.id, execution_name="x")
        free = os.statvfs(small_disk)
        (small_disk / "filler").write_bytes(bytes(free.f_bavail * free.f_frsize - LEFT))
        with pytest.raises(Unavailable, match=r"No space left on device|full disk"):
            store.generated_code.create(
                execution_id=run.id,
                code_type="model",
                file_name="m.py",
                code_content=os.urandom(LEFT).hex(),
            )
        code, printed = command("doctor", url=stack.api_url, key=stack.secret_key)
        assert code == 1
        assert "the database cannot write" in printed
        (small_disk / "filler").unlink()
