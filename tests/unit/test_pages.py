"""What is asked for, and how bytes become rows: every digit, and nothing made twice."""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from kaggle_store import models
from kaggle_store._pages import Pages
from kaggle_store.models import Competition, GpuSession, HeartbeatGpuSessionRow
from kaggle_store.models._base import Row

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
PAGES = Pages(Competition)
MANY_DIGITS = Decimal("9999999999.999999")


def page(*rows: dict[str, object]) -> bytes:
    """Write rows as PostgreSQL does: spaces within JSON values, none between columns."""
    return f"[{','.join(_row({**GIVEN, **row}) for row in rows)}]".encode()


def _row(row: dict[str, object]) -> str:
    columns = ",".join(f'"{name}":{_value(value)}' for name, value in row.items())
    return f"{{{columns}}}"


def _value(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value)


@given(st.decimals(0, MANY_DIGITS, places=6), st.decimals(0, 999_999_999, places=9))
def test_exact_numbers_keep_every_digit(dollars: Decimal, gigabytes: Decimal) -> None:
    content = page({"prize_pool": dollars, "dataset_size_gb": gigabytes}, {"prize_pool": 1})
    first, second = PAGES.read(content)
    assert (first.prize_pool, first.dataset_size_gb) == (dollars, gigabytes)
    assert second.prize_pool == 1


def test_exact_numbers_may_come_as_text_too() -> None:
    [row] = PAGES.read(page({"prize_pool": "9999999999.999999", "dataset_size_gb": "0.000000001"}))
    assert (row.prize_pool, row.dataset_size_gb) == (MANY_DIGITS, Decimal("0.000000001"))


def test_what_only_looks_like_an_exact_number_stays_as_it_is() -> None:
    title = '"prize_pool":9999999999.999999,'
    record = {"prize_pool": 9999999999.5, "title": title}
    [row] = PAGES.read(page({"prize_pool": MANY_DIGITS, "title": title, "source_record": record}))
    assert row.title == title
    assert row.source_record == record
    assert row.prize_pool == MANY_DIGITS


@pytest.mark.parametrize("number", ['"many"', "true", "1e400", "[1]"])
def test_what_is_no_exact_number_is_named(number: str) -> None:
    content = page({"prize_pool": 7}).replace(b'"prize_pool":7', f'"prize_pool":{number}'.encode())
    with pytest.raises(ValidationError) as caught:
        PAGES.read(content)
    assert {error["loc"][:2] for error in caught.value.errors()} == {(0, "prize_pool")}


def test_a_column_that_is_missing_is_named() -> None:
    with pytest.raises(ValidationError, match=r"0\.title\n  Field required"):
        PAGES.read(page({}).replace(b'"title"', b'"titles"'))


def test_numbers_of_a_known_size_are_asked_for_as_numbers_and_others_as_text() -> None:
    assert PAGES.select == "*"
    asked = Pages(HeartbeatGpuSessionRow).select.split(",")
    assert asked[:3] == ["status", "total_cost_dollars::text", "left_dollars::text"]
    assert Pages(GpuSession).select == ",".join(GpuSession.model_fields)


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.__name__)
def test_a_row_has_all_of_its_columns_so_that_all_rows_may_share_their_names(
    kind: type[Row],
) -> None:
    assert all(field.is_required() and not field.alias for field in kind.model_fields.values())


def test_rows_are_what_pydantic_makes_by_itself() -> None:
    content = page({"tags": ["a"], "difficulty_score": 0.5}, {"source_record": {"a": {"b": [1]}}})
    rows, plain = PAGES.read(content), TypeAdapter(list[Competition]).validate_json(content)
    assert rows == plain
    assert [repr(row) for row in rows] == [repr(row) for row in plain]
    assert [row.model_fields_set for row in rows] == [row.model_fields_set for row in plain]
    assert [row.model_dump_json() for row in rows] == [row.model_dump_json() for row in plain]
    assert pickle.loads(pickle.dumps(rows)) == copy.deepcopy(rows) == rows
    with pytest.raises(ValidationError, match="frozen"):
        rows[0].title = "another"  # type: ignore[misc]


def test_a_changed_copy_leaves_the_other_rows_alone() -> None:
    first, second = PAGES.read(page({}, {}))
    assert first.model_fields_set is second.model_fields_set
    other = first.model_copy(update={"title": "another"})
    other.model_fields_set.clear()
    assert second.model_fields_set == set(Competition.model_fields)
    assert (first.title, other.title) == ("Titanic", "another")
