"""`kaggle-store metrics export` and `verify`: months of metrics as Parquet files."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kaggle_store.cli import output
from kaggle_store.cli._help import Verbs
from kaggle_store.cli._options import duration
from kaggle_store.cli.output import Column
from kaggle_store.errors import MetricsHistoryDamaged

if TYPE_CHECKING:
    from kaggle_store.metrics_history.export import Exporter

EXPORTED = (
    Column("month"),
    *(Column(name, is_number=True) for name in ("points", "added", "bytes", "seconds")),
    Column("partition"),
)
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def declare(verbs: Verbs) -> None:
    """Declare both verbs."""
    export = verbs.add("export", "write whole months to Parquet files")
    chosen = export.add_mutually_exclusive_group()
    chosen.add_argument(
        "--month", action="append", type=_month, metavar="YYYY-MM", help="this month; repeatable"
    )
    chosen.add_argument(
        "--older-than",
        type=duration,
        metavar="DURATION",
        help="months that ended before then, such as 30d (default: those past their retention)",
    )
    export.add_argument("--drop", action="store_true", help="drop the partition of each month")
    export.add_argument("--dry-run", action="store_true", help="only list the months")
    verify = verbs.add("verify", "read all files of exported months and compare them")
    for verb in (export, verify):
        verb.add_argument(
            "--root",
            metavar="URL",
            help="a folder, or s3://… and other fsspec URLs"
            " (default: $KAGGLE_STORE_METRICS_HISTORY)",
        )
        verb.add_argument(
            "--db-url", metavar="URL", help="the database's URL (default: $SUPABASE_DB_URL)"
        )


def _month(text: str) -> date:
    found = _MONTH.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1900:
        raise argparse.ArgumentTypeError(f"{text!r} is not a month such as 2026-08")
    return date(int(found[1]), int(found[2]), 1)


def run(options: argparse.Namespace) -> int:
    """Carry out the verb; return 1 if a month is left, or a file is damaged."""
    with _exporter(options) as exporter:
        return {"export": _export, "verify": _verify}[options.verb](exporter, options)


@contextmanager
def _exporter(options: argparse.Namespace) -> Iterator[Exporter]:
    from kaggle_store.backup.database import connected, find_database
    from kaggle_store.metrics_history.dataset import Dataset, find_root
    from kaggle_store.metrics_history.export import Exporter

    dataset = Dataset(find_root(options.root))
    with connected(find_database(options.db_url)) as connection:
        yield Exporter(connection, dataset)


def _export(exporter: Exporter, options: argparse.Namespace) -> int:
    older = options.older_than
    months = options.month or exporter.due(None if older is None else timedelta(seconds=older))
    if options.dry_run or not months:
        output.line(", ".join(map(_name, months)) or "No month is to be exported.")
        return 0
    return max(_export_month(exporter, month, drop=options.drop) for month in months)


def _export_month(exporter: Exporter, month: date, *, drop: bool) -> int:
    done = exporter.export(month)
    if done is None:
        output.error("metrics", f"{_name(month)} is being exported by another process")
        return 1
    partition = exporter.drop(month) if drop else "kept"
    numbers = (f"{number:,}" for number in (done.rows, done.added, done.size))
    output.table(EXPORTED, [(_name(month), *numbers, f"{done.seconds:.1f}", partition)])
    return 0 if partition in ("dropped", "kept") else 1


def _verify(exporter: Exporter, _: argparse.Namespace) -> int:
    damaged = files = 0
    for month, file in exporter.files():
        files += 1
        try:
            exporter.dataset.verify(month, file)
        except MetricsHistoryDamaged as problem:
            damaged += 1
            output.error("metrics", str(problem))
    output.line(f"{files} files read, {damaged} damaged.")
    return 1 if damaged else 0


def _name(month: date) -> str:
    return f"{month:%Y-%m}"
