"""`store.system_metrics`: metric points recorded by modules and training loops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Unpack
from uuid import UUID

from pydantic import Field, Strict, TypeAdapter, with_config
from typing_extensions import TypedDict

from kaggle_store._requests.arguments import as_rows, distinct_keys
from kaggle_store._requests.operation import (
    Batches,
    Flow,
    M,
    Op,
    Rows,
    Stream,
    Watch,
    operation,
    stream,
)
from kaggle_store._requests.rpc import Function, RowsFunction
from kaggle_store._requests.validation import checked, uuid7
from kaggle_store._transport.access_token import for_threads
from kaggle_store.models._base import INPUT, Refusal
from kaggle_store.models.functions import (
    MetricBucketsArgs,
    MetricBucketsRow,
    MetricNamesArgs,
    MetricNamesRow,
    MetricRow,
    RecordMetricPointsArgs,
    RecordMetricsArgs,
)
from kaggle_store.models.system_metrics import (
    SystemMetric,
    SystemMetricInsert,
)
from kaggle_store.resources._scan import Scan, ScanOptions, batches
from kaggle_store.resources._series import Series, SeriesOptions, without_rows
from kaggle_store.resources._tables.system_metrics import SystemMetricsTable
from kaggle_store.settings import Seconds, Wait

if TYPE_CHECKING:
    import pyarrow

    from kaggle_store.recorder import Recorder

RECORD_BATCH = 5_000
"""Points per call; larger batches are not faster."""

_SAMPLE_POINT: SystemMetricInsert = {
    "metric_name": "any",
    "metric_value": 0.0,
    "metric_type": "gauge",
}


@with_config(INPUT)
class SpoolOptions(TypedDict, total=False):
    """How a recorder keeps and sends its points."""

    spool: Annotated[str | Path | None, Refusal("Input should be a path")]
    """The folder of its files; by default `$KAGGLE_STORE_SPOOL`, else the user's state folder."""
    every: Seconds
    """Seconds between two sent batches; 1 by default."""
    most_bytes: Annotated[int, Strict(), Field(ge=0, le=2**63 - 1)]
    """Unsent bytes from which on calls wait, or drop their point; 1 GiB by default."""
    when_full: Literal["block", "drop"]
    """Whether they wait (default) or drop it."""
    close_within: Wait
    """Seconds that closing sends the rest; 10 by default."""


_SPOOL_OPTIONS: TypeAdapter[SpoolOptions] = TypeAdapter(SpoolOptions)

_record_points = Function("record_metric_points", RecordMetricPointsArgs, int, repeat="safe")
_record_rows = Function("record_metrics", RecordMetricsArgs, int, repeat="never")
_names = RowsFunction("metric_names", MetricNamesArgs, MetricNamesRow, is_array=True)
_buckets = RowsFunction("metric_buckets", MetricBucketsArgs, MetricBucketsRow, is_array=True)


