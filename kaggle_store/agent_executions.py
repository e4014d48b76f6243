"""`store.agent_executions`: runs of agents through competitions, their progress and summary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack
from uuid import UUID

from kaggle_store._operation import M, Op, Rows, operation
from kaggle_store._read import Query
from kaggle_store.models.execution_progress import (
    ExecutionProgress,
    ExecutionProgressOrder,
    ExecutionProgressWhere,
)
from kaggle_store.models.execution_summary import (
    ExecutionSummary,
    ExecutionSummaryOrder,
    ExecutionSummaryWhere,
)
from kaggle_store.tables.agent_executions import AgentExecutionsTable
from kaggle_store.upkeep import refresh_execution_summary

_progress = Query(ExecutionProgress, ExecutionProgressWhere, "agent_executions")
_summary = Query(ExecutionSummary, ExecutionSummaryWhere, "agent_executions")


class AgentExecutions(AgentExecutionsTable[M]):
    """Runs of agents through competitions, their progress and summary."""

    @operation
    def progress(
        self,
        *,
        order: ExecutionProgressOrder | Sequence[ExecutionProgressOrder] = (
            "-priority",
            "created_at",
        ),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[ExecutionProgressWhere],
    ) -> Op[Rows[ExecutionProgress]]:
        """Read the live executions with their competition, GPU cost and open questions.

        Completed, failed and cancelled executions are left out. The most urgent come first.
        """
        return _progress.page(order, limit, offset, where, "progress")

    @operation
    def summary(self, id: UUID) -> Op[ExecutionSummary]:
        """Read what one execution has made, as of the last `refresh_summary`.

        Raises `NotFound` for one that is newer than the last refresh.
        """
        return _summary.get({"id": id}, "summary")

    @operation
    def summaries(
        self,
        *,
        order: ExecutionSummaryOrder | Sequence[ExecutionSummaryOrder] = "-created_at",
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[ExecutionSummaryWhere],
    ) -> Op[Rows[ExecutionSummary]]:
        """Read what executions have made, as of the last `refresh_summary`, newest first."""
        return _summary.page(order, limit, offset, where, "summaries")

    @operation
    def refresh_summary(self) -> Op[None]:
        """Bring the summary up to date; readers go on meanwhile, and a repeat is harmless."""
        return refresh_execution_summary("agent_executions.refresh_summary")
