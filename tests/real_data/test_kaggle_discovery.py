"""`discover` stores 753 real competitions as Kaggle's API would list them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kaggle_store import KaggleStore
from kaggle_store.integrations.kaggle import Kaggle
from kaggle_store.integrations.kaggle.records import problem_type
from kaggle_store.testing import FakeKaggle
from tests.real_data import competitions
from tests.real_data.records import Record, parse_time


def wire(record: Record) -> dict[str, Any]:
    """Return a record's fields as Kaggle's API names them."""
    return {
        "id": record["kaggle_numeric_id"],
        "title": record["title"],
        "description": record["subtitle"],
        "deadline": record["deadline"],
        "enabledDate": record["enabled_at"],
        "reward": record["reward_text"],
        "teamCount": record["total_teams"],
        "maxTeamSize": record["max_team_size"],
        "evaluationMetric": record["evaluation_metric"],
        "tags": [{"name": tag} for tag in record["tags"] or ()],
    }


@pytest.fixture
def fake(real_data: Path) -> Iterator[FakeKaggle]:
    with FakeKaggle(page_size=100) as fake:
        for record in competitions.read(real_data):
            fake.add_competition(
                record["slug"],
                category=record["category"] or "Community",
                daily_limit=record["max_daily_submissions"],
                entered=False,
                wire=wire(record),
            )
        yield fake


def test_all_competitions_are_discovered(
    store: KaggleStore, real_data: Path, fake: FakeKaggle
) -> None:
    kaggle = Kaggle(store, endpoint=fake.endpoint, api_token=fake.token, requests_per_second=1e6)
    found = kaggle.discover()
    assert (found.added, found.changed, found.unread, found.refused_tabs) == (753, 0, [], {})
    rows = {row.kaggle_id: row for row in store.competitions.iterate()}
    for record in competitions.read(real_data):
        row = rows[record["slug"]]
        deadline = parse_time(record["deadline"])
        assert row.title == record["title"]
        assert row.deadline_is_estimated == (deadline is None)
        assert deadline in (None, row.deadline)
        if deadline is None and record["enabled_at"]:
            assert row.deadline.year == int(record["enabled_at"][:4])
        reward = record["reward_text"] or ""
        money = Decimal(reward[1:].replace(",", "")) if reward.startswith("$") else None
        assert row.prize_pool == money
        assert row.participant_count == (record["total_teams"] or None)
    assert kaggle.discover().unchanged == 753
    assert not any(table.findings for table in store.upkeep.integrity_report())


def test_problem_types_are_those_of_the_data(real_data: Path) -> None:
    matches = unlike = 0
    for record in competitions.read(real_data):
        found = problem_type(record["tags"] or [], record["evaluation_metric"])
        known = record["problem_type"]
        # Kaggle's simulations are games in this data.
        if known is None or found is None or (known, found) == ("other:games", "simulation"):
            continue
        is_same = found == competitions.to_row(record).get("problem_type")
        matches += is_same
        unlike += not is_same
    assert (matches, unlike) == (173, 0)
