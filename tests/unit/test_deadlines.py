"""A request ends in its time, however slowly its answer comes, and so does waiting for a person."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import httpx
import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore, NoResponse, NotFound, TimedOut, Unavailable
from tests.unit.conftest import KEY, URL, Wire
from tests.unit.test_retries import GONE, Ask, Clock, clock, doors

__all__ = ["clock"]

ID = UUID(int=1)
TIMEOUT = 0.2


@contextmanager
def _dripping() -> Iterator[str]:
    """A server whose answers begin at once and never end, a byte at a time."""
    over = threading.Event()

    def serve(line: socket.socket) -> None:
        with line:
            line.recv(65536)
            line.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")
            while not over.wait(0.02):
                try:
                    line.sendall(b" ")
                except OSError:
                    return

    def listen(server: socket.socket) -> None:
        while True:
            line, _ = server.accept()
            if over.is_set():
                line.close()
                return
            threads.append(threading.Thread(target=serve, args=(line,)))
            threads[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threads = [threading.Thread(target=listen, args=(server,))]
        threads[0].start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            over.set()
            socket.create_connection(server.getsockname()).close()
            for thread in threads:
                thread.join()


def _count(url: str) -> None:
    with KaggleStore(url, KEY, timeout=TIMEOUT, retry_for=0) as store:
        store.competitions.count()


def _count_awaiting(url: str) -> None:
    async def run() -> None:
        async with AsyncKaggleStore(url, KEY, timeout=TIMEOUT, retry_for=0) as store:
            await store.competitions.count()

    asyncio.run(run())


@pytest.mark.parametrize("count", [_count, _count_awaiting])
def test_an_answer_that_drips_in_holds_nobody_for_ever(count: Callable[[str], None]) -> None:
    with _dripping() as url:
        began = time.monotonic()
        with pytest.raises(TimedOut, match=r"no answer within 0\.2 s"):
            count(url)
    assert time.monotonic() - began < 20


@doors
def test_waiting_for_an_answer_ends_in_its_time_though_the_server_is_down(
    wire: Wire, clock: Clock, waiting: None, door: Ask
) -> None:
    wire.answers(GONE)
    with pytest.raises(NoResponse, match="no answer could be read within 2 s") as raised:
        door(lambda store: store.human_interventions.wait_for_response(ID, timeout=2))
    assert sum(clock.slept) == pytest.approx(2)
    assert isinstance(raised.value.__cause__, Unavailable)


def test_waiting_goes_on_after_a_server_was_down_for_longer_than_retries(
    wire: Wire, clock: Clock, waiting: None
) -> None:
    wire.answers(GONE, GONE, GONE, GONE, "[]")
    with KaggleStore(URL, KEY, retry_for=0.2) as store, pytest.raises(NotFound):
        store.human_interventions.wait_for_response(ID, timeout=60)
    assert len(wire.requests) == 5


def test_without_a_time_a_server_that_is_down_is_told(
    wire: Wire, clock: Clock, waiting: None
) -> None:
    wire.answers(GONE)
    with KaggleStore(URL, KEY, retry_for=1) as store, pytest.raises(Unavailable):
        store.human_interventions.wait_for_response(ID)


def test_looks_are_not_closer_than_a_twentieth_of_a_second(
    wire: Wire, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire.answers("[]", "[]", httpx.Response(400))
    with KaggleStore(URL, KEY) as store, pytest.raises(Exception, match="400"):
        store.agent_executions.work(poll=1e-9).__enter__()
    assert clock.slept == [0.05, 0.05]


@pytest.fixture
def waiting(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let waiting for an answer live in the same time."""
    monkeypatch.setattr("kaggle_store.resources._response.time", clock)
