"""Medians, how sure they are, ratios of pairs, and whether a goal is reached."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import comb
from typing import Self

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Spread:
    """A median, and the interval that holds it with a confidence of 95 %.

    With fewer than six values, which cannot say so much, the interval is all of them.
    """

    median: float
    low: float
    high: float
    count: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """Describe what was measured."""
        ordered = sorted(values)
        left_out = _left_out(len(ordered))
        low, high = ordered[left_out], ordered[-1 - left_out]
        return cls(statistics.median(ordered), low, high, len(ordered))


def _left_out(count: int) -> int:
    """Count the values at each end beyond which the true median lies too seldom to matter."""
    outside, left_out = 0, 0
    while True:
        # Each value is as likely above the true median as below it.
        outside += comb(count, left_out)
        if 2 * outside > (1 - CONFIDENCE) * 2**count:
            return max(left_out - 1, 0)
        left_out += 1


def ratios(values: Sequence[float], base: Sequence[float]) -> Spread:
    """Compare two ways pair by pair: what slows a machine for a while slows both of a pair."""
    return Spread.of([value / other for value, other in zip(values, base, strict=True)])


@dataclass(frozen=True)
class Goal:
    """What is asked for, and what was found."""

    says: str
    found: Spread
    at_least: float | None = None
    at_most: float | None = None

    @property
    def bound(self) -> str:
        """The bound as it is written, such as `>= 0.75`."""
        return f">= {self.at_least:g}" if self.at_least is not None else f"<= {self.at_most:g}"

    @property
    def reached(self) -> bool:
        """Whether the median keeps to the bound."""
        if self.at_least is not None:
            return self.found.median >= self.at_least
        return self.at_most is not None and self.found.median <= self.at_most


@dataclass
class Result:
    """What one benchmark has found: figures of each way in one unit, goals, and what to know."""

    work: str
    unit: str
    ways: dict[str, Spread] = field(default_factory=dict)
    goals: list[Goal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, ways: dict[str, list[float]]) -> None:
        """Take in what `interleave` has measured."""
        self.ways |= {way: Spread.of(values) for way, values in ways.items()}
