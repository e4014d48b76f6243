"""A lease whose heartbeats fail is kept until its time ends, and not longer."""

from __future__ import annotations

import asyncio
from uuid import UUID

import httpcore
import httpx
import pytest

from kaggle_store import AsyncKaggleStore, InvalidInput, KaggleStore, LeaseLost
from kaggle_store._leases.plan import WorkOptions
from kaggle_store._requests.lease import Lease
from tests.unit.conftest import KEY, URL, MockApi
from tests.unit.leased_work import ID, LOST, Clock, calls, row, wait_until


def _grant_but_no_heartbeats(request: httpx.Request) -> httpx.Response:
    """Grant claims and releases; heartbeats fail."""
    if "heartbeat" in request.url.path:
        raise httpcore.ConnectError("gone")
    return httpx.Response(200, json=[row()])


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_failed_heartbeats_do_not_lose_running_lease(api: MockApi, clock: Clock) -> None:
    api.route.side_effect = _grant_but_no_heartbeats
    with (
        KaggleStore(URL, KEY) as store,
        store.agent_executions.work(lease=60, heartbeat_every=0.004) as job,
    ):
        assert job is not None
        wait_until(lambda: calls(api).count("heartbeat_execution") > 3)
        clock.now += 59.9
        assert not job.lost
        job.check()


def test_lease_is_lost_when_its_time_ends(api: MockApi, clock: Clock) -> None:
    api.route.side_effect = _grant_but_no_heartbeats
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
    assert calls(api) == ["claim_executions"]


async def test_async_block_is_cancelled_when_lease_ends(api: MockApi, clock: Clock) -> None:
    api.route.side_effect = _grant_but_no_heartbeats
    async with AsyncKaggleStore(URL, KEY) as store:
        with pytest.raises(LeaseLost):  # noqa: PT012
            async with store.agent_executions.work(lease=60, heartbeat_every=0.004):
                while calls(api).count("heartbeat_execution") < 3:
                    await asyncio.sleep(0)
                clock.now += 60
                await asyncio.sleep(3600)
    assert "release_execution" not in calls(api)
    assert "fail_execution" not in calls(api)


async def test_lease_lost_at_exit_raises(api: MockApi, clock: Clock) -> None:
    api.route.side_effect = _grant_but_no_heartbeats
    async with AsyncKaggleStore(URL, KEY) as store:
        with pytest.raises(LeaseLost):
            async with store.agent_executions.work(lease=60, heartbeat_every=50):
                clock.now += 60
        await asyncio.sleep(0)  # raises if a cancellation is left over


async def test_error_in_block_wins_over_lost_lease(api: MockApi, clock: Clock) -> None:
    api.route.side_effect = _grant_but_no_heartbeats
    async with AsyncKaggleStore(URL, KEY) as store:
        with pytest.raises(ZeroDivisionError):  # noqa: PT012
            async with store.agent_executions.work(lease=60, heartbeat_every=50):
                clock.now += 60
                _ = 1 / 0
    assert calls(api) == ["claim_executions"]


def test_unrecorded_failure_is_noted_on_error(api: MockApi, clock: Clock) -> None:
    api.respond(httpx.Response(200, json=[row()]), httpx.Response(400, json=LOST))
    with (
        KaggleStore(URL, KEY) as store,
        pytest.raises(ZeroDivisionError) as raised,
        store.agent_executions.work(),
    ):
        _ = 1 / 0
    assert raised.value.__notes__[0].startswith("The lease could not be released: agent_exec")


def test_refusal_of_another_row_keeps_lease(api: MockApi) -> None:
    lease = Lease(UUID(int=1), "agent_executions", UUID(int=2), float("inf"))
    lease.record_refusal(LeaseLost("x", detail='{"table": "agent_executions", "id": "7"}'))
    lease.record_refusal(LeaseLost("x", detail=None))
    assert not lease.is_lost
    lease.record_refusal(
        LeaseLost("x", detail=f'{{"table": "agent_executions", "id": "{UUID(int=2)}"}}')
    )
    assert lease.is_lost


def test_writes_carry_lease_and_reads_do_not(api: MockApi) -> None:
    api.respond(httpx.Response(200, json=[row()]))
    with KaggleStore(URL, KEY) as store, store.agent_executions.work() as job:
        assert job is not None
        job.store.agent_executions.update(job.id, priority=1)
        assert api.last.headers["x-lease-id"] == str(job.lease_id)
        job.store.agent_executions.get(job.id)
        assert "x-lease-id" not in api.last.headers
        store.agent_executions.update(job.id, priority=1)
        assert "x-lease-id" not in api.last.headers
        with job.store.agent_executions.work() as inner:
            assert inner is not None
            inner.store.agent_executions.update(job.id, priority=1)
            assert api.last.headers["x-lease-id"] == f"{job.lease_id},{inner.lease_id}"
            inner.move("research")
            assert api.last.headers["x-lease-id"] == str(inner.lease_id)


@pytest.mark.parametrize("every", [-1.0, 60.0, 61.0])
def test_heartbeat_interval_must_be_below_lease(api: MockApi, every: float) -> None:
    options: WorkOptions = {"lease": 60.0, "heartbeat_every": every}
    with KaggleStore(URL, KEY) as store, pytest.raises(InvalidInput, match="heartbeat_every"):
        store.agent_executions.work(**options)


def test_block_polls_for_work(api: MockApi, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("kaggle_store._transport.executor.time.sleep", waited.append)
    api.respond("[]", "[]", httpx.Response(200, json=[row()]))
    with KaggleStore(URL, KEY) as store, store.agent_executions.work(poll=5) as job:
        assert str(job.id) == ID
    claims = [request for request in api.requests if "claim" in request.url.path]
    assert waited == [5, 5]
    assert len({request.content for request in claims}) == 3
