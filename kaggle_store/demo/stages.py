"""The demo's agent: one function for each stage of an execution."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid5

from pydantic import BaseModel, Field

from kaggle_store import Agent, StageJob
from kaggle_store.demo import code
from kaggle_store.demo.pipeline.network import Network
from kaggle_store.demo.pipeline.passengers import Data
from kaggle_store.demo.pipeline.predict import write_submission
from kaggle_store.demo.pipeline.train import Epoch, Settings, evaluate, new_network, train
from kaggle_store.demo.research import OFFERS, Paper, cheapest_offer, findings, search
from kaggle_store.integrations.kaggle import Kaggle
from kaggle_store.jobs import TrainingJobWork
from kaggle_store.models import ExecutionStatus, GpuSession, TrainingJob
from kaggle_store.testing import FakeKaggle


class SubmitDecision(BaseModel):
    """What a person decides about a submission."""

    message: str = Field(max_length=500, description="The message that Kaggle shows.")


class Progress(Protocol):
    """Receives the progress of a run."""

    def progress(self, name: str, done: int, total: int) -> None:
        """Receive how many of a step's units are done."""
        ...

    def done(self, name: str, result: str) -> None:
        """Receive the result of a step."""
        ...


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of the agent, what they report to, and where they write files."""

    screen: Progress
    kaggle: FakeKaggle
    folder: Path
    data: Data = field(default_factory=Data.draw)
    epochs: list[Epoch] = field(default_factory=list)

    def agent(self) -> Agent:
        """Return the agent that is made of these stages."""
        agent = Agent(worker="demo")
        agent.stage("pending", "data_acquisition")(self.acquire)
        agent.stage("research")(self.research)
        agent.stage("code_generation")(self.write_code)
        agent.stage("training")(self.train)
        agent.stage("submission")(self.submit)
        return agent

    def acquire(self, job: StageJob) -> None:
        """Do nothing: the passengers are drawn where they are needed."""

    def research(self, job: StageJob) -> None:
        """Search once, and store the findings twice, as after a crash."""
        self.screen.progress("research", 0, 1)
        papers = job.step("search", search, returns=list[Paper])
        added = job.store.research_results.add_many(findings(job.id, papers))
        again = job.store.research_results.add_many(findings(job.id, papers))
        self.screen.done(
            "research",
            f"{added.inserted} findings of one search stored; stored again: {again.skipped} "
            "duplicates skipped",
        )

    def write_code(self, job: StageJob) -> None:
        """Store the source of the modules that will run."""
        self.screen.progress("code", 0, 1)
        stored = job.store.generated_code.create_many(code.files(job.id))
        names = " → ".join(file.file_name for file in stored)
        self.screen.done("code", f"{len(stored)} files in execution order: {names}")

    def train(self, job: StageJob) -> None:
        """Open a GPU session, train under the lease of a job, and close the session."""
        session = self._open_session(job)
        settings = Settings()
        job.store.training_jobs.create(
            id=training_id(job.id),
            execution_id=job.id,
            code_id=code.file_id(job.id, "training"),
            job_name="first training",
            model_type="neural_network",
            hyperparameters=asdict(settings),
            dataset_split={"train": len(self.data.training)},
            total_epochs=settings.epochs,
        )
        with job.store.training_jobs.work(gpu_session_id=session.id, poll=1) as training:
            self._train(training, settings)
        ended = job.store.gpu_sessions.close(session.id)
        seconds = float(ended.total_runtime_minutes) * 60
        cost = ended.total_cost_dollars
        self.screen.done("GPU closed", f"after {seconds:.1f} s, cost ${cost:f}")

    def submit(self, job: StageJob) -> ExecutionStatus | None:
        """Ask a person; then predict with the stored model, submit, and wait for the score."""
        trained = job.store.training_jobs.get(training_id(job.id))
        answer = job.ask(
            "submission",
            title="Submit these predictions?",
            description=f"Validation accuracy: {trained.best_validation_score:.1%}.",
            priority="high",
            answer=SubmitDecision,
            proposal=SubmitDecision(message="Scored by the demo's stand-in for Kaggle."),
        )
        if not answer.is_approved:
            return "cancelled"
        self.screen.progress("submission", 0, 1)
        file = self._predict(job, trained)
        kaggle = Kaggle(job.store, endpoint=self.kaggle.endpoint, api_token=self.kaggle.token)
        sent = kaggle.submit(
            id=uuid5(job.id, "submission"),
            execution_id=job.id,
            training_job_id=trained.id,
            file=file,
            message=answer.value.message,
            allow_duplicate=True,  # every demo run in a store makes the same predictions
        )
        scored = kaggle.wait_until_scored(sent.id)
        job.store.artifacts.put(
            file, execution_id=job.id, kind="predictions", submission_id=scored.id
        )
        self.screen.done(
            "submission",
            f"{len(self.data.test)} predictions in {file.name}; public score "
            f"{scored.public_score:.5f} (from a local stand-in for Kaggle)",
        )
        return None

    def _open_session(self, job: StageJob) -> GpuSession:
        """Open a session on the cheapest offer; the machine is simulated, the price is real."""
        self.screen.progress("GPU session", 0, 1)
        offer = cheapest_offer()
        session = job.store.gpu_sessions.open(
            id=(id := uuid5(job.id, "GPU session")),
            execution_id=job.id,
            provider=offer.provider,
            instance_id=f"simulated-{id.hex[:12]}",
            instance_type=offer.gpu,
            memory_gb=offer.memory_gb,
            hourly_rate_dollars=offer.hourly_dollars,
            cost_limit_dollars=Decimal("0.15"),
            auto_terminate_at=datetime.now(UTC) + timedelta(hours=1),
        )
        job.store.gpu_sessions.heartbeat(session.id, gpu_utilization_percent=100)
        self.screen.done(
            "GPU session",
            f"{offer.gpu} of {offer.provider} at ${offer.hourly_dollars:.2f}/h, the cheapest of "
            f"{len(OFFERS)} real offers (simulated: training runs in this process)",
        )
        return session

    def _train(self, training: TrainingJobWork, settings: Settings) -> None:
        """Report each epoch, and keep the model as an artifact."""
        model = new_network(settings)
        _, untrained = evaluate(model, self.data.validation)
        for epoch in train(model, self.data.training, self.data.validation, settings):
            training.report(
                epoch=epoch.number,
                metrics={"train_loss": epoch.train_loss, "valid_loss": epoch.valid_loss},
                validation_score=epoch.valid_accuracy,
            )
            self.epochs.append(epoch)
            self.screen.progress("training", epoch.number, settings.epochs)
        file = model.save(self.folder / "model.json")
        execution_id = training.training_job.execution_id
        uri = training.store.artifacts.put(file, execution_id=execution_id, kind="model")
        training.complete(model_artifacts_path=uri)
        first, last = self.epochs[0], self.epochs[-1]
        self.screen.done(
            "training",
            f"{last.number} epochs of real training: loss {first.train_loss:.3f} → "
            f"{last.train_loss:.3f}, accuracy {untrained:.1%} → {last.valid_accuracy:.1%}; "
            f"{3 * len(self.epochs)} metric points, and the model as an artifact",
        )

    def _predict(self, job: StageJob, trained: TrainingJob) -> Path:
        """Write the predictions of the stored model."""
        uri = trained.model_artifacts_path or ""
        model = Network.load(job.store.artifacts.get(uri, self.folder / "stored_model.json"))
        file = self.folder / "submission.csv"
        write_submission(file, model, self.data.test)
        return file


def training_id(execution_id: UUID) -> UUID:
    """Return the id of an execution's training job, the same in each attempt."""
    return uuid5(execution_id, "training")
