"""Supabase's own generator sees the same tables, views, columns, enums and functions."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from kaggle_store import models
from kaggle_store.models import functions
from tests.conftest import Stack
from tests.npm import supabase_cli
from tools.generate.text import pascal

Columns = dict[str, dict[str, bool]]
"""Relation → column → whether it may be null."""

_RELATION = re.compile(
    r'"(\w+)": \{\s+Row: \{\s*(.*?)\s*\}\s+(?:ComputedFields|Insert|Rel)', re.DOTALL
)
_COLUMN = re.compile(r'"(\w+)": (.*?)(?=,"\w+": |$)', re.DOTALL)
_PARTITION = re.compile(r"system_metrics_(\d{4}_\d{2}|default)")


HIDDEN = ("gpu_sessions", "ssh_connection_info")
"""What no client sees: only functions read and write it."""


@pytest.fixture(scope="module")
def typescript(session_stack: Stack) -> str:
    assert session_stack.db_url is not None
    return supabase_cli("gen", "types", "--lang=typescript", db_url=session_stack.db_url)


@pytest.fixture(scope="module")
def theirs(typescript: str) -> Columns:
    return {
        relation: {
            name: "| null" in type_
            for name, type_ in _COLUMN.findall(columns)
            if (relation, name) != HIDDEN
        }
        for relation, columns in _RELATION.findall(typescript)
        if not _PARTITION.fullmatch(relation)
    }


@pytest.fixture(scope="module")
def ours() -> dict[str, type[models.Row]]:
    rows = [getattr(models, name) for name in models.__all__]
    found = [r for r in rows if isinstance(r, type) and issubclass(r, models.Row) and r.table]
    # What a function answers is no relation.
    found = [r for r in found if r.__module__ != functions.__name__]
    return {row.table: row for row in found if not row.__name__.endswith("Listed")}


def test_both_generators_see_the_same_columns(
    ours: dict[str, type[models.Row]], theirs: Columns
) -> None:
    assert {table: set(row.model_fields) for table, row in ours.items()} == {
        relation: set(columns) for relation, columns in theirs.items()
    }


def test_both_generators_agree_which_table_columns_may_be_null(
    ours: dict[str, type[models.Row]], theirs: Columns
) -> None:
    tables = {
        table: row for table, row in ours.items() if f"{row.__name__}Insert" in models.__all__
    }
    assert len(tables) == 10
    for table, row in tables.items():
        optional = {
            name
            for name, field in row.model_fields.items()
            if type(None) in get_args(field.annotation)
        }
        assert optional == {name for name, may in theirs[table].items() if may}, table


def test_both_generators_see_the_same_enums(typescript: str) -> None:
    listed = typescript.rpartition("Enums: {")[2]
    theirs = {
        name: re.findall(r'"([^"]*)"', words)
        for name, words in re.findall(r'"(\w+)": \[(.*?)\]', listed)
    }
    assert theirs["metric_direction"] == ["maximize", "minimize"]
    for name, words in theirs.items():
        assert list(get_args(getattr(models, pascal(name)))) == words, name


def test_supabase_sees_every_function_that_the_models_describe(typescript: str) -> None:
    theirs = {pascal(name) + "Args" for name in re.findall(r'"(\w+)":\s*\{ Args', typescript)}
    assert {name for name in models.__all__ if name.endswith("Args")} <= theirs
