"""Run each task of upkeep in a store of a million executions and twenty million metric points: how
long a call takes, and how long a writer waits meanwhile.

A call is repeated while it returns `more_left`, up to thirty times. A writer stores points,
findings and executions, each in a transaction of its own, and does not wait for the disk.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import get_args

from benchmarks import data
from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, Spread
from benchmarks.harness import seconds, writing
from kaggle_store.models.enums import UpkeepTask

CALLS = 30
"""Calls of one task at the most: the archive alone would take an hour."""
WHOLE = "execution_summary"
"""The task that is one statement over the whole store, which no step bounds."""
READS = {
    "store_health()": "select * from public.store_health()",
    "integrity_report(), the whole store": "select * from public.integrity_report()",
}
WRITES = (
    "insert into public.system_metrics (metric_name, metric_value, metric_type)"
    " values ('beat', 1, 'gauge')",
    "insert into public.research_results"
    " (execution_id, research_type, query_text, source_api, raw_response)"
    " select id, 'documentation', 'q' || clock_timestamp(), 's', '{}' from writers",
    "insert into public.agent_executions (competition_id, execution_name)"
    " select competition_id, 'written' from writers",
    "update public.agent_executions set priority = 1 + priority % 9"
    " where id = (select id from writers)",
)


def run(bench: Bench) -> Result:
    """Measure seconds of each call, and the longest write while a task runs."""
    executions, points = bench.size((1_000_000, 20_000_000), (2_000, 20_000))
    _load(bench, executions, points)
    result = Result(f"a call, {executions:,} executions and {points:,} metric points", "s")
    longest, waits = dict[str, float](), dict[str, float]()
    for task in get_args(UpkeepTask):
        with _writer(bench) as waited:
            took = _calls(bench, task)
        longest[task], waits[task] = max(took), max(waited)
        result.add({task: took})
        result.notes.append(
            f"{task}: {len(took)} calls, the longest {longest[task]:.2f} s;"
            f" a writer's longest write {waits[task] * 1e3:.0f} ms"
        )
    for name, query in READS.items():
        result.add({name: [seconds(partial(bench.owner.execute, query.encode()))]})
    refresh = longest.pop(WHOLE)
    longest_of_all, longest_wait = max(longest.values()), max(waits.values()) * 1e3
    result.goals = [
        Goal("the longest call of a task, s", Spread.of([longest_of_all]), at_most=1),
        Goal("refresh of the materialized view, s", Spread.of([refresh]), at_most=1),
        Goal("a writer's longest write, ms", Spread.of([longest_wait]), at_most=100),
    ]
    return result


def _load(bench: Bench, executions: int, points: int) -> None:
    data.history(bench, executions // 10)
    bench.run("children.sql")
    bench.run("upkeep_history.sql")
    bench.owner.execute(f"set bench.points = '{points}'".encode())
    bench.run("upkeep_metrics.sql")
    bench.owner.execute("vacuum analyze")
    bench.owner.execute("refresh materialized view kaggle_store.execution_summary")
    bench.owner.execute("checkpoint")


def _calls(bench: Bench, task: str) -> list[float]:
    """Call a task until nothing is left; return how long each call took."""
    took: list[float] = []
    with bench.as_agent() as agent:
        agent.execute("set statement_timeout = 0")
        more = True
        while more and len(took) < CALLS:
            start = time.perf_counter()
            row = agent.execute(
                "select outcome::text, more_left, error from public.run_upkeep(%s)", [task]
            ).fetchone()
            took.append(time.perf_counter() - start)
            if row is None or row[0] != "done":
                raise AssertionError(f"{task}: {row}")
            more = row[1]
    return took


@contextmanager
def _writer(bench: Bench) -> Iterator[list[float]]:
    """Write over another connection, a row every 5 ms; yield how long each write took."""
    with bench.as_agent() as agent:
        agent.execute("set synchronous_commit = off")
        agent.execute(
            "create temporary table writers as select id, competition_id"
            " from public.agent_executions where status = 'research'"
            " and lease_id is null limit 1"
        )
        kinds = len(WRITES)
        with writing(lambda n: agent.execute(WRITES[n % kinds].encode()), 0.005, kinds) as waits:
            yield waits
