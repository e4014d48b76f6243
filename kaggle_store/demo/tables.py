"""The dashboard, the progress and the summary as tables that a person likes to read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from rich import box
from rich.table import Table
from rich.text import Text

from kaggle_store.models import (
    CompetitionDashboard,
    ExecutionProgress,
    ExecutionStatus,
    ExecutionSummary,
)

_NOTHING = Text("·", "dim")
_WINS = {"maximize": "higher", "minimize": "lower"}
_COLOURS: dict[ExecutionStatus, str] = {
    "completed": "green",
    "failed": "red",
    "cancelled": "red",
    "human_review": "yellow",
}


def dashboard_table(rows: Iterable[CompetitionDashboard], title: str, *, wide: bool) -> Table:
    """Show open competitions with their runs and scores; their type only where there is room."""
    table = _table(title)
    table.add_column("Competition", ratio=3, no_wrap=True)
    if wide:
        table.add_column("Type", no_wrap=True)
    table.add_column("Metric", ratio=2, no_wrap=True)
    table.add_column("Wins", no_wrap=True)
    table.add_column("Deadline", no_wrap=True)
    for name in ("Runs", "Mean", "Best"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(
            row.title,
            *([row.problem_type] if wide else []),
            row.evaluation_metric or _NOTHING,
            _WINS[row.metric_direction] if row.metric_direction else _NOTHING,
            _day(row.deadline, estimated=row.deadline_is_estimated),
            _count(row.execution_count),
            _score(row.avg_score),
            _score(row.best_score),
        )
    return table


def progress_table(rows: Iterable[ExecutionProgress], title: str) -> Table:
    """Show executions under way."""
    table = _table(title)
    table.add_column("Execution", ratio=3, no_wrap=True)
    table.add_column("Competition", ratio=4, no_wrap=True)
    table.add_column("Status", no_wrap=True)
    table.add_column("Step", justify="right", no_wrap=True)
    table.add_column("GPU", no_wrap=True)
    table.add_column("Cost", justify="right", no_wrap=True)
    table.add_column("Asks", justify="right", no_wrap=True)
    for row in rows:
        table.add_row(
            row.execution_name,
            row.competition_title,
            _status(row.status),
            f"{row.current_step}/10",
            row.gpu_status or _NOTHING,
            _dollars(row.gpu_cost),
            _count(row.pending_interventions),
        )
    return table


def summary_table(rows: Iterable[ExecutionSummary], names: dict[UUID, str], title: str) -> Table:
    """Show what executions have made."""
    table = _table(title)
    table.add_column("Execution", ratio=1, no_wrap=True)
    table.add_column("Status", no_wrap=True)
    for name in ("Found", "Files", "Jobs", "Sent", "Best", "GPU cost"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        made = (
            row.research_count,
            row.code_files_count,
            row.training_jobs_count,
            row.submissions_count,
        )
        table.add_row(
            names.get(row.id, str(row.id)),
            _status(row.status),
            *map(_count, made),
            _score(row.best_score),
            _dollars(row.gpu_budget_consumed or None),
        )
    return table


def _table(title: str) -> Table:
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        expand=True,
        show_edge=False,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        header_style="dim",
    )


def _status(status: ExecutionStatus | None) -> Text:
    if status is None:
        return _NOTHING
    return Text(status.replace("_", " "), _COLOURS.get(status, "cyan"))


def _day(moment: datetime | None, *, estimated: bool | None) -> Text:
    if moment is None:
        return _NOTHING
    return Text(f"{moment:%Y-%m-%d}", "dim italic" if estimated else "")


def _count(number: int | None) -> Text:
    return Text(str(number)) if number else _NOTHING


def _score(score: float | None) -> Text:
    return _NOTHING if score is None else Text(f"{score:.4g}", "bold")


def _dollars(amount: Decimal | None) -> Text:
    return _NOTHING if amount is None else Text(f"${amount:.6f}")
