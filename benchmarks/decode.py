"""Decode the same 10,000 rows of two tables in pages of a thousand: to typed rows by the SDK, with
and without its extra `fast`, and by postgrest-py with `model_validate` per row; to untyped values
by orjson.

Each client's `send` is replaced by one that returns a prepared response, so that everything but the
network is measured. Competitions have all columns filled; many columns of executions are null.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from unittest.mock import patch

import httpx
from postgrest import SyncPostgrestClient

from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, ratios
from benchmarks.harness import interleave
from kaggle_store import KaggleStore
from kaggle_store._requests.decoding import PageDecoder
from kaggle_store._transport.httpcore_client import SyncHttpcoreClient
from kaggle_store._transport.request import Request, Response
from kaggle_store.models import AgentExecution, Competition
from kaggle_store.models._base import Row

PAGES, ROWS = 10, 1_000
OURS, PLAIN, PEER, ORJSON = (
    "KaggleStore, typed",
    "KaggleStore, typed, without the extra `fast`",
    "postgrest-py, model_validate per row",
    "orjson alone, untyped",
)
TABLES: tuple[type[Row], ...] = (AgentExecution, Competition)


def run(bench: Bench) -> Result:
    """Measure the CPU milliseconds for all pages, table by table."""
    count = bench.size(ROWS, 100)
    result = Result(f"decode {PAGES * count:,} rows", "CPU ms")
    bench.run("competitions.sql")
    with bench.store() as store:
        for row in TABLES:
            found, page = _measured(bench, store, row, count)
            of = f"{len(row.model_fields)} columns of {row.table}"
            result.add({f"{name}, {of}": values for name, values in found.items()})
            share = ratios(found[OURS], found[PEER])
            result.goals.append(
                Goal(f"CPU, KaggleStore / postgrest-py, {row.table}", share, at_most=0.4)
            )
            if ORJSON in found:
                share = ratios(found[OURS], found[ORJSON])
                result.goals.append(
                    Goal(f"CPU, KaggleStore / orjson, {row.table}", share, at_most=1.4)
                )
            result.notes.append(f"{row.table}: a page has {page / 1e6:.2f} MB")
    return result


def _measured(
    bench: Bench, store: KaggleStore, row: type[Row], count: int
) -> tuple[dict[str, list[float]], int]:
    """Return the figures of each way and the bytes of a page."""
    pages = {"*": _page(bench, row, count)}
    resource, peer = (
        getattr(store, row.table),
        SyncPostgrestClient(bench.rest_url, headers=bench.headers),
    )
    ways: dict[str, Callable[[], Any]] = {
        OURS: lambda: resource.list(limit=1000),
        PLAIN: _without_extra(resource, row),
        PEER: lambda: [
            row.model_validate(each) for each in peer.from_(row.table).select("*").execute().data
        ],
    }
    if orjson := bench.peer("orjson"):
        ways[ORJSON] = lambda: orjson.loads(pages["*"])
    with (
        patch.object(SyncHttpcoreClient, "send", partial(_response, pages)),
        patch.object(httpx.Client, "send", partial(_httpx_response, pages)),
    ):
        _check(ways, count)
        timed = {name: partial(_cpu, way) for name, way in ways.items()}
        return interleave(timed, bench.size(15, 1)), len(pages["*"])


def _without_extra(resource: Any, row: type[Row]) -> Callable[[], Any]:
    with patch.dict(sys.modules, {"kaggle_store._requests.msgspec_decoding": None}):
        by_pydantic = PageDecoder(row)
        by_pydantic.read(b"[]")

    def read() -> Any:
        with patch.object(resource._relation.listed, "decoder", by_pydantic):
            return resource.list(limit=1000)

    return read


def _page(bench: Bench, row: type[Row], count: int) -> bytes:
    """Return the API's response with `count` rows."""
    url = f"{bench.rest_url}/{row.table}?select=*&order=id&limit={count}"
    return httpx.get(url, headers=bench.headers).raise_for_status().content


def _response(pages: dict[str, bytes], request: Request) -> Response:
    """Return the prepared page to the SDK."""
    return Response(200, {}, pages[httpx.URL(request.url).params["select"]])


def _httpx_response(pages: dict[str, bytes], request: httpx.Request, **_: object) -> httpx.Response:
    """Return the prepared page to httpx."""
    headers = {"content-type": "application/json", "content-range": "0-999/*"}
    page = pages[request.url.params["select"]]
    return httpx.Response(200, content=page, headers=headers, request=request)


def _check(ways: dict[str, Callable[[], Any]], count: int) -> None:
    ours, theirs = ways[OURS](), ways[PEER]()
    if len(ours) != count or ours != theirs or ways[PLAIN]() != theirs:
        raise AssertionError("the rows differ")


def _cpu(way: Callable[[], Any]) -> float:
    start = time.process_time()
    rows = [way() for _ in range(PAGES)]
    took = time.process_time() - start
    del rows
    return took * 1e3
