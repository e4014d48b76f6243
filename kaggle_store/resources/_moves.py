"""Moving an execution's status so that a copy of the request that comes late undoes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from kaggle_store._requests.arguments import checked_id
from kaggle_store._requests.lease import header
from kaggle_store._requests.operation import Flow, Op
from kaggle_store.errors import NotFound
from kaggle_store.models.agent_executions import AgentExecution
from kaggle_store.models.enums import ExecutionStatus
from kaggle_store.resources._tables.agent_executions import AgentExecutionsTable

NAME = "agent_executions.move"
TERMINAL = ("completed", "failed", "cancelled")

_relation = AgentExecutionsTable._relation


def moved(
    id: UUID, status: ExecutionStatus, lease_id: UUID | None, step: int | None
) -> Op[AgentExecution]:
    """Move it from wherever it stands."""
    op = _relation.update({"id": id}, _changes(status, step), "move")
    if lease_id is None:
        return op
    lease_id = checked_id(lease_id, "lease_id", NAME)
    # Nobody but the holder of the lease moves it, so that a repeat undoes nobody's move; only his
    # own next one, if the first copy is still on its way.
    return replace(op, repeat="prompt", headers=header(lease_id))


def moved_from(
    row: AgentExecution, status: ExecutionStatus, lease_id: UUID, step: int | None
) -> Flow[AgentExecution]:
    """Move it from where it is known to stand.

    A copy that comes late finds it elsewhere and does nothing, unless it has come round again.
    """
    while True:
        where = {"id": row.id, **_from_or_to(row, status, step)}
        op = _relation.update_where(where, _changes(status, step), "move")
        rows = yield from replace(op, repeat="safe", headers=header(lease_id))
        if rows:
            first: AgentExecution = rows[0]
            return first
        now = yield from _relation.full.get({"id": row.id}, "move")
        if (now.status, now.current_step) == (row.status, row.current_step):
            # It is where it was and still not moved: the role may read and not change it.
            raise NotFound(f"no row of agent_executions has id = {row.id}", operation=NAME)
        # Somebody else has moved it, as by a question: the database says what that means.
        row = now


def _from_or_to(row: AgentExecution, status: str, step: int | None) -> dict[str, Any]:
    # As it is once it was moved, too: so a repeat finds what the first copy has done.
    where: dict[str, Any] = {"status": sorted({row.status, status})}
    return where if step is None else where | {"current_step": sorted({row.current_step, step})}


def _changes(status: str, step: int | None) -> Mapping[str, object]:
    return {"status": status} if step is None else {"status": status, "current_step": step}
