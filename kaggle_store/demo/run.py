"""The demo itself: a store, an agent's life in it, and what the store then says of it."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kaggle_store import KaggleStore
from kaggle_store.demo.agent_run import live
from kaggle_store.demo.check import read_back
from kaggle_store.demo.other_runs import stage
from kaggle_store.demo.output import WIDTH, Screen
from kaggle_store.demo.sample import sample_competitions
from kaggle_store.demo.tables import dashboard_table, progress_table, summary_table
from kaggle_store.models import (
    AgentExecution,
    CompetitionDashboard,
    ExecutionSummary,
    IntegrityReportRow,
)

ROWS = 12
"""Rows of each table."""


def play(options: argparse.Namespace) -> None:
    """Run the demo, as the options of its command say."""
    screen = Screen(ask=options.ask)
    began = time.monotonic()
    with _store(options) as store, _folder(options) as folder:
        screen.console.print("[bold]An agent's life, from discovery to a scored submission[/]\n")
        screen.done("store", f"{store.settings.url}, ready in {time.monotonic() - began:.1f} s")
        report = _work(store, folder, screen)
        _show(store, screen)
        _conclude(report, screen)


def _work(store: KaggleStore, folder: Path, screen: Screen) -> list[IntegrityReportRow]:
    with screen:
        life = live(store, sample_competitions(), folder, screen)
        staged = stage(store)
        screen.done("under way", f"{staged} more executions, set up to fill the progress below")
        return read_back(store, life)


def _show(store: KaggleStore, screen: Screen) -> None:
    store.agent_executions.refresh_summary()
    still_open = store.competitions.dashboard(limit=1000)
    under_way = store.agent_executions.progress(limit=1000)
    made = store.agent_executions.summaries(limit=1000)
    names = {row.id: row.execution_name for row in _named(store, made[:ROWS])}
    wide = screen.console.width >= WIDTH
    for table in (
        dashboard_table(
            _page(still_open),
            f"Dashboard: open competitions, soonest deadline first{_share(still_open)}",
            wide=wide,
        ),
        progress_table(
            under_way[:ROWS],
            f"Progress: executions under way, most urgent first{_share(under_way)}",
        ),
        summary_table(
            made[:ROWS], names, f"Summary: what executions have made, newest first{_share(made)}"
        ),
    ):
        screen.console.print()
        screen.console.print(table)


def _named(store: KaggleStore, rows: list[ExecutionSummary]) -> list[AgentExecution]:
    return store.agent_executions.list(id=[row.id for row in rows if row.id])


def _page(rows: list[CompetitionDashboard]) -> list[CompetitionDashboard]:
    """Cut to `ROWS`, in order; those that the agent has entered are never cut."""
    entered = sum(row.execution_count > 0 for row in rows)
    room = max(ROWS - entered, 0)
    others = [row.id for row in rows if not row.execution_count][:room]
    return [row for row in rows if row.execution_count or row.id in others][:ROWS]


def _share(rows: Sequence[object]) -> str:
    return f" ({ROWS} of {len(rows)})" if len(rows) > ROWS else ""


def _conclude(report: list[IntegrityReportRow], screen: Screen) -> None:
    counts = ", ".join(f"{row.table_name} {row.row_count:,}" for row in report if row.row_count)
    screen.console.print(f"\nStored and read back: {counts}.")
    screen.console.print(
        f"[green]✓[/] integrity_report: {len(report)} tables, "
        f"{sum(row.findings for row in report)} findings."
    )


@contextmanager
def _store(options: argparse.Namespace) -> Iterator[KaggleStore]:
    opened = KaggleStore() if options.hosted else KaggleStore.local(options.data_dir)
    with opened as store:
        yield store


@contextmanager
def _folder(options: argparse.Namespace) -> Iterator[Path]:
    """Give the submission file a place: one that lasts as long as the store that names it."""
    if options.hosted or options.data_dir:
        yield Path(tempfile.mkdtemp(prefix="kaggle-store-demo-"))
        return
    with tempfile.TemporaryDirectory(prefix="kaggle-store-demo-") as folder:
        yield Path(folder)
