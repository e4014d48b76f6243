"""`gpu_offers.json`: one offer becomes one row of `gpu_sessions`.

An offer is stored as a session with status `terminated` on the day it was collected, without
runtime or cost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from kaggle_store import KaggleStore
from kaggle_store.models import GpuSession, GpuSessionInsert
from tests.real_data.placeholders import placeholder_execution
from tests.real_data.records import (
    LONG_AGO,
    Columns,
    Record,
    in_batches,
    parse_time,
    stable_id,
    unmapped_fields,
    without_nulls,
)

FILE = "gpu_offers.json"
BATCH = 250
NAME = "GPU offers"


def read(folder: Path) -> list[Record]:
    """Read the file's records."""
    records: list[Record] = json.loads((folder / FILE).read_text("utf-8"))
    return records


def load(store: KaggleStore, records: list[Record]) -> Iterator[int]:
    """Store the records; yield the size of each batch."""
    days = [day for record in records if (day := _collected(record))]
    execution = placeholder_execution(store, NAME, max(days, default=None))
    numbered = enumerate(records)
    for batch in in_batches(numbered, BATCH):
        rows = [to_row(record, execution.id, number) for number, record in batch]
        yield len(store.gpu_sessions.create_many(rows))


def to_row(record: Record, execution_id: UUID, number: int) -> GpuSessionInsert:
    """Map a record to a row; an `offer_id` is a machine type, not an `instance_id`."""
    memory, price = record.get("gpu_memory_gb"), record.get("hourly_usd")
    row: GpuSessionInsert = {
        "id": stable_id("gpu_offer", number),
        "execution_id": execution_id,
        "provider": record["provider"],
        "instance_type": record["gpu"],
        "gpu_count": record["gpu_count"],
        "memory_gb": None if memory is None else Decimal(str(memory)),
        "hourly_rate_dollars": None if price is None else Decimal(str(price)),
        "region": record.get("region"),
        "status": "terminated",
        "terminated_at": _collected(record) or LONG_AGO,
    }
    return {**row, "source_record": unmapped_fields(record, _mapped_fields(row))}


def to_record(row: GpuSession) -> Record:
    """Rebuild the record from a row."""
    return {**_mapped_fields(row.model_dump()), **row.source_record}


def _mapped_fields(row: Columns) -> Record:
    memory, price = row["memory_gb"], row["hourly_rate_dollars"]
    return without_nulls(
        {
            "provider": row["provider"],
            "gpu": row["instance_type"],
            "gpu_count": row["gpu_count"],
            "gpu_memory_gb": None if memory is None else float(memory),
            "hourly_usd": None if price is None else float(price),
            "region": row["region"],
        }
    )


def _collected(record: Record) -> datetime | None:
    day = record.get("collected_at")
    return parse_time(day[:10]) if day else None
