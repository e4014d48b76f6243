"""Refresh execution_summary: `refresh_execution_summary()`, which does not block readers, against
a plain refresh of the document's materialized view, with the same executions and children.

Each execution has three submissions, every eighth also six findings, six files and four jobs, fewer
than in published journals of agents. The document's join multiplies them, so the ratio depends on
their numbers. Before each refresh one execution in a hundred changes, as a concurrent refresh has
to find the changed rows.
"""

from __future__ import annotations

from functools import partial

from benchmarks import data
from benchmarks.bench import SQL, Bench
from benchmarks.figures import Goal, Result, ratios
from benchmarks.harness import seconds

OURS, DOCUMENT = "refresh_execution_summary(), concurrently", "the document's view, as written"
RATIO = "refresh_execution_summary() / the document's view"
KEEPS_HISTORY = True


def run(bench: Bench) -> Result:
    """Measure seconds per refresh, at two sizes; the larger one is the dashboard's data."""
    result = Result("refresh of execution_summary", "s")
    for competitions in bench.size((100_000, 10_000), (6_000, 600)):
        data.history(bench, competitions)
        bench.run("children.sql")
        bench.owner.execute("vacuum analyze")
        bench.run("document_summary.sql")
        found, size = _timed(bench, 1), f"{10 * competitions:,} executions"
        result.add({f"{name}, {size}": values for name, values in found.items()})
        share = ratios(found[OURS], found[DOCUMENT])
        if not result.goals:
            result.goals.append(Goal(f"{RATIO}, {size}", share, at_most=0.2))
        _check(bench)
        bench.owner.execute("drop materialized view public.document_summary")
        bench.owner.execute("refresh materialized view kaggle_store.execution_summary with no data")
    return result


def _timed(bench: Bench, rounds: int) -> dict[str, list[float]]:
    """Fill both views, then change some rows and refresh both, in each round."""
    found: dict[str, list[float]] = {OURS: [], DOCUMENT: []}
    bench.owner.execute("refresh materialized view kaggle_store.execution_summary")
    refreshes = {
        OURS: "select public.refresh_execution_summary()",
        DOCUMENT: "refresh materialized view public.document_summary",
    }
    for _ in range(rounds):
        bench.run("change_some.sql")
        for name, refresh in refreshes.items():
            found[name].append(seconds(partial(bench.owner.execute, refresh.encode())))
    return found


def _check(bench: Bench) -> None:
    if wrong := bench.value((SQL / "compare_summaries.sql").read_text("utf-8")):
        raise AssertionError(f"{wrong} rows of the two summaries differ")
