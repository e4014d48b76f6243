"""The columns that a trigger fills, read from its WHEN clause as PostgreSQL prints it."""

import pytest

from tools.generate.fills import filled_columns


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("(new.a IS NULL)", {"a"}),
        ('(new."a b" IS NULL)', {"a b"}),
        ("((new.a IS NULL) OR (new.b IS NULL))", {"a", "b"}),
        ("(((new.a IS NULL) OR (new.b = 0)) OR (new.c IS NULL))", {"a", "c"}),
        ("((new.a IS NULL) AND (new.b IS NOT NULL))", set()),
        ("(new.a IS NOT NULL)", set()),
        ("((new.a + new.b) IS NULL)", set()),
        ("(COALESCE(new.a, new.b) IS NULL)", set()),
        ("(CASE WHEN (new.a IS NULL) THEN true ELSE false END)", set()),
    ],
)
def test_column_is_filled_if_null_alone_suffices(condition: str, expected: set[str]) -> None:
    assert filled_columns([condition]) == expected


def test_columns_of_several_triggers_are_filled() -> None:
    assert filled_columns(["(new.a IS NULL)", "(new.b IS NULL)"]) == {"a", "b"}
