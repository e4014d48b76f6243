"""The steps of an agent's life, each a few calls to the store."""

from __future__ import annotations

import inspect
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from uuid import uuid4

from kaggle_store import KaggleStore
from kaggle_store.demo.knowledge import Offer, cheapest_offer, findings
from kaggle_store.demo.pipeline import network, passengers, predict, train
from kaggle_store.demo.pipeline.train import Epoch, Settings
from kaggle_store.models import (
    AgentExecution,
    CodeType,
    Competition,
    ExecutionStatus,
    GeneratedCode,
    GpuSession,
    GpuSessionInsert,
    HumanIntervention,
    Submission,
    SystemMetricInsert,
    TrainingJob,
)
from kaggle_store.research_results import Added

_PIPELINE: tuple[tuple[CodeType, ModuleType], ...] = (
    ("preprocessing", passengers),
    ("model", network),
    ("training", train),
    ("submission", predict),
)


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def begin(store: KaggleStore, competition: Competition) -> AgentExecution:
    """Plan an execution and begin it."""
    planned = store.agent_executions.create(
        competition_id=competition.id,
        execution_name="small neural network",
        priority=5,
        gpu_budget_dollars=Decimal("0.15"),
        target_submission_hours=1,
    )
    return store.agent_executions.update(
        planned.id, status="data_acquisition", current_step=1, started_at=now()
    )


def move(
    store: KaggleStore, execution: AgentExecution, status: ExecutionStatus, step: int
) -> AgentExecution:
    """Take an execution to a state and one of the ten steps; `completed` says when."""
    if status in ("completed", "cancelled"):
        return store.agent_executions.update(
            execution.id, status=status, current_step=step, completed_at=now()
        )
    return store.agent_executions.update(execution.id, status=status, current_step=step)


def research(store: KaggleStore, execution: AgentExecution) -> Added:
    """Store findings, and once more as after a crash; count the first time's and the skipped."""
    rows = findings(execution.id)
    first = store.research_results.add_many(rows)
    again = store.research_results.add_many(rows)
    return Added(first.inserted + again.inserted, again.skipped)


def write_code(store: KaggleStore, execution: AgentExecution) -> list[GeneratedCode]:
    """Store the pipeline: the source of the very modules that will run."""
    return store.generated_code.create_many(
        {
            "execution_id": execution.id,
            "code_type": code_type,
            "file_name": Path(inspect.getfile(module)).name,
            "code_content": inspect.getsource(module),
            "dependencies": [],
            "execution_order": order,
            "gpu_required": code_type == "training",
            "model_api_used": "custom",
        }
        for order, (code_type, module) in enumerate(_PIPELINE, start=1)
    )


def rent(store: KaggleStore, execution: AgentExecution) -> GpuSession:
    """Open a session on the cheapest machine; it is simulated, its price is real."""
    offer = cheapest_offer()
    session = store.gpu_sessions.create(**_session(offer, execution))
    return store.gpu_sessions.update(session.id, status="running", provisioned_at=now())


def give_back(store: KaggleStore, session: GpuSession) -> GpuSession:
    """End a session and settle what it has cost by the second."""
    ended = now()
    seconds = Decimal(str((ended - (session.provisioned_at or ended)).total_seconds()))
    cost = (session.hourly_rate_dollars or 0) * seconds / 3600
    return store.gpu_sessions.update(
        session.id,
        status="terminated",
        terminated_at=ended,
        total_runtime_minutes=round(seconds / 60, 6),
        total_cost_dollars=round(cost, 6),
    )


def start_job(
    store: KaggleStore, code: GeneratedCode, session: GpuSession, settings: Settings, rows: int
) -> TrainingJob:
    """Queue a training of a piece of code on a machine, and start it."""
    job = store.training_jobs.create(
        execution_id=code.execution_id,
        gpu_session_id=session.id,
        code_id=code.id,
        job_name="first training",
        model_type="neural_network",
        hyperparameters={
            "learning_rate": settings.learning_rate,
            "epochs": settings.epochs,
            "hidden_units": settings.hidden_units,
            "seed": settings.seed,
        },
        dataset_split={"train": rows},
        total_epochs=settings.epochs,
    )
    return store.training_jobs.update(job.id, status="running", started_at=now())


