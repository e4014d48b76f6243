"""Two more running executions, so that the progress table has rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from kaggle_store import KaggleStore
from kaggle_store.models import (
    AgentExecution,
    Competition,
    ExecutionStatus,
    GpuSession,
    GpuSessionStatus,
)


def add_other_runs(store: KaggleStore) -> int:
    """Store an execution for each of two competitions that exist; return how many."""
    added = 0
    if prices := store.competitions.find("house-prices-advanced-regression-techniques"):
        _add_waiting(store, prices)
        added += 1
    if digits := store.competitions.find("digit-recognizer"):
        _add_training(store, digits)
        added += 1
    return added


def _add_waiting(store: KaggleStore, competition: Competition) -> None:
    execution = _execution(store, competition, "gradient boosting", "human_review", priority=10)
    _session(store, execution, "idle", "0.011270")
    store.human_interventions.create(
        execution_id=execution.id,
        intervention_type="strategy_change",
        priority="high",
        title="Blend with a linear model?",
        description="Boosting alone has not improved for three rounds.",
        sla_deadline=datetime.now(UTC) + timedelta(hours=1),
        pauses_execution=True,
    )


def _add_training(store: KaggleStore, competition: Competition) -> None:
    execution = _execution(store, competition, "convolutions", "training", priority=0)
    session = _session(store, execution, "running", "0.003900")
    code = store.generated_code.create(
        execution_id=execution.id,
        code_type="training",
        file_name="train.py",
        code_content="raise SystemExit('set up by the demo; nothing to run')\n",
        execution_order=1,
    )
    store.training_jobs.create(
        execution_id=execution.id,
        gpu_session_id=session.id,
        code_id=code.id,
        job_name="first training",
        model_type="neural_network",
        hyperparameters={"learning_rate": 0.001, "epochs": 12},
        status="running",
        started_at=datetime.now(UTC),
        total_epochs=12,
    )


def _execution(
    store: KaggleStore,
    competition: Competition,
    name: str,
    status: ExecutionStatus,
    *,
    priority: int,
) -> AgentExecution:
    return store.agent_executions.create(
        competition_id=competition.id,
        execution_name=name,
        status=status,
        current_step=4,
        priority=priority,
        started_at=datetime.now(UTC),
    )


def _session(
    store: KaggleStore, execution: AgentExecution, status: GpuSessionStatus, cost: str
) -> GpuSession:
    return store.gpu_sessions.create(
        execution_id=execution.id,
        provider="vast_ai",
        instance_id=f"simulated-{uuid4().hex[:12]}",
        instance_type="RTX 3090",
        hourly_rate_dollars=Decimal("0.15"),
        status=status,
        provisioned_at=datetime.now(UTC),
        total_cost_dollars=Decimal(cost),
        auto_terminate_at=datetime.now(UTC) + timedelta(hours=1),
    )
