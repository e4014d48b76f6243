"""`store.human_interventions`: questions that agents put to people, and the answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, TypeAlias
from uuid import UUID

from kaggle_store._requests.operation import Flow, M, Op, Rows, operation
from kaggle_store._requests.query import Query
from kaggle_store._requests.rpc import RowsFunction
from kaggle_store._requests.validation import uuid7
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
from kaggle_store.resources._response import OPEN, wait_for_response
from kaggle_store.resources._tables.human_interventions import HumanInterventionsTable

Decision: TypeAlias = Literal["approved", "rejected", "reviewed"]
"""How a question is answered."""

Field: TypeAlias = Literal[
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
"""The type of a field of an answer; a `?` makes it optional."""

_request = RowsFunction("request_intervention", RequestInterventionArgs, HumanIntervention)
_respond = RowsFunction("respond_intervention", RespondInterventionArgs, HumanIntervention)
_escalate = RowsFunction("escalate_overdue", EscalateOverdueArgs, HumanIntervention)
_confirm = RowsFunction("confirm_notification", ConfirmNotificationArgs, InterventionNotification)
_outbox = Query(InterventionNotification, InterventionNotificationWhere, "human_interventions")


class HumanInterventions(HumanInterventionsTable[M]):
    """Questions that agents put to people, and the answers."""

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
        response_shape: Mapping[str, Field] | None = None,
        sla_deadline: datetime | None = None,
        pauses_execution: bool = True,
        id: UUID | None = None,
    ) -> Op[HumanIntervention]:
        """Put a question to a person; the execution waits in `human_review` until it is answered.

        The priority sets the deadline (critical 15 minutes, high 1 hour, medium 4 hours, low 24
        hours). While a question on the same `subject` is open, that one is returned.
        `response_shape` says which fields the answer's data must have: `{"budget": "number"}`.
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
        """Answer a question, as the signed-in person or else in the name given.

        The last open answer lets a waiting execution go on where it was, approved or not. Raises
        `AnswerShape` if the data is not what was asked for, `AlreadyAnswered` after another answer.
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
        """Return the question once it is answered; look `every` seconds, then more and more rarely.

        The pauses double, up to 30 seconds. Raises `NoResponse` after `timeout` seconds, where
        they are given, also when the server could not be asked until then; the question stays open.
        """
        return wait_for_response(self._relation.full.get({"id": id}), timeout, every)

    @operation
    def escalate_overdue(self) -> Op[Rows[HumanIntervention]]:
        """Escalate the questions whose deadline has passed, and return them; call it every minute.

        Each gets its next deadline by its priority, and a notification to be sent.
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
    ) -> Op[Rows[HumanIntervention]]:
        """Read the questions that await an answer, escalated ones too, the most urgent first."""
        where: dict[str, object] = {"status": OPEN}
        where |= {} if execution_id is None else {"execution_id": execution_id}
        where |= {} if assigned_to is None else {"assigned_to": assigned_to}
        order = ("-priority", "sla_deadline")
        return self._relation.full.page(order, limit, offset, where, "pending")

    @operation
    def notifications(self, *, limit: int = 100) -> Op[Rows[InterventionNotification]]:
        """Read what is still to be sent to people, the oldest first; confirm each that is sent."""
        return _outbox.page("created_at", limit, 0, {"sent_at": None}, "notifications")

    @operation
    def confirm_notification(
        self,
        id: UUID,
        method: str | None = None,
    ) -> Op[InterventionNotification]:
        """Say that a notification was sent, and how, such as by `slack`."""
        asked = {"id": id, "notification_method": method}
        return _confirm.row("human_interventions.confirm_notification", asked)
