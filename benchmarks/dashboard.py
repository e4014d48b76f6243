"""The first page of the dashboard with a growing number of open competitions: the document's query
against the project's view, with the same rows and role. Measured in buffers, which do not depend on
the machine's load.

The document's query is unchanged but for the clock: it uses the store's, which can be shifted.
"""

from __future__ import annotations

from statistics import median
from typing import Any

from benchmarks import data
from benchmarks.bench import SQL, Bench
from benchmarks.figures import Goal, Result, Spread

OURS, DOCUMENT = "competition_dashboard", "the document's query"
PAGE = 50
KEEPS_HISTORY = True


def run(bench: Bench) -> Result:
    """Count the buffers hit or read, and note the time."""
    competitions = bench.size(100_000, 6_000)
    result = Result(f"dashboard, first page of {PAGE}, of {competitions:,} competitions", "buffers")
    data.history(bench, competitions)
    for table in ("competitions", "agent_executions", "submissions"):
        bench.owner.execute(f"vacuum analyze public.{table}".encode())
    queries = {
        OURS: f"select * from public.competition_dashboard limit {PAGE}",
        DOCUMENT: f"{(SQL / 'document_dashboard.sql').read_text('utf-8')} limit {PAGE}",
    }
    ours: dict[int, int] = {}
    for open_ones in (50, 500, 5_000):
        bench.owner.execute(
            b"update kaggle_store.clock set shift = make_interval(hours => %s)", [5_000 - open_ones]
        )
        _check(bench, queries, open_ones)
        for name, query in queries.items():
            buffers, took = _explained(bench, query)
            result.ways[f"{name}, {open_ones:,} open"] = Spread.of([buffers])
            result.notes.append(f"{name}, {open_ones:,} open: {took:,.1f} ms")
            if name == OURS:
                ours[open_ones] = buffers
    flat, each = ours[5_000] / ours[50], median(ours.values()) / PAGE
    result.goals = [
        Goal("buffers, 5,000 open / 50 open", Spread.of([flat]), at_most=1.1),
        Goal("buffers per listed competition, median of the pages", Spread.of([each]), at_most=8),
    ]
    rows = (
        bench.value("select count(*) from public.agent_executions"),
        bench.value("select count(*) from public.submissions"),
    )
    result.notes.append(
        f"{rows[0]:,} executions, {rows[1]:,} submissions; a page needs two more buffers per"
        " competition whose submissions span two pages of the visibility map (255 MB each)"
    )
    bench.owner.execute("update kaggle_store.clock set shift = '0'")
    return result


def _explained(bench: Bench, query: str) -> tuple[int, float]:
    """Run a query twice as the agent; return buffers and milliseconds of the second run."""
    with bench.as_agent() as agent:
        explain = f"explain (analyze, buffers, format json) {query}".encode()
        agent.execute(explain)
        row = agent.execute(explain).fetchone()
    plan: dict[str, Any] = row[0][0] if row else {}
    return (
        plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"],
        plan["Planning Time"] + plan["Execution Time"],
    )


def _check(bench: Bench, queries: dict[str, str], open_ones: int) -> None:
    found = bench.value("select count(*) from public.competition_dashboard")
    if found != open_ones:
        raise AssertionError(f"{found} competitions are open instead of {open_ones}")
    with bench.as_agent() as agent:
        columns = (
            "select id, execution_count, last_execution, round(avg_score::numeric, 9)"
            " from ({}) as page"
        )
        ours, theirs = (
            set(agent.execute(columns.format(query).encode()).fetchall())
            for query in queries.values()
        )
    # The document counts an execution once for each of its three submissions.
    if {(id, 3 * runs, last, score) for id, runs, last, score in ours} != theirs:
        raise AssertionError(
            "the two dashboards differ in more than the document's double counting"
        )
