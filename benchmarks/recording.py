"""Our own ways to record points, for the benchmarks that compare them with others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import data
from benchmarks.bench import Bench
from benchmarks.harness import Used, used
from kaggle_store import KaggleStore
from kaggle_store.models.functions import MetricRow
from kaggle_store.recorder import Project, connect
from kaggle_store.recorder.flushing import Flush
from kaggle_store.settings import Settings

NOWHERE = "http://127.0.0.1:9"
"""The port of the discard service, where no server listens."""
RECORD, RECORDER = "system_metrics.record", "recorder, from its spool"

Way = Callable[[], Used]
"""Records points once and returns the time used, including PostgREST's CPU time."""


def our_ways(bench: Bench, store: KaggleStore, rows: list[MetricRow]) -> dict[str, Way]:
    """Return both of our ways to record the same points."""
    record = partial(store.system_metrics.record, data.points(rows))
    return {
        RECORD: partial(measured, bench, record),
        RECORDER: partial(spooled, bench, rows),
    }


def measured(bench: Bench, work: Callable[[], object]) -> Used:
    """Do some work and return the time used, including PostgREST's CPU time."""
    with used(bench.postgrest) as spent:
        work()
    return spent


def spooled(bench: Bench, rows: list[MetricRow], connections: int = 2) -> Used:
    """Fill a spool while the store is unreachable, then measure how it is sent."""
    with TemporaryDirectory() as folder:
        with (
            KaggleStore(NOWHERE, bench.stack.service_role_key, retry_for=0) as store,
            store.system_metrics.recorder(
                execution_id=rows[0].get("execution_id"),
                component="training",
                spool=folder,
                close_within=30,
            ) as log,
        ):
            for step, row in enumerate(rows):
                log(row["metric_name"], row["metric_value"], step=step)
        target = Settings.load(
            bench.stack.api_url, bench.stack.service_role_key, connections=connections
        )
        send, close = connect(target)
        with used(bench.postgrest) as spent:
            # The points were logged for a store at another address.
            adopt = {Project.of(store.settings).url}
            sent = Flush(Path(folder), Project.of(target), send, adopt).run().sent
        close()
    if sent != len(rows):
        raise AssertionError(f"{sent} points were sent instead of {len(rows)}")
    return spent
