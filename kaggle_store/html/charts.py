"""Charts as static SVG: one call, one string, the same bytes for the same data.

Each function returns an `<svg>` with `role="img"` and the `label` in `aria-label`. Its colours are
the page's CSS variables; with `standalone=True` it has a style of its own, light and dark, for use
in `<img>`. Nothing in it runs, and no text of the data becomes markup. Points without a finite
number are left out, many points are thinned, and values far from all others are drawn at the edge
of the axis: notes below the chart and in its label say so.

All but `sparkline` and the trees need the extra `ui` or `report`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import accumulate
from typing import Any

from markupsafe import Markup, escape

from kaggle_store import formats
from kaggle_store.html._axes import COLOURS, DASHES, line_names, x_axis, y_axis
from kaggle_store.html._numbers import (
    Drawn,
    Point,
    Scale,
    Value,
    beyond_note,
    finite,
    missing_note,
    position,
    scale_of,
    thinned,
    thinned_note,
)
from kaggle_store.html._sparkline import sparkline
from kaggle_store.html._svg import Size, draw, frame
from kaggle_store.html._tree import solution_tree
from kaggle_store.html._tree_drawing import Node

__all__ = [
    "Line",
    "Node",
    "Size",
    "cost_over_time",
    "cost_per_day",
    "line_chart",
    "public_against_private",
    "score_history",
    "solution_tree",
    "sparkline",
]

WIDE = Size()
MOST_LINES = len(COLOURS) * len(DASHES)


@dataclass(frozen=True, slots=True)
class Line:
    """A named series; x is a step or a moment, and every line of a chart has the same kind."""

    name: str
    points: Sequence[Point]


def line_chart(
    lines: Sequence[Line],
    *,
    label: str,
    x_title: str = "step",
    y_title: str = "",
    size: Size = WIDE,
    standalone: bool = False,
) -> Markup:
    """Draw series over steps or time, such as training curves or one metric of several runs.

    The axis is logarithmic where positive values span too much for a linear one. At most 24 lines
    are drawn; a note counts the others.
    """
    shown = lines[:MOST_LINES]
    drawn = [finite(line.points) for line in shown]
    values = [y for points in drawn for _, y in points]
    notes = missing_note(sum(len(line.points) for line in shown), len(values))
    notes += [f"{len(lines) - len(shown)} more lines not drawn"] if len(lines) > len(shown) else []
    if not values:
        return _empty(label, notes, size, standalone)
    scale = scale_of(values, may_be_log=True)
    thin = [thinned(points) for points in drawn]
    notes += thinned_note(len(values), sum(map(len, thin))) + beyond_note(values, scale)
    rows = [
        {"x": x, "y": scale.clamp(y), "line": number}
        for number, points in enumerate(thin)
        for x, y in points
    ]
    names = [line.name for line in shown]
    is_time = any(isinstance(x, datetime) for line in shown for x, _ in line.points[:1])
    layers = [_lines_layer(rows, names, x_title, y_title, scale, is_time=is_time)]
    return draw({"layer": layers}, size=size, label=label, notes=notes, standalone=standalone)


def score_history(
    points: Sequence[Point],
    *,
    direction: str | None,
    label: str,
    size: Size = WIDE,
    standalone: bool = False,
) -> Markup:
    """Draw scores over time and the best so far as a line of steps; better is up.

    `direction` is the competition's `metric_direction`; where a lower score is better the axis is
    inverted, and its title says what is better. Without a direction there is no best line.
    """
    drawn = finite(points)
    notes = missing_note(len(points), len(drawn))
    if not drawn:
        return _empty(label, notes, size, standalone)
    values = [y for _, y in drawn]
    scale = scale_of(values)
    thin = thinned(drawn)
    notes += thinned_note(len(drawn), len(thin)) + beyond_note(values, scale)
    y = y_axis(_SCORE_TITLES.get(direction or "", "score"), scale, reverse=direction == "minimize")
    x = x_axis("step", thin, is_time=_has_moments(points))
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": _rows(thin, scale)},
            "mark": {"type": "point", "filled": True, "color": "var(--muted)", "size": 22},
            "encoding": {"x": x, "y": y, "shape": _SHAPE},
        }
    ]
    if best := _best_so_far(drawn, direction):
        steps = {"type": "line", "interpolate": "step-after", "color": "var(--accent)"}
        rows = _rows(thinned(best), scale)
        layers.append({"data": {"values": rows}, "mark": steps, "encoding": {"x": x, "y": y}})
        label = f"{label.rstrip('.')}: best {formats.number(best[-1][1])}"
    return draw({"layer": layers}, size=size, label=label, notes=notes, standalone=standalone)


def cost_over_time(
    points: Sequence[tuple[datetime, Decimal | float]],
    *,
    label: str,
    budget: Decimal | float | None = None,
    size: Size = WIDE,
    standalone: bool = False,
) -> Markup:
    """Draw what was spent up to each moment, in US dollars, and the budget as a dashed line.

    Each point is one expense; they are added up here.
    """
    spent = sorted((position(at), Decimal(dollars)) for at, dollars in points)
    sums = list(accumulate(dollars for _, dollars in spent))
    total = [(at, float(dollars)) for (at, _), dollars in zip(spent, sums, strict=True)]
    if not total:
        return _empty(label, [], size, standalone)
    thin = thinned(total)
    highest = max(total[-1][1], float(budget or 0))
    x, y = x_axis("", thin, is_time=True), y_axis("US dollars", Scale(0, highest))
    mark: dict[str, Any] = {"type": "area", "interpolate": "step-after", "color": "var(--accent)"}
    mark |= {"fillOpacity": 0.15, "line": {"color": "var(--accent)", "strokeWidth": 1.5}}
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": _rows(thin, Scale(0, highest))},
            "mark": mark,
            "encoding": {"x": x, "y": y},
        }
    ]
    label = f"{label.rstrip('.')}: {formats.money(sums[-1])}"
    if budget is not None:
        layers.append(_budget_line(float(budget)))
        label += f" of {formats.money(budget)}"
    notes = thinned_note(len(total), len(thin))
    return draw({"layer": layers}, size=size, label=label, notes=notes, standalone=standalone)


def cost_per_day(
    days: Sequence[tuple[date, str, Decimal | float]],
    *,
    label: str,
    size: Size = WIDE,
    standalone: bool = False,
) -> Markup:
    """Draw a bar for each UTC day, divided by kind, such as `gpu`, `research` and `code`."""
    if not days:
        return _empty(label, [], size, standalone)
    kinds = sorted({kind for _, kind, _ in days})
    numbers = {kind: number for number, kind in enumerate(kinds)}
    rows = [
        {"x": _midnight(day), "y": float(dollars), "line": numbers[kind]}
        for day, kind, dollars in sorted(days, key=lambda each: (each[0], each[1]))
    ]
    sums: dict[float, float] = {}
    for row in rows:
        sums[row["x"]] = sums.get(row["x"], 0.0) + row["y"]
    axis = x_axis("", sorted(sums.items()), is_time=True)
    axis["axis"] = {"format": "%b %-d", "title": "day (UTC)"}
    encoding = {
        "x": {**axis, "timeUnit": "utcyearmonthdate"},
        "y": y_axis("US dollars", Scale(0, max(sums.values()))),
        "color": line_names(kinds, COLOURS, "color"),
        "order": {"field": "line"},
    }
    chart = {"data": {"values": rows}, "mark": {"type": "bar"}, "encoding": encoding}
    total = sum(Decimal(dollars) for _, _, dollars in days)
    label = f"{label.rstrip('.')}: {formats.money(total)}"
    return draw(chart, size=size, label=label, notes=[], standalone=standalone)


def public_against_private(
    scores: Sequence[tuple[Value, Value]],
    *,
    direction: str | None,
    label: str,
    size: Size = WIDE,
    standalone: bool = False,
) -> Markup:
    """Draw each submission's private score over its public one, with the line of equal scores.

    Both axes are inverted where a lower score is better. Submissions without both scores are left
    out; a note counts them.
    """
    drawn = finite([(x if x is not None else float("nan"), y) for x, y in scores])
    notes = missing_note(len(scores), len(drawn))
    if not drawn:
        return _empty(label, notes, size, standalone)
    kept = drawn[:: max(1, -(-len(drawn) // 2000))]
    if len(kept) < len(drawn):
        notes.append(f"{len(kept):,} of {len(drawn):,} drawn, evenly by public score")
    columns = [[point[axis] for point in drawn] for axis in (0, 1)]
    publics, privates = map(scale_of, columns)
    notes += beyond_note(columns[0], publics) + beyond_note(columns[1], privates)
    reverse = direction == "minimize"
    x, y = (
        y_axis(title, scale, reverse=reverse)
        for title, scale in (("public score", publics), ("private score", privates))
    )
    rows = [{"x": publics.clamp(a), "y": privates.clamp(b)} for a, b in kept]
    mark = {"type": "point", "color": "var(--accent)", "size": 30}
    encoding = {"x": {**x, "field": "x"}, "y": y}
    layers = [{"data": {"values": rows}, "mark": mark, "encoding": encoding}]
    layers += _diagonal(publics, privates, encoding)
    return draw({"layer": layers}, size=size, label=label, notes=notes, standalone=standalone)


_SCORE_TITLES = {
    "maximize": "score (higher is better)",
    "minimize": "score (lower is better)",
}
_SHAPE = {
    "field": "beyond",
    "type": "nominal",
    "scale": {"domain": [False, True], "range": ["circle", "triangle-up"]},
    "legend": None,
}


def _rows(points: Sequence[Drawn], scale: Scale) -> list[dict[str, Any]]:
    return [{"x": x, "y": scale.clamp(y), "beyond": not scale.contains(y)} for x, y in points]


def _best_so_far(points: Sequence[Drawn], direction: str | None) -> list[Drawn]:
    """Return the points that are better than all before them, and the last one's time."""
    better: Callable[[float, float], float] | None
    better = {"maximize": max, "minimize": min}.get(direction or "")
    if better is None:
        return []
    bests = list(accumulate((y for _, y in points), better))
    return [(x, best) for (x, _), best in zip(points, bests, strict=True)]


