"""`store.upkeep`: maintenance tasks of the database, for a scheduler where pg_cron is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Unpack, get_args

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, operation
from kaggle_store._requests.query import Query
from kaggle_store._requests.rpc import Function, RowsFunction, parameters
from kaggle_store._requests.validation import uuid7
from kaggle_store.errors import ServerError, TimedOut
from kaggle_store.models.enums import UpkeepTask
from kaggle_store.models.functions import (
    CloseLeftoversArgs,
    CloseLeftoversRow,
    EnsureMetricPartitionsArgs,
    EnsureMetricPartitionsRow,
    IntegrityReportArgs,
    IntegrityReportRow,
    ProbeDiskArgs,
    ProbeDiskRow,
    RefreshExecutionSummaryArgs,
    RunRetentionArgs,
    RunRetentionRow,
    RunUpkeepArgs,
    RunUpkeepRow,
    StartUpkeepArgs,
    StoreHealthArgs,
    StoreHealthRow,
)
from kaggle_store.models.upkeep_runs import UpkeepRun, UpkeepRunOrder, UpkeepRunWhere

TASKS: tuple[UpkeepTask, ...] = get_args(UpkeepTask)
"""The upkeep tasks, in the order in which they run."""

FAILED_CALLS = (ServerError, TimedOut)
"""Errors of the call of one task that do not keep the next task from running."""

_integrity = RowsFunction("integrity_report", IntegrityReportArgs, IntegrityReportRow)
_health = RowsFunction("store_health", StoreHealthArgs, StoreHealthRow)
_partitions = RowsFunction(
    "ensure_metric_partitions", EnsureMetricPartitionsArgs, EnsureMetricPartitionsRow
)
_retention = RowsFunction("run_retention", RunRetentionArgs, RunRetentionRow)
_refresh: Function[None] = Function(
    "refresh_execution_summary", RefreshExecutionSummaryArgs, type(None), repeat="safe"
)
_leftovers = RowsFunction("close_leftovers", CloseLeftoversArgs, CloseLeftoversRow)
_start: Function[bool] = Function("start_upkeep", StartUpkeepArgs, bool, repeat="safe")
_run = RowsFunction("run_upkeep", RunUpkeepArgs, RunUpkeepRow)
_probe = RowsFunction("probe_disk", ProbeDiskArgs, ProbeDiskRow)
_runs = Query(UpkeepRun, UpkeepRunWhere, "upkeep")


class Upkeep(Entity[M]):
    """Maintenance tasks of the database; every call can be repeated."""

    @operation
    def run(
        self, task: UpkeepTask, *, only_when_due: bool = False, run_by: str | None = None
    ) -> Flow[RunUpkeepRow]:
        """Run one task in its own transaction, store a record of it and return the outcome.

        `outcome` is `done`, `failed` (rolled back; `error` has the reason), `elsewhere` (running on
        another machine) or, with `only_when_due`, `not_due`. `run_by` names the caller in the
        record. A task may work for ten minutes: give the client a `timeout` to match. The start is
        recorded first, in a request of its own: a run that is cut off counts as failed.
        """
        return (yield from _run_task("upkeep.run", task, only_when_due, run_by))

    @operation
    def run_all(
        self, *, only_when_due: bool = False, run_by: str | None = None
    ) -> Flow[Rows[RunUpkeepRow]]:
        """Run every task, each until no more work is left, and return the outcome of each call.

        A task whose call fails, such as by a timeout, is `failed`, and the next one runs.
        """
        done: Rows[RunUpkeepRow] = []
        for task in TASKS:
            row = yield from _try_task(task, only_when_due, run_by)
            done.append(row)
            while has_more(row):
                row = yield from _try_task(task, False, run_by)
                done.append(row)
        return done

    @operation
    def runs(
        self,
        *,
        order: UpkeepRunOrder | Sequence[UpkeepRunOrder] = "-started_at",
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[UpkeepRunWhere],
    ) -> Flow[Rows[UpkeepRun]]:
        """Return the records of runs, latest first, with counts, duration and error.

        Records are kept for 7 days (the setting `upkeep.runs_days`).
        """
        return _runs.page(order, limit, offset, where, "runs")

    @operation
    def integrity_report(self) -> Op[Rows[IntegrityReportRow]]:
        """Return the number of rows and of inconsistencies of each table."""
        return _integrity.rows("upkeep.integrity_report", {})

    @operation
    def store_health(self) -> Op[Rows[StoreHealthRow]]:
        """Return the store's health, one row per subject, with advice for each problem."""
        return _health.rows("upkeep.store_health", {})

    @operation
    def probe_disk(self) -> Op[ProbeDiskRow]:
        """Return whether the database can write, by a write of 1 MB that is removed again."""
        return _probe.row("upkeep.probe_disk", {})

    @operation
    def ensure_metric_partitions(
        self, since: date | None = None, until: date | None = None
    ) -> Op[Rows[EnsureMetricPartitionsRow]]:
        """Create the missing monthly partitions of `system_metrics`, and return them.

        By default from this month to three months ahead. Give `since` before importing older
        metrics. Raises `TooManyPartitions` for more than 20 years at once.
        """
        asked = {"from": since, "until": until}
        return _partitions.rows("upkeep.ensure_metric_partitions", asked)

    @operation
    def run_retention(self) -> Op[RunRetentionRow]:
        """Drop the monthly partitions of metrics past their retention, and return them.

        With the setting `retention.export_metrics` only those that are exported; `kept_unexported`
        names the others.

        Raises `BadPolicy` if the setting `retention.metrics_days` is invalid.
        """
        return _retention.row("upkeep.run_retention", {})

    @operation
    def close_leftovers(self) -> Op[CloseLeftoversRow]:
        """Close the jobs and interventions left open when their execution ended."""
        return _leftovers.row("upkeep.close_leftovers", {})

    @operation
    def refresh_execution_summary(self) -> Op[None]:
        """Refresh the materialized view of executions, for SQL, without blocking readers."""
        return refresh_execution_summary("upkeep.refresh_execution_summary")


def refresh_execution_summary(name: str) -> Op[None]:
    """Return the operation that refreshes the materialized view of executions."""
    return _refresh.send(name, {})


def _run_task(
    name: str, task: UpkeepTask, only_when_due: bool, run_by: str | None
) -> Flow[RunUpkeepRow]:
    run_id = uuid7()
    asked: dict[str, object] = {"task": task, "only_when_due": only_when_due, "run_by": run_by}
    start = parameters({"run_id": run_id, **asked})
    if (yield from _start.call(name, start, subject="upkeep")):
        asked["run_id"] = run_id
    return (yield from _run.row(name, asked))


def _try_task(task: UpkeepTask, only_when_due: bool, run_by: str | None) -> Flow[RunUpkeepRow]:
    try:
        return (yield from _run_task("upkeep.run_all", task, only_when_due, run_by))
    except FAILED_CALLS as error:
        return RunUpkeepRow(
            task=task,
            outcome="failed",
            duration_seconds=0,
            counts={},
            more_left=False,
            error_code=getattr(error, "code", None),
            error=error.message,
        )


def has_more(row: RunUpkeepRow) -> bool:
    """Return whether a task has more work and made progress; without progress, do not loop."""
    counts = row.counts if isinstance(row.counts, dict) else {}
    left = ("busy", "kept_unexported", "more_left")
    done = [count for name, count in counts.items() if name not in left]
    return row.more_left and any(isinstance(count, int) and count for count in done)
