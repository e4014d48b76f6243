"""JSON Schemas of answers: what the database accepts as one, and what it finds in data."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.conftest import Owner

Json: TypeAlias = Any

MOST_ERRORS = 20


def flaw(owner: Owner, schema: Json) -> tuple[str | None, str | None]:
    """Return the JSON pointer and the keyword of a schema's first flaw."""
    query = "select path, keyword from kaggle_store.schema_flaw(%s)"
    found = owner.execute(query, [json.dumps(schema)]).fetchone()
    assert found is not None
    return found[0], found[1]


def errors(owner: Owner, schema: Json, data: Json) -> list[dict[str, str]]:
    """Return what the database finds in data."""
    query = "select kaggle_store.answer_errors(%s, %s)"
    found = owner.execute(query, [json.dumps(schema), json.dumps(data)]).fetchone()
    assert found is not None
    return found[0] or []


def paths(owner: Owner, schema: Json, data: Json) -> set[str]:
    return {each["path"] for each in errors(owner, schema, data)}


# Schemas ------------------------------------------------------------------------------------------

FULL = {
    "title": "Submission",
    "description": "What to submit.",
    "type": "object",
    "properties": {
        "budget": {"type": ["number", "null"], "minimum": 0, "maximum": 2.5, "default": 1},
        "message": {"type": "string", "minLength": 1, "maxLength": 1.0},
        "seeds": {"type": "array", "items": {"type": "integer", "enum": [1, 2]}},
        "a/b~c": {"const": None},
    },
    "required": ["budget"],
    "additionalProperties": {"type": "boolean"},
}


@pytest.mark.parametrize("schema", [{}, FULL, {"enum": [1, 1]}, {"required": []}, {"const": {}}])
def test_supported_schema_has_no_flaw(module_owner: Owner, schema: Json) -> None:
    assert flaw(module_owner, schema) == (None, None)
    assert Draft202012Validator.check_schema(schema) is None


@pytest.mark.parametrize(
    ("schema", "path", "keyword"),
    [
        (True, "", ""),
        ([], "", ""),
        (None, "", ""),
        ({"pattern": "x"}, "/pattern", "pattern"),
        ({"properties": {"a/b~": {"format": "date"}}}, "/properties/a~1b~0/format", "format"),
        ({"properties": {"a": 5}}, "/properties/a", "properties"),
        ({"properties": {"a": True}}, "/properties/a", "properties"),
        ({"properties": []}, "/properties", "properties"),
        ({"items": {"items": {"oneOf": []}}}, "/items/items/oneOf", "oneOf"),
        ({"items": True}, "/items", "items"),
        ({"additionalProperties": {"$ref": "#"}}, "/additionalProperties/$ref", "$ref"),
        ({"additionalProperties": "no"}, "/additionalProperties", "additionalProperties"),
        ({"type": "text"}, "/type", "type"),
        ({"type": []}, "/type", "type"),
        ({"type": ["null", "null"]}, "/type", "type"),
        ({"type": ["null", None]}, "/type", "type"),
        ({"type": {"null": 1}}, "/type", "type"),
        ({"type": None}, "/type", "type"),
        ({"required": "a"}, "/required", "required"),
        ({"required": [1]}, "/required", "required"),
        ({"required": ["a", "a"]}, "/required", "required"),
        ({"enum": []}, "/enum", "enum"),
        ({"enum": {"a": 1}}, "/enum", "enum"),
        ({"minimum": "1"}, "/minimum", "minimum"),
        ({"maximum": None}, "/maximum", "maximum"),
        ({"minimum": True}, "/minimum", "minimum"),
        ({"minLength": -1}, "/minLength", "minLength"),
        ({"maxLength": 1.5}, "/maxLength", "maxLength"),
        ({"maxLength": "1"}, "/maxLength", "maxLength"),
        ({"title": 1}, "/title", "title"),
        ({"description": None}, "/description", "description"),
        ({"exclusiveMinimum": 0}, "/exclusiveMinimum", "exclusiveMinimum"),
        ({"Type": "string"}, "/Type", "Type"),
        ({"": 1}, "/", ""),
    ],
)
def test_flaw_names_pointer_and_keyword(
    module_owner: Owner, schema: Json, path: str, keyword: str
) -> None:
    assert flaw(module_owner, schema) == (path, keyword)


