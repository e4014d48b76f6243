"""`kaggle-store status`: show what runs, and where."""

from __future__ import annotations

import argparse

from kaggle_store.cli import _local
from kaggle_store.local.service import Running


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the data directory."""
    _local.data_dir(parser)


def run(options: argparse.Namespace) -> int:
    """Print a table without passwords and return 0, or a sentence and 3 when nothing runs."""
    running = _local.running(options.data_dir)
    if running is None:
        return _local.NOT_RUNNING
    rows = [
        ("API", running.api_url, _processes(running, "gateway", "postgrest")),
        ("database", _local.without_password(running.db_url), _processes(running, "postgres")),
        ("superuser", running.superuser_url, ""),
        ("data", str(running.data_dir), _processes(running, "watchdog")),
    ]
    width = max(len(where) for _, where, _ in rows)
    for part, where, processes in rows:
        print(f"{part:<9}  {where:<{width}}  {processes}".rstrip())
    return 0


def _processes(running: Running, *names: str) -> str:
    return ", ".join(f"{name} {running.processes[name]}" for name in names)
