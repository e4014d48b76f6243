"""The same 20,000 points by both of our ways and by MLflow's log_batch, each in its largest batches
(MLflow's is 1,000 points).

MLflow's tables are in a database of the same PostgreSQL, with the same disk and settings.
"""

from __future__ import annotations

import time
from functools import partial
from typing import Any

from benchmarks import data
from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, ratios
from benchmarks.harness import interleave
from benchmarks.mlflow_peer import DIRECT, SERVED, mlflow_ways
from benchmarks.recording import RECORD, RECORDER, Way, measured, our_ways

COUNT, LARGEST = 20_000, 1_000


def run(bench: Bench) -> Result:
    """Measure points per second."""
    result = Result(f"{COUNT:,} points, MLflow in batches of {LARGEST:,}", "rows/s")
    rows = data.metric_rows(COUNT, data.some_executions(bench))
    peers = mlflow_ways(bench)
    with bench.store() as store:
        ours = our_ways(bench, store, rows)
        before = store.system_metrics.count()
        ways: dict[str, Way] = dict(ours)
        mlflow = bench.peer("mlflow.entities")
        for name, (client, run_id) in peers.items():
            ways[name] = partial(measured, bench, partial(_log_all, client, run_id, mlflow))
        found = interleave(
            {name: partial(_rate, way) for name, way in ways.items()}, bench.size(6, 1)
        )
        for client, run_id in peers.values():
            logged = len(client.get_metric_history(run_id, "loss"))
            if logged < COUNT // len(data.NAMES):
                raise AssertionError(f"MLflow holds {logged} points of loss")
        stored = store.system_metrics.count() - before
    expected = COUNT * (len(found[RECORD]) + 1) * len(ours)
    if stored != expected:
        raise AssertionError(f"{stored} points arrived instead of {expected}")
    result.add(found)
    best = max((RECORD, RECORDER), key=lambda name: result.ways[name].median)
    for name, bound in ((DIRECT, 7), (SERVED, 10)):
        if name in found:
            result.goals.append(
                Goal(f"{best} / {name}", ratios(found[best], found[name]), at_least=bound)
            )
    return result


def _rate(way: Way) -> float:
    return COUNT / way().seconds


def _log_all(client: Any, run_id: str, entities: Any) -> None:
    now = time.time_ns() // 1_000_000
    points = [
        entities.Metric(data.NAMES[n % len(data.NAMES)], n / COUNT, now, n // len(data.NAMES))
        for n in range(COUNT)
    ]
    for start in range(0, COUNT, LARGEST):
        client.log_batch(run_id, metrics=points[start : start + LARGEST])
