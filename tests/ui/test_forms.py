"""Forms of JSON Schemas: fields, texts, and the same value back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaggle_store.ui.form_values import (
    ABSENT,
    Reading,
    default_of,
    fitted,
    is_same,
    row_count,
    texts_of,
)
from kaggle_store.ui.forms import Field, form_of, leaves

BUDGET: dict[str, Any] = {
    "type": "object",
    "properties": {
        "budget": {"type": "number", "title": "Budget in dollars", "minimum": 0},
        "epochs": {"type": "integer"},
        "model": {"enum": ["small", "large", 3, None]},
        "is_final": {"type": "boolean"},
        "note": {"type": ["string", "null"]},
        "tags": {"type": "array", "items": {"type": "string"}},
        "limits": {
            "type": "object",
            "properties": {"hours": {"type": "number"}, "region": {"type": "string"}},
            "required": ["hours"],
        },
        "files": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "size": {"type": "integer"}},
                "required": ["name"],
            },
        },
        "anything": {},
    },
    "required": ["budget", "epochs"],
}


def read(schema: dict[str, Any], texts: dict[str, str], original: Any = ABSENT) -> Any:
    """Return what a form stands for, which has no problems."""
    reading = Reading(texts)
    value = reading.value(fitted(form_of(schema), original), original)
    assert not reading.problems
    return value


def problems(schema: dict[str, Any], texts: dict[str, str], original: Any = ABSENT) -> Any:
    reading = Reading(texts)
    reading.value(form_of(schema), original)
    return reading.problems


def kinds(form: Field) -> dict[str, str]:
    return {each.pointer: each.kind for each in leaves(form)}


def test_each_type_has_its_field() -> None:
    assert kinds(form_of(BUDGET)) == {
        "/budget": "number",
        "/epochs": "integer",
        "/model": "choice",
        "/is_final": "choice",
        "/note": "text",
        "/tags": "lines",
        "/limits/hours": "number",
        "/limits/region": "text",
        "/files": "rows",
        "/anything": "json",
    }


def test_title_is_the_label() -> None:
    budget, epochs, *_ = form_of(BUDGET).fields
    assert (budget.label, epochs.label) == ("Budget in dollars", "epochs")


def test_names_are_json_pointers() -> None:
    schema = {"type": "object", "properties": {"a/b": {"type": "string"}, "c~d": {"type": "null"}}}
    assert set(kinds(form_of(schema))) == {"/a~1b", "/c~0d"}
    assert read(schema, {"/a~1b": "x", "/c~0d": ""}) == {"a/b": "x"}


def test_untouched_form_returns_its_proposal() -> None:
    proposal = {
        "budget": 5.0,
        "epochs": 3,
        "model": 3,
        "is_final": False,
        "note": None,
        "tags": ["a", "b"],
        "limits": {"hours": 0.5, "owner": "alice"},
        "files": [{"name": "x.py", "size": 1}, {"name": "", "mode": 7}],
        "anything": [1, {"deep": None}],
        "extra": True,
    }
    back = read(BUDGET, texts_of(form_of(BUDGET), proposal), proposal)
    assert back == proposal
    assert isinstance(back["budget"], float)
    assert isinstance(back["epochs"], int)


def test_types_survive_an_edit() -> None:
    texts = {
        "/budget": "12.5",
        "/epochs": " 10 ",
        "/model": "2",
        "/is_final": "1",
        "/tags": "a\r\n b",
    }
    back = read(BUDGET, texts)
    assert back == {
        "budget": 12.5,
        "epochs": 10,
        "model": 3,
        "is_final": False,
        "tags": ["a", "b"],
    }


def test_empty_field_is_left_out_or_null() -> None:
    schema = {
        "type": "object",
        "properties": {"left_out": {"type": "number"}, "null": {"type": ["number", "null"]}},
        "required": ["null"],
    }
    assert read(schema, {"/left_out": "", "/null": " "}) == {"null": None}


def test_cleared_text_is_empty() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
    assert read(schema, {"/a": ""}, {"a": "x"}) == {"a": ""}
    assert problems(schema, {"/a": ""}) == {"/a": "is required"}


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("budget", "", "is required"),
        ("budget", "ten", "is not a number"),
        ("budget", "1e999", "is too large"),
        ("budget", "nan", "is not a number"),
        ("budget", "9" * 400, "is not a number"),
        ("budget", "٣", "is not a number"),
        ("epochs", "1.5", "is not a whole number"),
        ("model", "7", "is not one of the choices"),
        ("model", "²", "is not one of the choices"),
        ("anything", "{", "is not JSON: Expecting property name enclosed in double quotes at "),
        ("anything", "NaN", "has NaN, which JSON does not"),
        ("anything", "[" + "1" * 5000 + "]", "has a number of more than 300 digits"),
        ("anything", "[" * 100_000, "is nested too deeply"),
    ],
)
def test_problem_names_its_field(name: str, text: str, problem: str) -> None:
    texts = {"/budget": "1", "/epochs": "1", f"/{name}": text}
    found = problems(BUDGET, texts)
    assert list(found) == [f"/{name}"]
    assert found[f"/{name}"].startswith(problem)


def test_problem_of_a_line_has_its_number() -> None:
    schema = {"type": "array", "items": {"type": "integer"}}
    assert problems(schema, {"": "1\n\nx"}) == {"": "line 2 is not a number"}


def test_empty_rows_are_dropped() -> None:
    texts = {
        "/budget": "1",
        "/epochs": "1",
        "/files/0/name": "",
        "/files/0/size": "",
        "/files/1/name": "b.py",
        "/files/1/size": "2",
        "/files/2/name": "",
        "/files/2/size": "",
    }
    reading = Reading(texts)
    original = {"files": [{"name": "a.py", "size": 1}, {"name": "b", "mode": 7}]}
    value = reading.value(form_of(BUDGET), original)
    assert value["files"] == [{"name": "b.py", "mode": 7, "size": 2}]
    assert reading.places == {"/files/0": "/files/1"}


def test_row_needs_its_required_fields() -> None:
    texts = {"/budget": "1", "/epochs": "1", "/files/0/name": "", "/files/0/size": "2"}
    assert problems(BUDGET, texts) == {"/files/0/name": "is required"}


def test_empty_optional_group_is_left_out() -> None:
    texts = {"/budget": "1", "/epochs": "1", "/limits/hours": "", "/limits/region": ""}
    assert "limits" not in read(BUDGET, texts)
    assert problems(BUDGET, {**texts, "/limits/region": "eu"}) == {"/limits/hours": "is required"}


def test_constant_needs_no_choice() -> None:
    schema = {
        "type": "object",
        "properties": {"kind": {"const": "v1"}, "n": {"type": "integer"}},
        "required": ["kind"],
    }
    assert read(schema, {"/n": "1"}) == {"kind": "v1", "n": 1}


def test_true_is_not_one() -> None:
    form = form_of({"enum": [1, True]})
    assert texts_of(form, True) == {"": "1"}
    assert read({"enum": [1, True]}, {"": "1"}) is True


def test_value_without_fitting_field_is_json() -> None:
    schema = {"type": "array", "items": {"type": "string"}}
    value = ["two\nlines"]
    form = fitted(form_of(schema), value)
    assert form.kind == "json"
    assert Reading(texts_of(form, value)).value(form, value) == value


def test_defaults_fill_the_form() -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "integer", "default": 3}, "b": {"type": "string"}},
    }
    assert default_of(form_of(schema)) == {"a": 3}
    assert default_of(form_of({"type": "string"})) is ABSENT


def test_row_count_is_bounded() -> None:
    form = form_of(BUDGET).fields[7]
    names = ("/files/999/name", "/files/1000/name", "/files/²/name", "/files/-1/name")
    assert row_count(form, dict.fromkeys(names, "x")) == 102


NAMES = st.text("abc/~ é", min_size=1, max_size=4)
SCALARS: list[tuple[dict[str, Any], st.SearchStrategy[Any]]] = [
    ({"type": "string"}, st.text(st.characters(exclude_categories=["Cs"]), max_size=8)),
    ({"type": "integer"}, st.integers(-(10**20), 10**20)),
    ({"type": "number"}, st.floats(allow_nan=False, allow_infinity=False) | st.integers()),
    ({"type": "boolean"}, st.booleans()),
    ({"type": ["boolean", "null"]}, st.booleans() | st.none()),
    ({"type": ["string", "null"]}, st.none() | st.text("ab", max_size=3)),
    ({"enum": ["a", 1, True, None, 2.5]}, st.sampled_from(["a", 1, True, None, 2.5])),
    ({"type": "array", "items": {"type": "string"}}, st.lists(st.text("ab \n", max_size=3))),
    ({"type": "array", "items": {"type": "number"}}, st.lists(st.floats(-5, 5), max_size=3)),
    ({"type": ["integer", "string"]}, st.integers(0, 9) | st.text("ab", max_size=2)),
    ({}, st.none() | st.integers(0, 3) | st.lists(st.text("a", max_size=2), max_size=2)),
]


@st.composite
def schemas_with_values(draw: st.DrawFn, depth: int = 2) -> tuple[dict[str, Any], Any]:
    """Draw a schema and a value that satisfies it."""
    kind = draw(st.sampled_from(["scalar", "object", "rows"])) if depth else "scalar"
    if kind == "scalar":
        schema, values = draw(st.sampled_from(SCALARS))
        return schema, draw(values)
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    inner = {name: draw(schemas_with_values(depth - 1)) for name in names}
    required = draw(st.lists(st.sampled_from(names), unique=True))
    present = [name for name in names if name in required or draw(st.booleans())]
    schema = {
        "type": "object",
        "properties": {name: inner[name][0] for name in names},
        "required": required,
    }
    value = {name: inner[name][1] for name in present}
    if kind == "rows":
        count = draw(st.integers(0, 2))
        return {"type": "array", "items": schema}, [value] * count
    return schema, value


@given(schemas_with_values())
def test_any_value_comes_back(case: tuple[dict[str, Any], Any]) -> None:
    schema, value = case
    form = fitted(form_of(schema), value)
    browser = {name: text.replace("\n", "\r\n") for name, text in texts_of(form, value).items()}
    reading = Reading(browser)
    back = reading.value(form, value)
    assert not reading.problems
    assert is_same(back, value)


@given(schemas_with_values(), st.dictionaries(st.text("/abc0*", max_size=6), st.text(max_size=6)))
def test_any_submission_is_read(case: tuple[dict[str, Any], Any], texts: dict[str, str]) -> None:
    schema, value = case
    reading = Reading(texts)
    reading.value(fitted(form_of(schema), value), value)
