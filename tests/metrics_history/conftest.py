"""A dataset, an exporter of the store's database, and points of past months."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kaggle_store import KaggleStore
from kaggle_store.backup.database import connected
from kaggle_store.metrics_history.dataset import Dataset
from kaggle_store.metrics_history.export import Exporter
from tests.conftest import Owner, Stack
from tests.metrics_history import points
from tests.store.conftest import open_client


@pytest.fixture(autouse=True)
def no_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the root that each test gives."""
    monkeypatch.delenv("KAGGLE_STORE_METRICS_HISTORY", raising=False)


@pytest.fixture
def root(tmp_path: Path) -> str:
    """The root of the dataset."""
    return str(tmp_path / "history")


@pytest.fixture
def dataset(root: str) -> Dataset:
    """An empty dataset in a folder."""
    return Dataset(root)


@pytest.fixture
def exporter(stack: Stack, owner: Owner, dataset: Dataset) -> Iterator[Exporter]:
    """Exports months of the store into the dataset."""
    assert stack.db_url is not None
    with connected(stack.db_url) as connection:
        yield Exporter(connection, dataset)


@pytest.fixture(params=["sync", "async"])
def client(stack: Stack, owner: Owner, request: pytest.FixtureRequest) -> Iterator[KaggleStore]:
    """Both clients."""
    with open_client(request.param, stack.api_url, stack.secret_key) as client:
        yield client


@pytest.fixture
def old_points(owner: Owner) -> list[dict[str, Any]]:
    """Points of two past months with a partition each, with every kind of value."""
    owner.execute("select ensure_metric_partitions('2024-01-01', '2024-02-01')")
    rows = [*points.extreme("2024-01-31T23:59:59.999999Z"), *points.extreme("2024-02-01T00:00:00Z")]
    points.insert(owner, rows)
    return rows
