"""Export months of metrics as Parquet files, over a database connection.

One `COPY` in one snapshot is ten times as fast as pages of the API, and only the owner of the
database may record an export, as retention drops what is recorded. A month is first written to a
local folder, file by file, each read back and compared with the rows; then stored, read back again
and compared by SHA-256; then recorded. What is cut off before has no effect.
"""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from psycopg import Connection, IsolationLevel, errors, sql

from kaggle_store.errors import MetricsHistoryError
from kaggle_store.metrics_history.dataset import DataFile, Dataset, Manifest, folder_of

TRIES = 100
"""How often to try to lock a partition that is being written to, with pauses between."""
PAUSE = 0.1
BLOCK = 8 << 20
"""Bytes of CSV that are parsed at once."""

_COPY = """
copy (
    select id, metric_name, metric_value, metric_type, tags, execution_id, component, timestamp
    from only {} order by metric_name collate "C", timestamp, id
) to stdout (format csv)
"""
_COLUMNS = (
    *("id", "metric_name", "metric_value", "metric_type", "tags", "execution_id", "component"),
    "timestamp",
)
_ONLY_COPY = """
select export_id, manifest_sha256 from kaggle_store.metric_exports
where month = %s and dropped_at is not null
"""
_RECORDED = """
select month, export_id, manifest_sha256 from kaggle_store.metric_exports
where export_id is not null order by month
"""
_BEGIN = "select kaggle_store.begin_metric_export(%s)"
_RECORD = "select kaggle_store.record_metric_export(%s, %s, %s, %s, %s)"
_DROP = "select kaggle_store.drop_metric_partition(%s, true)"
_MONTHS = """
select month from kaggle_store.unexported_metric_months(
    kaggle_store.now() - coalesce(
        %s::interval, make_interval(days => kaggle_store.policy('retention.metrics_days'))
    )
) as month
"""
_LOCK = "select pg_try_advisory_lock(hashtextextended('kaggle_store.metric_export ' || %s, 0))"
_UNLOCK = "select pg_advisory_unlock(hashtextextended('kaggle_store.metric_export ' || %s, 0))"


@dataclass(frozen=True, slots=True)
class Exported:
    """An exported month: the points in its files, and what this export has added."""

    month: date
    rows: int
    added: int
    size: int
    """Bytes of the files that were added."""
    seconds: float