class SystemMetrics(SystemMetricsTable[M]):
    """Metric points recorded by modules and training loops, NaN and infinities included."""

    @operation
    def create(self, **new: Unpack[SystemMetricInsert]) -> Flow[SystemMetric]:
        """Insert a metric and return it as stored, with defaults filled in.

        Input is validated before the request is sent. A call with your own `id` and `timestamp`
        may be repeated: it returns the existing row unchanged.
        """
        return self._relation.create(self._tagged(new))

    @operation
    def create_many(self, rows: Iterable[SystemMetricInsert]) -> Flow[Rows[SystemMetric]]:
        """Insert any number of rows in one transaction and return them in the order given.

        All rows are validated before the request is sent. Omitted columns get their defaults.
        """
        many = as_rows(rows, "rows", "system_metrics.create_many")
        return self._relation.create_many(map(self._tagged, many))

    @operation
    def record(self, points: Iterable[SystemMetricInsert]) -> Flow[int]:
        """Store any number of metric points and return how many were new.

        `timestamp` defaults to now. With `id` and `timestamp` of your own, the call can be
        repeated; both twice in one call are refused. Points are stored in transactions of 5,000,
        two at once.

        A client of a training job (`job.store`) adds the job's execution, and `training_job_id`
        and `attempt` to the tags, as its other methods that store metrics do.
        """
        name = "system_metrics.record"
        # Validate all points before sending any: an invalid one must not leave a partial write.
        given = [self._tagged(point) for point in as_rows(points, "points", name)]
        rows = self._relation.checked_rows(given, name)
        distinct_keys(rows, SystemMetric.primary_key, "SystemMetric", name)
        ops = (_record_points.send(name, _as_columns(batch)) for batch in _batches(rows))
        return sum((yield from Batches(ops)))

    @operation
    def record_rows(self, rows: Iterable[MetricRow]) -> Op[int]:
        """Store metrics with the current time, in one transaction, and return their number.

        Repeating the call stores them twice; use `record` to be able to repeat.
        """
        name = "system_metrics.record_rows"
        given = {"p_metrics": [self._tagged(row) for row in as_rows(rows, "rows", name)]}
        return _record_rows.call(name, given, subject="SystemMetric")

    @operation
    def names(self, execution_id: UUID) -> Op[Rows[MetricNamesRow]]:
        """Return the metrics of an execution by name and component, with their last values.

        All points of the execution are read for it.
        """
        return _names.rows("system_metrics.names", {"execution_id": execution_id})

    @operation
    def buckets(
        self,
        execution_id: UUID,
        metric_name: str,
        buckets: int = 200,
        **options: Unpack[SeriesOptions],
    ) -> Op[Rows[MetricBucketsRow]]:
        """Return one metric aggregated into buckets of equal length, for a plot.

        `buckets` is 1 to 5000 (default 200). Each bucket has the number of points, the minimum,
        maximum and average of the finite values, and the last value. Empty buckets are left out.
        Each job and attempt has buckets of its own, named by `training_job_id` and `attempt`; by
        default only the newest attempt of each job.
        """
        name = "system_metrics.buckets"
        points = Series.of(execution_id, metric_name, options, name)
        asked = {"execution_id": execution_id, "metric_name": metric_name, "buckets": buckets}
        return _buckets.rows(name, asked | points.arguments)

    def recorder(
        self,
        *,
        execution_id: UUID | None = None,
        component: str | None = None,
        tags: Mapping[str, Any] | None = None,
        **options: Unpack[SpoolOptions],
    ) -> Recorder:
        """Record metrics in the background: `with …recorder() as log: log("loss", 1)`.

        A call appends a record to a file in the folder `spool` and returns; a thread sends the
        records every `every` seconds (default 1), or as soon as a batch is full. Recorded points
        survive the end of the process and are stored exactly once; a power failure can lose the
        last seconds before a `flush()`. `spool` defaults to `$KAGGLE_STORE_SPOOL`, else the user's
        state folder; a folder that other users can write to raises `SpoolError`.

        With `most_bytes` (default 1 GiB) unsent, a call waits (`block`), or drops and counts its
        point (`drop`). Closing sends the rest, for up to `close_within` seconds (default 10);
        `kaggle-store spool flush` sends later what remains. Same for both clients; use
        `async with` in asyncio, where the thread awaits an async `access_token` in the event loop.
        In a block of `training_jobs.work` use `job.recorder()`.
        """
        # Imported here: it needs file locks and fork hooks, which some systems lack.
        from kaggle_store.recorder import Project, Recorder, connect

        name, counters = "system_metrics.recorder", self._executor.counters
        # Raises for invalid arguments now, not for each point when it is sent.
        given = {"execution_id": execution_id, "component": component, "tags": tags}
        shared = self._relation.checked_row({**_SAMPLE_POINT, **self._tagged(given)}, name)
        valid = checked(_SPOOL_OPTIONS, options, subject="recorder", operation=name)
        settings = for_threads(self._executor.settings)
        recorder = Recorder(
            lambda token: connect(settings, token, counters),
            project=Project.of(settings),
            **{column: shared[column] for column in given},
            **valid,
        )
        counters.count_spool(recorder)
        return recorder

    @stream
    def series(
        self,
        execution_id: UUID,
        metric_name: str,
        *,
        page_size: int = 1000,
        **options: Unpack[SeriesOptions],
    ) -> Stream[SystemMetric]:
        """Iterate over one metric of an execution in order of time.

        Of each training job only the newest attempt is read, unless `attempt` is given.
        """
        points = Series.of(execution_id, metric_name, options, "system_metrics.series")
        more = points.attempt_filters
        pages = self._relation.full.iterate(page_size, points.where, "series", more)
        if points.attempt == "newest":
            newest: Rows[dict[str, int]] = []
            yield without_rows(points.newest_attempts(), newest)
            more += points.only_newest(newest[0])
        yield from pages

    @operation
    def series_to_arrow(
        self, execution_id: UUID, metric_name: str, **options: Unpack[SeriesOptions]
    ) -> Flow[pyarrow.Table]:
        """Return one metric of an execution, as `series` does, as an Arrow table.

        Needs the extra `kaggle_store[arrow]`.
        """
        points = Series.of(execution_id, metric_name, options, "system_metrics.series_to_arrow")
        more = points.attempt_filters
        if points.attempt == "newest":
            more += points.only_newest((yield from points.newest_attempts()))
        return (yield from self._relation.full.to_arrow(points.where, "series_to_arrow", more))

    @batches
    def scan(self, **options: Unpack[ScanOptions]) -> Watch[pyarrow.RecordBatch]:
        """Read metrics of the table and of exported months, each point once, as Arrow.

        Returns a `RecordBatchReader`, which pyarrow, DuckDB and Polars read; the async client
        returns an async iterator of record batches. Months that were dropped are read from their
        files. With `metric_name` points come in order of time; without, month by month, in no
        order within a month that was dropped. Of training jobs all attempts are read. A page, a
        row group and the late points of a month are in memory at a time.

        Needs the extra `kaggle_store[parquet]`. Raises `MetricsHistoryDamaged` for a file that is
        missing or was changed, and `MetricsHistoryError` if the storage cannot be read.
        """
        return Scan(self._relation.full, options).flows()

    def _tagged(self, point: Mapping[str, Any]) -> Mapping[str, Any]:
        job = self._executor.job_metrics
        return point if job is None else job.tagged(point)


