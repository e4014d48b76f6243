"""One competition read by its id with all columns: by the SDK and by clients that do less and less,
each through the same gateway over one persistent connection.

The differences are the cost of typing (postgrest-py), of building the request (httpx), of the HTTP
library that the SDK uses (httpcore) and of the standard library's (http.client), and of everything
but the socket (raw socket).
"""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpcore
import httpx
from postgrest import SyncPostgrestClient

from benchmarks import data
from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, ratios
from benchmarks.harness import interleave, seconds

OURS, PEER, HTTPCORE = "KaggleStore, typed", "postgrest-py", "bare httpcore"
LABEL = "ms, KaggleStore / postgrest-py"


def run(bench: Bench) -> Result:
    """Measure milliseconds per read."""
    result = Result("one row by id, sync", "ms")
    id = data.a_competition(bench)
    reads = bench.size(100, 5)
    path = f"/rest/v1/competitions?select=*&id=eq.{id}"
    at = urlsplit(bench.stack.api_url)
    peer = SyncPostgrestClient(bench.rest_url, headers=bench.headers)
    with (
        bench.store() as store,
        httpx.Client(base_url=bench.stack.api_url, headers=bench.headers) as bare,
        httpcore.ConnectionPool() as pool,
        closing(http.client.HTTPConnection(str(at.hostname), at.port or 80)) as plain,
        socket.create_connection((at.hostname, at.port or 80)) as raw,
    ):
        request = _as_bytes(path, bench.headers, at.netloc)
        ways: dict[str, Callable[[], str]] = {
            OURS: lambda: str(store.competitions.get(id).id),
            PEER: lambda: _id_of(
                peer.from_("competitions").select("*").eq("id", str(id)).execute().data
            ),
            "bare httpx": lambda: _id_of(bare.get(path).json()),
            HTTPCORE: partial(_by_httpcore, pool, bench.stack.api_url + path, bench.headers),
            "http.client": partial(_plain, plain, path, bench.headers),
            "raw socket": partial(_raw, raw, request),
        }
        _check(ways, id)
        found = interleave(
            {name: partial(_each, way, reads) for name, way in ways.items()}, bench.size(15, 1)
        )
    result.add(found)
    result.goals = [Goal(LABEL, ratios(found[OURS], found[PEER]), at_most=0.85)]
    limit = ratios(found[HTTPCORE], found[PEER])
    result.notes = [
        f"{HTTPCORE} / {PEER}: {limit.median:.2f} ({limit.low:.2f} to {limit.high:.2f})"
    ]
    return result


def _check(ways: dict[str, Callable[[], str]], id: UUID) -> None:
    if wrong := [name for name, way in ways.items() if way() != str(id)]:
        raise AssertionError(f"{wrong} read another row")


def _each(way: Callable[[], str], reads: int) -> float:
    def read_all() -> None:
        for _ in range(reads):
            way()

    return seconds(read_all) / reads * 1e3


def _id_of(rows: Any) -> str:
    return str(rows[0]["id"])


def _by_httpcore(pool: httpcore.ConnectionPool, url: str, headers: dict[str, str]) -> str:
    response = pool.request("GET", url, headers=list(headers.items()))
    return _id_of(json.loads(response.content))


def _plain(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> str:
    connection.request("GET", path, headers=headers)
    return _id_of(json.loads(connection.getresponse().read()))


def _as_bytes(path: str, headers: dict[str, str], host: str) -> bytes:
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {host}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def _raw(connection: socket.socket, request: bytes) -> str:
    """Send prepared bytes and read a short chunked response: the minimum of work."""
    connection.sendall(request)
    response = b""
    while not response.endswith(b"0\r\n\r\n"):
        response += connection.recv(65536)
    body = response.partition(b"\r\n\r\n")[2]
    return _id_of(json.loads(body[body.index(b"[") : body.rindex(b"]") + 1]))
