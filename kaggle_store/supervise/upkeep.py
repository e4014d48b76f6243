"""Run tasks of upkeep, and describe what they did in one line."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator

from kaggle_store.client import KaggleStore
from kaggle_store.models.enums import UpkeepTask
from kaggle_store.models.functions import RunUpkeepRow
from kaggle_store.resources.upkeep import FAILED_CALLS, TASKS, has_more
from kaggle_store.supervise.metrics import MetricExports
from kaggle_store.supervise.supervisor import IsStopped, Result

TIMEOUT = 630.0
"""Seconds to wait for a task: a little longer than the database lets it run."""


def batches(
    store: KaggleStore, task: UpkeepTask, *, only_when_due: bool = False
) -> Iterator[RunUpkeepRow]:
    """Run a task until no work is left, and yield the outcome of each batch."""
    run_by = f"{socket.gethostname()}:{os.getpid()}"
    row = store.upkeep.run(task, only_when_due=only_when_due, run_by=run_by)
    yield row
    while has_more(row):
        row = store.upkeep.run(task, run_by=run_by)
        yield row


def work(
    store: KaggleStore,
    task: UpkeepTask,
    exports: MetricExports,
    is_stopped: IsStopped,
    *,
    only_when_due: bool = False,
) -> Iterator[RunUpkeepRow | Result]:
    """Run a task until no work is left or it is stopped; yield each export and each batch.

    Months of metrics are exported before retention drops them.
    """
    if is_stopped():
        return
    if task == "metrics_retention":
        yield from exports.run(is_stopped)
        if is_stopped():
            return
    for row in batches(store, task, only_when_due=only_when_due):
        yield row
        if is_stopped():
            return


def refused(row: RunUpkeepRow) -> dict[str, object]:
    """Return the executions that could not be archived, each with its reason."""
    found = row.counts.get("refused") if isinstance(row.counts, dict) else None
    return dict(found) if isinstance(found, dict) else {}


def result(row: RunUpkeepRow) -> str:
    """Return what a batch did, in one line."""
    return {
        "done": _counts(row),
        "failed": f"failed: {row.error} ({row.error_code})",
        "elsewhere": "running elsewhere",
        "not_due": "not due",
    }.get(row.outcome, row.outcome)


def _counts(row: RunUpkeepRow) -> str:
    counts = row.counts if isinstance(row.counts, dict) else {}
    parts = [
        f"{name.replace('_', ' ')} {len(count) if isinstance(count, dict) else count}"
        for name, count in sorted(counts.items())
        if count and not isinstance(count, bool)
    ]
    return ", ".join(parts) or ("nothing to do" if counts else "done")


def run_due(store: KaggleStore, exports: MetricExports, is_stopped: IsStopped) -> Iterator[Result]:
    """Run each task that is due; a failed one does not stop the next.

    Where pg_cron does the same, a task is not due, or runs elsewhere: nothing is done twice.
    """
    for task in TASKS:
        try:
            for done in work(store, task, exports, is_stopped, only_when_due=True):
                yield from [done] if isinstance(done, Result) else _reports(task, done)
        except FAILED_CALLS as error:
            yield Result(f"{task}: {error}", is_error=True)


def _reports(task: UpkeepTask, row: RunUpkeepRow) -> Iterator[Result]:
    text = result(row)
    if row.outcome == "failed" or text not in ("nothing to do", "not due", "done"):
        yield Result(f"{task}: {text}", is_error=row.outcome == "failed")
    for id, reason in refused(row).items():
        yield Result(f"{task}: {id}: {reason}", is_error=True)
