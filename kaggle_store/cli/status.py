"""`kaggle-store status`: show what runs, and where."""

from __future__ import annotations

import argparse

from kaggle_store.cli import _local
from kaggle_store.local.service import Running


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the data directory."""
    _local.data_dir(parser)


def run(options: argparse.Namespace) -> int:
    """Print a table and return 0, or a sentence and 3 when nothing runs."""
    running = _local.running(options.data_dir)
    if running is None:
        return _local.NOT_RUNNING
    rows = [
        ("API", running.api_url, _processes(running, "gateway", "postgrest")),
        ("database", running.db_url, _processes(running, "postgres")),
        ("data", str(running.data_dir), _processes(running, "watchdog")),
    ]
    width = max(len(where) for _, where, _ in rows)
    for part, where, processes in rows:
        print(f"{part:<8}  {where:<{width}}  {processes}")
    return 0


def _processes(running: Running, *names: str) -> str:
    return ", ".join(f"{name} {running.processes[name]}" for name in names)
