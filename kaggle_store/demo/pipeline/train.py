"""The training script: gradient descent, validated after each epoch."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from kaggle_store.demo.pipeline.network import Network, log_loss
from kaggle_store.demo.pipeline.passengers import FEATURES, Passenger, features


@dataclass(frozen=True, slots=True)
class Settings:
    """Hyperparameters."""

    learning_rate: float = 0.002
    epochs: int = 40
    hidden_units: int = 8
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Epoch:
    """Metrics of one pass over the training data."""

    number: int
    train_loss: float
    valid_loss: float
    valid_accuracy: float


def train(
    network: Network, training: list[Passenger], validation: list[Passenger], settings: Settings
) -> Iterator[Epoch]:
    """Train the network in place, yield after each epoch; the learning rate decays linearly."""
    examples = [(features(passenger), passenger.survived) for passenger in training]
    rng = random.Random(settings.seed)  # noqa: S311 - a fixed seed
    for number in range(1, settings.epochs + 1):
        rng.shuffle(examples)
        rate = settings.learning_rate * (1.0 - (number - 1) / settings.epochs)
        losses = [network.learn(inputs, label, rate) for inputs, label in examples]
        loss, accuracy = evaluate(network, validation)
        yield Epoch(number, sum(losses) / len(losses), loss, accuracy)


def evaluate(network: Network, passengers: list[Passenger]) -> tuple[float, float]:
    """Return the mean loss and the accuracy on passengers."""
    predictions = [network.probability(features(passenger)) for passenger in passengers]
    pairs = list(zip(predictions, (passenger.survived for passenger in passengers), strict=True))
    loss = sum(log_loss(prediction, survived) for prediction, survived in pairs)
    correct = sum((prediction >= 0.5) == survived for prediction, survived in pairs)
    return loss / len(pairs), correct / len(pairs)


def new_network(settings: Settings) -> Network:
    """Return an untrained network for passengers."""
    return Network(FEATURES, settings.hidden_units, settings.seed)
