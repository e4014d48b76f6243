"""The same 5,000 points through `system_metrics.record` and through MLflow's log_batch, which
takes 1,000 at a time: each in the largest batches that it takes.

MLflow's tables lie in a database of the same PostgreSQL, so that the disk and the settings are
the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from benchmarks import data
from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, ratios
from benchmarks.harness import interleave, seconds
from benchmarks.mlflow_peer import DIRECT, SERVED, mlflow_ways

COUNT, LARGEST = 5_000, 1_000
OURS = "system_metrics.record"


def run(bench: Bench) -> Result:
    """Measure points a second."""
    result = Result("5,000 points, MLflow in batches of 1,000", "rows/s")
    points = data.points(COUNT, data.some_executions(bench))
    peers = mlflow_ways(bench)
    with bench.store() as store:
        ways: dict[str, Callable[[], float]] = {
            OURS: partial(_rate, partial(store.system_metrics.record, points))
        }
        mlflow = bench.peer("mlflow.entities")
        for name, (client, run_id) in peers.items():
            ways[name] = partial(_rate, partial(_log_all, client, run_id, mlflow))
        found = interleave(ways, bench.size(6, 1))
        rounds = len(found[OURS])
        for client, run_id in peers.values():
            logged = len(client.get_metric_history(run_id, "loss"))
            if logged < COUNT // len(data.NAMES):
                raise AssertionError(f"MLflow holds {logged} points of loss")
        stored = store.system_metrics.count()
    if stored != COUNT * (rounds + 1):
        raise AssertionError(f"{stored} points arrived instead of {COUNT * (rounds + 1)}")
    result.add(found)
    for name, bound in ((DIRECT, 7), (SERVED, 10)):
        if name in found:
            result.goals.append(
                Goal(f"times {name}", ratios(found[OURS], found[name]), at_least=bound)
            )
    return result


def _rate(work: Callable[[], object]) -> float:
    return COUNT / seconds(work)


def _log_all(client: Any, run_id: str, entities: Any) -> None:
    now = time.time_ns() // 1_000_000
    points = [
        entities.Metric(data.NAMES[n % len(data.NAMES)], n / COUNT, now, n // len(data.NAMES))
        for n in range(COUNT)
    ]
    for start in range(0, COUNT, LARGEST):
        client.log_batch(run_id, metrics=points[start : start + LARGEST])
