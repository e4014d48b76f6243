"""Selected columns, and decoding of pages: every digit, both decoders alike."""

from __future__ import annotations

import copy
import json
import pickle
import sys
from decimal import Decimal
from math import isnan
from typing import Any, Literal, TypeVar, get_args, get_origin
from unittest.mock import patch
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from kaggle_store import models
from kaggle_store._requests.arrow import ArrowColumns
from kaggle_store._requests.decoding import PageDecoder
from kaggle_store._requests.msgspec_decoding import _kind
from kaggle_store._transport.request import Response
from kaggle_store.models import (
    Competition,
    GpuSession,
    HeartbeatGpuSessionRow,
    MetricBucketsRow,
    SystemMetric,
)
from kaggle_store.models._base import Row

R = TypeVar("R", bound=Row)
TIMESTAMP = "2026-01-01T00:00:00+00:00"
VALUES: dict[str, Any] = {
    **dict.fromkeys(Competition.model_fields),
    "id": str(UUID(int=1)),
    "kaggle_id": "titanic",
    "title": "Titanic",
    "problem_type": "tabular",
    "deadline": TIMESTAMP,
    "created_at": TIMESTAMP,
    "updated_at": TIMESTAMP,
    "external_data_allowed": True,
    "deadline_is_estimated": False,
    "source_record": {},
}
ROWS = [
    kind
    for name in models.__all__
    if isinstance(kind := getattr(models, name), type) and issubclass(kind, Row)
]


def _holds_rows(kind: Any) -> bool:
    is_row = isinstance(kind, type) and issubclass(kind, Row)
    return is_row or get_origin(kind) is tuple or any(map(_holds_rows, get_args(kind)))


# Other rows are read one by one, never as a page.
ROWS_OF_PAGES = [
    kind
    for kind in ROWS
    if not any(_holds_rows(field.annotation) for field in kind.model_fields.values())
]


def _without_msgspec(row: type[R]) -> PageDecoder[R]:
    decoder = PageDecoder(row)
    with patch.dict(sys.modules, {"kaggle_store._requests.msgspec_decoding": None}):
        assert decoder._decode(b"[]") is None
    return decoder


BY_PYDANTIC, BY_MSGSPEC = _without_msgspec(Competition), PageDecoder(Competition)
both = pytest.mark.parametrize("decoder", [BY_PYDANTIC, BY_MSGSPEC], ids=["pydantic", "msgspec"])
MANY_DIGITS = Decimal("9999999999.999999")


def page(*rows: dict[str, object]) -> bytes:
    """Return rows as PostgreSQL writes them: spaces inside JSON values, none between columns."""
    return f"[{','.join(_row({**VALUES, **row}) for row in rows)}]".encode()


def _row(row: dict[str, object]) -> str:
    columns = ",".join(f'"{name}":{_value(value)}' for name, value in row.items())
    return f"{{{columns}}}"


def _value(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value)


@both
@given(st.decimals(0, MANY_DIGITS, places=6), st.decimals(0, 999_999_999, places=9))
@example(MANY_DIGITS, Decimal("0.000000001"))  # a float does not keep the last digit
def test_numeric_keeps_every_digit(
    decoder: PageDecoder[Competition], dollars: Decimal, gigabytes: Decimal
) -> None:
    content = page({"prize_pool": dollars, "dataset_size_gb": gigabytes}, {"prize_pool": 1})
    first, second = decoder.read(content)
    assert (first.prize_pool, first.dataset_size_gb) == (dollars, gigabytes)
    assert second.prize_pool == 1


@both
def test_numeric_may_arrive_as_text(decoder: PageDecoder[Competition]) -> None:
    [row] = decoder.read(
        page({"prize_pool": "9999999999.999999", "dataset_size_gb": "0.000000001"})
    )
    assert (row.prize_pool, row.dataset_size_gb) == (MANY_DIGITS, Decimal("0.000000001"))


