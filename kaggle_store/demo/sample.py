"""A stand-in of Kaggle with real competitions, for the demo's agent.

The competitions were entered manually: open and closed ones, with metrics of both directions and
some whose direction the store cannot infer. Predictions for one of them are scored.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime
from importlib import resources

from kaggle_store.demo.pipeline.passengers import Data
from kaggle_store.testing import FakeKaggle

COMPETITION = "titanic"
"""The competition that the agent has entered."""


def stand_in() -> FakeKaggle:
    """Return the stand-in, to be started."""
    kaggle = FakeKaggle()
    for record in sample():
        kaggle.add_competition(
            record["slug"],
            title=record["title"],
            evaluation_metric=record["evaluation_metric"],
            deadline=datetime.fromisoformat(record["deadline"]),
            reward=f"${int(record['prize_usd']):,}" if record["prize_usd"] else None,
            team_count=int(record["teams"] or 0),
            daily_limit=int(record["daily_limit"] or 0),
            entered=record["slug"] == COMPETITION,
            scorer=accuracy,
            wire={
                "maxTeamSize": int(record["team_limit"] or 0),
                "tags": [{"name": tag} for tag in record["tags"].split("; ") if tag],
            },
        )
    return kaggle


def sample() -> list[dict[str, str]]:
    """Return the competitions as the file has them; unknown values are empty."""
    text = (resources.files("kaggle_store.demo") / "sample.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def accuracy(submission: bytes) -> float:
    """Return the share of right predictions in a file; a passenger that it lacks is a wrong one."""
    rows = csv.DictReader(io.StringIO(submission.decode()))
    predicted = {int(row["PassengerId"]): row["Survived"] == "1" for row in rows}
    passengers = Data.draw().test
    right: int = sum(predicted.get(passenger.id) == passenger.survived for passenger in passengers)
    return right / len(passengers)
