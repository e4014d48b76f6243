"""A spool line always becomes the same point with the same id; invalid points are refused."""

from __future__ import annotations

import json
import math
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaggle_store.errors import InvalidInput
from kaggle_store.recorder.header import Header
from kaggle_store.recorder.point_lines import point_line, points_body
from tests.recorder.spools import PROJECT

NAMES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=200)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5)
TAGS = st.none() | st.dictionaries(TEXTS, st.integers() | TEXTS)


def sent(header: Header, before: int, lines: list[bytes]) -> dict[str, list[Any]]:
    """Return the request arguments for lines with line ends."""
    points: dict[str, list[Any]] = json.loads(
        points_body(header, before, [line.removesuffix(b"\n") for line in lines])
    )
    return points


@given(NAMES, st.floats(), st.none() | st.integers(0, 1 << 40), st.none() | st.integers(0), TAGS)
def test_point_round_trips(
    name: str, value: float, step: int | None, epoch: int | None, tags: dict[str, object] | None
) -> None:
    header = Header.new(PROJECT, uuid4(), "training", {"run": 1})
    line = point_line(name, value, step, epoch, "gauge", tags)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    points = sent(Header.read(header.line()), 3, [line])
    assert points == sent(header, 3, [line]), "the same line is the same point"
    stored = points["p_metric_values"][0]
    number = float(stored)  # NaN and infinities are sent as strings
    assert number == value or (math.isnan(number) and math.isnan(value))
    more = {"step": step, "epoch": epoch}
    assert points["p_tags"] == [
        {"run": 1, **(tags or {}), **{k: v for k, v in more.items() if v is not None}}
    ], "of two tags with one name the last is used, as in the database"
    assert points["p_metric_names"] == [name]
    assert points["p_execution_ids"] == [str(header.execution_id)]


def test_point_ids_count_up_from_the_segment_id() -> None:
    header = Header.new(PROJECT, None, None, None)
    assert header.id.version == 7
    line = point_line("loss", 0.5, None, None, "gauge", None)
    assert sent(header, 0, [line, line])["p_ids"] == [str(header.id)]
    (later,) = sent(header, 5, [line])["p_ids"]
    assert later[:28] == str(header.id)[:28]
    assert (int(later[28:], 16) - header.id.int) % (1 << 32) == 5


def test_shared_fields_are_sent_once() -> None:
    header = Header.new(PROJECT, uuid4(), "training", None)
    same = [point_line("loss", step, step, None, "gauge", None) for step in range(3)]
    points = sent(header, 0, same)
    shared = ("p_metric_names", "p_metric_types", "p_execution_ids", "p_components")
    assert {name: len(points[name]) for name in shared} == dict.fromkeys(shared, 1)
    points = sent(header, 0, [*same, point_line("acc", 1, None, None, "counter", None)])
    assert points["p_metric_names"] == ["loss", "loss", "loss", "acc"]
    assert points["p_metric_types"] == ["gauge", "gauge", "gauge", "counter"]


@pytest.mark.parametrize(
    "damaged", [b"", b"\0" * 40, b"17\t0.5", b"x\t1\t\t\tgauge\tloss\t", b"\xff\t1\t\t\tgauge\tx\t"]
)
def test_damaged_line_raises(damaged: bytes) -> None:
    header = Header.new(PROJECT, None, None, None)
    good = point_line("loss", 1, None, None, "gauge", None)
    with pytest.raises(ValueError):
        sent(header, 0, [good, damaged + b"\n"])


@pytest.mark.parametrize(
    "tags",
    [
        {"x": float("nan")},
        {"x": object()},
        {"x": "y" * 40_000},
        {"x": "\0"},
        {"x": "\ud800"},
        ["x"],
        "text",
    ],
)
def test_invalid_tags_are_refused(tags: Any) -> None:
    with pytest.raises(InvalidInput, match="tags"):
        point_line("loss", 1, None, None, "gauge", tags)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), "third"])
def test_step_that_is_not_a_number_is_refused(number: Any) -> None:
    with pytest.raises(InvalidInput, match="step"):
        point_line("loss", 1, number, None, "gauge", None)
    with pytest.raises(InvalidInput, match="epoch"):
        point_line("loss", 1, None, number, "gauge", None)


def test_step_beyond_double_precision_is_refused() -> None:
    with pytest.raises(InvalidInput, match="step: must be within double precision"):
        point_line("loss", 1, 10**309, None, "gauge", None)


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("", 1.0, "metric_name"),
        ("x" * 201, 1.0, "metric_name"),
        ("a\tb", 1.0, "metric_name"),
        ("a\nb", 1.0, "metric_name"),
        ("a\x1b[31m", 1.0, "metric_name"),
        ("a\ud800", 1.0, "metric_name"),
        (5, 1.0, "metric_name"),
        ("loss", "many", "metric_value"),
        ("loss", None, "metric_value"),
        ("loss", 10**400, "metric_value"),
    ],
)
def test_invalid_name_or_value_is_refused(name: str, value: float, field: str) -> None:
    with pytest.raises(InvalidInput, match=field):
        point_line(name, value, None, None, "gauge", None)


def test_unknown_metric_type_is_refused() -> None:
    with pytest.raises(InvalidInput, match="metric_type"):
        point_line("loss", 1.0, None, None, "speed", None)
