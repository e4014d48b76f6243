"""`kaggle-store spool`: list recorded metrics that wait on disk, and send them."""

from __future__ import annotations

import argparse
from pathlib import Path

from kaggle_store.cli import output
from kaggle_store.cli._help import Verbs
from kaggle_store.cli.output import Column
from kaggle_store.errors import KaggleStoreError
from kaggle_store.recorder.connection import connect
from kaggle_store.recorder.flushing import NO_PROJECT, Flush
from kaggle_store.recorder.folder import default_spool, segment_files
from kaggle_store.recorder.project import Project, normalised
from kaggle_store.recorder.segment import SegmentError, peek, unsent_bytes
from kaggle_store.recorder.sender import Counts, describe_error
from kaggle_store.settings import Settings

DESCRIPTION = """\
List the metrics that recorders have written to disk and not sent yet, or send those that were
left by processes that have ended."""

EXAMPLES = """\
kaggle-store spool status
kaggle-store spool flush                                     # those of this project
kaggle-store spool flush --adopt                             # those that name no project, too
kaggle-store spool flush --adopt https://old.supabase.co     # those of a former URL, too"""

COLUMNS = (
    Column("segment"),
    Column("bytes to send", is_number=True),
    Column("state"),
    Column("project, or reason"),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = Verbs(parser, EXAMPLES)
    status = verbs.add("status", "list the segments that wait")
    flush = verbs.add("flush", "send the segments that no process uses")
    for verb in (status, flush):
        verb.add_argument(
            "--spool",
            type=Path,
            metavar="DIR",
            help="the recorders' folder (default: that of recorders without one)",
        )
    flush.add_argument(
        "--adopt",
        nargs="?",
        action="append",
        default=[],
        type=normalised,
        metavar="URL",
        help="also send segments of the project at URL; without URL, those that name no project",
    )


def run(options: argparse.Namespace) -> int:
    """Run the verb; return 1 where a segment could not be sent."""
    folder = options.spool or default_spool()
    return _status(folder) if options.verb == "status" else _flush(folder, options.adopt)


def _status(folder: Path) -> int:
    rows = [row for path in segment_files(folder) if (row := _row(path))]
    if rows:
        output.table(COLUMNS, rows)
    else:
        output.line(f"No metrics wait in {folder}.")
    return 0


def _row(path: Path) -> tuple[str, ...] | None:
    """Describe an entry of the spool; None once it is deleted."""
    try:
        found = peek(path)
    except SegmentError as error:
        return path.name, f"{unsent_bytes(path):,}", "cannot be sent", str(error)
    if found is None:
        return None
    header, is_held = found
    project = str(header.project or "") or f"{NO_PROJECT}: `spool flush --adopt` sends it"
    return path.name, f"{unsent_bytes(path):,}", "in use" if is_held else "left behind", project


def _flush(folder: Path, adopt: list[str | None]) -> int:
    settings = Settings.load()
    send, close = connect(settings)
    flush = Flush(folder, Project.of(settings), send, adopt)
    try:
        counts = flush.run()
    except KaggleStoreError as error:
        output.error("spool", f"{describe_error(error)}; the points stay on disk, try again")
        return 1
    finally:
        close()
        for name, reason in flush.left.items():
            output.error("spool", f"{name} was not sent: {reason}")
    output.line(_summary(counts))
    return 1 if flush.left else 0


def _summary(counts: Counts) -> str:
    dropped = f", {counts.dropped:,} rejected and dropped" if counts.dropped else ""
    return f"{counts.sent:,} points sent{dropped}."
