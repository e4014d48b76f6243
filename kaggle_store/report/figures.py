"""The charts of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from markupsafe import Markup

from kaggle_store import formats
from kaggle_store.html import charts
from kaggle_store.models.competitions import Competition
from kaggle_store.models.functions import CodeNode
from kaggle_store.models.submissions import Submission
from kaggle_store.models.training_jobs import TrainingJob
from kaggle_store.report.curves import Curve
from kaggle_store.report.expenses import Expense, by_day
from kaggle_store.report.solutions import Solution

Scored: TypeAlias = tuple[datetime, float | None]

WIDE = charts.Size(480, 220)
NARROW = charts.Size(440, 200)


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its title."""

    title: str
    chart: Markup


def score_figures(
    competition: Competition, jobs: Sequence[TrainingJob], submissions: Sequence[Submission]
) -> list[Figure]:
    """Return the scores over time: of jobs and of submissions, where there are several."""
    by_job: list[Scored] = [
        (job.completed_at or job.created_at, job.best_validation_score)
        for job in jobs
        if job.best_validation_score is not None
    ]
    ranked = [each for each in submissions if each.submission_status == "scored"]
    public: list[Scored] = [
        (each.submitted_at or each.created_at, each.public_score) for each in ranked
    ]
    direction = competition.metric_direction
    found = [("Public score of submissions", public), ("Validation score of jobs", by_job)]
    return [
        Figure(title, charts.score_history(points, direction=direction, label=title, size=WIDE))
        for title, points in found
        if len(points) > 1
    ]


def public_private_figure(
    competition: Competition, submissions: Iterable[Submission]
) -> list[Figure]:
    """Return public against private scores, if any submission has both."""
    scored = [each for each in submissions if each.submission_status == "scored"]
    pairs = [(each.public_score, each.private_score) for each in scored]
    if not any(private is not None for _, private in pairs):
        return []
    title = "Public against private score"
    direction = competition.metric_direction
    return [Figure(title, charts.public_against_private(pairs, direction=direction, label=title))]


def cost_figures(expenses: Sequence[Expense], gpu_budget: Decimal | None) -> list[Figure]:
    """Return the cost over time, and by day where it spans several."""
    if not expenses:
        return []
    points = [(each.at, each.dollars) for each in expenses]
    over_time = charts.cost_over_time(
        points, label="Cost over time", budget=gpu_budget, size=NARROW
    )
    found = [Figure("Cost over time", over_time)]
    days = by_day(expenses)
    if len({day for day, _, _ in days}) > 1:
        chart = charts.cost_per_day(days, label="Cost per day", size=NARROW)
        found.append(Figure("Cost per day", chart))
    return found


def curve_figure(curve: Curve) -> Figure:
    """Return the training curves of one metric."""
    lines = [charts.Line(line.name, line.points) for line in curve.lines]
    title = "minutes since the first point"
    chart = charts.line_chart(lines, label=curve.metric, x_title=title, size=NARROW)
    return Figure(curve.metric, chart)


def tree_figure(
    solutions: Sequence[Solution], tree: Sequence[CodeNode], direction: str | None
) -> Markup:
    """Return the tree of solutions; each node is a link to its change.

    The way to the best node and the open leaves are those of `store.generated_code`.
    """
    parents = {each.parent for each in solutions}
    still_open = {node.id for node in tree if node.is_open} - parents
    path = [node for node in tree if node.is_on_path_to_best]
    nodes = [
        charts.Node(
            id=str(each.code.id),
            parent=str(each.parent) if each.parent else None,
            is_derived=each.origin == "similar",
            score=each.score,
            failed=each.failed,
            operator=each.code.operator or "",
            is_open=each.code.id in still_open,
            title=_title(each, is_open=each.code.id in still_open),
            href=f"#n{each.number}",
        )
        for each in solutions
    ]
    target = str(path[-1].id) if path else None
    return charts.solution_tree(nodes, direction=direction, target=target, label="Solution tree")


def _title(solution: Solution, *, is_open: bool) -> str:
    score = formats.number(solution.score) if solution.score is not None else "no score"
    operator = f"{solution.code.operator}, " if solution.code.operator else ""
    shown = f"#{solution.number} {solution.code.file_name}: {operator}{score}, {solution.state}"
    return f"{shown}, open leaf" if is_open else shown


def lineage_figure(way: Sequence[Solution], submission: Submission | None) -> Markup:
    """Return the way from the first file of code to the best submission."""
    nodes: list[charts.Node] = []
    for each in way[-MOST_OF_LINEAGE:]:
        caption = f"#{each.number} {formats.number(each.score)}"
        nodes.append(charts.Node(str(each.number), _last(nodes), caption=caption, score=each.score))
    job = _job_of(way, submission)
    if job is not None:
        caption = f"job {formats.number(job.best_validation_score)}"
        nodes.append(charts.Node("job", _last(nodes), kind="job", caption=caption))
    if submission is not None:
        caption = f"submission {formats.number(submission.public_score)}"
        nodes.append(charts.Node("sub", _last(nodes), kind="submission", caption=caption))
    label = "From the first code to the best submission"
    return charts.solution_tree(nodes, direction=None, target=_last(nodes), label=label)


MOST_OF_LINEAGE = 5
"""Files of code in the drawing of a lineage, the last ones."""


def _last(nodes: Sequence[charts.Node]) -> str | None:
    return nodes[-1].id if nodes else None


def _job_of(way: Sequence[Solution], submission: Submission | None) -> TrainingJob | None:
    jobs: Mapping[UUID, TrainingJob] = {job.id: job for each in way for job in each.jobs}
    if submission is None or submission.training_job_id is None:
        return None
    return jobs.get(submission.training_job_id)
