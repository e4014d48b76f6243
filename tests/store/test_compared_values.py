"""What is compared is what was stored: times, numbers, ids and keys, with both clients."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from kaggle_store import InvalidInput, KaggleStore
from tests.store.samples import Samples

POINT: Any = {"metric_name": "m", "metric_type": "gauge", "metric_value": 1.0}


class Id(UUID):
    """A subclass of UUID, as drivers return."""


class Name(StrEnum):
    """Text with another repr."""

    TITANIC = "titanic"


BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = [
    pd.Timestamp("2026-11-28T10:00:00.123456789Z"),
    pd.Timestamp("2026-11-28T10:00:00.9999999", tz="Asia/Tokyo"),
    datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),
    datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN),
    datetime(2026, 11, 28, 10, 0, 0, 1, tzinfo=UTC),
]


@pytest.mark.parametrize("moment", MOMENTS, ids=repr)
def test_point_is_found_by_its_time(client: KaggleStore, moment: datetime) -> None:
    points: Any = [{**POINT, "id": uuid4(), "timestamp": moment} for _ in range(2)]
    (first, second) = client.system_metrics.create_many(points)
    assert client.system_metrics.create_many(points) == [first, second]
    assert client.system_metrics.create(**points[0]) == first
    assert client.system_metrics.get(first.id, moment) == first
    assert client.system_metrics.list(timestamp=moment, id=first.id) == [first]
    assert client.system_metrics.count(timestamp__lte=moment, timestamp__gte=moment) == 2
    assert client.system_metrics.record(points) == 0


def test_ambiguous_local_times_are_two_moments(client: KaggleStore) -> None:
    before, after = MOMENTS[2], MOMENTS[3]
    points: Any = [{**POINT, "timestamp": at} for at in (before, after)]
    client.system_metrics.record(points)
    found = [row.timestamp for row in client.system_metrics.iterate()]
    assert found[1] - found[0] == timedelta(hours=1)


def test_microseconds_are_cut_not_rounded(client: KaggleStore) -> None:
    moment = pd.Timestamp("2026-11-28T10:00:00.999999999Z")
    row = client.system_metrics.create(**POINT, timestamp=moment)
    assert row.timestamp == datetime(2026, 11, 28, 10, 0, 0, 999999, tzinfo=UTC)


def test_id_may_be_text_or_a_subclass(client: KaggleStore) -> None:
    id = uuid4()
    given: list[Any] = [str(id), Id(int=id.int), id.hex.upper()]
    for each in given:
        row = client.configurations.create(
            id=each, config_key="k", config_value=1, config_type="gpu"
        )
        assert row.id == id
    with pytest.raises(InvalidInput, match=r"Configuration\[1\]\.id: the same as in row 0"):
        client.configurations.create_many(
            [
                {"id": each, "config_key": f"{n}", "config_value": 1, "config_type": "gpu"}
                for n, each in enumerate(given)
            ]
        )


def test_text_of_an_enum_is_its_value(client: KaggleStore) -> None:
    row = client.competitions.create(kaggle_id=Name.TITANIC, title="T")
    assert client.competitions.find(Name.TITANIC) == row
    assert client.competitions.upsert(kaggle_id=Name.TITANIC, title="T").id == row.id
    with pytest.raises(InvalidInput, match=r"Competition\[1\]\.kaggle_id: the same"):
        client.competitions.upsert_many(
            [{"kaggle_id": each, "title": "T"} for each in (Name.TITANIC, "titanic")]
        )


@pytest.mark.parametrize("dollars", [0.1 + 0.2, 1 / 3, 0.0000005, 2.675, 1e9 + 0.1])
def test_float_finds_the_money_that_it_stored(client: KaggleStore, dollars: float) -> None:
    row = client.competitions.create(kaggle_id="x", title="X", prize_pool=dollars)
    assert client.competitions.list(prize_pool=dollars) == [row]
    assert client.competitions.list(prize_pool=[dollars]) == [row]
    assert client.competitions.list(prize_pool__not=dollars) == []


def test_comparison_with_a_float_is_not_rounded(client: KaggleStore) -> None:
    client.competitions.create(kaggle_id="x", title="X", prize_pool=Decimal("0.123457"))
    assert client.competitions.count(prize_pool__gt=0.12345651) == 1
    assert client.competitions.count(prize_pool__lt=0.12345651) == 0


@pytest.mark.parametrize("score", [-0.0, 0.1 + 0.2, 5e-324, 1e27])
def test_score_is_found_by_itself(client: KaggleStore, samples: Samples, score: float) -> None:
    row = client.submissions.create(
        execution_id=samples.execution.id, submission_file_path="a.csv", public_score=score
    )
    assert [each.id for each in client.submissions.list(public_score=score)] == [row.id]


VALUES = [math.nan, math.inf, 0.9, 0.8, -1.0, -math.inf, math.nan]


@pytest.fixture
def measured(client: KaggleStore) -> KaggleStore:
    points: Any = [{**POINT, "metric_value": value} for value in VALUES]
    client.system_metrics.record(points)
    return client


def _values(client: KaggleStore, **asked: Any) -> str:
    return str([row.metric_value for row in client.system_metrics.list(**asked)])


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"metric_value__gt": 0.8}, "[0.9, inf]"),
        ({"metric_value__gte": 0.8}, "[0.8, 0.9, inf]"),
        ({"metric_value__gte": math.inf}, "[inf]"),
        ({"metric_value__gt": math.inf}, "[]"),
        ({"metric_value__gt": -math.inf}, "[-1.0, 0.8, 0.9, inf]"),
        ({"metric_value__lt": 0.8}, "[-inf, -1.0]"),
        ({"metric_value__lte": math.inf}, "[-inf, -1.0, 0.8, 0.9, inf]"),
        ({"metric_value": math.nan}, "[nan, nan]"),
        ({"metric_value": [math.nan, 0.9]}, "[0.9, nan, nan]"),
        ({"metric_value__not": math.nan}, "[-inf, -1.0, 0.8, 0.9, inf]"),
        ({"metric_value__not": 0.9}, "[-inf, -1.0, 0.8, inf, nan, nan]"),
    ],
    ids=str,
)
def test_nan_is_in_no_comparison(measured: KaggleStore, where: Any, found: str) -> None:
    assert _values(measured, order="metric_value", **where) == found
    assert measured.system_metrics.count(**where) == len(measured.system_metrics.list(**where))
    iterated = [row.metric_value for row in measured.system_metrics.iterate(**where)]
    table = measured.system_metrics.to_arrow(**where)
    assert str(sorted(iterated, key=str)) == str(sorted(table["metric_value"].to_pylist(), key=str))
    assert len(iterated) == measured.system_metrics.count(**where)


def test_nan_is_last_in_both_directions(measured: KaggleStore) -> None:
    assert _values(measured, order="metric_value") == "[-inf, -1.0, 0.8, 0.9, inf, nan, nan]"
    assert _values(measured, order="-metric_value") == "[inf, 0.9, 0.8, -1.0, -inf, nan, nan]"
    assert _values(measured, order=["metric_type", "-metric_value"], limit=2) == "[inf, 0.9]"
    assert _values(measured, order="-metric_value", limit=3, offset=4) == "[-inf, nan, nan]"


@pytest.mark.parametrize("suffix", ["lt", "lte", "gt", "gte"])
def test_comparison_with_nan_is_refused(client: KaggleStore, suffix: str) -> None:
    where: Any = {f"metric_value__{suffix}": math.nan}
    with pytest.raises(InvalidInput, match=f"metric_value__{suffix}: NaN is neither less nor"):
        client.system_metrics.list(**where)


def test_create_many_refuses_an_id_twice(client: KaggleStore) -> None:
    id = uuid4()
    new: Any = [{"kaggle_id": f"k{n}", "title": "T"} for n in range(3)]
    new[0]["id"] = new[2]["id"] = id
    with pytest.raises(InvalidInput, match=r"Competition\[2\]\.id: the same as in row 0"):
        client.competitions.create_many(new)
    assert client.competitions.count() == 0


def test_upsert_many_refuses_a_key_twice(client: KaggleStore) -> None:
    new: Any = [{"kaggle_id": key, "title": "T"} for key in "cdc"]
    with pytest.raises(InvalidInput, match=r"Competition\[2\]\.kaggle_id: the same as in row 0"):
        client.competitions.upsert_many(new)
    assert client.competitions.count() == 0
    assert [row.kaggle_id for row in client.competitions.upsert_many(new[:2])] == ["c", "d"]


def test_record_refuses_a_point_twice(client: KaggleStore) -> None:
    point: Any = {**POINT, "id": uuid4(), "timestamp": datetime.now(UTC)}
    with pytest.raises(InvalidInput, match=r"SystemMetric\[1\]\.id: the same as in row 0"):
        client.system_metrics.record([point, point])
    later: Any = {**point, "timestamp": point["timestamp"] + timedelta(seconds=1)}
    assert client.system_metrics.record([point, later]) == 2
