"""Rows that the recorder's points refer to."""

from __future__ import annotations

import pytest

from kaggle_store import KaggleStore
from tests.store.samples import Samples


@pytest.fixture
def samples(store: KaggleStore) -> Samples:
    """Rows for others to refer to, created on first use."""
    return Samples(store)
