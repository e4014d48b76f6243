"""Medians with confidence intervals, ratios of pairs, and goals."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import comb
from typing import Self

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Spread:
    """A median and its 95 % confidence interval.

    With fewer than six values, which are too few for that confidence, the interval is their range.
    """

    median: float
    low: float
    high: float
    count: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """Return the spread of some values."""
        ordered = sorted(values)
        left_out = _left_out(len(ordered))
        low, high = ordered[left_out], ordered[-1 - left_out]
        return cls(statistics.median(ordered), low, high, len(ordered))


def _left_out(count: int) -> int:
    """Return how many values at each end are outside of the confidence interval."""
    outside, left_out = 0, 0
    while True:
        # Each value is as likely to be above the true median as below it.
        outside += comb(count, left_out)
        if 2 * outside > (1 - CONFIDENCE) * 2**count:
            return max(left_out - 1, 0)
        left_out += 1


def ratios(values: Sequence[float], base: Sequence[float]) -> Spread:
    """Return the ratios pair by pair, as load on the machine affects both values of a pair."""
    return Spread.of([value / other for value, other in zip(values, base, strict=True)])


@dataclass(frozen=True)
class Goal:
    """A goal and the figure that was measured for it."""

    label: str
    found: Spread
    at_least: float | None = None
    at_most: float | None = None

    @property
    def bound(self) -> str:
        """The bound as text, such as `>= 0.75`."""
        return f">= {self.at_least:g}" if self.at_least is not None else f"<= {self.at_most:g}"

    @property
    def reached(self) -> bool:
        """Whether the median is within the bound."""
        if self.at_least is not None:
            return self.found.median >= self.at_least
        return self.at_most is not None and self.found.median <= self.at_most


@dataclass
class Result:
    """The result of a benchmark: a figure for each way in one unit, goals, and notes."""

    work: str
    unit: str
    ways: dict[str, Spread] = field(default_factory=dict)
    goals: list[Goal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, ways: dict[str, list[float]]) -> None:
        """Add the values that `interleave` has measured."""
        self.ways |= {way: Spread.of(values) for way, values in ways.items()}
