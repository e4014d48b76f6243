"""`kaggle-store demo`: run a complete agent execution on real competitions."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kaggle_store.cli import output
from kaggle_store.cli.output import TEXT_WIDTH, Column, styled
from kaggle_store.client import KaggleStore
from kaggle_store.models import CompetitionDashboard, IntegrityReportRow

if TYPE_CHECKING:
    from kaggle_store.cli._demo_screen import Screen

DESCRIPTION = """\
Run an agent from the discovery of a competition to a scored submission: research, generated code,
a simulated GPU session, a real training in this process, an approval and a submission to a local
stand-in for Kaggle. Then read everything back and print the dashboard, the progress and the
summary. Nothing is sent to Kaggle."""

EXAMPLES = """\
kaggle-store demo                      # on a temporary local stack
kaggle-store demo --ask                # decide about the submission yourself
kaggle-store demo --data-dir demo      # keep the data in ./demo
kaggle-store demo --hosted             # in the project of SUPABASE_URL"""

ROWS = 12
"""Rows of each table."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which store is used, and who decides about the submission."""
    store = parser.add_mutually_exclusive_group()
    store.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        help="keep the store's data in DIR (default: a temporary store)",
    )
    store.add_argument(
        "--hosted",
        action="store_true",
        help="use the project of SUPABASE_URL and its key, and leave the rows there",
    )
    parser.add_argument(
        "--ask", action="store_true", help="approve or reject the submission at the terminal"
    )


def run(options: argparse.Namespace) -> int:
    """Run the demo."""
    from kaggle_store.cli._demo_screen import Screen

    screen = Screen(ask=options.ask)
    began = time.monotonic()
    with _store(options) as store, _folder(options) as folder:
        output.line("An agent's execution, from discovery to a scored submission")
        output.line()
        screen.done("store", f"{store.settings.url}, ready in {time.monotonic() - began:.1f} s")
        report = _run_agent(store, folder, screen)
        _show_tables(store)
        _show_report(report)
    return 0


def _run_agent(store: KaggleStore, folder: Path, screen: Screen) -> list[IntegrityReportRow]:
    from kaggle_store.demo.agent_run import run_agent
    from kaggle_store.demo.check import read_back
    from kaggle_store.demo.other_runs import add_other_runs

    with screen:
        result = run_agent(store, folder, screen)
        added = add_other_runs(store)
        screen.done("other runs", f"{added} more executions, added for the progress table below")
        return read_back(store, result)


def _show_tables(store: KaggleStore) -> None:
    from kaggle_store.cli._demo_tables import dashboard_table, progress_table, summary_table

    dashboard = store.competitions.dashboard(limit=1000)
    running = store.agent_executions.progress(limit=1000)
    summaries = store.agent_executions.summaries(limit=1000)
    ids = [row.id for row in summaries[:ROWS] if row.id]
    names = {row.id: row.execution_name for row in store.agent_executions.list(id=ids)}
    for table in (
        dashboard_table(
            _first(dashboard),
            f"Dashboard: open competitions by deadline{_share(dashboard)}",
            wide=output.width() >= TEXT_WIDTH,
        ),
        progress_table(
            running[:ROWS], f"Progress: running executions by priority{_share(running)}"
        ),
        summary_table(
            summaries[:ROWS], names, f"Summary: executions, newest first{_share(summaries)}"
        ),
    ):
        output.line()
        output.write(table, output.text_width())


def _first(rows: list[CompetitionDashboard]) -> list[CompetitionDashboard]:
    """Return the first `ROWS` rows in order, but never leave out an entered competition."""
    entered = sum(row.execution_count > 0 for row in rows)
    others = [row.id for row in rows if not row.execution_count][: max(ROWS - entered, 0)]
    return [row for row in rows if row.execution_count or row.id in others][:ROWS]


def _share(rows: Sequence[object]) -> str:
    return f" ({ROWS} of {len(rows)})" if len(rows) > ROWS else ""


def _show_report(report: list[IntegrityReportRow]) -> None:
    counts = ", ".join(f"{row.table_name} {row.row_count:,}" for row in report if row.row_count)
    output.line()
    output.write(styled(f"Stored and read back: {counts}.", ""), output.text_width())
    findings = sum(row.findings for row in report)
    row = (output.mark("fine"), f"integrity_report: {len(report)} tables, {findings} findings.")
    output.table([Column(), Column()], [row], gap=1)


@contextmanager
def _store(options: argparse.Namespace) -> Iterator[KaggleStore]:
    if options.hosted or options.data_dir:
        opened = KaggleStore() if options.hosted else KaggleStore.local(options.data_dir)
        with opened as store:
            yield store
        return
    with (
        KaggleStore.local() as local,
        tempfile.TemporaryDirectory(prefix="kaggle-store-demo-") as artifacts,
        KaggleStore(local.settings.url, local.settings.key, artifacts=artifacts) as store,
    ):
        yield store


@contextmanager
def _folder(options: argparse.Namespace) -> Iterator[Path]:
    """Yield a folder for the submission file that is kept as long as the store."""
    if options.hosted or options.data_dir:
        yield Path(tempfile.mkdtemp(prefix="kaggle-store-demo-"))
        return
    with tempfile.TemporaryDirectory(prefix="kaggle-store-demo-") as folder:
        yield Path(folder)
