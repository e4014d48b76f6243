"""`kaggle-store check`: what the integrity report says, table by table."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import cast

from kaggle_store.cli._checks import MARKS, painted, show
from kaggle_store.doctor import location
from kaggle_store.errors import KaggleStoreError
from kaggle_store.models.functions import IntegrityReportRow

TIMEOUT = 600.0
"""Seconds that the report may take, as in the database."""
UNREACHABLE = 2
HEADINGS = ("table", "rows", "executions", "earliest", "latest", "findings")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how to print."""
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(options: argparse.Namespace) -> int:
    """Print the report; return 1 where there is a finding, 2 where the store could not be asked."""
    try:
        found = location.find(TIMEOUT)
        with found.open() as store:
            report = store.upkeep.integrity_report()
    except KaggleStoreError as error:
        print(f"kaggle-store check: {error}\nkaggle-store doctor looks for why.", file=sys.stderr)
        return UNREACHABLE
    if options.json:
        show([json.dumps([row.model_dump(mode="json") for row in report], indent=2)])
    else:
        show([f"{found.settings.url}, from {found.source}", "", *table(report)])
        show(["", *findings(report)])
    return int(any(row.findings for row in report))


def table(report: Sequence[IntegrityReportRow]) -> Iterator[str]:
    """Yield the counts, in columns."""
    cells = [HEADINGS, *map(_cells, report)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        name, *rest = (cell.ljust(w) for cell, w in zip(row, widths, strict=True))
        numbers = [cell.strip().rjust(len(cell)) for cell in rest]
        yield "  ".join([name, *numbers]).rstrip()


def _cells(row: IntegrityReportRow) -> tuple[str, ...]:
    days = [
        at.strftime("%Y-%m-%d") if at else "" for at in (row.earliest_record, row.latest_record)
    ]
    distinct = "" if row.unique_competitions is None else f"{row.unique_competitions:,}"
    return (row.table_name, f"{row.row_count:,}", distinct, *days, f"{row.findings:,}")


def findings(report: Sequence[IntegrityReportRow]) -> Iterator[str]:
    """Yield what contradicts itself, with the first ids, and a last line that sums up."""
    for row in report:
        details = cast(dict[str, int], row.details)
        examples = cast(dict[str, list[str]], row.examples)
        for finding, count in details.items():
            mark, colour = MARKS["problem"]
            yield f"{painted(mark, colour)} {row.table_name}: {finding} ({count:,})"
            yield from (f"    {example}" for example in examples[finding])
    total = sum(row.findings for row in report)
    mark, colour = MARKS["problem" if total else "fine"]
    rows = sum(row.row_count for row in report)
    if total:
        found = "1 finding" if total == 1 else f"{total:,} findings"
        yield f"{found} in {rows:,} rows; docs/doctor.md says what each means."
    else:
        yield f"{painted(mark, colour)} {rows:,} rows, and nothing contradicts itself."
