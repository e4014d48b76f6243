"""Values that are easily changed in transit, written and read with both clients."""

from __future__ import annotations

import json
import math
import sys
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from psycopg import DatabaseError
from pydantic import TypeAdapter

from kaggle_store import InvalidInput, KaggleStore
from kaggle_store.models._base import JsonObject, stored_size
from tests.conftest import Owner
from tests.store.samples import Samples

TEXTS = [
    "",
    " ",
    "日本語のタイトル — é 🏆",
    "a,b;(c) \"d\" 'e' \\f {g} [h] *i* %j_ &k=l?m#n+o/p",
    "null",
    "line\r\nline\ttab\u2028\u200b\ufeff",
    "\x01\x1f\x7f",
]


@pytest.mark.parametrize("text", TEXTS)
def test_text_round_trip_and_filter(client: KaggleStore, text: str) -> None:
    row = client.competitions.create(kaggle_id="x", title=text, tags=[text, "other"])
    client.competitions.create(kaggle_id="y", title="another")
    assert (row.title, row.tags) == (text, [text, "other"])
    assert client.competitions.list(title=text) == [row]
    assert client.competitions.list(title=[text]) == [row]
    assert client.competitions.list(title=[text, "nothing"]) == [row]
    assert client.competitions.list(tags__contains=[text]) == [row]


def test_large_code_round_trip(client: KaggleStore, samples: Samples) -> None:
    text = "# コード 🏆\n" * 60_000
    assert len(text.encode()) > 1_000_000
    code = client.generated_code.create(
        execution_id=samples.execution.id, code_type="model", file_name="m.py", code_content=text
    )
    assert code.code_content == text
    assert client.generated_code.get(code.id).code_content == text


def test_large_raw_response_round_trip(client: KaggleStore, samples: Samples) -> None:
    response = {"abstracts": ["抄録 “quoted” \\ \n\t" * 100] * 400}
    assert len(str(response).encode()) > 1_000_000
    finding: Any = {
        "execution_id": samples.execution.id,
        "research_type": "academic_papers",
        "query_text": "x",
        "source_api": "arxiv",
        "raw_response": response,
    }
    assert client.research_results.add_many([finding]) == (1, 0)
    assert client.research_results.list_full()[0].raw_response == response


@pytest.mark.parametrize("money", ["0.004200", "9999999999.999999", "0", "100.01", "1E+3"])
def test_money_is_exact(client: KaggleStore, samples: Samples, money: str) -> None:
    session = client.gpu_sessions.create(
        execution_id=samples.execution.id,
        provider="vast_ai",
        instance_type="A100",
        hourly_rate_dollars=Decimal(money),
    )
    assert session.hourly_rate_dollars == Decimal(money)
    assert client.gpu_sessions.list(hourly_rate_dollars=Decimal(money)) == [
        client.gpu_sessions.list()[0]
    ]


@pytest.mark.parametrize("score", [1.0e27, -2.9e25, 0.1, 5e-324, 1.7976931348623157e308, -0.0])
def test_score_round_trip_is_exact(client: KaggleStore, samples: Samples, score: float) -> None:
    row = client.submissions.create(
        execution_id=samples.execution.id, submission_file_path="a.csv", public_score=score
    )
    assert row.public_score == score
    assert client.submissions.count(public_score=score) == 1


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_metric_can_be_nan_or_infinite(client: KaggleStore, value: float) -> None:
    new: dict[str, Any] = {"metric_name": "loss", "metric_value": value, "metric_type": "gauge"}
    created = client.system_metrics.create(**new)
    assert client.system_metrics.record([new]) == 1  # type: ignore[list-item]
    values = [created.metric_value, *(p.metric_value for p in client.system_metrics.list())]
    assert [str(each) for each in values] == [str(value)] * 3
    assert client.system_metrics.count(metric_value=value) == 2


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_score_must_be_finite(client: KaggleStore, samples: Samples, value: float) -> None:
    with pytest.raises(InvalidInput, match=r"Submission\.public_score: .*finite"):
        client.submissions.create(
            execution_id=samples.execution.id, submission_file_path="a.csv", public_score=value
        )


