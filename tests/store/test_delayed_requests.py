"""A delayed request that arrives after its repeat and later writes undoes none of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kaggle_store import KaggleStore, TimedOut
from kaggle_store.resources.agent_executions import ExecutionWork
from kaggle_store.testing.faults import WRITES, StoreFaults
from tests.conftest import Stack
from tests.store.conftest import open_client
from tests.store.samples import Samples

TIMEOUT = 0.5


@pytest.fixture(params=["sync", "async"])
def short_timeout(
    request: pytest.FixtureRequest, faults: StoreFaults, stack: Stack
) -> Iterator[KaggleStore]:
    """A client with a short timeout, sync and async."""
    with open_client(request.param, faults.url, stack.secret_key, timeout=TIMEOUT) as store:
        yield store


@pytest.fixture
def job(
    faults: StoreFaults, stack: Stack, store: KaggleStore
) -> Iterator[ExecutionWork[KaggleStore]]:
    """An execution at code generation, held by a client with a short timeout."""
    assert Samples(store).execution.status == "pending"
    with (
        KaggleStore(faults.url, stack.secret_key, timeout=TIMEOUT) as short_timeout,
        short_timeout.agent_executions.work(poll=1, lease=3600) as held,
    ):
        held.move("data_acquisition")
        held.move("research")
        held.move("code_generation")
        yield held


def test_delayed_move_keeps_later_move(
    job: ExecutionWork[KaggleStore], faults: StoreFaults, store: KaggleStore
) -> None:
    held = faults.hold(WRITES)
    assert job.move("training").status == "training"
    assert job.move("submission").status == "submission"
    assert held.release().json() == []
    assert store.agent_executions.get(job.id).status == "submission"


def test_delayed_step_keeps_later_step(
    job: ExecutionWork[KaggleStore], faults: StoreFaults, store: KaggleStore
) -> None:
    job.move("training")
    job.move("submission")
    held = faults.hold(WRITES)
    assert job.move("submission", current_step=7).current_step == 7
    assert job.move("submission", current_step=8).current_step == 8
    assert held.release().json() == []
    assert store.agent_executions.get(job.id).current_step == 8


def test_delayed_move_after_lease_end_is_refused(
    job: ExecutionWork[KaggleStore], faults: StoreFaults
) -> None:
    held = faults.hold(WRITES)
    job.move("training")
    job.fail("no", retry=True)
    assert held.release().json()["code"] == "KS210"


def test_move_by_lease_is_not_repeated_after_timeout(
    short_timeout: KaggleStore, faults: StoreFaults, store: KaggleStore
) -> None:
    assert Samples(store).execution.status == "pending"
    (claimed,) = store.agent_executions.claim(worker="me")
    held = faults.hold(WRITES)
    with pytest.raises(TimedOut):
        short_timeout.agent_executions.move(
            claimed.id, "data_acquisition", lease_id=claimed.lease_id
        )
    assert held.release().status == 200


def test_mark_failed_is_not_repeated_after_timeout(
    short_timeout: KaggleStore, faults: StoreFaults, store: KaggleStore
) -> None:
    execution = Samples(store).execution
    sent = store.submissions.reserve(execution_id=execution.id, submission_file_path="a.csv")
    held = faults.hold(WRITES)
    with pytest.raises(TimedOut):
        short_timeout.submissions.mark_failed(sent.id, "no")
    assert held.release().status == 200