@both
def test_text_like_a_numeric_column_is_unchanged(
    decoder: PageDecoder[Competition],
) -> None:
    title = '"prize_pool":9999999999.999999,'
    record = {"prize_pool": 9999999999.5, "title": title}
    [row] = decoder.read(page({"prize_pool": MANY_DIGITS, "title": title, "source_record": record}))
    assert row.title == title
    assert row.source_record == record
    assert row.prize_pool == MANY_DIGITS


@both
@pytest.mark.parametrize("number", ['"many"', "true", "[1]"])
def test_invalid_numeric_is_named(decoder: PageDecoder[Competition], number: str) -> None:
    content = page({"prize_pool": 7}).replace(b'"prize_pool":7', f'"prize_pool":{number}'.encode())
    with pytest.raises(ValidationError) as caught:
        decoder.read(content)
    assert {error["loc"][:2] for error in caught.value.errors()} == {(0, "prize_pool")}


def test_pydantic_decodes_what_msgspec_rejects() -> None:
    row = {
        **dict.fromkeys(SystemMetric.model_fields),
        "id": str(UUID(int=1)),
        "timestamp": TIMESTAMP,
    }
    row |= {"metric_name": "loss", "metric_type": "gauge", "metric_value": "NaN"}
    [read] = PageDecoder(SystemMetric).read(json.dumps([row]).encode())
    assert isnan(read.metric_value)


@pytest.mark.parametrize("kind", ROWS_OF_PAGES, ids=lambda kind: kind.__name__)
def test_msgspec_types_cover_all_but_json_columns(kind: type[Row]) -> None:
    schema: Any = TypeAdapter(kind).core_schema
    fields = schema["schema"]["fields"]
    unknown = {name for name, field in kind.model_fields.items() if _takes_all(field.annotation)}
    assert unknown == {name for name, field in fields.items() if _innermost(field)["type"] == "any"}


def _takes_all(annotation: Any) -> bool:
    kind = _kind(annotation)
    return kind is Any or Any in get_args(kind)


def _innermost(schema: Any) -> Any:
    return _innermost(schema["schema"]) if "schema" in schema else schema


@both
def test_missing_column_is_named(decoder: PageDecoder[Competition]) -> None:
    with pytest.raises(ValidationError, match=r"0\.title\n  Field required"):
        decoder.read(page({}).replace(b'"title"', b'"titles"'))


def test_sized_numeric_is_selected_as_number() -> None:
    assert BY_MSGSPEC.select == "*"
    selected = PageDecoder(HeartbeatGpuSessionRow).select.split(",")
    assert selected[:3] == ["status", "total_cost_dollars::text", "session_left_dollars::text"]
    assert PageDecoder(GpuSession).select == ",".join(GpuSession.model_fields)


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.__name__)
def test_every_row_field_is_required(
    kind: type[Row],
) -> None:
    assert all(field.is_required() and not field.alias for field in kind.model_fields.values())


@both
def test_rows_equal_plain_pydantic_rows(decoder: PageDecoder[Competition]) -> None:
    content = page({"tags": ["a"], "difficulty_score": 0.5}, {"source_record": {"a": {"b": [1]}}})
    rows, plain = decoder.read(content), TypeAdapter(list[Competition]).validate_json(content)
    assert rows == plain
    assert [row.model_fields_set for row in rows] == [row.model_fields_set for row in plain]
    assert [row.model_dump_json() for row in rows] == [row.model_dump_json() for row in plain]
    assert pickle.loads(pickle.dumps(rows)) == copy.deepcopy(rows) == rows
    with pytest.raises(ValidationError, match="frozen"):
        rows[0].title = "another"  # type: ignore[misc]


@both
def test_columns_keep_model_order(decoder: PageDecoder[Competition]) -> None:
    [given] = json.loads(page({"tags": ["a"]}))
    other = {name: given[name] for name in reversed(given)}
    content = page({"tags": ["a"]}).replace(_row(given).encode(), _row(other).encode())
    [row] = decoder.read(content)
    assert list(row.model_dump()) == list(Competition.model_fields)


