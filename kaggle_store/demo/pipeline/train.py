"""The training script: epochs of gradient descent, measured after each on passengers held back."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from kaggle_store.demo.pipeline.network import Network, log_loss
from kaggle_store.demo.pipeline.passengers import FEATURES, Passenger, features


@dataclass(frozen=True, slots=True)
class Settings:
    """What a training is free to choose."""

    learning_rate: float = 0.002
    epochs: int = 40
    hidden_units: int = 8
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Epoch:
    """What one pass over the training data has come to."""

    number: int
    train_loss: float
    valid_loss: float
    valid_accuracy: float


def train(
    network: Network, training: list[Passenger], validation: list[Passenger], settings: Settings
) -> Iterator[Epoch]:
    """Train the network in place and report after each epoch; the rate falls along the way."""
    examples = [(features(passenger), passenger.survived) for passenger in training]
    chance = random.Random(settings.seed)  # noqa: S311 - repeatable on purpose
    for number in range(1, settings.epochs + 1):
        chance.shuffle(examples)
        rate = settings.learning_rate * (1.0 - (number - 1) / settings.epochs)
        losses = [network.learn(numbers, answer, rate) for numbers, answer in examples]
        loss, accuracy = evaluate(network, validation)
        yield Epoch(number, sum(losses) / len(losses), loss, accuracy)


def evaluate(network: Network, passengers: list[Passenger]) -> tuple[float, float]:
    """Return the mean loss and the accuracy on passengers."""
    estimates = [network.probability(features(passenger)) for passenger in passengers]
    pairs = list(zip(estimates, (passenger.survived for passenger in passengers), strict=True))
    loss = sum(log_loss(estimate, survived) for estimate, survived in pairs)
    right = sum((estimate >= 0.5) == survived for estimate, survived in pairs)
    return loss / len(pairs), right / len(pairs)


def new_network(settings: Settings) -> Network:
    """Return an untrained network for passengers."""
    return Network(FEATURES, settings.hidden_units, settings.seed)
