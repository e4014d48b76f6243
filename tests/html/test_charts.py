"""Charts: valid SVG that follows the page's colours, whatever the data."""

from __future__ import annotations

import math
import random
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from kaggle_store.html import charts
from kaggle_store.html._numbers import MOST_POINTS, finite, scale_of, thinned
from kaggle_store.html._svg import palettes

START = datetime(2026, 1, 1, tzinfo=UTC)
HOSTILE = "</svg><script>alert(1)</script>'\"\\u0027 `${x}` \x00 é😀"
SVG = "{http://www.w3.org/2000/svg}"


def hours(*scores: float | None) -> list[tuple[datetime, float | None]]:
    return [(START + timedelta(hours=hour), score) for hour, score in enumerate(scores)]


def lines(standalone: bool = False) -> Markup:
    series = [charts.Line("a", [(1, 0.5), (2, 0.4)]), charts.Line("b", [(1, 0.6), (2, 0.3)])]
    return charts.line_chart(series, label="Loss", standalone=standalone)


def history(standalone: bool = False) -> Markup:
    return charts.score_history(
        hours(0.5, 0.7, 0.6), direction="maximize", label="Scores", standalone=standalone
    )


def cost(standalone: bool = False) -> Markup:
    points = [(START, Decimal("0.0042")), (START + timedelta(hours=1), Decimal(2))]
    return charts.cost_over_time(points, label="Cost", budget=Decimal(3), standalone=standalone)


def per_day(standalone: bool = False) -> Markup:
    days = [(date(2026, 1, 1), "gpu", Decimal(2)), (date(2026, 1, 2), "code", Decimal(1))]
    return charts.cost_per_day(days, label="Cost per day", standalone=standalone)


def pairs(standalone: bool = False) -> Markup:
    scores = [(0.5, 0.4), (0.6, 0.7), (0.7, None)]
    return charts.public_against_private(
        scores, direction="maximize", label="Pairs", standalone=standalone
    )


def tree(standalone: bool = False) -> Markup:
    nodes = [charts.Node("a", score=0.5), charts.Node("b", "a", score=0.7), charts.Node("c", "b")]
    return charts.solution_tree(nodes, direction="maximize", label="Tree", standalone=standalone)


EVERY = pytest.mark.parametrize(
    "chart", [lines, history, cost, per_day, pairs, tree], ids=lambda chart: chart.__name__
)
Chart = Callable[..., Markup]


def label_of(svg: str) -> str:
    return ElementTree.fromstring(svg).get("aria-label", "")


@EVERY
@pytest.mark.parametrize("standalone", [False, True])
def test_chart_is_a_labelled_image(chart: Chart, standalone: bool) -> None:
    root = ElementTree.fromstring(chart(standalone=standalone))
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.get("aria-label")
    assert not any(each.tag == f"{SVG}script" for each in root.iter())
    attributes = {name for each in root.iter() for name in each.attrib}
    assert not {name for name in attributes if name.startswith("on")} | attributes & {"style"}


@EVERY
def test_inline_colours_are_the_page_variables(chart: Chart) -> None:
    svg = chart()
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) - {"none"}
    assert colours
    assert all(re.fullmatch(r"var\(--[a-z]+\)", colour) for colour in colours)
    assert "<style" not in svg
    assert {colour[6:-1] for colour in colours} <= palettes()[0].keys()


@EVERY
def test_standalone_has_both_schemes(chart: Chart) -> None:
    svg = chart(standalone=True)
    light, dark = palettes()
    assert f"--text:{light['text']};" in svg
    assert f"prefers-color-scheme:dark){{:root{{--bg:{dark['bg']};" in svg


@EVERY
def test_same_data_give_the_same_bytes(chart: Chart) -> None:
    assert chart() == chart()


def test_another_process_gives_the_same_bytes() -> None:
    script = "from tests.html.test_charts import history, lines; print(history() + lines())"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert ran.stdout == f"{history() + lines()}\n"


