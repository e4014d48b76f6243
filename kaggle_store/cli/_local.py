"""Options and small outputs that the subcommands share."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from kaggle_store.local.service import Running, default_data_dir, find_running

NOT_RUNNING = 3


def data_dir(parser: argparse.ArgumentParser) -> None:
    """Declare where the stack keeps its data."""
    parser.add_argument(
        "--data-dir",
        type=Path,
        default=default_data_dir(),
        metavar="DIR",
        help="where the stack lives (default: $KAGGLE_STORE_HOME, else .kaggle-store here)",
    )


def migrations(parser: argparse.ArgumentParser) -> None:
    """Declare another folder of migrations."""
    parser.add_argument(
        "--migrations", type=Path, metavar="DIR", help="SQL files to apply (default: the store's)"
    )


def without_password(url: str) -> str:
    """Return a connection string as it may be shown on a screen or in a log."""
    return re.sub(r"(//[^:@/]+):[^@/]+@", r"\1:***@", url)


def running(folder: Path) -> Running | None:
    """Return the running stack, or say that there is none."""
    found = find_running(folder)
    if found is None:
        print(f"No local stack runs in {folder}; start one with `kaggle-store up`.")
    return found
