"""The demo's agent run stores what it reports; the tests share one run and only read."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from kaggle_store import KaggleStore
from kaggle_store.demo.agent_run import RunResult, run_agent
from kaggle_store.demo.pipeline import train
from kaggle_store.demo.research import Paper
from kaggle_store.demo.stages import training_id
from kaggle_store.models import AgentExecution, HumanIntervention
from tests.conftest import Owner
from tests.demo.observer import Observer


@pytest.fixture(scope="module")
def store(session_store: KaggleStore, module_owner: Owner) -> KaggleStore:
    """Return a client of a store that is emptied once."""
    return session_store


class Watching(Observer):
    """Keeps the execution as it is while a person decides."""

    def __init__(self, store: KaggleStore) -> None:
        super().__init__()
        self.waiting: list[AgentExecution] = []
        self._store = store

    def decide(self, intervention: HumanIntervention) -> tuple[bool, str]:
        self.waiting += self._store.agent_executions.list(id=intervention.execution_id)
        return super().decide(intervention)


@pytest.fixture(scope="module")
def observer(store: KaggleStore) -> Watching:
    return Watching(store)


@pytest.fixture(scope="module")
def result(
    store: KaggleStore, observer: Watching, tmp_path_factory: pytest.TempPathFactory
) -> RunResult:
    return run_agent(store, tmp_path_factory.mktemp("run"), observer)


def test_run_completes_with_scored_submission(store: KaggleStore, result: RunResult) -> None:
    execution = store.agent_executions.get(result.execution.id)
    assert (execution.status, execution.current_step) == ("completed", 10)
    assert execution.started_at
    assert execution.completed_at
    assert execution.completed_at > execution.started_at
    (submission,) = store.submissions.list(execution_id=execution.id)
    assert submission.submission_status == "scored"
    assert submission.training_job_id == training_id(execution.id)
    assert Path(submission.submission_file_path).read_text().count("\n") == 419


def test_run_keeps_what_kaggle_received(store: KaggleStore, result: RunResult) -> None:
    (sent,) = result.submissions
    (submission,) = store.submissions.list(execution_id=result.execution.id)
    assert submission.kaggle_submission_id == str(sent.ref)
    assert f"{submission.public_score:.5f}" == sent.public_score
    model, predictions = store.artifacts.list(execution_id=result.execution.id, order="created_at")
    assert store.training_jobs.get(training_id(result.execution.id)).model_artifacts_path == (
        model.uri
    )
    assert model.training_job_id == training_id(result.execution.id)
    assert predictions.submission_id == submission.id
    assert predictions.sha256 == submission.file_sha256


def test_run_searches_in_a_step(store: KaggleStore, result: RunResult) -> None:
    (step,) = store.execution_steps.list_full(execution_id=result.execution.id)
    assert (step.stage, step.name) == ("research", "search")
    papers = TypeAdapter(list[Paper]).validate_python(step.result)
    rows = store.research_results.list(execution_id=result.execution.id)
    assert {row.external_id for row in rows} == {paper.arxiv_id for paper in papers}


def test_run_stores_its_own_source(store: KaggleStore, result: RunResult) -> None:
    pipeline = store.generated_code.pipeline(result.execution.id)
    names = ["passengers.py", "network.py", "train.py", "predict.py"]
    assert [file.file_name for file in pipeline] == names
    assert pipeline[2].code_content == inspect.getsource(train)
    assert all(file.human_approved for file in pipeline)


def test_run_logs_each_epoch(store: KaggleStore, result: RunResult, observer: Watching) -> None:
    job = store.training_jobs.get(training_id(result.execution.id))
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
    store: KaggleStore, result: RunResult, observer: Watching
) -> None:
    (intervention,) = store.human_interventions.list(execution_id=result.execution.id)
    assert [each.id for each in observer.interventions] == [intervention.id]
    assert observer.interventions[0].status == "pending"
    assert (intervention.status, intervention.response) == ("approved", "because")
    (submission,) = store.submissions.list(execution_id=result.execution.id)
    assert intervention.responded_at
    assert submission.submitted_at
    assert intervention.responded_at < submission.submitted_at


@pytest.mark.usefixtures("result")
def test_no_agent_holds_run_that_waits(observer: Watching) -> None:
    (waiting,) = observer.waiting
    assert (waiting.status, waiting.lease_expires_at) == ("human_review", None)


def test_reported_results_match_store(
    store: KaggleStore, result: RunResult, observer: Watching
) -> None:
    competitions, findings = store.competitions.count(), store.research_results.count()
    assert observer.results["discovery"].startswith(
        f"{competitions} real competitions stored, 11 of"
    )
    assert (
        f"{findings} findings of one search stored; stored again: {findings} duplicates skipped"
        in (observer.results["research"])
    )
    assert "simulated" in observer.results["GPU session"]
    assert "stand-in for Kaggle" in observer.results["submission"]
    assert str(result.submissions[0].public_score) in observer.results["submission"]
    assert f"{store.system_metrics.count()} metric points" in observer.results["training"]
