"""A lease whose heartbeats do not get through is kept until its own time is over, not longer."""

from __future__ import annotations

import asyncio
from uuid import UUID

import httpcore
import httpx
import pytest

from kaggle_store import AsyncKaggleStore, InvalidInput, KaggleStore, LeaseLost
from kaggle_store._leases.plan import WorkOptions
from kaggle_store._requests.lease import Lease
from tests.unit.conftest import KEY, URL, Wire
from tests.unit.held import ID, LOST, Clock, asked, row, until


def _answer(asked: httpx.Request) -> httpx.Response:
    """Grant claims and what ends them; heartbeats do not get through."""
    if "heartbeat" in asked.url.path:
        raise httpcore.ConnectError("gone")
    return httpx.Response(200, json=[row()])


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_a_broken_line_does_not_lose_a_lease_that_still_runs(wire: Wire, clock: Clock) -> None:
    wire.route.side_effect = _answer
    with (
        KaggleStore(URL, KEY) as store,
        store.agent_executions.work(lease=60, heartbeat_every=0.004) as job,
    ):
        assert job is not None
        until(lambda: asked(wire).count("heartbeat_execution") > 3)
        clock.now += 59.9
        assert not job.lost
        job.check()


def test_a_lease_is_lost_when_its_own_time_is_over(wire: Wire, clock: Clock) -> None:
    wire.route.side_effect = _answer
    with (  # noqa: PT012
        KaggleStore(URL, KEY) as store,
        pytest.raises(LeaseLost, match=r"the lease of agent_executions .* is lost"),
        store.agent_executions.work(lease=60, heartbeat_every=50) as job,
    ):
        assert job is not None
        clock.now += 60
        assert job.lost
        with pytest.raises(LeaseLost, match=r"competitions\.list"):
            job.store.competitions.list()
    assert asked(wire) == ["claim_executions"]


async def test_an_awaited_block_is_cancelled_when_time_is_over(wire: Wire, clock: Clock) -> None:
    wire.route.side_effect = _answer
    async with AsyncKaggleStore(URL, KEY) as store:
        with pytest.raises(LeaseLost):  # noqa: PT012
            async with store.agent_executions.work(lease=60, heartbeat_every=0.004):
                while asked(wire).count("heartbeat_execution") < 3:
                    await asyncio.sleep(0)
                clock.now += 60
                await asyncio.sleep(3600)
    assert "release_execution" not in asked(wire)
    assert "fail_execution" not in asked(wire)


async def test_a_lease_that_is_lost_while_the_block_leaves_is_told(
    wire: Wire, clock: Clock
) -> None:
    wire.route.side_effect = _answer
    async with AsyncKaggleStore(URL, KEY) as store:
        with pytest.raises(LeaseLost):
            async with store.agent_executions.work(lease=60, heartbeat_every=50):
                clock.now += 60
        await asyncio.sleep(0)  # Nothing is left to be cancelled.


async def test_an_error_of_the_block_wins_over_the_lost_lease(wire: Wire, clock: Clock) -> None:
    wire.route.side_effect = _answer
    async with AsyncKaggleStore(URL, KEY) as store:
        with pytest.raises(ZeroDivisionError):  # noqa: PT012
            async with store.agent_executions.work(lease=60, heartbeat_every=50):
                clock.now += 60
                _ = 1 / 0
    assert asked(wire) == ["claim_executions"]


def test_a_failure_that_cannot_be_told_is_noted_on_the_error(wire: Wire, clock: Clock) -> None:
    wire.answers(httpx.Response(200, json=[row()]), httpx.Response(400, json=LOST))
    with (
        KaggleStore(URL, KEY) as store,
        pytest.raises(ZeroDivisionError) as raised,
        store.agent_executions.work(),
    ):
        _ = 1 / 0
    assert raised.value.__notes__[0].startswith("The lease could not be given back: agent_exec")


def test_a_refusal_about_another_lease_is_not_ours(wire: Wire) -> None:
    lease = Lease(UUID(int=1), "agent_executions", UUID(int=2), float("inf"))
    lease.hear(LeaseLost("x", detail='{"table": "agent_executions", "id": "7"}'))
    lease.hear(LeaseLost("x", detail=None))
    assert not lease.is_lost
    lease.hear(LeaseLost("x", detail=f'{{"table": "agent_executions", "id": "{UUID(int=2)}"}}'))
    assert lease.is_lost


def test_writes_carry_the_lease_and_reads_do_not(wire: Wire) -> None:
    wire.answers(httpx.Response(200, json=[row()]))
    with KaggleStore(URL, KEY) as store, store.agent_executions.work() as job:
        assert job is not None
        job.store.agent_executions.update(job.id, priority=1)
        assert wire.last.headers["x-lease-id"] == str(job.lease_id)
        job.store.agent_executions.get(job.id)
        assert "x-lease-id" not in wire.last.headers
        store.agent_executions.update(job.id, priority=1)
        assert "x-lease-id" not in wire.last.headers
        with job.store.agent_executions.work() as inner:
            assert inner is not None
            inner.store.agent_executions.update(job.id, priority=1)
            assert wire.last.headers["x-lease-id"] == f"{job.lease_id},{inner.lease_id}"
            inner.move("research")
            assert wire.last.headers["x-lease-id"] == str(inner.lease_id)


@pytest.mark.parametrize("every", [-1.0, 60.0, 61.0])
def test_heartbeats_come_more_often_than_leases_end(wire: Wire, every: float) -> None:
    options: WorkOptions = {"lease": 60.0, "heartbeat_every": every}
    with KaggleStore(URL, KEY) as store, pytest.raises(InvalidInput, match="heartbeat_every"):
        store.agent_executions.work(**options)


def test_a_block_waits_for_work_where_it_is_told_to(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("kaggle_store._transport.executor.time.sleep", waited.append)
    wire.answers("[]", "[]", httpx.Response(200, json=[row()]))
    with KaggleStore(URL, KEY) as store, store.agent_executions.work(poll=5) as job:
        assert str(job.id) == ID
    claims = [request for request in wire.requests if "claim" in request.url.path]
    assert waited == [5, 5]
    assert len({request.content for request in claims}) == 3
