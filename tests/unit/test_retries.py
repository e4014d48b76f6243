"""When a request is sent again: by its kind, its failure and the deadline, through both doors."""

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
    KaggleStore,
    KaggleStoreError,
    QueryTimedOut,
    SettingsError,
    TimedOut,
    Unavailable,
)
from kaggle_store.resources._tables.competitions import CompetitionsTable
from kaggle_store.settings import Settings
from tests.unit.conftest import KEY, URL, Wire

Ask = Callable[..., Any]
GONE = httpx.Response(503)
REFUSED = httpx.Response(400, json={"code": "P0001", "message": "no"})


class Clock:
    """Time that passes by sleeping alone."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    async def awaited_sleep(self, seconds: float) -> None:
        self.sleep(seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Replace time where requests are sent; chance always takes the longest pause."""
    made = Clock()
    awaited = SimpleNamespace(sleep=made.awaited_sleep, timeout=nullcontext)
    awaited.get_running_loop = asyncio.get_running_loop
    monkeypatch.setattr("kaggle_store._transport.request.time", made)
    monkeypatch.setattr("kaggle_store._transport.retry.time", made)
    monkeypatch.setattr(
        "kaggle_store._transport.retry.random", SimpleNamespace(uniform=lambda _, b: b)
    )
    monkeypatch.setattr("kaggle_store._transport.executor.time", made)
    monkeypatch.setattr("kaggle_store._transport.executor.asyncio", awaited)
    return made


def _ask(call: Callable[[Any], Any], **settings: Any) -> Any:
    with KaggleStore(URL, KEY, **settings) as store:
        return call(store)


def _ask_awaiting(call: Callable[[Any], Any], **settings: Any) -> Any:
    async def run() -> Any:
        async with AsyncKaggleStore(URL, KEY, **settings) as store:
            return await call(store)

    return asyncio.run(run())


doors = pytest.mark.parametrize("door", [_ask, _ask_awaiting], ids=["sync", "async"])


def _list(store: Any) -> Any:
    return store.competitions.list()


@doors
@pytest.mark.parametrize(
    "failure",
    [
        *(httpx.Response(status) for status in (400, 408, 425, 429, 500, 502, 503, 504)),
        *(httpx.Response(status) for status in (520, 521, 522, 523, 524, 525, 530)),
        httpx.Response(400, json={"code": "", "details": None, "hint": None, "message": ""}),
        httpx.Response(400, text="<html><h1>400 Bad Request</h1></html>"),
        httpx.Response(500, json={"message": "An unexpected error occurred"}),
        httpx.Response(500, json={"code": "40P01", "message": "deadlock detected"}),
        *(httpcore.ConnectError("x"), httpcore.ReadError("x"), httpcore.RemoteProtocolError("x")),
        *(httpcore.ReadTimeout("x"), httpcore.ConnectTimeout("x"), httpcore.PoolTimeout("x")),
    ],
    ids=repr,
)
def test_what_may_pass_is_tried_again(
    wire: Wire, clock: Clock, door: Ask, failure: httpx.Response | Exception
) -> None:
    wire.answers(failure, failure, "[]")
    assert door(_list) == []
    assert clock.slept == [0.1, 0.2]


@doors
@pytest.mark.parametrize(
    "failure",
    [
        *(httpx.Response(status) for status in (401, 403, 404, 405, 409, 413, 431, 501, 526)),
        httpx.Response(400, json={"code": "P0001", "message": "no"}),
        httpx.Response(400, json={"message": "no"}),
        httpx.Response(500, json={"code": "XX000", "message": "no"}),
        httpx.Response(504, json={"code": "57014", "message": "statement timeout"}),
        *(httpcore.UnsupportedProtocol("x"), httpcore.LocalProtocolError("x")),
        *(UnicodeError("x"), httpx.Response(200, text="<html>")),
    ],
    ids=repr,
)
def test_what_does_not_pass_by_itself_is_not_tried_again(
    wire: Wire, clock: Clock, door: Ask, failure: httpx.Response | Exception
) -> None:
    wire.answers(failure)
    with pytest.raises(KaggleStoreError):
        door(_list)
    assert len(wire.requests) == 1
    assert clock.slept == []


