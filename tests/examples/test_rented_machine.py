"""The rented machine trains its execution, and reaches no other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kaggle_store import KaggleStore, OutsideWorkerScope
from tests.conftest import Stack
from tests.examples.conftest import EXAMPLES, Programs
from tests.store.samples import Samples


def test_machine_trains_its_execution(store: KaggleStore, rented: Programs) -> None:
    printed = rented.run("rented_machine.py")
    assert "trained, 60 epochs: " in printed
    [job] = store.training_jobs.list()
    [session] = store.gpu_sessions.list()
    [model] = store.artifacts.list(kind="model")
    assert (job.status, job.gpu_session_id, job.current_epoch) == ("completed", session.id, 60)
    assert job.model_artifacts_path == model.uri
    assert session.status == "terminated"
    assert store.agent_executions.costs(job.execution_id).gpu_dollars > Decimal(0)


def test_token_reaches_no_other_execution(store: KaggleStore, stack: Stack) -> None:
    own = Samples(store).execution
    other = store.agent_executions.create(
        competition_id=own.competition_id, execution_name="not rented"
    )
    session = store.gpu_sessions.create(
        execution_id=other.id, provider="example", instance_type="2 cores"
    )
    with KaggleStore(stack.api_url, stack.secret_key, jwt_secret=stack.jwt_secret) as owner:
        token = owner.tokens.for_execution(own.id).access_token
    with KaggleStore(stack.api_url, stack.publishable_key, access_token=token) as machine:
        assert machine.gpu_sessions.list() == []
        assert machine.training_jobs.claim(worker="m", gpu_session_id=session.id) == []
        with pytest.raises(OutsideWorkerScope):
            machine.training_jobs.claim(worker="m", execution_id=other.id)
        with pytest.raises(OutsideWorkerScope):
            machine.artifacts.put(EXAMPLES / "model.py", execution_id=other.id, kind="model")


@pytest.fixture
def rented(programs: Programs, stack: Stack) -> Programs:
    """Return programs with what the owner of a key has to make tokens."""
    assert stack.publishable_key
    assert stack.jwt_secret
    programs.environment |= {
        "SUPABASE_PUBLISHABLE_KEY": stack.publishable_key,
        "SUPABASE_JWT_SECRET": stack.jwt_secret,
    }
    return programs
