"""`metric_points.csv.gz`: one line becomes one row of `system_metrics`.

A point is measured `elapsed_ms` after its run began, or at its beginning where that is blank. Its
tags say which run and step it belongs to; the text of its value is among them only where the number
would not be written alike, as for `9.350030`.
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
from tests.real_data.records import Record, identity, in_batches
from tests.real_data.training_runs import execution_of, start_of

FILE = "metric_points.csv.gz"
BATCH = 10_000

Begun: TypeAlias = Mapping[str, tuple[UUID, datetime]]
"""The execution of each run, and when the run began."""


def read(folder: Path) -> list[Record]:
    """Read the file's records; every value is text."""
    with gzip.open(folder / FILE, "rt", encoding="utf-8", newline="") as lines:
        return [dict(line) for line in csv.DictReader(lines)]


def load(store: KaggleStore, records: list[Record], runs: list[Record]) -> Iterator[int]:
    """Store the points of the runs, and tell how many after each batch."""
    begun = {run["run_id"]: (execution_of(run), start_of(run)) for run in runs}
    measured = {_moment(record, begun).date().replace(day=1) for record in records}
    for month in sorted(measured):
        store.upkeep.ensure_metric_partitions(since=month, until=month)
    for batch in in_batches(enumerate(records), BATCH):
        store.system_metrics.record(to_row(record, begun, line) for line, record in batch)
        yield len(batch)


def to_row(record: Record, begun: Begun, line: int) -> SystemMetricInsert:
    """Map a line to a row, which keeps its id, so that loading again adds nothing."""
    execution_id, _ = begun[record["run_id"]]
    elapsed = int(record["elapsed_ms"]) if record["elapsed_ms"] else None
    value = _number(record["value"])
    tags: dict[str, str | int] = {"run_id": record["run_id"], "step": int(record["step"])}
    if elapsed is not None:
        tags["elapsed_ms"] = elapsed
    if repr(value) != record["value"]:
        tags["text"] = record["value"]
    return {
        "id": identity(record["run_id"], line),
        "metric_name": record["metric"],
        "metric_value": value,
        "metric_type": "gauge",
        "tags": tags,
        "execution_id": execution_id,
        "component": "gpu_management",
        "timestamp": _moment(record, begun),
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


def _moment(record: Record, begun: Begun) -> datetime:
    _, start = begun[record["run_id"]]
    return start + timedelta(milliseconds=int(record["elapsed_ms"] or 0))


def _number(text: str) -> float:
    """Read a number; a word that is none is kept as NaN, and the tags say which it was."""
    try:
        return float(text)
    except ValueError:
        return math.nan
