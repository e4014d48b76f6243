"""JSON Schemas made from pydantic models, and what is refused by name."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import BaseModel, ConfigDict, Field, RootModel, create_model

from kaggle_store._requests.answer_schema import (
    answer_schema,
    json_of,
    proposal_of,
    schema_subset,
)
from kaggle_store.errors import InvalidInput


class Color(Enum):
    RED = "red"
    BLUE = "blue"


class Part(BaseModel):
    """A part."""

    size: int = Field(gt=0, lt=10)


def schema_of(annotation: Any, default: Any = ...) -> Any:
    """Return the schema of a field, without its title."""
    model = create_model("Answer", field=(annotation, default))
    found = answer_schema(model, "request")["properties"]["field"]
    return {key: value for key, value in found.items() if key != "title"}


PART = {
    "type": "object",
    "properties": {"size": {"type": "integer", "minimum": 1, "maximum": 9, "title": "Size"}},
    "required": ["size"],
    "description": "A part.",
}


@pytest.mark.parametrize(
    ("annotation", "schema"),
    [
        (int, {"type": "integer"}),
        (float | None, {"type": ["number", "null"]}),
        (int | str, {"type": ["integer", "string"]}),
        (int | float, {"type": "number"}),
        (Any, {}),
        (Any | None, {}),
        (list[str], {"type": "array", "items": {"type": "string"}}),
        (dict[str, bool], {"type": "object", "additionalProperties": {"type": "boolean"}}),
        (Literal["a"], {"const": "a", "type": "string"}),
        (Literal["a", 1, None], {"enum": ["a", 1, None]}),
        (Color | None, {"enum": ["red", "blue", None]}),
        (Color | Literal["z"], {"enum": ["red", "blue", "z"]}),
        (Part, PART),
        (Part | None, {**PART, "type": ["object", "null"]}),
        (
            Annotated[str, Field(min_length=1, max_length=5, description="d", examples=["e"])],
            {"type": "string", "minLength": 1, "maxLength": 5, "description": "d"},
        ),
        (Annotated[float, Field(ge=0, le=1)], {"type": "number", "minimum": 0, "maximum": 1}),
        (Annotated[int, Field(ge=5, gt=0)], {"type": "integer", "minimum": 5}),
    ],
)
def test_annotation_has_a_schema(annotation: Any, schema: Any) -> None:
    assert schema_of(annotation) == schema


def test_model_has_a_schema() -> None:
    class Answer(BaseModel):
        """What to do."""

        model_config = ConfigDict(extra="forbid")
        submit: bool = Field(alias="do it")
        part: Part = Part(size=1)

    assert answer_schema(Answer, "request") == {
        "type": "object",
        "title": "Answer",
        "description": "What to do.",
        "properties": {
            "do it": {"type": "boolean", "title": "Do It"},
            "part": {**PART, "title": "Part", "default": {"size": 1}},
        },
        "required": ["do it"],
        "additionalProperties": False,
    }


def test_root_model_has_a_schema() -> None:
    found = answer_schema(RootModel[list[int]], "request")
    assert (found["type"], found["items"]) == ("array", {"type": "integer"})


class Node(BaseModel):
    children: list[Node]


@pytest.mark.parametrize(
    ("annotation", "problem"),
    [
        (datetime, "field: format 'date-time' cannot be checked"),
        (UUID, "field: format 'uuid' cannot be checked"),
        (list[UUID], r"field\.\*: format 'uuid'"),
        (Annotated[str, Field(pattern="a")], "field: pattern 'a' cannot"),
        (Annotated[float, Field(gt=0)], "field: exclusiveMinimum 0 cannot .*; use ge"),
        (Annotated[int, Field(multiple_of=2)], "field: multipleOf 2 cannot"),
        (Annotated[list[int], Field(min_length=1)], "field: minItems 1 cannot"),
        (set[int], "field: uniqueItems True cannot"),
        (tuple[int, str], "field: prefixItems cannot"),
        (int | Literal["auto"], "field: the database cannot tell"),
        (Part | dict[str, int], "field: the database cannot tell"),
        (Annotated[int, Field(ge=0)] | float, "field: the database cannot tell"),
        (Node, r"field\.children\.\*: Node contains itself"),
        (type, "Answer: "),
    ],
)
def test_unsupported_annotation_is_refused_by_name(annotation: Any, problem: str) -> None:
    with pytest.raises(InvalidInput, match=problem):
        schema_of(annotation)


def test_every_unsupported_field_is_named() -> None:
    model = create_model("Answer", a=(datetime, ...), b=(UUID, ...))
    with pytest.raises(InvalidInput) as refused:
        answer_schema(model, "request")
    assert [each.split(":")[0] for each in refused.value.errors] == ["Answer.a", "Answer.b"]


def test_rules_beside_a_union_or_reference_are_refused() -> None:
    for schema in (
        {"anyOf": [{"type": "null"}, {"type": "string"}], "minLength": 1},
        {"$ref": "#/$defs/A", "minLength": 1, "$defs": {"A": {"type": "string"}}},
        {"$ref": "#/$defs/B", "$defs": {}},
    ):
        with pytest.raises(InvalidInput, match="args"):
            schema_subset(schema, "args", "convert")


def test_proposal_is_what_the_model_reads() -> None:
    class Answer(BaseModel):
        budget: float = Field(alias="Budget", le=5)
        color: Color = Color.RED

    assert proposal_of(Answer, {"Budget": "2.5"}, "request") == {"Budget": 2.5, "color": "red"}
    given = Answer(Budget=1, color=Color.BLUE)
    assert proposal_of(Answer, given, "request") == {"Budget": 1, "color": "blue"}
    with pytest.raises(InvalidInput, match=r"proposal\.Budget"):
        proposal_of(Answer, {"Budget": 9}, "request")


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"a": None}},
        {"properties": 5},
        {"anyOf": 5},
        {"anyOf": []},
        {"allOf": [None]},
        {"$ref": 5},
        {"$ref": "#/$defs/A", "$defs": {"A": True}},
        {"$ref": "#/$defs/A", "$defs": []},
        {"anyOf": [{"type": 5}, {"type": "null"}]},
        {"anyOf": [{"enum": 5}, {"type": "null"}]},
        {"type": "integer", "exclusiveMinimum": "1"},
    ],
)
def test_malformed_schema_is_refused_by_name(schema: Any) -> None:
    with pytest.raises(InvalidInput, match="args"):
        schema_subset(schema, "args", "convert")


def test_true_is_a_schema_without_rules() -> None:
    assert schema_subset({"anyOf": [True, {"type": "null"}]}, "args", "convert") == {}
    assert schema_subset({"properties": {"a": True}}, "args", "convert")["properties"] == {"a": {}}


def test_schema_of_many_schemas_is_refused() -> None:
    fifteen = {
        f"D{n}": {"properties": {key: {"$ref": f"#/$defs/D{n + 1}"} for key in "ab"}}
        for n in range(15)
    }
    with pytest.raises(InvalidInput, match="more than 10000 schemas"):
        schema_subset({"$defs": fifteen | {"D15": {}}, "$ref": "#/$defs/D0"}, "args", "convert")


def test_deep_schema_is_refused() -> None:
    deep: dict[str, Any] = {}
    for _ in range(2_000):
        deep = {"items": deep}
    with pytest.raises(InvalidInput, match="nested too deeply"):
        schema_subset(deep, "args", "convert")


def test_field_that_is_lost_in_json_is_refused() -> None:
    class Answer(BaseModel):
        budget: float = Field(1, validation_alias="budget", serialization_alias="cost")

    assert proposal_of(Answer, {"budget": 1}, "request") == {"cost": 1}
    with pytest.raises(InvalidInput, match="Answer does not read from it what it wrote"):
        proposal_of(Answer, Answer(budget=2), "request")


def test_text_that_is_no_unicode_is_left_to_the_call() -> None:
    class Answer(BaseModel):
        note: str

    assert json_of(Answer(note="\ud800"), "proposal", "request") == {"note": "\ud800"}


def test_proposal_that_is_not_read_back_is_refused() -> None:
    class Answer(BaseModel):
        budget: float = Field(serialization_alias="cost")

    with pytest.raises(InvalidInput, match=r"proposal as JSON\.budget"):
        proposal_of(Answer, Answer(budget=1), "request")
