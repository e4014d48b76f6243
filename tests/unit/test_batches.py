"""More points than one transaction takes: two requests at once, and errors as of one."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from itertools import count
from typing import Any, TypeAlias

import httpcore
import httpx
import pytest

from kaggle_store import AsyncKaggleStore, CheckFailed, KaggleStore
from kaggle_store._transport.prefetch import ThreadPrefetch
from kaggle_store.models.system_metrics import SystemMetricInsert
from kaggle_store.resources import system_metrics
from kaggle_store.resources.system_metrics import RECORD_BATCH
from tests.unit.conftest import KEY, URL, MockApi

Record: TypeAlias = Callable[[int], int]
REFUSED = {"code": "23514", "message": "refused", "details": None, "hint": None}


def _points(batches: int) -> list[SystemMetricInsert]:
    return [
        {"metric_name": "loss", "metric_type": "gauge", "metric_value": float(number)}
        for number in range(batches * RECORD_BATCH)
    ]


def _record(batches: int) -> int:
    with KaggleStore(URL, KEY, retry_for=0) as store:
        return store.system_metrics.record(_points(batches))


def _record_async(batches: int) -> int:
    async def run() -> int:
        async with AsyncKaggleStore(URL, KEY, retry_for=0) as store:
            try:
                return await store.system_metrics.record(_points(batches))
            finally:
                assert len(asyncio.all_tasks()) == 1

    return asyncio.run(run())


clients = pytest.mark.parametrize("record", [_record, _record_async])


def _first(request: httpx.Request) -> int:
    """Return the number of a request's batch."""
    return int(json.loads(request.content)["p_metric_values"][0] // RECORD_BATCH)


@clients
def test_all_batches_are_sent_once(api: MockApi, record: Record) -> None:
    api.respond("5000")
    assert record(3) == 3 * RECORD_BATCH
    assert sorted(map(_first, api.requests)) == [0, 1, 2]


def test_two_batches_are_sent_at_once(api: MockApi) -> None:
    both = threading.Barrier(2)

    def respond(_: httpx.Request) -> httpx.Response:
        both.wait(10)
        return httpx.Response(200, text="5000")

    api.route.side_effect = respond
    assert _record(2) == 2 * RECORD_BATCH


@clients
def test_failed_second_batch_is_repeated(api: MockApi, record: Record) -> None:
    sent: list[int] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(_first(request))
        if sent.count(1) == 1 and sent[-1] == 1:
            raise httpcore.ReadError("cut")
        return httpx.Response(200, text="5000")

    api.route.side_effect = respond
    assert record(2) == 2 * RECORD_BATCH
    assert sorted(sent) == [0, 1, 1]


@clients
def test_refused_batch_raises_without_a_later_one(api: MockApi, record: Record) -> None:
    sent: list[int] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(_first(request))
        if sent[-1] == 0:
            return httpx.Response(400, json=REFUSED)
        return httpx.Response(200, text="5000")

    api.route.side_effect = respond
    with pytest.raises(CheckFailed):
        record(4)
    assert set(sent) <= {0, 1}
    assert not any(each.name == "kaggle-store-ahead" for each in threading.enumerate())


def test_interrupting_call_sends_from_its_own_thread(api: MockApi) -> None:
    """A thread might wait for a lock that the interrupted call of the caller's thread holds."""
    threads: list[str] = []

    def respond(_: httpx.Request) -> httpx.Response:
        threads.append(threading.current_thread().name)
        if len(threads) == 1:
            # As a signal handler does, in the midst of a request.
            assert store.system_metrics.record(_points(2)) == 2 * RECORD_BATCH
        return httpx.Response(200, text="5000")

    api.route.side_effect = respond
    with KaggleStore(URL, KEY, retry_for=0) as store:
        assert store.system_metrics.record(_points(1)) == RECORD_BATCH
    assert "kaggle-store-ahead" not in threads
    assert len(threads) == 3


def test_only_connection_serves_batches_in_turn(api: MockApi) -> None:
    threads: list[str] = []

    def respond(_: httpx.Request) -> httpx.Response:
        threads.append(threading.current_thread().name)
        return httpx.Response(200, text="5000")

    api.route.side_effect = respond
    with KaggleStore(URL, KEY, retry_for=0, connections=1) as store:
        assert store.system_metrics.record(_points(3)) == 3 * RECORD_BATCH
    assert threads == [threading.current_thread().name] * 3


def test_thread_that_never_begins_is_not_waited_for(
    api: MockApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a signal handler it may need a lock of the interrupted code."""
    given_up, run = threading.Event(), ThreadPrefetch._run

    def run_late(prefetch: ThreadPrefetch[int]) -> None:
        given_up.wait(60)
        run(prefetch)

    monkeypatch.setattr("kaggle_store._transport.prefetch.BEGIN_SECONDS", 0.01)
    monkeypatch.setattr(ThreadPrefetch, "_run", run_late)
    api.respond("5000")
    assert _record(3) == 3 * RECORD_BATCH
    given_up.set()
    for thread in threading.enumerate():
        if thread.name == "kaggle-store-ahead":
            thread.join()
    assert sorted(map(_first, api.requests)) == [0, 1, 2]


def test_finaliser_in_a_prefetch_starts_no_thread(api: MockApi) -> None:
    """It has connections of its own, as the interrupted call may hold a lock of the others."""
    threads: list[threading.Thread] = []

    def respond(_: httpx.Request) -> httpx.Response:
        threads.append(threading.current_thread())
        if threads[-1].name == "kaggle-store-ahead" and len(threads) < 3:
            # As the garbage collector does, wherever it runs.
            assert store.system_metrics.record(_points(2)) == 2 * RECORD_BATCH
        return httpx.Response(200, text="5000")

    api.route.side_effect = respond
    with KaggleStore(URL, KEY, retry_for=0) as store:
        assert store.system_metrics.record(_points(2)) == 2 * RECORD_BATCH
    assert len(set(threads)) == 2
    assert len(threads) == 4


@clients
def test_batch_that_cannot_be_prepared_leaves_no_task(
    api: MockApi, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.respond("5000")
    as_columns, made = system_metrics._as_columns, count(1)

    def third_fails(rows: Any) -> Any:
        if next(made) == 3:
            raise MemoryError
        return as_columns(rows)

    monkeypatch.setattr(system_metrics, "_as_columns", third_fails)
    with pytest.raises(MemoryError):
        record(4)
    assert not any(each.name == "kaggle-store-ahead" for each in threading.enumerate())