@both
def test_invalid_utf8_gives_same_error(decoder: PageDecoder[Competition]) -> None:
    with pytest.raises(ValidationError, match="invalid unicode"):
        decoder.read(page({}).replace(b"Titanic", b"Titan\xedc"))


@both
def test_pages_do_not_share_field_sets(
    decoder: PageDecoder[Competition],
) -> None:
    [first], [second] = decoder.read(page({})), decoder.read(page({}))
    first.model_fields_set.clear()
    [third] = decoder.read(page({}))
    assert second.model_fields_set == third.model_fields_set == set(Competition.model_fields)


@both
def test_copy_does_not_change_other_rows(decoder: PageDecoder[Competition]) -> None:
    first, second = decoder.read(page({}, {}))
    assert first.model_fields_set is second.model_fields_set
    other = first.model_copy(update={"title": "another"})
    other.model_fields_set.clear()
    assert second.model_fields_set == set(Competition.model_fields)
    assert (first.title, other.title) == ("Titanic", "another")


# Labels of a newer database ----------------------------------------------------------------------


@both
def test_unknown_label_is_text(decoder: PageDecoder[Competition]) -> None:
    content = page({"problem_type": "robotics", "data_availability": "leaked"}, {})
    first, second = decoder.read(content)
    assert (first.problem_type, first.data_availability) == ("robotics", "leaked")
    assert type(first.problem_type) is str
    assert second.problem_type == "tabular"
    assert decoder.read(content) == [first, second]
    assert first.model_dump(mode="json")["problem_type"] == "robotics"
    assert Competition.model_validate_json(first.model_dump_json()) == first


@both
@pytest.mark.parametrize("label", ["1", "null", "[]", "{}"])
def test_label_must_be_text(decoder: PageDecoder[Competition], label: str) -> None:
    content = page({}).replace(b'"problem_type":"tabular"', f'"problem_type":{label}'.encode())
    with pytest.raises(ValidationError, match="problem_type"):
        decoder.read(content)


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.__name__)
def test_every_enum_column_takes_text(kind: type[Row]) -> None:
    for name, field in kind.model_fields.items():
        arms = get_args(field.annotation) or (field.annotation,)
        if any(get_origin(arm) is Literal for arm in arms):
            assert str in arms, name


def test_unknown_label_in_arrow() -> None:
    response = Response(200, {}, page({"problem_type": "robotics"}))
    columns = ArrowColumns(Competition)
    table = columns.table([columns.read(response)])
    assert table["problem_type"].to_pylist() == ["robotics"]


# Hash --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.__name__)
def test_every_row_has_a_hash(kind: type[Row]) -> None:
    values: dict[str, Any] = {name: {"a": [1]} for name in kind.model_fields}
    values |= {name: f"{name}" for name in kind.primary_key}
    first, same = kind.model_construct(**values), kind.model_construct(**values)
    assert first == same
    assert hash(first) == hash(same)
    assert len({first, same}) == 1


@both
def test_equal_rows_have_equal_hashes(decoder: PageDecoder[Competition]) -> None:
    content = page({"source_record": {"a": [1]}}, {"prize_pool": 1}, {"title": "another"})
    rows, again = decoder.read(content), decoder.read(content)
    assert [hash(row) for row in rows] == [hash(row) for row in again]
    assert len({*rows, *again}) == 3
    other = rows[0].model_copy(update={"title": "another"})
    assert other not in set(rows[:2])
    assert {rows[0]: "found"}[again[0]] == "found"


def test_rows_without_key_hash_by_value() -> None:
    row: dict[str, Any] = dict.fromkeys(MetricBucketsRow.model_fields)
    row |= {"first_at": TIMESTAMP, "last_at": TIMESTAMP, "points": 1, "last_value": 0.5}
    content = json.dumps([{**row, "bucket": number} for number in range(50)]).encode()
    assert len({hash(each) for each in PageDecoder(MetricBucketsRow).read(content)}) == 50
