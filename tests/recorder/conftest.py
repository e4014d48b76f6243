"""Rows that the recorder's points refer to."""

from __future__ import annotations

import sys

import pytest

from kaggle_store import KaggleStore
from tests.store.samples import Samples

POSIX_ONLY = ["test_failures.py", "test_flush.py", "test_folder.py", "test_interruptions.py"]
"""Modules that use owners and modes of files, other processes' signals, or limits of resources."""

collect_ignore = POSIX_ONLY if sys.platform == "win32" else []


@pytest.fixture
def samples(store: KaggleStore) -> Samples:
    """Rows for others to refer to, created on first use."""
    return Samples(store)
