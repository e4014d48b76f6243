"""The design document's own queries, run as SQL, against the typed reads.

Where nothing fans out, every score that wins is the highest and no question is escalated, the rows
are the same. Elsewhere they differ in exactly the ways that the design decided on.
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
from kaggle_store.demo.sample import sample_competitions
from tests.conftest import Owner
from tests.real_data import agent_runs, competitions
from tests.store.document_queries import (
    DASHBOARD,
    INTEGRITY,
    PROGRESS,
    SUMMARY,
    Table,
    enter,
    typed,
)


def ask(owner: Owner, query: LiteralString) -> Table:
    with owner.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(query).fetchall()


def by_id(rows: Iterable[Mapping[str, Any]]) -> Table:
    return sorted((dict(row) for row in rows), key=lambda row: str(row["id"]))


def assert_same_dashboard(store: KaggleStore, owner: Owner) -> None:
    document = ask(owner, DASHBOARD)
    ours = typed(store.competitions.dashboard(limit=1000), document[0])
    assert [row["deadline"] for row in ours] == [row["deadline"] for row in document]
    assert by_id(ours) == by_id(document)


def assert_same_summary(store: KaggleStore, owner: Owner) -> None:
    store.agent_executions.refresh_summary()
    document = ask(owner, SUMMARY)
    ours = typed(store.agent_executions.summaries(limit=1000), document[0])
    assert by_id(ours) == by_id(document)


def score(store: KaggleStore, execution_id: UUID, *scores: float | None) -> None:
    for public_score in scores:
        store.submissions.create(
            execution_id=execution_id,
            submission_file_path="s.csv",
            submission_status="submitted",  # from elsewhere: no slot of the day is taken
            public_score=public_score,
        )


def rent(store: KaggleStore, execution_id: UUID, *machines: tuple[str, str]) -> None:
    rows: list[Any] = [
        {
            "execution_id": execution_id,
            "provider": "vast_ai",
            "instance_type": "RTX 4090",
            "status": status,
            "total_cost_dollars": Decimal(cost),
        }
        for status, cost in machines
    ]
    store.gpu_sessions.create_many(rows)


def wonder(store: KaggleStore, execution_id: UUID, *statuses: str) -> None:
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


def write(store: KaggleStore, execution_id: UUID, files: int) -> None:
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
    """A store with real competitions and, in two of them, runs that fan nothing out."""
    store.competitions.upsert_many(sample_competitions())
    titanic, connectx = enter(store, "titanic"), enter(store, "connectx")
    score(store, titanic.id, 0.779)
    rent(store, titanic.id, ("running", "0.0042"), ("terminated", "113.93"))
    wonder(store, titanic.id, "pending", "approved")
    write(store, titanic.id, files=3)
    wonder(store, connectx.id, "rejected")
    store.agent_executions.create(
        competition_id=titanic.competition_id,
        execution_name="given up",
        status="failed",
        completed_at=titanic.created_at,
    )
    return store


def test_the_dashboard_is_the_documents_where_nothing_fans_out(
    sampled: KaggleStore, owner: Owner
) -> None:
    assert_same_dashboard(sampled, owner)
    assert len(sampled.competitions.dashboard()) == 11


def test_the_progress_is_the_documents_where_nothing_fans_out(
    sampled: KaggleStore, owner: Owner
) -> None:
    document = ask(owner, PROGRESS)
    ours = typed(sampled.agent_executions.progress(), document[0])
    assert by_id(ours) == by_id(document)
    assert len(ours) == 2


def test_the_summary_is_the_documents_where_the_highest_score_wins(
    sampled: KaggleStore, owner: Owner
) -> None:
    titanic = sampled.agent_executions.list(status="training", order="created_at")[0]
    score(sampled, titanic.id, 0.91, None, -2.9e25)
    assert_same_summary(sampled, owner)
    sampled.agent_executions.refresh_summary()
    assert sampled.agent_executions.summary(titanic.id).best_score == 0.91


def test_dashboard_and_summary_are_the_documents_over_the_real_data(
    store: KaggleStore, owner: Owner, real_data: Path
) -> None:
    list(competitions.load(store, competitions.read(real_data)))
    list(agent_runs.load(store, agent_runs.read(real_data)))
    assert_same_dashboard(store, owner)
    assert_same_summary(store, owner)


def test_the_integrity_report_begins_with_the_documents_columns(
    sampled: KaggleStore, owner: Owner
) -> None:
    document = {row["table_name"]: row for row in ask(owner, INTEGRITY)}
    report = {row.table_name: row for row in sampled.upkeep.integrity_report()}
    for name, row in document.items():
        assert typed([report[name]], row) == [row]


def test_an_execution_with_several_submissions_counts_once_in_our_dashboard(
    sampled: KaggleStore, owner: Owner
) -> None:
    execution = enter(sampled, "spaceship-titanic")
    score(sampled, execution.id, 0.5, 0.7, 0.6)
    document = next(r for r in ask(owner, DASHBOARD) if r["id"] == execution.competition_id)
    (ours,) = sampled.competitions.dashboard(id=execution.competition_id)
    assert (document["execution_count"], ours.execution_count) == (3, 1)
    rest = document.keys() - {"execution_count", "avg_score"}
    assert typed([ours], rest) == [{name: document[name] for name in rest}]
    assert ours.avg_score == pytest.approx(document["avg_score"])


def test_an_execution_with_several_machines_is_one_row_in_our_progress(
    sampled: KaggleStore, owner: Owner
) -> None:
    execution = enter(sampled, "digit-recognizer")
    rent(sampled, execution.id, ("idle", "0.25"), ("running", "1.5"), ("failed", "9"))
    wonder(sampled, execution.id, "pending", "pending")
    document = [row for row in ask(owner, PROGRESS) if row["id"] == execution.id]
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


def test_an_escalated_question_stays_open_in_our_progress(
    sampled: KaggleStore, owner: Owner
) -> None:
    execution = enter(sampled, "digit-recognizer")
    wonder(sampled, execution.id, "pending", "escalated", "reviewed")
    (document,) = (row for row in ask(owner, PROGRESS) if row["id"] == execution.id)
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
def test_our_best_score_follows_the_direction(
    sampled: KaggleStore, owner: Owner, kaggle_id: str, best: float | None
) -> None:
    execution = enter(sampled, kaggle_id, "extremes")
    score(sampled, execution.id, 0.83, 1.0e27, None, -2.9e25)
    sampled.agent_executions.refresh_summary()
    (document,) = (row for row in ask(owner, SUMMARY) if row["id"] == execution.id)
    ours = sampled.agent_executions.summary(execution.id)
    assert (document["best_score"], ours.best_score) == (1.0e27, best)
    rest = document.keys() - {"best_score"}
    assert typed([ours], rest) == [{name: document[name] for name in rest}]
    (shown,) = sampled.competitions.dashboard(id=execution.competition_id)
    assert shown.best_score == best
