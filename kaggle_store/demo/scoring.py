"""A stand-in for Kaggle: it holds the answers back and scores a submission file against them."""

from __future__ import annotations

import csv
from pathlib import Path

from kaggle_store.demo.pipeline.passengers import Passenger


def accuracy_of(submission: Path, passengers: list[Passenger]) -> float:
    """Return the share of passengers whose fate the file predicts rightly.

    A passenger that the file leaves out counts as wrong.
    """
    with submission.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    predicted = {int(row["PassengerId"]): row["Survived"] == "1" for row in rows}
    right: int = sum(predicted.get(passenger.id) == passenger.survived for passenger in passengers)
    return right / len(passengers)
