"""The project's table of metrics against the design document's own DDL: the same request, body and role for both, so that only ids, types and indexes differ.

Both hold the same history first, grown row by row through their indexes, as a table in use is. Batches alternate through one
whole checkpoint cycle: its first touch of each page is the dearest, and random ids touch the most pages.
"""

from __future__ import annotations

import time
from functools import partial
from uuid import UUID

import httpx

from benchmarks import data
from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, ratios
from benchmarks.harness import used

BATCH = 5_000
OURS, DOCUMENT = "the project's table", "the document's DDL"
FUNCTIONS = {OURS: "record_metrics", DOCUMENT: "document_record_metrics"}
TABLES = {OURS: "system_metrics", DOCUMENT: "document_metrics"}

_HISTORY = """
insert into public.{table} (metric_name, metric_value, metric_type, tags, execution_id, component, timestamp)
select
    (array['loss', 'accuracy', 'val_loss', 'val_accuracy', 'learning_rate', 'grad_norm'])[1 + n %% 6],
    random(), 'gauge', jsonb_build_object('step', n / 6), (%s::uuid[])[1 + n %% 8], 'training',
    now() - make_interval(secs => ({rows} - n) * 1.0)
from generate_series({first}, {last}) as n
"""


def run(bench: Bench) -> Result:
    """Measure rows a second and the write-ahead log of both tables, side by side."""
    result = Result("metric_row[] into a table that holds its history, by RPC", "rows/s")
    executions = data.some_executions(bench)
    bench.run("document_metrics.sql")
    history = bench.size(1_500_000, 10_000)
    with bench.store() as store:
        store.upkeep.ensure_metric_partitions(bench.value("select (now() - interval '1 month')::date"))
    _fill(bench, history, executions)
    speed: dict[str, list[float]] = {name: [] for name in FUNCTIONS}
    wal: dict[str, list[float]] = {name: [] for name in FUNCTIONS}
    batches, cycles = bench.size((40, 2), (1, 1))
    for _ in range(cycles):
        log = _one_cycle(bench, batches, speed, executions)
        for name, spent in log.items():
            wal[name].append(spent / (batches * BATCH))
    _check(bench, history + cycles * (batches + 1) * BATCH)
    result.add(speed)
    result.goals = [
        Goal("rows/s, of the document's DDL", ratios(speed[OURS], speed[DOCUMENT]), at_least=1.2),
        Goal("WAL a row, of the document's DDL", ratios(wal[OURS], wal[DOCUMENT]), at_most=0.7),
    ]
    for name, spent in wal.items():
        size = bench.value(
            "select sum(pg_total_relation_size(relid)) from pg_partition_tree(%s) where isleaf", f"public.{TABLES[name]}"
        )
        result.notes.append(
            f"{name}: {min(spent):.0f} to {max(spent):.0f} bytes of WAL a row over a checkpoint cycle of"
            f" {batches * BATCH:,} rows; {float(size) / (history + cycles * (batches + 1) * BATCH):.0f} bytes a row on disk"
        )
    bench.owner.execute("drop table public.document_metrics cascade")
    return result


def _fill(bench: Bench, rows: int, executions: list[UUID]) -> None:
    step = 100_000
    for first in range(0, rows, step):
        for table in TABLES.values():
            query = _HISTORY.format(table=table, rows=rows, first=first, last=min(first + step, rows) - 1)
            bench.owner.execute(query.encode(), [executions])
    for table in TABLES.values():
        bench.owner.execute(f"vacuum analyze public.{table}".encode())


def _one_cycle(bench: Bench, batches: int, speed: dict[str, list[float]], executions: list[UUID]) -> dict[str, float]:
    rows = data.plain_rows(data.metric_rows(BATCH, executions))
    log = dict.fromkeys(FUNCTIONS, 0.0)
    with httpx.Client(headers=bench.headers, timeout=60) as client:
        request = {
            name: partial(client.post, f"{bench.rest_url}/rpc/{function}?columns=p_metrics", json={"p_metrics": rows})
            for name, function in FUNCTIONS.items()
        }
        for name in FUNCTIONS:
            _until_known(request[name])
        bench.owner.execute("checkpoint")
        for turn in range(batches):
            for name in list(FUNCTIONS)[:: 1 if turn % 2 else -1]:
                before = bench.wal()
                with used() as spent:
                    request[name]().raise_for_status()
                log[name] += bench.wal() - before
                speed[name].append(BATCH / spent.seconds)
    return log


def _until_known(request: partial[httpx.Response]) -> None:
    """Ask until PostgREST has read the new function, which also warms its connection."""
    deadline = time.monotonic() + 10
    while (answer := request()).status_code == 404 and time.monotonic() < deadline:
        time.sleep(0.05)
    answer.raise_for_status()


def _check(bench: Bench, expected: int) -> None:
    for table in TABLES.values():
        found = bench.value(f"select count(*) from public.{table}")
        if found != expected:
            raise AssertionError(f"{table} holds {found} rows instead of {expected}")
