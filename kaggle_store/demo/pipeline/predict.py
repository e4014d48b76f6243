"""Predictions for unlabelled passengers, in Kaggle's submission format."""

import csv
from pathlib import Path

from kaggle_store.demo.pipeline.network import Network
from kaggle_store.demo.pipeline.passengers import Passenger, features


def write_submission(path: Path, network: Network, passengers: list[Passenger]) -> int:
    """Write one prediction for each passenger and return their number."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("PassengerId", "Survived"))
        for passenger in passengers:
            rows.writerow((passenger.id, int(network.probability(features(passenger)) >= 0.5)))
    return len(passengers)
