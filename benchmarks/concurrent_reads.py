"""32 tasks in one event loop, each reading one row after another by id: the SDK, postgrest-py with
its default transport and on aiohttp, and bare httpx and aiohttp, all with their default limits.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

import httpx
from postgrest import AsyncPostgrestClient

from benchmarks import data
from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, Spread, ratios
from benchmarks.harness import interleave_async

TASKS = 32
OURS, PEER, AIOHTTP = "AsyncKaggleStore, typed", "postgrest-py", "bare aiohttp"
Read = Callable[[], Awaitable[Any]]


def run(bench: Bench) -> Result:
    """Measure reads per second and the 99th percentile."""
    return asyncio.run(_run(bench))


async def _run(bench: Bench) -> Result:
    result = Result(f"one row by id, {TASKS} at a time, async", "reads/s")
    id = await asyncio.to_thread(data.a_competition, bench)
    async with AsyncExitStack() as stack:
        ways = await _ways(bench, stack, str(id))
        for name, read in ways.items():
            if (await read()) != str(id):
                raise AssertionError(f"{name} read another row")
        slow: dict[str, list[float]] = {name: [] for name in ways}
        reads = bench.size(20, 2)
        rounds = {name: partial(_round, read, reads, slow[name]) for name, read in ways.items()}
        found = await interleave_async(rounds, bench.size(7, 1))
    # The first round is a warm-up.
    slow = {name: values[1:] for name, values in slow.items()}
    result.add(found)
    result.goals = [
        Goal(
            "reads/s, AsyncKaggleStore / postgrest-py",
            ratios(found[OURS], found[PEER]),
            at_least=2.5,
        ),
        Goal(
            "99th percentile, AsyncKaggleStore / postgrest-py",
            ratios(slow[OURS], slow[PEER]),
            at_most=1.0,
        ),
    ]
    if AIOHTTP in found:
        share = ratios(found[OURS], found[AIOHTTP])
        result.goals.append(Goal("reads/s, AsyncKaggleStore / bare aiohttp", share, at_least=0.9))
    result.notes = [
        "99th percentile, ms: "
        + "; ".join(f"{n} {Spread.of(v).median:.0f}" for n, v in slow.items())
    ]
    for name, values in found.items():
        share = ratios(values, found[PEER])
        result.notes.append(
            f"{name} / postgrest-py: {share.median:.2f} ({share.low:.2f} to {share.high:.2f})"
        )
    return result


async def _ways(bench: Bench, stack: AsyncExitStack, id: str) -> dict[str, Read]:
    store = await stack.enter_async_context(bench.async_store())
    peer = await stack.enter_async_context(
        AsyncPostgrestClient(bench.rest_url, headers=bench.headers)
    )
    bare = await stack.enter_async_context(httpx.AsyncClient(headers=bench.headers, timeout=30))
    url = f"{bench.rest_url}/competitions?select=*&id=eq.{id}"

    async def ours() -> str:
        return str((await store.competitions.get(id)).id)  # type: ignore[arg-type]

    async def plain_httpx() -> str:
        return str((await bare.get(url)).json()[0]["id"])

    ways: dict[str, Read] = {
        OURS: ours,
        PEER: partial(_by_postgrest, peer, id),
        "bare httpx": plain_httpx,
    }
    if library := bench.peer("httpx_aiohttp"):
        client = await stack.enter_async_context(library.HttpxAiohttpClient(timeout=30))
        on_aiohttp = AsyncPostgrestClient(bench.rest_url, headers=bench.headers, http_client=client)
        ways["postgrest-py on httpx-aiohttp"] = partial(_by_postgrest, on_aiohttp, id)
    if library := bench.peer("aiohttp"):
        session = await stack.enter_async_context(library.ClientSession(headers=bench.headers))
        ways[AIOHTTP] = partial(_by_aiohttp, session, url)
    return ways


async def _by_postgrest(client: AsyncPostgrestClient, id: str) -> str:
    rows: Any = (await client.from_("competitions").select("*").eq("id", id).execute()).data
    return str(rows[0]["id"])


async def _by_aiohttp(session: Any, url: str) -> str:
    async with session.get(url) as response:
        return str((await response.json())[0]["id"])


async def _round(read: Read, reads: int, slow: list[float]) -> float:
    times: list[float] = []

    async def one_after_another() -> None:
        for _ in range(reads):
            start = time.perf_counter()
            await read()
            times.append(time.perf_counter() - start)

    start = time.perf_counter()
    await asyncio.gather(*(one_after_another() for _ in range(TASKS)))
    took = time.perf_counter() - start
    slow.append(sorted(times)[int(0.99 * len(times))] * 1e3)
    return len(times) / took
