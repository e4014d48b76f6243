"""Interrupted blocks of work release their claim and record failures."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpcore
import httpx
import pytest

from kaggle_store import AsyncKaggleStore, InvalidInput, KaggleStore, LeaseLost, Unavailable
from kaggle_store._requests.lease import Lease
from tests.unit.conftest import KEY, URL, MockApi
from tests.unit.leased_work import LOST, Clock, calls, row, wait_until
from tests.unit.test_retries import REFUSED
from tests.unit.test_retries import Clock as RetryClock
from tests.unit.test_retries import clock as retry_clock

__all__ = ["retry_clock"]

GRANTED = httpx.Response(200, json=[row()])


def _intercept(api: MockApi, ask: str, act: Callable[[int], Any]) -> list[httpx.Request]:
    """Grant every claim, but call `act` first for each `ask` request, with its number."""
    sent: list[httpx.Request] = []

    async def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        if request.url.path.endswith(ask):
            await act(sum(each.url.path.endswith(ask) for each in sent))
        return GRANTED

    api.route.side_effect = respond
    return sent


async def _stall_first(number: int) -> None:
    if number == 1:
        await asyncio.Event().wait()


def _assert_claim_repeated_and_released(sent: list[httpx.Request]) -> None:
    verbs = [request.url.path.rpartition("/")[2] for request in sent]
    assert verbs == ["claim_executions", "claim_executions", "release_execution"]
    assert len({json.loads(request.content)["p_lease_id"] for request in sent}) == 1


async def test_work_is_released_if_exit_is_cancelled(api: MockApi) -> None:
    leaving = asyncio.Event()

    async def yield_once(number: int) -> None:
        leaving.set()
        await asyncio.sleep(0)

    async def run() -> None:
        async with store.agent_executions.work():
            pass

    _intercept(api, "release_execution", yield_once)
    async with AsyncKaggleStore(URL, KEY) as store:
        task = asyncio.create_task(run())
        await leaving.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert calls(api) == ["claim_executions", "release_execution"]


async def test_failure_is_recorded_if_exit_is_cancelled(api: MockApi) -> None:
    async def run() -> None:
        async with store.agent_executions.work():
            task = asyncio.current_task()
            assert task is not None
            task.cancel()
            raise ZeroDivisionError

    api.respond(GRANTED)
    async with AsyncKaggleStore(URL, KEY) as store:
        with pytest.raises(asyncio.CancelledError) as raised:
            await asyncio.create_task(run())
    assert isinstance(raised.value.__cause__, ZeroDivisionError)
    assert calls(api) == ["claim_executions", "fail_execution"]


async def test_cancelled_claim_is_released(api: MockApi) -> None:
    claiming = asyncio.Event()

    async def stall(number: int) -> None:
        claiming.set()
        await _stall_first(number)

    async def run() -> None:
        async with store.agent_executions.work():
            pytest.fail("the block was cancelled before it began")

    sent = _intercept(api, "claim_executions", stall)
    async with AsyncKaggleStore(URL, KEY) as store:
        task = asyncio.create_task(run())
        await claiming.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    _assert_claim_repeated_and_released(sent)


def test_interrupted_claim_is_released(api: MockApi) -> None:
    sent: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        if len(sent) == 1:
            raise KeyboardInterrupt
        return GRANTED

    api.route.side_effect = respond
    with (
        KaggleStore(URL, KEY) as store,
        pytest.raises(KeyboardInterrupt),
        store.agent_executions.work(),
    ):
        pytest.fail("the block was interrupted before it began")
    _assert_claim_repeated_and_released(sent)


def test_claim_without_response_is_released(api: MockApi) -> None:
    api.respond(httpcore.ReadError("cut"), GRANTED)
    with (
        KaggleStore(URL, KEY, retry_for=0) as store,
        pytest.raises(Exception, match="cut"),
        store.agent_executions.work(),
    ):
        pytest.fail("nothing was claimed")
    assert calls(api) == ["claim_executions", "claim_executions", "release_execution"]


def test_failed_claim_release_is_noted_on_error(api: MockApi) -> None:
    api.respond(UNAVAILABLE)
    with (
        KaggleStore(URL, KEY, retry_for=0) as store,
        pytest.raises(Unavailable) as raised,
        store.agent_executions.work(),
    ):
        pytest.fail("nothing was claimed")
    assert raised.value.__notes__[0].startswith("The row that may have been claimed could not be")


def test_claim_with_error_without_code_is_released(api: MockApi) -> None:
    api.respond(httpx.Response(400), GRANTED)
    with (
        KaggleStore(URL, KEY, retry_for=0) as store,
        pytest.raises(Unavailable),
        store.agent_executions.work(),
    ):
        pytest.fail("nothing was claimed")
    assert calls(api) == ["claim_executions", "claim_executions", "release_execution"]


def test_refused_claim_is_not_repeated(api: MockApi) -> None:
    api.respond(REFUSED)
    with KaggleStore(URL, KEY) as store, pytest.raises(Exception, match="400"):
        store.agent_executions.work().__enter__()
    assert len(api.requests) == 1


async def test_cancelled_complete_keeps_lease_held(api: MockApi, clock: Clock) -> None:
    _intercept(api, "complete_execution", _stall_first)
    async with AsyncKaggleStore(URL, KEY) as store:
        with pytest.raises(LeaseLost):  # noqa: PT012
            async with store.agent_executions.work(lease=60, heartbeat_every=50) as job:
                assert job is not None
                kept: BaseException | None = None
                try:
                    async with asyncio.timeout(0.01):
                        await job.complete()
                except TimeoutError as error:
                    kept = error  # keeps its frames alive, and the flow in them
                clock.now += 60
                assert kept is not None
                assert job.lost


def test_exit_ends_soon_if_server_is_down(api: MockApi, retry_clock: RetryClock) -> None:
    api.respond(GRANTED, UNAVAILABLE)
    with (
        KaggleStore(URL, KEY) as store,
        pytest.raises(KeyboardInterrupt) as raised,
        store.agent_executions.work(),
    ):
        raise KeyboardInterrupt
    assert sum(retry_clock.slept) == pytest.approx(5)
    assert raised.value.__notes__[0].startswith("The lease could not be released")


def test_exit_ends_with_lease(api: MockApi, clock: Clock, retry_clock: RetryClock) -> None:
    api.respond(GRANTED, UNAVAILABLE)
    with (
        KaggleStore(URL, KEY) as store,
        pytest.raises(Unavailable),
        store.agent_executions.work(lease=4),
    ):
        pass
    assert 0 < sum(retry_clock.slept) <= 4


@pytest.mark.parametrize("nested", [True, False])
def test_sync_block_is_entered_once(api: MockApi, nested: bool) -> None:
    api.respond(GRANTED)
    threads = threading.active_count()
    with KaggleStore(URL, KEY) as store:
        block = store.agent_executions.work()
        with block:
            if nested:
                with pytest.raises(InvalidInput, match=r"work: this block was already entered"):
                    block.__enter__()
        with pytest.raises(InvalidInput, match="already entered"):
            block.__enter__()
    assert threading.active_count() == threads
    assert calls(api) == ["claim_executions", "release_execution"]


async def test_async_block_is_entered_once(api: MockApi) -> None:
    api.respond(GRANTED)
    async with AsyncKaggleStore(URL, KEY) as store:
        block = store.agent_executions.work()
        async with block:
            with pytest.raises(InvalidInput, match="already entered"):
                await block.__aenter__()
    assert len(asyncio.all_tasks()) == 1


async def test_stalled_heartbeat_leaves_time_for_another(
    api: MockApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kaggle_store._leases.plan.MIN_HEARTBEAT_TIMEOUT", 0.05)
    sent = _intercept(api, "heartbeat_execution", _stall_first)
    async with (
        asyncio.timeout(50),
        AsyncKaggleStore(URL, KEY) as store,
        store.agent_executions.work(lease=60, heartbeat_every=0.01) as job,
    ):
        assert job is not None
        while len(sent) < 3:  # the claim, the stalled heartbeat and another one
            await asyncio.sleep(0.01)
        assert not job.lost


def test_heartbeat_timeout_is_part_of_remaining_lease(
    api: MockApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kaggle_store._leases.plan.MIN_HEARTBEAT_TIMEOUT", 60)

    def stall(request: httpx.Request) -> httpx.Response:
        if "heartbeat" in request.url.path:
            left.append(request.extensions["timeout"]["read"] - time.monotonic())
            raise httpcore.ReadTimeout("stalled")
        return GRANTED

    left: list[float] = []
    api.route.side_effect = stall
    with (
        KaggleStore(URL, KEY) as store,
        store.agent_executions.work(lease=60, heartbeat_every=0.01) as job,
    ):
        wait_until(lambda: calls(api).count("heartbeat_execution") > 1)
        assert job is not None
    assert 0 < max(left) <= 20


def test_lost_lease_stays_lost(clock: Clock) -> None:
    lease = Lease(UUID(int=1), "agent_executions", UUID(int=2), clock.now + 10)
    clock.now += 10
    assert lease.is_lost
    lease.extend(clock.now + 60)
    assert lease.is_lost
    with pytest.raises(LeaseLost):
        lease.check()


@pytest.mark.parametrize("status", ["cancelled", "failed"])
def test_move_to_terminal_state_ends_lease(api: MockApi, status: Any) -> None:
    api.respond(GRANTED)
    with KaggleStore(URL, KEY) as store, store.agent_executions.work() as job:
        assert job is not None
        job.move(status)
    assert calls(api) == ["claim_executions", "agent_executions"]


async def test_foreign_cancellation_wins_over_lost_lease(api: MockApi) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(400, json=LOST) if "heartbeat" in request.url.path else GRANTED

    async def run() -> None:
        task = asyncio.current_task()
        assert task is not None
        async with store.agent_executions.work(lease=60, heartbeat_every=0.01):
            try:
                await asyncio.sleep(3600)
            finally:
                task.cancel()

    api.route.side_effect = respond
    async with AsyncKaggleStore(URL, KEY) as store:
        with pytest.raises(asyncio.CancelledError):
            await asyncio.create_task(run())


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


UNAVAILABLE = httpx.Response(503)
