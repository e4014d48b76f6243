"""Read one series over three years of exported months, against the same series of one month that
is in the table, through the same client.

Each month has ten metrics of one execution. 36 months are exported as Parquet files into a
folder and dropped; the newest one is in the table. Pace and size of the exports are in the notes.
"""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.bench import SQL, Bench
from benchmarks.figures import Goal, Result, ratios
from benchmarks.harness import interleave, seconds
from kaggle_store import KaggleStore
from kaggle_store.backup.database import connected
from kaggle_store.metrics_history.dataset import Dataset
from kaggle_store.metrics_history.export import Exported, Exporter

METRICS = 10
NAME = "metric_7"
HISTORY, LIVE = "scan(), three exported years", "series_to_arrow(), one month of the table"
LIVE_SCAN = "scan(), one month of the table"


def run(bench: Bench) -> Result:
    """Measure seconds per read, and note the pace of the exports."""
    points, count = bench.size((5_000, 36), (50, 3))
    with tempfile.TemporaryDirectory(prefix="kaggle-store-bench-metrics-") as name:
        months = _months(count)
        live = _next(months[-1])
        with bench.store() as store:
            execution = _execution(store)
            exported = _filled(bench, Path(name), execution, months, points)
            _fill(bench, execution, live, points)
            bench.owner.execute("vacuum analyze public.system_metrics")
            return _measured(store, execution, live, points, exported, bench.size(7, 1))


def _measured(
    store: KaggleStore,
    execution: UUID,
    live: date,
    points: int,
    exported: list[Exported],
    rounds: int,
) -> Result:
    start = datetime(live.year, live.month, 1, tzinfo=UTC)
    metrics = store.system_metrics
    reads: dict[str, Any] = {
        HISTORY: lambda: metrics.scan(metric_name=NAME, until=start).read_all(),
        LIVE: lambda: metrics.series_to_arrow(execution, NAME, attempt="all"),
        LIVE_SCAN: lambda: metrics.scan(metric_name=NAME, since=start).read_all(),
    }
    expected = {HISTORY: points * len(exported), LIVE: points, LIVE_SCAN: points}
    for way, read in reads.items():
        if (found := read().num_rows) != expected[way]:
            raise AssertionError(f"{way}: {found} points instead of {expected[way]}")
    ways = {way: (lambda read=read: seconds(read)) for way, read in reads.items()}
    result = Result("one series", "s")
    found = interleave(ways, rounds)
    result.add(found)
    ratio = ratios(found[HISTORY], found[LIVE])
    result.goals.append(Goal(f"time, {HISTORY} / {LIVE}", ratio, at_most=3))
    rows, size = (sum(getattr(each, name) for each in exported) for name in ("rows", "size"))
    pace = rows / sum(each.seconds for each in exported)
    result.notes += [
        f"{len(exported)} months of {points * METRICS:,} points, {points:,} of them in the series",
        f"exports: {pace:,.0f} points a second, {size / rows:.1f} bytes a point in the files",
    ]
    return result


def _months(count: int) -> list[date]:
    """Return past months, the newest one three months ago."""
    today = datetime.now(UTC).date()
    number = today.year * 12 + today.month - 1 - 3
    return [date(n // 12, n % 12 + 1, 1) for n in range(number - count, number)]


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _execution(store: KaggleStore) -> UUID:
    competition = store.competitions.create(kaggle_id="history", title="History")
    return store.agent_executions.create(competition_id=competition.id, execution_name="history").id


def _filled(
    bench: Bench, root: Path, execution: UUID, months: list[date], points: int
) -> list[Exported]:
    """Fill, export and drop month after month."""
    done = []
    with connected(bench.stack.db_url) as connection:
        exporter = Exporter(connection, Dataset(str(root)))
        for month in months:
            _fill(bench, execution, month, points)
            exported = exporter.export(month)
            if exported is None:
                raise AssertionError(f"{month} was not exported")
            # Busy while autovacuum reads it.
            while (outcome := exporter.drop(month)) == "busy":
                time.sleep(0.1)
            if outcome != "dropped":
                raise AssertionError(f"{month}: {outcome}")
            done.append(exported)
    return done


def _fill(bench: Bench, execution: UUID, month: date, points: int) -> None:
    bench.owner.execute("select public.ensure_metric_partitions(%s, %s)", [month, month])
    query = (SQL / "metrics_history_month.sql").read_text("utf-8")
    rows = points * METRICS
    text = query.format(month=f"{month}", execution=execution, metrics=METRICS, rows=rows)
    # Without a look at the execution for each point.
    bench.owner.execute("set session_replication_role = replica")
    bench.owner.execute(text.encode())
    bench.owner.execute("set session_replication_role = default")
