"""A spool line always becomes the same point with the same id; invalid points are refused."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from fractions import Fraction
from numbers import Integral
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaggle_store.errors import InvalidInput
from kaggle_store.recorder.header import Header
from kaggle_store.recorder.point_lines import SharedTags, after_torn, point_line, points_body
from tests.recorder.spools import PROJECT

NAMES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=200)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5)
TAGS = st.none() | st.dictionaries(TEXTS, st.integers() | TEXTS)


@Integral.register
class Int64:
    """An integer like NumPy's, which compares with a float as a float."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __int__(self) -> int:
        return self._number

    def __float__(self) -> float:
        return float(self._number)

    def __eq__(self, other: object) -> bool:
        return float(self._number) == other

    def __hash__(self) -> int:
        return hash(self._number)

    def __str__(self) -> str:
        return str(self._number)


def tags_of(**given: Any) -> Any:
    """Return the tags that a point with this step or epoch is sent with."""
    line = point_line("loss", 1, given.get("step"), given.get("epoch"), "gauge", given.get("tags"))
    (tags,) = sent(Header.new(PROJECT, None, None, None), 0, [line])["p_tags"]
    return tags


def sent(header: Header, before: int, lines: list[bytes]) -> dict[str, list[Any]]:
    """Return the request arguments for lines with line ends."""
    points: dict[str, list[Any]] = json.loads(
        points_body(header, before, [line.removesuffix(b"\n") for line in lines])
    )
    return points


EPOCHS = st.none() | st.integers(0, 1 << 200) | st.floats(allow_nan=False, allow_infinity=False)


@given(NAMES, st.floats(), st.none() | st.integers(0, 1 << 40), EPOCHS, TAGS)
def test_point_round_trips(
    name: str, value: float, step: int | None, epoch: float | None, tags: dict[str, object] | None
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
        {"x": "y" * 8_184},
        {"a": {"b": {"c": {"d": 1}}}},
        {"x": "\0"},
        {"x": "\ud800"},
        ["x"],
        "text",
    ],
)
def test_invalid_tags_are_refused(tags: Any) -> None:
    with pytest.raises(InvalidInput, match="tags"):
        point_line("loss", 1, None, None, "gauge", tags)


@pytest.mark.parametrize(
    ("given", "stored"),
    [(7, 7), (7.0, 7), ("7", 7), (Decimal(7), 7), (2**70, 2**70), (Fraction(7), 7), (Int64(7), 7)],
)
def test_whole_step_is_kept(given: Any, stored: int) -> None:
    assert tags_of(step=given) == {"step": stored}


@pytest.mark.parametrize("step", [7.9, "7.9", Decimal("7.9"), Fraction(15, 2), True, 1e-9])
def test_step_that_is_not_whole_is_refused(step: Any) -> None:
    with pytest.raises(InvalidInput, match="step: must be a"):
        tags_of(step=step)


@pytest.mark.parametrize(
    ("given", "stored"),
    [(0.53, 0.53), ("0.53", 0.53), (Decimal("0.53"), 0.53), (1.0, 1), (1e-9, 1e-9), (-2, -2)],
)
def test_fraction_of_an_epoch_is_kept(given: Any, stored: float) -> None:
    found = tags_of(epoch=given)["epoch"]
    assert (found, type(found)) == (stored, type(stored))


@pytest.mark.parametrize("value", [2**53 + 1, Int64(2**53 + 1), -(2**63) - 1])
def test_value_that_no_double_holds_is_refused(value: Any) -> None:
    with pytest.raises(InvalidInput, match=rf"metric_value: {value} is not a double"):
        point_line("loss", value, None, None, "gauge", None)


def test_whole_value_within_a_double_is_kept() -> None:
    header = Header.new(PROJECT, None, None, None)
    for value in (2**53, 2**70, Int64(7), True, Decimal("0.1"), "0.1"):
        line = point_line("loss", value, None, None, "gauge", None)  # type: ignore[arg-type]
        assert sent(header, 0, [line])["p_metric_values"] == [float(value)]


def test_shared_tags_leave_room_for_step_and_epoch() -> None:
    space = 8192 - len('{"a": "", "step": -9223372036854775808, "epoch": -9223372036854775808}')
    shared = SharedTags({"a": "x" * space})
    point_line("loss", 1, -(2**63), -(2**63), "gauge", None, shared)
    with pytest.raises(InvalidInput, match="at most 8192 bytes"):
        point_line("loss", 1, -(10**30), -(10**30), "gauge", None, shared)
    with pytest.raises(InvalidInput, match="at most 8192 bytes"):
        SharedTags({"a": "x" * (space + 1)})


def test_own_tags_are_bounded_together_with_shared() -> None:
    shared = SharedTags({"a": "x" * 5000})
    point_line("loss", 1, None, None, "gauge", {"a": "y" * 8000}, shared)
    with pytest.raises(InvalidInput, match="at most 8192 bytes"):
        point_line("loss", 1, None, None, "gauge", {"b": "y" * 5000}, shared)


@pytest.mark.parametrize("kept", range(1, 60))
def test_whole_line_is_found_after_a_torn_one(kept: int) -> None:
    torn = point_line("a torn metric", 1, 2, 3, "gauge", {"x": 1})[:kept]
    whole = point_line("loss", 0.5, None, 1, "gauge", {"y": "\t"})[:-1]
    assert after_torn(torn + whole) == whole
    assert after_torn(whole) == whole
    assert after_torn(torn) in (None, torn)


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


class Tensor:
    """A stand-in for torch's."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def item(self) -> Any:
        return self.value


@pytest.mark.parametrize(
    "value", ["0.5", np.float32(0.5), np.array(0.5), Tensor(0.5), Decimal("0.5")]
)
def test_value_may_have_other_forms(value: Any) -> None:
    line = point_line("loss", value, None, None, "gauge", {"rate": Tensor(1)})
    points = sent(Header.new(PROJECT, None, None, None), 0, [line])
    assert (points["p_metric_values"], points["p_tags"]) == ([0.5], [{"rate": 1}])


@pytest.mark.parametrize("value", ["x", "1_0", "1e400", b"1", None, [1], np.array([1]), 10**400])
def test_value_that_is_no_number_is_refused(value: Any) -> None:
    with pytest.raises(InvalidInput, match="metric_value: must be a number"):
        point_line("loss", value, None, None, "gauge", None)


@pytest.mark.parametrize("step", [7, 7.0, "7", np.int64(7), np.float32(7), Tensor(7)])
def test_step_may_have_other_forms(step: Any) -> None:
    line = point_line("loss", 0.5, step, step, "gauge", None)
    (tags,) = sent(Header.new(PROJECT, None, None, None), 0, [line])["p_tags"]
    assert tags == {"epoch": 7, "step": 7}


@pytest.mark.parametrize("step", [7.5, "1_0", np.True_, Tensor(7.5), "x", b"7", np.array([7])])
def test_step_in_another_form_is_a_whole_number(step: Any) -> None:
    with pytest.raises(InvalidInput, match="step: must be a"):
        point_line("loss", 0.5, step, None, "gauge", None)
