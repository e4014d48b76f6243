"""A request that arrives late, after its repeat and what followed, undoes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from kaggle_store import KaggleStore, TimedOut
from kaggle_store.resources.agent_executions import ExecutionWork
from tests.conftest import Stack
from tests.store.breaking import Breaking, breaking
from tests.store.conftest import opened
from tests.store.samples import Samples

TIMEOUT = 0.5


@pytest.fixture(scope="module")
def line(session_stack: Stack) -> Iterator[Breaking]:
    with breaking(session_stack.api_url) as opened_line:
        yield opened_line


@pytest.fixture(params=["sync", "async"])
def hasty(request: pytest.FixtureRequest, line: Breaking, stack: Stack) -> Iterator[KaggleStore]:
    """A store that does not wait long, through each door."""
    with opened(request.param, line.url, stack.secret_key, timeout=TIMEOUT) as store:
        yield store


@pytest.fixture
def job(line: Breaking, stack: Stack, store: KaggleStore) -> Iterator[ExecutionWork[KaggleStore]]:
    """Work of a store that does not wait long, at code generation."""
    assert Samples(store).execution.status == "pending"
    with (
        KaggleStore(line.url, stack.secret_key, timeout=TIMEOUT) as hasty,
        hasty.agent_executions.work(poll=1, lease=3600) as held,
    ):
        held.move("data_acquisition")
        held.move("research")
        held.move("code_generation")
        yield held


def test_a_move_that_comes_late_undoes_no_later_one(
    job: ExecutionWork[KaggleStore], line: Breaking, store: KaggleStore
) -> None:
    line.hold = 1
    assert job.move("training").status == "training"
    assert job.move("submission").status == "submission"
    assert json.loads(line.deliver().content) == []
    assert store.agent_executions.get(job.id).status == "submission"


def test_a_step_that_comes_late_undoes_no_later_one(
    job: ExecutionWork[KaggleStore], line: Breaking, store: KaggleStore
) -> None:
    job.move("training")
    job.move("submission")
    line.hold = 1
    assert job.move("submission", current_step=7).current_step == 7
    assert job.move("submission", current_step=8).current_step == 8
    assert json.loads(line.deliver().content) == []
    assert store.agent_executions.get(job.id).current_step == 8


def test_a_move_that_comes_late_finds_a_lease_that_was_given_back(
    job: ExecutionWork[KaggleStore], line: Breaking
) -> None:
    line.hold = 1
    job.move("training")
    job.fail("no", retry=True)
    assert line.deliver().json()["code"] == "KS210"


def test_a_move_by_its_lease_alone_is_not_sent_twice(
    hasty: KaggleStore, line: Breaking, store: KaggleStore
) -> None:
    assert Samples(store).execution.status == "pending"
    (held,) = store.agent_executions.claim(worker="me")
    line.hold = 1
    with pytest.raises(TimedOut):
        hasty.agent_executions.move(held.id, "data_acquisition", lease_id=held.lease_id)
    assert line.deliver().status_code == 200


def test_a_mark_is_not_sent_twice(hasty: KaggleStore, line: Breaking, store: KaggleStore) -> None:
    execution = Samples(store).execution
    sent = store.submissions.reserve(execution_id=execution.id, submission_file_path="a.csv")
    line.hold = 1
    with pytest.raises(TimedOut):
        hasty.submissions.mark_failed(sent.id, "no")
    assert line.deliver().status_code == 200