class Exporter:
    """Exports months of one database into one dataset."""

    def __init__(self, connection: Connection[tuple[Any, ...]], dataset: Dataset) -> None:
        self._connection = connection
        self.dataset = dataset

    def due(self, older_than: timedelta | None = None) -> list[date]:
        """Return the months without a complete export that ended so long ago.

        By default those past `retention.metrics_days`.
        """
        return [month for (month,) in self._connection.execute(_MONTHS, [older_than])]

    def export(self, month: date) -> Exported | None:
        """Export a month and return what was stored; None if another process exports it.

        Of a month that was dropped, the points that came later are added to its files. Raises
        `MetricsHistoryError` for a month that has not ended, or that is written to all the time.
        """
        if self._value(_LOCK, str(month)) is not True:
            return None
        try:
            return self._export(month)
        finally:
            if not self._connection.closed:
                self._connection.execute(_UNLOCK, [str(month)])

    def drop(self, month: date) -> str:
        """Drop the partition of an exported month.

        Returns `dropped`, `busy` if it is in use, or `unexported` if it was written to since.
        """
        return str(self._value(_DROP, month))

    def files(self) -> Iterator[tuple[date, DataFile]]:
        """Yield the files of every recorded export, with their month."""
        for month, export_id, digest in self._connection.execute(_RECORDED).fetchall():
            for file in self.dataset.manifest(month, export_id, digest).files:
                yield month, file

    def _export(self, month: date) -> Exported | None:
        began = time.perf_counter()
        export_id = self._begin(month)
        before = self._only_copy(month)
        with tempfile.TemporaryDirectory(prefix="kaggle-store-metrics-") as name:
            added = self._written(month, export_id, before, Path(name))
            kept = () if before is None else before.files
            files = (*kept, *added)
            manifest = Manifest(
                month=month,
                export_id=export_id,
                rows=sum(file.rows for file in files),
                files=files,
            )
            for file in added:
                self.dataset.write(f"{folder_of(month)}/{file.name}", Path(name, file.name))
        digest = self.dataset.write_manifest(manifest)
        if not self._record(manifest, digest):
            self._remove(month, of=export_id)
            return None
        self._remove_leftovers(manifest, keeps_manifests=before is not None)
        return Exported(
            month,
            manifest.rows,
            sum(file.rows for file in added),
            sum(file.size for file in added),
            time.perf_counter() - began,
        )

    def _begin(self, month: date) -> UUID:
        for _ in range(TRIES):
            try:
                found: UUID | None = self._value(_BEGIN, month)
            except errors.LockNotAvailable:
                time.sleep(PAUSE)
                continue
            if found is None:
                raise MetricsHistoryError(f"{month} is not the first day of a month that has ended")
            return found
        raise MetricsHistoryError(f"{month:%Y-%m} is written to all the time; try again later")

    def _only_copy(self, month: date) -> Manifest | None:
        """Return the manifest of a month that was dropped, whose files are the only copy."""
        row = self._connection.execute(_ONLY_COPY, [month]).fetchone()
        return None if row is None else self.dataset.manifest(month, *row)

    def _written(
        self, month: date, export_id: UUID, before: Manifest | None, folder: Path
    ) -> tuple[Any, ...]:
        """Write the partition's points into files of a local folder."""
        from kaggle_store.metrics_history.writing import MonthWriter

        writer = MonthWriter(folder, export_id, self.dataset, before)
        partition = sql.Identifier("public", f"system_metrics_{month:%Y_%m}")
        self._connection.isolation_level = IsolationLevel.REPEATABLE_READ
        try:
            with self._connection.transaction(), self._connection.cursor() as cursor:
                read = 0
                with cursor.copy(sql.SQL(_COPY).format(partition)) as rows:
                    for block in _blocks(rows):
                        table = _parsed(block)
                        read += table.num_rows
                        writer.add(table)
                if read != cursor.rowcount:
                    raise MetricsHistoryError(
                        f"{month:%Y-%m}: {read} rows were read, and {cursor.rowcount} sent"
                    )
        finally:
            self._connection.isolation_level = None
        writer.finish()
        return tuple(writer.files)

    def _record(self, manifest: Manifest, digest: str) -> bool:
        """Record an export; False if another one of the month began later."""
        given = (manifest.month, manifest.export_id, self.dataset.uri, manifest.rows, digest)
        return self._value(_RECORD, *given) is True

    def _remove(self, month: date, *, of: UUID) -> None:
        for location in self.dataset.files(month):
            if location.rpartition("/")[2].startswith(str(of)):
                self.dataset.remove(location)

    def _remove_leftovers(self, manifest: Manifest, *, keeps_manifests: bool) -> None:
        """Remove the files of earlier exports of this month, replaced or cut off.

        Ids have the order of time: those of an export that began later are not touched.
        """
        kept = {file.name for file in manifest.files}
        for location in self.dataset.files(manifest.month):
            name = location.rpartition("/")[2]
            is_manifest = name.endswith(".json")
            if name in kept or (is_manifest and keeps_manifests) or name.startswith("."):
                continue
            if name < str(manifest.export_id):
                self.dataset.remove(location)

    def _value(self, query: str, *values: object) -> Any:
        row = self._connection.execute(query.encode(), values).fetchone()
        return row[0] if row else None


def _blocks(rows: Any) -> Iterator[bytes]:
    """Yield the rows of a COPY in blocks of about `BLOCK` bytes."""
    block, size = [], 0
    for row in rows:
        block.append(bytes(row))
        size += len(row)
        if size >= BLOCK:
            yield b"".join(block)
            block, size = [], 0
    if block:
        yield b"".join(block)


def _parsed(block: bytes) -> Any:
    import pyarrow as pa
    from pyarrow import csv

    types: dict[str, Any] = dict.fromkeys(_COLUMNS, pa.string())
    types |= {"metric_value": pa.float64(), "timestamp": pa.timestamp("us", "UTC")}
    return csv.read_csv(
        io.BytesIO(block),
        csv.ReadOptions(column_names=list(_COLUMNS)),
        csv.ParseOptions(),
        csv.ConvertOptions(
            column_types=types,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
