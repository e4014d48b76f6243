"""Runs of the demo that are rejected, changed, or beside others."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaggle_store import KaggleStore
from kaggle_store.demo.agent_run import RunResult, run_agent
from kaggle_store.demo.check import ReadBackError, read_back
from kaggle_store.demo.other_runs import add_other_runs
from kaggle_store.demo.sample import sample_competitions
from tests.demo.observer import Observer


@pytest.fixture
def result(store: KaggleStore, tmp_path: Path) -> RunResult:
    return run_agent(store, sample_competitions(), tmp_path, Observer())


def test_rejected_run_submits_nothing(store: KaggleStore, tmp_path: Path) -> None:
    result = run_agent(store, sample_competitions(), tmp_path, Observer(is_approving=False))
    assert result.submission is None
    assert store.agent_executions.get(result.execution.id).status == "cancelled"
    assert store.submissions.count(execution_id=result.execution.id) == 0
    assert not any(row.findings for row in read_back(store, result))


def test_other_runs_are_running_and_consistent(store: KaggleStore, result: RunResult) -> None:
    assert add_other_runs(store) == 2
    progress = store.agent_executions.progress()
    assert [(row.status, row.gpu_status, row.pending_interventions) for row in progress] == [
        ("human_review", "idle", 1),
        ("training", "running", 0),
    ]
    assert sum(row.findings for row in read_back(store, result)) == 0


def test_read_back_reports_differences(store: KaggleStore, result: RunResult) -> None:
    store.training_jobs.update(result.job.id, best_validation_score=0.5)
    with pytest.raises(ReadBackError, match="training job"):
        read_back(store, result)


def test_sample_has_directions_types_and_gaps(store: KaggleStore) -> None:
    stored = store.competitions.upsert_many(sample_competitions())
    assert len(stored) >= 20
    assert {row.metric_direction for row in stored} == {"maximize", "minimize", None}
    assert len({row.problem_type for row in stored}) >= 6
    assert sum(row.deadline_is_estimated for row in stored) >= 3
    assert sum(row.deadline.year == 2030 for row in stored) >= 3
    assert next(row for row in stored if row.kaggle_id == "leash-BELKA").deadline.year == 2024