def test_long_keyword_is_cut(module_owner: Owner) -> None:
    path, keyword = flaw(module_owner, {"x" * 60_000: 1})
    assert path == "/" + "x" * 200 + "…"
    assert keyword == "x" * 200


# Data ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "data", "found"),
    [
        ({"type": "integer"}, 1.0, set()),
        ({"type": "integer"}, -0.0, set()),
        ({"type": "integer"}, 10**30, set()),
        ({"type": "integer"}, 1.5, {""}),
        ({"type": "integer"}, "1", {""}),
        ({"type": "number"}, True, {""}),
        ({"type": "boolean"}, 0, {""}),
        ({"type": ["integer", "null"]}, None, set()),
        ({"type": "object"}, None, {""}),
        ({"enum": [1, "a"]}, 1.0, set()),
        ({"enum": [1]}, True, {""}),
        ({"enum": [[1, {"a": 2}]]}, [1.0, {"a": 2.00}], set()),
        ({"enum": [None]}, None, set()),
        ({"const": None}, 0, {""}),
        ({"const": {"a": 1, "b": 2}}, {"b": 2, "a": 1}, set()),
        ({"const": [1, 2]}, [2, 1], {""}),
        ({"minLength": 1, "maxLength": 1}, "😀", set()),
        ({"maxLength": 1}, "e\u0301", {""}),
        ({"minLength": 2}, 1, set()),
        ({"minimum": 2}, "1", set()),
        ({"minimum": 2}, True, set()),
        ({"minimum": 0.1, "maximum": 0.1}, 0.1, set()),
        ({"required": ["a"]}, {"a": None}, set()),
        ({"required": ["a", "b"]}, {}, {"/a", "/b"}),
        ({"required": ["a"]}, [], set()),
        ({"properties": {"a": {"type": "string"}}}, {"a": None}, {"/a"}),
        ({"properties": {"a": {"type": "string"}}}, {}, set()),
        ({"properties": {"a": {"type": "string"}}}, ["a"], set()),
        ({"properties": {"a": {}}, "additionalProperties": False}, {"a": 1, "b/~": 1}, {"/b~1~0"}),
        ({"additionalProperties": {"maximum": 1}}, {"a": 1, "b": 2}, {"/b"}),
        ({"items": {"type": "null"}}, [None, 1, None, 2], {"/1", "/3"}),
        ({"items": {"type": "null"}}, {"0": 1}, set()),
        ({"items": {"items": {"required": ["x"]}}}, [[{"x": 1}], [{}, {"x": 2}, {}]], None),
        ({"default": 1, "title": "t"}, "anything", set()),
        ({}, None, set()),
    ],
)
def test_data_errors_name_their_fields(
    module_owner: Owner, schema: Json, data: Json, found: set[str] | None
) -> None:
    expected = {"/1/0/x", "/1/2/x"} if found is None else found
    assert flaw(module_owner, schema) == (None, None)
    assert paths(module_owner, schema, data) == expected


def test_every_fault_is_found_at_once(module_owner: Owner) -> None:
    data = {"message": "", "seeds": [1, 3, "x"], "a/b~c": 1, "more": 1}
    assert errors(module_owner, FULL, data) == [
        {"path": "/a~1b~0c", "message": "must be null"},
        {"path": "/budget", "message": "is required"},
        {"path": "/message", "message": "must have at least 1 characters"},
        {"path": "/more", "message": "must be boolean"},
        {"path": "/seeds/1", "message": "must be one of [1, 2]"},
        {"path": "/seeds/2", "message": "must be integer"},
        {"path": "/seeds/2", "message": "must be one of [1, 2]"},
    ]


def test_no_schema_accepts_any_data(module_owner: Owner) -> None:
    query = "select kaggle_store.answer_errors(null, '5')"
    assert module_owner.execute(query).fetchone() == (None,)


# Against an independent implementation ------------------------------------------------------------

