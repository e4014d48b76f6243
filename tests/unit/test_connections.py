"""Connections are kept, lost, awaited and closed: real sockets, every HTTP client."""

from __future__ import annotations

import asyncio
import gzip
import re
import socket
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeAlias
from uuid import UUID

import pytest

from kaggle_store import (
    AsyncKaggleStore,
    ConnectionFailed,
    KaggleStore,
    SettingsError,
    StoreClosed,
    TimedOut,
    UnexpectedResponse,
)
from kaggle_store._transport.httpcore_client import KEEPALIVE
from tests.unit.conftest import KEY

ID = UUID(int=1)
ROW = (
    f'[{{"id":"{ID}","config_key":"k","config_value":1,"config_type":"gpu","description":null,'
    '"is_encrypted":false,"is_sensitive":false,"created_at":"2026-01-01T00:00:00+00:00",'
    '"updated_at":"2026-01-01T00:00:00+00:00"}]'
).encode()
RESPONSE = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(ROW), ROW)

Calls: TypeAlias = list[Callable[[Any], Any]]
Client: TypeAlias = Callable[..., None]


class Server:
    """Responds with one row, and treats each connection as the test's callback says."""

    def __init__(
        self, listening: socket.socket, act_on: Callable[[Server, int], str], response: bytes
    ) -> None:
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        self.methods: list[str] = []
        self.heads: list[bytes] = []
        self.connections = 0
        self.has_hung_up = threading.Event()
        self.resume = threading.Event()
        self.ends: list[bytes] = []
        self._listening = listening
        self._act_on = act_on
        self._response = response
        self._threads: list[threading.Thread] = []

    def listen(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            self._threads.append(threading.Thread(target=self._serve, args=(line,)))
            self._threads[-1].start()

    def join(self) -> None:
        self.resume.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive(), "a connection was left open"

    def _serve(self, line: socket.socket) -> None:
        with line:
            while request := _request(line):
                self.heads.append(request)
                self.methods.append(request.split(b" ", 1)[0].decode())
                act = self._act_on(self, len(self.methods))
                if act == "wait":
                    self.resume.wait(60)
                if act != "hang up":
                    line.sendall(self._response)
                if act.startswith(("hang up", "response and hang up")):
                    break
            self.ends.append(request)
        self.has_hung_up.set()


def _request(line: socket.socket) -> bytes:
    """Read one request, which may arrive in parts; empty once the peer has hung up."""
    request = line.recv(65536)
    head, _, body = request.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    while request and len(body) < (int(length[1]) if length else 0):
        body += line.recv(65536)
    return request


@contextmanager
def serving(
    act_on: Callable[[Server, int], str] = lambda *_: "response", response: bytes = RESPONSE
) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Server(listening, act_on, response)
        thread = threading.Thread(target=server.listen)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()
            server.join()


def _sync_client(url: str, calls: Calls, **options: Any) -> None:
    with KaggleStore(url, KEY, retry_for=0, **options) as store:
        for call in calls:
            call(store)


def _async_client(url: str, calls: Calls, **options: Any) -> None:
    async def run() -> None:
        async with AsyncKaggleStore(url, KEY, retry_for=0, **options) as store:
            for call in calls:
                if (step := call(store)) is not None:
                    await step

    asyncio.run(run())


@pytest.fixture(params=["sync", "httpcore", "aiohttp"])
def client(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Both clients, the async one with and without aiohttp."""
    if request.param == "httpcore":
        monkeypatch.setitem(sys.modules, "kaggle_store._transport.aiohttp_client", None)
    return _sync_client if request.param == "sync" else _async_client


def _list(store: Any) -> Any:
    return store.configurations.list()


def _update(store: Any) -> Any:
    return store.configurations.update(ID, description=None)


def _delete(store: Any) -> Any:
    return store.configurations.delete(ID)


def test_one_connection_serves_many_requests(client: Client) -> None:
    with serving() as server:
        client(server.url, [_list] * 5)
    assert (server.connections, len(server.methods)) == (1, 5)


def test_write_after_closed_connection_arrives_once(client: Client) -> None:
    with serving(lambda _, count: "response and hang up" if count == 1 else "response") as server:

        def until_hung_up(_: Any) -> None:
            # This blocks the event loop, so it has not noticed that the connection is closed.
            assert server.has_hung_up.wait(60)

        client(server.url, [_list, until_hung_up, _update])
    assert server.methods == ["GET", "PATCH"]
    assert server.connections == 2


@pytest.mark.parametrize("call", [_update, _delete])
def test_write_that_may_have_arrived_is_not_repeated(
    client: Client, call: Callable[[Any], Any]
) -> None:
    with (
        serving(lambda _, count: "hang up" if count == 2 else "response") as server,
        pytest.raises(ConnectionFailed),
    ):
        client(server.url, [_list, call])
    assert server.methods == ["GET", "PATCH" if call is _update else "DELETE"]


def test_close_closes_sockets(client: Client) -> None:
    with serving() as server:
        client(server.url, [_list])
        assert server.has_hung_up.wait(60)
    assert server.ends == [b""]


def test_close_lets_running_sync_call_finish() -> None:
    with serving(lambda *_: "wait") as server, ThreadPoolExecutor() as pool:
        store = KaggleStore(server.url, KEY, retry_for=0)
        first = pool.submit(store.configurations.list)
        while not server.methods:
            pass
        store.close()
        with pytest.raises(StoreClosed):
            store.configurations.list()
        server.resume.set()
        assert len(first.result(5)) == 1
        assert server.has_hung_up.wait(60)


@pytest.mark.parametrize("has_extra", [True, False])
def test_close_fails_pending_async_calls(has_extra: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not has_extra:
        monkeypatch.setitem(sys.modules, "kaggle_store._transport.aiohttp_client", None)

    async def run(server: Server) -> None:
        store = AsyncKaggleStore(server.url, KEY, connections=1, retry_for=0)
        calls = [asyncio.create_task(store.configurations.list()) for _ in range(3)]
        while not server.methods:
            await asyncio.sleep(0.001)
        await store.aclose()
        server.resume.set()
        outcomes = await asyncio.gather(*calls, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes[1:]] == [StoreClosed] * 2
        # A response that arrives at the same moment may still be returned.
        assert isinstance(outcomes[0], StoreClosed | list)

    with serving(lambda *_: "wait") as server:
        asyncio.run(run(server))


def test_close_before_first_request_opens_no_session() -> None:
    async def run(server: Server) -> None:
        store = AsyncKaggleStore(server.url, KEY, retry_for=0)
        call = asyncio.create_task(store.configurations.list())
        await asyncio.sleep(0)
        await store.aclose()
        with pytest.raises(StoreClosed):
            await call

    with serving() as server:
        asyncio.run(run(server))
        assert server.connections == 0


def test_sync_pool_timeout_is_reported() -> None:
    with serving(lambda *_: "wait") as server:
        options: dict[str, Any] = {"connections": 1, "pool_timeout": 0.05, "retry_for": 0}
        with KaggleStore(server.url, KEY, **options) as store, ThreadPoolExecutor() as pool:
            first = pool.submit(store.configurations.list)
            while not server.methods:
                pass
            with pytest.raises(
                TimedOut, match=r"no connection was free within 0\.05 s: all 1 were"
            ):
                store.configurations.list()
            server.resume.set()
            assert len(first.result()) == 1


@pytest.mark.parametrize("has_extra", [True, False])
def test_async_pool_timeout_is_reported(has_extra: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not has_extra:
        monkeypatch.setitem(sys.modules, "kaggle_store._transport.aiohttp_client", None)

    async def run(server: Server) -> None:
        options: dict[str, Any] = {"connections": 1, "pool_timeout": 0.05, "retry_for": 0}
        async with AsyncKaggleStore(server.url, KEY, **options) as store:
            first = asyncio.create_task(store.configurations.list())
            await asyncio.sleep(0)
            with pytest.raises(
                TimedOut, match=r"no connection was free within 0\.05 s: all 1 were"
            ):
                await store.configurations.list()
            server.resume.set()
            assert len(await first) == 1

    with serving(lambda *_: "wait") as server:
        asyncio.run(run(server))


async def test_cancelled_call_frees_its_connection() -> None:
    with serving(lambda _, count: "wait" if count == 1 else "response") as server:
        async with AsyncKaggleStore(server.url, KEY, connections=1, retry_for=0) as store:
            first = asyncio.create_task(store.configurations.list())
            while not server.methods:
                await asyncio.sleep(0)
            first.cancel()
            with pytest.raises(asyncio.CancelledError):
                await first
            assert len(await store.configurations.list()) == 1


def test_keepalive_is_shorter_than_gateway_timeouts() -> None:
    with KaggleStore("http://project.test", KEY, connections=7, connect_timeout=1.5) as store:
        pool: Any = store._executor._http._pool
        assert pool._keepalive_expiry == KEEPALIVE < 60
        assert pool._max_connections == pool._max_keepalive_connections == 7


def test_async_client_uses_aiohttp_if_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def kind() -> str:
        store = AsyncKaggleStore("https://project.test", KEY)
        return type(store._executor._http).__module__

    assert kind() == "kaggle_store._transport.aiohttp_client"
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:1080")
    assert kind() == "kaggle_store._transport.httpcore_client"
    monkeypatch.delenv("https_proxy")
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    monkeypatch.delitem(sys.modules, "kaggle_store._transport.aiohttp_client")
    assert kind() == "kaggle_store._transport.httpcore_client"


def test_async_client_takes_proxy_of_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with serving() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        _async_client("http://project.test", [_list])
        assert proxy.methods == ["GET"]
        with pytest.raises(ConnectionFailed):
            _async_client("http://127.0.0.1:9", [_list])
    assert proxy.methods == ["GET"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"connections": 0}, "connections: .* greater than or equal to 1"),
        ({"connections": 1_001}, "connections: .* less than or equal to 1000"),
        ({"connections": True}, "connections: .* valid integer"),
        ({"connect_timeout": 0}, "connect_timeout: "),
        ({"pool_timeout": float("inf")}, "pool_timeout: "),
    ],
)
def test_connection_setting_out_of_range_is_named(options: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        KaggleStore("http://project.test", KEY, **options)


def test_next_address_of_host_is_tried(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    lookup = socket.getaddrinfo

    def both(host: Any, port: Any, *args: Any, **options: Any) -> Any:
        if host in {"project.test", b"project.test"}:
            # Nothing listens on the first.
            return lookup("127.0.0.2", port, *args, **options) + lookup(
                "127.0.0.1", port, *args, **options
            )
        return lookup(host, port, *args, **options)

    monkeypatch.setattr("socket.getaddrinfo", both)
    with serving() as server:
        client(server.url.replace("127.0.0.1", "project.test"), [_list])
    assert server.methods == ["GET"]


def test_unknown_host_is_connection_failed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    with pytest.raises(ConnectionFailed, match="Name or service not known"):
        client("http://project.test", [_list])


@pytest.mark.parametrize("host", ["a..b", "a\0b"])
def test_impossible_host_is_connection_failed(client: Client, host: str) -> None:
    with pytest.raises(ConnectionFailed):
        client(f"http://{host}", [_list])


def test_lookup_without_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with serving() as server, monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", refuse)
        with pytest.raises(ConnectionFailed):
            _sync_client("http://project.invalid", [_list])
        # An address needs no lookup.
        with pytest.raises(ConnectionFailed):
            _sync_client("http://[::1]:9", [_list])
    assert server.methods == []


def test_host_header_names_host_and_port(client: Client) -> None:
    with serving() as server:
        client(server.url, [_list, _update])
    host = server.url.removeprefix("http://").encode()
    for head in server.heads:
        assert re.search(rb"(?i)\r\nhost: " + re.escape(host) + rb"\r\n", head)
    assert re.search(rb"(?i)\r\ncontent-length: \d+\r\n", server.heads[1])


def test_header_names_have_their_usual_case(client: Client) -> None:
    """Simple proxies compare them exactly."""
    with serving() as server:
        client(server.url, [_list, _update])
    for head in server.heads:
        names = {line.split(b":")[0] for line in head.strip().split(b"\r\n")[1:]}
        assert names >= {b"Host", b"Accept-Encoding", b"Authorization", b"Prefer", b"Apikey"}
    assert b"Content-Length:" in server.heads[-1]


def test_repeated_read_sends_same_headers(client: Client) -> None:
    with serving() as server:
        client(server.url, [_list, _update, _list])
    assert server.heads[0] == server.heads[2] != server.heads[1]


def test_each_read_sends_its_token(client: Client) -> None:
    tokens = iter(["first", "second"])
    with serving() as server:
        client(server.url, [_list, _list], access_token=lambda: next(tokens))
    sent = [re.search(rb"\r\nAuthorization: Bearer (\w+)\r\n", head) for head in server.heads]
    assert [found and found[1] for found in sent] == [b"first", b"second"]


@pytest.mark.parametrize(
    ("encoding", "compress"),
    [
        ("gzip", gzip.compress),
        ("GZip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda content: zlib.compress(content)[2:-4]),
    ],
)
def test_compressed_response_is_decoded(
    client: Client, encoding: str, compress: Callable[[bytes], bytes]
) -> None:
    body = compress(ROW)
    head = f"HTTP/1.1 200 OK\r\ncontent-encoding: {encoding}\r\ncontent-length: {len(body)}"
    rows: list[Any] = []
    with serving(response=f"{head}\r\n\r\n".encode() + body) as server:
        client(server.url, [_collect_rows(rows)])
    assert [row.id for row in rows] == [ID]


def test_cut_off_gzip_is_unexpected() -> None:
    body = gzip.compress(ROW)[:-12]
    head = f"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {len(body)}"
    with (
        serving(response=f"{head}\r\n\r\n".encode() + body) as server,
        pytest.raises(UnexpectedResponse),
    ):
        _sync_client(server.url, [_list])


def _collect_rows(rows: list[Any]) -> Callable[[Any], Any]:
    def call(store: Any) -> Any:
        if isinstance(store, KaggleStore):
            rows.extend(store.configurations.list())
            return None
        return _awaited(store)

    async def _awaited(store: AsyncKaggleStore) -> None:
        rows.extend(await store.configurations.list())

    return call
