"""The peers of the claims benchmark: procrastinate's fetch_job and Optuna's ask, in-process, each
with its own database on the same server.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg

from benchmarks.bench import Bench


def procrastinate_way(bench: Bench, workers: int, count: int) -> Callable[[], float] | None:
    """Return a function that fetches `count` jobs; None if procrastinate is not installed."""
    procrastinate = bench.peer("procrastinate")
    if procrastinate is None:
        return None
    url = bench.database("bench_procrastinate")
    _asyncio_app(procrastinate, url, lambda app: app.schema_manager.apply_schema_async())

    def fetch_all() -> float:
        with psycopg.connect(url, autocommit=True) as owner:
            owner.execute("truncate procrastinate_jobs, procrastinate_workers cascade")
            owner.execute(
                "insert into procrastinate_jobs (queue_name, task_name, args, priority)"
                " select 'default', 'train', '{}', n %% 5 from generate_series(1, %s) as n",
                [count],
            )
        rate: float = _asyncio_app(
            procrastinate, url, lambda app: _fetched(app.job_manager, workers, count)
        )
        return rate

    return fetch_all


def _asyncio_app(procrastinate: Any, url: str, work: Callable[[Any], Any]) -> Any:
    async def opened() -> Any:
        connector = procrastinate.PsycopgConnector(conninfo=url, min_size=8, max_size=8)
        async with procrastinate.App(connector=connector).open_async() as app:
            return await work(app)

    return asyncio.run(opened())


async def _fetched(jobs: Any, workers: int, count: int) -> float:
    async def until_empty(worker: int) -> list[int]:
        taken = []
        while job := await jobs.fetch_job(queues=None, worker_id=worker):
            taken.append(job.id)
        return taken

    ids = [await jobs.register_worker() for _ in range(workers)]
    start = time.perf_counter()
    taken = [id for ids in await asyncio.gather(*map(until_empty, ids)) for id in ids]
    took = time.perf_counter() - start
    _check(taken, count)
    return count / took


def optuna_way(bench: Bench, workers: int, each: int) -> Callable[[], float] | None:
    """Return a function that asks for `each` trials per worker; None without Optuna."""
    optuna = bench.peer("optuna")
    if optuna is None:
        return None
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    url = bench.database("bench_optuna").replace("postgresql://", "postgresql+psycopg://")
    storage = optuna.storages.RDBStorage(url, engine_kwargs={"pool_size": workers})

    def ask_all() -> float:
        study = optuna.create_study(storage=storage, sampler=optuna.samplers.RandomSampler())
        study.ask()

        def some(_: int) -> list[int]:
            return [study.ask().number for _ in range(each)]

        with ThreadPoolExecutor(workers) as pool:
            start = time.perf_counter()
            taken = [number for numbers in pool.map(some, range(workers)) for number in numbers]
            took = time.perf_counter() - start
        _check(taken, workers * each)
        return workers * each / took

    return ask_all


def _check(taken: list[int], count: int) -> None:
    if len(set(taken)) != len(taken) or len(taken) != count:
        raise AssertionError(f"{count} items, but {len(taken)} claims")
