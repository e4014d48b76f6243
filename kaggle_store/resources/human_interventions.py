"""`store.human_interventions`: requests of agents for a person's decision, and the responses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, TypeAlias
from uuid import UUID

from pydantic import with_config

from kaggle_store._requests.operation import Flow, M, Op, Rows, operation
from kaggle_store._requests.query import Query
from kaggle_store._requests.rpc import RowsFunction
from kaggle_store._requests.validation import uuid7
from kaggle_store.errors import InterventionTimedOut
from kaggle_store.models._base import INPUT
from kaggle_store.models.enums import InterventionPriority, InterventionType
from kaggle_store.models.functions import (
    ConfirmNotificationArgs,
    EscalateOverdueArgs,
    RequestInterventionArgs,
    RespondInterventionArgs,
)
from kaggle_store.models.human_interventions import HumanIntervention
from kaggle_store.models.intervention_notifications import (
    InterventionNotification,
    InterventionNotificationWhere,
)
from kaggle_store.resources._polling import poll_until
from kaggle_store.resources._tables.human_interventions import HumanInterventionsTable
from kaggle_store.resources._watching import Watched

OPEN_STATUSES = ("pending", "escalated")

Decision: TypeAlias = Literal["approved", "rejected", "reviewed"]
"""The status that a response sets."""

FieldType: TypeAlias = Literal[
    "string",
    "number",
    "integer",
    "boolean",
    "array",
    "object",
    "string?",
    "number?",
    "integer?",
    "boolean?",
    "array?",
    "object?",
]
"""The type of a field of the response data; a `?` makes it optional."""


@with_config(INPUT)
class _RespondArgs(RespondInterventionArgs):
    p_status: Decision  # type: ignore[misc] # of the statuses, those of a response


_request = RowsFunction("request_intervention", RequestInterventionArgs, HumanIntervention)
_respond = RowsFunction("respond_intervention", _RespondArgs, HumanIntervention)
_escalate = RowsFunction("escalate_overdue", EscalateOverdueArgs, HumanIntervention, is_array=True)
_confirm = RowsFunction("confirm_notification", ConfirmNotificationArgs, InterventionNotification)
_outbox = Query(InterventionNotification, InterventionNotificationWhere, "human_interventions")


class HumanInterventions(HumanInterventionsTable[M], Watched[M]):
    """Requests of agents for a person's decision, and the responses."""

    @operation
    def request(
        self,
        *,
        execution_id: UUID,
        intervention_type: InterventionType,
        title: str,
        description: str,
        priority: InterventionPriority = "medium",
        subject: str | None = None,
        context_data: Mapping[str, Any] | None = None,
        assigned_to: str | None = None,
        response_shape: Mapping[str, FieldType] | None = None,
        sla_deadline: datetime | None = None,
        pauses_execution: bool = True,
        id: UUID | None = None,
    ) -> Op[HumanIntervention]:
        """Request a person's decision; the execution waits in `human_review` for the response.

        With `pauses_execution=False` it continues meanwhile. `sla_deadline` defaults by priority:
        critical 15 minutes, high 1 hour, medium 4 hours, low 24 hours. The response does not end
        a review that was started by hand. An open intervention of
        the execution with the same `subject` is returned instead. `response_shape` gives the
        fields that `response_data` must have, such as `{"budget": "number"}`.
        """
        asked = {
            "id": id or uuid7(),
            "execution_id": execution_id,
            "intervention_type": intervention_type,
            "title": title,
            "description": description,
            "priority": priority,
            "subject": subject,
            "context_data": context_data,
            "assigned_to": assigned_to,
            "response_shape": response_shape,
            "sla_deadline": sla_deadline,
            "pauses_execution": pauses_execution,
        }
        return _request.row("human_interventions.request", asked)

    @operation
    def respond(
        self,
        id: UUID,
        status: Decision,
        *,
        response: str | None = None,
        response_data: Mapping[str, Any] | None = None,
        responded_by: str | None = None,
    ) -> Op[HumanIntervention]:
        """Respond to an intervention, as the signed-in user or else as `responded_by`.

        After the last response that it waits for, an execution resumes where it was, approved or
        not. Raises `InvalidAnswerData` if `response_data` does not match the requested shape, and
        `AlreadyAnswered` after a different response.
        """
        asked = {"id": id, "status": status, "response": response, "responded_by": responded_by}
        name = "human_interventions.respond"
        return _respond.row(name, asked | {"response_data": response_data})

    @operation
    def wait_for_response(
        self,
        id: UUID,
        *,
        timeout: float | None = None,
        every: float = 1.0,
    ) -> Flow[HumanIntervention]:
        """Poll until the intervention has a response, and return it.

        The first pause is `every` seconds (default 1), then pauses double up to 30 seconds. Raises
        `InterventionTimedOut` after `timeout` seconds (default: no limit), also if the server was
        unreachable until then; the intervention stays open.
        """
        return poll_until(
            self._relation.full.get({"id": id}, "wait_for_response"),
            lambda row: row.status not in OPEN_STATUSES,
            _no_response,
            timeout=timeout,
            every=every,
        )

    @operation
    def escalate_overdue(self) -> Op[Rows[HumanIntervention]]:
        """Escalate the interventions past their deadline, and return them; call it every minute.

        Each gets a new deadline by its priority and a notification to send.
        """
        return _escalate.rows("human_interventions.escalate_overdue", {})

    @operation
    def pending(
        self,
        *,
        execution_id: UUID | None = None,
        assigned_to: str | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> Flow[Rows[HumanIntervention]]:
        """Return the open interventions, escalated ones included, most urgent first."""
        where: dict[str, object] = {"status": OPEN_STATUSES}
        where |= {} if execution_id is None else {"execution_id": execution_id}
        where |= {} if assigned_to is None else {"assigned_to": assigned_to}
        order = ("-priority", "sla_deadline")
        return self._relation.full.page(order, limit, offset, where, "pending")

    @operation
    def notifications(self, *, limit: int = 100) -> Flow[Rows[InterventionNotification]]:
        """Return the unsent notifications, oldest first; call `confirm_notification` once sent."""
        return _outbox.page("created_at", limit, 0, {"sent_at": None}, "notifications")

    @operation
    def confirm_notification(
        self,
        id: UUID,
        method: str | None = None,
    ) -> Op[InterventionNotification]:
        """Mark a notification as sent, by a `method` such as `slack`."""
        asked = {"id": id, "notification_method": method}
        return _confirm.row("human_interventions.confirm_notification", asked)


def _no_response(found: HumanIntervention | None, timeout: float) -> InterventionTimedOut:
    return InterventionTimedOut(
        f"no response to {found.title!r} within {timeout:g} s"
        if found
        else f"no response could be read within {timeout:g} s",
        operation="human_interventions.wait_for_response",
    )
