"""`kaggle-store status`: show the addresses and processes of the running local stack."""

from __future__ import annotations

import argparse

from kaggle_store.cli import _local, _options, output
from kaggle_store.cli.output import Column
from kaggle_store.local.service import find_running

DESCRIPTION = """\
Show the addresses and process ids of the running local stack, without passwords: those are
printed by `kaggle-store env`."""

EXAMPLES = """\
kaggle-store status
kaggle-store status --data-dir ~/stores/titanic"""

EXIT_CODES = {_local.NOT_RUNNING: "no local stack runs"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the data directory."""
    _options.data_dir(parser)


def run(options: argparse.Namespace) -> int:
    """Print a table and return 0, or a sentence and 3 when no stack runs."""
    running = find_running(options.data_dir)
    if running is None:
        output.line(_local.not_running(options.data_dir))
        return _local.NOT_RUNNING
    rows = [
        ("API", running.api_url),
        ("database", _local.without_password(running.db_url)),
        ("superuser", running.superuser_url),
        ("data", running.data_dir),
        ("processes", ", ".join(f"{name} {pid}" for name, pid in running.processes.items())),
    ]
    output.table([Column(), Column()], rows)
    return 0
