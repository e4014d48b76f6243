"""What is asked for, and how bytes become rows: every digit, and nothing made twice."""

from __future__ import annotations

import copy
import json
import pickle
import sys
from decimal import Decimal
from math import isnan
from typing import Any, TypeVar, get_args
from unittest.mock import patch
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from kaggle_store import models
from kaggle_store._requests.decoding import Pages
from kaggle_store._requests.msgspec_decoding import _kind
from kaggle_store.models import Competition, GpuSession, HeartbeatGpuSessionRow, SystemMetric
from kaggle_store.models._base import Row

R = TypeVar("R", bound=Row)
MOMENT = "2026-01-01T00:00:00+00:00"
GIVEN: dict[str, Any] = {
    **dict.fromkeys(Competition.model_fields),
    "id": str(UUID(int=1)),
    "kaggle_id": "titanic",
    "title": "Titanic",
    "problem_type": "tabular",
    "deadline": MOMENT,
    "created_at": MOMENT,
    "updated_at": MOMENT,
    "external_data_allowed": True,
    "deadline_is_estimated": False,
    "source_record": {},
}
ROWS = [
    kind
    for name in models.__all__
    if isinstance(kind := getattr(models, name), type) and issubclass(kind, Row)
]


def _without_extra(row: type[R]) -> Pages[R]:
    pages = Pages(row)
    with patch.dict(sys.modules, {"kaggle_store._requests.msgspec_decoding": None}):
        assert pages._decode(b"[]") is None
    return pages


BY_PYDANTIC, BY_MSGSPEC = _without_extra(Competition), Pages(Competition)
both = pytest.mark.parametrize("pages", [BY_PYDANTIC, BY_MSGSPEC], ids=["pydantic", "msgspec"])
MANY_DIGITS = Decimal("9999999999.999999")


def page(*rows: dict[str, object]) -> bytes:
    """Write rows as PostgreSQL does: spaces within JSON values, none between columns."""
    return f"[{','.join(_row({**GIVEN, **row}) for row in rows)}]".encode()


def _row(row: dict[str, object]) -> str:
    columns = ",".join(f'"{name}":{_value(value)}' for name, value in row.items())
    return f"{{{columns}}}"


def _value(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value)


@both
@given(st.decimals(0, MANY_DIGITS, places=6), st.decimals(0, 999_999_999, places=9))
def test_exact_numbers_keep_every_digit(
    pages: Pages[Competition], dollars: Decimal, gigabytes: Decimal
) -> None:
    content = page({"prize_pool": dollars, "dataset_size_gb": gigabytes}, {"prize_pool": 1})
    first, second = pages.read(content)
    assert (first.prize_pool, first.dataset_size_gb) == (dollars, gigabytes)
    assert second.prize_pool == 1


@both
def test_exact_numbers_may_come_as_text_too(pages: Pages[Competition]) -> None:
    [row] = pages.read(page({"prize_pool": "9999999999.999999", "dataset_size_gb": "0.000000001"}))
    assert (row.prize_pool, row.dataset_size_gb) == (MANY_DIGITS, Decimal("0.000000001"))


@both
def test_what_only_looks_like_an_exact_number_stays_as_it_is(pages: Pages[Competition]) -> None:
    title = '"prize_pool":9999999999.999999,'
    record = {"prize_pool": 9999999999.5, "title": title}
    [row] = pages.read(page({"prize_pool": MANY_DIGITS, "title": title, "source_record": record}))
    assert row.title == title
    assert row.source_record == record
    assert row.prize_pool == MANY_DIGITS


@both
@pytest.mark.parametrize("number", ['"many"', "true", "[1]"])
def test_what_is_no_exact_number_is_named(pages: Pages[Competition], number: str) -> None:
    content = page({"prize_pool": 7}).replace(b'"prize_pool":7', f'"prize_pool":{number}'.encode())
    with pytest.raises(ValidationError) as caught:
        pages.read(content)
    assert {error["loc"][:2] for error in caught.value.errors()} == {(0, "prize_pool")}


def test_what_msgspec_refuses_pydantic_may_take() -> None:
    row = {**dict.fromkeys(SystemMetric.model_fields), "id": str(UUID(int=1)), "timestamp": MOMENT}
    row |= {"metric_name": "loss", "metric_type": "gauge", "metric_value": "NaN"}
    [read] = Pages(SystemMetric).read(json.dumps([row]).encode())
    assert isnan(read.metric_value)


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.__name__)
def test_msgspec_knows_the_type_of_every_column_but_json(kind: type[Row]) -> None:
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
def test_a_column_that_is_missing_is_named(pages: Pages[Competition]) -> None:
    with pytest.raises(ValidationError, match=r"0\.title\n  Field required"):
        pages.read(page({}).replace(b'"title"', b'"titles"'))


def test_numbers_of_a_known_size_are_asked_for_as_numbers_and_others_as_text() -> None:
    assert BY_MSGSPEC.select == "*"
    asked = Pages(HeartbeatGpuSessionRow).select.split(",")
    assert asked[:3] == ["status", "total_cost_dollars::text", "left_dollars::text"]
    assert Pages(GpuSession).select == ",".join(GpuSession.model_fields)


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.__name__)
def test_a_row_has_all_of_its_columns_so_that_all_rows_may_share_their_names(
    kind: type[Row],
) -> None:
    assert all(field.is_required() and not field.alias for field in kind.model_fields.values())


@both
def test_rows_are_what_pydantic_makes_by_itself(pages: Pages[Competition]) -> None:
    content = page({"tags": ["a"], "difficulty_score": 0.5}, {"source_record": {"a": {"b": [1]}}})
    rows, plain = pages.read(content), TypeAdapter(list[Competition]).validate_json(content)
    assert rows == plain
    assert [row.model_fields_set for row in rows] == [row.model_fields_set for row in plain]
    assert [row.model_dump_json() for row in rows] == [row.model_dump_json() for row in plain]
    assert pickle.loads(pickle.dumps(rows)) == copy.deepcopy(rows) == rows
    with pytest.raises(ValidationError, match="frozen"):
        rows[0].title = "another"  # type: ignore[misc]


@both
def test_columns_come_in_the_order_of_the_model(pages: Pages[Competition]) -> None:
    [given] = json.loads(page({"tags": ["a"]}))
    other = {name: given[name] for name in reversed(given)}
    content = page({"tags": ["a"]}).replace(_row(given).encode(), _row(other).encode())
    [row] = pages.read(content)
    assert list(row.model_dump()) == list(Competition.model_fields)


@both
def test_what_is_not_utf_8_is_said_alike(pages: Pages[Competition]) -> None:
    with pytest.raises(ValidationError, match="invalid unicode"):
        pages.read(page({}).replace(b"Titanic", b"Titan\xedc"))


@both
def test_nothing_done_to_the_rows_of_a_page_touches_another_page(pages: Pages[Competition]) -> None:
    [first], [second] = pages.read(page({})), pages.read(page({}))
    first.model_fields_set.clear()
    [third] = pages.read(page({}))
    assert second.model_fields_set == third.model_fields_set == set(Competition.model_fields)


@both
def test_a_changed_copy_leaves_the_other_rows_alone(pages: Pages[Competition]) -> None:
    first, second = pages.read(page({}, {}))
    assert first.model_fields_set is second.model_fields_set
    other = first.model_copy(update={"title": "another"})
    other.model_fields_set.clear()
    assert second.model_fields_set == set(Competition.model_fields)
    assert (first.title, other.title) == ("Titanic", "another")
