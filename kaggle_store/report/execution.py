"""The report of one execution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from kaggle_store import formats
from kaggle_store.models.submissions import Submission
from kaggle_store.models.training_jobs import TrainingJob
from kaggle_store.report import figures, page
from kaggle_store.report.changes import changes_of
from kaggle_store.report.expenses import by_provider, expenses_of
from kaggle_store.report.page import Fact, Report
from kaggle_store.report.reading import Run
from kaggle_store.report.scores import badness, best_of
from kaggle_store.report.scrubber import Scrubber
from kaggle_store.report.solutions import (
    Solution,
    best_solution,
    lineage_of,
    solutions_of,
)
from kaggle_store.report.timeline import timeline_of

OPEN = {"pending", "escalated"}


@dataclass(frozen=True, slots=True)
class Best:
    """The best submission, and the way of its code from the first file to it."""

    submission: Submission | None
    job: TrainingJob | None
    way: Sequence[Solution]


def execution_report(run: Run, scrubber: Scrubber) -> Report:
    """Return the report of an execution."""
    direction = run.competition.metric_direction
    solutions = solutions_of(run.code, run.jobs, run.submissions, direction)
    best = best_of_run(run, solutions)
    expenses = expenses_of(run.sessions, run.findings, run.code)
    way = best.way
    context = {
        "run": run,
        "facts": list(_facts(run, solutions)),
        "best": best,
        "best_solution": best_solution(solutions, direction),
        "has_operators": any(each.code.operator for each in solutions),
        "solutions": sorted(solutions, key=lambda each: (*badness(each.score, direction),)),
        "by_id": {each.code.id: each for each in solutions},
        "tree": figures.tree_figure(solutions, run.tree, direction),
        "lineage": figures.lineage_figure(way, best.submission),
        "score_figures": figures.score_figures(run.competition, run.jobs, run.submissions),
        "public_private": figures.public_private_figure(run.competition, run.submissions),
        "cost_figures": figures.cost_figures(expenses, _budget(run)),
        "cost_rows": by_provider(expenses),
        "curve_figures": [figures.curve_figure(curve) for curve in run.curves.shown],
        "changes": changes_of(solutions, way, direction),
        "timeline": timeline_of(run),
    }
    name = run.execution.execution_name
    return page.render("execution.html", name, context, scrubber)


def best_of_run(run: Run, solutions: Sequence[Solution]) -> Best:
    """Return the best submission with its lineage; without one, the way to the best solution."""
    by_id = {each.code.id: each for each in solutions}
    submission = next((each for each in run.submissions if each.id == run.best), None)
    job = _job(run, submission.training_job_id if submission else None)
    made_by = by_id.get(job.code_id) if job else None
    if made_by is None and submission is None:
        made_by = best_solution(solutions, run.competition.metric_direction)
    return Best(submission, job, lineage_of(made_by, by_id))


def _job(run: Run, id: UUID | None) -> TrainingJob | None:
    return next((job for job in run.jobs if job.id == id), None)


def _budget(run: Run) -> Decimal | None:
    return run.execution.gpu_budget_dollars if run.sessions else None


def _facts(run: Run, solutions: Sequence[Solution]) -> Iterator[Fact]:
    """Yield the figures at the top, the most important first."""
    direction = run.competition.metric_direction
    submission = next((each for each in run.submissions if each.id == run.best), None)
    if submission is not None:
        yield Fact("best public score", formats.number(submission.public_score), _rank(submission))
    validation = best_of([job.best_validation_score for job in run.jobs], direction)
    if validation is not None:
        found = best_solution(solutions, direction)
        where = f"#{found.number}" if found and found.score == validation else ""
        yield Fact("best validation score", formats.number(validation), where)
    if run.costs.total_dollars:
        yield Fact("cost", formats.money(run.costs.total_dollars), page.cost_note(run.costs))
    failed = sum(each.failed for each in solutions)
    yield Fact("solutions", f"{len(solutions):,}", f"{failed:,} failed" if failed else "")
    yield Fact("submissions", f"{len(run.submissions):,}")
    if (length := _duration(run)) is not None:
        yield Fact("duration", formats.duration(length))
    waiting = sum(each.status in OPEN for each in run.interventions)
    note = f"{waiting:,} open" if waiting else ""
    if run.interventions:
        yield Fact("interventions", f"{len(run.interventions):,}", note)


def _rank(submission: Submission) -> str:
    if submission.public_rank is None:
        return ""
    of = f" of {submission.total_participants:,}" if submission.total_participants else ""
    return f"rank {submission.public_rank:,}{of}"


def _duration(run: Run) -> timedelta | None:
    started, ended = run.execution.started_at, run.execution.completed_at
    return ended - started if started and ended else None
