"""Format values for people, the same everywhere: money, scores, times, and the tone of a state."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Literal

NOTHING = "–"
"""Stands for a value that does not exist."""

_COARSE = (
    (timedelta(days=10), timedelta(days=1)),
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(hours=10), timedelta(hours=1)),
    (timedelta(minutes=10), timedelta(minutes=1)),
)
"""From which distance `about` shows times in which unit."""
_UNITS = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))


def money(dollars: Decimal | float | None) -> str:
    """Return US dollars with two decimals, or with two significant digits below one cent."""
    if dollars is None:
        return NOTHING
    amount = Decimal(dollars)
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    if 0 < size < Decimal("0.01"):
        digits = 1 - size.adjusted()
        return f"{sign}${size:.{digits}f}"
    return f"{sign}${size:,.2f}"


def number(value: float | None, digits: int = 5) -> str:
    """Return a number, such as a score, with at most `digits` digits after the point."""
    if value is None:
        return NOTHING
    if not math.isfinite(value):
        return str(value)
    size = abs(value)
    if size and not 10.0**-digits <= size < 1e12:
        return f"{value:.{digits}g}"
    return f"{value:,.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:,.0f}"


def aligned(values: Iterable[float | None], digits: int = 5) -> list[str]:
    """Return the numbers of a column with as many digits after the point as the one with the most.

    Very small and very large ones keep their own form.
    """
    given = list(values)
    texts = [number(value, digits) for value in given]
    most = max((len(text.partition(".")[2]) for text in texts if _is_plain(text)), default=0)
    return [
        f"{value:,.{most}f}" if value is not None and _is_plain(text) else text
        for value, text in zip(given, texts, strict=True)
    ]


def _is_plain(text: str) -> bool:
    return text.lstrip("-")[:1].isdigit() and "e" not in text


def percent(part: float | Decimal, whole: float | Decimal) -> str:
    """Return a share of a whole as a rounded percentage; a dash for a whole of zero."""
    return f"{float(part) / float(whole):.0%}" if whole else NOTHING


def duration(length: timedelta | float | None) -> str:
    """Return a length of time (a number is seconds) in its two largest units: `3 h 5 min`."""
    if length is None:
        return NOTHING
    exact = length.total_seconds() if isinstance(length, timedelta) else float(length)
    if abs(exact) < 1:
        return f"{exact:.1f} s" if exact else "0 s"
    sign, seconds = ("-" if exact < 0 else ""), round(abs(exact))
    for index, (unit, size) in enumerate(_UNITS):
        if seconds >= size:
            count, rest = divmod(seconds, size)
            smaller, smaller_size = _UNITS[index + 1] if size > 1 else ("", 1)
            second = (
                f" {rest // smaller_size} {smaller}" if rest // smaller_size and smaller else ""
            )
            return f"{sign}{count} {unit}{second}"
    return "0 s"


def relative(moment: datetime | None, now: datetime) -> str:
    """Return a moment as seen from `now`: `in 3 h 5 min`, `2 d 1 h ago`, `now`."""
    if moment is None:
        return NOTHING
    away = (moment - now).total_seconds()
    if abs(away) < 1:
        return "now"
    return f"in {duration(away)}" if away > 0 else f"{duration(-away)} ago"


def about(moment: datetime | None, now: datetime) -> str:
    """Return what `relative` does without small units, which change at each refresh: `in 23 h`."""
    if moment is None:
        return NOTHING
    away = moment - now
    unit = next((unit for least, unit in _COARSE if abs(away) >= least), timedelta(seconds=1))
    return relative(now + unit * int(away / unit), now)


def moment(value: datetime | None) -> str:
    """Return a moment in UTC to the second: `2026-11-29 11:35:42 UTC`."""
    return NOTHING if value is None else f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


Tone = Literal["good", "warn", "bad", "info", "muted"]

_TONES: dict[Tone, frozenset[str]] = {
    "good": frozenset({"approved", "approve", "completed", "fine", "scored", "valid", "within"}),
    "warn": frozenset(
        {
            "escalated",
            "high",
            "human_review",
            "idle",
            "near",
            "needs_review",
            "overdue",
            "pending_termination",
            "timeout",
            "unknown",
            "warning",
        }
    ),
    "bad": frozenset(
        {
            "critical",
            "disqualified",
            "error",
            "exceeded",
            "failed",
            "invalid",
            "lost",
            "problem",
            "rejected",
            "reject",
        }
    ),
    "info": frozenset(
        {
            "active",
            "code_generation",
            "data_acquisition",
            "initializing",
            "provisioning",
            "research",
            "reviewed",
            "running",
            "submission",
            "submitted",
            "submitting",
            "training",
        }
    ),
}
"""The states of every entity by their tone; all others are muted."""


def tone(state: object) -> Tone:
    """Return the tone of a state, such as `warn` of `escalated`."""
    for name, states in _TONES.items():
        if str(state) in states:
            return name
    return "muted"
