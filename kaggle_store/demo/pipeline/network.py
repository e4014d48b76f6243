"""A neural network with one hidden layer, in plain Python: short and slow, but it trains."""

import json
import math
import random
from pathlib import Path


class Network:
    """A binary classifier that is trained on one example at a time."""

    def __init__(self, inputs: int, hidden: int, seed: int) -> None:
        rng = random.Random(seed)  # noqa: S311 - a fixed seed
        spread = 1.0 / math.sqrt(inputs)
        self._hidden = [[rng.gauss(0.0, spread) for _ in range(inputs)] for _ in range(hidden)]
        self._hidden_bias = [0.0] * hidden
        self._output = [rng.gauss(0.0, 1.0 / math.sqrt(hidden)) for _ in range(hidden)]
        self._output_bias = 0.0

    def probability(self, inputs: list[float]) -> float:
        """Return the probability of a positive label."""
        return self._output_probability(self._activations(inputs))

    def learn(self, inputs: list[float], label: bool, rate: float) -> float:
        """Take one step of gradient descent and return the loss before it."""
        activations = self._activations(inputs)
        probability = self._output_probability(activations)
        error = probability - float(label)
        for unit, active in enumerate(activations):
            gradient = rate * error * self._output[unit] * (1.0 - active * active)
            self._output[unit] -= rate * error * active
            weights = self._hidden[unit]
            for index, value in enumerate(inputs):
                weights[index] -= gradient * value
            self._hidden_bias[unit] -= gradient
        self._output_bias -= rate * error
        return log_loss(probability, label)

    def save(self, file: Path) -> Path:
        """Write the weights to a file."""
        file.write_text(json.dumps(vars(self)), encoding="utf-8")
        return file

    @classmethod
    def load(cls, file: Path) -> "Network":
        """Return the network that `save` has written."""
        network = cls.__new__(cls)
        vars(network).update(json.loads(file.read_text(encoding="utf-8")))
        return network

    def _activations(self, inputs: list[float]) -> list[float]:
        return [
            math.tanh(bias + sum(map(float.__mul__, weights, inputs)))
            for weights, bias in zip(self._hidden, self._hidden_bias, strict=True)
        ]

    def _output_probability(self, activations: list[float]) -> float:
        logit = self._output_bias + sum(map(float.__mul__, self._output, activations))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


def log_loss(probability: float, label: bool) -> float:
    """Return the cross-entropy of one prediction, in nats."""
    return -math.log(probability if label else 1.0 - probability)
