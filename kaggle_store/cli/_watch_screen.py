"""The overview on a terminal: sections that share its height, most urgent first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from rich.console import Group, RenderableType
from rich.text import Text

from kaggle_store import formats
from kaggle_store.cli import output
from kaggle_store.cli._bars import bar, sparkline
from kaggle_store.cli._watch_lines import lease
from kaggle_store.cli._watch_section import QUIET, Column, Name, Section, shares
from kaggle_store.models.dashboards import (
    CappedCount,
    ListedIntervention,
    LiveExecution,
    Overview,
    ScoredCompetition,
)
from kaggle_store.models.functions import StoreHealthRow

NARROW, WIDE = 72, 110
"""Columns up to which tables show less, and from which they show more."""
STEPS = 10
SOON, VERY_SOON = timedelta(hours=24), timedelta(hours=1)
BAD, WARN, GOOD = "red", "yellow", "green"


def picture(seen: Overview, columns: int, lines: int, header: RenderableType) -> RenderableType:
    """Return the overview for a terminal of this size; `lines` is 0 where it has no end."""
    sections = [
        *([_alerts(seen.alerts, columns)] if seen.alerts else []),
        _interventions(seen, columns),
        _competitions(seen, columns),
        _executions(seen, columns),
    ]
    wanted = [len(section.rows) for section in sections]
    # The header, and below the sections an empty line and that of the GPUs.
    room = lines - 1 - sum(section.height for section in sections) - 2 if lines else sum(wanted)
    counts = shares(room, wanted)
    shown = [section.render(count) for section, count in zip(sections, counts, strict=True)]
    return Group(header, *shown, Text(), _gpu(seen, columns))


def counted(count: CappedCount) -> str:
    """Return a count, with a plus where it stopped."""
    return f"{count.count}{'+' if count.has_more else ''}"


def _alerts(alerts: Sequence[StoreHealthRow], width: int) -> Section:
    columns = (
        Column(),
        Column(),
        Column(ratio=None if width >= WIDE else 1),
        Column(ratio=1, least=WIDE),
    )
    rows = [
        (
            output.mark("problem" if row.state == "problem" else "warning"),
            output.cell(row.subject),
            output.cell(row.found),
            output.styled(row.remedy or "", QUIET),
        )
        for row in alerts
    ]
    return Section("Alerts", str(len(alerts)), rows, columns, width)


def _interventions(seen: Overview, width: int) -> Section:
    columns = (
        Column("intervention", ratio=3),
        Column("execution", ratio=2, least=NARROW),
        Column("priority"),
        Column("asked", is_right=True, least=WIDE),
        Column("answer due", is_right=True),
    )

    def cells(row: ListedIntervention) -> tuple[RenderableType, ...]:
        return (
            Name(row.title),
            Name(row.execution_name),
            output.styled(row.priority, {"critical": BAD, "high": WARN}.get(str(row.priority), "")),
            formats.about(row.created_at, seen.now),
            _due(row.sla_deadline, seen.now, row.is_overdue),
        )

    rows = [cells(row) for row in seen.interventions.rows]
    count = counted(seen.open_interventions)
    return Section("Waiting for a person", count, rows, columns, width, "nothing")


def _competitions(seen: Overview, width: int) -> Section:
    columns = (
        Column("competition", ratio=1),
        Column("title", ratio=2, least=WIDE),
        Column("best", is_right=True),
        Column("rank", is_right=True, least=WIDE),
        Column("trend", least=NARROW),
        Column("left today", is_right=True),
        Column("live", is_right=True, least=NARROW),
        Column("deadline", is_right=True),
    )

    def cells(row: ScoredCompetition, score: str) -> tuple[RenderableType, ...]:
        return (
            Name(row.kaggle_id),
            Name(row.title),
            output.styled(score, "bold"),
            _rank(row),
            output.styled(_trend(row), "cyan"),
            _left(row),
            counted(row.live_executions),
            _due(row.deadline, seen.now, row.deadline < seen.now, SOON),
        )

    # Those with executions first, else by deadline.
    found = sorted(seen.competitions.rows, key=lambda row: not row.is_entered)
    scores = formats.aligned(row.best.public_score if row.best else None for row in found)
    rows = [cells(row, score) for row, score in zip(found, scores, strict=True)]
    count = counted(seen.open_competitions)
    return Section("Open competitions", count, rows, columns, width, "none")


def _executions(seen: Overview, width: int) -> Section:
    columns = (
        Column("execution", ratio=2),
        Column("competition", ratio=1, least=WIDE),
        Column("state"),
        Column("step", is_right=True, least=NARROW),
        Column("held by", ratio=1, least=NARROW),
        Column("GPU budget", least=WIDE),
        Column("due", is_right=True),
    )

    def cells(row: LiveExecution) -> tuple[RenderableType, ...]:
        return (
            Name(row.execution_name),
            Name(row.kaggle_id),
            _state(row),
            f"{row.current_step}/{STEPS}",
            _holder(row, seen.now),
            _budget(row.gpu_budget_consumed, row.gpu_budget_dollars),
            _due(row.due_at, seen.now, row.is_overdue),
        )

    rows = [cells(row) for row in seen.executions.rows]
    count = counted(seen.live_executions)
    if seen.overdue_executions.count:
        count += f", {counted(seen.overdue_executions)} overdue"
    return Section("Live executions", count, rows, columns, width, "none")


def _gpu(seen: Overview, columns: int) -> Text:
    gpu = seen.gpu
    shown = Text.assemble(("GPUs", "bold"), (f" {gpu.live_sessions}", QUIET), no_wrap=True)
    shown.append(f"  {formats.money(gpu.burn_dollars_per_hour)}/h")
    if gpu.unpriced_sessions:
        shown.append(f" + {gpu.unpriced_sessions} of unknown price", WARN)
    shown.append(f"  {formats.money(gpu.today_dollars)} today")
    if gpu.budget_dollars:
        shown.append("  ").append_text(_budget(gpu.consumed_dollars, gpu.budget_dollars, 16))
        shown.append(f" of {formats.money(gpu.budget_dollars)}", QUIET)
    shown.truncate(columns, overflow="ellipsis")
    return shown


def _budget(used: Decimal, whole: Decimal, width: int = 8) -> Text:
    share = used / whole if whole else Decimal(0)
    style = BAD if share >= 1 else WARN if share >= Decimal("0.8") else GOOD
    full, empty = bar(used, whole, width)
    return Text.assemble((full, style), (empty, QUIET), f" {formats.percent(used, whole):>4}")


def _due(at: datetime | None, now: datetime, is_overdue: bool, soon: timedelta = VERY_SOON) -> Text:
    if at is None:
        return output.styled(formats.NOTHING, QUIET)
    if is_overdue:
        return output.styled(f"✗ {formats.about(at, now)}", BAD)
    return output.styled(formats.about(at, now), WARN if at - now < soon else "")


def _trend(row: ScoredCompetition) -> str:
    scores = [point.public_score for point in reversed(row.score_history.rows)]
    return sparkline(scores, lower_is_better=str(row.metric_direction) == "minimize")


def _rank(row: ScoredCompetition) -> str:
    if row.best is None or row.best.public_rank is None:
        return formats.NOTHING
    of = f" of {row.best.total_participants:,}" if row.best.total_participants else ""
    return f"{row.best.public_rank:,}{of}"


def _left(row: ScoredCompetition) -> Text:
    if row.remaining is None:
        return output.styled("no limit", QUIET)
    style = "" if row.remaining else WARN
    return output.styled(f"{row.remaining} of {row.daily_submission_limit}", style)


def _state(row: LiveExecution) -> Text:
    text = str(row.status).replace("_", " ")
    return output.styled(text, WARN if row.status == "human_review" else "")


def _holder(row: LiveExecution, now: datetime) -> RenderableType:
    match lease(row, now):
        case "held":
            return Name(row.worker)
        case "lost":
            return output.styled(f"✗ lost: {row.worker}", BAD)
    return output.styled("no worker", QUIET)
