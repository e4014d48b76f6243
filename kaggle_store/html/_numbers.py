"""Which points a chart draws: finite ones, few enough to read, none so far out that it hides them.

What is left out or moved is returned as notes, which the chart shows and its label states.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias

from kaggle_store import formats

X: TypeAlias = float | datetime
"""A step, or a moment."""
Value: TypeAlias = float | None
Point: TypeAlias = tuple[X, Value]
Drawn: TypeAlias = tuple[float, float]
"""A point that is drawn; a moment is in milliseconds since 1970."""

MOST_POINTS = 600
"""Points drawn of one line: four for each of 150 slices, more than a chart is wide on a phone."""
FAR = 100.0
"""How often the usual distance from the median a value may lie away from it."""
LARGEST = 1e300
"""The end of every axis: its length must be a number, too."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The range of an axis; values beyond it are drawn at its edge."""

    low: float
    high: float
    kind: Literal["linear", "log"] = "linear"

    def clamp(self, value: float) -> float:
        """Return the value, or the edge that it lies beyond."""
        return min(max(value, self.low), self.high)

    def contains(self, value: float) -> bool:
        """Return whether the value is drawn where it is."""
        return self.low <= value <= self.high


def position(x: X) -> float:
    """Return a step as it is, and a moment in milliseconds since 1970; a naive one is UTC."""
    if isinstance(x, datetime):
        return (x if x.tzinfo else x.replace(tzinfo=UTC)).timestamp() * 1000
    return float(x)


def finite(points: Sequence[Point]) -> list[Drawn]:
    """Return the points with a finite number, in order of x."""
    kept = [(position(x), float(y)) for x, y in points if y is not None and math.isfinite(y)]
    return sorted((point for point in kept if math.isfinite(point[0])), key=lambda each: each[0])


def missing_note(given: int, kept: int) -> list[str]:
    """Return the note on points that have no finite number."""
    left_out = given - kept
    return [f"{left_out:,} without a finite number left out"] if left_out else []


def thinned(points: Sequence[Drawn], most: int = MOST_POINTS) -> list[Drawn]:
    """Return at most `most` points: of each slice the first, the lowest, the highest, the last.

    A line through them covers the same pixels, and no peak is lost.
    """
    if len(points) <= most:
        return list(points)
    slices = max(most // 4, 1)
    kept: list[Drawn] = []
    for number in range(slices):
        part = range(number * len(points) // slices, (number + 1) * len(points) // slices)
        low = min(part, key=lambda index: points[index][1])
        high = max(part, key=lambda index: points[index][1])
        kept += [points[index] for index in sorted({part[0], low, high, part[-1]})]
    return kept


def thinned_note(given: int, kept: int) -> list[str]:
    """Return the note on points that were left out to keep the chart small."""
    if given == kept:
        return []
    return [f"{kept:,} of {given:,} points drawn: first, lowest, highest and last of each slice"]


def scale_of(values: Sequence[float], *, may_be_log: bool = False) -> Scale:
    """Return the axis for these values, without those that would flatten all others.

    A range far beyond the usual distance from the median becomes logarithmic where `may_be_log` and
    all values are positive; else the axis ends at the last value that is not far out.
    """
    bounded = [min(max(value, -LARGEST), LARGEST) for value in values]
    return _scale_of(bounded, may_be_log=may_be_log)


def _scale_of(values: Sequence[float], *, may_be_log: bool) -> Scale:
    low, high = min(values), max(values)
    middle = statistics.median(values)
    spread = _spread(values, middle)
    if high - middle <= FAR * spread and middle - low <= FAR * spread:
        return Scale(low, high)
    if may_be_log and low > 0 and high / low < 1e12:
        return Scale(low, high, "log")
    near = [value for value in values if abs(value - middle) <= FAR * spread]
    return Scale(min(near), max(near))


def _spread(values: Sequence[float], middle: float) -> float:
    """Return how far values lie from the median: their median distance, or its own size."""
    if len(values) < 3:
        return math.inf
    distance = statistics.median(abs(value - middle) for value in values)
    return max(distance, abs(middle)) or math.inf


def beyond_note(values: Sequence[float], scale: Scale) -> list[str]:
    """Return the note on values that are drawn at the edge of the axis."""
    beyond = [value for value in values if not scale.contains(value)]
    if not beyond:
        return []
    farthest = max(beyond, key=abs)
    return [f"{len(beyond):,} beyond the axis drawn at its edge, up to {formats.number(farthest)}"]
