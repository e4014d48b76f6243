"""Read and refresh execution_summary: a page of the view beside a small store's, and
`refresh_execution_summary()`, which does not block readers, against a plain refresh of the
document's materialized view, with the same executions and children.

Each execution has three submissions, every eighth also six findings, six files and four jobs, fewer
than in published journals of agents. The document's join multiplies them, so the ratio depends on
their numbers. Before each refresh one execution in a hundred changes, as a concurrent refresh has
to find the changed rows; the pages are read before the refresh, and have the changes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from benchmarks import data
from benchmarks.bench import SQL, Bench
from benchmarks.figures import Goal, Result, Spread, ratios
from benchmarks.harness import seconds
from benchmarks.overview import as_person, buffers

OURS, DOCUMENT = "refresh_execution_summary(), concurrently", "the document's view, as written"
RATIO = "refresh_execution_summary() / the document's view"
PAGES = {
    "newest first": "order by created_at desc limit 100",
    "by id": "order by id limit 100",
    "a competition's, best first": "where competition_id = "
    "'00000000-0000-7000-8001-000000000007' order by best_score desc nulls last limit 100",
}
COUNTED = {
    "all by best_score": "order by best_score desc nulls last limit 100",
    "all by submissions_count": "order by submissions_count desc limit 100",
}
KEEPS_HISTORY = True


def run(bench: Bench) -> Result:
    """Measure buffers per page and seconds per refresh; the largest is the dashboard's data."""
    result = Result("a refresh (of the materialized view), or a page", "s, or buffers")
    pages = dict[int, dict[str, int]]()
    for competitions in bench.size((100_000, 10_000, 1_000), (3_000, 600)):
        data.history(bench, competitions)
        bench.run("children.sql")
        bench.owner.execute("vacuum analyze")
        bench.run("document_summary.sql")
        found, size = _timed(bench, 1), f"{10 * competitions:,} executions"
        result.add({f"{name}, {size}": values for name, values in found.items()})
        share = ratios(found[OURS], found[DOCUMENT])
        if not result.goals:
            result.goals.append(Goal(f"{RATIO}, {size}", share, at_most=0.2))
            result.goals.append(_per_minute(bench))
        _check(bench)
        pages[competitions] = _pages(bench, result, size)
        bench.owner.execute("drop materialized view public.document_summary")
        bench.owner.execute("refresh materialized view kaggle_store.execution_summary with no data")
    largest, smallest = pages[max(pages)], pages[min(pages)]
    for name in PAGES:
        grown = Spread.of([largest[name] / smallest[name]])
        result.goals.append(Goal(f"a page, {name}, largest / smallest store", grown, at_most=2))
    return result


def _timed(bench: Bench, rounds: int) -> dict[str, list[float]]:
    """Fill both views, then change some rows and refresh both, in each round."""
    found: dict[str, list[float]] = {OURS: [], DOCUMENT: []}
    bench.owner.execute("refresh materialized view kaggle_store.execution_summary")
    document = b"refresh materialized view public.document_summary"
    with bench.store() as store:
        refreshes: dict[str, Callable[[], object]] = {
            OURS: store.upkeep.refresh_execution_summary,
            DOCUMENT: lambda: bench.owner.execute(document),
        }
        for _ in range(rounds):
            bench.run("change_some.sql")
            for name, refresh in refreshes.items():
                found[name].append(seconds(refresh))
    return found


def _per_minute(bench: Bench) -> Goal:
    """Return what upkeep spends on the summary in a minute, of a full refresh: by its schedule."""
    share = bench.value(
        "select extract(epoch from interval '1 minute' / extract(epoch from every))"
        " from kaggle_store.upkeep_tasks where task = 'execution_summary'"
    )
    label = "upkeep of the summary in a minute / a full refresh"
    return Goal(label, Spread.of([float(share)]), at_most=0.05)


def _pages(bench: Bench, result: Result, size: str) -> dict[str, int]:
    """Count a person's buffers for each page, and note how long those take that count all."""
    found = dict[str, int]()
    with as_person(bench) as person:
        person.execute("set statement_timeout = 0")
        for name, page in PAGES.items():
            found[name] = buffers(person, f"select * from public.execution_summary {page}")
            result.ways[f"a page, {name}, {size}"] = Spread.of([found[name]])
        for name, page in COUNTED.items():
            query = f"select * from public.execution_summary {page}"
            took = seconds(partial(person.execute, query.encode()))
            result.notes.append(f"a page, {name}, {size}: {took:.2f} s")
    return found


def _check(bench: Bench) -> None:
    for view in ("kaggle_store.execution_summary", "public.execution_summary"):
        query = (SQL / "compare_summaries.sql").read_text("utf-8").format(view=view)
        if wrong := bench.value(query):
            raise AssertionError(f"{wrong} rows of {view} differ from the document's")
