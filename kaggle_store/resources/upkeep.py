"""`store.upkeep`: what keeps the database healthy, for a scheduler where pg_cron is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Unpack, get_args

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, operation
from kaggle_store._requests.query import Query
from kaggle_store._requests.rpc import Function, RowsFunction
from kaggle_store.models.enums import UpkeepTask
from kaggle_store.models.functions import (
    CloseLeftoversArgs,
    CloseLeftoversRow,
    EnsureMetricPartitionsArgs,
    EnsureMetricPartitionsResult,
    EnsureMetricPartitionsRow,
    IntegrityReportArgs,
    IntegrityReportResult,
    IntegrityReportRow,
    RefreshExecutionSummaryArgs,
    RunRetentionArgs,
    RunRetentionResult,
    RunRetentionRow,
    RunUpkeepArgs,
    RunUpkeepRow,
    StoreHealthArgs,
    StoreHealthResult,
    StoreHealthRow,
)
from kaggle_store.models.upkeep_runs import UpkeepRun, UpkeepRunOrder, UpkeepRunWhere

TASKS: tuple[UpkeepTask, ...] = get_args(UpkeepTask)
"""The tasks of upkeep, in the order in which they are done."""

_integrity: Function[IntegrityReportResult] = Function(
    "integrity_report", IntegrityReportArgs, IntegrityReportResult, repeat="safe"
)
_health: Function[StoreHealthResult] = Function(
    "store_health", StoreHealthArgs, StoreHealthResult, repeat="safe"
)
_partitions: Function[EnsureMetricPartitionsResult] = Function(
    "ensure_metric_partitions",
    EnsureMetricPartitionsArgs,
    EnsureMetricPartitionsResult,
    repeat="safe",
)
_retention: Function[RunRetentionResult] = Function(
    "run_retention", RunRetentionArgs, RunRetentionResult, repeat="safe"
)
_refresh: Function[None] = Function(
    "refresh_execution_summary", RefreshExecutionSummaryArgs, type(None), repeat="safe"
)
_leftovers = RowsFunction("close_leftovers", CloseLeftoversArgs, CloseLeftoversRow)
_run = RowsFunction("run_upkeep", RunUpkeepArgs, RunUpkeepRow)
_runs = Query(UpkeepRun, UpkeepRunWhere, "upkeep")


class Upkeep(Entity[M]):
    """What keeps the database healthy; every call may be repeated."""

    @operation
    def run(
        self, task: UpkeepTask, *, only_when_due: bool = False, run_by: str | None = None
    ) -> Op[RunUpkeepRow]:
        """Do one task in a transaction of its own, and say what came of it; it leaves a record.

        `outcome` is `done`, `failed` (undone; `error` says why), `elsewhere` (another machine is at
        it) or, with `only_when_due`, `not_due`. `run_by` is what the record calls the caller.
        """
        asked = {"task": task, "only_when_due": only_when_due, "run_by": run_by}
        return _run.row("upkeep.run", asked)

    @operation
    def run_all(
        self, *, only_when_due: bool = False, run_by: str | None = None
    ) -> Flow[Rows[RunUpkeepRow]]:
        """Do every task, each until nothing is left, and say what came of each call."""
        done: Rows[RunUpkeepRow] = []
        for task in TASKS:
            asked = {"task": task, "only_when_due": only_when_due, "run_by": run_by}
            row = yield from _run.row("upkeep.run_all", asked)
            done.append(row)
            while has_more(row):
                row = yield from _run.row("upkeep.run_all", asked | {"only_when_due": False})
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
    ) -> Op[Rows[UpkeepRun]]:
        """Read the records of runs, the latest first: what each did, how long it took, or why not.

        Records are kept for a week, or as long as the setting `upkeep.runs_days` says.
        """
        return _runs.page(order, limit, offset, where, "runs")

    @operation
    def integrity_report(self) -> Op[Rows[IntegrityReportRow]]:
        """Count each table's rows and what is wrong with them; a healthy store has no findings."""
        return _integrity.send("upkeep.integrity_report", {})

    @operation
    def store_health(self) -> Op[Rows[StoreHealthRow]]:
        """Ask how the store stands, a row a subject, and what to do where something is wrong."""
        return _health.send("upkeep.store_health", {})

    @operation
    def ensure_metric_partitions(
        self, since: date | None = None, until: date | None = None
    ) -> Op[Rows[EnsureMetricPartitionsRow]]:
        """Create the missing months of `system_metrics` and say which these were.

        By default from this month to three months ahead. Give `since` before importing older
        metrics.
        """
        asked = {"p_from": since, "p_until": until}
        return _partitions.call("upkeep.ensure_metric_partitions", asked, subject="upkeep")

    @operation
    def run_retention(self) -> Flow[RunRetentionRow]:
        """Drop the months of metrics that are past their retention, and say which these were.

        Raises `BadPolicy` where the setting `retention.metrics_days` cannot be meant.
        """
        (done,) = yield from _retention.send("upkeep.run_retention", {})
        return done

    @operation
    def close_leftovers(self) -> Op[CloseLeftoversRow]:
        """End the jobs and questions that were passed over when their execution ended."""
        return _leftovers.row("upkeep.close_leftovers", {})

    @operation
    def refresh_execution_summary(self) -> Op[None]:
        """Bring the summary of executions up to date while it is being read."""
        return refresh_execution_summary("upkeep.refresh_execution_summary")


def refresh_execution_summary(name: str) -> Op[None]:
    """Ask for a fresh summary of executions."""
    return _refresh.send(name, {})


def has_more(row: RunUpkeepRow) -> bool:
    """Tell whether a task has more to do and got somewhere; one that got nowhere waits."""
    counts = row.counts if isinstance(row.counts, dict) else {}
    return row.more_left and bool(counts.get("archived"))
