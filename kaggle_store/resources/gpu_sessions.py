"""`store.gpu_sessions`: rented GPU machines, their costs and their termination."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal, NotRequired, TypeAlias, Unpack, get_args
from uuid import UUID

from pydantic import with_config

from kaggle_store._requests.operation import Flow, M, Op, Rows, operation
from kaggle_store._requests.rpc import Function, RowsFunction
from kaggle_store.models._base import INPUT
from kaggle_store.models.functions import (
    CloseGpuSessionArgs,
    GpuSessionsDueArgs,
    GpuSessionsDueRow,
    HeartbeatGpuSessionArgs,
    HeartbeatGpuSessionRow,
    RequestGpuTerminationArgs,
    RequestSshReadingArgs,
    RevealSshConnectionInfoArgs,
    SetSshConnectionInfoArgs,
)
from kaggle_store.models.gpu_sessions import GpuSession, GpuSessionInsert
from kaggle_store.resources._tables.gpu_sessions import GpuSessionsTable

EndStatus: TypeAlias = Literal["terminated", "failed"]
"""The status that closing a session sets."""


@with_config(INPUT)
class _CloseArgs(CloseGpuSessionArgs):
    p_status: NotRequired[EndStatus]  # type: ignore[misc] # of the statuses, those of an end


_heartbeat = RowsFunction("heartbeat_gpu_session", HeartbeatGpuSessionArgs, HeartbeatGpuSessionRow)
_close = RowsFunction("close_gpu_session", _CloseArgs, GpuSession)
_request = RowsFunction("request_gpu_termination", RequestGpuTerminationArgs, GpuSession)
_set_ssh: Function[None] = Function(
    "set_ssh_connection_info", SetSshConnectionInfoArgs, type(None), repeat="safe"
)
_request_ssh = Function("request_ssh_reading", RequestSshReadingArgs, UUID, repeat="safe")
_reveal_ssh: Function[Any] = Function(
    "reveal_ssh_connection_info", RevealSshConnectionInfoArgs, object, repeat="safe"
)
_due = RowsFunction("gpu_sessions_due", GpuSessionsDueArgs, GpuSessionsDueRow, is_array=True)


class GpuSessions(GpuSessionsTable[M]):
    """Rented GPU machines, their costs and their termination."""

    @operation
    def open(self, **new: Unpack[GpuSessionInsert]) -> Flow[GpuSession]:
        """Reserve `cost_limit_dollars` of the execution's GPU budget, before renting a machine.

        Without a limit the rest of the budget is reserved. Raises `GpuBudgetExceeded` if too
        little is left, also when several clients reserve at once. With an `id` of your own, the
        call can be repeated.
        """
        return self._relation.create(new, "open")

    @operation
    def upsert(self, **new: Unpack[GpuSessionInsert]) -> Flow[GpuSession]:
        """Insert a GPU session, or update the live one of the same `provider` and `instance_id`.

        A machine that was stopped and started again gets another session. With `status`
        `terminated` or `failed` the machine's latest session is updated if none is live. Omitted
        columns get their defaults in a new row and keep their values in an existing one. Columns
        that `update` does not accept also keep their values. Raises `AlreadyExists` if the
        machine's live session belongs to another execution.
        """
        return self._relation.upsert_live(new, ended=get_args(EndStatus), ended_at="terminated_at")

    @operation
    def find(self, provider: str, instance_id: str) -> Op[GpuSession | None]:
        """Return the live session of this machine, else its latest one, or None."""
        key = {"provider": provider, "instance_id": instance_id}
        return self._relation.full.find(key, latest="terminated_at")

    @operation
    def heartbeat(
        self,
        id: UUID,
        *,
        gpu_utilization_percent: float | None = None,
    ) -> Op[HeartbeatGpuSessionRow]:
        """Report that a machine is alive; returns its cost and whether and why it should stop.

        `session_left_dollars` is what is left of the session's own cost limit (None without one),
        `execution_left_dollars` what is left of the execution's GPU budget after the costs of all
        its sessions. The first heartbeat sets `running`;
        `gpu_utilization_percent` (0 to 100) below 5 sets `idle`. Costs are computed with the
        database's clock.
        """
        asked = {"id": id, "gpu_utilization_percent": gpu_utilization_percent}
        return _heartbeat.row("gpu_sessions.heartbeat", asked)

    @operation
    def close(
        self,
        id: UUID,
        *,
        status: EndStatus = "terminated",
        total_cost_dollars: Decimal | float | None = None,
        error_message: str | None = None,
    ) -> Op[GpuSession]:
        """Close a session after the provider has terminated its machine, or as `failed`.

        An open session keeps accruing cost. `total_cost_dollars` is the provider's bill, if known;
        the unused reservation is returned to the budget.
        """
        asked = {"id": id, "status": status, "total_cost_dollars": total_cost_dollars}
        op = _close.row("gpu_sessions.close", asked | {"error_message": error_message})
        # A delayed copy with a bill would overwrite a later bill.
        return op if total_cost_dollars is None else replace(op, repeat="unless_pending")

    @operation
    def request_termination(
        self,
        id: UUID,
        reason: str = "requested",
    ) -> Op[GpuSession]:
        """Request the termination of a live machine, reported by its next heartbeat and by `due`.

        `reason` has up to 50 characters. A session that has ended is returned unchanged.
        """
        return _request.row("gpu_sessions.request_termination", {"id": id, "reason": reason})

    @operation
    def due(self) -> Op[Rows[GpuSessionsDueRow]]:
        """Return the live sessions to terminate, each with the reason.

        A supervisor polls this, terminates each machine at its provider and calls `close`.
        """
        return _due.rows("gpu_sessions.due", {})

    @operation
    def set_ssh(self, id: UUID, info: Mapping[str, Any] | None) -> Op[None]:
        """Store the SSH credentials of a live machine, encrypted; None deletes them.

        Only `reveal_ssh` returns them. Raises `SessionEnded` once the session has ended.
        """
        asked = {"p_id": id, "p_ssh_connection_info": info}
        # A delayed copy would overwrite later credentials.
        return replace(
            _set_ssh.call("gpu_sessions.set_ssh", asked, subject="GpuSession"),
            repeat="unless_pending",
        )

    @operation
    def reveal_ssh(self, id: UUID, *, reason: str) -> Flow[Any]:
        """Return the SSH credentials of a live machine; the access is recorded first.

        `reason` (3 to 500 characters) goes into the record. Returns None if none are stored.
        Raises `ReasonNeeded`, or `SessionEnded` once the session has ended.
        """
        name, subject = "gpu_sessions.reveal_ssh", "GpuSession"
        asked = {"p_id": id, "p_reason": reason}
        ticket = yield from _request_ssh.call(name, asked, subject=subject)
        return (
            yield from _reveal_ssh.call(name, {"p_id": id, "p_ticket": ticket}, subject=subject)
        )
