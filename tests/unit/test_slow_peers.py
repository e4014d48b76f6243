"""An attempt of a request ends at its deadline, whichever part of the exchange is slow.

Each peer here keeps the exchange going for `DRIP` seconds, a little at a time, so that no single
operation of a socket takes long. A call with a timeout of `TIMEOUT` must end long before that.
"""

from __future__ import annotations

import gc
import socket
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import SimpleNamespace
from typing import Any, TypeAlias

import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore, TimedOut
from kaggle_store._requests.operation import Op
from tests.unit.conftest import KEY
from tests.unit.test_connections import Client, _async_client, _sync_client
from tests.unit.test_proxies import clean_environment

__all__ = ["clean_environment"]

TIMEOUT = 0.3
DRIP = 24.0
PAUSE = 0.05
LARGE = 120_000_000
"""Bytes that a peer does not read within `DRIP` if it reads `PIECE` after each pause."""
PIECE = 200_000
OK = b"HTTP/1.1 200 OK\r\n"

Peer: TypeAlias = Callable[[socket.socket, threading.Event], None]


@contextmanager
def _peer(act: Peer) -> Iterator[str]:
    """Serve one connection with `act`; yields host and port."""
    over = threading.Event()

    def serve() -> None:
        with suppress(OSError), listening.accept()[0] as connection:
            act(connection, over)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            over.set()
            thread.join(DRIP)


def _drip(connection: socket.socket, over: threading.Event, data: bytes = b"a") -> None:
    until = time.monotonic() + DRIP
    while time.monotonic() < until and not over.wait(PAUSE):
        connection.sendall(data)


def _header(connection: socket.socket, over: threading.Event) -> None:
    connection.recv(65536)
    connection.sendall(OK + b"x-pad: ")
    _drip(connection, over)


def _body(connection: socket.socket, over: threading.Event) -> None:
    connection.recv(65536)
    connection.sendall(OK + b"content-length: 100000\r\n\r\n")
    _drip(connection, over)


def _informational(connection: socket.socket, over: threading.Event) -> None:
    connection.recv(65536)
    _drip(connection, over, b"HTTP/1.1 103 Early Hints\r\n\r\n")


def _slow_reader(connection: socket.socket, over: threading.Event) -> None:
    until = time.monotonic() + DRIP
    while time.monotonic() < until and not over.wait(PAUSE):
        connection.recv(PIECE)


def _handshake(connection: socket.socket, over: threading.Event) -> None:
    connection.recv(65536)
    connection.sendall(b"\x16\x03\x03\x40\x00")  # announces a TLS record of 16 kB
    _drip(connection, over)


def _socks(connection: socket.socket, over: threading.Event) -> None:
    connection.recv(3)
    connection.sendall(b"\x05\x00")  # no authentication
    over.wait(DRIP)


def _call(store: Any) -> Any:
    return store.competitions.count()


def _send_large_body(store: Any) -> Any:
    op = Op("test.send", lambda rpc: rpc.rpc("f", {}), lambda _: None, b" " * LARGE)
    return store._executor.execute(lambda: op)


def _assert_times_out(
    client: Client, url: str, call: Callable[[Any], Any] = _call, timeout: float = TIMEOUT
) -> None:
    began = time.monotonic()
    with warnings.catch_warnings():
        # asyncio leaves the transport of a cancelled handshake to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        with pytest.raises(TimedOut):
            client(url, [call], timeout=timeout)
        took = time.monotonic() - began
        gc.collect()
    assert took < DRIP / 2


@pytest.fixture(params=["sync", "httpcore", "aiohttp"])
def client(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Client:
    if request.param == "httpcore":
        monkeypatch.setitem(sys.modules, "kaggle_store._transport.aiohttp_client", None)
    return _sync_client if request.param == "sync" else _async_client


@pytest.mark.parametrize("act", [_header, _body, _informational])
def test_slow_response_ends_at_deadline(client: Client, act: Peer) -> None:
    with _peer(act) as address:
        _assert_times_out(client, f"http://{address}")


def test_slow_upload_ends_at_deadline(client: Client) -> None:
    with _peer(_slow_reader) as address:
        # Longer than the kernel delays its window updates.
        _assert_times_out(client, f"http://{address}", _send_large_body, timeout=1.0)


def test_slow_tls_handshake_ends_at_deadline(client: Client) -> None:
    with _peer(_handshake) as address:
        _assert_times_out(client, f"https://{address}")


def test_slow_proxy_response_ends_at_deadline(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _peer(_header) as address:
        monkeypatch.setenv("https_proxy", f"http://{address}")
        _assert_times_out(client, "https://project.test")


def test_slow_proxy_handshake_ends_at_deadline(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _peer(_handshake) as address:
        monkeypatch.setenv("http_proxy", f"https://{address}")
        _assert_times_out(client, "http://project.test")


def test_silent_socks_proxy_ends_at_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    # Sync client only: httpcore passes no timeout to this part of a connection.
    with _peer(_socks) as address:
        monkeypatch.setenv("all_proxy", f"socks5://{address}")
        _assert_times_out(_sync_client, "http://project.test")


def test_slow_name_lookup_ends_at_deadline(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    lookup = socket.getaddrinfo

    def slowly(host: str | bytes | None, *args: Any, **options: Any) -> Any:
        if host in {"project.test", b"project.test"}:
            over.wait(DRIP)
            raise socket.gaierror("unknown")
        return lookup(host, *args, **options)

    monkeypatch.setattr("socket.getaddrinfo", slowly)
    began = time.monotonic()
    with pytest.raises(TimedOut):
        client("http://project.test", [_release_after(over)], timeout=TIMEOUT)
    assert time.monotonic() - began < DRIP / 2


def _release_after(over: threading.Event) -> Callable[[Any], Any]:
    """End the lookup's thread after the call, or closing the event loop would wait for it."""

    def call(store: Any) -> Any:
        if isinstance(store, KaggleStore):
            try:
                return _call(store)
            finally:
                over.set()
        return _released(store)

    async def _released(store: AsyncKaggleStore) -> Any:
        try:
            return await _call(store)
        finally:
            over.set()

    return call


def test_deadline_does_not_affect_next_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kept connection serves a request after the previous request's deadline."""

    def twice(connection: socket.socket, over: threading.Event) -> None:
        for _ in range(2):
            connection.recv(65536)
            connection.sendall(OK + b"content-range: */3\r\ncontent-length: 2\r\n\r\n[]")

    with (
        _peer(twice) as address,
        KaggleStore(f"http://{address}", KEY, timeout=DRIP, retry_for=0) as store,
    ):
        assert store.competitions.count() == 3
        later = SimpleNamespace(monotonic=lambda: time.monotonic() + 2 * DRIP)
        for module in ("request", "deadline"):
            monkeypatch.setattr(f"kaggle_store._transport.{module}.time", later)
        assert store.competitions.count() == 3
