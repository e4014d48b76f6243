"""`store.upkeep`: what keeps the database healthy, for a scheduler where pg_cron is missing."""

from __future__ import annotations

from datetime import date

from kaggle_store._call import Function
from kaggle_store._operation import Entity, Flow, M, Op, Rows, operation
from kaggle_store.models.functions import (
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
)

_integrity: Function[IntegrityReportResult] = Function(
    "integrity_report", IntegrityReportArgs, IntegrityReportResult, repeat="safe"
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


class Upkeep(Entity[M]):
    """What keeps the database healthy; every call may be repeated."""

    @operation
    def integrity_report(self) -> Op[Rows[IntegrityReportRow]]:
        """Count each table's rows and what is wrong with them; a healthy store has no findings."""
        return _integrity.send("upkeep.integrity_report", {})

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
        """Drop the months of metrics that are past their retention, and say which these were."""
        (done,) = yield from _retention.send("upkeep.run_retention", {})
        return done

    @operation
    def refresh_execution_summary(self) -> Op[None]:
        """Bring the summary of executions up to date while it is being read."""
        return refresh_execution_summary("upkeep.refresh_execution_summary")


def refresh_execution_summary(name: str) -> Op[None]:
    """Ask for a fresh summary of executions."""
    return _refresh.send(name, {})