def test_palettes_have_the_same_names() -> None:
    light, dark = palettes()
    names = {"text", "muted", "line", "accent", "good", "warn", "bad", "info", "bg", "surface"}
    assert light.keys() == dark.keys() >= names


def test_hostile_names_stay_text() -> None:
    points = [(1.0, 0.5), (2.0, 0.4)]
    named = [charts.Line(HOSTILE, points), charts.Line("b", points)]
    node = charts.Node("a", title=HOSTILE, caption=HOSTILE, href=f"#{HOSTILE}")
    for svg in (
        charts.line_chart(named, label=HOSTILE, x_title=HOSTILE, y_title=HOSTILE),
        charts.score_history(hours(1, 2), direction=HOSTILE, label=HOSTILE),
        charts.cost_per_day([(date(2026, 1, 1), HOSTILE, 1.0)] * 2, label=HOSTILE),
        charts.solution_tree([node], direction=None, label=HOSTILE, target=HOSTILE),
    ):
        assert "<script" not in svg
        assert "<script>alert(1)</script>" in label_of(svg.replace("\x00", ""))


def test_legend_has_the_names() -> None:
    names = ["O'Neill \\ [0]", "datum.value", "日本語 😀"]
    given = [charts.Line(name, [(1, 0.5), (2, 0.6)]) for name in names]
    root = ElementTree.fromstring(charts.line_chart(given, label="Runs"))
    texts = {each.text for each in root.iter(f"{SVG}text")}
    assert set(names) <= texts


def test_points_without_number_are_counted() -> None:
    points = [(0.0, 1.0), (1.0, math.nan), (2.0, math.inf), (3.0, None), (4.0, 2.0)]
    svg = charts.line_chart([charts.Line("a", points)], label="Loss")
    assert label_of(svg) == "Loss. 3 without a finite number left out."
    assert "3 without a finite number left out" in svg.split(">", 1)[1]


def test_thinning_keeps_peaks_and_says_so() -> None:
    values = [random.Random(7).random() for _ in range(5000)]
    values[1234], values[4321] = 3.0, -3.0
    kept = thinned(finite(list(enumerate(values))))
    assert len(kept) <= MOST_POINTS
    assert {(1234.0, 3.0), (4321.0, -3.0), (0.0, values[0]), (4999.0, values[-1])} <= set(kept)
    svg = charts.line_chart([charts.Line("a", list(enumerate(values)))], label="Loss")
    said = (
        f"Loss. {len(kept)} of 5,000 points drawn: first, lowest, highest and last of each slice."
    )
    assert label_of(svg) == said


def test_few_points_are_all_kept() -> None:
    points = [(float(x), float(x)) for x in range(MOST_POINTS)]
    assert thinned(points) == points


@pytest.mark.parametrize("far", [1e27, -2.9e25, sys.float_info.max])
def test_far_score_does_not_flatten_the_others(far: float) -> None:
    scale = scale_of([0.5, 0.6, 0.55, 0.7, far])
    assert (scale.low, scale.high) == (0.5, 0.7)
    svg = charts.score_history(hours(0.5, 0.6, 0.55, 0.7, far), direction=None, label="Scores")
    assert "1 beyond the axis drawn at its edge, up to " in label_of(svg)
    assert "NaN" not in svg


def test_huge_scores_alone_are_drawn() -> None:
    huge = sys.float_info.max
    svg = charts.score_history(hours(-huge, huge), direction="maximize", label="Scores")
    assert "NaN" not in svg
    assert label_of(svg).startswith(f"Scores: best {huge:.5g}. 2 beyond the axis")


def test_equal_huge_values_are_drawn() -> None:
    for number in (1, 2, 5):
        points = [(float(x), sys.float_info.max) for x in range(number)]
        assert "NaN" not in charts.line_chart([charts.Line("a", points)], label="Loss")


def test_wide_range_of_losses_is_logarithmic() -> None:
    points = [(float(step), 10.0 ** (5 - step / 50)) for step in range(400)]
    svg = charts.line_chart([charts.Line("a", points)], label="Loss", y_title="loss")
    assert "loss (logarithmic)" in svg


