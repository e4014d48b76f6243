"""Export months of metrics that are past their retention, before retention drops them."""

from __future__ import annotations

import time
from collections.abc import Iterator

from kaggle_store.errors import KaggleStoreError
from kaggle_store.settings import metrics_history_root
from kaggle_store.supervise.supervisor import IsStopped, Result

EVERY = 3600.0
"""Seconds between two looks for months to export, as between two runs of retention."""


class MetricExports:
    """Exports the months that are due, if `$KAGGLE_STORE_METRICS_HISTORY` names a root.

    It needs the database's own URL (`$SUPABASE_DB_URL`), or the local stack.
    """

    def __init__(self, every: float = EVERY) -> None:
        self._every = every
        self._next = 0.0

    def run(self, is_stopped: IsStopped) -> Iterator[Result]:
        """Export each month that is due; after an error try again with the next call."""
        root = metrics_history_root()
        if root is None or time.monotonic() < self._next:
            return
        try:
            yield from _exports(root, is_stopped)
        except KaggleStoreError as problem:
            yield Result(f"metrics export: {problem}", is_error=True)
        else:
            self._next = time.monotonic() + self._every


def _exports(root: str, is_stopped: IsStopped) -> Iterator[Result]:
    from kaggle_store.backup.database import connected, find_database
    from kaggle_store.metrics_history.dataset import Dataset
    from kaggle_store.metrics_history.export import Exporter

    dataset = Dataset(root)
    with connected(find_database(None)) as connection:
        exporter = Exporter(connection, dataset)
        for month in exporter.due():
            if is_stopped():
                return
            if done := exporter.export(month):
                yield Result(f"metrics export: {month:%Y-%m}, {done.rows} points")
