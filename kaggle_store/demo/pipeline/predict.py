"""Predictions for passengers whose fate is unknown, in the file format that Kaggle asks for."""

import csv
from pathlib import Path

from kaggle_store.demo.pipeline.network import Network
from kaggle_store.demo.pipeline.passengers import Passenger, features


def write_submission(path: Path, network: Network, passengers: list[Passenger]) -> int:
    """Write one prediction a passenger and return how many there are."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("PassengerId", "Survived"))
        for passenger in passengers:
            rows.writerow((passenger.id, int(network.probability(features(passenger)) >= 0.5)))
    return len(passengers)
