"""What the commands of the local stack print alike."""

from __future__ import annotations

import re
from pathlib import Path

from kaggle_store.cli import output
from kaggle_store.cli.output import Column
from kaggle_store.local.service import Running
from kaggle_store.running_stack import default_data_dir

NOT_RUNNING = 3
"""Exit code of commands that need a running stack."""


def without_password(url: str) -> str:
    """Return a connection string with its password masked."""
    return re.sub(r"(//[^:@/]+):[^@/]+@", r"\1:***@", url)


def not_running(data_dir: Path) -> str:
    """Return the sentence that no stack runs in a directory."""
    return f"No local stack runs in {data_dir}; start one with: kaggle-store up{option(data_dir)}"


def option(data_dir: Path) -> str:
    """Return the option that names a directory; empty for the default one."""
    return "" if data_dir == default_data_dir() else f" --data-dir {data_dir}"


def show_addresses(running: Running) -> None:
    """Print the addresses of a stack."""
    rows = [("  API", running.api_url), ("  Database", without_password(running.db_url))]
    output.table([Column(), Column()], rows)
