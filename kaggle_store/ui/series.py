"""Metric series of several executions, read side by side for one chart or table."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kaggle_store.client import AsyncKaggleStore
from kaggle_store.html.charts import Line
from kaggle_store.models import MetricBucketsRow

MOST_SERIES = 24
"""Series of one chart: more lines cannot be told apart."""
MOST_LETTERS = 40
"""Letters of a name that a legend shows."""
_UNITS = (("days", 86_400.0), ("hours", 3600.0), ("minutes", 60.0), ("seconds", 1.0))


@dataclass(frozen=True, slots=True)
class Series:
    """One metric of an execution, or of one attempt of a job, as averages over time."""

    name: str
    """What tells it from the others, such as the name of its execution and job."""
    buckets: Sequence[MetricBucketsRow]

    @property
    def points(self) -> int:
        """How many values were recorded."""
        return sum(bucket.points for bucket in self.buckets)

    @property
    def lowest(self) -> float | None:
        """The lowest finite value."""
        return min((b.min_value for b in self.buckets if b.min_value is not None), default=None)

    @property
    def highest(self) -> float | None:
        """The highest finite value."""
        return max((b.max_value for b in self.buckets if b.max_value is not None), default=None)

    @property
    def last(self) -> float:
        """The last value."""
        return self.buckets[-1].last_value

    @property
    def seconds(self) -> float:
        """The time from the first to the last point."""
        return (self.buckets[-1].last_at - self.buckets[0].first_at).total_seconds()

    def over_time(self) -> list[tuple[datetime, float | None]]:
        """Return averages over the time of each bucket's first point."""
        return [(bucket.first_at, bucket.avg_value) for bucket in self.buckets]

    def since_start(self, unit: float) -> list[tuple[float, float | None]]:
        """Return averages over the time since the first point, in units of so many seconds."""
        began = self.buckets[0].first_at
        return [((b.first_at - began).total_seconds() / unit, b.avg_value) for b in self.buckets]


def series_chart(
    series: Sequence[Series], metric: str, *, by_time: bool = False, **options: Any
) -> dict[str, Any]:
    """Return the arguments of `line_chart` for one metric.

    Lines are drawn over UTC time, or over the time since each one's first point. Names that a
    legend would cut begin with the line's number, as in the table of values.
    """
    longest = max((each.seconds for each in series), default=0.0)
    title, unit = next((each for each in _UNITS if longest >= 2 * each[1]), _UNITS[-1])
    is_long = any(len(each.name) > MOST_LETTERS for each in series)
    lines = [
        Line(
            f"{number} {each.name}" if is_long else each.name,
            each.over_time() if by_time else each.since_start(unit),
        )
        for number, each in enumerate(series, start=1)
    ]
    x_title = "time" if by_time else f"{title} since the first point"
    return {"lines": lines, "label": metric, "x_title": x_title, "y_title": metric} | options


async def read_series(
    store: AsyncKaggleStore,
    executions: Sequence[UUID],
    metric: str,
    *,
    buckets: int,
    job: UUID | None = None,
) -> tuple[list[Series], int]:
    """Return the series of a metric, those that began last, and how many were left out."""
    names, found = await asyncio.gather(
        store.agent_executions.list(id=executions, limit=len(executions)),
        asyncio.gather(
            *(
                store.system_metrics.buckets(id, metric, buckets, training_job_id=job)
                for id in executions
            )
        ),
    )
    runs = [run for id, rows in zip(executions, found, strict=True) for run in _runs(id, rows)]
    shown = sorted(runs, key=lambda run: run.buckets[0].first_at)[-MOST_SERIES:]
    jobs = [run.job for run in shown if run.job]
    named = await store.training_jobs.list(id=jobs, limit=len(jobs)) if jobs else []
    labels = _labels(
        shown,
        {row.id: row.execution_name for row in names},
        {row.id: row.job_name for row in named},
    )
    series = [Series(label, run.buckets) for label, run in zip(labels, shown, strict=True)]
    return series, len(runs) - len(shown)


@dataclass(frozen=True, slots=True)
class _Run:
    execution: UUID
    job: UUID | None
    attempt: int | None
    buckets: list[MetricBucketsRow]


def _runs(execution: UUID, rows: Iterable[MetricBucketsRow]) -> Iterable[_Run]:
    runs: dict[tuple[UUID | None, int | None], _Run] = {}
    for row in rows:
        key = (row.training_job_id, row.attempt)
        runs.setdefault(key, _Run(execution, *key, [])).buckets.append(row)
    return runs.values()


def _labels(runs: Sequence[_Run], executions: dict[UUID, str], jobs: dict[UUID, str]) -> list[str]:
    """Return a name for each run: no longer than needed, and none twice."""
    several = len({run.execution for run in runs}) > 1
    labels = []
    for run in runs:
        job = jobs.get(run.job, "deleted job") if run.job else None
        execution = executions.get(run.execution, str(run.execution))
        parts = [execution] if several or job is None else []
        labels.append(", ".join([*parts, job] if job else parts))
    counts = Counter(labels)
    return [
        f"{label} ({str(run.job or run.execution)[-6:]})" if counts[label] > 1 else label
        for label, run in zip(labels, runs, strict=True)
    ]
