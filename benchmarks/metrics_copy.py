"""All ways to record the same 5,000 points, against psycopg's COPY into the same table with the
same role, the fastest way possible.

All start with Python values, include the same triggers, checks and indexes, and end with the
commit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from postgrest import SyncPostgrestClient

from benchmarks import data
from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, Spread, ratios
from benchmarks.harness import interleave
from benchmarks.recording import RECORD, RECORDER, Way, measured, our_ways, spooled

BATCH = 5_000
COPY = "psycopg COPY"
ONE_CONNECTION = f"{RECORDER}, over one connection"


def run(bench: Bench) -> Result:
    """Measure points per second and CPU time per point."""
    result = Result("record metrics, batches of 5,000", "rows/s")
    batches = bench.size(8, 1)
    count = batches * BATCH
    cpu: dict[str, list[float]] = {}
    with bench.store() as store, bench.as_agent() as agent:
        rows = data.metric_rows(BATCH, data.some_executions(bench))
        peer = SyncPostgrestClient(bench.rest_url, headers=bench.headers)
        others: dict[str, Callable[[], object]] = {
            COPY: partial(_copy, agent, rows),
            "postgrest-py insert": partial(_insert, peer, data.plain_rows(rows)),
            "system_metrics.record_rows (metric_row[])": partial(
                store.system_metrics.record_rows, rows
            ),
        }
        ways: dict[str, Way] = {
            name: partial(measured, bench, partial(_again, way, batches))
            for name, way in others.items()
        } | our_ways(bench, store, rows * batches)
        ways[ONE_CONNECTION] = partial(spooled, bench, rows * batches, connections=1)
        before = bench.value("select count(*) from public.system_metrics")
        found = interleave(
            {name: partial(_rate, way, count, cpu, name) for name, way in ways.items()},
            bench.size(7, 1),
        )
        stored = bench.value("select count(*) from public.system_metrics") - before
    expected = count * (len(found[COPY]) + 1) * len(ways)
    if stored != expected:
        raise AssertionError(f"{stored} rows arrived instead of {expected}")
    result.add(found)
    goals = {ONE_CONNECTION: 0.95, RECORDER: 1.5, RECORD: 0.85}
    result.goals = [
        *(
            Goal(f"{name} / COPY", ratios(found[name], found[COPY]), at_least=least)
            for name, least in goals.items()
        ),
        Goal(
            f"{RECORDER}, client and PostgREST, CPU µs per row",
            Spread.of(cpu[RECORDER][1:]),
            at_most=2,
        ),
    ]
    result.notes = [
        "CPU of client and PostgREST, µs per row: "
        + "; ".join(f"{name} {Spread.of(values).median:.1f}" for name, values in cpu.items())
    ]
    for name in found:
        share = ratios(found[name], found[COPY])
        result.notes.append(
            f"{name} / COPY: {share.median:.2f} ({share.low:.2f} to {share.high:.2f})"
        )
    return result


def _rate(way: Way, count: int, cpu: dict[str, list[float]], name: str) -> float:
    spent = way()
    cpu.setdefault(name, []).append(spent.cpu / count * 1e6)
    return count / spent.seconds


def _again(way: Callable[[], object], times: int) -> None:
    for _ in range(times):
        way()


def _copy(agent: Any, rows: list[Any]) -> None:
    names = "metric_name, metric_value, metric_type, tags, execution_id, component"
    with (
        agent.cursor() as cursor,
        cursor.copy(f"copy public.system_metrics ({names}) from stdin") as copy,
    ):
        for row in rows:
            copy.write_row(
                (
                    row["metric_name"], row["metric_value"], row["metric_type"],
                    data.encoded(row["tags"]), row["execution_id"], row["component"],
                )
            )  # fmt: skip


def _insert(peer: SyncPostgrestClient, plain: list[Any]) -> None:
    peer.from_("system_metrics").insert(plain, returning="minimal").execute()  # type: ignore[arg-type]
