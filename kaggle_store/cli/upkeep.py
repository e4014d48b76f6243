"""`kaggle-store upkeep`: the tasks of upkeep, once or for ever, where pg_cron does not run them."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event

from kaggle_store.cli._durations import seconds
from kaggle_store.client import KaggleStore
from kaggle_store.doctor import location
from kaggle_store.errors import KaggleStoreError
from kaggle_store.models.enums import UpkeepTask
from kaggle_store.models.functions import RunUpkeepRow
from kaggle_store.resources.upkeep import TASKS, has_more

_RETRY_FOR = 1.0
"""Seconds; a loop comes round again by itself, and is to end soon when it is told to."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which tasks, and whether to go on."""
    parser.add_argument(
        "tasks", nargs="*", metavar="TASK", help=f"one or more of {', '.join(TASKS)} (default: all)"
    )
    parser.add_argument(
        "--every",
        type=seconds,
        metavar="DURATION",
        help="go on for ever, looking every 30s, 1m, 2h … for what is due",
    )


def run(options: argparse.Namespace) -> int:
    """Print a line a task; return 1 where one failed. With --every, return 0 when told to stop."""
    unknown = [task for task in options.tasks if task not in TASKS]
    if unknown:
        print(f"kaggle-store upkeep: there is no task {unknown[0]}", file=sys.stderr)
        return 2
    tasks: list[UpkeepTask] = [task for task in TASKS if task in (options.tasks or TASKS)]
    try:
        with location.find().open(retry_for=_RETRY_FOR) as store:
            return (
                _once(store, tasks) if options.every is None else _loop(store, tasks, options.every)
            )
    except KaggleStoreError as error:
        print(f"kaggle-store upkeep: {error}", file=sys.stderr)
        return 1


def _once(store: KaggleStore, tasks: Sequence[UpkeepTask]) -> int:
    went_well = True
    for task in tasks:
        for row in _run(store, task):
            _show(row)
            went_well &= row.outcome != "failed" and not _refused(row)
    return 0 if went_well else 1


def _loop(store: KaggleStore, tasks: Sequence[UpkeepTask], every: float) -> int:
    with _told_to_stop() as stop:
        while True:
            began = time.monotonic()
            for task in tasks:
                _one_round(store, task, stop)
            if stop.wait(max(0.0, every - (time.monotonic() - began))):
                return 0


def _one_round(store: KaggleStore, task: UpkeepTask, stop: Event) -> None:
    """Do a task if it is due; whatever goes wrong is told, and tried again in the next round."""
    if stop.is_set():
        return
    try:
        for row in _run(store, task, only_when_due=True):
            if row.outcome != "not_due":
                _show(row)
            if stop.is_set():
                return
    except KaggleStoreError as error:
        print(f"kaggle-store upkeep: {task}: {error}; trying again", file=sys.stderr, flush=True)


def _run(
    store: KaggleStore, task: UpkeepTask, *, only_when_due: bool = False
) -> Iterator[RunUpkeepRow]:
    me = f"{socket.gethostname()}:{os.getpid()}"
    row = store.upkeep.run(task, only_when_due=only_when_due, run_by=me)
    yield row
    while has_more(row):
        row = store.upkeep.run(task, run_by=me)
        yield row


@contextmanager
def _told_to_stop() -> Iterator[Event]:
    """Set an event at the first SIGINT or SIGTERM; what is under way is finished."""
    stop = Event()
    before = {
        kind: signal.signal(kind, lambda *_: stop.set()) for kind in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stop
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def _show(row: RunUpkeepRow) -> None:
    print(_line(row), flush=True)
    for id, reason in _refused(row).items():
        print(f"    {id}: {reason}", flush=True)


def _refused(row: RunUpkeepRow) -> dict[str, object]:
    """Return the executions that could not be archived, each with its reason."""
    refused = row.counts.get("refused") if isinstance(row.counts, dict) else None
    return dict(refused) if isinstance(refused, dict) else {}


def _line(row: RunUpkeepRow) -> str:
    said = {
        "done": _counts(row),
        "failed": f"failed: {row.error} ({row.error_code})",
        "elsewhere": "running elsewhere",
        "not_due": "not due",
    }[row.outcome]
    return f"{row.task:<17}  {row.duration_seconds:7.2f} s  {said}"


def _counts(row: RunUpkeepRow) -> str:
    counts = row.counts if isinstance(row.counts, dict) else {}
    told = [
        f"{name.replace('_', ' ')} {len(count) if isinstance(count, dict) else count}"
        for name, count in sorted(counts.items())
        if count and not isinstance(count, bool)
    ]
    return ", ".join(told) or ("nothing to do" if counts else "done")
