"""A store as a team would have it: the demo's agent run, further runs, scores and interventions."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, Field

from kaggle_store import KaggleStore
from kaggle_store.demo.agent_run import run_agent
from kaggle_store.demo.other_runs import add_other_runs
from kaggle_store.demo.stages import training_id
from kaggle_store.models import AgentExecution, GeneratedCode
from tests.demo.observer import Observer

DIGITS = (0.94214, 0.97129, 0.96857, 0.98114, 0.98057, 0.98871, 0.99042)
PRICES = (0.16871, 0.14208, 0.14655, 0.12984, 0.12737, 0.12871, 0.12399)


@dataclass(frozen=True)
class Rows:
    """Ids of rows that pages show."""

    competition: UUID
    execution: UUID
    """A completed one, with research, code, a job, a session and a submission."""
    training_job: UUID
    code: UUID
    """A file of code with an earlier revision."""
    intervention: UUID
    """An open one, with a schema and a proposal."""
    plain_intervention: UUID
    """An open one, with text only."""
    answered: UUID


class Limits(BaseModel):
    """What it may use."""

    hours: float = Field(4, title="Hours", ge=0, le=24)
    region: str | None = Field(None, title="Region")


class Budget(BaseModel):
    """What the final training may cost, and how it runs."""

    dollars: float = Field(title="Budget in dollars", description="For the rest of the run", ge=0)
    epochs: int = Field(title="Epochs", ge=1)
    is_final: bool = Field(title="This is the final training")
    model: str | None = Field(None, title="Model", max_length=80)
    folds: list[int] = Field(default_factory=list, title="Folds to train")
    limits: Limits = Field(title="Limits")


def fill(store: KaggleStore) -> Rows:
    """Fill an empty store."""
    with tempfile.TemporaryDirectory() as folder:
        execution = run_agent(store, Path(folder), Observer()).execution
    add_other_runs(store)
    digits, prices = store.agent_executions.list(
        status=("training", "human_review"), order="priority"
    )
    _add_scores(store, digits, DIGITS)
    _add_scores(store, prices, PRICES)
    answered = store.human_interventions.list(status="approved")[0]
    return Rows(
        execution.competition_id,
        execution.id,
        training_id(execution.id),
        _revise(store, store.generated_code.pipeline(execution.id)[2]),
        _ask_budget(store, digits),
        _ask_text(store, digits),
        answered.id,
    )


def _revise(store: KaggleStore, code: GeneratedCode) -> UUID:
    revised = store.generated_code.create(
        execution_id=code.execution_id,
        code_type="training",
        file_name=code.file_name,
        code_content=code.code_content + "\nprint('a second revision')\n",
    )
    return revised.id


def _add_scores(store: KaggleStore, execution: AgentExecution, scores: tuple[float, ...]) -> None:
    for index, score in enumerate(scores):
        scored = datetime.now(UTC) - timedelta(days=len(scores) - index)
        store.submissions.create(
            execution_id=execution.id,
            submission_file_path=f"submission_{index}.csv",
            submission_status="scored",
            public_score=score,
            public_rank=900 - 120 * index,
            total_participants=4120,
            submitted_at=scored,
            scored_at=scored,
        )


def _ask_budget(store: KaggleStore, execution: AgentExecution) -> UUID:
    proposal = Budget(
        dollars=12.5,
        epochs=40,
        is_final=True,
        model=None,
        folds=[0, 1, 2],
        limits=Limits(hours=4.0, region=None),
    )
    asked = store.human_interventions.request(
        execution_id=execution.id,
        intervention_type="approval_required",
        priority="critical",
        title="Spend $12.50 on the final training?",
        description="The validation score has improved in each of the last three rounds.\n"
        "The final training runs on all folds, on one RTX 4090 for about four hours.",
        context_data={"validation_scores": [0.9807, 0.9886, 0.9901], "cheapest_offer": "$0.31/h"},
        answer=Budget,
        proposal=proposal,
        pauses_execution=False,
    )
    return asked.id


def _ask_text(store: KaggleStore, execution: AgentExecution) -> UUID:
    asked = store.human_interventions.request(
        execution_id=execution.id,
        intervention_type="strategy_change",
        priority="low",
        title="Which augmentation next?",
        description="Rotations have helped, shifts have not.",
        allowed_decisions=["respond"],
        assigned_to="alice@example.org",
        pauses_execution=False,
    )
    return asked.id
