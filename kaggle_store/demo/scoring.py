"""A stand-in for Kaggle that scores a submission file against known labels."""

from __future__ import annotations

import csv
from pathlib import Path

from kaggle_store.demo.pipeline.passengers import Passenger


def accuracy_of(submission: Path, passengers: list[Passenger]) -> float:
    """Return the accuracy of a submission file.

    A passenger missing from the file counts as wrong.
    """
    with submission.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    predicted = {int(row["PassengerId"]): row["Survived"] == "1" for row in rows}
    correct: int = sum(
        predicted.get(passenger.id) == passenger.survived for passenger in passengers
    )
    return correct / len(passengers)
