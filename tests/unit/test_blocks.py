"""Blocks of work that are interrupted: nothing stays claimed, and nothing that was said is lost."""

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
from tests.unit.conftest import KEY, URL, Wire
from tests.unit.held import LOST, Clock, asked, row, until
from tests.unit.test_retries import REFUSED
from tests.unit.test_retries import Clock as RetryClock
from tests.unit.test_retries import clock as retry_clock

__all__ = ["retry_clock"]

GRANTED = httpx.Response(200, json=[row()])


def _held(wire: Wire, ask: str, act: Callable[[int], Any]) -> list[httpx.Request]:
    """Grant everything, but hand each request of this kind to `act` first, with its number."""
    sent: list[httpx.Request] = []

    async def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        if request.url.path.endswith(ask):
            await act(sum(each.url.path.endswith(ask) for each in sent))
        return GRANTED

    wire.route.side_effect = answer
    return sent


async def _never(number: int) -> None:
    if number == 1:
        await asyncio.Event().wait()


def _claimed_again_and_released(sent: list[httpx.Request]) -> None:
    verbs = [request.url.path.rpartition("/")[2] for request in sent]
    assert verbs == ["claim_executions", "claim_executions", "release_execution"]
    assert len({json.loads(request.content)["p_lease_id"] for request in sent}) == 1


async def test_work_is_given_back_though_leaving_is_cancelled(wire: Wire) -> None:
    leaving = asyncio.Event()

    async def slowly(number: int) -> None:
        leaving.set()
        await asyncio.sleep(0)

    async def run() -> None:
        async with store.agent_executions.work():
            pass

    _held(wire, "release_execution", slowly)
    async with AsyncKaggleStore(URL, KEY) as store:
        task = asyncio.create_task(run())
        await leaving.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert asked(wire) == ["claim_executions", "release_execution"]


async def test_a_failure_is_told_though_leaving_is_cancelled(wire: Wire) -> None:
    async def run() -> None:
        async with store.agent_executions.work():
            task = asyncio.current_task()
            assert task is not None
            task.cancel()
            raise ZeroDivisionError

    wire.answers(GRANTED)
    async with AsyncKaggleStore(URL, KEY) as store:
        with pytest.raises(asyncio.CancelledError) as raised:
            await asyncio.create_task(run())
    assert isinstance(raised.value.__cause__, ZeroDivisionError)
    assert asked(wire) == ["claim_executions", "fail_execution"]


async def test_a_claim_that_is_cancelled_is_given_back(wire: Wire) -> None:
    claiming = asyncio.Event()

    async def granted_in_silence(number: int) -> None:
        claiming.set()
        await _never(number)

    async def run() -> None:
        async with store.agent_executions.work():
            pytest.fail("the block was cancelled before it began")

    sent = _held(wire, "claim_executions", granted_in_silence)
    async with AsyncKaggleStore(URL, KEY) as store:
        task = asyncio.create_task(run())
        await claiming.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    _claimed_again_and_released(sent)


def test_a_claim_that_is_interrupted_is_given_back(wire: Wire) -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        if len(sent) == 1:
            raise KeyboardInterrupt
        return GRANTED

    wire.route.side_effect = answer
    with (
        KaggleStore(URL, KEY) as store,
        pytest.raises(KeyboardInterrupt),
        store.agent_executions.work(),
    ):
        pytest.fail("the block was interrupted before it began")
    _claimed_again_and_released(sent)


def test_a_claim_without_an_answer_is_given_back(wire: Wire) -> None:
    wire.answers(httpcore.ReadError("cut"), GRANTED)
    with (
        KaggleStore(URL, KEY, retry_for=0) as store,
        pytest.raises(Exception, match="cut"),
        store.agent_executions.work(),
    ):
        pytest.fail("nothing was claimed")
    assert asked(wire) == ["claim_executions", "claim_executions", "release_execution"]


def test_a_claim_that_cannot_be_given_back_is_noted(wire: Wire) -> None:
    wire.answers(GONE)
    with (
        KaggleStore(URL, KEY, retry_for=0) as store,
        pytest.raises(Unavailable) as raised,
        store.agent_executions.work(),
    ):
        pytest.fail("nothing was claimed")
    assert raised.value.__notes__[0].startswith("What may have been claimed could not be given")


def test_claim_answered_without_code_is_given_back(wire: Wire) -> None:
    wire.answers(httpx.Response(400), GRANTED)
    with (
        KaggleStore(URL, KEY, retry_for=0) as store,
        pytest.raises(Unavailable),
        store.agent_executions.work(),
    ):
        pytest.fail("nothing was claimed")
    assert asked(wire) == ["claim_executions", "claim_executions", "release_execution"]


def test_a_claim_that_was_refused_is_not_asked_again(wire: Wire) -> None:
    wire.answers(REFUSED)
    with KaggleStore(URL, KEY) as store, pytest.raises(Exception, match="400"):
        store.agent_executions.work().__enter__()
    assert len(wire.requests) == 1


