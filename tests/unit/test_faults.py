"""What a broken network does, on real sockets, and that nothing of the HTTP library leaks out."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any

import httpcore
import httpx
import pytest

from kaggle_store import (
    ApiError,
    AsyncKaggleStore,
    ConnectionFailed,
    KaggleStore,
    KaggleStoreError,
    ServerError,
    TimedOut,
    UnexpectedAnswer,
)
from tests.unit.conftest import KEY, Wire

HALF = b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{"id":'
NOT_HTTP = b"SSH-2.0-OpenSSH_9.6\r\n"
NOT_GZIP = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n[]"


@contextmanager
def server(answer: bytes | None) -> Iterator[str]:
    """Accept one connection, read from it, answer, hang up; with None, never answer."""
    with ExitStack() as open_, socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection = open_.enter_context(listening.accept()[0])
            connection.recv(65536)
            if answer is not None:
                connection.sendall(answer)
                connection.close()

        with ThreadPoolExecutor(1) as pool:
            done = pool.submit(serve)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
            done.result()


def ask(url: str, timeout: float = 5.0) -> None:
    with KaggleStore(url, KEY, timeout=timeout, retry_for=0) as store:
        store.competitions.list()


def ask_awaiting(url: str, timeout: float = 5.0) -> None:
    async def run() -> None:
        async with AsyncKaggleStore(url, KEY, timeout=timeout, retry_for=0) as store:
            await store.competitions.list()

    asyncio.run(run())


def ask_awaiting_without_extra(url: str, timeout: float = 5.0) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "kaggle_store._transport.aiohttp_client", None)
        ask_awaiting(url, timeout)


doors = pytest.mark.parametrize("door", [ask, ask_awaiting, ask_awaiting_without_extra])


@doors
def test_a_refused_connection_failed(door: Callable[..., None]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        url = f"http://127.0.0.1:{gone.getsockname()[1]}"
    with pytest.raises(ConnectionFailed, match=rf"competitions\.list: {url} did not answer"):
        door(url)


@doors
@pytest.mark.parametrize("answer", [HALF, NOT_HTTP, b""])
def test_an_answer_that_breaks_off_failed(door: Callable[..., None], answer: bytes) -> None:
    with server(answer) as url, pytest.raises(ConnectionFailed):
        door(url)


@doors
def test_a_silent_server_times_out(door: Callable[..., None]) -> None:
    with server(None) as url, pytest.raises(TimedOut, match=r"no answer within 0\.05 s"):
        door(url, timeout=0.05)


@doors
def test_an_answer_that_cannot_be_decoded_is_unexpected(door: Callable[..., None]) -> None:
    with server(NOT_GZIP) as url, pytest.raises(UnexpectedAnswer):
        door(url)


@doors
@pytest.mark.parametrize("word", ["Größe".encode(), "Größe".encode("latin-1")])
def test_a_refusal_is_read_whatever_its_headers_hold(
    door: Callable[..., None], word: bytes
) -> None:
    answer = b"HTTP/1.1 400 Bad\r\nx-why: %s\r\ncontent-length: 16\r\n\r\n" % word
    with server(answer + b'{"message":"no"}') as url, pytest.raises(ApiError, match=r": no \("):
        door(url)


@doors
def test_a_refusal_without_a_word_is_called_as_the_server_calls_it(
    door: Callable[..., None],
) -> None:
    answer = b"HTTP/1.1 520 Origin Gone\r\ncontent-length: 0\r\n\r\n"
    with server(answer) as url, pytest.raises(ServerError, match=r"Origin Gone \(HTTP 520\)"):
        door(url)


@doors
def test_an_answer_may_have_a_long_header(door: Callable[..., None]) -> None:
    answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nx-policy: %s\r\n\r\n[]" % (b"a" * 90_000)
    with server(answer) as url:
        door(url)


@pytest.mark.parametrize(
    "kind",
    [
        httpcore.ConnectError,
        httpcore.ConnectTimeout,
        httpcore.ReadError,
        httpcore.WriteError,
        httpcore.ReadTimeout,
        httpcore.WriteTimeout,
        httpcore.PoolTimeout,
        httpcore.RemoteProtocolError,
        httpcore.LocalProtocolError,
        httpcore.ProxyError,
        httpcore.UnsupportedProtocol,
        UnicodeError,
        OSError,
    ],
)
def test_nothing_of_the_http_library_leaks_out(
    store: KaggleStore, wire: Wire, kind: type[Exception]
) -> None:
    wire.answers(kind("x"))
    for call in _calls(store):
        with pytest.raises(KaggleStoreError):
            call()


def _calls(store: KaggleStore) -> list[Callable[[], Any]]:
    return [
        store.competitions.list,
        store.competitions.count,
        store.competitions.dashboard,
        lambda: list(store.competitions.iterate()),
        lambda: store.competitions.create(kaggle_id="x", title="X"),
        store.upkeep.run_retention,
    ]


def test_a_request_is_sent_once_where_retries_are_off(store: KaggleStore, wire: Wire) -> None:
    wire.answers(httpx.Response(503))
    with pytest.raises(KaggleStoreError):
        store.competitions.list()
    assert len(wire.requests) == 1
