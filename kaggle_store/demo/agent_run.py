"""An agent's whole life in one competition, from its discovery to a scored submission."""

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


class Watcher(Protocol):
    """Who looks on, and answers when a person is asked."""

    def progress(self, name: str, done: int, total: int) -> None:
        """See how far a step is."""
        ...

    def done(self, name: str, sentence: str) -> None:
        """See what a step has come to."""
        ...

    def decide(self, question: HumanIntervention) -> tuple[bool, str]:
        """Answer yes or no, and in words."""
        ...


@dataclass(frozen=True, slots=True)
class Data:
    """Passengers to learn from, to check against, and to predict."""

    training: list[Passenger]
    validation: list[Passenger]
    unknown: list[Passenger]

    @classmethod
    def draw(cls) -> Data:
        """Draw as many passengers as the competition has."""
        known = draw_passengers(1, 891, seed=1912)
        return cls(known[:712], known[712:], draw_passengers(892, 418, seed=1913))


@dataclass(frozen=True, slots=True)
class Life:
    """What a life has left behind; `submission` is None where the person said no."""

    execution: AgentExecution
    code: list[GeneratedCode]
    job: TrainingJob
    epochs: list[Epoch]
    submission: Submission | None


def live(
    store: KaggleStore, found: list[CompetitionInsert], folder: Path, watcher: Watcher
) -> Life:
    """Live through one execution; the submission file is written into `folder`."""
    execution = steps.begin(store, _discover(store, found, watcher))
    _research(store, execution, watcher)
    code = _write_code(store, execution, watcher)
    session = _rent(store, execution, watcher)
    data, settings = Data.draw(), Settings()
    network = new_network(settings)
    job = steps.start_job(store, code[2], session, settings, len(data.training))
    job, epochs = _train(store, job, network, settings, data, watcher)
    _give_back(store, session, watcher)
    if not _approved(store, execution, code, job, watcher):
        execution = store.agent_executions.move(execution.id, "cancelled")
        return Life(execution, code, job, epochs, None)
    submission = _submit(store, execution, job, network, data, folder, watcher)
    execution = store.agent_executions.move(execution.id, "completed")
    return Life(execution, code, job, epochs, submission)


def _discover(store: KaggleStore, found: list[CompetitionInsert], watcher: Watcher) -> Competition:
    watcher.progress("discovery", 0, 1)
    stored = store.competitions.upsert_many(found)
    still_open = sum(row.deadline > steps.now() for row in stored)
    unknown = sum(row.metric_direction is None for row in stored)
    watcher.done(
        "discovery",
        f"{len(stored)} real competitions stored, {still_open} of them open; which score wins is "
        f"unknown for {unknown}",
    )
    return next(row for row in stored if row.kaggle_id == COMPETITION)


def _research(store: KaggleStore, execution: AgentExecution, watcher: Watcher) -> None:
    watcher.progress("research", 0, 1)
    store.agent_executions.move(execution.id, "research")
    added = steps.research(store, execution)
    watcher.done(
        "research", f"{added.inserted} findings stored; the same again: {added.skipped} skipped"
    )


def _write_code(
    store: KaggleStore, execution: AgentExecution, watcher: Watcher
) -> list[GeneratedCode]:
    watcher.progress("code", 0, 1)
    store.agent_executions.move(execution.id, "code_generation")
    code = steps.write_code(store, execution)
    names = " → ".join(file.file_name for file in code)
    watcher.done("code", f"{len(code)} files, in the order in which they run: {names}")
    return code


def _rent(store: KaggleStore, execution: AgentExecution, watcher: Watcher) -> GpuSession:
    watcher.progress("GPU session", 0, 1)
    store.agent_executions.move(execution.id, "training")
    session = steps.rent(store, execution)
    watcher.done(
        "GPU session",
        f"{session.instance_type} of {session.provider} at ${session.hourly_rate_dollars:.2f}/h, "
        f"the cheapest of {len(OFFERS)} real offers (simulated: the machine is this process)",
    )
    return session


def _train(
    store: KaggleStore,
    job: TrainingJob,
    network: Network,
    settings: Settings,
    data: Data,
    watcher: Watcher,
) -> tuple[TrainingJob, list[Epoch]]:
    epochs: list[Epoch] = []
    points = 0
    _, guessed = evaluate(network, data.validation)
    for epoch in train(network, data.training, data.validation, settings):
        points += steps.record_epoch(store, job, epoch)
        epochs.append(epoch)
        watcher.progress("training", epoch.number, settings.epochs)
    first, last = epochs[0], epochs[-1]
    watcher.done(
        "training",
        f"{last.number} epochs, really trained: loss {first.train_loss:.3f} → "
        f"{last.train_loss:.3f}, accuracy {guessed:.1%} → {last.valid_accuracy:.1%}; "
        f"{points} metric points",
    )
    return steps.finish_job(store, job), epochs


def _give_back(store: KaggleStore, session: GpuSession, watcher: Watcher) -> None:
    ended = store.gpu_sessions.close(session.id)
    seconds = float(ended.total_runtime_minutes) * 60
    watcher.done("GPU returned", f"after {seconds:.1f} s, for ${ended.total_cost_dollars:f}")


def _approved(
    store: KaggleStore,
    execution: AgentExecution,
    code: list[GeneratedCode],
    job: TrainingJob,
    watcher: Watcher,
) -> bool:
    watcher.progress("approval", 0, 1)
    question = steps.ask(store, execution, job)
    approved, words = watcher.decide(question)
    answered = steps.answer(store, question, approved, words)
    watcher.done("approval", f"“{question.title}” {question.description} {answered.response}")
    if approved:
        steps.approve_code(store, code, "the demo's person")
    return approved


def _submit(
    store: KaggleStore,
    execution: AgentExecution,
    job: TrainingJob,
    network: Network,
    data: Data,
    folder: Path,
    watcher: Watcher,
) -> Submission:
    watcher.progress("submission", 0, 1)
    store.agent_executions.move(execution.id, "submission")
    file = folder / "submission.csv"
    written = write_submission(file, network, data.unknown)
    sent = steps.submit(store, job, file)
    scored = steps.score(store, sent, accuracy_of(file, data.unknown))
    watcher.done(
        "submission",
        f"{written} predictions in {file.name}; public score {scored.public_score:.5f} "
        "(by a stand-in for Kaggle, from answers held back)",
    )
    return scored
