"""One competition read by its id, by the SDK and by ever barer clients, all through the same
gateway over one kept connection, all columns.

What a client does not do is told by the next: typing (postgrest-py), building the request
(httpx), the library (http.client), all but the socket.
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

import httpx
from postgrest import SyncPostgrestClient

from benchmarks import data
from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, ratios
from benchmarks.harness import interleave, seconds

OURS, PEER = "KaggleStore, typed", "postgrest-py"


def run(bench: Bench) -> Result:
    """Measure milliseconds a read."""
    result = Result("one row by id, sync", "ms")
    id = data.a_competition(bench)
    reads = bench.size(100, 5)
    path = f"/rest/v1/competitions?select=*&id=eq.{id}"
    at = urlsplit(bench.stack.api_url)
    peer = SyncPostgrestClient(bench.rest_url, headers=bench.headers)
    with (
        bench.store() as store,
        httpx.Client(base_url=bench.stack.api_url, headers=bench.headers) as bare,
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
            "http.client": partial(_plain, plain, path, bench.headers),
            "raw socket": partial(_raw, raw, request),
        }
        _check(ways, id)
        found = interleave(
            {name: partial(_each, way, reads) for name, way in ways.items()}, bench.size(15, 1)
        )
    result.add(found)
    result.goals = [Goal("of postgrest-py", ratios(found[OURS], found[PEER]), at_most=1.05)]
    return result


def _check(ways: dict[str, Callable[[], str]], id: UUID) -> None:
    if wrong := [name for name, way in ways.items() if way() != str(id)]:
        raise AssertionError(f"{wrong} read another row")


def _each(way: Callable[[], str], reads: int) -> float:
    def all_of_them() -> None:
        for _ in range(reads):
            way()

    return seconds(all_of_them) / reads * 1e3


def _id_of(rows: Any) -> str:
    return str(rows[0]["id"])


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
    """Send prepared bytes and look for the end of a short chunked answer: the least that can be."""
    connection.sendall(request)
    answer = b""
    while not answer.endswith(b"0\r\n\r\n"):
        answer += connection.recv(65536)
    body = answer.partition(b"\r\n\r\n")[2]
    return _id_of(json.loads(body[body.index(b"[") : body.rindex(b"]") + 1]))
