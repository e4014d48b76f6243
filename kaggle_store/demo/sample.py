"""Real competitions, entered manually, that the demo's agent discovers.

They include open and closed ones, both metric directions, unknown metrics and missing deadlines.
"""

from __future__ import annotations

import csv
from datetime import datetime
from decimal import Decimal
from importlib import resources
from typing import Any

from pydantic import TypeAdapter

from kaggle_store.models import CompetitionInsert

_rows: TypeAdapter[list[CompetitionInsert]] = TypeAdapter(list[CompetitionInsert])


def sample_competitions() -> list[CompetitionInsert]:
    """Return the sample as rows to upsert; unknown values are None."""
    text = (resources.files("kaggle_store.demo") / "sample.csv").read_text("utf-8")
    return _rows.validate_python([_row(record) for record in csv.DictReader(text.splitlines())])


def _row(record: dict[str, str]) -> dict[str, Any]:
    return {
        "kaggle_id": record["kaggle_id"],
        "title": record["title"],
        "problem_type": record["problem_type"] or None,
        "evaluation_metric": record["evaluation_metric"] or None,
        "metric_direction": record["metric_direction"] or None,
        "deadline": datetime.fromisoformat(record["deadline"]) if record["deadline"] else None,
        "participant_count": _integer(record["people"]),
        "prize_pool": _decimal(record["prize_usd"]),
        "team_limit": _integer(record["team_limit"]),
        "daily_submission_limit": _integer(record["daily_limit"]),
        "dataset_size_gb": _decimal(record["megabytes"], per=1000),
        "tags": record["tags"].split("; ") if record["tags"] else [],
        "discovery_source": "sample",
        "source_record": {"year": record["year"]} if record["year"] else {},
    }


def _integer(text: str) -> int | None:
    return int(text) if text else None


def _decimal(text: str, per: int = 1) -> Decimal | None:
    return Decimal(text) / per if text else None