def _batches(rows: Rows[dict[str, Any]]) -> Iterator[Rows[dict[str, Any]]]:
    for start in range(0, len(rows), RECORD_BATCH):
        yield rows[start : start + RECORD_BATCH]


def _as_columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    now = datetime.now(UTC)
    ids = [row.get("id") for row in rows]
    return {
        # The database derives the ids of all points from one id, which makes requests smaller.
        "p_ids": [id or uuid7() for id in ids] if any(ids) else [uuid7()],
        "p_timestamps": _compact([row.get("timestamp") or now for row in rows]),
        "p_metric_names": _compact([row["metric_name"] for row in rows]),
        "p_metric_values": [row["metric_value"] for row in rows],
        "p_metric_types": _compact([row["metric_type"] for row in rows]),
        "p_tags": _compact([row.get("tags") for row in rows]),
        "p_execution_ids": _compact([row.get("execution_id") for row in rows]),
        "p_components": _compact([row.get("component") for row in rows]),
    }


def _compact(column: list[Any]) -> list[Any]:
    """Return a column of equal values as one value."""
    # Columns that differ mostly do so at their ends, which are compared first.
    if column[0] != column[-1] or column.count(column[0]) < len(column):
        return column
    # 1 and True are equal in Python but differ in JSON tags.
    different = {id(each): each for each in column}.values()
    return column[:1] if len(set(map(repr, different))) == 1 else column
