"""Series of one metric by training job, attempt and tags, with both clients."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from kaggle_store import InvalidInput, KaggleStore
from kaggle_store.models import SystemMetricInsert
from tests.store.samples import Samples

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def jobs(client: KaggleStore, samples: Samples) -> tuple[UUID, UUID]:
    """Return two jobs: one with two attempts, in which the metric has values 1x and 2x, and one
    with one (3x). A point without a job has 0, one of an older version 19."""
    first, second = samples.job.id, uuid4()
    client.training_jobs.create(
        id=second, execution_id=samples.execution.id, code_id=samples.code.id, job_name="second"
    )
    points = [
        _point(samples, 0, {}),
        *(_point(samples, 10 + n, {"attempt": 1, "fold": n}, first) for n in range(3)),
        _point(samples, 19, {}, first),
        *(_point(samples, 20 + n, {"attempt": 2, "fold": n}, first) for n in range(2)),
        *(_point(samples, 30 + n, {"attempt": 1, "fold": n}, second) for n in range(2)),
    ]
    client.system_metrics.record(points)
    return first, second


def _point(
    samples: Samples, value: float, tags: dict[str, Any], job: UUID | None = None
) -> SystemMetricInsert:
    of_job = {} if job is None else {"training_job_id": str(job)}
    return {
        "metric_name": "loss",
        "metric_value": value,
        "metric_type": "gauge",
        "execution_id": samples.execution.id,
        "tags": {**tags, **of_job} or None,
        "timestamp": AT + timedelta(minutes=value),
    }


def _values(rows: Any) -> list[float]:
    return [row.metric_value for row in rows]


Reader = Callable[..., list[float]]


@pytest.fixture(params=["series", "arrow", "buckets"])
def read(request: pytest.FixtureRequest, client: KaggleStore, samples: Samples) -> Reader:
    """Return a function that reads the values of the metric in one of the three ways."""
    id, metrics = samples.execution.id, client.system_metrics

    def values(**options: Any) -> list[float]:
        if request.param == "series":
            return _values(metrics.series(id, "loss", page_size=2, **options))
        if request.param == "arrow":
            table = metrics.series_to_arrow(id, "loss", **options)
            found: list[Any] = table.column("metric_value").to_pylist()
            return found
        rows = metrics.buckets(id, "loss", 5000, **options)
        assert all(row.points == 1 for row in rows)
        return sorted(row.last_value for row in rows if row.last_value is not None)

    return values


def test_newest_attempt_of_each_job_is_default(read: Reader, jobs: tuple[UUID, UUID]) -> None:
    assert read() == read(attempt="newest") == [0, 20, 21, 30, 31]


def test_all_attempts_can_be_read(read: Reader, jobs: tuple[UUID, UUID]) -> None:
    assert read(attempt="all") == [0, 10, 11, 12, 19, 20, 21, 30, 31]


def test_one_job_is_read_by_its_newest_attempt(read: Reader, jobs: tuple[UUID, UUID]) -> None:
    first, second = jobs
    assert read(training_job_id=first) == [20, 21]
    assert read(training_job_id=second) == [30, 31]
    assert read(training_job_id=uuid4()) == []


def test_attempt_is_read_by_its_number(read: Reader, jobs: tuple[UUID, UUID]) -> None:
    assert read(attempt=1) == [10, 11, 12, 30, 31]
    assert read(training_job_id=jobs[0], attempt=1) == [10, 11, 12]
    assert read(attempt=7) == []


def test_series_is_read_by_tags(read: Reader, jobs: tuple[UUID, UUID]) -> None:
    assert read(tags={"fold": 1}) == [21, 31]
    assert read(tags={"fold": 2}) == [12], "no newer attempt has this fold"
    assert read(tags={"fold": 0}, attempt="all", training_job_id=jobs[0]) == [10, 20]


def test_newest_attempt_is_that_of_the_window(read: Reader, jobs: tuple[UUID, UUID]) -> None:
    assert read(until=AT + timedelta(minutes=20)) == [0, 10, 11, 12]
    assert read(since=AT + timedelta(minutes=12), until=AT + timedelta(minutes=21)) == [20]


def test_tags_of_any_content_are_read(read: Reader, client: KaggleStore, samples: Samples) -> None:
    odd = ['a,"b(', "null", "", "ä"]
    points: list[SystemMetricInsert] = []
    for number, name in enumerate(odd):
        for attempt in (1, 2):
            tags = {"training_job_id": name, "attempt": attempt}
            points.append(_point(samples, 10 * number + attempt, tags))
    points.append(_point(samples, 100, {"training_job_id": {"a": 1}, "attempt": "first"}))
    client.system_metrics.record(points)
    assert read() == [2, 12, 22, 32, 100]


def test_series_of_many_retried_jobs(client: KaggleStore, samples: Samples) -> None:
    ids = [uuid4() for _ in range(100)]
    client.system_metrics.record(
        [_point(samples, attempt, {"attempt": attempt}, id) for id in ids for attempt in (1, 2, 3)]
    )
    assert _values(client.system_metrics.series(samples.execution.id, "loss")) == [3] * 100


def test_too_many_retried_jobs_are_refused(client: KaggleStore, samples: Samples) -> None:
    ids = [uuid4() for _ in range(300)]
    client.system_metrics.record(
        [_point(samples, attempt, {"attempt": attempt}, id) for id in ids for attempt in (1, 2)]
    )
    with pytest.raises(InvalidInput, match="300 jobs have several attempts"):
        list(client.system_metrics.series(samples.execution.id, "loss"))
    own = client.system_metrics.series(samples.execution.id, "loss", training_job_id=ids[7])
    assert _values(own) == [2]
    rows = client.system_metrics.buckets(samples.execution.id, "loss", 1)
    assert {row.attempt for row in rows} == {2}


def test_buckets_never_mix_jobs(
    client: KaggleStore, samples: Samples, jobs: tuple[UUID, UUID]
) -> None:
    first, second = jobs
    rows = client.system_metrics.buckets(samples.execution.id, "loss", 1, attempt="all")
    assert [(row.training_job_id, row.attempt, row.points, row.avg_value) for row in rows] == [
        (None, None, 1, 0),
        *sorted(
            [(first, 1, 3, 11), (first, 2, 2, 20.5), (first, None, 1, 19), (second, 1, 2, 30.5)],
            key=lambda line: (str(line[0]), line[1] or 99),
        ),
    ]


def test_buckets_begin_with_the_points_read(
    client: KaggleStore, samples: Samples, jobs: tuple[UUID, UUID]
) -> None:
    rows = client.system_metrics.buckets(samples.execution.id, "loss", 2, training_job_id=jobs[0])
    assert [(row.bucket, row.points) for row in rows] == [(1, 1), (2, 1)]
