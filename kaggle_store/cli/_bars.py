"""Small pictures of block characters: a line of scores, and a bar of a budget."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

BLOCKS = "▁▂▃▄▅▆▇█"
FILLED, EMPTY, GAP = "█", "░", " "


def sparkline(
    values: Sequence[float | None], *, lower_is_better: bool = False, width: int | None = 12
) -> str:
    """Return the newest values as blocks, oldest first; up is better.

    One value, and equal ones, are blocks of half the height. None, NaN and infinities are gaps.
    `width` is the most blocks; None for all values.
    """
    shown = values if width is None else values[-width:]
    finite = [value for value in shown if value is not None and math.isfinite(value)]
    if not finite:
        return GAP * len(shown)
    low, high = min(finite), max(finite)
    best, worst = (low, high) if lower_is_better else (high, low)
    return "".join(_block(value, worst, best) for value in shown)


def _block(value: float | None, worst: float, best: float) -> str:
    if value is None or not math.isfinite(value):
        return GAP
    if worst == best:
        return BLOCKS[3]
    # Halves, as the difference of two large numbers is infinite.
    share = (value / 2 - worst / 2) / (best / 2 - worst / 2)
    return BLOCKS[round(share * (len(BLOCKS) - 1))]


def bar(part: Decimal, whole: Decimal, width: int = 10) -> tuple[str, str]:
    """Return the full and the empty part of a bar; more than the whole is full."""
    share = min(1.0, max(0.0, float(part / whole))) if whole else 0.0
    # What has begun shows, and what is left shows.
    filled = min(width - (share < 1), max(round(share * width), int(share > 0)))
    return FILLED * filled, EMPTY * (width - filled)