@doors
def test_pauses_double_up_to_five_seconds_until_the_deadline(
    wire: Wire, clock: Clock, door: Ask
) -> None:
    wire.answers(GONE, GONE, httpcore.ReadError("the last one"))
    with pytest.raises(ConnectionFailed, match="the last one"):
        door(_list)
    doubled = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2]
    assert clock.slept == pytest.approx([*doubled, 5, 5, 5, 5, 3.7])
    assert len(wire.requests) == 12


def test_a_pause_is_any_part_of_the_longest(
    wire: Wire, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[float, float]] = []

    def uniform(low: float, high: float) -> float:
        asked.append((low, high))
        return low

    monkeypatch.setattr("kaggle_store._transport.retry.random", SimpleNamespace(uniform=uniform))
    wire.answers(GONE, GONE, GONE, "[]")
    _ask(_list)
    assert asked == [(0, 0.1), (0, 0.2), (0, 0.4)]
    assert clock.slept == [0, 0, 0]


@doors
def test_the_deadline_counts_from_the_first_failure(wire: Wire, clock: Clock, door: Ask) -> None:
    def slowly(_: httpx.Request) -> httpx.Response:
        clock.now += 30
        raise httpcore.ReadTimeout("x")

    wire.route.side_effect = slowly
    with pytest.raises(TimedOut):
        door(_list)
    assert len(wire.requests) == 2


@doors
def test_what_the_server_asks_for_is_waited(wire: Wire, clock: Clock, door: Ask) -> None:
    wire.answers(httpx.Response(503, headers={"Retry-After": "7"}), GONE, "[]")
    door(_list)
    assert clock.slept == [7, 0.2]


@doors
def test_the_server_may_name_a_moment(wire: Wire, clock: Clock, door: Ask) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=20)
    asked = {"Retry-After": format_datetime(moment, usegmt=True)}
    wire.answers(httpx.Response(429, headers=asked), "[]")
    door(_list)
    assert len(clock.slept) == 1
    assert 15 < clock.slept[0] <= 20


@pytest.mark.parametrize("said", ["1.5", " 2 ", "0.25"])
def test_the_server_may_ask_for_a_part_of_a_second(wire: Wire, clock: Clock, said: str) -> None:
    wire.answers(httpx.Response(503, headers={"Retry-After": said}), "[]")
    _ask(_list)
    assert clock.slept == [float(said)]


def test_a_moment_without_a_zone_is_in_utc(wire: Wire, clock: Clock) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=20)
    asked = {"Retry-After": format_datetime(moment.replace(tzinfo=None)).removesuffix(" -0000")}
    wire.answers(httpx.Response(429, headers=asked), "[]")
    _ask(_list)
    assert 15 < clock.slept[0] <= 20


@doors
def test_a_wait_beyond_the_deadline_is_not_begun(wire: Wire, clock: Clock, door: Ask) -> None:
    wire.answers(httpx.Response(429, headers={"Retry-After": "31"}))
    with pytest.raises(Unavailable) as raised:
        door(_list)
    assert raised.value.retry_after == 31
    assert clock.slept == []


@pytest.mark.parametrize("said", ["", "soon", "-1", "1.", "1e1", "Mon, 99 Foo", "²"])
def test_a_wait_that_makes_no_sense_is_ours_to_choose(wire: Wire, clock: Clock, said: str) -> None:
    wire.answers(httpx.Response(503, headers=[(b"Retry-After", said.encode())]), "[]")
    _ask(_list)
    assert clock.slept == [0.1]


@doors
def test_retries_can_be_turned_off_and_shortened(wire: Wire, clock: Clock, door: Ask) -> None:
    wire.answers(GONE)
    with pytest.raises(Unavailable):
        door(_list, retry_for=0)
    assert len(wire.requests) == 1
    with pytest.raises(Unavailable):
        door(_list, retry_for=1)
    assert clock.slept == pytest.approx([0.1, 0.2, 0.4, 0.3])


