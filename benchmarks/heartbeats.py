"""64 workers send heartbeats and reports: the SDK's calls beside the requests with which a naive
worker writes the same, by postgrest-py. Then an hour of both, in-process on a shifted clock: how
many updates touch no index (HOT), what tables and indexes grow by, and what is audited.

The naive heartbeat moves `available_at` of its execution, as a queue without leases does. The naive
report changes the job's columns and adds the metric points, in two requests.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

import psycopg
from postgrest import AsyncPostgrestClient

from benchmarks import data
from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, Spread, ratios
from benchmarks.harness import interleave_async
from kaggle_store import AsyncKaggleStore

WORKERS = 64
HEARTBEAT, REPORT = "agent_executions.heartbeat", "training_jobs.report"
NAIVE_HEARTBEAT, NAIVE_REPORT = "postgrest-py, PATCH", "postgrest-py, PATCH and POST"
TABLES = ("agent_executions", "training_jobs", "gpu_sessions")


@dataclass(frozen=True)
class Worker:
    """What one worker holds."""

    execution: UUID
    lease: UUID
    job: UUID
    job_lease: UUID
    session: UUID


Call = Callable[[Worker, int], Awaitable[object]]


def run(bench: Bench) -> Result:
    """Measure calls per second, then the effect of an hour."""
    result = Result(f"heartbeats and reports, {WORKERS} workers, async", "calls/s")
    _load(bench)
    found = asyncio.run(_calls(bench))
    result.add(found)
    result.goals = [
        Goal("heartbeat / naive", ratios(found[HEARTBEAT], found[NAIVE_HEARTBEAT]), at_least=1.5),
        Goal("report / naive", ratios(found[REPORT], found[NAIVE_REPORT]), at_least=1.5),
    ]
    bench.empty()
    _load(bench)
    _measure_hour(bench, result)
    return result


def _load(bench: Bench) -> None:
    data.a_competition(bench)
    bench.run("heartbeats.sql")
    bench.owner.execute("vacuum analyze public.agent_executions, public.training_jobs")


def _workers(bench: Bench, *, are_leased: bool) -> list[Worker]:
    rows = bench.owner.execute(
        "select e.id, e.lease_id, j.id, j.lease_id, j.gpu_session_id"
        " from public.agent_executions as e join public.training_jobs as j on j.execution_id = e.id"
        " where (e.lease_expires_at is not null) = %s order by e.id",
        [are_leased],
    ).fetchall()
    if len(rows) != WORKERS:
        raise AssertionError(f"{len(rows)} workers")
    return [Worker(*row) for row in rows]


async def _calls(bench: Bench) -> dict[str, list[float]]:
    leased, others = (_workers(bench, are_leased=value) for value in (True, False))
    async with (
        bench.async_store() as store,
        AsyncPostgrestClient(bench.rest_url, headers=bench.headers, timeout=60) as peer,
    ):
        calls: dict[str, tuple[Call, list[Worker]]] = {
            HEARTBEAT: (partial(_heartbeat, store), leased),
            NAIVE_HEARTBEAT: (partial(_naive_heartbeat, peer), others),
            REPORT: (partial(_report, store), leased),
            NAIVE_REPORT: (partial(_naive_report, peer), others),
        }
        ways = {
            name: partial(_round, call, workers, bench.size(3, 1))
            for name, (call, workers) in calls.items()
        }
        return await interleave_async(ways, bench.size(7, 1))


async def _round(call: Call, workers: list[Worker], times: int) -> float:
    # Unlike in every other round: a point is stored once.
    first = time.time_ns() // 1_000_000 % 1_000_000_000

    async def one_after_another(worker: Worker) -> None:
        for n in range(times):
            await call(worker, first + n)

    start = time.perf_counter()
    await asyncio.gather(*map(one_after_another, workers))
    return times * len(workers) / (time.perf_counter() - start)


async def _heartbeat(store: AsyncKaggleStore, worker: Worker, _: int) -> object:
    return await store.agent_executions.heartbeat(worker.execution, lease_id=worker.lease)


async def _naive_heartbeat(peer: AsyncPostgrestClient, worker: Worker, _: int) -> object:
    change = {"available_at": datetime.now(UTC).isoformat()}
    query = peer.from_("agent_executions").update(change).eq("id", str(worker.execution))
    return await query.execute()


async def _report(store: AsyncKaggleStore, worker: Worker, step: int) -> object:
    return await store.training_jobs.report(
        worker.job,
        lease_id=worker.job_lease,
        step=step,
        epoch=step % 1000,
        metrics={"loss": 1 / step, "accuracy": 0.5},
        validation_score=1 / step,
        gpu_utilization_percent=90.0,
    )


async def _naive_report(peer: AsyncPostgrestClient, worker: Worker, step: int) -> object:
    values = {"loss": 1 / step, "accuracy": 0.5, "validation_score": 1 / step}
    change = {
        "current_epoch": step % 1000,
        "progress": step % 1000 / 1000,
        "best_validation_score": 1 / step,
        "gpu_utilization_percent": 90.0,
        "metrics": {"latest": values, "best": values},
    }
    await peer.from_("training_jobs").update(change).eq("id", str(worker.job)).execute()
    points = [
        {
            "metric_name": name,
            "metric_value": value,
            "metric_type": "gauge",
            "tags": {"training_job_id": str(worker.job), "step": step},
            "execution_id": str(worker.execution),
            "component": "training",
        }
        for name, value in values.items()
    ]
    return await peer.from_("system_metrics").insert(points).execute()


HEARTBEATS = b"""select from public.heartbeat_execution(%s, %s) as e,
    public.heartbeat_training_job(%s, %s) as j"""
SESSION = b"select from public.heartbeat_gpu_session(%s, 90)"
REPORTS = b"""select best_validation_score from public.report_training_progress(
    %s, %s, p_step => %s, p_epoch => %s, p_metrics => '{"loss": 0.3, "accuracy": 0.5}',
    p_validation_score => %s
)"""


def _measure_hour(bench: Bench, result: Result) -> None:
    """Add the goals of an hour: each half minute, every worker writes what is due."""
    workers = _workers(bench, are_leased=True)
    steps = bench.size(120, 12)
    before, audited, better = _updates(bench), _audited(bench), 0
    early = _bytes(bench)
    with bench.as_agent() as agent:
        agent.execute("set synchronous_commit = off")
        for step in range(1, steps + 1):
            bench.owner.execute(f"update kaggle_store.clock set shift = '{30 * step} s'".encode())
            for worker in workers:
                _send_heartbeats(agent, worker, step)
                better += _send_report(agent, worker, step)
            if step == steps // 6:
                early = _bytes(bench)
        agent.execute("select pg_stat_force_next_flush()")
    counts = {
        name: (updates - before[name][0], hot - before[name][1])
        for name, (updates, hot) in _updates(bench).items()
    }
    updates, hot = counts["training_jobs"]
    shares = {name: hot / updates for name, (updates, hot) in counts.items()}
    shares["training_jobs"] = hot / (updates - better)
    result.goals += [
        Goal("HOT share of heartbeats and reports", Spread.of([min(shares.values())]), 0.95),
        Goal(
            "bytes of tables and indexes after an hour / after ten minutes",
            Spread.of([_bytes(bench) / early]),
            at_most=1.1,
        ),
        Goal("rows in the audit log", Spread.of([_audited(bench) - audited]), at_most=0),
    ]
    result.notes.append(
        f"an hour of {WORKERS} workers: {sum(count for count, _ in counts.values()):,} updates;"
        f" {better:,} reports of {updates:,} updates of jobs had a better best score, which is"
        " indexed, and are not in the share"
    )


def _send_heartbeats(agent: psycopg.Connection[Any], worker: Worker, step: int) -> None:
    """Prolong both leases every 90 seconds, and report the machine each minute."""
    if step % 3 == 0:
        agent.execute(HEARTBEATS, [worker.execution, worker.lease, worker.job, worker.job_lease])
    if step % 2 == 0:
        agent.execute(SESSION, [worker.session])


def _send_report(agent: psycopg.Connection[Any], worker: Worker, step: int) -> bool:
    """Report each minute; return True if the score is the best so far."""
    if step % 2:
        return False
    score = 0.3 + 1 / (10 + step) + random.Random(f"{worker.job} {step}").gauss(0, 0.01)
    row = agent.execute(REPORTS, [worker.job, worker.job_lease, step, step, score]).fetchone()
    return row == (score,)


def _updates(bench: Bench) -> dict[str, tuple[int, int]]:
    rows = bench.owner.execute(
        "select relname, n_tup_upd, n_tup_hot_upd from pg_stat_user_tables"
        " where schemaname = 'public' and relname = any (%s)",
        [list(TABLES)],
    )
    return {name: (all_updates, hot) for name, all_updates, hot in rows}


def _audited(bench: Bench) -> int:
    return int(bench.value("select count(*) from public.audit_log"))


def _bytes(bench: Bench) -> int:
    query = "select sum(pg_total_relation_size(format('public.%%I', name)::regclass))"
    return int(bench.value(query + " from unnest(%s::text[]) as name", list(TABLES)))
