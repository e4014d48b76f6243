"""A process that submits is killed while Kaggle works on one of its calls; another continues."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kaggle_store import KaggleStore
from kaggle_store.integrations.kaggle import Kaggle
from kaggle_store.models import AgentExecution
from kaggle_store.testing import FakeKaggle, Fault
from tests.conftest import Stack

pytestmark = pytest.mark.posix

PROGRAM = """
import sys
from uuid import UUID
from kaggle_store import KaggleStore
from kaggle_store.integrations.kaggle import Kaggle
with KaggleStore() as store:
    Kaggle(store).submit(execution_id=UUID(sys.argv[1]), file=sys.argv[2], message="killed")
"""


@pytest.fixture
def run(fake: FakeKaggle, store: KaggleStore) -> AgentExecution:
    fake.add_competition("titanic", score_after_polls=9)
    competition = store.competitions.create(kaggle_id="titanic", title="Titanic")
    return store.agent_executions.create(competition_id=competition.id, execution_name="run")


@pytest.mark.parametrize(
    ("method", "attempts"),
    [
        ("GetSubmissionLimits", 1),
        ("StartSubmissionUpload", 1),
        ("PUT", 1),
        ("CreateSubmission", 1),
        ("GetSubmission", 1),
    ],
)
def test_killed_submission_continues(
    store: KaggleStore,
    stack: Stack,
    fake: FakeKaggle,
    run: AgentExecution,
    tmp_path: Path,
    method: str,
    attempts: int,
) -> None:
    file = tmp_path / "submission.csv"
    file.write_text("PassengerId,Survived\n892,0\n")
    fake.fail(method, Fault.on_hold())
    environment = {
        **os.environ,
        **fake.environment,
        "SUPABASE_URL": stack.api_url,
        "SUPABASE_SECRET_KEY": stack.secret_key,
    }
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(run.id), str(file)], env=environment
    ) as process:
        until = time.monotonic() + 60
        while not fake.called(method) and process.poll() is None:
            assert time.monotonic() < until
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    fake.release()
    kaggle = Kaggle(store, endpoint=fake.endpoint, api_token=fake.token)
    row = kaggle.submit(execution_id=run.id, file=file, message="killed")
    (sent,) = fake.submissions
    assert (row.submission_status, row.kaggle_submission_id) == ("submitted", str(sent.ref))
    assert store.submissions.count() == attempts
    assert store.submissions.quota(run.competition_id).used_today == 1
