"""`kaggle-store spool`: list recorded metrics that wait in a folder, and send them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kaggle_store.errors import KaggleStoreError
from kaggle_store.recorder.connection import connect
from kaggle_store.recorder.flushing import NAMES_NONE, Flush
from kaggle_store.recorder.folder import default_spool, segment_files
from kaggle_store.recorder.project import Project, normalised
from kaggle_store.recorder.sender import Counts, why
from kaggle_store.recorder.spool import SegmentError, peek, waiting
from kaggle_store.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("what", choices=("status", "flush"), help="list, or send what is there")
    parser.add_argument(
        "--spool",
        type=Path,
        metavar="DIR",
        help="the recorders' folder (default: that of recorders without one)",
    )
    parser.add_argument(
        "--adopt",
        nargs="?",
        action="append",
        default=[],
        type=normalised,
        metavar="URL",
        help="also send points of the project at URL; without URL, points that name no project",
    )


def run(options: argparse.Namespace) -> int:
    """Print a line for each segment; return 1 where something could not be sent."""
    try:
        folder = options.spool or default_spool()
        return _status(folder) if options.what == "status" else _flush(folder, options.adopt)
    except (KaggleStoreError, OSError) as error:
        print(f"kaggle-store spool: {why(error)}", file=sys.stderr)
        return 1


def _status(folder: Path) -> int:
    found = segment_files(folder)
    for path in found:
        if state := _state(path):
            print(f"{path.name}  {waiting(path):>12,} bytes to send  {state}")
    if not found:
        print(f"No metrics wait in {folder}.")
    return 0


def _state(path: Path) -> str | None:
    """Describe an entry of the spool; None once it is deleted."""
    try:
        found = peek(path)
    except SegmentError as error:
        return f"cannot be sent: {error}"
    if found is None:
        return None
    header, is_held = found
    project = header.project or f"{NAMES_NONE}: `spool flush --adopt` sends it"
    return f"{'in use' if is_held else 'left by a process that is gone'}  {project}"


def _flush(folder: Path, adopt: list[str | None]) -> int:
    settings = Settings.load()
    send, close = connect(settings)
    flush = Flush(folder, Project.of(settings), send, adopt)
    try:
        counts = flush.run()
    except KaggleStoreError as error:
        print(f"kaggle-store spool: {why(error)}; nothing is lost, try again", file=sys.stderr)
        return 1
    finally:
        close()
        for name, reason in flush.left.items():
            print(f"{name} was not sent: {reason}", file=sys.stderr)
    print(_sent(counts))
    return 1 if flush.left else 0


def _sent(counts: Counts) -> str:
    dropped = f", {counts.dropped:,} refused and dropped" if counts.dropped else ""
    return f"{counts.sent:,} points sent{dropped}."
