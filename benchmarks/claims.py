"""Eight workers claim from one queue until it is empty: over PostgREST with one async client, and
in-process with the peers' own clients. Every way is checked for work that was claimed twice.

The naive way reads the best pending execution and updates it if it is still pending. No way
finishes the work.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from uuid import UUID

import psycopg

from benchmarks import data
from benchmarks.bench import SQL, Bench
from benchmarks.claims_peers import optuna_way, procrastinate_way
from benchmarks.figures import Goal, Result, ratios
from benchmarks.harness import interleave
from kaggle_store import AsyncKaggleStore

WORKERS = 8
NAIVE, ONE, TEN = "read, then change if still pending", "claim, one per call", "claim, ten per call"
INSIDE = "in-process: claim_executions()"
BARE = "in-process: = any(array(… skip locked)) on a bare queue"
Take = Callable[[int], Awaitable[list[Hashable]]]


def run(bench: Bench) -> Result:
    """Measure claims per second."""
    result = Result(f"claims, {WORKERS} workers", "claims/s")
    competition = data.a_competition(bench)
    few, some, many = bench.size((40, 160, 400), (8, 16, 80))
    bench.run("queue.sql")
    ways: dict[str, Callable[[], float]] = {
        NAIVE: partial(_over_http, bench, competition, _naive, few),
        ONE: partial(_over_http, bench, competition, partial(_claim, limit=1), some),
        TEN: partial(_over_http, bench, competition, partial(_claim, limit=10), many),
        INSIDE: partial(_inside, bench, competition, some),
        BARE: partial(_bare, bench, many),
    }
    if procrastinate := procrastinate_way(bench, WORKERS, some):
        ways["in-process: procrastinate"] = procrastinate
    if optuna := optuna_way(bench, WORKERS, bench.size(4, 1)):
        ways["in-process: Optuna, ask()"] = optuna
    found = interleave(ways, bench.size(5, 1))
    bench.owner.execute("drop table public.bench_queue")
    result.add(found)
    result.goals = [
        Goal("one per call / the naive way", ratios(found[ONE], found[NAIVE]), at_least=12),
        Goal(
            "one per call / in-process",
            ratios(found[ONE], found[INSIDE]),
            at_least=0.55,
        ),
        Goal("ten per call / one per call", ratios(found[TEN], found[ONE]), at_least=4),
    ]
    rules = ratios(found[INSIDE], found[BARE]).median
    result.notes = [
        f"claim_executions() / bare queue: {rules:.2f}, the cost of leases, fencing, limits and"
        " history",
        "checked: every item was claimed exactly once",
    ]
    return result


def check(taken: list[Any], count: int) -> None:
    """Raise `AssertionError` if work was claimed twice or not at all."""
    if len(set(taken)) != len(taken) or len(taken) != count:
        raise AssertionError(
            f"{count} items, but {len(taken)} claims of {len(set(taken))} different items"
        )


def _refill(bench: Bench, competition: UUID, count: int) -> None:
    """Replace all executions by `count` pending ones."""
    bench.owner.execute("set session_replication_role = replica")
    bench.owner.execute("delete from public.agent_executions")
    bench.owner.execute("delete from kaggle_store.claims")
    bench.owner.execute(
        "insert into public.agent_executions (competition_id, execution_name, priority)"
        " select %s, 'run ' || n, n %% 5 from generate_series(1, %s) as n",
        [competition, count],
    )
    bench.owner.execute("set session_replication_role = default")
    bench.owner.execute("vacuum analyze public.agent_executions, kaggle_store.claims")


def _over_http(
    bench: Bench,
    competition: UUID,
    take: Callable[[AsyncKaggleStore, int], Awaitable[list[UUID]]],
    count: int,
) -> float:
    _refill(bench, competition, count)

    async def claim_all() -> float:
        async with bench.async_store() as store:
            # Open all connections before the measurement.
            await asyncio.gather(*(store.competitions.count() for _ in range(WORKERS)))
            start = time.perf_counter()
            taken = await asyncio.gather(*(take(store, n) for n in range(WORKERS)))
            took = time.perf_counter() - start
            check([id for ids in taken for id in ids], count)
            return count / took

    return asyncio.run(claim_all())


async def _claim(store: AsyncKaggleStore, worker: int, *, limit: int) -> list[UUID]:
    taken: list[UUID] = []
    while rows := await store.agent_executions.claim(worker=f"worker-{worker}", limit=limit):
        taken += [row.id for row in rows]
    return taken


async def _naive(store: AsyncKaggleStore, _: int) -> list[UUID]:
    taken: list[UUID] = []
    while best := await store.agent_executions.list(
        status="pending", order=("-priority", "created_at"), limit=1
    ):
        changed = await store.agent_executions.update_where(
            {"id": best[0].id, "status": "pending"}, status="data_acquisition"
        )
        taken += [row.id for row in changed]
    return taken


_CLAIM = b"select id from unnest(public.claim_executions(gen_random_uuid(), %s, 300, 1))"
_TAKE = (SQL / "claim_one.sql").read_bytes()


def _inside(bench: Bench, competition: UUID, count: int) -> float:
    _refill(bench, competition, count)
    return _in_process(_CLAIM, bench.as_agent, count)


def _bare(bench: Bench, count: int) -> float:
    bench.owner.execute("truncate public.bench_queue")
    bench.owner.execute(
        "insert into public.bench_queue (priority) select n %% 5 from generate_series(1, %s) as n",
        [count],
    )
    url = bench.stack.db_url
    return _in_process(_TAKE, partial(psycopg.connect, url, autocommit=True), count)


def _in_process(claim: bytes, connect: Callable[[], psycopg.Connection[Any]], count: int) -> float:
    """Let every worker claim over its own connection until the queue is empty."""
    connections = [connect() for _ in range(WORKERS)]
    try:
        with ThreadPoolExecutor(WORKERS) as workers:
            start = time.perf_counter()
            taken = [
                id for ids in workers.map(partial(_take_all, claim), connections) for id in ids
            ]
            took = time.perf_counter() - start
    finally:
        for connection in connections:
            connection.close()
    check(taken, count)
    return count / took


def _take_all(claim: bytes, connection: psycopg.Connection[Any]) -> list[Hashable]:
    taken: list[Hashable] = []
    while row := connection.execute(claim, ["worker"]).fetchone():
        taken.append(row[0])
    return taken
