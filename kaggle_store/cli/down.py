"""`kaggle-store down`: stop the local stack; its data is kept."""

from __future__ import annotations

import argparse

from kaggle_store.cli import _options, output
from kaggle_store.local.service import down

DESCRIPTION = "Stop the local stack. Its data is kept and is there again after `kaggle-store up`."

EXAMPLES = """\
kaggle-store down
kaggle-store down --data-dir ~/stores/titanic"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the data directory."""
    _options.data_dir(parser)


def run(options: argparse.Namespace) -> int:
    """Stop the stack; return 0 as well when none runs."""
    stopped = down(options.data_dir)
    output.line(
        "The local stack is stopped; its data is kept."
        if stopped
        else "No local stack was running."
    )
    return 0
