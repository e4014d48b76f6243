"""What is written down reads back as the same point, with the same id, however often."""

from __future__ import annotations

import math
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaggle_store.errors import InvalidInput
from kaggle_store.recorder.lines import Header, point_line, read_points

NAMES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=200)
TAGS = st.none() | st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5))


@given(NAMES, st.floats(), st.none() | st.integers(0, 1 << 40), st.none() | st.integers(0), TAGS)
def test_a_point_reads_back_as_it_was_logged(
    name: str, value: float, step: int | None, epoch: int | None, tags: dict[str, object] | None
) -> None:
    header = Header.new(uuid4(), "training", {"run": 1})
    line = point_line(name, value, step, epoch, "gauge", tags)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    points = read_points(Header.read(header.line()), 100, [line])
    assert points == read_points(header, 100, [line]), "the same line is the same point"
    stored = points["p_metric_values"][0]
    number = float(stored)  # NaN and infinities travel as words
    assert number == value or (math.isnan(number) and math.isnan(value))
    more = {"step": step, "epoch": epoch}
    assert points["p_tags"] == [
        {"run": 1, **(tags or {}), **{k: v for k, v in more.items() if v is not None}}
    ]
    assert points["p_metric_names"] == [name]
    assert points["p_execution_ids"] == [str(header.execution_id)]


def test_two_lines_of_a_segment_are_two_points_and_ids_follow_time() -> None:
    header = Header.new(None, None, None)
    lines = [point_line("loss", 0.5, None, None, "gauge", None) for _ in range(500)]
    ids = read_points(header, 90, lines)["p_ids"]
    assert len(set(ids)) == 500
    assert {UUID(id).version for id in ids} == {7}
    assert [id[:13] for id in ids] == sorted(id[:13] for id in ids)


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("", 1.0, "metric_name"),
        ("x" * 201, 1.0, "metric_name"),
        ("a\tb", 1.0, "metric_name"),
        ("a\nb", 1.0, "metric_name"),
        (5, 1.0, "metric_name"),
        ("loss", "many", "metric_value"),
        ("loss", None, "metric_value"),
    ],
)
def test_what_can_never_be_stored_is_refused_at_once(name: str, value: float, field: str) -> None:
    with pytest.raises(InvalidInput, match=field):
        point_line(name, value, None, None, "gauge", None)


def test_an_unknown_kind_of_metric_is_refused() -> None:
    with pytest.raises(InvalidInput, match="metric_type"):
        point_line("loss", 1.0, None, None, "speed", None)
