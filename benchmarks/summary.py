"""Bringing execution_summary up to date: `refresh_execution_summary()`, which lets readers go on, against a plain refresh of the document's materialized view, on the same executions and their children.

Each execution has three submissions, every fourth two findings, a file and a job, so the document's join multiplies as in real
use. Before each refresh one execution in a hundred changes, as a concurrent refresh has to find what did.
"""

from __future__ import annotations

from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, ratios
from benchmarks.harness import seconds

OURS, DOCUMENT = "refresh_execution_summary(), concurrently", "the document's view, as written"


def run(bench: Bench) -> Result:
    """Measure seconds a refresh, at three sizes."""
    result = Result("refresh of execution_summary", "s")
    sizes = bench.size((3_000, 10_000, 30_000), (600,))
    for competitions in sizes:
        bench.empty()
        bench.owner.execute(f"set bench.competitions = '{competitions}'".encode())
        bench.run("history.sql")
        bench.run("children.sql")
        bench.owner.execute("vacuum analyze")
        bench.run("document_summary.sql")
        found = _timed(bench, bench.size(2 if competitions == sizes[-1] else 1, 1))
        result.add({f"{name}, {10 * competitions:,} executions": values for name, values in found.items()})
        result.goals = [
            Goal(f"of the document's, {10 * competitions:,} executions", ratios(found[OURS], found[DOCUMENT]), at_most=0.2)
        ]
        _check(bench)
    bench.owner.execute("drop materialized view public.document_summary")
    bench.owner.execute("refresh materialized view private.execution_summary with no data")
    return result


def _timed(bench: Bench, rounds: int) -> dict[str, list[float]]:
    """Fill both first, then change a little and refresh both, round after round."""
    found: dict[str, list[float]] = {OURS: [], DOCUMENT: []}
    bench.owner.execute("refresh materialized view private.execution_summary")
    for turn in range(rounds):
        change = "update public.agent_executions set gpu_budget_consumed = %s where uuid_hash(id) %% 100 = 7"
        bench.owner.execute(b"set session_replication_role = replica")
        bench.owner.execute(change.encode(), [turn + 1])
        bench.owner.execute(b"set session_replication_role = default")
        found[OURS].append(seconds(lambda: bench.owner.execute("select public.refresh_execution_summary()")))
        found[DOCUMENT].append(seconds(lambda: bench.owner.execute("refresh materialized view public.document_summary")))
    return found


def _check(bench: Bench) -> None:
    wrong = bench.value(
        """
        select count(*) from public.document_summary as d full join private.execution_summary as s using (id)
        where (d.status, d.gpu_budget_consumed, d.research_count, d.code_files_count, d.training_jobs_count, d.submissions_count)
            is distinct from
            (s.status, s.gpu_budget_consumed, s.research_count, s.code_files_count, s.training_jobs_count, s.submissions_count)
            or d.best_score is distinct from s.best_score
        """
    )
    if wrong:
        raise AssertionError(f"{wrong} rows of the two summaries differ")
