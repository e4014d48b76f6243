"""The design document's writes and hyperparameter rule, compared with the SDK's."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from psycopg.types.composite import CompositeInfo, register_composite
from psycopg.types.json import Jsonb

from kaggle_store import CheckFailed, KaggleStore
from kaggle_store.models import MetricRow, ResearchRow
from tests.conftest import Owner
from tests.demo.observer import discover_sample
from tests.store.document_queries import (
    HYPERPARAMETERS,
    METRICS,
    RESEARCH,
    Table,
    as_dicts,
    start_run,
)


@pytest.fixture
def sampled(store: KaggleStore) -> KaggleStore:
    """A store with real competitions."""
    discover_sample(store)
    return store


def test_document_insert_skips_same_duplicates(sampled: KaggleStore, owner: Owner) -> None:
    execution = start_run(sampled, "titanic", "researched")
    rows: list[ResearchRow] = [
        {
            "execution_id": execution.id,
            "research_type": "academic_papers",
            "query_text": "naïve Bayes “タイタニック”",
            "source_api": "arxiv",
            "raw_response": {"answer": number, "text": "ü\n\t" * number},
            "processed_insights": ["one", "two, with a comma", '"quoted"'],
            "relevance_score": number / 3,
            "cost_dollars": Decimal("0.0042"),
        }
        for number in range(4)
    ]
    for row in rows[:3]:
        owner.execute(RESEARCH, {**row, "raw_response": Jsonb(row["raw_response"])})
    assert sampled.research_results.add_many(rows) == (1, 3)
    for row in rows:
        again = owner.execute(RESEARCH, {**row, "raw_response": Jsonb(row["raw_response"])})
        assert again.rowcount == 0
    stored = sampled.research_results.list_full(execution_id=execution.id)
    assert by_number(as_dicts(stored, rows[0])) == by_number(rows)


def by_number(rows: Iterable[Mapping[str, Any]]) -> Table:
    return sorted((dict(row) for row in rows), key=lambda row: row["raw_response"]["answer"])


def test_record_rows_stores_same_as_document_insert(sampled: KaggleStore, owner: Owner) -> None:
    execution = start_run(sampled, "titanic", "measured")
    values = [0.1, -2.9e25, 1e308, 5e-324, math.nan, math.inf, -math.inf]
    rows: list[MetricRow] = [
        {
            "metric_name": "損失" * 60,
            "metric_value": value,
            "metric_type": "gauge",
            "tags": {"step": step, "note": 'a "b", (c)'},
            "execution_id": execution.id,
            "component": None,
        }
        for step, value in enumerate(values)
    ]
    assert sampled.system_metrics.record_rows(rows) == len(rows)
    assert insert_as_document(owner, rows) == len(rows)
    stored = list(sampled.system_metrics.iterate(execution_id=execution.id))
    in_order = sorted(stored, key=lambda row: repr(row.tags))
    for ours, document in zip(in_order[::2], in_order[1::2], strict=True):
        names = set(rows[0]) - {"metric_value"}
        assert as_dicts([ours], names) == as_dicts([document], names)
        assert repr(ours.metric_value) == repr(document.metric_value)
    assert [repr(row.metric_value) for row in in_order[::2]] == list(map(repr, values))


def insert_as_document(owner: Owner, rows: list[MetricRow]) -> int:
    info = CompositeInfo.fetch(owner, "metric_row")
    assert info
    register_composite(info, owner)
    make = info.python_type
    assert make
    points = [make(**{**row, "tags": Jsonb(row.get("tags"))}) for row in rows]
    return owner.execute(METRICS, [points]).rowcount


@pytest.fixture
def document_rule(owner: Owner) -> Owner:
    owner.execute("drop function if exists pg_temp.validate_hyperparameters(jsonb)")
    owner.execute(HYPERPARAMETERS)
    return owner


def both_rules(owner: Owner, params: object) -> tuple[bool | str | None, bool | None]:
    """Return the result of the document's rule, or `raises`, and that of ours."""
    value = None if params is None else Jsonb(params)
    ours = owner.execute("select public.validate_hyperparameters(%s::jsonb)", [value]).fetchone()
    assert ours
    try:
        document = owner.execute(
            "select pg_temp.validate_hyperparameters(%s::jsonb)", [value]
        ).fetchone()
    except psycopg.DataError:
        return "raises", ours[0]
    assert document
    return document[0], ours[0]


@pytest.mark.parametrize(
    ("params", "valid"),
    [
        ({"learning_rate": 0.1, "epochs": 3}, True),
        ({"learning_rate": 3, "epochs": 1, "batch": [1]}, True),
        ({"learning_rate": 0, "epochs": 3}, False),
        ({"learning_rate": -0.1, "epochs": 3}, False),
        ({"learning_rate": 0.1, "epochs": 0}, False),
        ({"learning_rate": 0.1}, False),
        ({"epochs": 3}, False),
        ({}, False),
    ],
)
def test_hyperparameter_rule_equals_documents(
    document_rule: Owner, params: dict[str, Any], valid: bool
) -> None:
    assert both_rules(document_rule, params) == (valid, valid)


@pytest.mark.parametrize(
    ("params", "document", "ours"),
    [
        ({"learning_rate": "high", "epochs": 3}, "raises", False),
        ({"learning_rate": 0.1, "epochs": 2.5}, "raises", False),
        ({"learning_rate": 0.1, "epochs": 10**12}, "raises", False),
        ({"learning_rate": 0.1, "epochs": [3]}, "raises", False),
        ({"learning_rate": None, "epochs": 3}, None, False),
        ({"learning_rate": "0.1", "epochs": "3"}, True, False),
        (None, None, True),
    ],
)
def test_hyperparameter_rule_never_raises(
    document_rule: Owner, params: object, document: bool | str | None, ours: bool
) -> None:
    assert both_rules(document_rule, params) == (document, ours)


def test_job_refuses_invalid_hyperparameters(sampled: KaggleStore) -> None:
    run = start_run(sampled, "titanic")
    code = sampled.generated_code.create(
        execution_id=run.id, code_type="training", file_name="train.py", code_content="pass"
    )
    job = sampled.training_jobs.create(execution_id=run.id, code_id=code.id, job_name="job")
    changed = sampled.training_jobs.update(
        job.id, model_type="transformer", hyperparameters={"learning_rate": 0.1, "epochs": 3}
    )
    assert changed.hyperparameters == {"learning_rate": 0.1, "epochs": 3}
    with pytest.raises(CheckFailed, match="valid_hyperparameters"):
        sampled.training_jobs.update(job.id, hyperparameters={"learning_rate": None, "epochs": 3})
