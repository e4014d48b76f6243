"""`store.gpu_sessions`: rented GPU machines, their costs and their termination."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar, Literal, NotRequired, TypeAlias, Unpack, get_args
from uuid import UUID

from pydantic import with_config

from kaggle_store._requests.operation import Flow, M, Op, Rows, operation
from kaggle_store._requests.query import Query
from kaggle_store._requests.rpc import Function, RowsFunction, parameters
from kaggle_store._requests.validation import uuid7
from kaggle_store.models._base import INPUT, Row
from kaggle_store.models.enums import GpuSessionStatus
from kaggle_store.models.functions import (
    ClaimGpuTerminationsArgs,
    CloseGpuSessionArgs,
    FinishGpuTerminationArgs,
    GpuSessionsDueArgs,
    GpuSessionsDueRow,
    HeartbeatGpuSessionArgs,
    HeartbeatGpuSessionRow,
    ReportGpuMachinesArgs,
    RequestGpuTerminationArgs,
    RequestSshReadingArgs,
    RevealSshConnectionInfoArgs,
    SetSshConnectionInfoArgs,
)
from kaggle_store.models.gpu_sessions import GpuSession, GpuSessionInsert
from kaggle_store.models.gpu_terminations import (
    GpuTermination,
    GpuTerminationOrder,
    GpuTerminationWhere,
)
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


class ClaimedTermination(Row, frozen=True):
    """A session whose machine this claim may stop."""

    table: ClassVar[str] = "claim_gpu_terminations"
    id: UUID
    """The termination's id, which `finish_termination` needs."""
    gpu_session_id: UUID
    """The session."""
    execution_id: UUID
    """Its execution."""
    provider: str
    """The provider of the machine."""
    instance_id: str | None
    """The provider's id of the machine; None where the session has none yet."""
    status: GpuSessionStatus
    """The state of the session."""
    reason: str | None
    """Why it must end."""
    attempts: int
    """How many attempts have failed before."""
    seconds_since_heartbeat: float
    """Seconds since the last heartbeat, or since the session was opened."""


class MachineReport(Row, frozen=True):
    """How a provider's list of machines differs from the live sessions."""

    table: ClassVar[str] = "report_gpu_machines"
    strays: dict[str, dict[str, Any]]
    """Running machines without a live session, by instance id."""
    missing: dict[UUID, str]
    """Instance ids of live sessions without a running machine, by session id."""


_claim_terminations: Function[list[ClaimedTermination]] = Function(
    "claim_gpu_terminations", ClaimGpuTerminationsArgs, list[ClaimedTermination], repeat="safe"
)
_finish_termination = RowsFunction(
    "finish_gpu_termination", FinishGpuTerminationArgs, GpuTermination
)
_report_machines = Function(
    "report_gpu_machines", ReportGpuMachinesArgs, MachineReport, repeat="safe"
)
_terminations = Query(GpuTermination, GpuTerminationWhere, "gpu_sessions")


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
        its sessions, both in US dollars. The first heartbeat sets `running`;
        `gpu_utilization_percent` (0 to 100) below 5 sets `idle`. Costs are computed with the
        database's clock. Raises `NotFound`.
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
        the unused reservation is returned to the budget. Raises `NotFound`, and `MoveRefused` for
        another `status`.
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

        `reason` has up to 50 characters. A session that has ended is returned unchanged. Raises
        `NotFound`.
        """
        return _request.row("gpu_sessions.request_termination", {"id": id, "reason": reason})

    @operation
    def due(self) -> Op[Rows[GpuSessionsDueRow]]:
        """Return the live sessions to terminate, each with the reason.

        A supervisor polls this, terminates each machine at its provider and calls `close`.
        """
        return _due.rows("gpu_sessions.due", {})

    @operation
    def terminations(
        self,
        *,
        order: GpuTerminationOrder | Sequence[GpuTerminationOrder] = "-created_at",
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[GpuTerminationWhere],
    ) -> Flow[Rows[GpuTermination]]:
        """Return the attempts to stop machines that were due, latest first."""
        return _terminations.page(order, limit, offset, where, "terminations")

    @operation
    def claim_terminations(
        self,
        providers: Sequence[str],
        *,
        supervisor: str,
        limit: int = 1,
        lease: float = 120.0,
        claim_id: UUID | None = None,
    ) -> Op[Rows[ClaimedTermination]]:
        """Claim up to `limit` (0 to 100) sessions that are due at these providers.

        The claim lasts `lease` seconds (default 120); no other supervisor gets the sessions
        meanwhile. Without
        providers it claims those that have waited for ten minutes, of any provider. Each claim
        needs a new `claim_id`, by default a random one.
        """
        asked: dict[str, object] = {"claim_id": claim_id or uuid7(), "supervisor": supervisor}
        asked |= {"providers": providers, "limit": limit, "lease_seconds": lease}
        return _claim_terminations.call(
            "gpu_sessions.claim_terminations", parameters(asked), subject="ClaimedTermination"
        )

    @operation
    def finish_termination(
        self,
        id: UUID,
        claim_id: UUID,
        *,
        error: str | None = None,
        provider_status: str | None = None,
        end: EndStatus = "terminated",
        total_cost_dollars: Decimal | float | None = None,
        hourly_rate_dollars: Decimal | float | None = None,
        note: str | None = None,
    ) -> Op[GpuTermination]:
        """Record that the provider confirmed the end of a machine, or why an attempt failed.

        Without `error` the session is closed: with the provider's bill, if known, or at its
        hourly rate where the session has none; `note` becomes its error message. After an error it
        is tried again, and the sixth one asks for a person. Raises `LeaseLost` if another
        supervisor has claimed it.
        """
        asked: dict[str, object] = {"id": id, "claim_id": claim_id, "error": error}
        asked |= {"provider_status": provider_status, "end": end, "note": note}
        asked |= {"total_cost_dollars": total_cost_dollars}
        return _finish_termination.row(
            "gpu_sessions.finish_termination", asked | {"hourly_rate_dollars": hourly_rate_dollars}
        )

    @operation
    def report_machines(
        self, provider: str, machines: Sequence[Mapping[str, Any]]
    ) -> Op[MachineReport]:
        """Compare the complete list of a provider's machines with the live sessions.

        Each machine has `instance_id`, `state` (running or stopped), and `label`,
        `price_per_hour` (US dollars) and `started_at` where they are known. What differs becomes a
        notice until it is gone. Raises `BadTermination` for a list of another form.
        """
        asked = {"provider": provider, "machines": machines}
        return _report_machines.call(
            "gpu_sessions.report_machines", parameters(asked), subject="MachineReport"
        )

    @operation
    def set_ssh(self, id: UUID, info: Mapping[str, Any] | None) -> Op[None]:
        """Store the SSH credentials of a live machine, encrypted; None deletes them.

        Only `reveal_ssh` returns them. Raises `NotFound`, `SessionEnded` once the session has
        ended, and `NoEncryptionKey` when there is no key to encrypt with.
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
        Raises `NotFound`, `ReasonNeeded`, `SessionEnded` once the session has ended, and
        `NoEncryptionKey`, `WrongKey` or `InvalidCiphertext` if they cannot be decrypted.
        """
        name, subject = "gpu_sessions.reveal_ssh", "GpuSession"
        asked = {"p_id": id, "p_reason": reason}
        ticket = yield from _request_ssh.call(name, asked, subject=subject)
        return (
            yield from _reveal_ssh.call(name, {"p_id": id, "p_ticket": ticket}, subject=subject)
        )
