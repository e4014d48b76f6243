"""The columns of the Parquet files, how they are encoded, and how tables are compared."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from kaggle_store._requests.arrow import ArrowColumns
from kaggle_store.models.system_metrics import SystemMetric

SCHEMA: pa.Schema = ArrowColumns(SystemMetric).schema
"""As `series_to_arrow` returns them: ids and tags are text, times are microseconds in UTC."""

NAMES: list[str] = SCHEMA.names

ROW_GROUP = 8_192
"""Rows of a row group, the least that is read of a file: one of 65,536 rows is 3 % smaller, and a
short series takes twice as long to read from it."""

# Ids of one delivery count up and tags repeat: stored as differences to the row before, both take
# half of the time and space of dictionaries.
PARQUET: dict[str, Any] = {
    "compression": "zstd",
    "use_dictionary": ["metric_name", "metric_type", "component", "execution_id"],
    "column_encoding": {
        "id": "DELTA_BYTE_ARRAY",
        "tags": "DELTA_BYTE_ARRAY",
        "timestamp": "DELTA_BINARY_PACKED",
        "metric_value": "BYTE_STREAM_SPLIT",
    },
    # A changed byte of a page is found by whoever reads the page.
    "write_page_checksum": True,
}


def typed(table: Any) -> Any:
    """Return a table with the columns of the schema, in their order and types."""
    return table.select(NAMES).cast(SCHEMA)


def joined(tables: list[Any]) -> Any:
    """Return the rows of several tables in one chunk, with the dictionaries unified."""
    table = pa.concat_tables([typed(table) for table in tables])
    return table.unify_dictionaries().combine_chunks()


def keys_of(table: Any) -> list[tuple[int, str]]:
    """Return the key of each row: its time in microseconds, and its id."""
    times = table["timestamp"].cast(pa.int64()).to_pylist()
    return list(zip(times, table["id"].to_pylist(), strict=True))


def is_same(table: Any, other: Any) -> bool:
    """Return whether two tables have the same rows, bit by bit: NaN equals NaN, 0.0 not -0.0."""
    return bool(_comparable(table).equals(_comparable(other)))


def _comparable(table: Any) -> Any:
    columns = dict(zip(NAMES, typed(table).columns, strict=True))
    columns["metric_type"] = columns["metric_type"].cast(pa.string())
    bits = [chunk.view(pa.int64()) for chunk in columns["metric_value"].chunks]
    columns["metric_value"] = pa.chunked_array(bits, pa.int64())
    return pa.table(columns)
