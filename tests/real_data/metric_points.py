"""`metric_points.csv.gz`: one line becomes one row of `system_metrics`.

The timestamp is `elapsed_ms` after the start of the run, or the start if that is blank. Tags hold
the run and the step, and the text of the value if the number is formatted differently, as for
`9.350030`.
"""

from __future__ import annotations

import csv
import gzip
import math
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

from kaggle_store import KaggleStore
from kaggle_store.models import SystemMetric, SystemMetricInsert
from tests.real_data.records import Record, in_batches, stable_id
from tests.real_data.training_runs import execution_of, start_of

FILE = "metric_points.csv.gz"
BATCH = 10_000

RunStarts: TypeAlias = Mapping[str, tuple[UUID, datetime]]
"""The execution id and start time of each run."""


def read(folder: Path) -> list[Record]:
    """Read the file's records; every value is text."""
    with gzip.open(folder / FILE, "rt", encoding="utf-8", newline="") as lines:
        return [dict(line) for line in csv.DictReader(lines)]


def load(store: KaggleStore, records: list[Record], runs: list[Record]) -> Iterator[int]:
    """Store the metric points of the runs; yield the size of each batch."""
    run_starts = {run["run_id"]: (execution_of(run), start_of(run)) for run in runs}
    measured = {_timestamp(record, run_starts).date().replace(day=1) for record in records}
    for month in sorted(measured):
        store.upkeep.ensure_metric_partitions(since=month, until=month)
    for batch in in_batches(enumerate(records), BATCH):
        store.system_metrics.record(to_row(record, run_starts, line) for line, record in batch)
        yield len(batch)


def to_row(record: Record, run_starts: RunStarts, line: int) -> SystemMetricInsert:
    """Map a line to a row with a stable id, so that loading again adds nothing."""
    execution_id, _ = run_starts[record["run_id"]]
    elapsed = int(record["elapsed_ms"]) if record["elapsed_ms"] else None
    value = _parse_value(record["value"])
    tags: dict[str, str | int] = {"run_id": record["run_id"], "step": int(record["step"])}
    if elapsed is not None:
        tags["elapsed_ms"] = elapsed
    if repr(value) != record["value"]:
        tags["text"] = record["value"]
    return {
        "id": stable_id(record["run_id"], line),
        "metric_name": record["metric"],
        "metric_value": value,
        "metric_type": "gauge",
        "tags": tags,
        "execution_id": execution_id,
        "component": "gpu_management",
        "timestamp": _timestamp(record, run_starts),
    }


def to_record(row: SystemMetric) -> Record:
    """Rebuild the line from a row."""
    tags: Record = row.tags or {}
    return {
        "run_id": tags["run_id"],
        "step": str(tags["step"]),
        "metric": row.metric_name,
        "value": tags.get("text", repr(row.metric_value)),
        "elapsed_ms": str(tags.get("elapsed_ms", "")),
    }


def _timestamp(record: Record, run_starts: RunStarts) -> datetime:
    _, start = run_starts[record["run_id"]]
    return start + timedelta(milliseconds=int(record["elapsed_ms"] or 0))


def _parse_value(text: str) -> float:
    """Return the value as a number; other text becomes NaN, and the tags keep the text."""
    try:
        return float(text)
    except ValueError:
        return math.nan
