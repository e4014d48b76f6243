"""`competitions.json`: one record a competition becomes one row of `competitions`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import get_args

from kaggle_store import KaggleStore
from kaggle_store.models import Competition, CompetitionInsert, MetricDirection, ProblemType
from tests.real_data.records import (
    Columns,
    Record,
    format_time,
    in_batches,
    parse_time,
    unmapped_fields,
    without_nulls,
)

FILE = "competitions.json"
BATCH = 250
_DIRECTIONS: dict[bool, MetricDirection] = {True: "maximize", False: "minimize"}
_TYPES: dict[str, ProblemType] = {name: name for name in get_args(ProblemType)}


def read(folder: Path) -> list[Record]:
    """Read the file's records."""
    records: list[Record] = json.loads((folder / FILE).read_text("utf-8"))
    return records


def load(store: KaggleStore, records: list[Record]) -> Iterator[int]:
    """Store the records; yield the size of each batch."""
    for batch in in_batches(records, BATCH):
        yield len(store.competitions.upsert_many(map(to_row, batch)))


def to_row(record: Record) -> CompetitionInsert:
    """Map a record to a row; values without an exact column go to `source_record`."""
    size, prize = record.get("dataset_size_bytes"), record.get("prize_usd")
    kind, better = record.get("problem_type"), record.get("higher_is_better")
    row: CompetitionInsert = {
        "kaggle_id": record["slug"],
        "title": record["title"],
        "description": record.get("subtitle"),
        "problem_type": None if kind is None else _problem_type(kind),
        "dataset_size_gb": None if size is None else Decimal(size) / 10**9,
        "participant_count": record.get("total_competitors"),
        "prize_pool": None if prize is None else Decimal(str(prize)),
        "deadline": parse_time(record.get("deadline")),
        "evaluation_metric": record.get("evaluation_metric"),
        "metric_direction": None if better is None else _DIRECTIONS[better],
        "tags": record.get("tags"),
        "team_limit": record.get("max_team_size"),
        "daily_submission_limit": record.get("max_daily_submissions"),
        "discovery_source": "file",
    }
    return {**row, "source_record": unmapped_fields(record, _mapped_fields(row))}


def to_record(row: Competition) -> Record:
    """Rebuild the record from a row."""
    return {**_mapped_fields(row.model_dump()), **row.source_record}


def _mapped_fields(row: Columns) -> Record:
    size, prize = row["dataset_size_gb"], row["prize_pool"]
    return without_nulls(
        {
            "slug": row["kaggle_id"],
            "title": row["title"],
            "subtitle": row["description"],
            "problem_type": row["problem_type"],
            "dataset_size_bytes": None if size is None else int(size * 10**9),
            "total_competitors": row["participant_count"],
            "prize_usd": None if prize is None else float(prize),
            "deadline": format_time(row["deadline"]),
            "evaluation_metric": row["evaluation_metric"],
            "higher_is_better": {word: fact for fact, word in _DIRECTIONS.items()}.get(
                row["metric_direction"]
            ),
            "tags": row["tags"],
            "max_team_size": row["team_limit"],
            "max_daily_submissions": row["daily_submission_limit"],
        }
    )


def _problem_type(kind: str) -> ProblemType:
    """Return the type for `nlp`, or for `other:audio data`; `other` if there is none."""
    words = kind.removeprefix("other:").removesuffix(" data").removesuffix("s")
    return _TYPES.get(kind) or _TYPES.get(words, "other")