def _has_moments(points: Sequence[Point]) -> bool:
    return any(isinstance(x, datetime) for x, _ in points)


def _midnight(day: date) -> float:
    return position(datetime(day.year, day.month, day.day, tzinfo=UTC))


def _lines_layer(
    rows: Sequence[Mapping[str, Any]],
    names: Sequence[str],
    x_title: str,
    y_title: str,
    scale: Scale,
    *,
    is_time: bool,
) -> dict[str, Any]:
    title = f"{y_title} (logarithmic)".strip() if scale.kind == "log" else y_title
    encoding: dict[str, Any] = {
        "x": x_axis(x_title, sorted((row["x"], 0.0) for row in rows), is_time=is_time),
        "y": y_axis(title, scale),
        "color": line_names(names, COLOURS, "color"),
        "strokeDash": line_names(names, DASHES, "dash"),
    }
    mark: dict[str, Any] = {"type": "line", "strokeWidth": 1.5}
    if len(rows) == len(names):  # A line of one point is not visible.
        mark["point"] = True
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _budget_line(budget: float) -> dict[str, Any]:
    mark = {"type": "rule", "color": "var(--warn)", "strokeDash": [4, 3], "strokeWidth": 1.5}
    y = {"field": "y", "type": "quantitative"}
    return {"data": {"values": [{"y": budget}]}, "mark": mark, "encoding": {"y": y}}


def _diagonal(x: Scale, y: Scale, encoding: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the line on which both scores are equal, as far as both axes reach."""
    low, high = max(x.low, y.low), min(x.high, y.high)
    if low >= high:
        return []
    rows = [{"x": each, "y": each} for each in (low, high)]
    mark = {"type": "line", "color": "var(--muted)", "strokeDash": [3, 3], "strokeWidth": 1}
    return [{"data": {"values": rows}, "mark": mark, "encoding": encoding}]


def _empty(label: str, notes: Sequence[str], size: Size, standalone: bool) -> Markup:
    said = ". ".join((f"{label.rstrip('.')}: nothing to draw", *notes))
    shown = "; ".join(("Nothing to draw", *notes))
    inner = f'<text x="8" y="24" font-size="12" fill="var(--muted)">{escape(shown)}</text>'
    return frame(inner, Size(size.width, 40), said, standalone=standalone)
