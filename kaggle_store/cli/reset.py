"""`kaggle-store reset`: empty the local database and migrate it again."""

from __future__ import annotations

import argparse
import sys

from kaggle_store.cli import _local
from kaggle_store.local.service import reset


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the data directory, the migrations and the consent."""
    _local.data_dir(parser)
    _local.migrations(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(options: argparse.Namespace) -> int:
    """Ask, then empty; without consent nothing happens and the exit code is 1."""
    if not (options.yes or _agreed(options)):
        print("Nothing was changed; say --yes to empty the database.", file=sys.stderr)
        return 1
    running = reset(options.data_dir, migrations=options.migrations)
    print("The database is empty and migrated.")
    if running is not None:
        print(f"  API       {running.api_url}")
        print(f"  Database  {_local.without_password(running.db_url)}")
    return 0


def _agreed(options: argparse.Namespace) -> bool:
    if not sys.stdin.isatty():
        return False
    answer = input(f"Delete everything in the database of {options.data_dir}? [y/N] ")
    return answer.strip().lower() in ("y", "yes")
