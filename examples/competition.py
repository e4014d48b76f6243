"""A stand-in of Kaggle with one competition: scikit-learn's breast cancer data.

`python competition.py` serves it until it is interrupted, and prints the two environment variables
with which the agents find it.
"""

from __future__ import annotations

import csv
import io
import signal

from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split

from kaggle_store.testing import FakeKaggle

SLUG = "breast-cancer"
TRAIN_X, TEST_X, TRAIN_Y, TEST_Y = train_test_split(
    *load_breast_cancer(return_X_y=True), test_size=0.3, random_state=1
)


def accuracy(submission: bytes) -> float:
    """Return the share of right labels, as the competition's host would."""
    rows = list(csv.DictReader(io.StringIO(submission.decode())))
    if len(rows) != len(TEST_Y):
        raise ValueError(f"the file has {len(rows)} rows instead of {len(TEST_Y)}")
    right = sum(int(row["label"]) == label for row, label in zip(rows, TEST_Y, strict=True))
    return float(right / len(TEST_Y))


def add_to(kaggle: FakeKaggle) -> None:
    """Add the competition."""
    kaggle.add_competition(
        SLUG,
        title="Breast cancer",
        evaluation_metric="Categorization Accuracy",
        daily_limit=5,
        scorer=accuracy,
    )


if __name__ == "__main__":
    with FakeKaggle() as stand_in:
        add_to(stand_in)
        for name, value in stand_in.environment.items():
            print(f"export {name}={value}", flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
