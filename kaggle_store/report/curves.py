"""Training curves: each metric of the best jobs, as means of spans of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from kaggle_store.client import KaggleStore
from kaggle_store.models.functions import MetricBucketsRow
from kaggle_store.models.training_jobs import TrainingJob
from kaggle_store.report.scores import badness
from kaggle_store.report.scrubber import Scrubber

MOST_JOBS = 6
"""Jobs whose curves are drawn, the best first."""
MOST_METRICS = 8
"""Metrics that are drawn, those with the most points first."""
BUCKETS = 150
"""Spans of time of one line."""


@dataclass(frozen=True, slots=True)
class CurveLine:
    """One job's values of a metric, by minutes since its first point."""

    name: str
    points: Sequence[tuple[float, float | None]]


@dataclass(frozen=True, slots=True)
class Curve:
    """One metric."""

    metric: str
    lines: Sequence[CurveLine]
    points: int
    """Points in the store that the lines stand for."""


@dataclass(frozen=True, slots=True)
class Curves:
    """The curves of an execution, and what is not among them."""

    shown: Sequence[Curve]
    metrics: int
    """Metrics of the execution."""
    jobs: int
    """Its jobs."""


def read_curves(
    store: KaggleStore,
    execution_id: UUID,
    jobs: Sequence[TrainingJob],
    direction: str | None,
    scrubber: Scrubber,
) -> Curves:
    """Read the metrics of an execution with the most points, of its best jobs."""
    points: dict[str, int] = {}
    for row in store.system_metrics.names(execution_id):
        points[row.metric_name] = points.get(row.metric_name, 0) + row.points
    names = sorted((name for name in points if points[name] > 1), key=lambda name: -points[name])
    best = sorted(jobs, key=lambda job: badness(job.best_validation_score, direction))[:MOST_JOBS]
    shown = []
    for name in names[:MOST_METRICS]:
        lines = list(_lines(store, execution_id, name, best))
        if lines:
            count = sum(count for count, _ in lines)
            shown.append(Curve(scrubber.text(name), [line for _, line in lines], count))
    return Curves(shown, len(points), len(jobs))


def _lines(
    store: KaggleStore, execution_id: UUID, metric: str, jobs: Sequence[TrainingJob]
) -> Iterator[tuple[int, CurveLine]]:
    """Yield the number of points and the line of each job; without any, of the execution."""
    found = False
    for job in jobs:
        rows = store.system_metrics.buckets(execution_id, metric, BUCKETS, training_job_id=job.id)
        if rows:
            found = True
            yield _line(job.job_name, rows)
    rows = [] if found else store.system_metrics.buckets(execution_id, metric, BUCKETS)
    without_job = [row for row in rows if row.training_job_id is None]
    if without_job:
        yield _line("execution", without_job)


def _line(name: str, rows: Iterable[MetricBucketsRow]) -> tuple[int, CurveLine]:
    in_order = sorted(rows, key=lambda row: row.first_at)
    start = in_order[0].first_at
    points = [((row.first_at - start).total_seconds() / 60, row.avg_value) for row in in_order]
    return sum(row.points for row in in_order), CurveLine(name, points)
