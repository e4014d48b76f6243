"""`store.agent_executions`: runs of agents through competitions, their progress and summary."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from typing import Any, Unpack, overload
from uuid import UUID

from pydantic import TypeAdapter

from kaggle_store._leases.claims import LEASE, Claims
from kaggle_store._leases.context import working
from kaggle_store._leases.job import LeasedWork
from kaggle_store._leases.plan import WorkOptions, WorkPlan
from kaggle_store._requests.operation import A, Flow, M, Op, Rows, S, operation
from kaggle_store._requests.query import Query
from kaggle_store.models.agent_executions import AgentExecution
from kaggle_store.models.enums import ExecutionStatus
from kaggle_store.models.execution_costs import ExecutionCosts, ExecutionCostsWhere
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
from kaggle_store.models.functions import (
    ClaimExecutionsArgs,
    CompleteExecutionArgs,
    FailExecutionArgs,
    HeartbeatExecutionArgs,
    ReleaseExecutionArgs,
)
from kaggle_store.resources._moves import TERMINAL, moved, moved_from
from kaggle_store.resources._tables.agent_executions import AgentExecutionsTable
from kaggle_store.resources.upkeep import refresh_execution_summary

_progress = Query(ExecutionProgress, ExecutionProgressWhere, "agent_executions")
_summary = Query(ExecutionSummary, ExecutionSummaryWhere, "agent_executions")
_costs = Query(ExecutionCosts, ExecutionCostsWhere, "agent_executions")
_claims = Claims(
    AgentExecution,
    "execution",
    "executions",
    {
        "claim": ClaimExecutionsArgs,
        "heartbeat": HeartbeatExecutionArgs,
        "release": ReleaseExecutionArgs,
        "complete": CompleteExecutionArgs,
        "fail": FailExecutionArgs,
    },
)


class ExecutionWork(LeasedWork[M, AgentExecution]):
    """An execution that is worked on under a lease."""

    _claims = _claims
    _options = TypeAdapter(WorkOptions)

    @property
    def execution(self) -> AgentExecution:
        """The execution, as it was last answered."""
        return self._row

    @operation
    def move(
        self, status: ExecutionStatus, *, current_step: int | None = None
    ) -> Flow[AgentExecution]:
        """Move its status, or give the step that it is at; raises `MoveRefused`.

        `failed` and `cancelled` end the work and the lease.
        """
        move = moved_from(self._row, status, self.lease_id, current_step)
        return self._ended(move) if status in TERMINAL else self._changed(move)

    @operation
    def complete(self) -> Flow[AgentExecution]:
        """End it after its submission; raises `MoveRefused` before that."""
        return self._ended(_claims.complete(self.id, self.lease_id))


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

    @operation
    def costs(self, id: UUID) -> Op[ExecutionCosts]:
        """Read what one execution has cost by kind, and for each improvement of its best score."""
        return _costs.get({"execution_id": id}, "costs")

    @operation
    def claim(
        self, *, worker: str, lease: float = LEASE, limit: int = 1
    ) -> Op[Rows[AgentExecution]]:
        """Take up to `limit` executions to work on, the best by priority, then age.

        Each comes under a lease of `lease` seconds (0.05 to a day), whose `lease_id` the other
        verbs ask for, and says why it is taken up in `resume_reason`. An empty list says that
        nothing can be claimed now. `work` claims and keeps the lease by itself.
        """
        return _claims.claim(worker, lease, limit)

    @overload
    def work(
        self: AgentExecutions[S], *, poll: float, **options: Unpack[WorkOptions]
    ) -> AbstractContextManager[ExecutionWork[S]]: ...
    @overload
    def work(
        self: AgentExecutions[S], *, poll: None = None, **options: Unpack[WorkOptions]
    ) -> AbstractContextManager[ExecutionWork[S] | None]: ...
    @overload
    def work(
        self: AgentExecutions[A], *, poll: float, **options: Unpack[WorkOptions]
    ) -> AbstractAsyncContextManager[ExecutionWork[A]]: ...
    @overload
    def work(
        self: AgentExecutions[A], *, poll: None = None, **options: Unpack[WorkOptions]
    ) -> AbstractAsyncContextManager[ExecutionWork[A] | None]: ...
    def work(self, *, poll: float | None = None, **options: Unpack[WorkOptions]) -> Any:
        """Work on the best execution there is, under a lease that is kept while the block lasts.

        `with store.agent_executions.work() as job:`, or `async with`. The job is None when nothing
        can be claimed; given `poll`, the block waits for one and looks every so many seconds.
        Leaving the block gives it back, unless it was completed or has failed; an exception is a
        failure that is tried again. Once the lease is lost nothing more is written: an
        `async with` block is cancelled and raises `LeaseLost`, as does every call of `job.store`
        and `job.check()`.
        """
        return working(self._executor, WorkPlan.of(ExecutionWork, poll, options))

    @operation
    def heartbeat(
        self,
        id: UUID,
        *,
        lease_id: UUID,
        lease: float = LEASE,
    ) -> Op[AgentExecution]:
        """Prolong a lease to `lease` seconds from now; raises `LeaseLost` once it has ended."""
        return _claims.heartbeat(id, lease_id, lease)

    @operation
    def release(
        self,
        id: UUID,
        *,
        lease_id: UUID,
        delay: float = 0.0,
    ) -> Op[AgentExecution]:
        """Give an execution back as it is, to be claimed after `delay` seconds at the earliest.

        The attempt is not counted. Raises `LeaseLost`.
        """
        return _claims.release(id, lease_id, delay)

    @operation
    def complete(self, id: UUID, *, lease_id: UUID) -> Op[AgentExecution]:
        """End an execution that has submitted; raises `MoveRefused` before that, or `LeaseLost`."""
        return _claims.complete(id, lease_id)

    @operation
    def fail(
        self,
        id: UUID,
        *,
        lease_id: UUID,
        error: str,
        retry: bool = True,
    ) -> Op[AgentExecution]:
        """Say that an attempt failed, and why.

        With `retry` it can be claimed again after a growing delay, until `max_attempts`; then it
        fails and a person is asked. Without, it fails at once. Raises `LeaseLost`.
        """
        return _claims.fail(id, lease_id, error, retry)

    @operation
    def move(
        self,
        id: UUID,
        status: ExecutionStatus,
        *,
        lease_id: UUID | None = None,
        current_step: int | None = None,
    ) -> Op[AgentExecution]:
        """Move an execution's status; times and step follow, or give the step that it is at.

        `MoveRefused` says which moves are allowed. Its worker gives the lease, or gets
        `LeaseLost` once that has ended; others are refused with `LeaseHeld` meanwhile, except to
        cancel it.
        """
        return moved(id, status, lease_id, current_step)
