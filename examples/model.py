"""The model that the example agents train, and what a person decides about its submission."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from competition import TEST_X, TRAIN_X, TRAIN_Y
from pydantic import BaseModel
from sklearn.linear_model import SGDClassifier
from sklearn.preprocessing import StandardScaler

EPOCHS = 60


class Submit(BaseModel):
    """What a person decides: to submit or not, and with which message."""

    message: str


@dataclass
class Model:
    """A linear classifier of scaled features."""

    scaler: StandardScaler = field(default_factory=StandardScaler)
    linear: SGDClassifier = field(
        default_factory=lambda: SGDClassifier(loss="log_loss", alpha=0.01, random_state=1)
    )

    def epochs(self) -> Iterator[tuple[int, float]]:
        """Train, and yield each epoch with the accuracy on the training data."""
        x = self.scaler.fit_transform(TRAIN_X)
        for epoch in range(1, EPOCHS + 1):
            self.linear.partial_fit(x, TRAIN_Y, classes=np.unique(TRAIN_Y))
            yield epoch, float(self.linear.score(x, TRAIN_Y))

    def save(self, file: Path) -> Path:
        """Write the model into a file."""
        file.write_bytes(pickle.dumps(self))
        return file

    def predict(self, file: Path) -> Path:
        """Write the predictions for the test data into a file."""
        labels = self.linear.predict(self.scaler.transform(TEST_X))
        file.write_text("label\n" + "".join(f"{label}\n" for label in labels), "utf-8")
        return file


def load(file: Path) -> Model:
    """Read a model that `save` has written; only your own files, as pickle runs what it reads."""
    model: Model = pickle.loads(file.read_bytes())  # noqa: S301 - written by this program
    return model
