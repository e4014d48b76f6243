"""Loading a folder of real data: one module per source, each a mapping and its inverse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kaggle_store import KaggleStore
from kaggle_store.demo.load import (
    agent_runs,
    competitions,
    gpu_offers,
    metric_points,
    papers,
    training_runs,
)

Tell = Callable[[str, int, int], None]
"""Called with what is being loaded, how many records are stored, and how many there are."""

SOURCES = {
    "competitions": competitions,
    "GPU offers": gpu_offers,
    "papers": papers,
    "agent journals": agent_runs,
    "training runs": training_runs,
}
"""In the order of loading: journals name competitions, points belong to training runs."""


def load_folder(store: KaggleStore, folder: Path, tell: Tell) -> Iterator[tuple[str, int]]:
    """Store every file of a folder, and yield each source's name and how many records it had.

    Loading the same folder again adds nothing. Raises `FileNotFoundError` naming a missing file.
    """
    for name, source in SOURCES.items():
        records = source.read(folder)
        yield name, _counted(name, source.load(store, records), len(records), tell)
    points = metric_points.read(folder)
    stored = metric_points.load(store, points, training_runs.read(folder))
    yield "metric points", _counted("metric points", stored, len(points), tell)


def _counted(name: str, batches: Iterator[int], total: int, tell: Tell) -> int:
    stored = 0
    tell(name, stored, total)
    for size in batches:
        stored += size
        tell(name, stored, total)
    return stored
