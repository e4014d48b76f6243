"""Loading a folder of real data: one module per source, each a mapping and its inverse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kaggle_store import KaggleStore
from tests.real_data import (
    agent_runs,
    competitions,
    gpu_offers,
    metric_points,
    papers,
    training_runs,
)
from tests.real_data.sound import blaming, require_files

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


def check_folder(folder: Path) -> None:
    """Raise `DataError` unless every file is there; what they hold is seen on loading."""
    sources = (*SOURCES.values(), metric_points)
    require_files(folder, (source.FILE for source in sources))


def load_folder(store: KaggleStore, folder: Path, tell: Tell) -> Iterator[tuple[str, int]]:
    """Store every file of a folder, and yield each source's name and how many records it had.

    Loading the same folder again adds nothing. Raises `DataError` naming a file that is missing
    or not in the shape of the real data.
    """
    check_folder(folder)
    for name, source in SOURCES.items():
        with blaming(folder / source.FILE):
            records = source.read(folder)
            count = _counted(name, source.load(store, records), len(records), tell)
        yield name, count
    with blaming(folder / metric_points.FILE):
        points = metric_points.read(folder)
        stored = metric_points.load(store, points, training_runs.read(folder))
        count = _counted("metric points", stored, len(points), tell)
    yield "metric points", count


def _counted(name: str, batches: Iterator[int], total: int, tell: Tell) -> int:
    stored = 0
    tell(name, stored, total)
    for size in batches:
        stored += size
        tell(name, stored, total)
    return stored
