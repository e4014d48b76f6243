"""Delete a month of metrics: DELETE and VACUUM against `run_retention()`, each with the same rows
in the same table.

Time and write-ahead log are measured without other clients; then the work runs once more while a
writer records points, for the writer's longest wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from benchmarks.bench import SQL, Bench
from benchmarks.figures import Goal, Result, Spread, ratios
from benchmarks.harness import seconds, writing

DELETE, OURS = "DELETE and VACUUM", "run_retention()"

LEAST = 10
"""Points that the writer records before the work begins, and at least as many during it."""
LONGEST_WAIT = 60
"""Milliseconds; run_retention() waits 50 ms for a lock, and later clients wait behind it."""

_POINT = (
    "insert into public.system_metrics (metric_name, metric_value, metric_type)"
    " values ('beat', 1, 'gauge')"
)
_OLD = "from public.system_metrics where timestamp < now() - interval '90 days'"


def run(bench: Bench) -> Result:
    """Measure time, write-ahead log and a writer's longest wait, at growing sizes."""
    result = Result("dropping a month of metrics", "s")
    for rows, rounds in bench.size(((100_000, 4), (1_000_000, 1)), ((2_000, 1),)):
        took, log, waits = _rounds(bench, rows, rounds)
        result.add({f"{name}, {rows:,} rows": values for name, values in took.items()})
        for name in WAYS:
            result.notes.append(
                f"{name}, {rows:,} rows: {Spread.of(log[name]).median / 1e6:,.2f} MB of WAL;"
                f" the writer's longest wait {waits[name] * 1e3:.0f} ms"
            )
        result.goals = [
            Goal(
                f"time, {OURS} / {DELETE}, {rows:,} rows",
                ratios(took[OURS], took[DELETE]),
                at_most=0.1,
            ),
            Goal(
                f"WAL, {OURS} / {DELETE}, {rows:,} rows",
                ratios(log[OURS], log[DELETE]),
                at_most=0.002,
            ),
            Goal(
                "a writer's longest wait, ms", Spread.of([waits[OURS] * 1e3]), at_most=LONGEST_WAIT
            ),
        ]
    return result


def _rounds(
    bench: Bench, rows: int, rounds: int
) -> tuple[dict[str, list[float]], dict[str, list[float]], dict[str, float]]:
    """Measure time and log without other writers, then a writer's longest wait."""
    took: dict[str, list[float]] = {name: [] for name in WAYS}
    log: dict[str, list[float]] = {name: [] for name in WAYS}
    waits: dict[str, float] = {}
    for turn in range(rounds + 1):
        for name, work in WAYS.items():
            _fill(bench, rows)
            if turn < rounds:
                before = bench.wal()
                took[name].append(seconds(partial(work, bench)))
                log[name].append(bench.wal() - before)
            else:
                with _writer(bench) as waited:
                    work(bench)
                waits[name] = max(waited)
            _check(bench)
    return took, log, waits


def _fill(bench: Bench, rows: int) -> None:
    """Fill a month older than the retention period."""
    month = bench.value("select (date_trunc('month', now(), 'UTC') - interval '6 months')::date")
    query = (SQL / "metrics_month.sql").read_text("utf-8")
    bench.owner.execute(query.format(month=month, rows=rows).encode())
    bench.owner.execute("vacuum analyze public.system_metrics")
    bench.owner.execute("checkpoint")


def _delete(bench: Bench) -> None:
    bench.owner.execute(f"delete {_OLD}".encode())
    bench.owner.execute("vacuum public.system_metrics")


def _retain(bench: Bench) -> None:
    bench.owner.execute("select public.run_retention()")


WAYS: dict[str, Callable[[Bench], None]] = {DELETE: _delete, OURS: _retain}


def _check(bench: Bench) -> None:
    """Raise if old metrics are left, and drop old partitions for the next round."""
    if left := bench.value(
        "select count(*) from public.system_metrics where timestamp < now() - interval '90 days'"
    ):
        raise AssertionError(f"{left} old metrics are left")
    bench.owner.execute("select public.run_retention()")


@contextmanager
def _writer(bench: Bench) -> Iterator[list[float]]:
    """Record a point every 2 ms over another connection; yield the seconds of each."""
    with (
        bench.as_agent() as agent,
        writing(lambda _: agent.execute(_POINT), every=0.002, least=LEAST) as waits,
    ):
        yield waits
