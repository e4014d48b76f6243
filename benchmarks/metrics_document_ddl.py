"""The project's metrics table against the design document's DDL: the same rows, so that only ids,
types and indexes differ.

Both get the same history in turns, inserted row by row through their indexes as in use; the last
tenth of it gives the rows per second. Then both get the same requests, through one whole checkpoint
cycle, because the first change of a page after a checkpoint is the most expensive, and random ids
change the most pages.
"""

from __future__ import annotations

import time
from functools import partial
from uuid import UUID

import httpx

from benchmarks import data
from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, ratios
from benchmarks.harness import seconds

BATCH = 5_000
OURS, DOCUMENT = "the project's table", "the document's DDL"
RATIO = "project's table / document's DDL"
FUNCTIONS = {OURS: "record_metrics", DOCUMENT: "document_record_metrics"}
TABLES = {OURS: "system_metrics", DOCUMENT: "document_metrics"}


def run(bench: Bench) -> Result:
    """Measure rows per second and the write-ahead log of both tables."""
    result = Result(
        "insert … select, and metric_row[] by RPC, into a table with a history", "rows/s"
    )
    executions = data.some_executions(bench)
    bench.run("document_metrics.sql")
    history, batches = bench.size((10_000_000, 40), (10_000, 1))
    data.last_month(bench)
    filled, result.notes = _fill(bench, history, executions)
    speed: dict[str, list[float]] = {name: [] for name in FUNCTIONS}
    wal = _one_cycle(bench, batches, speed, executions)
    rows = history + (batches + 1) * BATCH
    result.add({f"{name}, insert … select": values for name, values in filled.items()})
    result.add({f"{name}, by RPC": values for name, values in speed.items()})
    result.goals = [
        Goal(
            f"rows/s, {RATIO}, at {history:,} rows",
            ratios(filled[OURS], filled[DOCUMENT]),
            at_least=1.5,
        ),
        Goal(f"WAL per row, {RATIO}", ratios([wal[OURS]], [wal[DOCUMENT]]), at_most=0.5),
    ]
    by_rpc = ratios(speed[OURS], speed[DOCUMENT])
    result.notes.append(
        f"by RPC, {RATIO}: {by_rpc.median:.2f} ({by_rpc.low:.2f} to {by_rpc.high:.2f})"
    )
    for name, table in TABLES.items():
        _check(bench, table, rows)
        size = float(bench.value(_SIZE, f"public.{table}")) / rows
        result.notes.append(
            f"{name}: {wal[name]:.0f} bytes of WAL per row over a checkpoint cycle of"
            f" {batches * BATCH:,} rows; {size:.0f} bytes per row on disk"
        )
    bench.owner.execute("drop table public.document_metrics cascade")
    return result


_SIZE = "select sum(pg_total_relation_size(relid)) from pg_partition_tree(%s) where isleaf"


def _fill(
    bench: Bench, rows: int, executions: list[UUID]
) -> tuple[dict[str, list[float]], list[str]]:
    """Fill both tables in turns; return the rows per second at the end, and notes on the change."""
    step = min(100_000, rows)
    took: dict[str, list[float]] = {name: [] for name in TABLES}
    for first in range(0, rows, step):
        part = range(first, first + step)
        for name, table in TABLES.items():
            insert = partial(data.insert_metrics, bench, table, executions, rows, part)
            took[name].append(seconds(insert))
    for table in TABLES.values():
        bench.owner.execute(f"vacuum analyze public.{table}".encode())
    last = max(1, rows // step // 10)
    return {name: [step / each for each in times[-last:]] for name, times in took.items()}, [
        f"{name}: insert … select stores {step / times[0]:,.0f} rows/s when it is empty and"
        f" {step / times[-1]:,.0f} with {rows - step:,} rows"
        for name, times in took.items()
    ]


def _one_cycle(
    bench: Bench, batches: int, speed: dict[str, list[float]], executions: list[UUID]
) -> dict[str, float]:
    rows = data.plain_rows(data.metric_rows(BATCH, executions))
    log = dict.fromkeys(FUNCTIONS, 0.0)
    with httpx.Client(headers=bench.headers, timeout=60) as client:
        request = {
            name: partial(
                client.post,
                f"{bench.rest_url}/rpc/{function}?columns=p_metrics",
                json={"p_metrics": rows},
            )
            for name, function in FUNCTIONS.items()
        }
        for name in FUNCTIONS:
            _wait_until_served(request[name])
        bench.owner.execute("checkpoint")
        for turn in range(batches):
            for name in list(FUNCTIONS)[:: 1 if turn % 2 else -1]:
                before = bench.wal()
                speed[name].append(BATCH / seconds(partial(_sent, request[name])))
                log[name] += bench.wal() - before
    return {name: written / (batches * BATCH) for name, written in log.items()}


def _sent(request: partial[httpx.Response]) -> None:
    request().raise_for_status()


def _wait_until_served(request: partial[httpx.Response]) -> None:
    """Repeat a request until PostgREST serves the new function; this is also a warm-up."""
    deadline = time.monotonic() + 10
    while (response := request()).status_code == 404 and time.monotonic() < deadline:
        time.sleep(0.05)
    response.raise_for_status()


def _check(bench: Bench, table: str, expected: int) -> None:
    found = bench.value(f"select count(*) from public.{table}")
    if found != expected:
        raise AssertionError(f"{table} holds {found} rows instead of {expected}")
