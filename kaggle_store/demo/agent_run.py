"""One agent run in one competition, from discovery to a scored submission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Protocol
from uuid import UUID

from kaggle_store import KaggleStore
from kaggle_store.demo.pipeline.train import Epoch
from kaggle_store.demo.sample import COMPETITION, sample, stand_in
from kaggle_store.demo.stages import Progress, Stages
from kaggle_store.errors import KaggleStoreError
from kaggle_store.integrations.kaggle import Kaggle
from kaggle_store.models import AgentExecution, Competition, HumanIntervention
from kaggle_store.testing import FakeKaggle
from kaggle_store.testing.fake_kaggle import FakeSubmission


class Observer(Progress, Protocol):
    """Receives the progress of a run, and decides about its intervention."""

    def decide(self, intervention: HumanIntervention) -> tuple[bool, str]:
        """Return whether the intervention is approved, and a reason."""
        ...


class RunError(KaggleStoreError):
    """A stage of the demo's agent has failed: a defect, please report it."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run has measured and sent, to be compared with what it has stored."""

    execution: AgentExecution
    epochs: list[Epoch]
    submissions: list[FakeSubmission]
    """What Kaggle has received: nothing if it was rejected."""


def run_agent(store: KaggleStore, folder: Path, observer: Observer) -> RunResult:
    """Run one execution to its end; its files are written into `folder`."""
    with stand_in() as kaggle:
        competition = _discover(store, kaggle, observer)
        id = store.agent_executions.create(
            competition_id=competition.id,
            execution_name="small neural network",
            priority=5,
            gpu_budget_dollars=Decimal("0.15"),
            target_submission_hours=1,
        ).id
        stages = Stages(observer, kaggle, folder)
        _run(store, stages, id)
        _answer(store, id, observer)
        _run(store, stages, id)
        return RunResult(store.agent_executions.get(id), stages.epochs, kaggle.submissions)


def _discover(store: KaggleStore, kaggle: FakeKaggle, observer: Observer) -> Competition:
    observer.progress("discovery", 0, 1)
    found = Kaggle(store, endpoint=kaggle.endpoint, api_token=kaggle.token).discover()
    rows = store.competitions.list(kaggle_id=[each["slug"] for each in sample()])
    still_open = sum(row.deadline > datetime.now(UTC) for row in rows)
    unknown = sum(row.metric_direction is None for row in rows)
    observer.done(
        "discovery",
        f"{found.found} real competitions stored, {still_open} of them open; the metric's "
        f"direction is unknown for {unknown}",
    )
    return next(row for row in rows if row.kaggle_id == COMPETITION)


def _run(store: KaggleStore, stages: Stages, id: UUID) -> None:
    """Run the execution's stages until it has ended or waits for a person."""
    stages.agent().run(store, execution_id=id, until="idle")
    reached = store.agent_executions.get(id)
    if reached.status not in {"human_review", "completed", "cancelled"}:
        raise RunError(f"{reached.status}: {reached.error_message}")


def _answer(store: KaggleStore, id: UUID, observer: Observer) -> None:
    """Let the observer decide in place of a person, while no process holds the execution."""
    observer.progress("approval", 0, 1)
    [asked] = store.human_interventions.list(execution_id=id)
    is_approved, reason = observer.decide(asked)
    answered = store.human_interventions.respond(
        asked.id, "approve" if is_approved else "reject", response=reason
    )
    for file in store.generated_code.pipeline(id) if is_approved else ():
        sha256 = file.content_sha256
        store.generated_code.validate(file.id, content_sha256=sha256, validation_status="valid")
        store.generated_code.approve(file.id, content_sha256=sha256, approved_by="demo")
    observer.done(
        "approval",
        f"“{asked.title}” {asked.description} {answered.response} "
        "Meanwhile no agent held the execution.",
    )
