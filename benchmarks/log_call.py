"""The time of one `log()` in a training loop: the recorder against MLflow's log_metric, each called
from a plain loop with one value and a step.

MLflow writes to a PostgreSQL on the same server, in-process and through its own server. The
recorder writes to a file while its thread sends, so its figure includes the thread's share of CPU.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from benchmarks import data
from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, Spread
from benchmarks.harness import interleave
from benchmarks.mlflow_peer import DIRECT, SERVED, mlflow_ways
from kaggle_store import KaggleStore

OURS, UNREACHABLE = "recorder", "recorder, database unreachable"


def run(bench: Bench) -> Result:
    """Measure microseconds per call."""
    result = Result("one log()", "µs per call")
    execution = data.some_executions(bench, 1)[0]
    calls, worst = bench.size(20_000, 500), list[float]()
    peers = mlflow_ways(bench)
    with bench.store() as store, tempfile.TemporaryDirectory() as spool:
        # Nothing listens on the discard port.
        nowhere = KaggleStore("http://127.0.0.1:9", bench.stack.service_role_key)
        with (
            store.system_metrics.recorder(
                execution_id=execution, spool=f"{spool}/a", close_within=60
            ) as log,
            nowhere.system_metrics.recorder(
                execution_id=execution, spool=f"{spool}/b", close_within=0
            ) as lost,
        ):
            ways: dict[str, Callable[[], float]] = {
                OURS: partial(_loop, log, calls, worst),
                UNREACHABLE: partial(_loop, lost, calls, worst),
            }
            for name, (client, run_id) in peers.items():
                few = bench.size(60, 5)
                ways[name] = partial(_loop, partial(_log_metric, client, run_id), few, [])
            found = interleave(ways, bench.size(8, 1))
            rounds = len(found[OURS])
        arrived = store.system_metrics.count(metric_name="loss")
    if arrived != calls * (rounds + 1):
        raise AssertionError(f"{arrived} points arrived instead of {calls * (rounds + 1)}")
    result.add(found)
    result.goals = [
        Goal("µs per call", Spread.of(found[OURS]), at_most=5),
        Goal("µs per call, database unreachable", Spread.of(found[UNREACHABLE]), at_most=5),
    ]
    result.notes = [
        f"the longest of {2 * (rounds + 1) * calls:,} calls of the recorder took"
        f" {max(worst) * 1e3:.2g} ms"
    ]
    for peer in (DIRECT, SERVED):
        if peer in found:
            times = Spread.of(found[peer]).median / Spread.of(found[OURS]).median
            result.notes.append(f"{peer}: {times:,.0f} times as long as the recorder")
    return result


def _log_metric(client: Any, run_id: str, name: str, value: float, *, step: int) -> None:
    client.log_metric(run_id, name, value, step=step)


def _loop(log: Callable[..., object], calls: int, worst: list[float]) -> float:
    start = last = time.perf_counter()
    longest = 0.0
    for step in range(calls):
        log("loss", 0.25, step=step)
        now = time.perf_counter()
        longest = max(longest, now - last)
        last = now
    worst.append(longest)
    return (last - start) / calls * 1e6
