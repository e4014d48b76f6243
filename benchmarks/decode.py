"""The same 10,000 competitions as bytes, made into what a client hands out: typed
rows by the SDK, postgrest-py and `model_validate` row by row, and untyped values by orjson.

The answer stands ready behind httpx's `send`, so that everything else a client does is counted
and the network is not.
"""

from __future__ import annotations

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
from kaggle_store.models import Competition

ROWS = 10_000
OURS, PEER, ORJSON = (
    "KaggleStore, typed",
    "postgrest-py, model_validate a row",
    "orjson alone, untyped",
)


def run(bench: Bench) -> Result:
    """Measure milliseconds of CPU a page."""
    count = bench.size(ROWS, 100)
    result = Result(f"decode {count:,} rows of {len(Competition.model_fields)} columns", "CPU ms")
    with bench.store() as store:
        bench.run("competitions.sql")
        pages = {select: _page(bench, count, select) for select in (Competition.select, "*")}
        peer = SyncPostgrestClient(bench.rest_url, headers=bench.headers)
        ways: dict[str, Callable[[], Any]] = {
            OURS: lambda: store.competitions.list(limit=1000),
            PEER: lambda: [
                Competition.model_validate(row)
                for row in peer.from_("competitions").select("*").execute().data
            ],
        }
        if orjson := bench.peer("orjson"):
            ways[ORJSON] = lambda: orjson.loads(pages["*"])
        with patch.object(httpx.Client, "send", partial(_answer, pages)):
            _check(ways, count)
            found = interleave(
                {name: partial(_cpu, way) for name, way in ways.items()}, bench.size(15, 1)
            )
    result.add(found)
    result.goals = [
        Goal(
            "CPU, of postgrest-py and model_validate", ratios(found[OURS], found[PEER]), at_most=0.4
        )
    ]
    if ORJSON in found:
        result.goals.append(
            Goal("CPU, of orjson alone", ratios(found[OURS], found[ORJSON]), at_most=2.5)
        )
    result.notes = [f"the page has {len(pages['*']) / 1e6:.1f} MB"]
    return result


def _page(bench: Bench, count: int, select: str) -> bytes:
    """Read competitions as the API answers them, a thousand at a time, as bytes of one page."""
    parts: list[bytes] = []
    with httpx.Client(headers=bench.headers) as client:
        for start in range(0, count, 1000):
            part = f"offset={start}&limit={min(1000, count - start)}"
            url = f"{bench.rest_url}/competitions?select={select}&order=id&{part}"
            parts.append(client.get(url).raise_for_status().content.strip().strip(b"[]"))
    return b"[" + b",".join(parts) + b"]"


def _answer(pages: dict[str, bytes], request: httpx.Request, **_: object) -> httpx.Response:
    """Answer each client with what it has asked for."""
    headers = {"content-type": "application/json", "content-range": "0-9999/*"}
    page = pages[request.url.params["select"]]
    return httpx.Response(200, content=page, headers=headers, request=request)


def _check(ways: dict[str, Callable[[], Any]], count: int) -> None:
    ours, theirs = ways[OURS](), ways[PEER]()
    if len(ours) != count or ours != theirs:
        raise AssertionError("the rows differ")


def _cpu(way: Callable[[], Any]) -> float:
    start = time.process_time()
    rows = way()
    took = time.process_time() - start
    del rows
    return took * 1e3
