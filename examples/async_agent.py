"""The agent of agent.py with the async client: two executions at a time in one process.

Run it in as many processes as you like and end any of them at any time: the next one continues.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from uuid import uuid5

from competition import SLUG
from model import EPOCHS, Model, Submit, load

from kaggle_store import AsyncAgent, AsyncKaggleStore, AsyncStageJob
from kaggle_store.integrations.kaggle import Kaggle
from kaggle_store.models import ExecutionStatus

agent = AsyncAgent(lease=30)


@agent.stage("pending", "data_acquisition")
def acquire(job: AsyncStageJob) -> None:
    """Do nothing: scikit-learn brings the data."""


@agent.stage("research")
async def research(job: AsyncStageJob) -> None:
    """Search once, although the search may be paid for and the process may end here."""
    found = await job.step("search", lambda: ["scale the features", "a linear model is enough"])
    await job.store.research_results.add_many(
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
async def write_code(job: AsyncStageJob) -> None:
    """Store the program that trains; with an id of its own, so that it is stored once."""
    await job.store.generated_code.create(
        id=uuid5(job.id, "code"),
        execution_id=job.id,
        code_type="training",
        file_name="model.py",
        code_content=Path(__file__).with_name("model.py").read_text("utf-8"),
    )


@agent.stage("training")
async def train(job: AsyncStageJob) -> None:
    """Train under a lease of the job, report each epoch, and keep the model."""
    job_id = uuid5(job.id, "training")
    await job.store.training_jobs.create(
        id=job_id, execution_id=job.id, code_id=uuid5(job.id, "code"), job_name="linear model"
    )
    async with job.store.training_jobs.work(execution_id=job.id, lease=30) as training:
        if training:
            model = Model()
            epochs = model.epochs()
            while epoch := await asyncio.to_thread(next, epochs, None):
                await training.report(
                    epoch=epoch[0], total_epochs=EPOCHS, validation_score=epoch[1]
                )
            file = model.save(Path(f"{job.id}.model"))
            uri = await training.store.artifacts.put(file, execution_id=job.id, kind="model")
            await training.complete(model_artifacts_path=uri)
    if (await job.store.training_jobs.get(job_id)).status != "completed":
        await job.wait(5)  # another process still has the lease


@agent.stage("submission")
async def submit(job: AsyncStageJob) -> ExecutionStatus | None:
    """Ask a person; then predict with the stored model, submit, and wait for the score."""
    trained = await job.store.training_jobs.get(uuid5(job.id, "training"))
    title = f"Submit the linear model? Its accuracy is {trained.best_validation_score}."
    proposal = Submit(message="linear model")
    decision = await job.ask("submit", title=title, answer=Submit, proposal=proposal)
    if not decision.is_approved:
        return "cancelled"
    [saved] = await job.store.artifacts.list(execution_id=job.id, kind="model")
    file = load(await job.store.artifacts.get(saved.id)).predict(Path(f"{job.id}.csv"))
    kaggle = Kaggle(job.store)
    sent = await kaggle.submit(
        id=uuid5(job.id, "submission"),
        execution_id=job.id,
        file=file,
        message=decision.value.message,
        training_job_id=trained.id,
        allow_duplicate=True,  # both executions predict the same
    )
    await kaggle.wait_until_scored(sent.id)
    return None


async def main() -> None:
    """Discover the competition, create two executions, and run what can be run."""
    async with AsyncKaggleStore() as store:
        await Kaggle(store).discover()
        [found] = await store.competitions.list(kaggle_id=SLUG)
        for name in ("first try", "second try"):
            await store.agent_executions.create(
                id=uuid5(found.id, name), competition_id=found.id, execution_name=name
            )
        await agent.run(store, concurrency=2, until="idle")


if __name__ == "__main__":
    logging.basicConfig(level="INFO", format="%(asctime)s %(message)s")
    asyncio.run(main())
