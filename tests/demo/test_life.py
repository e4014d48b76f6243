"""An agent's life leaves behind in the store what it says it does."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from kaggle_store import KaggleStore
from kaggle_store.demo.agent_run import Life, live
from kaggle_store.demo.check import ReadBackError, read_back
from kaggle_store.demo.other_runs import stage
from kaggle_store.demo.pipeline import train
from kaggle_store.demo.sample import sample_competitions
from kaggle_store.models import HumanIntervention


class Onlooker:
    """Sees everything and answers as told."""

    def __init__(self, *, approves: bool = True) -> None:
        self.said: dict[str, str] = {}
        self.seen: list[tuple[str, int, int]] = []
        self.asked: list[HumanIntervention] = []
        self._approves = approves

    def progress(self, name: str, done: int, total: int) -> None:
        self.seen.append((name, done, total))

    def done(self, name: str, sentence: str) -> None:
        self.said[name] = sentence

    def decide(self, question: HumanIntervention) -> tuple[bool, str]:
        self.asked.append(question)
        return self._approves, "because"


@pytest.fixture
def onlooker() -> Onlooker:
    return Onlooker()


@pytest.fixture
def life(store: KaggleStore, onlooker: Onlooker, tmp_path: Path) -> Life:
    return live(store, sample_competitions(), tmp_path, onlooker)


def test_a_life_ends_completed_with_a_scored_submission(store: KaggleStore, life: Life) -> None:
    execution = store.agent_executions.get(life.execution.id)
    assert (execution.status, execution.current_step) == ("completed", 10)
    assert execution.started_at
    assert execution.completed_at
    assert execution.completed_at > execution.started_at
    (submission,) = store.submissions.list(execution_id=execution.id)
    assert submission.submission_status == "scored"
    assert submission.training_job_id == life.job.id
    assert Path(submission.submission_file_path).read_text().count("\n") == 419


def test_a_life_stores_the_source_that_ran(store: KaggleStore, life: Life) -> None:
    pipeline = store.generated_code.pipeline(life.execution.id)
    names = ["passengers.py", "network.py", "train.py", "predict.py"]
    assert [file.file_name for file in pipeline] == names
    assert pipeline[2].code_content == inspect.getsource(train)
    assert all(file.human_approved for file in pipeline)


def test_a_life_logs_each_epoch(store: KaggleStore, life: Life, onlooker: Onlooker) -> None:
    job = store.training_jobs.get(life.job.id)
    assert (job.status, job.model_type) == ("completed", "neural_network")
    named = {"train_loss": "train_loss", "valid_loss": "valid_loss"}
    for name, measured in {**named, "validation_score": "valid_accuracy"}.items():
        series = list(store.system_metrics.series(life.execution.id, name))
        expected = [getattr(epoch, measured) for epoch in life.epochs]
        assert [point.metric_value for point in series] == expected
        tags = [point.tags or {} for point in series]
        assert [tag["epoch"] for tag in tags] == list(range(1, (job.total_epochs or 0) + 1))
    assert ("training", 40, 40) in onlooker.seen


def test_a_life_pays_for_its_machine(store: KaggleStore, life: Life) -> None:
    (session,) = store.gpu_sessions.list(execution_id=life.execution.id)
    assert session.status == "terminated"
    assert session.total_cost_dollars > 0
    consumed = store.agent_executions.get(life.execution.id).gpu_budget_consumed
    assert consumed == session.total_cost_dollars


def test_a_life_asks_before_it_submits(store: KaggleStore, life: Life, onlooker: Onlooker) -> None:
    (question,) = store.human_interventions.list(execution_id=life.execution.id)
    assert [asked.id for asked in onlooker.asked] == [question.id]
    assert onlooker.asked[0].status == "pending"
    assert (question.status, question.response) == ("approved", "because")
    (submission,) = store.submissions.list(execution_id=life.execution.id)
    assert question.responded_at
    assert submission.submitted_at
    assert question.responded_at < submission.submitted_at


def test_a_life_whose_question_is_rejected_submits_nothing(
    store: KaggleStore, tmp_path: Path
) -> None:
    life = live(store, sample_competitions(), tmp_path, Onlooker(approves=False))
    assert life.submission is None
    assert store.agent_executions.get(life.execution.id).status == "cancelled"
    assert store.submissions.count(execution_id=life.execution.id) == 0
    assert not any(row.findings for row in read_back(store, life))


def test_what_a_life_says_is_what_was_stored(
    store: KaggleStore, life: Life, onlooker: Onlooker
) -> None:
    competitions, findings = store.competitions.count(), store.research_results.count()
    assert onlooker.said["discovery"].startswith(f"{competitions} real competitions stored, 11 of")
    assert (
        f"{findings} findings stored; the same again: {findings} skipped"
        in (onlooker.said["research"])
    )
    assert "simulated" in onlooker.said["GPU session"]
    assert "stand-in for Kaggle" in onlooker.said["submission"]
    assert life.submission
    assert f"{life.submission.public_score:.5f}" in onlooker.said["submission"]
    assert f"{store.system_metrics.count()} metric points" in onlooker.said["training"]


def test_executions_set_up_beside_a_life_are_under_way_and_sound(
    store: KaggleStore, life: Life
) -> None:
    assert stage(store) == 2
    progress = store.agent_executions.progress()
    assert [(row.status, row.gpu_status, row.pending_interventions) for row in progress] == [
        ("human_review", "idle", 1),
        ("training", "running", 0),
    ]
    assert sum(row.findings for row in read_back(store, life)) == 0


def test_a_life_that_reads_back_differently_is_reported(store: KaggleStore, life: Life) -> None:
    store.training_jobs.update(life.job.id, best_validation_score=0.5)
    with pytest.raises(ReadBackError, match="training job"):
        read_back(store, life)


def test_the_sample_mixes_directions_types_and_gaps(store: KaggleStore) -> None:
    stored = store.competitions.upsert_many(sample_competitions())
    assert len(stored) >= 20
    assert {row.metric_direction for row in stored} == {"maximize", "minimize", None}
    assert len({row.problem_type for row in stored}) >= 6
    assert sum(row.deadline_is_estimated for row in stored) >= 3
    assert sum(row.deadline.year == 2030 for row in stored) >= 3
    assert next(row for row in stored if row.kaggle_id == "leash-BELKA").deadline.year == 2024
