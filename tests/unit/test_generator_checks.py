"""Simple check constraints, as PostgreSQL prints them, become limits."""

from decimal import Decimal

import pytest

from tools.generate.checks import Limits, limits_by_column
from tools.generate.sqlexpr import UnsupportedExpressionError, parse


def limits(check: str) -> dict[str, Limits]:
    return limits_by_column([f"CHECK ({check})"])


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("(n >= 0)", Limits(ge=Decimal(0))),
        ("(n > '-1.5'::numeric)", Limits(gt=Decimal("-1.5"))),
        ("(n < (- 3))", Limits(lt=Decimal(-3))),
        ("((10 >= n))", Limits(le=Decimal(10))),
        ("((n >= (0)::numeric) AND (n <= (1)::numeric))", Limits(ge=Decimal(0), le=Decimal(1))),
        ("((n IS NULL) OR (n > 0))", Limits(gt=Decimal(0))),
        ("(char_length((n)::text) <= 120)", Limits(max_length=120)),
        ("(length(n) > 2)", Limits(min_length=3)),
        ("(cardinality(n) < 5)", Limits(max_length=4)),
        ("(n <> ''::text)", Limits(min_length=1)),
        ("(btrim((n)::text) <> ''::text)", Limits(min_length=1)),
        ("(jsonb_typeof(n) = 'object'::text)", Limits(is_object=True)),
        ("(n IS NOT NULL)", Limits(not_null=True)),
        ("(n ~ '^[a-z]+\\.csv$'::text)", Limits(pattern="^[a-z]+\\.csv$")),
        ("(n = ANY ((ARRAY['a'::varchar, 'b'::text])::text[]))", Limits(choices=("a", "b"))),
        ("(n < 5.0::double precision)", Limits(lt=Decimal(5))),
        ("((n)::character varying(20)[] <> ''::text)", Limits(min_length=1)),
        ("(kaggle_store.is_name((n)::text) AND kaggle_store.is_name((n)::text))",
         Limits(is_name=True)),
        ("kaggle_store.is_safe_path((n)::text)", Limits(is_name=True)),
        ("(n <> 'NaN'::numeric)", Limits(excluded=frozenset({"NaN"}))),
        ("(n < 'Infinity'::double precision)", Limits(excluded=frozenset({"NaN", "Infinity"}))),
    ],
)  # fmt: skip
def test_simple_check_becomes_limit(check: str, expected: Limits) -> None:
    assert limits(check) == {"n": expected}


def test_score_without_nan_and_infinities_is_finite() -> None:
    check = (
        "((VALUE <> 'NaN'::double precision) AND (VALUE <> ALL "
        "(ARRAY['Infinity'::double precision, '-Infinity'::double precision])))"
    )
    assert limits(check)["value"].finite


def test_one_check_limits_several_columns() -> None:
    found = limits("((a >= 1) AND (b >= 2))")
    assert found == {"a": Limits(ge=Decimal(1)), "b": Limits(ge=Decimal(2))}


def test_names_are_checked_together() -> None:
    found = limits("(concat(a, b) !~ '[\\u0001-\\u001f\\u007f-\\u009f\\u2028\\u2029]'::text)")
    assert found == {"a": Limits(is_name=True), "b": Limits(is_name=True)}
    assert limits("(concat(a, b) !~ '[a-z]'::text)") == {}


def test_tightest_limit_wins() -> None:
    found = limits_by_column(["CHECK ((n >= 0))", "CHECK ((n >= 5))", "CHECK ((n <= 9))"])
    assert found == {"n": Limits(ge=Decimal(5), le=Decimal(9))}


@pytest.mark.parametrize(
    "check",
    [
        "((a > 0) OR (b > 0))",
        "((a IS NULL) OR (b > 0))",
        "(a > b)",
        "((status <> 'scored'::text) OR (scored_at IS NOT NULL))",
        "(NOT (n > 0))",
        "kaggle_store.validate_hyperparameters_of((model_type)::text, n)",
        "CASE WHEN (n > 0) THEN true ELSE false END",
        "((POSITION(('@'::text) IN (n)) = 0) OR ((n)::public.email IS NOT NULL))",
        "(n ~ '\\d+'::text)",
        "(n ~ '(?i)a'::text)",
        "(n ~ '[[:alpha:]]'::text)",
        "((n % 2) = 0)",
    ],
)
def test_complex_check_gives_no_limit(check: str) -> None:
    assert limits(check) == {}


def test_not_valid_constraint_gives_limit() -> None:
    assert limits_by_column(["CHECK ((n >= 0)) NOT VALID"]) == {"n": Limits(ge=Decimal(0))}


def test_escaped_quotes_are_parsed() -> None:
    node = parse('("it\'s ""it""" = \'it\'\'s\')')
    assert node == ("cmp", "=", ("col", 'it\'s "it"'), ("lit", "it's"))


def test_qualified_quoted_name_is_parsed() -> None:
    assert parse('(new."it ""is"" it" IS NULL)') == ("null", ("col", 'it "is" it'))


@pytest.mark.parametrize("text", ["(a", "a b", "a = ;", "", "'open"])
def test_nonsense_is_unsupported(text: str) -> None:
    with pytest.raises(UnsupportedExpressionError):
        parse(text)
