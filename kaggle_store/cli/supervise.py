"""`kaggle-store supervise`: everything that a store needs of a machine that is always on."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from kaggle_store.cli import output
from kaggle_store.cli._options import duration
from kaggle_store.cli._stop import stop_event
from kaggle_store.cli.output import Column
from kaggle_store.client import KaggleStore
from kaggle_store.doctor import location
from kaggle_store.formats import moment
from kaggle_store.integrations.gpu import load
from kaggle_store.models.functions import GpuSessionsDueRow
from kaggle_store.models.gpu_terminations import GpuTermination
from kaggle_store.settings import DEFAULT_RETRY_FOR
from kaggle_store.supervise import TASKS, Supervisor, Task, tasks, usable
from kaggle_store.supervise.upkeep import TIMEOUT

DESCRIPTION = f"""\
Stop the machines that are due at their providers, report machines without a session, run upkeep
where pg_cron does not, send notifications, read Kaggle and prune artifacts. Several may run at
once, on any machines. `kaggle` runs where there are credentials of Kaggle, `artifacts` where there
is a storage.
Tasks: {", ".join(TASKS)}."""

EXAMPLES = """\
kaggle-store supervise                               # as a service, until SIGTERM or Ctrl-C
kaggle-store supervise --without notifications       # where another process sends them
kaggle-store supervise --only terminations --every 5s
kaggle-store supervise --once                        # each task once, and ends
kaggle-store supervise --status                      # machines that are due, and what was tried"""

EXIT_CODES = {
    0: "success; without --once, after SIGINT or SIGTERM",
    1: "with --once: a task failed; with --status: a machine is due",
}

MOST_LISTED = 100
COLUMNS = (
    *(Column(name) for name in ("session", "provider", "instance", "reason")),
    Column("attempts", is_number=True),
    *(Column(name) for name in ("next attempt", "error")),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the tasks and the intervals."""
    chosen = parser.add_mutually_exclusive_group()
    for option, text in (
        ("--only", "run this task; may be repeated (default: all that can)"),
        ("--without", "do not run this task; may be repeated"),
    ):
        chosen.add_argument(option, action="append", choices=list(TASKS), metavar="TASK", help=text)
    parser.add_argument("--once", action="store_true", help="run each task once, and end")
    parser.add_argument(
        "--every", type=duration, metavar="DURATION", help="interval of terminations (default: 10s)"
    )
    parser.add_argument(
        "--providers",
        type=Path,
        metavar="FILE",
        help="JSON file of providers (default: $KAGGLE_STORE_GPU_PROVIDERS)",
    )
    parser.add_argument(
        "--status", action="store_true", help="list the machines that are due, and end"
    )


def run(options: argparse.Namespace) -> int:
    """Run the tasks, or list what is due."""
    with (
        location.find().open(retry_for=DEFAULT_RETRY_FOR) as store,
        location.find(TIMEOUT).open(retry_for=1.0) as patient,
    ):
        if options.status:
            return _status(store)
        intervals = {"terminations": options.every} if options.every else {}
        providers = load(store, options.providers)
        without = options.without or ()
        names = options.only or [name for name in usable(store) if name not in without]
        made = tasks(store, patient, providers, intervals=intervals)
        chosen = [task for task in made if task.name in names]
        return _supervise(chosen, list(providers), once=options.once)


def _supervise(chosen: Sequence[Task], providers: Sequence[str], *, once: bool) -> int:
    names = ", ".join(dict.fromkeys(task.name for task in chosen))
    output.line(f"Running {names}; providers: {', '.join(providers) or 'none'}.")
    has_failed = False
    with stop_event() as stop:
        for line in Supervisor(chosen, stop).run(once=once):
            has_failed |= line.is_error
            if line.is_error:
                output.error("supervise", f"{line.task}: {line.text}")
            else:
                output.line(f"{line.task}: {line.text}")
    return int(once and has_failed)


def _cells(due: GpuSessionsDueRow, tried: Mapping[UUID, GpuTermination]) -> tuple[object, ...]:
    machine = (due.id, due.provider, due.instance_id or "", due.reason)
    seen = tried.get(due.id) if due.id else None
    if seen is None:
        return *machine, 0, "", ""
    return *machine, seen.attempts, moment(seen.next_attempt_at), seen.last_error or ""


def _status(store: KaggleStore) -> int:
    due = store.gpu_sessions.due()
    if not due:
        output.line("No machine is due.")
        return 0
    ids = [row.id for row in due[:MOST_LISTED] if row.id]
    tried = {row.gpu_session_id: row for row in store.gpu_sessions.terminations(gpu_session_id=ids)}
    output.table(COLUMNS, [_cells(row, tried) for row in due[:MOST_LISTED]])
    if len(due) > MOST_LISTED:
        output.line(f"There are {len(due)} in all.")
    return 1
