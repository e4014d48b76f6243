"""`kaggle-store upkeep`: run maintenance tasks where pg_cron does not, once or repeatedly."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from kaggle_store.cli import output
from kaggle_store.cli._options import duration
from kaggle_store.cli._stop import stop_event
from kaggle_store.cli.output import Column
from kaggle_store.client import KaggleStore
from kaggle_store.doctor import location
from kaggle_store.errors import KaggleStoreError
from kaggle_store.models.enums import UpkeepTask
from kaggle_store.models.functions import RunUpkeepRow
from kaggle_store.resources.upkeep import FAILED_CALLS, TASKS
from kaggle_store.supervise.metrics import MetricExports
from kaggle_store.supervise.supervisor import IsStopped, Result
from kaggle_store.supervise.upkeep import TIMEOUT, refused, result, work

DESCRIPTION = f"""\
Run maintenance tasks: retention, archiving, expired leases and more. Projects with pg_cron run
them in the database. Tasks: {", ".join(TASKS[:3])},
{", ".join(TASKS[3:7])},
{", ".join(TASKS[7:])}."""

EXAMPLES = """\
kaggle-store upkeep                # every task, once
kaggle-store upkeep archive        # one task, once
kaggle-store upkeep --every 1m     # as a service: each task when it is due"""

EXIT_CODES = {0: "success; with --every, after SIGINT or SIGTERM", 1: "a task failed"}

_RETRY_FOR = 1.0
"""Seconds; with `--every` the next round tries again, and a stop signal must end it soon."""

COLUMNS = (Column(width=max(map(len, TASKS))), Column(width=10, is_number=True), Column())


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the tasks and the interval."""
    parser.add_argument(
        "tasks", nargs="*", type=_task, metavar="TASK", help="the tasks to run (default: all)"
    )
    parser.add_argument(
        "--every",
        type=duration,
        metavar="DURATION",
        help="repeat until stopped: each 30s, 1m, 2h … run the tasks that are due",
    )


def _task(name: str) -> UpkeepTask:
    if name not in TASKS:
        raise argparse.ArgumentTypeError(f"unknown task {name!r}; tasks: {', '.join(TASKS)}")
    return name


def run(options: argparse.Namespace) -> int:
    """Print a line for each task; return 1 where one failed. With `--every`, return 0 on stop."""
    tasks: list[UpkeepTask] = [task for task in TASKS if task in (options.tasks or TASKS)]
    with location.find(TIMEOUT).open(retry_for=_RETRY_FOR) as store:
        if options.every is None:
            return _run_once(store, tasks)
        return _repeat(store, tasks, options.every)


def _run_once(store: KaggleStore, tasks: Sequence[UpkeepTask]) -> int:
    succeeded = [_succeeds(store, task) for task in tasks]
    return 0 if all(succeeded) else 1


def _succeeds(store: KaggleStore, task: UpkeepTask) -> bool:
    """Run a task until no work is left; return whether each batch succeeded."""
    succeeded = True
    try:
        for done in work(store, task, MetricExports(), lambda: False):
            succeeded &= _show(done)
    except FAILED_CALLS as error:
        output.error("upkeep", f"{task}: {error}")
        return False
    return succeeded


def _repeat(store: KaggleStore, tasks: Sequence[UpkeepTask], every: float) -> int:
    exports = MetricExports()
    with stop_event() as stop:
        while True:
            began = time.monotonic()
            for task in tasks:
                _run_if_due(store, task, exports, stop.is_set)
            if stop.wait(max(0.0, every - (time.monotonic() - began))):
                return 0


def _run_if_due(
    store: KaggleStore, task: UpkeepTask, exports: MetricExports, is_stopped: IsStopped
) -> None:
    """Run a task if it is due; print errors, as the next round tries again."""
    try:
        for done in work(store, task, exports, is_stopped, only_when_due=True):
            if isinstance(done, Result) or done.outcome != "not_due":
                _show(done)
    except KaggleStoreError as error:
        output.error("upkeep", f"{task}: {error}; trying again")


def _show(done: RunUpkeepRow | Result) -> bool:
    """Print a result at once, and below it what could not be archived; return if all succeeded."""
    if isinstance(done, Result):
        if done.is_error:
            output.error("upkeep", done.text)
        else:
            output.line(done.text)
        return not done.is_error
    output.table(COLUMNS, [(done.task, f"{done.duration_seconds:.2f} s", result(done))])
    for id, reason in refused(done).items():
        output.line(f"    {id}: {reason}")
    return done.outcome != "failed" and not refused(done)
