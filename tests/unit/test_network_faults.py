"""Network faults on real sockets become the SDK's errors, never the HTTP library's."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
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
    UnexpectedResponse,
)
from kaggle_store._transport.request import LARGEST_HEADERS
from tests.unit.conftest import KEY, MockApi

HALF = b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{"id":'
NOT_HTTP = b"SSH-2.0-OpenSSH_9.6\r\n"
NOT_GZIP = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n[]"


@contextmanager
def server(response: bytes | None) -> Iterator[str]:
    """Accept one connection, read from it, respond and hang up; with None, never respond."""
    with ExitStack() as open_, socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection = open_.enter_context(listening.accept()[0])
            connection.recv(65536)
            if response is not None:
                with suppress(ConnectionError):  # the client may have hung up already
                    connection.sendall(response)
                connection.close()

        with ThreadPoolExecutor(1) as pool:
            done = pool.submit(serve)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
            done.result()


def call_sync(url: str, timeout: float = 5.0) -> None:
    with KaggleStore(url, KEY, timeout=timeout, retry_for=0) as store:
        store.competitions.list()


def call_async(url: str, timeout: float = 5.0) -> None:
    async def run() -> None:
        async with AsyncKaggleStore(url, KEY, timeout=timeout, retry_for=0) as store:
            await store.competitions.list()

    asyncio.run(run())


def call_async_without_aiohttp(url: str, timeout: float = 5.0) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "kaggle_store._transport.aiohttp_client", None)
        call_async(url, timeout)


clients = pytest.mark.parametrize("client", [call_sync, call_async, call_async_without_aiohttp])


@clients
def test_refused_connection_is_connection_failed(client: Callable[..., None]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        url = f"http://127.0.0.1:{gone.getsockname()[1]}"
    with pytest.raises(ConnectionFailed, match=rf"competitions\.list: {url} did not respond"):
        client(url)


@clients
@pytest.mark.parametrize("response", [HALF, NOT_HTTP, b""])
def test_truncated_response_is_connection_failed(
    client: Callable[..., None], response: bytes
) -> None:
    with server(response) as url, pytest.raises(ConnectionFailed):
        client(url)


@clients
def test_silent_server_times_out(client: Callable[..., None]) -> None:
    with server(None) as url, pytest.raises(TimedOut, match=r"no response within 0\.05 s"):
        client(url, timeout=0.05)


@clients
def test_undecodable_response_is_unexpected(client: Callable[..., None]) -> None:
    with server(NOT_GZIP) as url, pytest.raises(UnexpectedResponse):
        client(url)


@clients
@pytest.mark.parametrize("word", ["Größe".encode(), "Größe".encode("latin-1")])
def test_error_with_odd_headers_is_read(client: Callable[..., None], word: bytes) -> None:
    response = b"HTTP/1.1 400 Bad\r\nx-why: %s\r\ncontent-length: 16\r\n\r\n" % word
    with server(response + b'{"message":"no"}') as url, pytest.raises(ApiError, match=r": no \("):
        client(url)


@clients
def test_empty_error_has_reason_phrase(
    client: Callable[..., None],
) -> None:
    response = b"HTTP/1.1 520 Origin Gone\r\ncontent-length: 0\r\n\r\n"
    with server(response) as url, pytest.raises(ServerError, match=r"Origin Gone \(HTTP 520\)"):
        client(url)


def _with_headers(*sizes: int) -> bytes:
    """A response with headers whose lines have these sizes, besides 19 bytes of another."""
    lines = [b"x-%03d: %s" % (n, b"a" * (size - 9)) for n, size in enumerate(sizes)]
    return b"\r\n".join([b"HTTP/1.1 200 OK", b"content-length: 2", *lines, b"", b"[]"])


REST = LARGEST_HEADERS - 19
"""Bytes that one header's line, with its end, may have at most."""


@clients
@pytest.mark.parametrize("sizes", [[REST], [70_000], [40_000, 40_000], [100] * 900], ids=str)
def test_large_headers_are_accepted(client: Callable[..., None], sizes: list[int]) -> None:
    with server(_with_headers(*sizes)) as url:
        client(url)


@clients
@pytest.mark.parametrize(
    "sizes", [[REST + 1], [70_000, 70_000], [150_000], [400_000], [100] * 1_000], ids=str
)
def test_larger_headers_are_unexpected(client: Callable[..., None], sizes: list[int]) -> None:
    with (
        server(_with_headers(*sizes)) as url,
        pytest.raises(UnexpectedResponse, match="its headers are larger than 96 KiB"),
    ):
        client(url)


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
def test_http_library_errors_do_not_leak(
    store: KaggleStore, api: MockApi, kind: type[Exception]
) -> None:
    api.respond(kind("x"))
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


def test_request_is_sent_once_without_retries(store: KaggleStore, api: MockApi) -> None:
    api.respond(httpx.Response(503))
    with pytest.raises(KaggleStoreError):
        store.competitions.list()
    assert len(api.requests) == 1
