"""Generated input models refuse invalid values by field, and serialise exactly."""

import json
import math
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from kaggle_store._requests.validation import body
from kaggle_store.models import (
    Competition,
    CompetitionInsert,
    GeneratedCode,
    GeneratedCodeListed,
    GpuSession,
    MetricRow,
    ResearchResultInsert,
    Submission,
    SubmissionInsert,
)

COMPETITION: TypeAdapter[CompetitionInsert] = TypeAdapter(CompetitionInsert)
METRICS: TypeAdapter[list[MetricRow]] = TypeAdapter(list[MetricRow])
RESEARCH: TypeAdapter[ResearchResultInsert] = TypeAdapter(ResearchResultInsert)
SUBMISSION: TypeAdapter[SubmissionInsert] = TypeAdapter(SubmissionInsert)
NUL = "text must not contain NUL characters"
ID = UUID("01890000-0000-7000-8000-000000000001")


def competition(**more: Any) -> Any:
    return COMPETITION.validate_python({"kaggle_id": "titanic", "title": "Titanic", **more})


def refusal(**more: Any) -> tuple[object, str]:
    with pytest.raises(ValidationError) as caught:
        competition(**more)
    (error,) = caught.value.errors()
    return error["loc"][0], error["msg"]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("title", "x" * 501, "String should have at most 500 characters"),
        ("title", 5, "Input should be a valid string"),
        ("title", "a\0b", NUL),
        ("description", "\ud800", "Input should be a valid string"),
        ("problem_type", "tabluar", "Input should be 'tabular'"),
        ("participant_count", -1, "Input should be greater than or equal to 0"),
        ("participant_count", 2**31, "Input should be less than or equal to 2147483647"),
        ("participant_count", True, "Input should be a valid integer"),
        ("prize_pool", -1, "Input should be greater than or equal to 0"),
        ("prize_pool", "100", "a number is required, not text"),
        ("prize_pool", True, "a number is required, not a boolean"),
        ("prize_pool", math.nan, "Input should be a finite number"),
        ("prize_pool", Decimal("0.1234567"), "Decimal input should have no more than 6"),
        ("prize_pool", Decimal(10**10), "Decimal input should have no more than 10 digits"),
        ("difficulty_score", 1.5, "Input should be less than or equal to 1"),
        ("difficulty_score", math.nan, "Input should be less than or equal to 1"),
        ("deadline", datetime(2024, 1, 1), "Input should have timezone info"),  # noqa: DTZ001
        ("deadline", 1700000000, "Input should be a valid datetime"),
        ("external_data_allowed", 1, "Input should be a valid boolean"),
        ("tags", ["a", "b\0"], NUL),
        ("tags", "abc", "Input should be a valid list"),
        ("source_record", [1], "a JSON object (a dict) is required"),
        ("source_record", {"a": [1, {"b": "\0"}]}, f"{NUL} (at ['a'][1]['b'])"),
        ("source_record", {"a\0": 1}, f"{NUL} (at ['a\\x00'])"),
        ("source_record", {"a": math.inf}, "JSON has no inf (at ['a'])"),
        ("source_record", {"a": {"b": Decimal(1)}}, "JSON has no Decimal (at ['a']['b'])"),
        ("source_record", {"a": b"x"}, "JSON has no bytes (at ['a'])"),
        ("source_record", {1: "x"}, "a JSON key is text (at [1])"),
        ("source_record", {"a": "\udfff"}, "text must not contain lone surrogates"),
        ("id", "no-id", "Input should be a valid UUID"),
        ("deadlien", 1, "Extra inputs are not permitted"),
    ],
)  # fmt: skip
def test_invalid_value_names_field_and_reason(field: str, value: object, reason: str) -> None:
    where, why = refusal(**{field: value})
    assert where == field
    assert why.startswith(reason)


def test_missing_field_is_named() -> None:
    with pytest.raises(ValidationError) as caught:
        COMPETITION.validate_python({"kaggle_id": "titanic"})
    assert caught.value.errors()[0]["loc"] == ("title",)


