"""`store.gpu_sessions`: machines rented by the hour, what they cost and when they stop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal, Unpack
from uuid import UUID

from kaggle_store._requests.operation import Flow, M, Op, Rows, operation
from kaggle_store._requests.rpc import Function, RowsFunction
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

_heartbeat = RowsFunction("heartbeat_gpu_session", HeartbeatGpuSessionArgs, HeartbeatGpuSessionRow)
_close = RowsFunction("close_gpu_session", CloseGpuSessionArgs, GpuSession)
_request = RowsFunction("request_gpu_termination", RequestGpuTerminationArgs, GpuSession)
_set_ssh = Function("set_ssh_connection_info", SetSshConnectionInfoArgs, object, repeat="safe")
_ask_for_ssh = Function("request_ssh_reading", RequestSshReadingArgs, UUID, repeat="safe")
_reveal_ssh: Function[Any] = Function(
    "reveal_ssh_connection_info", RevealSshConnectionInfoArgs, object, repeat="safe"
)
_due = RowsFunction("gpu_sessions_due", GpuSessionsDueArgs, GpuSessionsDueRow)


class GpuSessions(GpuSessionsTable[M]):
    """Machines rented by the hour, what they cost and when they stop."""

    @operation
    def open(self, **new: Unpack[GpuSessionInsert]) -> Flow[GpuSession]:
        """Reserve `cost_limit_dollars` in the execution's budget, before a machine is rented.

        Without a limit all that is left is reserved. Raises `GpuBudgetExceeded` if the budget has
        no room, however many ask at once. Given `id` of your own, the same call may be repeated.
        """
        return self._relation.create(new, "open")

    @operation
    def heartbeat(
        self,
        id: UUID,
        *,
        gpu_utilization_percent: float | None = None,
    ) -> Op[HeartbeatGpuSessionRow]:
        """Say that a machine is alive, and learn what it has cost, and whether to stop and why.

        The first one makes it `running`; below 5 % utilisation (0 to 100) it is `idle`. Cost
        follows the database's clock.
        """
        asked = {"id": id, "gpu_utilization_percent": gpu_utilization_percent}
        return _heartbeat.row("gpu_sessions.heartbeat", asked)

    @operation
    def close(
        self,
        id: UUID,
        *,
        status: Literal["terminated", "failed"] = "terminated",
        total_cost_dollars: Decimal | float | None = None,
        error_message: str | None = None,
    ) -> Op[GpuSession]:
        """Confirm that the provider has taken a machine back, or that it has `failed`.

        Until then it keeps costing. `total_cost_dollars` is the provider's bill where it is known;
        what is left of the reservation goes back into the budget.
        """
        asked = {"id": id, "status": status, "total_cost_dollars": total_cost_dollars}
        op = _close.row("gpu_sessions.close", asked | {"error_message": error_message})
        # With a bill a copy that comes late would undo a later one.
        return op if total_cost_dollars is None else replace(op, repeat="prompt")

    @operation
    def request_termination(
        self,
        id: UUID,
        reason: str = "requested",
    ) -> Op[GpuSession]:
        """Ask for a live machine's end: its next heartbeat hears of it, and it is among those due.

        `reason` has up to 50 characters. A session that has ended is returned as it is.
        """
        return _request.row("gpu_sessions.request_termination", {"id": id, "reason": reason})

    @operation
    def due(self) -> Op[Rows[GpuSessionsDueRow]]:
        """Read the live sessions that have to be given back, each with the reason.

        A supervisor polls it, gives each back at its provider, and closes it.
        """
        return _due.rows("gpu_sessions.due", {})

    @operation
    def set_ssh(self, id: UUID, info: Mapping[str, Any] | None) -> Op[object]:
        """Store the way into a live machine, encrypted by the database; None takes it away.

        `reveal_ssh` alone reads it. Raises `SessionEnded` once the session has ended.
        """
        asked = {"p_id": id, "p_ssh_connection_info": info}
        # A copy that comes late would undo what was set meanwhile.
        return replace(
            _set_ssh.call("gpu_sessions.set_ssh", asked, subject="GpuSession"), repeat="prompt"
        )

    @operation
    def reveal_ssh(self, id: UUID, *, reason: str) -> Flow[Any]:
        """Read the way into a live machine; who asks, and why, is recorded first.

        `reason` has 3 to 500 characters. None where nothing is stored. Raises `ReasonNeeded`, and
        `SessionEnded` once the session has ended.
        """
        name, subject = "gpu_sessions.reveal_ssh", "GpuSession"
        asked = {"p_id": id, "p_reason": reason}
        ticket = yield from _ask_for_ssh.call(name, asked, subject=subject)
        return (
            yield from _reveal_ssh.call(name, {"p_id": id, "p_ticket": ticket}, subject=subject)
        )
