"""Columns that the generator marks as required or filled are so in the database."""

from __future__ import annotations

from typing import Any

import pytest
from psycopg import errors

from kaggle_store.local import LocalStack
from kaggle_store.testing.stacks import OutsideStack
from tests.database.clients import Client
from tools.generate import catalog
from tools.generate.catalog import Column
from tools.generate.schema import Schema

REQUIRED: dict[str, dict[str, object]] = {
    "agent_executions": {"competition_id": None, "execution_name": "run"},
    "competitions": {"kaggle_id": "titanic", "title": "Titanic"},
    "configurations": {"config_key": "k", "config_value": "1", "config_type": "gpu"},
    "generated_code": {
        "execution_id": None,
        "code_type": "training",
        "file_name": "train.py",
        "code_content": "pass",
    },
    "gpu_sessions": {
        "execution_id": None,
        "provider": "vast_ai",
        "instance_type": "A100",
    },
    "human_interventions": {
        "execution_id": None,
        "intervention_type": "approval_required",
        "title": "Submit?",
        "description": "The score looks right.",
    },
    "research_results": {
        "execution_id": None,
        "research_type": "academic_papers",
        "query_text": "boosting",
        "source_api": "arxiv",
        "raw_response": "{}",
    },
    "submissions": {"execution_id": None, "submission_file_path": "out.csv"},
    "system_metrics": {"metric_name": "loss", "metric_value": 1, "metric_type": "gauge"},
    "training_jobs": {"execution_id": None, "code_id": None, "job_name": "first"},
}
"""The smallest valid row of each table; `new_row` sets its ids."""


def new_row(agent: Client, table: str) -> dict[str, Any]:
    new: dict[str, Any] = dict(REQUIRED[table])
    if "execution_id" in new:
        new["execution_id"] = agent.execution()
    if "competition_id" in new:
        new["competition_id"] = agent.competition()
    if "code_id" in new:
        new["code_id"] = agent.code(new["execution_id"])
    return new


@pytest.fixture(scope="module")
def schema(session_stack: LocalStack | OutsideStack) -> Schema:
    assert session_stack.db_url is not None
    return Schema(catalog.read(session_stack.db_url))


def columns(schema: Schema, table: str) -> list[Column]:
    return schema.insertable(schema.catalog.relations[table])


def test_every_insertable_table_is_covered(schema: Schema) -> None:
    assert set(REQUIRED) == {table.name for table in schema.tables if schema.insertable(table)}


@pytest.mark.parametrize("table", REQUIRED)
def test_required_columns_suffice(agent: Client, schema: Schema, table: str) -> None:
    new = new_row(agent, table)
    assert set(new) == {c.name for c in columns(schema, table) if schema.is_required(c)}
    assert agent.insert(table, **new)


@pytest.mark.parametrize("table", REQUIRED)
def test_required_column_cannot_be_omitted(agent: Client, table: str) -> None:
    new = new_row(agent, table)
    for name in new:
        with pytest.raises(errors.NotNullViolation):
            agent.insert(table, **{key: value for key, value in new.items() if key != name})


@pytest.mark.parametrize("table", REQUIRED)
def test_filled_column_accepts_null(agent: Client, schema: Schema, table: str) -> None:
    filled = [c.name for c in columns(schema, table) if c.not_null and c.filled]
    row = agent.insert(table, **new_row(agent, table), **dict.fromkeys(filled))
    assert [name for name in filled if row[name] is None] == []
