"""`store.system_metrics`: everything that modules and training loops measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, Strict, TypeAdapter, with_config
from typing_extensions import TypedDict

from kaggle_store._requests.arguments import given_rows
from kaggle_store._requests.operation import Flow, M, Op, Rows, Stream, operation, stream
from kaggle_store._requests.rpc import Function, RowsFunction
from kaggle_store._requests.validation import checked, uuid7
from kaggle_store.models._base import INPUT
from kaggle_store.models.functions import (
    MetricBucketsArgs,
    MetricBucketsRow,
    MetricRow,
    RecordMetricPointsArgs,
    RecordMetricsArgs,
)
from kaggle_store.models.system_metrics import (
    SystemMetric,
    SystemMetricInsert,
)
from kaggle_store.resources._tables.system_metrics import SystemMetricsTable
from kaggle_store.settings import Seconds, Wait

if TYPE_CHECKING:
    import pyarrow

    from kaggle_store.recorder import Recorder

RECORD_BATCH = 5_000
"""Points per call; more at once is not faster."""


_SOME_POINT: SystemMetricInsert = {
    "metric_name": "any",
    "metric_value": 0.0,
    "metric_type": "gauge",
}


@with_config(INPUT)
class _Pace(TypedDict):
    every: Seconds
    most_bytes: Annotated[int, Strict(), Field(ge=0)]
    when_full: Literal["block", "drop"]
    close_within: Wait


_PACE: TypeAdapter[_Pace] = TypeAdapter(_Pace)

_record_points = Function("record_metric_points", RecordMetricPointsArgs, int, repeat="safe")
_record_rows = Function("record_metrics", RecordMetricsArgs, int, repeat="never")


_buckets = RowsFunction("metric_buckets", MetricBucketsArgs, MetricBucketsRow)


class SystemMetrics(SystemMetricsTable[M]):
    """Everything that modules and training loops measure, NaN and infinities included."""

    @operation
    def record(self, points: Iterable[SystemMetricInsert]) -> Flow[int]:
        """Store any number of measured points and return how many were new.

        A point without `timestamp` was measured now. Give points `id` and `timestamp` to make a
        repeat harmless. Each 5,000 are one transaction.
        """
        name, stored = "system_metrics.record", 0
        # All are checked before the first is sent: a bad one leaves nothing half-done.
        rows = self._relation.checked_rows(given_rows(points, "points", name), name)
        for start in range(0, len(rows), RECORD_BATCH):
            batch = _in_arrays(rows[start : start + RECORD_BATCH])
            stored += yield from _record_points.send(name, batch)
        return stored

    @operation
    def record_rows(self, rows: Iterable[MetricRow]) -> Op[int]:
        """Store metrics measured now, in one transaction, and return how many.

        A repeat stores them again: `record` is the one to repeat.
        """
        name = "system_metrics.record_rows"
        given = {"p_metrics": given_rows(rows, "rows", name)}
        return _record_rows.call(name, given, subject="SystemMetric")

    @operation
    def buckets(
        self,
        execution_id: UUID,
        metric_name: str,
        buckets: int = 200,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Op[Rows[MetricBucketsRow]]:
        """Read the outline of one metric: what a plot of any number of points needs.

        The time from `since` to `until`, by default from the first point to the last, is divided
        into `buckets` (1 to 5000) of equal length; each says how many points it has, their least,
        greatest and average finite value, and the last value. Empty ones are left out.
        """
        asked = {"execution_id": execution_id, "metric_name": metric_name, "buckets": buckets}
        return _buckets.rows("system_metrics.buckets", {**asked, "since": since, "until": until})

    def recorder(
        self,
        *,
        execution_id: UUID | None = None,
        component: str | None = None,
        tags: Mapping[str, Any] | None = None,
        spool: str | Path | None = None,
        every: float = 1.0,
        most_bytes: int = 1 << 30,
        when_full: Literal["block", "drop"] = "block",
        close_within: float = 10.0,
    ) -> Recorder:
        """Record metrics without waiting: `with …recorder(execution_id=id) as log: log("loss", 1)`.

        A call appends a line to a file in `spool` and returns; a thread sends what is there every
        `every` seconds, and as soon as it is a full batch. What a call has returned from survives
        the end of the process, however it ends, and arrives once; a power cut may cost the last
        seconds before a `flush()`. Without `spool` the file is in `$KAGGLE_STORE_SPOOL`, else in
        the user's state folder; one that other users can write is refused (`SpoolError`).
        Past `most_bytes` that could not be sent yet a call waits (`block`) or its point is dropped
        and counted (`drop`). Closing sends what is left, for `close_within` seconds at the most;
        `kaggle-store spool flush` sends the rest later. Works the same with both kinds of stores;
        from asyncio, `async with`.
        """
        # Needs files that are locked and forks that are noticed, which not every system has.
        from kaggle_store.recorder import Project, Recorder, connect

        name, counters = "system_metrics.recorder", self._executor.counters
        # RuleViolation now, not point by point once they are sent.
        given = {"execution_id": execution_id, "component": component, "tags": tags}
        shared = self._relation.checked_row({**_SOME_POINT, **given}, name)
        pace = {"every": every, "most_bytes": most_bytes, "when_full": when_full}
        checked(_PACE, {**pace, "close_within": close_within}, subject="recorder", operation=name)
        recorder = Recorder(
            lambda token: connect(self._executor.settings, token, counters),
            project=Project.of(self._executor.settings),
            **{column: shared[column] for column in given},
            spool=spool,
            every=every,
            most_bytes=most_bytes,
            when_full=when_full,
            close_within=close_within,
        )
        counters.count_spool(recorder)
        return recorder

    @stream
    def series(
        self,
        execution_id: UUID,
        metric_name: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        page_size: int = 1000,
    ) -> Stream[SystemMetric]:
        """Iterate over one metric of an execution in the order of its measuring.

        `since` is included, `until` is not.
        """
        where = _series(execution_id, metric_name, since, until)
        return self._relation.full.iterate(page_size, where, "series")

    @operation
    def series_to_arrow(
        self,
        execution_id: UUID,
        metric_name: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Flow[pyarrow.Table]:
        """Return one metric of an execution, as `series` does, as an Arrow table.

        Needs the extra `kaggle_store[arrow]`.
        """
        where = _series(execution_id, metric_name, since, until)
        return self._relation.full.to_arrow(where, "series_to_arrow")


def _series(
    execution_id: UUID, metric_name: str, since: datetime | None, until: datetime | None
) -> dict[str, object]:
    between = {"timestamp__gte": since, "timestamp__lt": until}
    asked: dict[str, object] = {name: at for name, at in between.items() if at is not None}
    return asked | {"execution_id": execution_id, "metric_name": metric_name}


def _in_arrays(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    now = datetime.now(UTC)
    ids = [row.get("id") for row in rows]
    return {
        # From one id the database makes those of all points; it reads them faster than they come.
        "p_ids": [id or uuid7() for id in ids] if any(ids) else [uuid7()],
        "p_timestamps": _once([row.get("timestamp") or now for row in rows]),
        "p_metric_names": _once([row["metric_name"] for row in rows]),
        "p_metric_values": [row["metric_value"] for row in rows],
        "p_metric_types": _once([row["metric_type"] for row in rows]),
        "p_tags": _once([row.get("tags") for row in rows]),
        "p_execution_ids": _once([row.get("execution_id") for row in rows]),
        "p_components": _once([row.get("component") for row in rows]),
    }


def _once(column: list[Any]) -> list[Any]:
    """Say once what all points share."""
    if column.count(column[0]) < len(column):
        return column
    # Within tags 1 and True are equal here, and not in JSON.
    different = {id(each): each for each in column}.values()
    return column[:1] if len(set(map(repr, different))) == 1 else column
