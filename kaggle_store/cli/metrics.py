"""`kaggle-store metrics`: metrics of an execution, a series as a line, exports of months."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kaggle_store import formats
from kaggle_store.cli import (
    _data,
    _documents,
    _fields,
    _filters,
    _listing,
    _metrics_export,
    _reading,
    output,
)
from kaggle_store.cli._bars import sparkline
from kaggle_store.cli._entities import Field, Look
from kaggle_store.cli._exit_codes import EXIT_CODES, NOT_FOUND, exit_code
from kaggle_store.cli._help import Verbs

if TYPE_CHECKING:
    from kaggle_store.client import KaggleStore
    from kaggle_store.models import MetricBucketsRow

__all__ = ["DESCRIPTION", "EXAMPLES", "EXIT_CODES", "arguments", "exit_code", "run"]

DESCRIPTION = """\
List the metrics of an execution, and show one of them: a line of blocks and a table of buckets of
equal time for each training job, by default the newest attempt of each. Write whole months to
Parquet files, which `system_metrics.scan`, DuckDB and Polars read."""

EXAMPLES = """\
kaggle-store metrics list --execution 019a6b7c-0000-7000-8000-000000000001
kaggle-store metrics show loss --execution 019a6b7c-0000-7000-8000-000000000001
kaggle-store metrics show loss --execution 019a6b7c-0000-7000-8000-000000000001 --since 2h --watch
kaggle-store metrics show loss --execution 019a6b7c-0000-7000-8000-000000000001 --buckets 9 --csv
kaggle-store metrics export --root s3://bucket/metrics --drop
kaggle-store metrics verify --root s3://bucket/metrics"""

NAMES = (
    _fields.number("points"),
    _fields.number("last_value", "last value"),
    _fields.when("last_at", "last point", rank=1),
    _fields.when("first_at", "first point", rank=2),
    _fields.text("component", rank=3),
    _fields.text("metric_name", "name"),
)
BUCKETS = (
    Field("from", lambda row, _: formats.moment(row.first_at)),
    _fields.number("points"),
    _fields.score("min_value", "min"),
    _fields.score("avg_value", "average"),
    _fields.score("max_value", "max"),
    _fields.score("last_value", "last"),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = Verbs(parser, EXAMPLES)
    listing = _data.add_verb(
        verbs, "list", "list the metrics of an execution with their last values"
    )
    show = _data.add_verb(verbs, "show", "show one metric of an execution over time")
    show.add_argument("name", metavar="NAME", help="the name, as `list` shows it")
    _declare_selection(show)
    for verb in (listing, show):
        verb.add_argument(
            "--execution", type=_filters.id, required=True, metavar="ID", help="the execution's id"
        )
        _listing.declare_forms(verb)
    _metrics_export.declare(verbs)


def _declare_selection(show: argparse.ArgumentParser) -> None:
    show.add_argument("--job", type=_filters.id, metavar="ID", help="only of this training job")
    show.add_argument(
        "--attempt", default="newest", metavar="N", help="an attempt by its number, or `all`"
    )
    show.add_argument(
        "--tag", action="append", default=[], type=_tag, metavar="NAME=VALUE", help="only with it"
    )
    show.add_argument(
        "--since", type=_filters.moment, metavar="TIME", help="from then: 2h, ISO 8601"
    )
    show.add_argument("--until", type=_filters.moment, metavar="TIME", help="before then")
    show.add_argument(
        "--buckets", type=_listing.count, default=20, metavar="N", help="1 to 5000 (default: 20)"
    )


def _tag(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def run(options: argparse.Namespace) -> int:
    """Carry out the verb."""
    if options.verb in ("export", "verify"):
        return _metrics_export.run(options)
    draw = {"list": _print_names, "show": _print_series}[options.verb]
    action: _data.Action = lambda store, given: _listing.repeat_if_watched(  # noqa: E731
        lambda: draw(store, given), given
    )
    return _data.run_actions(options, {options.verb: action})


def _print_names(store: KaggleStore, options: argparse.Namespace) -> int:
    rows = store.system_metrics.names(options.execution)
    if options.json or options.csv:
        _print_rows(rows, options)
    elif rows:
        _listing.print_table(NAMES, rows, Look(_reading.now()))
    else:
        store.agent_executions.get(options.execution)  # raises NotFound
        _documents.print_note("No metrics were recorded for this execution.")
    return 0


def _print_rows(rows: Sequence[Any], options: argparse.Namespace) -> None:
    plain = [_documents.plain_row(row, {}) for row in rows]
    if options.json:
        _documents.print_json({"rows": plain})
    elif plain:
        _documents.print_csv(list(plain[0]), plain)


def _print_series(store: KaggleStore, options: argparse.Namespace) -> int:
    attempt = options.attempt
    rows = store.system_metrics.buckets(
        options.execution,
        options.name,
        options.buckets,
        training_job_id=options.job,
        attempt=int(attempt) if attempt.isdecimal() else attempt,
        tags=dict(options.tag) or None,
        since=options.since,
        until=options.until,
    )
    if options.json or options.csv:
        _print_rows(rows, options)
    for number, part in enumerate(() if options.json or options.csv else _series(rows)):
        if number:
            output.line()
        _print_part(options.name, part)
    if rows:
        return 0
    output.error("metrics", f"no points of {options.name} are stored for this execution and filter")
    return NOT_FOUND


def _series(rows: Sequence[MetricBucketsRow]) -> Iterator[list[MetricBucketsRow]]:
    """Yield the buckets of each training job and attempt."""
    parts: dict[object, list[MetricBucketsRow]] = {}
    for row in rows:
        parts.setdefault((row.training_job_id, row.attempt), []).append(row)
    yield from parts.values()


def _print_part(name: str, rows: Sequence[MetricBucketsRow]) -> None:
    job, attempt = rows[0].training_job_id, rows[0].attempt
    of_job = f"  job {job}, attempt {attempt}" if job else ""
    by_bucket = {row.bucket: row.avg_value for row in rows}
    values = [by_bucket.get(number) for number in range(1, max(by_bucket) + 1)]
    points = sum(row.points for row in rows)
    counted = f"{points:,} point{'' if points == 1 else 's'}"
    output.heading(f"{name}{of_job}")
    last = formats.number(rows[-1].last_value)
    output.line(f"{sparkline(values, width=None)}  {counted}, last {last}")
    _listing.print_table(BUCKETS, rows, Look(_reading.now()))
