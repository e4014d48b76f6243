"""A small line of scores, made by hand: pages show one in each row."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from kaggle_store.html._numbers import Drawn, Value, finite, scale_of, thinned
from kaggle_store.html._svg import Size, frame

SMALL = Size(96, 20)
_EDGE = 3
_MOST_POINTS = 80


def sparkline(
    values: Sequence[Value], *, label: str, direction: str | None = None, size: Size = SMALL
) -> Markup:
    """Draw values as a small line with a dot at its end; better is up.

    Made without vl-convert, in microseconds. Values without a finite number are left out.
    """
    points = finite(list(enumerate(values)))
    if not points:
        return frame("", size, f"{label}: no values", standalone=False)
    scale = scale_of([y for _, y in points])
    sign = -1 if direction == "minimize" else 1
    signed = [(x, sign * scale.clamp(y)) for x, y in thinned(points, _MOST_POINTS)]
    places = _places(signed, size)
    left, top = places[-1].split(",")
    inner = (
        f'<polyline fill="none" stroke="var(--muted)" stroke-width="1.5" '
        f'points="{" ".join(places)}"/>'
        f'<circle cx="{left}" cy="{top}" r="2.5" fill="var(--accent)"/>'
    )
    return frame(inner, size, label, standalone=False)


def _places(points: Sequence[Drawn], size: Size) -> list[str]:
    heights = [y for _, y in points]
    low, high, first, last = min(heights), max(heights), points[0][0], points[-1][0]
    width, height = size.width - 2 * _EDGE, size.height - 2 * _EDGE
    return [
        f"{_EDGE + _share(x, first, last, 1.0) * width:.1f},"
        f"{_EDGE + (1 - _share(y, low, high, 0.5)) * height:.1f}"
        for x, y in points
    ]


def _share(value: float, low: float, high: float, alone: float) -> float:
    """Return where a value lies from low (0) to high (1); `alone` if they are the same."""
    return (value - low) / (high - low) if high > low else alone
