"""Names and docstrings are valid Python, whatever names a schema has."""

import ast
import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.generate.text import attribute, docstring, pascal, quoted, sentence, singular


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("title", "title"),
        ("timestamp", "timestamp"),
        ("type", "type_"),
        ("class", "class_"),
        ("from", "from_"),
        ("copy", "copy_"),
        ("list", "list_"),
        ("date", "date_"),
        ("order", "order_"),
        ("select", "select_"),
        ("model_type", "model_type"),
        ("id", "id"),
        ("Größe (cm)", "Größe__cm_"),
        ("2fa", "c2fa"),
        ("_private", "c_private"),
        ("ﬁt", "fit"),
    ],
)
def test_column_gets_valid_attribute_name(column: str, name: str) -> None:
    assert attribute(column) == name


@given(st.text(min_size=1))
def test_any_column_name_becomes_identifier(column: str) -> None:
    name = attribute(column)
    assert name.isidentifier()
    assert not keyword.iskeyword(name)


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("submissions", "submission"),
        ("categories", "category"),
        ("boxes", "box"),
        ("classes", "class"),
        ("progress", "progress"),
        ("generated_code", "generated_code"),
    ],
)
def test_row_is_named_in_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_snake_case_becomes_class_name() -> None:
    assert pascal("gpu_session_status") == "GpuSessionStatus"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_docstring_round_trips_any_comment(comment: str) -> None:
    text = " ".join(comment.split()) or "nothing"
    written = ast.literal_eval(docstring(text).strip())
    assert " ".join(written.split()) == text


@pytest.mark.parametrize("length", range(80, 110))
def test_docstring_fits_line_length(length: int) -> None:
    text = ("word " * 40)[:length].strip() + "."
    assert max(map(len, docstring(text).splitlines())) <= 100


def test_comment_paragraphs_are_kept() -> None:
    assert docstring("One.\n\nTwo.", 0) == '"""One.\n\nTwo.\n"""'


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00")))
def test_quoted_text_round_trips(word: str) -> None:
    assert ast.literal_eval(quoted(word)) == word


def test_names_are_enumerated() -> None:
    assert sentence(("a", "b", "c")) == "`a`, `b` and `c`"
    assert sentence(("a",)) == "`a`"
