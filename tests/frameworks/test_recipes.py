"""The recipes whose packages are not installed for development: `make frameworks`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.blocks import DOCS, blocks


@pytest.mark.parametrize("page", ["how-to/langgraph.md"])
def test_recipe_runs(page: str, tmp_path: Path) -> None:
    codes = [each.body for each in blocks() if each.page == DOCS / page]
    assert codes
    for code in codes:
        done = subprocess.run(
            [sys.executable, "-"], input=code, cwd=tmp_path, capture_output=True, text=True
        )
        assert (done.returncode, done.stdout) == (0, "completed\n"), done.stderr