def test_datetime_keeps_microseconds_and_zone(client: KaggleStore) -> None:
    at = datetime(2026, 12, 24, 23, 59, 59, 999_999, tzinfo=timezone(timedelta(hours=9)))
    row = client.competitions.create(kaggle_id="x", title="X", deadline=at)
    assert row.deadline == at
    assert client.competitions.list(deadline=at) == [row]
    assert client.competitions.list(deadline__lt=at) == []
    assert client.competitions.list(deadline__lte=at, deadline__gt=at - timedelta(seconds=1)) == [
        row
    ]


def test_naive_datetime_is_refused(client: KaggleStore) -> None:
    naive = datetime(2026, 12, 24)  # noqa: DTZ001
    with pytest.raises(InvalidInput, match=r"Competition\.deadline: .*timezone"):
        client.competitions.create(kaggle_id="x", title="X", deadline=naive)
    with pytest.raises(InvalidInput, match=r"Competition\.deadline__gt: .*timezone"):
        client.competitions.list(deadline__gt=naive)


JSON_VALUES: list[Any] = [
    {"é": ["日本", None, True, 1, 0.5, {"": []}]},
    {"big": 2**80, "score": 1.0e27, "low": -2.9e25, "tiny": 1e-9},
    [sys.float_info.max, -sys.float_info.max, sys.float_info.min, 5e-324, 0.1 + 0.2, 10**308, -0.0],
    {"text": 'quote " backslash \\ newline \n'},
    [],
    "text",
    7,
    False,
]


@pytest.mark.parametrize("value", JSON_VALUES, ids=str)
def test_json_round_trip(client: KaggleStore, value: Any) -> None:
    row = client.configurations.create(config_key="k", config_value=value, config_type="model")
    assert row.config_value == value
    assert client.configurations.get(row.id).config_value == value


def test_json_contains_filter(client: KaggleStore) -> None:
    row = client.configurations.create(
        config_key="k", config_value={"a": [1, 2], "b": "c,d"}, config_type="model"
    )
    client.configurations.create(config_key="l", config_value=[1, "x"], config_type="model")
    assert client.configurations.list(config_value__contains={"a": [1], "b": "c,d"}) == [row]
    assert [c.config_key for c in client.configurations.list(config_value__contains=[1])] == ["l"]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"loss": [1.0, math.nan]}, "nan"),
        ({"a": {"b": "x\0y"}}, "NUL"),
        ({"a": b"raw"}, "a"),
        ({"a": Decimal(1)}, "a"),
        ({"a": [10**309]}, r"double precision.*\['a'\]\[0\]"),
        (-(2**1024), "double precision"),
        ([10**5000], "double precision"),
        ({"a": "\ud800"}, "surrogate"),
    ],
)
def test_invalid_json_is_refused(client: KaggleStore, value: Any, reason: str) -> None:
    with pytest.raises(InvalidInput, match=rf"Configuration\.config_value.*{reason}"):
        client.configurations.create(config_key="k", config_value=value, config_type="model")


def test_nul_character_is_refused(client: KaggleStore) -> None:
    with pytest.raises(InvalidInput, match=r"Competition\.title: .*NUL"):
        client.competitions.create(kaggle_id="x", title="a\0b")
    with pytest.raises(InvalidInput, match=r"Competition\.title: .*NUL"):
        client.competitions.list(title="a\0b")
    with pytest.raises(InvalidInput, match=r"Competition\.tags\[1\]: .*NUL"):
        client.competitions.create(kaggle_id="x", title="X", tags=["a", "\0"])
    point: Any = {
        "metric_name": "m",
        "metric_value": 1.0,
        "metric_type": "gauge",
        "tags": {"\0": 1},
    }
    with pytest.raises(InvalidInput, match=r"SystemMetric\[0\]\.tags: .*NUL"):
        client.system_metrics.record([point])


