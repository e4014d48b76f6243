"""The SDK's views compared with the design document's queries, run as SQL.

The rows are equal as long as no join multiplies rows, the highest score is the best and no
intervention is escalated. Otherwise they differ exactly as docs/explanation/design.md describes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID

import pytest
from psycopg.rows import dict_row

from kaggle_store import KaggleStore
from tests.conftest import Owner
from tests.demo.observer import discover_sample
from tests.real_data import agent_runs, competitions
from tests.store.document_queries import (
    DASHBOARD,
    INTEGRITY,
    PROGRESS,
    SUMMARY,
    Table,
    as_dicts,
    start_run,
)


def fetch(owner: Owner, query: LiteralString) -> Table:
    with owner.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(query).fetchall()


def by_id(rows: Iterable[Mapping[str, Any]]) -> Table:
    return sorted((dict(row) for row in rows), key=lambda row: str(row["id"]))


def assert_same_dashboard(store: KaggleStore, owner: Owner) -> None:
    document = fetch(owner, DASHBOARD)
    ours = as_dicts(store.competitions.dashboard(limit=1000), document[0])
    assert [row["deadline"] for row in ours] == [row["deadline"] for row in document]
    assert by_id(ours) == by_id(document)


def assert_same_summary(store: KaggleStore, owner: Owner) -> None:
    document = fetch(owner, SUMMARY)
    ours = as_dicts(store.agent_executions.summaries(limit=1000), document[0])
    assert by_id(ours) == by_id(document)


def add_scores(store: KaggleStore, execution_id: UUID, *scores: float | None) -> None:
    for public_score in scores:
        store.submissions.create(
            execution_id=execution_id,
            submission_file_path="s.csv",
            submission_status="submitted",  # takes no slot of the day
            public_score=public_score,
        )


def add_gpu_sessions(store: KaggleStore, execution_id: UUID, *sessions: tuple[str, str]) -> None:
    rows: list[Any] = [
        {
            "execution_id": execution_id,
            "provider": "vast_ai",
            "instance_type": "RTX 4090",
            "status": status,
            "total_cost_dollars": Decimal(cost),
        }
        for status, cost in sessions
    ]
    store.gpu_sessions.create_many(rows)


def add_interventions(store: KaggleStore, execution_id: UUID, *statuses: str) -> None:
    rows: list[Any] = [
        {
            "execution_id": execution_id,
            "intervention_type": "approval_required",
            "title": "May I?",
            "description": "…",
            "status": status,
        }
        for status in statuses
    ]
    store.human_interventions.create_many(rows)


def add_jobs(store: KaggleStore, execution_id: UUID, files: int) -> None:
    for order in range(files):
        code = store.generated_code.create(
            execution_id=execution_id,
            code_type="training",
            file_name=f"{order}.py",
            code_content="1",
        )
        store.training_jobs.create(
            execution_id=execution_id, code_id=code.id, job_name=f"job {order}"
        )


@pytest.fixture
def sampled(store: KaggleStore) -> KaggleStore:
    """Real competitions, two of them with runs for which no join multiplies rows."""
    discover_sample(store)
    titanic, connectx = start_run(store, "titanic"), start_run(store, "connectx")
    add_scores(store, titanic.id, 0.779)
    add_gpu_sessions(store, titanic.id, ("running", "0.0042"), ("terminated", "113.93"))
    add_interventions(store, titanic.id, "pending", "approved")
    add_jobs(store, titanic.id, files=3)
    add_interventions(store, connectx.id, "rejected")
    store.agent_executions.create(
        competition_id=titanic.competition_id,
        execution_name="given up",
        status="failed",
        completed_at=titanic.created_at,
    )
    return store


def test_dashboard_equals_document_query(sampled: KaggleStore, owner: Owner) -> None:
    assert_same_dashboard(sampled, owner)
    assert len(sampled.competitions.dashboard()) == 11


def test_progress_equals_document_query(sampled: KaggleStore, owner: Owner) -> None:
    document = fetch(owner, PROGRESS)
    ours = as_dicts(sampled.agent_executions.progress(), document[0])
    assert by_id(ours) == by_id(document)
    assert len(ours) == 2


def test_summary_equals_document_query_when_maximizing(sampled: KaggleStore, owner: Owner) -> None:
    titanic = sampled.agent_executions.list(status="training", order="created_at")[0]
    add_scores(sampled, titanic.id, 0.91, None, -2.9e25)
    assert_same_summary(sampled, owner)
    assert sampled.agent_executions.summary(titanic.id).best_score == 0.91


def test_dashboard_and_summary_on_real_data(
    store: KaggleStore, owner: Owner, real_data: Path
) -> None:
    list(competitions.load(store, competitions.read(real_data)))
    list(agent_runs.load(store, agent_runs.read(real_data)))
    assert_same_dashboard(store, owner)
    assert_same_summary(store, owner)


def test_integrity_report_has_document_columns(sampled: KaggleStore, owner: Owner) -> None:
    document = {row["table_name"]: row for row in fetch(owner, INTEGRITY)}
    report = {row.table_name: row for row in sampled.upkeep.integrity_report()}
    for name, row in document.items():
        assert as_dicts([report[name]], row) == [row]


def test_dashboard_counts_execution_once(sampled: KaggleStore, owner: Owner) -> None:
    execution = start_run(sampled, "spaceship-titanic")
    add_scores(sampled, execution.id, 0.5, 0.7, 0.6)
    document = next(r for r in fetch(owner, DASHBOARD) if r["id"] == execution.competition_id)
    (ours,) = sampled.competitions.dashboard(id=execution.competition_id)
    assert (document["execution_count"], ours.execution_count) == (3, 1)
    rest = document.keys() - {"execution_count", "avg_score"}
    assert as_dicts([ours], rest) == [{name: document[name] for name in rest}]
    assert ours.avg_score == pytest.approx(document["avg_score"])


def test_progress_has_one_row_per_execution(sampled: KaggleStore, owner: Owner) -> None:
    execution = start_run(sampled, "digit-recognizer")
    add_gpu_sessions(sampled, execution.id, ("idle", "0.25"), ("running", "1.5"), ("failed", "9"))
    add_interventions(sampled, execution.id, "pending", "pending")
    document = [row for row in fetch(owner, PROGRESS) if row["id"] == execution.id]
    (ours,) = sampled.agent_executions.progress(id=execution.id)
    assert {(r["gpu_status"], r["gpu_cost"], r["pending_interventions"]) for r in document} == {
        ("idle", Decimal("0.25"), 2),
        ("running", Decimal("1.5"), 2),
    }
    assert (ours.gpu_status, ours.gpu_cost, ours.pending_interventions) == (
        "running",
        Decimal("1.75"),
        2,
    )


def test_progress_counts_escalated_intervention(sampled: KaggleStore, owner: Owner) -> None:
    execution = start_run(sampled, "digit-recognizer")
    add_interventions(sampled, execution.id, "pending", "escalated", "reviewed")
    (document,) = (row for row in fetch(owner, PROGRESS) if row["id"] == execution.id)
    (ours,) = sampled.agent_executions.progress(id=execution.id)
    assert (document["pending_interventions"], ours.pending_interventions) == (1, 2)


@pytest.mark.parametrize(
    ("kaggle_id", "best"),
    [
        ("titanic", 1.0e27),
        ("house-prices-advanced-regression-techniques", -2.9e25),
        ("connectx", None),
    ],
)
def test_best_score_follows_metric_direction(
    sampled: KaggleStore, owner: Owner, kaggle_id: str, best: float | None
) -> None:
    execution = start_run(sampled, kaggle_id, "extremes")
    add_scores(sampled, execution.id, 0.83, 1.0e27, None, -2.9e25)
    (document,) = (row for row in fetch(owner, SUMMARY) if row["id"] == execution.id)
    ours = sampled.agent_executions.summary(execution.id)
    assert (document["best_score"], ours.best_score) == (1.0e27, best)
    rest = document.keys() - {"best_score"}
    assert as_dicts([ours], rest) == [{name: document[name] for name in rest}]
    (shown,) = sampled.competitions.dashboard(id=execution.competition_id)
    assert shown.best_score == best
