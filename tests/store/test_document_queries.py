"""The design document's own queries, run as SQL, against the typed reads.

Where nothing fans out, every score that wins is the highest and no question is escalated, the rows
are the same. Elsewhere they differ in exactly the ways that the design decided on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg.rows import dict_row
from psycopg.types.composite import CompositeInfo, register_composite
from psycopg.types.json import Jsonb

from kaggle_store import CheckFailed, KaggleStore
from kaggle_store.demo.load import agent_runs, competitions
from kaggle_store.demo.sample import sample_competitions
from kaggle_store.models import AgentExecution, MetricRow, ResearchRow, Row
from tests.conftest import Owner

Table = list[dict[str, Any]]

DASHBOARD = """
SELECT
    c.*,
    COUNT(ae.id) as execution_count,
    MAX(ae.created_at) as last_execution,
    AVG(s.public_score) as avg_score
FROM competitions c
LEFT JOIN agent_executions ae ON c.id = ae.competition_id
LEFT JOIN submissions s ON ae.id = s.execution_id
WHERE c.deadline > NOW()
GROUP BY c.id
ORDER BY c.deadline ASC
"""
PROGRESS = """
SELECT
    ae.*,
    c.title as competition_title,
    c.deadline,
    gs.status as gpu_status,
    gs.total_cost_dollars as gpu_cost,
    COUNT(hi.id) as pending_interventions
FROM agent_executions ae
JOIN competitions c ON ae.competition_id = c.id
LEFT JOIN gpu_sessions gs ON ae.id = gs.execution_id AND gs.status IN ('running', 'idle')
LEFT JOIN human_interventions hi ON ae.id = hi.execution_id AND hi.status = 'pending'
WHERE ae.status NOT IN ('completed', 'failed', 'cancelled')
GROUP BY ae.id, c.id, gs.id
"""
SUMMARY = """
SELECT
    ae.id,
    ae.competition_id,
    ae.status,
    ae.gpu_budget_consumed,
    COUNT(DISTINCT rr.id) as research_count,
    COUNT(DISTINCT gc.id) as code_files_count,
    COUNT(DISTINCT tj.id) as training_jobs_count,
    COUNT(DISTINCT s.id) as submissions_count,
    MAX(s.public_score) as best_score,
    ae.created_at,
    ae.updated_at
FROM agent_executions ae
LEFT JOIN research_results rr ON ae.id = rr.execution_id
LEFT JOIN generated_code gc ON ae.id = gc.execution_id
LEFT JOIN training_jobs tj ON ae.id = tj.execution_id
LEFT JOIN submissions s ON ae.id = s.execution_id
GROUP BY ae.id
"""
RESEARCH = """
INSERT INTO research_results (
    execution_id, research_type, query_text, source_api,
    raw_response, processed_insights, relevance_score, cost_dollars
) VALUES (
    %(execution_id)s, %(research_type)s, %(query_text)s, %(source_api)s,
    %(raw_response)s, %(processed_insights)s, %(relevance_score)s, %(cost_dollars)s
)
ON CONFLICT DO NOTHING
"""
METRICS = """
INSERT INTO system_metrics (metric_name, metric_value, metric_type, tags, execution_id, component)
SELECT * FROM unnest(%s::metric_row[])
"""
INTEGRITY = """
SELECT
    'agent_executions' as table_name,
    COUNT(*) as row_count,
    COUNT(DISTINCT competition_id) as unique_competitions,
    MIN(created_at) as earliest_record,
    MAX(created_at) as latest_record
FROM agent_executions
UNION ALL
SELECT
    'training_jobs',
    COUNT(*),
    COUNT(DISTINCT execution_id),
    MIN(created_at),
    MAX(created_at)
FROM training_jobs
"""
HYPERPARAMETERS = """
CREATE FUNCTION pg_temp.validate_hyperparameters(params JSONB)
RETURNS BOOLEAN AS $$
BEGIN
    RETURN (
        params ? 'learning_rate' AND
        (params->>'learning_rate')::DECIMAL > 0 AND
        params ? 'epochs' AND
        (params->>'epochs')::INTEGER > 0
    );
END;
$$ LANGUAGE plpgsql
"""


def ask(owner: Owner, query: LiteralString) -> Table:
    with owner.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(query).fetchall()


def typed(rows: Iterable[Row], columns: Iterable[str]) -> Table:
    """Typed rows as SQL would show them, with the given columns only."""
    wanted = set(columns)
    return [row.model_dump(include=wanted) for row in rows]


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


def enter(store: KaggleStore, kaggle_id: str, name: str = "a run") -> AgentExecution:
    competition = store.competitions.find(kaggle_id)
    assert competition
    return store.agent_executions.create(
        competition_id=competition.id, execution_name=name, status="training"
    )


def score(store: KaggleStore, execution_id: UUID, *scores: float | None) -> None:
    for public_score in scores:
        store.submissions.create(
            execution_id=execution_id, submission_file_path="s.csv", public_score=public_score
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


def test_the_documents_research_insert_and_add_many_skip_each_others_findings(
    sampled: KaggleStore, owner: Owner
) -> None:
    execution = enter(sampled, "titanic", "researched")
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
    assert by_number(typed(stored, rows[0])) == by_number(rows)


def by_number(rows: Iterable[Mapping[str, Any]]) -> Table:
    return sorted((dict(row) for row in rows), key=lambda row: row["raw_response"]["answer"])


def test_the_documents_metrics_insert_stores_what_record_rows_stores(
    sampled: KaggleStore, owner: Owner
) -> None:
    execution = enter(sampled, "titanic", "measured")
    values = [0.1, -0.0, 1e308, 5e-324, math.nan, math.inf, -math.inf]
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
        assert typed([ours], names) == typed([document], names)
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


def both_rules(owner: Owner, params: object) -> tuple[bool | None | str, bool | None]:
    """What the document's rule says, or `raises`, and what ours says."""
    value = None if params is None else Jsonb(params)
    ours = owner.execute("select public.validate_hyperparameters(%s::jsonb)", [value]).fetchone()
    assert ours
    try:
        theirs = owner.execute(
            "select pg_temp.validate_hyperparameters(%s::jsonb)", [value]
        ).fetchone()
    except psycopg.DataError:
        return "raises", ours[0]
    assert theirs
    return theirs[0], ours[0]


@pytest.mark.parametrize(
    ("params", "fits"),
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
def test_the_hyperparameter_rule_is_the_documents(
    document_rule: Owner, params: dict[str, Any], fits: bool
) -> None:
    assert both_rules(document_rule, params) == (fits, fits)


@pytest.mark.parametrize(
    ("params", "theirs", "ours"),
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
def test_our_hyperparameter_rule_answers_where_the_documents_raises_or_does_not_know(
    document_rule: Owner, params: object, theirs: bool | None | str, ours: bool
) -> None:
    assert both_rules(document_rule, params) == (theirs, ours)


def test_a_job_is_refused_hyperparameters_that_the_rule_refuses(sampled: KaggleStore) -> None:
    job = next(sampled.training_jobs.iterate())
    changed = sampled.training_jobs.update(
        job.id, model_type="transformer", hyperparameters={"learning_rate": 0.1, "epochs": 3}
    )
    assert changed.hyperparameters == {"learning_rate": 0.1, "epochs": 3}
    with pytest.raises(CheckFailed, match="valid_hyperparameters"):
        sampled.training_jobs.update(job.id, hyperparameters={"learning_rate": None, "epochs": 3})
