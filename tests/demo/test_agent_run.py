"""The demo's agent run stores what it reports."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from kaggle_store import KaggleStore
from kaggle_store.demo.agent_run import RunResult, run_agent
from kaggle_store.demo.check import ReadBackError, read_back
from kaggle_store.demo.other_runs import add_other_runs
from kaggle_store.demo.pipeline import train
from kaggle_store.demo.sample import sample_competitions
from kaggle_store.models import HumanIntervention


class Recorder:
    """Keeps all that it receives, and approves or rejects."""

    def __init__(self, *, is_approving: bool = True) -> None:
        self.results: dict[str, str] = {}
        self.steps: list[tuple[str, int, int]] = []
        self.interventions: list[HumanIntervention] = []
        self._is_approving = is_approving

    def progress(self, name: str, done: int, total: int) -> None:
        self.steps.append((name, done, total))

    def done(self, name: str, result: str) -> None:
        self.results[name] = result

    def decide(self, intervention: HumanIntervention) -> tuple[bool, str]:
        self.interventions.append(intervention)
        return self._is_approving, "because"


@pytest.fixture
def observer() -> Recorder:
    return Recorder()


@pytest.fixture
def result(store: KaggleStore, observer: Recorder, tmp_path: Path) -> RunResult:
    return run_agent(store, sample_competitions(), tmp_path, observer)


def test_run_completes_with_scored_submission(store: KaggleStore, result: RunResult) -> None:
    execution = store.agent_executions.get(result.execution.id)
    assert (execution.status, execution.current_step) == ("completed", 10)
    assert execution.started_at
    assert execution.completed_at
    assert execution.completed_at > execution.started_at
    (submission,) = store.submissions.list(execution_id=execution.id)
    assert submission.submission_status == "scored"
    assert submission.training_job_id == result.job.id
    assert Path(submission.submission_file_path).read_text().count("\n") == 419


def test_run_stores_its_own_source(store: KaggleStore, result: RunResult) -> None:
    pipeline = store.generated_code.pipeline(result.execution.id)
    names = ["passengers.py", "network.py", "train.py", "predict.py"]
    assert [file.file_name for file in pipeline] == names
    assert pipeline[2].code_content == inspect.getsource(train)
    assert all(file.human_approved for file in pipeline)


def test_run_logs_each_epoch(store: KaggleStore, result: RunResult, observer: Recorder) -> None:
    job = store.training_jobs.get(result.job.id)
    assert (job.status, job.model_type) == ("completed", "neural_network")
    named = {"train_loss": "train_loss", "valid_loss": "valid_loss"}
    for name, measured in {**named, "validation_score": "valid_accuracy"}.items():
        series = list(store.system_metrics.series(result.execution.id, name))
        expected = [getattr(epoch, measured) for epoch in result.epochs]
        assert [point.metric_value for point in series] == expected
        tags = [point.tags or {} for point in series]
        assert [tag["epoch"] for tag in tags] == list(range(1, (job.total_epochs or 0) + 1))
    assert ("training", 40, 40) in observer.steps


def test_run_pays_for_gpu_session(store: KaggleStore, result: RunResult) -> None:
    (session,) = store.gpu_sessions.list(execution_id=result.execution.id)
    assert session.status == "terminated"
    assert session.total_cost_dollars > 0
    consumed = store.agent_executions.get(result.execution.id).gpu_budget_consumed
    assert consumed == session.total_cost_dollars


def test_run_requests_approval_before_submission(
    store: KaggleStore, result: RunResult, observer: Recorder
) -> None:
    (intervention,) = store.human_interventions.list(execution_id=result.execution.id)
    assert [each.id for each in observer.interventions] == [intervention.id]
    assert observer.interventions[0].status == "pending"
    assert (intervention.status, intervention.response) == ("approved", "because")
    (submission,) = store.submissions.list(execution_id=result.execution.id)
    assert intervention.responded_at
    assert submission.submitted_at
    assert intervention.responded_at < submission.submitted_at


def test_rejected_run_submits_nothing(store: KaggleStore, tmp_path: Path) -> None:
    result = run_agent(store, sample_competitions(), tmp_path, Recorder(is_approving=False))
    assert result.submission is None
    assert store.agent_executions.get(result.execution.id).status == "cancelled"
    assert store.submissions.count(execution_id=result.execution.id) == 0
    assert not any(row.findings for row in read_back(store, result))


def test_reported_results_match_store(
    store: KaggleStore, result: RunResult, observer: Recorder
) -> None:
    competitions, findings = store.competitions.count(), store.research_results.count()
    assert observer.results["discovery"].startswith(
        f"{competitions} real competitions stored, 11 of"
    )
    assert (
        f"{findings} findings stored; stored again: {findings} duplicates skipped"
        in (observer.results["research"])
    )
    assert "simulated" in observer.results["GPU session"]
    assert "stand-in for Kaggle" in observer.results["submission"]
    assert result.submission
    assert f"{result.submission.public_score:.5f}" in observer.results["submission"]
    assert f"{store.system_metrics.count()} metric points" in observer.results["training"]


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
