"""Read metrics of the table and of exported months as one stream, each point once."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial, wraps
from typing import TYPE_CHECKING, Annotated, Any, Generic, ParamSpec, overload
from uuid import UUID

from pydantic import TypeAdapter, with_config
from typing_extensions import TypedDict

from kaggle_store._requests.operation import (
    AsyncClient,
    Blocking,
    Entity,
    Flow,
    Rows,
    SyncClient,
    stream,
    watch,
)
from kaggle_store._requests.query import Query
from kaggle_store._requests.rpc import RowsFunction
from kaggle_store._requests.validation import checked
from kaggle_store.metrics_history.dataset import Dataset, find_root, needs_extra
from kaggle_store.models._base import INPUT, JsonObject, Refusal, Text, Timestamp
from kaggle_store.models.functions import ListMetricExportsArgs, ListMetricExportsRow
from kaggle_store.models.system_metrics import SystemMetric

if TYPE_CHECKING:
    import pyarrow

NAME = "system_metrics.scan"
P = ParamSpec("P")

_exports = RowsFunction("list_metric_exports", ListMetricExportsArgs, ListMetricExportsRow)


@with_config(INPUT)
class ScanOptions(TypedDict, total=False):
    """Which points to read, of the table and of exported months."""

    metric_name: Text | None
    """Only of this metric; by default of all."""
    execution_id: UUID | None
    """Only of this execution. Points of one that was deleted while they were in the table have its
    id in their tags instead."""
    training_job_id: UUID | None
    """Only of this training job, all attempts."""
    tags: JsonObject | None
    """Only points whose tags contain these."""
    since: Timestamp | None
    """The first time, included; by default that of the first point."""
    until: Timestamp | None
    """The end, excluded; by default after the last point."""
    root: Annotated[str | os.PathLike[str] | None, Refusal("Input should be a path or a URL")]
    """The folder or URL of the exported months; by default `$KAGGLE_STORE_METRICS_HISTORY`, else
    where each was exported to."""


_OPTIONS: TypeAdapter[ScanOptions] = TypeAdapter(ScanOptions)


class batches(watch[P, Any], Generic[P]):  # noqa: N801 - used as a decorator
    """Turn a method that returns a `Watch` of record batches into one that reads them.

    A sync client returns a `RecordBatchReader`, an async one an async iterator.
    """

    @overload
    def __get__(self, entity: None, owner: type[Any]) -> stream[P, Any]: ...
    @overload
    def __get__(
        self, entity: Entity[SyncClient], owner: type[Any]
    ) -> Callable[P, pyarrow.RecordBatchReader]: ...
    @overload
    def __get__(
        self, entity: Entity[AsyncClient], owner: type[Any]
    ) -> Callable[P, AsyncIterator[pyarrow.RecordBatch]]: ...
    def __get__(self, entity: Entity[Any] | None, owner: type[Any]) -> Any:
        if entity is None:
            return self
        perform: Callable[P, Any] = super().__get__(entity, owner)

        @wraps(self._make)
        def call(*args: P.args, **kwargs: P.kwargs) -> Any:
            found = perform(*args, **kwargs)
            return found if hasattr(found, "__aiter__") else _reader(found)

        return call


def _reader(rows: Iterator[pyarrow.RecordBatch]) -> pyarrow.RecordBatchReader:
    needs_extra(NAME)
    import pyarrow

    from kaggle_store.metrics_history.columns import SCHEMA

    def each() -> Iterator[pyarrow.RecordBatch]:
        yield from rows

    return pyarrow.RecordBatchReader.from_batches(SCHEMA, each())


class Scan:
    """What is left to read of one scan.

    A month whose partition was dropped is read from its files, together with points that came
    later; all others from the table. A month may be dropped at any time: after each page of the
    table the list of exports is read again, and if it has changed, the page is read again, from
    where it began. The files have exactly the points that the partition had.
    """

    def __init__(self, table: Query[SystemMetric], options: object) -> None:
        needs_extra(NAME)
        given = checked(_OPTIONS, options, subject="scan", operation=NAME)
        self._table = table
        root = given.get("root")
        self._root = None if root is None else os.fspath(root)
        self._metric_name = given.get("metric_name")
        self._execution_id = given.get("execution_id")
        job = given.get("training_job_id")
        of_job = {} if job is None else {"training_job_id": str(job)}
        self._tags = {**(given.get("tags") or {}), **of_job} or None
        self._since: datetime | None = given.get("since")
        self._until: datetime | None = given.get("until")
        self._after: Mapping[str, Any] | None = None
        self._dropped: dict[date, ListMetricExportsRow] | None = None
        self._files: Iterator[Any] | None = None
        self._none_late_until: datetime | None = None
        self._is_done = False

    def flows(self) -> Iterator[Flow[Rows[Any]]]:
        """Yield flows that each return the next record batches, or none."""
        while not self._is_done:
            yield self._next()

    def _next(self) -> Flow[Rows[Any]]:
        if self._dropped is None:
            self._dropped = yield from _dropped_months()
        if self._files is None:
            month = self._next_dropped()
            start = None if month is None else _first_moment(month)
            if month is None or start is None or self._position < start:
                return (yield from self._page(start))
            self._files = yield from self._open(month)
            return []
        batch = yield from Blocking(partial(next, self._files, None))
        if batch is None:
            self._files = None
            return []
        return [batch]

    @property
    def _position(self) -> datetime:
        """The time up to which everything was read."""
        if self._after is not None:
            return datetime.fromisoformat(self._after["timestamp"])
        return self._since or datetime.min.replace(tzinfo=UTC)

    def _next_dropped(self) -> date | None:
        """Return the next month to read from its files."""
        months = (
            month
            for month in sorted(self._dropped or ())
            if _first_moment(_next_month(month)) > self._position
            and (self._until is None or _first_moment(month) < self._until)
        )
        return next(months, None)

    def _page(self, end: datetime | None) -> Flow[Rows[Any]]:
        """Read a page of the table, up to the next month that was dropped."""
        page = yield from self._table.arrow_page(self._where(end), "scan", (), self._after)
        if (yield from self._has_changed()):
            return []
        if page.last is not None:
            self._after = page.last
        elif end is None:
            self._is_done = True
        else:
            self._since, self._after = end, None
        return [page.rows] if page.rows.num_rows else []

    def _open(self, month: date) -> Flow[Iterator[Any] | None]:
        """Return the batches of a month that was dropped; None if it has changed meanwhile."""
        end = _first_moment(_next_month(month))
        late: Rows[Any] = []
        if self._none_late_until is None or self._none_late_until < end:
            # Nearly always no month of a row has late points: one page tells it of all.
            last = self._end_of_row(month)
            page = yield from self._table.arrow_page(self._where(last), "scan", (), self._after)
            if page.last is None:
                self._none_late_until = last
            else:
                late = yield from self._late(end)
            if (yield from self._has_changed()):
                self._none_late_until = None
                return None
        read = partial(self._read, (self._dropped or {})[month], self._selection(end), late)
        found = yield from Blocking(read)
        self._since, self._after = end, None
        return found

    def _end_of_row(self, month: date) -> datetime:
        """Return the end of the months that follow one another and were dropped."""
        while month in (self._dropped or {}):
            month = _next_month(month)
        return _first_moment(month)

    def _late(self, end: datetime) -> Flow[Rows[Any]]:
        """Read the points that the table has of a month that was dropped."""
        late: Rows[Any] = []
        after = self._after
        while True:
            page = yield from self._table.arrow_page(self._where(end), "scan", (), after)
            if page.last is None:
                return late
            late.append(page.rows)
            after = page.last

    def _read(self, export: ListMetricExportsRow, selection: Any, late: list[Any]) -> Iterator[Any]:
        import pyarrow

        from kaggle_store.metrics_history.columns import SCHEMA
        from kaggle_store.metrics_history.reading import read_month

        dataset = Dataset(find_root(self._root, export.uri))
        manifest = dataset.manifest(export.month, export.export_id, export.manifest_sha256)
        return read_month(dataset, manifest, selection, pyarrow.Table.from_batches(late, SCHEMA))

    def _has_changed(self) -> Flow[bool]:
        """Read the list of exports again; return whether a month was dropped, or added to."""
        before = self._dropped
        self._dropped = yield from _dropped_months()
        return self._dropped != before

    def _where(self, end: datetime | None) -> dict[str, object]:
        ends = [each for each in (end, self._until) if each is not None]
        asked = {
            "metric_name": self._metric_name,
            "execution_id": self._execution_id,
            "tags__contains": self._tags,
            "timestamp__gte": self._since,
            "timestamp__lt": min(ends, default=None),
        }
        return {name: value for name, value in asked.items() if value is not None}

    def _selection(self, end: datetime) -> Any:
        from kaggle_store.metrics_history.reading import Selection

        last = self._after
        return Selection(
            metric_name=self._metric_name,
            execution_id=self._execution_id,
            tags=self._tags,
            since=self._since,
            until=end if self._until is None else min(end, self._until),
            after=None if last is None else (self._position, last["id"]),
        )


def _dropped_months() -> Flow[dict[date, ListMetricExportsRow]]:
    rows = yield from _exports.rows(NAME, {})
    return {row.month: row for row in rows if row.dropped_at is not None}


def _first_moment(month: date) -> datetime:
    return datetime(month.year, month.month, 1, tzinfo=UTC)


def _next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
