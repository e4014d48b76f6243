"""`kaggle-store down`: stop the local stack; its data stays."""

from __future__ import annotations

import argparse

from kaggle_store.cli import _local
from kaggle_store.local.service import down


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the data directory."""
    _local.data_dir(parser)


def run(options: argparse.Namespace) -> int:
    """Stop the stack; it is no fault when none runs."""
    stopped = down(options.data_dir)
    print(
        "The local stack is stopped; its data stays." if stopped else "No local stack was running."
    )
    return 0
