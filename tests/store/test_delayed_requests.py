"""A delayed request that arrives after its repeat and later writes undoes none of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from kaggle_store import KaggleStore, TimedOut
from kaggle_store.resources.agent_executions import ExecutionWork
from tests.conftest import Stack
from tests.store.conftest import open_client
from tests.store.faulty_proxy import FaultyProxy, faulty_proxy
from tests.store.samples import Samples

TIMEOUT = 0.5


@pytest.fixture(scope="module")
def proxy(session_stack: Stack) -> Iterator[FaultyProxy]:
    with faulty_proxy(session_stack.api_url) as running:
        yield running


@pytest.fixture(params=["sync", "async"])
def short_timeout(
    request: pytest.FixtureRequest, proxy: FaultyProxy, stack: Stack
) -> Iterator[KaggleStore]:
    """A client with a short timeout, sync and async."""
    with open_client(request.param, proxy.url, stack.secret_key, timeout=TIMEOUT) as store:
        yield store


@pytest.fixture
def job(
    proxy: FaultyProxy, stack: Stack, store: KaggleStore
) -> Iterator[ExecutionWork[KaggleStore]]:
    """An execution at code generation, held by a client with a short timeout."""
    assert Samples(store).execution.status == "pending"
    with (
        KaggleStore(proxy.url, stack.secret_key, timeout=TIMEOUT) as short_timeout,
        short_timeout.agent_executions.work(poll=1, lease=3600) as held,
    ):
        held.move("data_acquisition")
        held.move("research")
        held.move("code_generation")
        yield held


def test_delayed_move_keeps_later_move(
    job: ExecutionWork[KaggleStore], proxy: FaultyProxy, store: KaggleStore
) -> None:
    proxy.hold = 1
    assert job.move("training").status == "training"
    assert job.move("submission").status == "submission"
    assert json.loads(proxy.deliver().content) == []
    assert store.agent_executions.get(job.id).status == "submission"


def test_delayed_step_keeps_later_step(
    job: ExecutionWork[KaggleStore], proxy: FaultyProxy, store: KaggleStore
) -> None:
    job.move("training")
    job.move("submission")
    proxy.hold = 1
    assert job.move("submission", current_step=7).current_step == 7
    assert job.move("submission", current_step=8).current_step == 8
    assert json.loads(proxy.deliver().content) == []
    assert store.agent_executions.get(job.id).current_step == 8


def test_delayed_move_after_lease_end_is_refused(
    job: ExecutionWork[KaggleStore], proxy: FaultyProxy
) -> None:
    proxy.hold = 1
    job.move("training")
    job.fail("no", retry=True)
    assert proxy.deliver().json()["code"] == "KS210"


def test_move_by_lease_is_not_repeated_after_timeout(
    short_timeout: KaggleStore, proxy: FaultyProxy, store: KaggleStore
) -> None:
    assert Samples(store).execution.status == "pending"
    (held,) = store.agent_executions.claim(worker="me")
    proxy.hold = 1
    with pytest.raises(TimedOut):
        short_timeout.agent_executions.move(held.id, "data_acquisition", lease_id=held.lease_id)
    assert proxy.deliver().status_code == 200


def test_mark_failed_is_not_repeated_after_timeout(
    short_timeout: KaggleStore, proxy: FaultyProxy, store: KaggleStore
) -> None:
    execution = Samples(store).execution
    sent = store.submissions.reserve(execution_id=execution.id, submission_file_path="a.csv")
    proxy.hold = 1
    with pytest.raises(TimedOut):
        short_timeout.submissions.mark_failed(sent.id, "no")
    assert proxy.deliver().status_code == 200
