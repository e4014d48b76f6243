"""Train on a rented machine: it holds a token for one execution, and no key of the project.

`python rented_machine.py` plays both sides. What owns the key opens a GPU session and starts this
file on the "machine", here a process with an environment of its own, in place of a provider's API.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID

from model import EPOCHS, Model

from kaggle_store import KaggleStore


def rent(store: KaggleStore, execution_id: UUID, publishable_key: str) -> None:
    """Open a session for a queued job, run the machine, and close the session."""
    session = store.gpu_sessions.open(
        execution_id=execution_id,
        provider="example",
        instance_type="2 cores",
        hourly_rate_dollars=0.20,
        cost_limit_dollars=0.10,
    )
    token = store.tokens.for_execution(execution_id, ttl=3600)
    environment = {
        "PATH": os.environ["PATH"],
        "SUPABASE_URL": store.settings.url,
        "SUPABASE_PUBLISHABLE_KEY": publishable_key,
        "TOKEN": token.access_token,
        "SESSION": str(session.id),
        "KAGGLE_STORE_ARTIFACTS": os.environ["KAGGLE_STORE_ARTIFACTS"],  # such as s3://bucket
    }
    try:
        subprocess.run([sys.executable, __file__, "machine"], env=environment, check=True)
    finally:
        store.gpu_sessions.close(session.id)  # the machine is gone: its process has ended


def machine() -> None:
    """Claim the job, train, send heartbeats with the epochs, and keep the model."""
    url, key = os.environ["SUPABASE_URL"], os.environ["SUPABASE_PUBLISHABLE_KEY"]
    session = UUID(os.environ["SESSION"])
    with (
        KaggleStore(url, key, access_token=os.environ["TOKEN"]) as store,
        store.training_jobs.work(gpu_session_id=session, poll=1) as job,
    ):
        model = Model()
        for epoch, accuracy in model.epochs():
            if epoch % 10 == 0:
                job.report(epoch=epoch, total_epochs=EPOCHS, validation_score=accuracy)
                if store.gpu_sessions.heartbeat(session, gpu_utilization_percent=90).should_stop:
                    return  # the job is released, and another machine continues
        file = model.save(Path("rented.model"))
        uri = job.store.artifacts.put(
            file, execution_id=job.training_job.execution_id, kind="model"
        )
        job.complete(model_artifacts_path=uri)
        print(f"trained, {EPOCHS} epochs: {uri}")


def main() -> None:
    """Create an execution with a training job, and let a rented machine run it."""
    with KaggleStore() as store:
        competition = store.competitions.upsert(
            kaggle_id="breast-cancer",
            title="Breast cancer",
            evaluation_metric="Categorization Accuracy",
        )
        run = store.agent_executions.create(
            competition_id=competition.id, execution_name="rented", gpu_budget_dollars=1
        )
        for status in ("data_acquisition", "research", "code_generation", "training"):
            store.agent_executions.move(run.id, status)
        code = store.generated_code.create(
            execution_id=run.id,
            code_type="training",
            file_name="model.py",
            code_content=Path(__file__).with_name("model.py").read_text("utf-8"),
        )
        store.training_jobs.create(execution_id=run.id, code_id=code.id, job_name="linear model")
        rent(store, run.id, os.environ["SUPABASE_PUBLISHABLE_KEY"])
        store.agent_executions.move(run.id, "cancelled")  # this example submits nothing
        costs = store.agent_executions.costs(run.id)
        print(f"cost: {costs.gpu_dollars}")


if __name__ == "__main__":
    machine() if sys.argv[1:] == ["machine"] else main()
