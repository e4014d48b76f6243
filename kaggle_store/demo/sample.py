"""Real competitions, their facts typed in: the world that the demo's agent discovers.

A mix on purpose: open and closed ones, higher and lower scores that win, metrics that nobody knows,
and deadlines that are missing.
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
    """Return the sample as rows to discover; what is not known is None."""
    text = (resources.files("kaggle_store.demo") / "sample.csv").read_text("utf-8")
    return _rows.validate_python([_row(facts) for facts in csv.DictReader(text.splitlines())])


def _row(facts: dict[str, str]) -> dict[str, Any]:
    return {
        "kaggle_id": facts["kaggle_id"],
        "title": facts["title"],
        "problem_type": facts["problem_type"] or None,
        "evaluation_metric": facts["evaluation_metric"] or None,
        "metric_direction": facts["metric_direction"] or None,
        "deadline": datetime.fromisoformat(facts["deadline"]) if facts["deadline"] else None,
        "participant_count": _whole(facts["people"]),
        "prize_pool": _exact(facts["prize_usd"]),
        "team_limit": _whole(facts["team_limit"]),
        "daily_submission_limit": _whole(facts["daily_limit"]),
        "dataset_size_gb": _exact(facts["megabytes"], per=1000),
        "tags": facts["tags"].split("; ") if facts["tags"] else [],
        "discovery_source": "sample",
        "source_record": {"year": facts["year"]} if facts["year"] else {},
    }


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _exact(text: str, per: int = 1) -> Decimal | None:
    return Decimal(text) / per if text else None
