"""The report of one competition: its executions compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from kaggle_store import formats
from kaggle_store.html import charts
from kaggle_store.models.agent_executions import AgentExecution
from kaggle_store.models.execution_costs import ExecutionCosts
from kaggle_store.report import figures, page
from kaggle_store.report.changes import changes_of
from kaggle_store.report.execution import OPEN, best_of_run
from kaggle_store.report.expenses import by_provider, expenses_of
from kaggle_store.report.page import Fact, Report
from kaggle_store.report.reading import Contest
from kaggle_store.report.scores import badness, best_of
from kaggle_store.report.scrubber import Scrubber
from kaggle_store.report.solutions import Solution, solutions_of


@dataclass(frozen=True, slots=True)
class Compared:
    """An execution beside the others."""

    execution: AgentExecution
    costs: ExecutionCosts | None
    solutions: Sequence[Solution]
    submissions: int
    public: float | None
    private: float | None
    validation: float | None


def competition_report(contest: Contest, scrubber: Scrubber) -> Report:
    """Return the report of a competition."""
    direction = contest.competition.metric_direction
    compared = sorted(_compared(contest), key=lambda each: _order(each, direction))
    expenses = expenses_of(contest.sessions, contest.findings, contest.code)
    context = {
        "contest": contest,
        "facts": list(_facts(contest, compared)),
        "compared": compared,
        "names": {each.id: each.execution_name for each in contest.executions},
        "tree": _tree(compared, direction),
        "score_figures": figures.score_figures(
            contest.competition, contest.jobs, contest.submissions
        ),
        "public_private": figures.public_private_figure(contest.competition, contest.submissions),
        "cost_figures": figures.cost_figures(expenses, None),
        "cost_rows": by_provider(expenses),
        **_best(contest),
    }
    return page.render("competition.html", contest.competition.title, context, scrubber)


def _best(contest: Contest) -> dict[str, object]:
    """Return the lineage and code of the best submission, as in the report of its execution."""
    run = contest.best_run
    if run is None:
        return {"best": None, "lineage": "", "changes": [], "curve_figures": []}
    direction = contest.competition.metric_direction
    solutions = solutions_of(run.code, run.jobs, run.submissions, direction)
    best = best_of_run(run, solutions)
    return {
        "best": best,
        "lineage": figures.lineage_figure(best.way, best.submission),
        "changes": changes_of(best.way, best.way, direction),
        "curve_figures": [figures.curve_figure(curve) for curve in run.curves.shown],
    }


def _compared(contest: Contest) -> Iterator[Compared]:
    direction = contest.competition.metric_direction
    costs = {each.execution_id: each for each in contest.costs}
    for execution in contest.executions:
        jobs = [each for each in contest.jobs if each.execution_id == execution.id]
        made = [each for each in contest.submissions if each.execution_id == execution.id]
        code = [each for each in contest.code if each.execution_id == execution.id]
        ranked = [each for each in made if each.submission_status == "scored"]
        yield Compared(
            execution,
            costs.get(execution.id),
            solutions_of(code, jobs, made, direction),
            len(made),
            best_of([each.public_score for each in ranked], direction),
            best_of([each.private_score for each in ranked], direction),
            best_of([each.best_validation_score for each in jobs], direction),
        )


def _order(each: Compared, direction: str | None) -> tuple[object, ...]:
    """Return a key that sorts the best public score first, then the best validation score."""
    by_score = *badness(each.public, direction), *badness(each.validation, direction)
    return *by_score, each.execution.created_at


def _tree(compared: Sequence[Compared], direction: str | None) -> object:
    """Return all executions' solutions as one drawing, each a tree below its execution."""
    nodes: list[charts.Node] = []
    for each in compared:
        root = _root(each.execution.id)
        nodes.append(charts.Node(root, kind="job", title=each.execution.execution_name))
        nodes += [
            charts.Node(
                id=str(found.code.id),
                parent=str(found.parent) if found.parent else root,
                score=found.score,
                failed=found.failed,
                title=f"{each.execution.execution_name}: #{found.number} {found.code.file_name}, "
                f"{formats.number(found.score)}, {found.state}",
            )
            for found in each.solutions
        ]
    return charts.solution_tree(nodes, direction=direction, label="Solutions of all executions")


def _root(execution: UUID) -> str:
    return f"execution {execution}"


def _facts(contest: Contest, compared: Sequence[Compared]) -> Iterator[Fact]:
    """Yield the figures at the top, the most important first."""
    direction = contest.competition.metric_direction
    for name, scores in (
        ("best public score", [each.public for each in compared]),
        ("best private score", [each.private for each in compared]),
        ("best validation score", [each.validation for each in compared]),
    ):
        if (score := best_of(scores, direction)) is not None:
            yield Fact(name, formats.number(score))
    total = sum(each.costs.total_dollars for each in compared if each.costs)
    yield Fact("cost", formats.money(total))
    improvements = sum(each.costs.improvements for each in compared if each.costs)
    if improvements:
        yield Fact("cost per improvement", formats.money(total / improvements))
    yield Fact("executions", f"{len(compared):,}")
    yield Fact("submissions", f"{len(contest.submissions):,}")
    waiting = sum(each.status in OPEN for each in contest.interventions)
    note = f"{waiting:,} open" if waiting else ""
    yield Fact("interventions", f"{len(contest.interventions):,}", note)