@pytest.mark.parametrize("retry_for", [-1, float("inf"), float("nan")])
def test_a_deadline_is_a_number_of_seconds(retry_for: float) -> None:
    with pytest.raises(SettingsError, match="retry_for"):
        Settings.load(URL, KEY, retry_for=retry_for)


UNDER_WAY = [
    *(httpcore.ReadTimeout("x"), httpcore.WriteTimeout("x")),
    *(httpx.Response(504), httpx.Response(524)),
]
SETTLED = [
    *(httpcore.ConnectTimeout("x"), httpcore.PoolTimeout("x"), httpcore.ReadError("x")),
    *(httpx.Response(status) for status in (400, 429, 502, 503, 521)),
]


def _mark(store: Any) -> Any:
    return store.submissions.mark_failed(UUID(int=1), "no")


@doors
@pytest.mark.parametrize("failure", UNDER_WAY, ids=repr)
def test_what_a_late_copy_would_undo_is_not_sent_again_while_that_may_be_under_way(
    wire: Wire, clock: Clock, door: Ask, failure: httpx.Response | Exception
) -> None:
    wire.answers(failure)
    with pytest.raises((TimedOut, Unavailable)):
        door(_mark)
    assert len(wire.requests) == 1


@doors
@pytest.mark.parametrize("failure", SETTLED, ids=repr)
def test_what_a_late_copy_would_undo_is_sent_again_after_other_failures(
    wire: Wire, clock: Clock, door: Ask, failure: httpx.Response | Exception
) -> None:
    wire.answers(failure, REFUSED)
    with pytest.raises(ApiError):
        door(_mark)
    assert len(wire.requests) == 2


def test_the_tries_of_an_operation_end_within_its_own_time(
    wire: Wire, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(request: httpx.Request) -> httpx.Response:
        left.append(request.extensions["timeout"]["read"] - clock.now)
        return GONE

    left: list[float] = []
    monkeypatch.setattr("kaggle_store._transport.request.time", clock)
    wire.route.side_effect = gone
    op = replace(CompetitionsTable._relation.full.get({"id": UUID(int=1)}), within=1.0)
    with KaggleStore(URL, KEY) as store, pytest.raises(Unavailable):
        store._executor.execute(lambda: op)
    assert sum(clock.slept) == pytest.approx(1)
    assert left[:3] == pytest.approx([1, 0.9, 0.7])


@doors
def test_the_same_bytes_are_sent_again(wire: Wire, clock: Clock, door: Ask) -> None:
    row = '[{"id":"018f0000-0000-7000-8000-000000000000","kaggle_id":"a","title":"A"}]'
    wire.answers(GONE, GONE, httpx.Response(409, text=row))
    with pytest.raises(KaggleStoreError):
        door(lambda store: store.competitions.create(kaggle_id="a", title="A"))
    bodies = {request.content for request in wire.requests}
    assert len(wire.requests) == 3
    assert len(bodies) == 1


def test_every_page_of_a_stream_is_tried_again(wire: Wire, clock: Clock) -> None:
    wire.answers(GONE, "[]")
    with KaggleStore(URL, KEY) as store:
        assert list(store.audit_log.iterate()) == []
    assert clock.slept == [0.1]


def test_a_statement_that_took_too_long_says_so(wire: Wire, clock: Clock) -> None:
    wire.answers('{"code":"57014","message":"canceling statement"}', status=500)
    with pytest.raises(QueryTimedOut):
        _ask(_list)


async def test_a_wait_can_be_cancelled(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = asyncio.Event()

    def uniform(_: float, __: float) -> float:
        waiting.set()
        return 20.0

    monkeypatch.setattr("kaggle_store._transport.retry.random", SimpleNamespace(uniform=uniform))
    wire.answers(GONE)
    async with AsyncKaggleStore(URL, KEY) as store:
        before = time.monotonic()
        task = asyncio.create_task(store.competitions.list())
        await waiting.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert time.monotonic() - before < 10
