"""Load a folder of real data: one module per source, each with a mapping and its inverse."""

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
from tests.real_data.data_errors import raise_data_errors, require_files

ReportProgress = Callable[[str, int, int], None]
"""Called with the source's name, the number of records stored, and their total."""

SOURCES = {
    "competitions": competitions,
    "GPU offers": gpu_offers,
    "papers": papers,
    "agent journals": agent_runs,
    "training runs": training_runs,
}
"""In loading order: journals refer to competitions, metric points to training runs."""


def check_folder(folder: Path) -> None:
    """Raise `DataError` unless every file exists; their content is not read."""
    sources = (*SOURCES.values(), metric_points)
    require_files(folder, (source.FILE for source in sources))


def load_folder(
    store: KaggleStore, folder: Path, report_progress: ReportProgress
) -> Iterator[tuple[str, int]]:
    """Store every file of a folder, and yield each source's name and how many records it had.

    Loading the same folder again adds nothing. Raises `DataError` with the file that is missing
    or does not have the format of the real data.
    """
    check_folder(folder)
    for name, source in SOURCES.items():
        with raise_data_errors(folder / source.FILE):
            records = source.read(folder)
            count = _consume(name, source.load(store, records), len(records), report_progress)
        yield name, count
    with raise_data_errors(folder / metric_points.FILE):
        points = metric_points.read(folder)
        stored = metric_points.load(store, points, training_runs.read(folder))
        count = _consume("metric points", stored, len(points), report_progress)
    yield "metric points", count


def _consume(name: str, batches: Iterator[int], total: int, report_progress: ReportProgress) -> int:
    stored = 0
    report_progress(name, stored, total)
    for size in batches:
        stored += size
        report_progress(name, stored, total)
    return stored
