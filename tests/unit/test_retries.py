"""Retries depend on a request's kind, its failure and the deadline, with both clients."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import httpcore
import httpx
import pytest

from kaggle_store import (
    ApiError,
    AsyncKaggleStore,
    ConnectionFailed,
    InterventionTimedOut,
    KaggleStore,
    KaggleStoreError,
    QueryTimedOut,
    SettingsError,
    TimedOut,
    Unavailable,
)
from kaggle_store.resources._tables.competitions import CompetitionsTable
from kaggle_store.settings import Settings
from tests.unit.conftest import KEY, URL, MockApi

Call = Callable[..., Any]
UNAVAILABLE = httpx.Response(503)
REFUSED = httpx.Response(400, json={"code": "P0001", "message": "no"})


class Clock:
    """A clock that only sleeping advances."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    async def async_sleep(self, seconds: float) -> None:
        self.sleep(seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Replace time in the executor; the jitter always takes the longest pause."""
    made = Clock()
    awaited = SimpleNamespace(sleep=made.async_sleep, timeout=nullcontext)
    awaited.get_running_loop = asyncio.get_running_loop
    monkeypatch.setattr("kaggle_store._transport.request.time", made)
    monkeypatch.setattr("kaggle_store._transport.retry.time", made)
    monkeypatch.setattr(
        "kaggle_store._transport.retry.random", SimpleNamespace(uniform=lambda _, b: b)
    )
    monkeypatch.setattr("kaggle_store._transport.executor.time", made)
    monkeypatch.setattr("kaggle_store._transport.executor.asyncio", awaited)
    return made


def _call_sync(call: Callable[[Any], Any], **settings: Any) -> Any:
    with KaggleStore(URL, KEY, **settings) as store:
        return call(store)


def _call_async(call: Callable[[Any], Any], **settings: Any) -> Any:
    async def run() -> Any:
        async with AsyncKaggleStore(URL, KEY, **settings) as store:
            return await call(store)

    return asyncio.run(run())


clients = pytest.mark.parametrize("client", [_call_sync, _call_async], ids=["sync", "async"])


def _list(store: Any) -> Any:
    return store.competitions.list()


@clients
@pytest.mark.parametrize(
    "failure",
    [
        *(httpx.Response(status) for status in (400, 408, 425, 429, 500, 502, 503, 504)),
        *(httpx.Response(status) for status in (520, 521, 522, 523, 524, 525, 530)),
        httpx.Response(400, json={"code": "", "details": None, "hint": None, "message": ""}),
        httpx.Response(400, text="<html><h1>400 Bad Request</h1></html>"),
        httpx.Response(500, json={"message": "An unexpected error occurred"}),
        httpx.Response(500, json={"code": "40P01", "message": "deadlock detected"}),
        httpx.Response(504, json={"code": "PGRST003", "message": "no free connection"}),
        # Codes of gateways and their runtimes say nothing about the database.
        httpx.Response(500, json={"code": "unexpected_failure", "message": "no"}),
        httpx.Response(503, json={"code": "EPIPE", "message": "no"}),
        httpx.Response(522, json={"code": 522, "message": "no"}),
        # A function chose the status.
        httpx.Response(503, json={"code": "PT503", "message": "later"}),
        *(httpcore.ConnectError("x"), httpcore.ReadError("x"), httpcore.RemoteProtocolError("x")),
        *(httpcore.ReadTimeout("x"), httpcore.ConnectTimeout("x"), httpcore.PoolTimeout("x")),
    ],
    ids=repr,
)
def test_transient_failure_is_retried(
    api: MockApi, clock: Clock, client: Call, failure: httpx.Response | Exception
) -> None:
    api.respond(failure, failure, "[]")
    assert client(_list) == []
    assert clock.slept == [0.1, 0.2]


@clients
@pytest.mark.parametrize(
    "failure",
    [
        *(httpx.Response(status) for status in (401, 403, 404, 405, 409, 413, 431, 501, 526)),
        httpx.Response(400, json={"code": "P0001", "message": "no"}),
        httpx.Response(400, json={"message": "no"}),
        httpx.Response(500, json={"code": "XX000", "message": "no"}),
        httpx.Response(504, json={"code": "57014", "message": "statement timeout"}),
        *(
            httpx.Response(status, json={"code": code, "message": "no"})
            for status in (408, 429, 500, 502, 503, 504, 520, 524)
            for code in ("XX000", "P0001", "23505", "42501", "KS240", "PGRST116", "58P01")
        ),
        *(httpcore.UnsupportedProtocol("x"), httpcore.LocalProtocolError("x")),
        *(UnicodeError("x"), httpx.Response(200, text="<html>")),
    ],
    ids=repr,
)
def test_permanent_failure_is_not_retried(
    api: MockApi, clock: Clock, client: Call, failure: httpx.Response | Exception
) -> None:
    api.respond(failure)
    with pytest.raises(KaggleStoreError):
        client(_list)
    assert len(api.requests) == 1
    assert clock.slept == []


@clients
def test_pauses_double_up_to_five_seconds(api: MockApi, clock: Clock, client: Call) -> None:
    api.respond(UNAVAILABLE, UNAVAILABLE, httpcore.ReadError("the last one"))
    with pytest.raises(ConnectionFailed, match="the last one"):
        client(_list)
    doubled = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2]
    assert clock.slept == pytest.approx([*doubled, 5, 5, 5, 5, 3.7])
    assert len(api.requests) == 12


def test_pause_has_full_jitter(api: MockApi, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    bounds: list[tuple[float, float]] = []

    def uniform(low: float, high: float) -> float:
        bounds.append((low, high))
        return low

    monkeypatch.setattr("kaggle_store._transport.retry.random", SimpleNamespace(uniform=uniform))
    api.respond(UNAVAILABLE, UNAVAILABLE, UNAVAILABLE, "[]")
    _call_sync(_list)
    assert bounds == [(0, 0.1), (0, 0.2), (0, 0.4)]
    assert clock.slept == [0, 0, 0]


@clients
def test_retry_time_counts_from_first_failure(api: MockApi, clock: Clock, client: Call) -> None:
    def slowly(_: httpx.Request) -> httpx.Response:
        clock.now += 30
        raise httpcore.ReadTimeout("x")

    api.route.side_effect = slowly
    with pytest.raises(TimedOut):
        client(_list)
    assert len(api.requests) == 2


@clients
def test_retry_after_seconds_are_waited(api: MockApi, clock: Clock, client: Call) -> None:
    api.respond(httpx.Response(503, headers={"Retry-After": "7"}), UNAVAILABLE, "[]")
    client(_list)
    assert clock.slept == [7, 0.2]


@clients
def test_retry_after_may_be_a_date(api: MockApi, clock: Clock, client: Call) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=20)
    headers = {"Retry-After": format_datetime(moment, usegmt=True)}
    api.respond(httpx.Response(429, headers=headers), "[]")
    client(_list)
    assert len(clock.slept) == 1
    assert 15 < clock.slept[0] <= 20


@pytest.mark.parametrize("header", ["1.5", " 2 ", "0.25"])
def test_retry_after_may_be_fractional(api: MockApi, clock: Clock, header: str) -> None:
    api.respond(httpx.Response(503, headers={"Retry-After": header}), "[]")
    _call_sync(_list)
    assert clock.slept == [float(header)]


def test_retry_after_date_without_zone_is_utc(api: MockApi, clock: Clock) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=20)
    headers = {"Retry-After": format_datetime(moment.replace(tzinfo=None)).removesuffix(" -0000")}
    api.respond(httpx.Response(429, headers=headers), "[]")
    _call_sync(_list)
    assert 15 < clock.slept[0] <= 20


@clients
def test_retry_after_beyond_deadline_gives_up(api: MockApi, clock: Clock, client: Call) -> None:
    api.respond(httpx.Response(429, headers={"Retry-After": "31"}))
    with pytest.raises(Unavailable) as raised:
        client(_list)
    assert raised.value.retry_after == 31
    assert clock.slept == []


@pytest.mark.parametrize("header", ["", "soon", "-1", "1.", "1e1", "Mon, 99 Foo", "²"])
def test_invalid_retry_after_is_ignored(api: MockApi, clock: Clock, header: str) -> None:
    api.respond(httpx.Response(503, headers=[(b"Retry-After", header.encode())]), "[]")
    _call_sync(_list)
    assert clock.slept == [0.1]


def _delete(store: Any) -> Any:
    return store.competitions.delete(UUID(int=1))


@clients
@pytest.mark.parametrize("code", ["40001", "40P01", "55P03"])
def test_undone_request_is_repeated(api: MockApi, clock: Clock, client: Call, code: str) -> None:
    undone = httpx.Response(500, json={"code": code, "message": "m", "hint": "See the log."})
    api.respond(undone, '[{"id": 1}]')
    client(_delete)
    assert clock.slept == [0.1]
    api.respond(undone)
    with pytest.raises(Unavailable) as raised:
        client(_delete, retry_for=0)
    assert raised.value.hint is not None
    assert "Send it again" in raised.value.hint


@clients
@pytest.mark.parametrize("failure", [UNAVAILABLE, httpcore.ReadError("x")], ids=repr)
def test_delete_of_unknown_outcome_is_sent_once(
    api: MockApi, clock: Clock, client: Call, failure: httpx.Response | Exception
) -> None:
    api.respond(failure)
    with pytest.raises(KaggleStoreError):
        client(_delete)
    assert len(api.requests) == 1


@clients
def test_retries_can_be_turned_off_and_shortened(api: MockApi, clock: Clock, client: Call) -> None:
    api.respond(UNAVAILABLE)
    with pytest.raises(Unavailable):
        client(_list, retry_for=0)
    assert len(api.requests) == 1
    with pytest.raises(Unavailable):
        client(_list, retry_for=1)
    assert clock.slept == pytest.approx([0.1, 0.2, 0.4, 0.3])


@pytest.mark.parametrize("retry_for", [-1, float("inf"), float("nan")])
def test_retry_for_must_be_finite_and_not_negative(retry_for: float) -> None:
    with pytest.raises(SettingsError, match="retry_for"):
        Settings.load(URL, KEY, retry_for=retry_for)


NO_CONNECTION = {"code": "PGRST003", "message": "no free connection"}
MAY_STILL_RUN = [
    *(httpcore.ReadTimeout("x"), httpcore.WriteTimeout("x")),
    *(httpx.Response(504), httpx.Response(524)),
    *(httpx.Response(504, json={"message": "late"}), httpx.Response(524, json={"code": 524})),
]
HAS_ENDED = [
    *(httpcore.ConnectTimeout("x"), httpcore.PoolTimeout("x"), httpcore.ReadError("x")),
    *(httpx.Response(status) for status in (400, 429, 502, 503, 521)),
    httpx.Response(504, json=NO_CONNECTION),
]


def _mark(store: Any) -> Any:
    return store.submissions.mark_failed(UUID(int=1), "no")


@clients
@pytest.mark.parametrize("failure", MAY_STILL_RUN, ids=repr)
def test_prompt_call_is_not_repeated_while_it_may_run(
    api: MockApi, clock: Clock, client: Call, failure: httpx.Response | Exception
) -> None:
    api.respond(failure)
    with pytest.raises((TimedOut, Unavailable)):
        client(_mark)
    assert len(api.requests) == 1


@clients
@pytest.mark.parametrize("failure", HAS_ENDED, ids=repr)
def test_prompt_call_is_repeated_after_other_failures(
    api: MockApi, clock: Clock, client: Call, failure: httpx.Response | Exception
) -> None:
    api.respond(failure, REFUSED)
    with pytest.raises(ApiError):
        client(_mark)
    assert len(api.requests) == 2


def test_attempts_end_within_operations_time(
    api: MockApi, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(request: httpx.Request) -> httpx.Response:
        left.append(request.extensions["timeout"]["read"] - clock.now)
        return UNAVAILABLE

    left: list[float] = []
    monkeypatch.setattr("kaggle_store._transport.request.time", clock)
    api.route.side_effect = gone
    op = replace(CompetitionsTable._relation.full.get({"id": UUID(int=1)}), within=1.0)
    with KaggleStore(URL, KEY) as store, pytest.raises(Unavailable):
        store._executor.execute(lambda: op)
    assert sum(clock.slept) == pytest.approx(1)
    assert left[:3] == pytest.approx([1, 0.9, 0.7])


@clients
def test_retry_sends_same_bytes(api: MockApi, clock: Clock, client: Call) -> None:
    row = '[{"id":"018f0000-0000-7000-8000-000000000000","kaggle_id":"a","title":"A"}]'
    api.respond(UNAVAILABLE, UNAVAILABLE, httpx.Response(409, text=row))
    with pytest.raises(KaggleStoreError):
        client(lambda store: store.competitions.create(kaggle_id="a", title="A"))
    bodies = {request.content for request in api.requests}
    assert len(api.requests) == 3
    assert len(bodies) == 1


def test_pages_of_stream_are_retried(api: MockApi, clock: Clock) -> None:
    api.respond(UNAVAILABLE, "[]")
    with KaggleStore(URL, KEY) as store:
        assert list(store.audit_log.iterate()) == []
    assert clock.slept == [0.1]


def test_statement_timeout_is_query_timed_out(api: MockApi, clock: Clock) -> None:
    api.respond('{"code":"57014","message":"canceling statement"}', status=500)
    with pytest.raises(QueryTimedOut):
        _call_sync(_list)


@pytest.fixture
def stopped(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that even sleeping does not advance."""
    monkeypatch.setattr(clock, "sleep", clock.slept.append)
    return clock


@clients
def test_stopped_clock_does_not_retry_for_ever(api: MockApi, stopped: Clock, client: Call) -> None:
    api.route.side_effect = httpcore.ConnectError("refused")
    with pytest.raises(ConnectionFailed):
        client(_list)
    assert sum(stopped.slept) == pytest.approx(30)


@clients
def test_pauses_without_length_end_too(
    api: MockApi, stopped: Clock, client: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = SimpleNamespace(uniform=lambda _, __: 0.0)
    monkeypatch.setattr("kaggle_store._transport.retry.random", nothing)
    api.route.side_effect = httpcore.ConnectError("refused")
    with pytest.raises(ConnectionFailed) as raised:
        client(_list)
    assert len(api.requests) == raised.value.attempts == 51


@clients
def test_waiting_for_a_response_ends_too(api: MockApi, stopped: Clock, client: Call) -> None:
    api.route.side_effect = httpcore.ConnectError("refused")
    with pytest.raises(InterventionTimedOut):
        client(lambda store: store.human_interventions.wait_for_response(UUID(int=1), timeout=100))
    assert sum(stopped.slept) < 500


def test_really_frozen_time_ends(api: MockApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000.0)
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    api.route.side_effect = httpcore.ConnectError("refused")
    with pytest.raises(ConnectionFailed):
        _call_sync(_list)


async def test_retry_pause_can_be_cancelled(api: MockApi, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = asyncio.Event()

    def uniform(_: float, __: float) -> float:
        waiting.set()
        return 20.0

    monkeypatch.setattr("kaggle_store._transport.retry.random", SimpleNamespace(uniform=uniform))
    api.respond(UNAVAILABLE)
    async with AsyncKaggleStore(URL, KEY) as store:
        before = time.monotonic()
        task = asyncio.create_task(store.competitions.list())
        await waiting.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert time.monotonic() - before < 10
