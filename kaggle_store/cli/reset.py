"""`kaggle-store reset`: empty the local database and migrate it again."""

from __future__ import annotations

import argparse
import sys

from kaggle_store.cli import _local, _options, output
from kaggle_store.local.service import reset

DESCRIPTION = """\
Delete all rows of the local database and apply the migrations again. Keys, ports and CORS origins
are kept; a running stack runs again afterwards, a stopped one stays stopped."""

EXAMPLES = """\
kaggle-store reset          # asks first
kaggle-store reset --yes"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the data directory, the migrations and the confirmation."""
    _options.data_dir(parser)
    _options.migrations(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask for confirmation")


def run(options: argparse.Namespace) -> int:
    """Ask for confirmation, then reset; return 1 without changes when it is not given."""
    if not (options.yes or _confirmed(options)):
        output.error("reset", "nothing was changed; confirm with --yes to empty the database")
        return 1
    running = reset(options.data_dir, migrations=options.migrations)
    output.line("The database is empty and migrated.")
    if running is not None:
        _local.show_addresses(running)
    return 0


def _confirmed(options: argparse.Namespace) -> bool:
    if not sys.stdin.isatty():
        return False
    reply = input(f"Delete everything in the database of {options.data_dir}? [y/N] ")
    return reply.strip().lower() in ("y", "yes")