@pytest.mark.parametrize(
    ("resource", "where", "message"),
    [
        ("competitions", {"title__ilike": "a\0%"}, r"Competition\.title__ilike: .*NUL"),
        ("competitions", {"tags__contains": ["\0"]}, r"Competition\.tags__contains\[0\]: .*NUL"),
        ("competitions", {"title": "\ud800"}, r"Competition\.title: .*surrogates"),
        ("competitions", {"title": ["a", "\ud800"]}, r"Competition\.title: .*surrogates"),
        ("configurations", {"config_value__contains": {"a": "\0"}}, r"contains: .*NUL.*\['a'\]"),
        ("configurations", {"config_value__contains": [math.nan]}, r"contains: JSON has no nan"),
        ("configurations", {"config_value__contains": "\ud800"}, r"contains: .*surrogates"),
    ],
    ids=repr,
)
def test_filter_by_invalid_value_is_refused(
    client: KaggleStore, resource: str, where: Any, message: str
) -> None:
    with pytest.raises(InvalidInput, match=message):
        getattr(client, resource).list(**where)


def test_id_and_created_at_types(client: KaggleStore) -> None:
    given = UUID("0190a1b2-0000-7000-8000-000000000001")
    row = client.competitions.create(id=given, kaggle_id="x", title="X")
    assert row.id == given
    assert row.created_at.tzinfo is not None
    assert row.created_at.utcoffset() == timedelta(0)
    assert row.created_at > datetime(2020, 1, 1, tzinfo=UTC)


POINT: dict[str, Any] = {"metric_name": "x", "metric_value": 1.0, "metric_type": "gauge"}

TAGS: list[dict[str, Any]] = [
    {},
    {"step": 7, "epoch": 0.53, "deep": [1, [2, {}], {"x": None, "y": [True, False]}]},
    {'quote " \\ \t \n \b \f \r': "naïve 🏆 \x01\x1f\x7f\u2028"},
    {"small": [1e-5, -1.5e-300, 5e-324, 0.1, 1.0, 1e15], "text": "1e-5"},
    {"large": [1e16, 1.7976931348623157e308, -(2**63)]},
]


@pytest.mark.parametrize("tags", TAGS, ids=["empty", "nested", "text", "small", "large"])
def test_json_is_measured_as_the_database_does(owner: Owner, tags: dict[str, Any]) -> None:
    stored: Any = TypeAdapter(JsonObject).validate_python(tags)
    row = owner.execute(
        "select octet_length(%s::jsonb::text)", [json.dumps(stored, ensure_ascii=False)]
    ).fetchone()
    assert row == (stored_size(stored),)


def tags_of_size(letter: str, size: int) -> dict[str, Any]:
    """Return tags that take as many bytes as the database writes, mostly this letter."""
    most, rest = divmod(size - len('{"a": ""}'), stored_size(letter) - len('""'))
    return {"a": letter * most + "x" * rest}


@pytest.mark.parametrize("letter", ["x", "é", "🏆", '"', "\x01"])
def test_tags_are_bounded_in_sdk_and_database(
    client: KaggleStore, owner: Owner, letter: str
) -> None:
    more = tags_of_size(letter, 8193)
    full_point: Any = POINT | {"tags": tags_of_size(letter, 8192)}
    point: Any = POINT | {"tags": more}
    assert client.system_metrics.record([full_point]) == 1
    assert client.system_metrics.record_rows([full_point]) == 1
    for refused in (
        lambda: client.system_metrics.record([point]),
        lambda: client.system_metrics.record_rows([point]),
        lambda: client.system_metrics.create(**point),
    ):
        with pytest.raises(InvalidInput, match="at most 8192 bytes, not 8193"):
            refused()
    with pytest.raises(DatabaseError):
        owner.execute("update system_metrics set tags = %s", [json.dumps(more)])


