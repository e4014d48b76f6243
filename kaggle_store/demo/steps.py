"""The steps of an agent run, each a few calls to the store."""

from __future__ import annotations

import inspect
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from uuid import uuid4

from pydantic import BaseModel, Field

from kaggle_store import KaggleStore, TypedIntervention
from kaggle_store.demo.pipeline import network, passengers, predict, train
from kaggle_store.demo.pipeline.train import Epoch, Settings
from kaggle_store.demo.research import Offer, cheapest_offer, findings
from kaggle_store.models import (
    AgentExecution,
    CodeType,
    Competition,
    GeneratedCode,
    GpuSession,
    GpuSessionInsert,
    HumanIntervention,
    Submission,
    TrainingJob,
)
from kaggle_store.resources.research_results import Added

_PIPELINE: tuple[tuple[CodeType, ModuleType], ...] = (
    ("preprocessing", passengers),
    ("model", network),
    ("training", train),
    ("submission", predict),
)


def now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


def begin(store: KaggleStore, competition: Competition) -> AgentExecution:
    """Create an execution and start it."""
    planned = store.agent_executions.create(
        competition_id=competition.id,
        execution_name="small neural network",
        priority=5,
        gpu_budget_dollars=Decimal("0.15"),
        target_submission_hours=1,
    )
    return store.agent_executions.move(planned.id, "data_acquisition")


def research(store: KaggleStore, execution: AgentExecution) -> Added:
    """Store findings twice, as after a crash; return how many were inserted and skipped."""
    rows = findings(execution.id)
    first = store.research_results.add_many(rows)
    again = store.research_results.add_many(rows)
    return Added(first.inserted + again.inserted, again.skipped)


def write_code(store: KaggleStore, execution: AgentExecution) -> list[GeneratedCode]:
    """Store the pipeline: the source of the modules that will run."""
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


def approve_code(store: KaggleStore, code: list[GeneratedCode], approved_by: str) -> None:
    """Mark each file of the pipeline, with this content, as valid and approved."""
    for file in code:
        sha256 = file.content_sha256
        store.generated_code.validate(file.id, content_sha256=sha256, validation_status="valid")
        store.generated_code.approve(file.id, content_sha256=sha256, approved_by=approved_by)


def open_session(store: KaggleStore, execution: AgentExecution) -> GpuSession:
    """Open a session on the cheapest offer; the machine is simulated, the price is real."""
    session = store.gpu_sessions.open(**_session_values(cheapest_offer(), execution))
    store.gpu_sessions.heartbeat(session.id, gpu_utilization_percent=100)
    return session


def start_job(
    store: KaggleStore, code: GeneratedCode, session: GpuSession, settings: Settings, rows: int
) -> TrainingJob:
    """Queue a training job for a code file and a session, and claim it."""
    store.training_jobs.create(
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
    [claimed] = store.training_jobs.claim(worker="demo", gpu_session_id=session.id)
    return claimed


def record_epoch(store: KaggleStore, job: TrainingJob, epoch: Epoch) -> int:
    """Report the metrics of an epoch and return the number of metric points."""
    measured = {"train_loss": epoch.train_loss, "valid_loss": epoch.valid_loss}
    store.training_jobs.report(
        job.id,
        lease_id=job.lease_id,
        epoch=epoch.number,
        metrics=measured,
        validation_score=epoch.valid_accuracy,
    )
    return len(measured) + 1


def finish_job(store: KaggleStore, job: TrainingJob) -> TrainingJob:
    """Complete a training job."""
    if job.lease_id is None:
        raise LookupError(f"{job.job_name} has no lease")
    return store.training_jobs.complete(job.id, lease_id=job.lease_id)


class SubmitDecision(BaseModel):
    """What a person decides about a submission."""

    message: str = Field(max_length=500, description="The message that Kaggle shows.")


def request_approval(
    store: KaggleStore, execution: AgentExecution, job: TrainingJob
) -> TypedIntervention[SubmitDecision]:
    """Request approval of the submission; the execution waits for the response."""
    return store.human_interventions.request(
        execution_id=execution.id,
        intervention_type="approval_required",
        priority="high",
        subject="submission",
        title="Submit these predictions?",
        description=f"Validation accuracy: {job.best_validation_score:.1%}.",
        context_data={"training_job_id": str(job.id)},
        answer=SubmitDecision,
        proposal=SubmitDecision(message="Scored by the demo's stand-in for Kaggle."),
    )


def respond(
    store: KaggleStore, intervention: HumanIntervention, is_approved: bool, reason: str
) -> HumanIntervention:
    """Store the response; the execution returns to its previous state."""
    return store.human_interventions.respond(
        intervention.id,
        "approve" if is_approved else "reject",
        response=reason,
    )


def submit(store: KaggleStore, job: TrainingJob, file: Path, message: str) -> Submission:
    """Reserve one of the day's slots, then mark the file as submitted."""
    submission = store.submissions.reserve(
        execution_id=job.execution_id,
        training_job_id=job.id,
        file=file,
        description=message,
        # Every demo run in a store makes the same predictions.
        allow_duplicate=True,
    )
    return store.submissions.mark_submitted(submission.id)


def score(store: KaggleStore, submission: Submission, public_score: float) -> Submission:
    """Store the public score."""
    return store.submissions.mark_scored(submission.id, public_score=public_score)


def _session_values(offer: Offer, execution: AgentExecution) -> GpuSessionInsert:
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