KEYS = st.sampled_from(["a", "b", "~/", "", "é"])
NUMBERS = st.sampled_from([0, 1, 2, -1, 0.0, 1.0, 2.5, 10**20, 0.1])
SCALARS = (
    st.none() | st.booleans() | NUMBERS | st.sampled_from(["", "a", "b", "aé", "😀😀", "null", "1"])
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
TYPES = ["null", "boolean", "object", "array", "number", "string", "integer"]


def _schemas(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    keywords: dict[str, st.SearchStrategy[Json]] = {
        "type": st.sampled_from(TYPES) | st.lists(st.sampled_from(TYPES), min_size=1, unique=True),
        "properties": st.dictionaries(KEYS, inner, max_size=3),
        "additionalProperties": st.booleans() | inner,
        "items": inner,
        "required": st.lists(KEYS, max_size=2, unique=True),
        "enum": st.lists(DATA, min_size=1, max_size=4),
        "const": DATA,
        "minimum": NUMBERS,
        "maximum": NUMBERS,
        "minLength": st.sampled_from([0, 1, 2.0]),
        "maxLength": st.sampled_from([0, 1, 2.0]),
        "title": st.just("Title"),
        "default": DATA,
    }
    # Not every keyword each time: most data would break one of them.
    return st.lists(st.sampled_from(sorted(keywords)), max_size=4, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: keywords[name] for name in names})
    )


SCHEMAS: st.SearchStrategy[Json] = st.recursive(st.just({}), _schemas, max_leaves=5)


def _reference(schema: Json, data: Json) -> set[str]:
    """Return the fields that jsonschema refuses, each as a JSON pointer."""
    found: set[str] = set()
    for error in Draft202012Validator(schema).iter_errors(data):
        steps = [*error.absolute_path]
        if error.validator == "required":
            names = [each for each in error.validator_value if each not in error.instance]
        elif error.validator == "additionalProperties":
            names = [each for each in error.instance if each not in error.schema["properties"]]
        else:
            found.add(_pointer(steps))
            continue
        found |= {_pointer([*steps, name]) for name in names}
    return found


def _pointer(steps: list[int | str]) -> str:
    return "".join("/" + str(each).replace("~", "~0").replace("/", "~1") for each in steps)


@pytest.mark.hypothesis
@given(schema=SCHEMAS, values=st.lists(DATA, min_size=1, max_size=12))
def test_errors_are_those_of_json_schema(
    module_owner: Owner, schema: Json, values: list[Json]
) -> None:
    assert flaw(module_owner, schema) == (None, None)
    closed = {"properties": {}, **schema}
    for data in values:
        found, expected = paths(module_owner, schema, data), _reference(closed, data)
        assert found == expected or (len(found) <= MOST_ERRORS < len(expected) and found < expected)


# Bounds -------------------------------------------------------------------------------------------

MANY = 100_000
NAMES = [f"p{number}" for number in range(2000)]


def test_errors_are_bounded(module_owner: Owner) -> None:
    data = {"a": [1] * MANY, "b": [{}] * 1000, "k" * 9000: 1}
    schema = {
        "properties": {
            "a": {"items": {"type": "string"}},
            "b": {"items": {"required": NAMES}},
        },
        "additionalProperties": False,
    }
    found = errors(module_owner, schema, data)
    assert len(found) == MOST_ERRORS
    assert max(len(each["path"]) for each in found) == 202


@pytest.mark.parametrize(
    ("schema", "item"),
    [
        ({"enum": list(range(10_000))}, 9_999),
        ({"enum": [{"a": number} for number in range(5_000)]}, {"a": 1}),
        ({"properties": {name: {"type": "null"} for name in NAMES}}, {}),
        ({"properties": {key: {"type": "null"} for key in NAMES}, "required": []}, {"x": 1}),
    ],
)
def test_time_does_not_multiply_schema_by_data(
    module_owner: Owner, schema: Json, item: Json
) -> None:
    """Looked up one by one, these would take minutes: the statement's timeout ends them."""
    with module_owner.transaction(force_rollback=True):
        module_owner.execute("set local statement_timeout = '60s'")
        assert errors(module_owner, {"items": schema}, [item] * MANY) == []


def test_values_are_not_looked_at_for_each_required_name(module_owner: Owner) -> None:
    names = [f"p{number}" for number in range(8_000)]
    with module_owner.transaction(force_rollback=True):
        module_owner.execute("set local statement_timeout = '8s'")  # it took 13, and takes 0.1
        assert errors(module_owner, {"items": {"required": names}}, [1] * MANY) == []


def test_deepest_schema_is_checked(module_owner: Owner) -> None:
    schema: Json = {"type": "integer"}
    data: Json = "x"
    for _ in range(39):
        schema, data = {"items": schema}, [data]
    assert paths(module_owner, schema, data) == {"/0" * 39}
