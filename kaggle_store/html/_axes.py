"""Axes, colours and legends of the charts, as parts of a Vega-Lite dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kaggle_store.html._numbers import Drawn, Scale
from kaggle_store.html._text import shortened

COLOURS = ("accent", "warn", "good", "info", "bad", "muted")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])
"""Lines differ in dashes as well as in colour."""


def x_axis(title: str, points: Sequence[Drawn], *, is_time: bool) -> dict[str, Any]:
    if not is_time:
        scale = {"zero": False, "nice": False}
        return {"field": "x", "type": "quantitative", "scale": scale, "title": _short(title)}
    days = (points[-1][0] - points[0][0]) / _DAY
    form = next((form for most, form in _TIME_FORMATS if days <= most), "%Y-%m")
    axis = {"format": form, "title": "time (UTC)"}
    return {"field": "x", "type": "temporal", "scale": {"type": "utc"}, "axis": axis}


_DAY = 86_400_000.0
_TIME_FORMATS = ((0.01, "%H:%M:%S"), (1, "%H:%M"), (4, "%b %-d, %H:%M"), (200, "%b %-d"))
"""How times are shown on an axis that spans at most so many days."""


def _short(title: str) -> str | None:
    return shortened(title) or None


def y_axis(title: str, scale: Scale, *, reverse: bool = False) -> dict[str, Any]:
    low, high = scale.low, scale.high
    if low == high:  # One value stands in the middle.
        margin = abs(low) / 10 or 1.0
        low, high = low - margin, high + margin
    options = {"domain": [low, high], "type": scale.kind, "reverse": reverse, "zero": False}
    options |= {"nice": True, "clamp": True}
    return {"field": "y", "type": "quantitative", "scale": options, "title": _short(title)}


def line_names(names: Sequence[str], values: Sequence[Any], kind: str) -> dict[str, Any]:
    """Return an encoding by the line's number, with a legend of names where there are several."""
    number = range(len(names))
    chosen = [
        f"var(--{values[index % len(values)]})"
        if kind == "color"
        else values[(index // len(COLOURS)) % len(values)]
        for index in number
    ]
    lookup = f"{_expression(names)}[datum.value]"
    widest = max((len(shortened(name)) for name in names), default=1)
    columns = min(max(60 // (widest + 5), 1), 6)
    legend = {"orient": "top", "labelExpr": lookup, "columns": columns, "title": None}
    return {
        "field": "line",
        "type": "nominal",
        "scale": {"domain": list(number), "range": chosen},
        "legend": legend if len(names) > 1 else None,
    }


def _expression(names: Sequence[str]) -> str:
    """Return names as an array in Vega's expression language, each as a list of code points."""
    texts = ["".join(f"\\u{ord(unit):04x}" for unit in _utf16(shortened(name))) for name in names]
    return "[" + ",".join(f"'{text}'" for text in texts) + "]"


def _utf16(text: str) -> str:
    units = text.encode("utf-16-be", "surrogatepass")
    return "".join(chr(high << 8 | low) for high, low in zip(units[::2], units[1::2], strict=True))
