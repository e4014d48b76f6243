"""Write the points of a month into Parquet files of bounded size, each read back and compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kaggle_store.artifact_files.storage import content_of
from kaggle_store.errors import MetricsHistoryError
from kaggle_store.metrics_history.columns import PARQUET, ROW_GROUP, is_same, joined, keys_of
from kaggle_store.metrics_history.dataset import DataFile, Dataset, Manifest

ROWS_PER_FILE = 128 * ROW_GROUP
BYTES_PER_FILE = 128 << 20
"""Bytes in memory from which on a file is written, however few rows they are."""


class MonthWriter:
    """Writes sorted tables into files of a local folder.

    `before` is the manifest of a month that was dropped: its points are left out, and the files
    are marked as late.
    """

    def __init__(
        self, folder: Path, export_id: UUID, dataset: Dataset, before: Manifest | None = None
    ) -> None:
        self._folder = folder
        self._export_id = export_id
        self._dataset = dataset
        self._before = before
        self._tables: list[Any] = []
        self.files: list[DataFile] = []

    def add(self, table: Any) -> None:
        """Append rows; they are sorted after those before."""
        self._tables.append(table)
        rows = sum(each.num_rows for each in self._tables)
        if rows >= ROWS_PER_FILE or sum(each.nbytes for each in self._tables) >= BYTES_PER_FILE:
            self.finish()

    def finish(self) -> None:
        """Write what is left into a file."""
        if not self._tables:
            return
        table = joined(self._tables)
        self._tables.clear()
        if self._before is not None:
            table = _without(table, self._before, self._dataset)
        if table.num_rows:
            self.files.append(self._write(table))

    def _write(self, table: Any) -> DataFile:
        name = f"{self._export_id}-{len(self.files) + 1:04}.parquet"
        path = self._folder / name
        pq.write_table(table, path, row_group_size=ROW_GROUP, **PARQUET)
        _compare(path, table)
        with path.open("rb") as file:
            content = content_of(file)
        return DataFile(
            name=name,
            rows=table.num_rows,
            size=content.size,
            sha256=content.sha256,
            first_metric=table["metric_name"][0].as_py(),
            last_metric=table["metric_name"][-1].as_py(),
            first_at=pc.min(table["timestamp"]).as_py(),
            last_at=pc.max(table["timestamp"]).as_py(),
            is_late=self._before is not None,
        )


def _compare(path: Path, table: Any) -> None:
    """Raise unless a file has the rows of a table."""
    start = 0
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        for number in range(file.num_row_groups):
            group = file.read_row_group(number)
            if not is_same(group, table.slice(start, group.num_rows)):
                start = -1
                break
            start += group.num_rows
    if start != table.num_rows:
        raise MetricsHistoryError(f"{path.name} does not have the rows that were written to it")


def _without(table: Any, before: Manifest, dataset: Dataset) -> Any:
    """Leave out the rows that a month's files have already, as after a repeated delivery."""
    stored = {key for file in before.files for key in _stored(table, before, file, dataset)}
    if not stored:
        return table
    return table.filter(pa.array([key not in stored for key in keys_of(table)], pa.bool_()))


def _stored(
    table: Any, before: Manifest, file: DataFile, dataset: Dataset
) -> Iterator[tuple[int, str]]:
    """Yield the keys of a file's rows whose id is in the table."""
    with dataset.reading(before.month, file) as opened, pq.ParquetFile(opened) as parquet:
        for number in range(parquet.num_row_groups):
            group = parquet.read_row_group(number, columns=["timestamp", "id"])
            found = group.filter(pc.is_in(group["id"], value_set=table["id"].combine_chunks()))
            yield from keys_of(found)