async def test_completing_that_is_cancelled_leaves_the_lease_as_it_was(
    wire: Wire, clock: Clock
) -> None:
    _held(wire, "complete_execution", _never)
    async with AsyncKaggleStore(URL, KEY) as store:
        with pytest.raises(LeaseLost):  # noqa: PT012
            async with store.agent_executions.work(lease=60, heartbeat_every=50) as job:
                assert job is not None
                kept: BaseException | None = None
                try:
                    async with asyncio.timeout(0.01):
                        await job.complete()
                except TimeoutError as error:
                    kept = error  # With it its frames, and the flow in them.
                clock.now += 60
                assert kept is not None
                assert job.lost


def test_leaving_ends_soon_though_the_server_is_down(wire: Wire, retry_clock: RetryClock) -> None:
    wire.answers(GRANTED, GONE)
    with (
        KaggleStore(URL, KEY) as store,
        pytest.raises(KeyboardInterrupt) as raised,
        store.agent_executions.work(),
    ):
        raise KeyboardInterrupt
    assert sum(retry_clock.slept) == pytest.approx(5)
    assert raised.value.__notes__[0].startswith("The lease could not be given back")


def test_leaving_ends_with_the_lease(wire: Wire, clock: Clock, retry_clock: RetryClock) -> None:
    wire.answers(GRANTED, GONE)
    with (
        KaggleStore(URL, KEY) as store,
        pytest.raises(Unavailable),
        store.agent_executions.work(lease=4),
    ):
        pass
    assert 0 < sum(retry_clock.slept) <= 4


@pytest.mark.parametrize("nested", [True, False])
def test_a_block_is_entered_once(wire: Wire, nested: bool) -> None:
    wire.answers(GRANTED)
    threads = threading.active_count()
    with KaggleStore(URL, KEY) as store:
        block = store.agent_executions.work()
        with block:
            if nested:
                with pytest.raises(InvalidInput, match=r"work: this block was entered before"):
                    block.__enter__()
        with pytest.raises(InvalidInput, match="entered before"):
            block.__enter__()
    assert threading.active_count() == threads
    assert asked(wire) == ["claim_executions", "release_execution"]


async def test_an_awaited_block_is_entered_once(wire: Wire) -> None:
    wire.answers(GRANTED)
    async with AsyncKaggleStore(URL, KEY) as store:
        block = store.agent_executions.work()
        async with block:
            with pytest.raises(InvalidInput, match="entered before"):
                await block.__aenter__()
    assert len(asyncio.all_tasks()) == 1


async def test_a_heartbeat_that_stalls_leaves_time_for_another(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kaggle_store._leases.plan.PATIENCE", 0.05)
    sent = _held(wire, "heartbeat_execution", _never)
    async with (
        asyncio.timeout(50),
        AsyncKaggleStore(URL, KEY) as store,
        store.agent_executions.work(lease=60, heartbeat_every=0.01) as job,
    ):
        assert job is not None
        while len(sent) < 3:  # The claim, the heartbeat that stalls, and the other.
            await asyncio.sleep(0.01)
        assert not job.lost


def test_a_heartbeat_takes_a_part_of_what_is_left_of_the_lease(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kaggle_store._leases.plan.PATIENCE", 60)

    def stall(request: httpx.Request) -> httpx.Response:
        if "heartbeat" in request.url.path:
            left.append(request.extensions["timeout"]["read"] - time.monotonic())
            raise httpcore.ReadTimeout("stalled")
        return GRANTED

    left: list[float] = []
    wire.route.side_effect = stall
    with (
        KaggleStore(URL, KEY) as store,
        store.agent_executions.work(lease=60, heartbeat_every=0.01) as job,
    ):
        until(lambda: asked(wire).count("heartbeat_execution") > 1)
        assert job is not None
    assert 0 < max(left) <= 20


def test_a_lease_that_is_lost_stays_lost(clock: Clock) -> None:
    lease = Lease(UUID(int=1), "agent_executions", UUID(int=2), clock.now + 10)
    clock.now += 10
    assert lease.is_lost
    lease.prolong(clock.now + 60)
    assert lease.is_lost
    with pytest.raises(LeaseLost):
        lease.check()


@pytest.mark.parametrize("status", ["cancelled", "failed"])
def test_a_move_to_an_end_ends_the_lease(wire: Wire, status: Any) -> None:
    wire.answers(GRANTED)
    with KaggleStore(URL, KEY) as store, store.agent_executions.work() as job:
        assert job is not None
        job.move(status)
    assert asked(wire) == ["claim_executions", "agent_executions"]


async def test_a_cancellation_of_others_wins_over_the_lost_lease(wire: Wire) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(400, json=LOST) if "heartbeat" in request.url.path else GRANTED

    async def run() -> None:
        task = asyncio.current_task()
        assert task is not None
        async with store.agent_executions.work(lease=60, heartbeat_every=0.01):
            try:
                await asyncio.sleep(3600)
            finally:
                task.cancel()

    wire.route.side_effect = answer
    async with AsyncKaggleStore(URL, KEY) as store:
        with pytest.raises(asyncio.CancelledError):
            await asyncio.create_task(run())


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


GONE = httpx.Response(503)
