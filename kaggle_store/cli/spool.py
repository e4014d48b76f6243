"""`kaggle-store spool`: what waits in a folder of recorded metrics, and sending it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kaggle_store.errors import KaggleStoreError
from kaggle_store.recorder.connection import connect
from kaggle_store.recorder.sender import flush_spool, why
from kaggle_store.recorder.spool import POINTS, Segment, default_spool, waiting
from kaggle_store.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is to be done, and where."""
    parser.add_argument("what", choices=("status", "flush"), help="look, or send what is there")
    parser.add_argument(
        "--spool",
        type=Path,
        default=default_spool(),
        metavar="DIR",
        help="the recorders' folder (default: the one of recorders that name none)",
    )


def run(options: argparse.Namespace) -> int:
    """Print a line for each segment; return 1 where something could not be sent."""
    return _status(options.spool) if options.what == "status" else _flush(options.spool)


def _status(folder: Path) -> int:
    found = sorted(folder.glob(f"*{POINTS}"))
    for path in found:
        segment = Segment.adopt(path)
        state = "in use" if segment is None else "left by a process that is gone"
        if segment is not None:
            segment.close()
        print(f"{path.stem}  {waiting(path):>12,} bytes to send  {state}")
    if not found:
        print(f"Nothing waits in {folder}.")
    return 0


def _flush(folder: Path) -> int:
    try:
        send, close = connect(Settings.load())
        try:
            counts = flush_spool(folder, send)
        finally:
            close()
    except KaggleStoreError as error:
        print(f"kaggle-store spool: {why(error)}; nothing is lost, try again", file=sys.stderr)
        return 1
    dropped = f", {counts.dropped:,} refused and dropped" if counts.dropped else ""
    print(f"{counts.sent:,} points sent{dropped}.")
    return 0
