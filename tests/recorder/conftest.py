"""Rows that the recorder's points hang on."""

from __future__ import annotations

import pytest

from kaggle_store import KaggleStore
from tests.store.samples import Samples


@pytest.fixture
def samples(store: KaggleStore) -> Samples:
    """Rows to hang others on, made when first asked for."""
    return Samples(store)
