"""Each PostgreSQL type maps to the Python type of its values."""

from decimal import Decimal

import pytest

from tools.generate.catalog import Catalog, Column, Type
from tools.generate.checks import Limits
from tools.generate.pytypes import FAMILIES, Types, UnknownTypeError

BASES = {name: Type(oid, "pg_catalog", name) for oid, name in enumerate(FAMILIES, 1)}
EXTRA = [
    Type(100, "public", "mood", "e", labels=("good", "bad")),
    Type(101, "pg_catalog", "_text", element=BASES["text"].oid),
    Type(102, "pg_catalog", "_mood", element=100),
    Type(
        103,
        "public",
        "dollars",
        "d",
        base=BASES["numeric"].oid,
        modifier=(16 << 16 | 6) + 4,
        checks=("CHECK ((VALUE >= (0)::numeric))",),
    ),
    Type(104, "public", "line", "c"),
    Type(105, "pg_catalog", "_line", element=104),
    Type(106, "pg_catalog", "tsquery"),
]
BY_NAME = {type_.name: type_ for type_ in [*BASES.values(), *EXTRA]}


@pytest.fixture
def types() -> Types:
    return Types(Catalog({t.oid: t for t in BY_NAME.values()}, {}, ()))


def column(type_: str, modifier: int = -1) -> Column:
    return Column("n", BY_NAME[type_].oid, modifier)


@pytest.mark.parametrize(
    ("type_", "modifier", "limits", "expected"),
    [
        ("text", -1, Limits(), "Text"),
        ("varchar", 104, Limits(), "Annotated[str, Characters(max_length=100)]"),
        ("varchar", 104, Limits(max_length=20), "Annotated[str, Characters(max_length=20)]"),
        ("text", -1, Limits(min_length=1), "Annotated[str, Characters(min_length=1)]"),
        ("text", -1, Limits(pattern=r"^a\.b$"), r'Annotated[str, Characters(pattern=r"^a\.b$")]'),
        ("text", -1, Limits(choices=("a", 'b"')), 'Literal["a", "b\\""]'),
        ("jsonb", -1, Limits(json_bounds=(100, 4)), "Annotated[Json, JsonBounds(100, 4)]"),
        (
            "jsonb",
            -1,
            Limits(is_object=True, json_bounds=(100, 4)),
            "Annotated[JsonObject, JsonBounds(100, 4)]",
        ),
        ("jsonb", -1, Limits(json_bounds=(1_000_000, 4)), "Json"),
        ("int4", -1, Limits(), "Int4"),
        ("int2", -1, Limits(ge=Decimal(0)), "Annotated[Int2, Field(ge=0)]"),
        ("int8", -1, Limits(gt=Decimal("1E+1")), "Annotated[Int8, Field(gt=10)]"),
        ("float8", -1, Limits(), "Float"),
        (
            "float8",
            -1,
            Limits(excluded=frozenset({"NaN", "Infinity", "-Infinity"})),
            "Annotated[float, Double(allow_inf_nan=False)]",
        ),
        ("numeric", -1, Limits(), "Number"),
        ("numeric", (5 << 16 | 2) + 4, Limits(), "Annotated[Decimal | float, Numeric(5, 2)]"),
        ("numeric", -1, Limits(le=Decimal("0.5")), 'Annotated[Decimal | float, Numeric(le="0.5")]'),
        ("dollars", -1, Limits(), "Dollars"),
        ("dollars", -1, Limits(not_null=True), "Dollars"),
        (
            "dollars",
            -1,
            Limits(le=Decimal(9)),
            'Annotated[Decimal | float, Numeric(16, 6, ge="0", le="9")]',
        ),
        ("jsonb", -1, Limits(), "Json"),
        ("jsonb", -1, Limits(is_object=True), "JsonObject"),
        (
            "_text",
            -1,
            Limits(max_length=3),
            "Annotated[Annotated[list[Text], Strict()], Field(max_length=3)]",
        ),
        ("_mood", -1, Limits(), "Annotated[list[Mood], Strict()]"),
        ("timestamptz", -1, Limits(), "Timestamp"),
        ("uuid", -1, Limits(), "UUID"),
        ("line", -1, Limits(), "Line"),
    ],
)
def test_input_type_has_limits(
    types: Types, type_: str, modifier: int, limits: Limits, expected: str
) -> None:
    assert types.input(column(type_, modifier), limits) == expected


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        ("varchar", "str"),
        ("numeric", "Decimal"),
        ("dollars", "Decimal"),
        ("float8", "float"),
        ("timestamptz", "AwareDatetime"),
        ("jsonb", "StoredJson"),
        ("_text", "list[str]"),
        ("_mood", "list[Mood | str]"),
        ("mood", "Mood | str"),
    ],
)
def test_row_type_has_no_limits(types: Types, type_: str, expected: str) -> None:
    assert types.row(BY_NAME[type_].oid) == expected


def test_json_object_constraint_gives_dict(types: Types) -> None:
    assert types.row(BY_NAME["jsonb"].oid, Limits(is_object=True)) == "StoredJsonObject"


def test_array_argument_may_contain_nulls_unless_rows(types: Types) -> None:
    assert types.argument(BY_NAME["_text"].oid) == "Sequence[Text | None]"
    assert types.argument(BY_NAME["_line"].oid) == "Sequence[Line]"


def test_numeric_is_selected_as_text(types: Types) -> None:
    assert types.selected(column("dollars")) == "n::text"
    assert types.selected(column("float8")) == "n"
    assert types.selected(Column("a b", BY_NAME["numeric"].oid)) == '"a b"::text'


def test_unknown_type_is_named(types: Types) -> None:
    with pytest.raises(UnknownTypeError, match="tsquery"):
        types.row(BY_NAME["tsquery"].oid)
