"""Read selected points of exported months, one row group at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kaggle_store.errors import MetricsHistoryDamaged
from kaggle_store.metrics_history.columns import joined, keys_of, typed
from kaggle_store.metrics_history.dataset import DataFile, Dataset, Manifest
from kaggle_store.metrics_history.tags import mask

_ORDER = [("timestamp", "ascending"), ("id", "ascending")]

Key = tuple[datetime, str]
"""A point's time and id."""


@dataclass(frozen=True)
class Selection:
    """Which points to read; None selects all."""

    metric_name: str | None = None
    execution_id: UUID | None = None
    tags: dict[str, Any] | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: Key | None = None
    """Only points with a later time, or with this time and a greater id."""

    def may_be_in(self, first: str, last: str, first_at: datetime, last_at: datetime) -> bool:
        """Return whether points between these metrics and times may be selected."""
        start = self.since if self.after is None else self.after[0]
        return (
            (self.metric_name is None or first <= self.metric_name <= last)
            and (start is None or start <= last_at)
            and (self.until is None or first_at < self.until)
        )

    def of(self, table: Any) -> Any:
        """Return the selected rows of a table."""
        for column, value in (
            ("metric_name", self.metric_name),
            ("execution_id", None if self.execution_id is None else str(self.execution_id)),
        ):
            if value is not None:
                table = table.filter(pc.equal(table[column], pa.scalar(value)))
        times = table["timestamp"].type
        if self.since is not None:
            table = table.filter(pc.greater_equal(table["timestamp"], pa.scalar(self.since, times)))
        if self.until is not None:
            table = table.filter(pc.less(table["timestamp"], pa.scalar(self.until, times)))
        if self.after is not None:
            table = table.filter(_is_after(table, self.after))
        if self.tags and table.num_rows:
            table = table.filter(mask(table["tags"], self.tags))
        return table


def _is_after(table: Any, key: Key) -> Any:
    time = pa.scalar(key[0], table["timestamp"].type)
    same = pc.and_(pc.equal(table["timestamp"], time), pc.greater(table["id"], pa.scalar(key[1])))
    return pc.or_(pc.greater(table["timestamp"], time), same)


def read_month(
    dataset: Dataset, manifest: Manifest, selection: Selection, late: Any
) -> Iterator[Any]:
    """Yield record batches of the selected points of a month, without those read twice.

    `late` is a table of points that the database has of this month, which may be in files too.
    With a metric's name they come in order of time and id. Late points are held in memory, of the
    others one row group.
    """
    main = [file for file in manifest.files if not file.is_late]
    added = [file for file in manifest.files if file.is_late]
    tables = [late] + [
        table for file in added for table in _selected(dataset, manifest.month, file, selection)
    ]
    late = _distinct(joined(tables))
    for file in main:
        for table in _selected(dataset, manifest.month, file, selection):
            if late.num_rows:
                table, late = _merged(table, late, is_ordered=selection.metric_name is not None)
            yield from table.to_batches()
    yield from late.to_batches()


def _selected(dataset: Dataset, month: date, file: DataFile, selection: Selection) -> Iterator[Any]:
    if not selection.may_be_in(file.first_metric, file.last_metric, file.first_at, file.last_at):
        return
    with dataset.reading(month, file) as opened:
        try:
            with pq.ParquetFile(opened, page_checksum_verification=True) as parquet:
                for number in range(parquet.num_row_groups):
                    if _may_be_in(parquet.metadata.row_group(number), selection):
                        table = selection.of(parquet.read_row_group(number))
                        if table.num_rows:
                            yield typed(table)
        except (pa.ArrowException, OSError) as problem:
            raise MetricsHistoryDamaged(
                f"{month:%Y-%m}: {file.name} was changed: {str(problem).splitlines()[0]}",
                uri=f"{dataset.uri}/{file.name}",
            ) from None


def _may_be_in(group: Any, selection: Selection) -> bool:
    columns = (group.column(number) for number in range(group.num_columns))
    found = {column.path_in_schema: column.statistics for column in columns}
    metric, time = found.get("metric_name"), found.get("timestamp")
    if not (metric and time and metric.has_min_max and time.has_min_max):
        return True
    return selection.may_be_in(metric.min, metric.max, time.min, time.max)


def _distinct(table: Any) -> Any:
    """Return the rows in order of time and id, each key once."""
    if not table.num_rows:
        return table
    table = table.sort_by(_ORDER).combine_chunks()
    keys = keys_of(table)
    kept = [key != last for key, last in zip(keys, [None, *keys[:-1]], strict=True)]
    return table.filter(pa.array(kept, pa.bool_()))


def _merged(table: Any, late: Any, *, is_ordered: bool) -> tuple[Any, Any]:
    """Return a table with the late rows up to its end, and the late rows that are left."""
    late = late.filter(pc.invert(_has(late, table)))
    if not is_ordered:
        return table, late
    end = (table["timestamp"][-1].as_py(), table["id"][-1].as_py())
    later = _is_after(late, end)
    rows = joined([table, late.filter(pc.invert(later))])
    return rows.sort_by(_ORDER), late.filter(later)


def _has(late: Any, table: Any) -> Any:
    """Return which late rows are in a table, by time and id."""
    found = pc.is_in(late["id"], value_set=table["id"].combine_chunks())
    if not pc.any(found).as_py():
        return found
    same = table.filter(pc.is_in(table["id"], value_set=late["id"].combine_chunks()))
    keys = set(keys_of(same))
    return pa.array([key in keys for key in keys_of(late)], pa.bool_())