def record_epoch(store: KaggleStore, job: TrainingJob, epoch: Epoch) -> int:
    """Store what an epoch has measured, and return how many points that are."""
    measured = {
        "train_loss": epoch.train_loss,
        "valid_loss": epoch.valid_loss,
        "valid_accuracy": epoch.valid_accuracy,
    }
    points: list[SystemMetricInsert] = [
        {
            "metric_name": name,
            "metric_value": value,
            "metric_type": "gauge",
            "tags": {"job": str(job.id), "epoch": epoch.number},
            "execution_id": job.execution_id,
            "component": "gpu_management",
            "timestamp": now(),
        }
        for name, value in measured.items()
    ]
    return store.system_metrics.record(points)


def finish_job(store: KaggleStore, job: TrainingJob, epochs: list[Epoch]) -> TrainingJob:
    """Complete a training with its best score."""
    ended = now()
    took = ended - (job.started_at or ended)
    return store.training_jobs.update(
        job.id,
        status="completed",
        completed_at=ended,
        runtime_minutes=round(Decimal(str(took.total_seconds())) / 60, 6),
        best_validation_score=max(epoch.valid_accuracy for epoch in epochs),
        metrics={"last_train_loss": epochs[-1].train_loss},
    )


def ask(store: KaggleStore, execution: AgentExecution, job: TrainingJob) -> HumanIntervention:
    """Ask a person whether to submit; the execution waits for the answer."""
    question = store.human_interventions.create(
        execution_id=execution.id,
        intervention_type="approval_required",
        priority="high",
        title="Submit these predictions?",
        description=f"Accuracy on passengers held back: {job.best_validation_score:.1%}.",
        context_data={"training_job_id": str(job.id)},
        sla_deadline=now() + timedelta(hours=1),
    )
    store.agent_executions.update(
        execution.id,
        status="human_review",
        human_intervention_required=True,
        human_intervention_reason=question.title,
    )
    return question


def answer(
    store: KaggleStore, question: HumanIntervention, approved: bool, words: str
) -> HumanIntervention:
    """Store a person's answer; the execution returns to the state that it left."""
    answered = store.human_interventions.update(
        question.id,
        status="approved" if approved else "rejected",
        response=words,
        response_data={"submit": approved},
        responded_at=now(),
    )
    store.agent_executions.update(
        question.execution_id,
        status="training",
        human_intervention_required=False,
        human_intervention_reason=None,
    )
    return answered


def submit(store: KaggleStore, job: TrainingJob, file: Path) -> Submission:
    """Record a submission, then that its file was sent."""
    submission = store.submissions.create(
        execution_id=job.execution_id,
        training_job_id=job.id,
        submission_file_path=str(file),
        description="Scored by the demo's stand-in for Kaggle.",
    )
    return store.submissions.update(
        submission.id, submission_status="submitted", submitted_at=now()
    )


def score(store: KaggleStore, submission: Submission, public_score: float) -> Submission:
    """Record the score that came back."""
    return store.submissions.update(
        submission.id, submission_status="scored", public_score=public_score, scored_at=now()
    )


def _session(offer: Offer, execution: AgentExecution) -> GpuSessionInsert:
    return {
        "execution_id": execution.id,
        "provider": offer.provider,
        "instance_id": f"simulated-{uuid4().hex[:12]}",
        "instance_type": offer.gpu,
        "memory_gb": offer.memory_gb,
        "hourly_rate_dollars": offer.hourly_dollars,
        "cost_limit_dollars": execution.gpu_budget_dollars,
        "auto_terminate_at": now() + timedelta(hours=1),
    }
