"""Every way to record the same 5,000 points, against psycopg's COPY into the same table as the
same role: what is fastest at all.

All begin with the points as Python values, go through the same triggers, checks and indexes, and
end with the commit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from postgrest import SyncPostgrestClient

from benchmarks import data
from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, Spread, ratios
from benchmarks.harness import interleave, used
from kaggle_store import KaggleStore
from kaggle_store.recorder import connect
from kaggle_store.recorder.recorder import flush_spool
from kaggle_store.settings import Settings

BATCH = 5_000
COPY = "psycopg COPY"
NOWHERE = "http://127.0.0.1:9"
"""The port of the discard service, where nobody listens any more."""
OURS = ("system_metrics.record", "recorder, from its spool")


def run(bench: Bench) -> Result:
    """Measure points a second, and what they cost in CPU."""
    result = Result("record metrics, batches of 5,000", "rows/s")
    batches = bench.size(4, 1)
    cpu: dict[str, list[float]] = {}
    with bench.store() as store, bench.as_agent() as agent:
        executions = data.some_executions(bench)
        rows = data.metric_rows(BATCH, executions)
        points, plain = data.points(BATCH, executions), data.plain_rows(rows)
        peer = SyncPostgrestClient(bench.rest_url, headers=bench.headers)
        ways: dict[str, Callable[[], object]] = {
            COPY: partial(_copy, agent, rows),
            "postgrest-py insert": partial(_insert, peer, plain),
            "system_metrics.record_rows (metric_row[])": partial(
                store.system_metrics.record_rows, rows
            ),
            OURS[0]: partial(store.system_metrics.record, points),
        }
        timed = {
            name: partial(_timed, bench, way, batches, cpu, name) for name, way in ways.items()
        }
        timed[OURS[1]] = partial(_spooled, bench, rows, batches, cpu)
        before = bench.value("select count(*) from public.system_metrics")
        found = interleave(timed, bench.size(9, 1))
        stored = bench.value("select count(*) from public.system_metrics") - before
    expected = BATCH * batches * (len(found[COPY]) + 1) * len(timed)
    if stored != expected:
        raise AssertionError(f"{stored} rows arrived instead of {expected}")
    result.add(found)
    best = max(OURS, key=lambda name: result.ways[name].median)
    result.goals = [
        Goal(f"{best}, of COPY", ratios(found[best], found[COPY]), at_least=0.75),
        Goal(f"{best}, client and PostgREST, CPU µs a row", Spread.of(cpu[best][1:]), at_most=2),
    ]
    result.notes = [
        "CPU of client and PostgREST, µs a row: "
        + "; ".join(f"{name} {Spread.of(values).median:.1f}" for name, values in cpu.items())
    ]
    for name in found:
        share = ratios(found[name], found[COPY])
        result.notes.append(
            f"{name}: {share.median:.2f} of COPY ({share.low:.2f} to {share.high:.2f})"
        )
    return result


def _timed(
    bench: Bench, way: Callable[[], object], batches: int, cpu: dict[str, list[float]], name: str
) -> float:
    with used(bench.postgrest) as spent:
        for _ in range(batches):
            way()
    cpu.setdefault(name, []).append(spent.cpu / (batches * BATCH) * 1e6)
    return batches * BATCH / spent.seconds


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


def _spooled(bench: Bench, rows: list[Any], batches: int, cpu: dict[str, list[float]]) -> float:
    """Fill a spool while the store is out of reach, then time how it is emptied."""
    with TemporaryDirectory() as folder:
        with KaggleStore(NOWHERE, bench.stack.service_role_key, retry_for=0) as store:
            log = store.system_metrics.recorder(
                execution_id=rows[0]["execution_id"],
                component="training",
                spool=folder,
                close_within=30,
            )
            for _ in range(batches):
                for step, row in enumerate(rows):
                    log(row["metric_name"], row["metric_value"], step=step)
            log.close()
        send, close = connect(Settings.load(bench.stack.api_url, bench.stack.service_role_key))
        with used(bench.postgrest) as spent:
            sent = flush_spool(Path(folder), send).sent
        close()
    if sent != batches * BATCH:
        raise AssertionError(f"the spool gave {sent} points")
    cpu.setdefault(OURS[1], []).append(spent.cpu / sent * 1e6)
    return sent / spent.seconds
