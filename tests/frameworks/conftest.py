"""A recorder for the trainings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kaggle_store import KaggleStore, Recorder


@pytest.fixture
def log(store: KaggleStore, tmp_path: Path) -> Iterator[Recorder]:
    with store.system_metrics.recorder(spool=tmp_path / "spool") as recorder:
        yield recorder
