"""Columns that may be NaN have a computed column to sort by."""

from __future__ import annotations

import pytest

from kaggle_store import models
from kaggle_store.models._base import Row
from tests.database.clients import Client

ROWS = [
    kind
    for name in models.__all__
    if isinstance(kind := getattr(models, name), type) and issubclass(kind, Row)
]


@pytest.mark.parametrize(
    ("table", "column"), sorted({(row.table, name) for row in ROWS for name in row.nan_columns})
)
def test_nan_column_can_be_sorted(agent: Client, table: str, column: str) -> None:
    agent.execution()
    agent.rows(f"select {table}.{column}_or_null from {table}")


def test_metric_value_or_null(agent: Client) -> None:
    agent.rows(
        "insert into system_metrics (metric_name, metric_value, metric_type) "
        "select 'm', value, 'gauge' "
        "from unnest('{NaN, -Infinity, 0, Infinity}'::double precision[]) value"
    )
    found = agent.rows(
        "select m.metric_value::text as value from system_metrics m "
        "order by m.metric_value_or_null desc nulls last"
    )
    assert [row["value"] for row in found] == ["Infinity", "0", "-Infinity", "NaN"]
