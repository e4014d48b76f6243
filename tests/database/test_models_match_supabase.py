"""Supabase's type generator finds the same relations, columns, enums and functions."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from kaggle_store import models
from kaggle_store.models import _dashboard_rows, dashboards, functions
from tests.conftest import Stack
from tests.npm import supabase_cli
from tools.generate.text import pascal

Columns = dict[str, dict[str, bool]]
"""Relation → column → whether it is nullable."""

_RELATION = re.compile(
    r'"(\w+)": \{\s+Row: \{\s*(.*?)\s*\}\s+(?:ComputedFields|Insert|Rel)', re.DOTALL
)
_COLUMN = re.compile(r'"(\w+)": (.*?)(?=,"\w+": |$)', re.DOTALL)
_PARTITION = re.compile(r"system_metrics_(\d{4}_\d{2}|default)")


NOT_READ = {
    ("gpu_sessions", "ssh_connection_info"),  # only functions read and write it
    ("system_metrics", "metric_value_or_null"),  # computed, to sort by
}
"""Columns that rows do not have."""


@pytest.fixture(scope="module")
def typescript(session_stack: Stack) -> str:
    assert session_stack.db_url is not None
    return supabase_cli("gen", "types", "--lang=typescript", db_url=session_stack.db_url)


@pytest.fixture(scope="module")
def supabase(typescript: str) -> Columns:
    return {
        relation: {
            name: "| null" in type_
            for name, type_ in _COLUMN.findall(columns)
            if (relation, name) not in NOT_READ
        }
        for relation, columns in _RELATION.findall(typescript)
        if not _PARTITION.fullmatch(relation)
    }


@pytest.fixture(scope="module")
def rows_by_table() -> dict[str, type[models.Row]]:
    rows = [getattr(models, name) for name in models.__all__]
    found = [r for r in rows if isinstance(r, type) and issubclass(r, models.Row) and r.table]
    # Rows returned by functions are not relations.
    returned = {module.__name__ for module in (_dashboard_rows, dashboards, functions)}
    found = [r for r in found if r.__module__ not in returned]
    return {row.table: row for row in found if not row.__name__.endswith("Listed")}


def test_generators_agree_on_columns(
    rows_by_table: dict[str, type[models.Row]], supabase: Columns
) -> None:
    assert {table: set(row.model_fields) for table, row in rows_by_table.items()} == {
        relation: set(columns) for relation, columns in supabase.items()
    }


def test_generators_agree_on_nullability(
    rows_by_table: dict[str, type[models.Row]], supabase: Columns
) -> None:
    tables = {
        table: row
        for table, row in rows_by_table.items()
        if f"{row.__name__}Insert" in models.__all__
    }
    assert len(tables) == 10
    for table, row in tables.items():
        optional = {
            name
            for name, field in row.model_fields.items()
            if type(None) in get_args(field.annotation)
        }
        assert optional == {name for name, may in supabase[table].items() if may}, table


def test_generators_agree_on_enums(session_stack: Stack) -> None:
    assert session_stack.db_url is not None
    arguments = ("gen", "types", "--lang=typescript", "--schema=kaggle_store")
    typescript = supabase_cli(*arguments, db_url=session_stack.db_url)
    listed = typescript.rpartition("Constants = {")[2]
    supabase = {
        name: re.findall(r'"([^"]*)"', labels)
        for name, labels in re.findall(r'"(\w+)": \[(.*?)\]', listed)
    }
    assert supabase["metric_direction"] == ["maximize", "minimize"]
    for name, labels in supabase.items():
        assert list(get_args(getattr(models, pascal(name)))) == labels, name


def test_supabase_lists_every_described_function(typescript: str) -> None:
    supabase = {pascal(name) + "Args" for name in re.findall(r'"(\w+)":\s*\{ Args', typescript)}
    assert {name for name in models.__all__ if name.endswith("Args")} <= supabase
