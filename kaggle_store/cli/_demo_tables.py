"""The demo's tables: dashboard, progress and summary."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from rich.table import Table
from rich.text import Text

from kaggle_store import formats
from kaggle_store.cli import output
from kaggle_store.cli._fields import style_of
from kaggle_store.cli.output import cell
from kaggle_store.models import CompetitionDashboard, ExecutionProgress, ExecutionSummary

_EMPTY = Text("·", "dim")
_BETTER = {"maximize": "higher", "minimize": "lower"}


def dashboard_table(rows: Iterable[CompetitionDashboard], title: str, *, wide: bool) -> Table:
    """Return a table of open competitions; their type only where `wide`."""
    table = _table(title)
    table.add_column("Competition", ratio=3, no_wrap=True)
    if wide:
        table.add_column("Type", no_wrap=True)
    table.add_column("Metric", ratio=2, no_wrap=True)
    table.add_column("Better", no_wrap=True)
    table.add_column("Deadline", no_wrap=True)
    for name in ("Runs", "Mean", "Best"):
        table.add_column(name, justify="right", no_wrap=True)
    shown = list(rows)
    means = formats.aligned(row.avg_score for row in shown)
    bests = formats.aligned(row.best_score for row in shown)
    for row, mean, best in zip(shown, means, bests, strict=True):
        table.add_row(
            cell(row.title),
            *([cell(row.problem_type)] if wide else []),
            cell(row.evaluation_metric or _EMPTY),
            _BETTER.get(row.metric_direction or "", _EMPTY),
            _day(row.deadline, estimated=row.deadline_is_estimated),
            _count(row.execution_count),
            _score(mean),
            _score(best),
        )
    return table


def progress_table(rows: Iterable[ExecutionProgress], title: str) -> Table:
    """Return a table of running executions."""
    table = _table(title)
    table.add_column("Execution", ratio=3, no_wrap=True)
    table.add_column("Competition", ratio=4, no_wrap=True)
    table.add_column("Status", no_wrap=True)
    table.add_column("Step", justify="right", no_wrap=True)
    table.add_column("GPU", no_wrap=True)
    table.add_column("Cost", justify="right", no_wrap=True)
    table.add_column("Pending", justify="right", no_wrap=True)
    for row in rows:
        table.add_row(
            cell(row.execution_name),
            cell(row.competition_title),
            _status(row.status),
            f"{row.current_step}/10",
            row.gpu_status or _EMPTY,
            _dollars(row.gpu_cost),
            _count(row.pending_interventions),
        )
    return table


def summary_table(rows: Iterable[ExecutionSummary], names: dict[UUID, str], title: str) -> Table:
    """Return a table of what executions have produced; `names` are theirs by id."""
    table = _table(title)
    table.add_column("Execution", ratio=1, no_wrap=True)
    table.add_column("Status", no_wrap=True)
    for name in ("Research", "Files", "Jobs", "Sent", "Best", "Cost"):
        table.add_column(name, justify="right", no_wrap=True)
    shown = list(rows)
    bests = formats.aligned(row.best_score for row in shown)
    for row, best in zip(shown, bests, strict=True):
        counts = (
            row.research_count,
            row.code_files_count,
            row.training_jobs_count,
            row.submissions_count,
        )
        table.add_row(
            cell(names.get(row.id, row.id)),
            _status(row.status),
            *map(_count, counts),
            _score(best),
            _dollars(row.gpu_budget_consumed or None),
        )
    return table


def _table(title: str) -> Table:
    table = output.new_table(title, gap=1)
    table.expand = True
    return table


def _status(status: str | None) -> Text:
    if status is None:
        return _EMPTY
    return Text(status.replace("_", " "), style_of(status))


def _day(moment: datetime | None, *, estimated: bool | None) -> Text:
    if moment is None:
        return _EMPTY
    return Text(f"{moment:%Y-%m-%d}", "dim italic" if estimated else "")


def _count(number: int | None) -> Text:
    return Text(str(number)) if number else _EMPTY


def _score(text: str) -> Text:
    return _EMPTY if text == formats.NOTHING else Text(text, "bold")


def _dollars(amount: Decimal | None) -> Text:
    return _EMPTY if amount is None else Text(formats.money(amount))
