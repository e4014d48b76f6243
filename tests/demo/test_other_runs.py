"""Runs of the demo that are rejected, changed, repeated, or beside others."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaggle_store import KaggleStore
from kaggle_store.demo import stages
from kaggle_store.demo.agent_run import RunError, RunResult, run_agent
from kaggle_store.demo.check import ReadBackError, read_back
from kaggle_store.demo.other_runs import add_other_runs
from tests.demo.observer import Observer, discover_sample


@pytest.fixture
def result(store: KaggleStore, tmp_path: Path) -> RunResult:
    return run_agent(store, tmp_path, Observer())


def test_rejected_run_submits_nothing(store: KaggleStore, tmp_path: Path) -> None:
    result = run_agent(store, tmp_path, Observer(is_approving=False))
    assert result.submissions == []
    assert result.execution.status == "cancelled"
    assert store.submissions.count(execution_id=result.execution.id) == 0
    assert not any(row.findings for row in read_back(store, result))


def test_later_run_leaves_other_runs_alone(
    store: KaggleStore, result: RunResult, tmp_path: Path
) -> None:
    assert add_other_runs(store) == 2
    before = store.agent_executions.progress()
    (tmp_path / "again").mkdir()
    again = run_agent(store, tmp_path / "again", Observer())
    assert again.execution.status == "completed"
    assert store.agent_executions.progress() == before
    for each in (result, again):
        assert sum(row.findings for row in read_back(store, each)) == 0


def test_failed_stage_is_an_error(
    store: KaggleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ConnectionError("no search today")

    monkeypatch.setattr(stages, "search", fail)
    with pytest.raises(RunError, match=r"research: .*no search today"):
        run_agent(store, tmp_path, Observer())


def test_other_runs_are_running_and_consistent(store: KaggleStore, result: RunResult) -> None:
    assert add_other_runs(store) == 2
    progress = store.agent_executions.progress()
    assert [(row.status, row.gpu_status, row.pending_interventions) for row in progress] == [
        ("human_review", "idle", 1),
        ("training", "running", 0),
    ]
    assert sum(row.findings for row in read_back(store, result)) == 0


def test_read_back_reports_differences(store: KaggleStore, result: RunResult) -> None:
    store.training_jobs.update(stages.training_id(result.execution.id), best_validation_score=0.5)
    with pytest.raises(ReadBackError, match="training job"):
        read_back(store, result)


def test_sample_has_directions_types_and_gaps(store: KaggleStore) -> None:
    found = discover_sample(store)
    assert (found.added, found.unread, found.refused_tabs) == (28, [], {})
    stored = store.competitions.list()
    assert {row.metric_direction for row in stored} == {"maximize", "minimize", None}
    assert len({row.problem_type for row in stored}) >= 6
    assert not any(row.deadline_is_estimated for row in stored)
    assert sum(row.deadline.year == 2030 for row in stored) >= 3
    by_slug = {row.kaggle_id: row for row in stored}
    assert by_slug["leash-BELKA"].deadline.year == 2024
    assert by_slug["arc-prize-2024"].prize_pool == 1_100_000
    halite = by_slug["halite"]
    assert (halite.participant_count, halite.team_limit, halite.daily_submission_limit) == (
        *(1291, 5, 5),
    )
    assert by_slug["titanic"].tags == ["binary classification", "tabular", "beginner"]
