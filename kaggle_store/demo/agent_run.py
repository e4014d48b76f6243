"""One agent run in one competition, from discovery to a scored submission."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kaggle_store import KaggleStore
from kaggle_store.demo import steps
from kaggle_store.demo.pipeline.network import Network
from kaggle_store.demo.pipeline.passengers import Passenger, draw_passengers
from kaggle_store.demo.pipeline.predict import write_submission
from kaggle_store.demo.pipeline.train import Epoch, Settings, evaluate, new_network, train
from kaggle_store.demo.research import OFFERS
from kaggle_store.demo.scoring import accuracy_of
from kaggle_store.models import (
    AgentExecution,
    Competition,
    CompetitionInsert,
    GeneratedCode,
    GpuSession,
    HumanIntervention,
    Submission,
    TrainingJob,
)

COMPETITION = "titanic"
"""The competition that the agent enters."""


class Observer(Protocol):
    """Receives the progress of a run, and decides about its intervention."""

    def progress(self, name: str, done: int, total: int) -> None:
        """Receive how many of a step's units are done."""
        ...

    def done(self, name: str, result: str) -> None:
        """Receive the result of a step."""
        ...

    def decide(self, intervention: HumanIntervention) -> tuple[bool, str]:
        """Return whether the intervention is approved, and a reason."""
        ...


@dataclass(frozen=True, slots=True)
class Data:
    """Passengers for training, for validation, and to predict."""

    training: list[Passenger]
    validation: list[Passenger]
    test: list[Passenger]

    @classmethod
    def draw(cls) -> Data:
        """Draw as many passengers as the competition has."""
        known = draw_passengers(1, 891, seed=1912)
        return cls(known[:712], known[712:], draw_passengers(892, 418, seed=1913))


@dataclass(frozen=True, slots=True)
class RunResult:
    """The rows that a run has stored; `submission` is None where it was rejected."""

    execution: AgentExecution
    code: list[GeneratedCode]
    job: TrainingJob
    epochs: list[Epoch]
    submission: Submission | None


def run_agent(
    store: KaggleStore, found: list[CompetitionInsert], folder: Path, observer: Observer
) -> RunResult:
    """Run one execution to its end; the submission file is written into `folder`."""
    execution = steps.begin(store, _discover(store, found, observer))
    _research(store, execution, observer)
    code = _write_code(store, execution, observer)
    session = _open_session(store, execution, observer)
    data, settings = Data.draw(), Settings()
    network = new_network(settings)
    job = steps.start_job(store, code[2], session, settings, len(data.training))
    job, epochs = _train(store, job, network, settings, data, observer)
    _close_session(store, session, observer)
    decision = _decision(store, execution, code, job, observer)
    if decision is None:
        execution = store.agent_executions.move(execution.id, "cancelled")
        return RunResult(execution, code, job, epochs, None)
    submission = _submit(store, job, decision, network, data, folder, observer)
    execution = store.agent_executions.move(execution.id, "completed")
    return RunResult(execution, code, job, epochs, submission)


def _discover(
    store: KaggleStore, found: list[CompetitionInsert], observer: Observer
) -> Competition:
    observer.progress("discovery", 0, 1)
    stored = store.competitions.upsert_many(found)
    still_open = sum(row.deadline > steps.now() for row in stored)
    unknown = sum(row.metric_direction is None for row in stored)
    observer.done(
        "discovery",
        f"{len(stored)} real competitions stored, {still_open} of them open; the metric's "
        f"direction is unknown for {unknown}",
    )
    return next(row for row in stored if row.kaggle_id == COMPETITION)


def _research(store: KaggleStore, execution: AgentExecution, observer: Observer) -> None:
    observer.progress("research", 0, 1)
    store.agent_executions.move(execution.id, "research")
    added = steps.research(store, execution)
    observer.done(
        "research",
        f"{added.inserted} findings stored; stored again: {added.skipped} duplicates skipped",
    )


def _write_code(
    store: KaggleStore, execution: AgentExecution, observer: Observer
) -> list[GeneratedCode]:
    observer.progress("code", 0, 1)
    store.agent_executions.move(execution.id, "code_generation")
    code = steps.write_code(store, execution)
    names = " → ".join(file.file_name for file in code)
    observer.done("code", f"{len(code)} files in execution order: {names}")
    return code


def _open_session(store: KaggleStore, execution: AgentExecution, observer: Observer) -> GpuSession:
    observer.progress("GPU session", 0, 1)
    store.agent_executions.move(execution.id, "training")
    session = steps.open_session(store, execution)
    observer.done(
        "GPU session",
        f"{session.instance_type} of {session.provider} at ${session.hourly_rate_dollars:.2f}/h, "
        f"the cheapest of {len(OFFERS)} real offers (simulated: training runs in this process)",
    )
    return session


def _train(
    store: KaggleStore,
    job: TrainingJob,
    network: Network,
    settings: Settings,
    data: Data,
    observer: Observer,
) -> tuple[TrainingJob, list[Epoch]]:
    epochs: list[Epoch] = []
    points = 0
    _, untrained = evaluate(network, data.validation)
    for epoch in train(network, data.training, data.validation, settings):
        points += steps.record_epoch(store, job, epoch)
        epochs.append(epoch)
        observer.progress("training", epoch.number, settings.epochs)
    first, last = epochs[0], epochs[-1]
    observer.done(
        "training",
        f"{last.number} epochs of real training: loss {first.train_loss:.3f} → "
        f"{last.train_loss:.3f}, accuracy {untrained:.1%} → {last.valid_accuracy:.1%}; "
        f"{points} metric points",
    )
    return steps.finish_job(store, job), epochs


def _close_session(store: KaggleStore, session: GpuSession, observer: Observer) -> None:
    ended = store.gpu_sessions.close(session.id)
    seconds = float(ended.total_runtime_minutes) * 60
    observer.done("GPU closed", f"after {seconds:.1f} s, cost ${ended.total_cost_dollars:f}")


def _decision(
    store: KaggleStore,
    execution: AgentExecution,
    code: list[GeneratedCode],
    job: TrainingJob,
    observer: Observer,
) -> steps.SubmitDecision | None:
    observer.progress("approval", 0, 1)
    intervention = steps.request_approval(store, execution, job)
    is_approved, reason = observer.decide(intervention)
    responded = steps.respond(store, intervention, is_approved, reason)
    observer.done(
        "approval", f"“{intervention.title}” {intervention.description} {responded.response}"
    )
    if is_approved:
        steps.approve_code(store, code, "demo")
    return responded.answer_as(steps.SubmitDecision)


def _submit(
    store: KaggleStore,
    job: TrainingJob,
    decision: steps.SubmitDecision,
    network: Network,
    data: Data,
    folder: Path,
    observer: Observer,
) -> Submission:
    observer.progress("submission", 0, 1)
    store.agent_executions.move(job.execution_id, "submission")
    file = folder / "submission.csv"
    written = write_submission(file, network, data.test)
    submitted = steps.submit(store, job, file, decision.message)
    scored = steps.score(store, submitted, accuracy_of(file, data.test))
    observer.done(
        "submission",
        f"{written} predictions in {file.name}; public score {scored.public_score:.5f} "
        "(from a local stand-in for Kaggle)",
    )
    return scored
