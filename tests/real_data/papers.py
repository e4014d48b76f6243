"""`papers.jsonl`: one paper becomes one row of `research_results`, with the record as response."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from kaggle_store import KaggleStore
from kaggle_store.models import ResearchResult, ResearchRow
from tests.real_data.placeholders import placeholder_execution
from tests.real_data.records import Record, in_batches, parse_time, stable_id

FILE = "papers.jsonl"
BATCH = 500
NAME = "Papers"


def read(folder: Path) -> list[Record]:
    """Read the file's records."""
    with (folder / FILE).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def load(store: KaggleStore, records: list[Record]) -> Iterator[int]:
    """Store the records, skip those already stored, and yield the size of each batch."""
    days = [day for record in records if (day := parse_time(record.get("published")))]
    execution = placeholder_execution(store, NAME, max(days, default=None))
    numbered = enumerate(records)
    for batch in in_batches(numbered, BATCH):
        rows = [to_row(record, execution.id, number) for number, record in batch]
        yield sum(store.research_results.add_many(rows))


def to_row(record: Record, execution_id: UUID, number: int) -> ResearchRow:
    """Map a record to a row; `query_text` is the search query if known, else the source list."""
    return {
        "id": stable_id("paper", number),
        "execution_id": execution_id,
        "research_type": "academic_papers",
        "query_text": record.get("query") or record["source"],
        "source_api": "arxiv",
        "raw_response": record,
        "external_id": record.get("arxiv_id"),
    }


def to_record(row: ResearchResult) -> Record:
    """Return the record stored in a row."""
    record = row.raw_response
    if not isinstance(record, dict):
        raise TypeError(f"the raw response of {row.id} is not a record")
    return record