@pytest.mark.parametrize(
    ("given_", "sent"),
    [
        (Decimal("0.0042"), "0.0042"),
        (5, "5"),
        (0.1, "0.100000"),
        (0.1 + 0.2, "0.300000"),
        (Decimal("9999999999.999999"), "9999999999.999999"),
        (Decimal("1.10000000"), "1.10000000"),
    ],
)
def test_money_is_sent_as_exact_text(given_: Decimal | float, sent: str) -> None:
    body = COMPETITION.dump_json(competition(prize_pool=given_))
    assert f'"prize_pool":"{sent}"'.encode() in body


def test_non_finite_metric_values_are_sent_as_text() -> None:
    values = [math.nan, math.inf, -math.inf, 1.0e27]
    rows = [{"metric_name": "loss", "metric_value": v, "metric_type": "gauge"} for v in values]
    sent = json.loads(body(METRICS.validate_python(rows)))
    assert [row["metric_value"] for row in sent] == ["NaN", "Infinity", "-Infinity", 1.0e27]


def test_score_may_be_huge_but_not_infinite() -> None:
    new = {"execution_id": ID, "submission_file_path": "a.csv"}
    assert SUBMISSION.validate_python({**new, "public_score": -2.9e25})
    with pytest.raises(ValidationError, match="public_score"):
        SUBMISSION.validate_python({**new, "public_score": math.inf})


def test_large_float_in_json_is_sent_as_integer() -> None:
    sent = competition(source_record={"score": 1e27, "ratio": 0.5})["source_record"]
    assert sent == {"score": int(1e27), "ratio": 0.5}


def test_tuples_become_json_lists() -> None:
    record = {"shape": (1, 2), "nested": {"deep": ({"a": None},)}}
    sent = competition(source_record=record)["source_record"]
    assert sent == {"shape": [1, 2], "nested": {"deep": [{"a": None}]}}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(-1e15, 1e15) | st.text("aé猫 \n\"'\\"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab"), inner, max_size=3),
    max_leaves=10,
)


@given(JSON)
def test_valid_json_is_unchanged(value: object) -> None:
    new = {
        "execution_id": ID,
        "research_type": "documentation",
        "query_text": "q",
        "source_api": "arxiv",
        "raw_response": value,
    }
    assert RESEARCH.validate_python(new)["raw_response"] == value


def row(**more: object) -> dict[str, object]:
    now = "2024-02-29T12:00:00.123456+00:00"
    required = {"id": str(ID), "created_at": now, "updated_at": now, "source_record": {}}
    return {**dict.fromkeys(Submission.model_fields), **required, **more}


def test_row_is_frozen_and_ignores_unknown_columns() -> None:
    found = Submission.model_validate(
        row(
            execution_id=str(ID),
            competition_id=str(ID),
            submission_file_path="a.csv",
            submission_status="pending",
            allow_duplicate=False,
            added_later=1,
        )
    )
    assert found.created_at == datetime(2024, 2, 29, 12, 0, 0, 123456, tzinfo=UTC)
    with pytest.raises(ValidationError, match="frozen"):
        found.description = "x"  # type: ignore[misc]


def test_numeric_is_selected_as_text_with_every_digit() -> None:
    assert "prize_pool::text" in Competition.select
    money: TypeAdapter[Decimal] = TypeAdapter(Competition.__annotations__["prize_pool"])
    assert money.validate_json('"9999999999.999999"') == Decimal("9999999999.999999")


def test_partly_readable_table_selects_named_columns() -> None:
    assert Competition.select == "*,dataset_size_gb::text,prize_pool::text"
    assert GpuSession.select.startswith("id,execution_id,")
    assert "ssh_connection_info" not in GpuSession.select


def test_lists_leave_out_heavy_columns() -> None:
    assert "code_content" not in GeneratedCodeListed.select
    assert GeneratedCode.select.startswith("*,")
    assert issubclass(GeneratedCode, GeneratedCodeListed)


def test_row_has_table_and_keys() -> None:
    assert GpuSession.table == "gpu_sessions"
    assert GpuSession.primary_key == ("id",)
    assert GpuSession.natural_key == ("provider", "instance_id")