def test_recorder_bounds_tags_as_the_database(store: KaggleStore, tmp_path: Path) -> None:
    full, more = tags_of_size("é", 8192), tags_of_size("é", 8193)
    with store.system_metrics.recorder(spool=tmp_path) as log:
        log("loss", 1, tags=full)
        with pytest.raises(InvalidInput, match="at most 8192 bytes, not 8193"):
            log("loss", 1, tags=more)
        assert log.flush(30)
        assert (log.counts.sent, log.counts.dropped) == (1, 0)
    with pytest.raises(InvalidInput, match="at most 8192 bytes"):
        store.system_metrics.recorder(spool=tmp_path, tags=full)


def test_depth_of_tags_is_bounded_in_sdk_and_database(client: KaggleStore, owner: Owner) -> None:
    deepest: list[Any] = [{"a": {"b": {"c": 1}}}, {"a": [[{}]]}]
    deeper: list[Any] = [{"a": {"b": {"c": {"d": 1}}}}, {"a": [[[1]]]}]
    for tags in deepest:
        point: Any = POINT | {"tags": tags}
        assert client.system_metrics.record([point]) == 1
    for tags in deeper:
        point = POINT | {"tags": tags}
        with pytest.raises(InvalidInput, match="at most 4 levels"):
            client.system_metrics.record([point])
        with pytest.raises(DatabaseError):
            owner.execute("update system_metrics set tags = %s", [json.dumps(tags)])


def test_other_forms_are_stored_as_plain_values(client: KaggleStore, samples: Samples) -> None:
    new: Any = {
        "kaggle_id": np.str_("forms"),
        "title": Path("a/b"),
        "deadline": "2030-01-01T12:00:00.000001+02:00",
        "prize_pool": "9999999999.999999",
        "difficulty_score": np.float32(0.5),
        "participant_count": "12",
        "external_data_allowed": np.True_,
        "problem_type": "nlp",
        "tags": np.array(["x", "y"]),
        "source_record": {"scores": np.array([[0.1, 2]]), "at": Path("c")},
    }
    (row,) = client.competitions.create_many([new])
    assert (row.kaggle_id, row.title, row.tags) == ("forms", "a/b", ["x", "y"])
    assert row.deadline == datetime(2030, 1, 1, 10, 0, 0, 1, tzinfo=UTC)
    assert (row.prize_pool, row.difficulty_score) == (Decimal("9999999999.999999"), 0.5)
    assert (row.participant_count, row.external_data_allowed) == (12, True)
    assert row.source_record == {"scores": [[0.1, 2]], "at": "c"}
    asked: Any = {key: new[key] for key in ("deadline", "participant_count", "difficulty_score")}
    assert client.competitions.list(**asked, prize_pool__gte=new["prize_pool"]) == [row]
    assert client.competitions.upsert(**new).id == row.id
    execution: Any = str(samples.execution.id)
    assert client.system_metrics.record_rows(
        [{"metric_name": "m", "metric_value": value, "metric_type": "gauge",
          "execution_id": execution} for value in np.array([0.1, np.nan])]
    ) == 2  # fmt: skip
    stored = [each.metric_value for each in client.system_metrics.series(execution, "m")]
    assert sorted(map(str, stored)) == ["0.1", "nan"]


def test_bad_row_of_many_stores_nothing(client: KaggleStore) -> None:
    rows: Any = [{"kaggle_id": each, "title": "x", "prize_pool": each} for each in ("1", "2x")]
    with pytest.raises(InvalidInput, match=r"Competition\[1\]\.prize_pool.*'2x'"):
        client.competitions.create_many(rows)
    assert client.competitions.count(kaggle_id=["1", "2x"]) == 0
