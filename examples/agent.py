"""An agent: research, code, a training, a person's approval, a submission with its score.

Run it in as many processes as you like and end any of them at any time: the next one continues.
"""

from __future__ import annotations

import logging
from pathlib import Path
from uuid import uuid5

from competition import SLUG
from model import EPOCHS, Model, Submit, load

from kaggle_store import Agent, KaggleStore, StageJob
from kaggle_store.integrations.kaggle import Kaggle
from kaggle_store.models import ExecutionStatus

agent = Agent(lease=30)


@agent.stage("pending", "data_acquisition")
def acquire(job: StageJob) -> None:
    """Do nothing: scikit-learn brings the data."""


@agent.stage("research")
def research(job: StageJob) -> None:
    """Search once, although the search may be paid for and the process may end here."""
    found = job.step("search", lambda: ["scale the features", "a linear model is enough"])
    job.store.research_results.add_many(
        {
            "execution_id": job.id,
            "research_type": "kaggle_solutions",
            "source_api": "examples",
            "query_text": job.competition.title,
            "raw_response": {"text": text},
        }
        for text in found
    )


@agent.stage("code_generation")
def write_code(job: StageJob) -> None:
    """Store the program that trains, once: the id is the same in each attempt."""
    job.store.generated_code.create(
        id=uuid5(job.id, "code"),
        execution_id=job.id,
        code_type="training",
        file_name="model.py",
        code_content=Path(__file__).with_name("model.py").read_text("utf-8"),
    )


@agent.stage("training")
def train(job: StageJob) -> None:
    """Train under a lease of the job, report each epoch, and keep the model."""
    job_id = uuid5(job.id, "training")
    job.store.training_jobs.create(
        id=job_id, execution_id=job.id, code_id=uuid5(job.id, "code"), job_name="linear model"
    )
    with job.store.training_jobs.work(execution_id=job.id, lease=30) as training:
        if training:
            for epoch, accuracy in (model := Model()).epochs():
                training.report(epoch=epoch, total_epochs=EPOCHS, validation_score=accuracy)
            file = model.save(Path(f"{job.id}.model"))
            uri = training.store.artifacts.put(file, execution_id=job.id, kind="model")
            training.complete(model_artifacts_path=uri)
    if job.store.training_jobs.get(job_id).status != "completed":
        job.wait(5)  # another process still has the lease


@agent.stage("submission")
def submit(job: StageJob) -> ExecutionStatus | None:
    """Ask a person; then predict with the stored model, submit, and wait for the score."""
    trained = job.store.training_jobs.get(uuid5(job.id, "training"))
    title = f"Submit the linear model? Its accuracy is {trained.best_validation_score}."
    proposal = Submit(message="linear model")
    decision = job.ask("submit", title=title, answer=Submit, proposal=proposal)
    if not decision.is_approved:
        return "cancelled"
    [saved] = job.store.artifacts.list(execution_id=job.id, kind="model")
    file = load(job.store.artifacts.get(saved.id)).predict(Path(f"{job.id}.csv"))
    kaggle = Kaggle(job.store)
    sent = kaggle.submit(
        execution_id=job.id, training_job_id=trained.id, file=file, message=decision.value.message
    )
    kaggle.wait_until_scored(sent.id)
    return None


if __name__ == "__main__":
    logging.basicConfig(level="INFO", format="%(asctime)s %(message)s")
    with KaggleStore() as store:
        Kaggle(store).discover()
        [found] = store.competitions.list(kaggle_id=SLUG)
        first = uuid5(found.id, "first")  # the same in each process, so it is created once
        store.agent_executions.create(id=first, competition_id=found.id, execution_name="first try")
        agent.run(store, until="idle")
