"""A neural network with one hidden layer, in plain Python: slow, short, and really learning."""

import math
import random


class Network:
    """Estimates a probability from a few numbers; learns from one example at a time."""

    def __init__(self, inputs: int, hidden: int, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
        spread = 1.0 / math.sqrt(inputs)
        self._hidden = [[chance.gauss(0.0, spread) for _ in range(inputs)] for _ in range(hidden)]
        self._hidden_bias = [0.0] * hidden
        self._output = [chance.gauss(0.0, 1.0 / math.sqrt(hidden)) for _ in range(hidden)]
        self._output_bias = 0.0

    def probability(self, numbers: list[float]) -> float:
        """Estimate how likely the answer is yes."""
        return self._answer(self._activity(numbers))

    def learn(self, numbers: list[float], answer: bool, rate: float) -> float:
        """Take one step of gradient descent and return the loss before it."""
        activity = self._activity(numbers)
        estimate = self._answer(activity)
        error = estimate - float(answer)
        for unit, active in enumerate(activity):
            blame = rate * error * self._output[unit] * (1.0 - active * active)
            self._output[unit] -= rate * error * active
            weights = self._hidden[unit]
            for at, number in enumerate(numbers):
                weights[at] -= blame * number
            self._hidden_bias[unit] -= blame
        self._output_bias -= rate * error
        return log_loss(estimate, answer)

    def _activity(self, numbers: list[float]) -> list[float]:
        return [
            math.tanh(bias + sum(map(float.__mul__, weights, numbers)))
            for weights, bias in zip(self._hidden, self._hidden_bias, strict=True)
        ]

    def _answer(self, activity: list[float]) -> float:
        logit = self._output_bias + sum(map(float.__mul__, self._output, activity))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


def log_loss(estimate: float, answer: bool) -> float:
    """Return how surprised the estimate is by the answer, in nats."""
    return -math.log(estimate if answer else 1.0 - estimate)
