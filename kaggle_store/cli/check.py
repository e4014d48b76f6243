"""`kaggle-store check`: print the integrity report, table by table."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import cast

from kaggle_store.cli import output
from kaggle_store.cli._help import DOCS
from kaggle_store.cli.output import Column
from kaggle_store.doctor import location
from kaggle_store.models.functions import IntegrityReportRow

DESCRIPTION = """\
Check the store's consistency: count the rows of every table, and list rows that contradict each
other, with the first ids of each finding."""

EXAMPLES = """\
kaggle-store check
kaggle-store check --json    # for programs"""

TIMEOUT = 600.0
"""Seconds that the report may take, as in the database."""
UNREACHABLE = 2
EXIT_CODES = {1: "there are findings", UNREACHABLE: "the report failed, or wrong usage"}
COLUMNS = (
    Column("table"),
    *(Column(name, is_number=True) for name in ("rows", "executions")),
    *(Column(name) for name in ("earliest", "latest")),
    Column("findings", is_number=True),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the output format."""
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def exit_code(_: Exception) -> int:
    """Return 2: 1 is for findings."""
    return UNREACHABLE


def run(options: argparse.Namespace) -> int:
    """Print the report; return 1 where there are findings."""
    found = location.find(TIMEOUT)
    with found.open() as store:
        report = store.upkeep.integrity_report()
    if options.json:
        print(json.dumps([row.model_dump(mode="json") for row in report], indent=2))
    else:
        output.line(f"{found.settings.url}, from {found.source}")
        output.line()
        output.table(COLUMNS, map(_cells, report))
        output.line()
        _show_findings(report)
    return int(any(row.findings for row in report))


def _cells(row: IntegrityReportRow) -> tuple[str, ...]:
    executions = "" if row.unique_competitions is None else f"{row.unique_competitions:,}"
    days = map(_day, (row.earliest_record, row.latest_record))
    return (row.table_name, f"{row.row_count:,}", executions, *days, f"{row.findings:,}")


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""


def _show_findings(report: Sequence[IntegrityReportRow]) -> None:
    """Print each finding with its first ids, and a last line that sums up."""
    total = sum(row.findings for row in report)
    rows = sum(row.row_count for row in report)
    columns = [Column(), Column()]
    if not total:
        output.table(columns, [(output.mark("fine"), f"{rows:,} rows, no inconsistencies.")], gap=1)
        return
    output.table(columns, [line for row in report for line in _findings(row)], gap=1)
    counted = "1 finding" if total == 1 else f"{total:,} findings"
    output.line(f"{counted} in {rows:,} rows; remedies: {DOCS}/reference/doctor/")


def _findings(row: IntegrityReportRow) -> Iterator[tuple[object, str]]:
    details = cast(dict[str, int], row.details)
    examples = cast(dict[str, list[str]], row.examples)
    for finding, count in details.items():
        yield output.mark("problem"), f"{row.table_name}: {finding} ({count:,})"
        yield from (("", f"  {example}") for example in examples[finding])
