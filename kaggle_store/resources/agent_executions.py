"""`store.agent_executions`: runs of agents through competitions, their progress and summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Unpack, get_args, overload
from uuid import UUID

from pydantic import TypeAdapter, with_config

from kaggle_store._leases.claims import DEFAULT_LEASE, Claims
from kaggle_store._leases.context import work_context
from kaggle_store._leases.job import LeasedWork
from kaggle_store._leases.plan import WorkOptions, WorkPlan
from kaggle_store._requests.arguments import checked_id
from kaggle_store._requests.lease import lease_header
from kaggle_store._requests.operation import A, Flow, M, Op, Repeat, Rows, S, operation
from kaggle_store._requests.query import Query, listed_order
from kaggle_store.errors import NotFound
from kaggle_store.models._base import INPUT
from kaggle_store.models.agent_executions import AgentExecution
from kaggle_store.models.enums import ExecutionStatus
from kaggle_store.models.execution_costs import (
    ExecutionCosts,
    ExecutionCostsOrder,
    ExecutionCostsWhere,
)
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
from kaggle_store.resources._costs import CostDimension, CostTotal, read_totals
from kaggle_store.resources._leased import LeasedTable
from kaggle_store.resources._recent import RecentExecutions, read_recent
from kaggle_store.resources._tables.agent_executions import AgentExecutionsTable
from kaggle_store.resources._watching import Watched
from kaggle_store.resources.upkeep import refresh_execution_summary

TERMINAL_STATUSES = ("completed", "failed", "cancelled")

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


@with_config(INPUT)
class ExecutionWorkOptions(WorkOptions, total=False):
    """Options for claiming an execution and keeping its lease."""

    statuses: Sequence[ExecutionStatus] | None
    """Claim only executions in these states; by default in every live state."""
    execution_id: UUID | None
    """Claim only this execution."""


class ExecutionWork(LeasedWork[M, AgentExecution]):
    """An execution held under a lease, as `agent_executions.work` yields it."""

    _claims = _claims
    _options = TypeAdapter(ExecutionWorkOptions)

    @property
    def execution(self) -> AgentExecution:
        """The execution as last read from the server."""
        return self._row

    @operation
    def move(
        self, status: ExecutionStatus, *, current_step: int | None = None
    ) -> Flow[AgentExecution]:
        """Move the execution to `status` or set its `current_step`; raises `MoveRefused`.

        `failed` and `cancelled` end the work and the lease.
        """
        move = _move_from(self._row, status, self.lease_id, current_step)
        return self._end_lease(move) if status in TERMINAL_STATUSES else self._update_row(move)

    @operation
    def complete(self) -> Flow[AgentExecution]:
        """Complete the execution, once Kaggle has received a submission of it.

        Raises `NothingSubmitted` before that, and `MoveRefused` from another state than
        `submission`. To end without a submission, move it to `cancelled`, or `fail`.
        """
        return self._end_lease(_claims.complete(self.id, self.lease_id))


class AgentExecutions(LeasedTable[M, AgentExecution], AgentExecutionsTable[M], Watched[M]):
    """Runs of agents through competitions, their progress and summary."""

    _claims = _claims

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
    ) -> Flow[Rows[ExecutionProgress]]:
        """Return the live executions with their competition, GPU cost and open interventions.

        Completed, failed and cancelled executions are left out. Highest priority first, then
        oldest, unless `order` is given.
        """
        return _progress.page(order, limit, offset, where, "progress")

    @operation
    def recent(
        self,
        *,
        status: ExecutionStatus | Iterable[ExecutionStatus] | None = None,
        competition_id: UUID | None = None,
        before: tuple[datetime, UUID] | None = None,
        limit: int = 50,
    ) -> Op[RecentExecutions]:
        """Return a page of executions, newest first, with their competition and best score.

        Of one or several states or one competition, or all. `limit` is 1 to 1000; the next page
        has the `key` of the last execution as `before`. For people a page costs the same for a rare
        state as for a frequent one, unlike `list`.
        """
        return read_recent(status, competition_id, before, limit)

    @operation
    def summary(self, id: UUID) -> Op[ExecutionSummary]:
        """Return what one execution has made: counts of its rows, and its best score.

        Raises `NotFound` when no execution has this id.
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
    ) -> Flow[Rows[ExecutionSummary]]:
        """Return what executions have made, newest first, counted when it is read.

        Ordering by a count or by `best_score`, or a filter by one that few meet, counts for every
        execution of the other conditions: give a `competition_id` in a large store.
        """
        return _summary.page(order, limit, offset, where, "summaries")

    @operation
    def refresh_summary(self) -> Op[None]:
        """Refresh the materialized view `kaggle_store.execution_summary`, for readers by SQL.

        `summary` and `summaries` need no refresh. It blocks no reader, and can be repeated.
        """
        return refresh_execution_summary("agent_executions.refresh_summary")

    @operation
    def costs(self, id: UUID) -> Op[ExecutionCosts]:
        """Return the costs of one execution by kind, and per improvement of its best score.

        In US dollars, and in tokens of models. Raises `NotFound`.
        """
        return _costs.get({"execution_id": id}, "costs")

    @operation
    def costs_list(
        self,
        *,
        order: ExecutionCostsOrder | Sequence[ExecutionCostsOrder] = "-created_at",
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[ExecutionCostsWhere],
    ) -> Flow[Rows[ExecutionCosts]]:
        """Return the costs of executions as `costs` does, newest execution first."""
        orders = listed_order(order, "agent_executions.costs_list")
        return _costs.page([*orders, "execution_id"], limit, offset, where, "costs_list")

    @operation
    def cost_totals(
        self,
        *,
        by: CostDimension | Iterable[CostDimension] = ("day", "kind", "provider"),
        execution_id: UUID | None = None,
        competition_id: UUID | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Op[Rows[CostTotal]]:
        """Return what was spent, added up by UTC day, kind (GPU, research, code) and provider.

        `by` chooses from these three; with none, one row is the total. Of one execution or
        competition, or of all; from `since` to the day before `until`. The cost of a GPU session
        is divided among the days it has run on. The total of 300,000 executions takes seconds.
        """
        return read_totals(by, execution_id, competition_id, since, until)

    @operation
    def claim(
        self,
        *,
        worker: str,
        lease: float = DEFAULT_LEASE,
        limit: int = 1,
        statuses: Sequence[ExecutionStatus] | None = None,
        execution_id: UUID | None = None,
    ) -> Op[Rows[AgentExecution]]:
        """Claim up to `limit` executions, highest priority first, then oldest.

        With `statuses`, only executions in these states; with `execution_id`, only this one. They
        are held under one lease of `lease` seconds (0.05 to 86,400; default 300), whose `lease_id`
        the other methods take. `resume_reason` is `fresh`, `answered`, `retry` or `reclaimed`. The
        list is empty when nothing can be claimed. `work` also keeps the lease.
        """
        only = {"statuses": statuses, "execution_id": execution_id}
        return _claims.claim(worker, lease, limit, **only)

    @overload
    def work(
        self: AgentExecutions[S], *, poll: float, **options: Unpack[ExecutionWorkOptions]
    ) -> AbstractContextManager[ExecutionWork[S]]: ...
    @overload
    def work(
        self: AgentExecutions[S], *, poll: None = None, **options: Unpack[ExecutionWorkOptions]
    ) -> AbstractContextManager[ExecutionWork[S] | None]: ...
    @overload
    def work(
        self: AgentExecutions[A], *, poll: float, **options: Unpack[ExecutionWorkOptions]
    ) -> AbstractAsyncContextManager[ExecutionWork[A]]: ...
    @overload
    def work(
        self: AgentExecutions[A], *, poll: None = None, **options: Unpack[ExecutionWorkOptions]
    ) -> AbstractAsyncContextManager[ExecutionWork[A] | None]: ...
    def work(self, *, poll: float | None = None, **options: Unpack[ExecutionWorkOptions]) -> Any:
        """Claim the next execution and keep its lease while the block lasts.

        `with store.agent_executions.work() as job:`, or `async with`. Without `poll` the job is
        None when nothing can be claimed; with it, the block retries the claim every `poll` seconds.
        With `statuses`, it claims only executions in these states; with `execution_id`, only that.
        Leaving the block releases the job, unless it was completed or failed; an exception fails
        the attempt, to be retried. Once the lease is lost nothing more is written: `job.check()`
        and every call of `job.store` raise `LeaseLost`, and an `async with` block is cancelled.
        Unless the program handles SIGTERM, it raises `SystemExit(143)` in the block, as Ctrl-C
        does `KeyboardInterrupt`: both release the job.
        """
        return work_context(self._executor, WorkPlan.of(ExecutionWork, poll, options))

    @operation
    def complete(self, id: UUID, *, lease_id: UUID) -> Op[AgentExecution]:
        """Complete an execution, once Kaggle has received a submission of it.

        Raises `NothingSubmitted` before that, `MoveRefused` from another state than `submission`,
        or `LeaseLost`. To end without a submission, move it to `cancelled`, or `fail`.
        """
        return _claims.complete(id, lease_id)

    @operation
    def move(
        self,
        id: UUID,
        status: ExecutionStatus,
        *,
        lease_id: UUID | None = None,
        current_step: int | None = None,
    ) -> Op[AgentExecution]:
        """Move an execution to `status`; the database sets its times and, by default, its step.

        `MoveRefused.allowed` lists the allowed moves. With `lease_id`, raises `LeaseLost` once
        that lease has ended. Without, raises `LeaseHeld` while a worker holds a lease, except for
        a move to `cancelled`.
        """
        op = self._relation.update({"id": id}, _changes(status, current_step), "move")
        if lease_id is None:
            return op
        lease_id = checked_id(lease_id, "lease_id", "agent_executions.move")
        # Only the lease holder can move it, so a repeat cannot undo another worker's move. It
        # could undo the holder's own next one while the first copy is still on its way.
        return replace(op, repeat="unless_pending", headers=lease_header(lease_id))


def _move_from(
    row: AgentExecution, status: ExecutionStatus, lease_id: UUID, step: int | None
) -> Flow[AgentExecution]:
    """Move an execution from its last known status.

    A delayed copy of the request finds another status and changes nothing, unless the execution
    has returned to the earlier one.
    """
    relation = AgentExecutionsTable._relation
    while True:
        where = {"id": row.id, **_from_or_to(row, status, step)}
        op = relation.update_where(where, _changes(status, step), "move")
        # Without the status in its filter, a delayed copy could undo a later move.
        repeat: Repeat = "safe" if "status" in where else "unless_pending"
        rows = yield from replace(op, repeat=repeat, headers=lease_header(lease_id))
        if rows:
            first: AgentExecution = rows[0]
            return first
        now = yield from relation.full.get({"id": row.id}, "move")
        if (now.status, now.current_step) == (row.status, row.current_step):
            # The status matched and still no row was updated: the role can read but not update.
            raise NotFound(
                f"no row of agent_executions has id = {row.id}", operation="agent_executions.move"
            )
        # Moved by another request, such as an intervention: let the database decide on this one.
        row = now


def _from_or_to(row: AgentExecution, status: str, step: int | None) -> dict[str, Any]:
    if row.status not in get_args(ExecutionStatus):
        return {}  # from a newer version: no filter can name it
    # Matches the target too: a repeat must find the row that the first copy has moved.
    where: dict[str, Any] = {"status": sorted({row.status, status})}
    return where if step is None else where | {"current_step": sorted({row.current_step, step})}


def _changes(status: str, step: int | None) -> Mapping[str, object]:
    return {"status": status} if step is None else {"status": status, "current_step": step}