@pytest.mark.parametrize(
    ("direction", "best", "title"),
    [
        ("maximize", "Scores: best 0.9", "score (higher is better)"),
        ("minimize", "Scores: best 0.2", "score (lower is better)"),
        (None, "Scores", "score"),
    ],
)
def test_best_follows_the_direction(direction: str | None, best: str, title: str) -> None:
    svg = charts.score_history(hours(0.5, 0.9, 0.2, 0.4), direction=direction, label="Scores")
    assert label_of(svg) == best
    assert f">{title}<" in svg
    assert ('stroke="var(--accent)"' in svg) == (direction is not None)


def heights_of_best(svg: str) -> list[float]:
    root = ElementTree.fromstring(svg)
    [line] = [each for each in root.iter(f"{SVG}path") if each.get("stroke") == "var(--accent)"]
    return [float(y) for y in re.findall(r"[ML][\d.]+,([\d.]+)", line.get("d", ""))]


@pytest.mark.parametrize("direction", ["maximize", "minimize"])
def test_better_is_up(direction: str) -> None:
    scores = (0.5, 0.6, 0.7) if direction == "maximize" else (0.7, 0.6, 0.5)
    heights = heights_of_best(
        charts.score_history(hours(*scores), direction=direction, label="Scores")
    )
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1]


def test_costs_are_added_up() -> None:
    assert label_of(cost()) == "Cost: $2.00 of $3.00"
    assert label_of(per_day()) == "Cost per day: $3.00"


def test_single_point_is_visible() -> None:
    svg = charts.line_chart([charts.Line("a", [(1, 0.5)])], label="Loss")
    assert any(each.get("d") for each in ElementTree.fromstring(svg).iter(f"{SVG}path"))


@pytest.mark.parametrize(
    "svg",
    [
        charts.line_chart([], label="A"),
        charts.score_history(hours(None, math.nan), direction="maximize", label="A"),
        charts.cost_over_time([], label="A"),
        charts.cost_per_day([], label="A"),
        charts.public_against_private([(0.5, None)], direction=None, label="A"),
    ],
)
def test_nothing_to_draw_is_said(svg: Markup) -> None:
    assert label_of(svg).startswith("A: nothing to draw")


def test_more_lines_than_colours_differ() -> None:
    given = [charts.Line(str(number), [(1, number), (2, number)]) for number in range(30)]
    svg = charts.line_chart(given, label="Runs")
    assert "6 more lines not drawn" in label_of(svg)
    root = ElementTree.fromstring(svg)
    drawn = [each for each in root.iter(f"{SVG}path") if each.get("stroke")]
    looks = {(each.get("stroke"), each.get("stroke-dasharray")) for each in drawn}
    assert len(looks) == charts.MOST_LINES == 24


def places_of(svg: str) -> list[tuple[float, float]]:
    [points] = re.findall(r'points="([^"]+)"', svg)
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in points.split())]


@pytest.mark.parametrize("direction", ["maximize", "minimize"])
def test_better_is_up_in_sparkline(direction: str) -> None:
    values = [0.5, 0.6, 0.9] if direction == "maximize" else [0.9, 0.6, 0.5]
    places = places_of(charts.sparkline(values, label="Best", direction=direction))
    assert places == sorted(places, key=lambda place: (place[0], -place[1]))
    assert places[0][1] > places[-1][1]
    assert places[-1] == (93.0, 3.0)


@pytest.mark.parametrize(
    "values",
    [[], [None], [math.nan, math.inf], [0.5], [1e27, 0.5, None, 0.4], [1e308, -1e308] * 99],
)
def test_sparkline_of_odd_values_is_an_image(values: list[float | None]) -> None:
    svg = charts.sparkline(values, label=HOSTILE, size=charts.Size(140, 26))
    root = ElementTree.fromstring(svg)
    assert (root.get("role"), root.get("width")) == ("img", "140")
    assert "nan" not in svg.split(">", 1)[1]
    assert "<script" not in svg
