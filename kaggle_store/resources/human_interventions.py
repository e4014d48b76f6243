"""`store.human_interventions`: requests of agents for a person's decision, and the responses."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias, Unpack, overload
from uuid import UUID

from pydantic import BaseModel

from kaggle_store._requests.answer_schema import json_of, proposal_of, schema_for_request
from kaggle_store._requests.operation import (
    A,
    Flow,
    M,
    Op,
    Rows,
    S,
    operation,
    overloaded_operation,
)
from kaggle_store._requests.query import Query
from kaggle_store._requests.rpc import RowsFunction
from kaggle_store._requests.validation import uuid7
from kaggle_store.errors import InterventionTimedOut
from kaggle_store.models._answers import X
from kaggle_store.models.enums import (
    InterventionDecision,
    InterventionPriority,
    InterventionType,
    TimeoutAction,
)
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
from kaggle_store.resources._intervention_types import (
    InterventionRequest,
    TypedIntervention,
    TypedInterventionRequest,
)
from kaggle_store.resources._polling import poll_until
from kaggle_store.resources._tables.human_interventions import HumanInterventionsTable
from kaggle_store.resources._watching import Watched

OPEN_STATUSES = ("pending", "escalated")

Decision: TypeAlias = InterventionDecision
"""What a person decides: approve, edit, reject or respond."""

_request = RowsFunction("request_intervention", RequestInterventionArgs, HumanIntervention)
_respond = RowsFunction("respond_intervention", RespondInterventionArgs, HumanIntervention)
_escalate = RowsFunction("escalate_overdue", EscalateOverdueArgs, HumanIntervention, is_array=True)
_confirm = RowsFunction("confirm_notification", ConfirmNotificationArgs, InterventionNotification)
_outbox = Query(InterventionNotification, InterventionNotificationWhere, "human_interventions")


class HumanInterventions(HumanInterventionsTable[M], Watched[M]):
    """Requests of agents for a person's decision, and the responses."""

    @overload
    def request(
        self: HumanInterventions[S],
        *,
        answer: type[X],
        **options: Unpack[TypedInterventionRequest],
    ) -> TypedIntervention[X]: ...
    @overload
    def request(
        self: HumanInterventions[S], *, answer: None = None, **options: Unpack[InterventionRequest]
    ) -> HumanIntervention: ...
    @overload
    def request(
        self: HumanInterventions[A],
        *,
        answer: type[X],
        **options: Unpack[TypedInterventionRequest],
    ) -> Coroutine[Any, Any, TypedIntervention[X]]: ...
    @overload
    def request(
        self: HumanInterventions[A], *, answer: None = None, **options: Unpack[InterventionRequest]
    ) -> Coroutine[Any, Any, HumanIntervention]: ...
    @overloaded_operation
    def request(
        self,
        *,
        execution_id: UUID,
        intervention_type: InterventionType,
        title: str,
        description: str,
        answer: type[BaseModel] | None = None,
        response_schema: Mapping[str, Any] | None = None,
        allowed_decisions: Sequence[Decision] | None = None,
        proposal: Any = None,
        timeout_action: TimeoutAction = "escalate",
        priority: InterventionPriority = "medium",
        subject: str | None = None,
        context_data: Mapping[str, Any] | None = None,
        assigned_to: str | None = None,
        sla_deadline: datetime | None = None,
        pauses_execution: bool = True,
        id: UUID | None = None,
    ) -> Flow[HumanIntervention]:
        """Request a person's decision; the execution waits in `human_review` for the response.

        `answer` is a pydantic model of the answer; the intervention that is returned, and that
        `wait_for_response` returns for it, has an `answer` of that type. `response_schema` gives
        the JSON Schema instead. A person approves or edits the `proposal`, an instance of the
        model or JSON. `allowed_decisions` defaults to approve, reject and respond, and edit if
        there is a proposal. Without a response until the deadline, `timeout_action` escalates,
        approves or rejects.

        With `pauses_execution=False` the execution continues meanwhile. `sla_deadline` defaults by
        priority: critical 15 minutes, high 1 hour, medium 4 hours, low 24 hours. The response does
        not end a review that was started by hand. An open intervention of the execution with the
        same `subject` is returned instead.

        Raises `InvalidInput` if the database could not check the model, `UnsupportedSchema`,
        `InvalidProposal`, `ContradictoryRequest`, `ExecutionEnded`, and `AlreadyExists` if another
        execution's intervention has the `id`.
        """
        name = "human_interventions.request"
        if answer is not None:
            response_schema = schema_for_request(answer, response_schema, name)
            if proposal is not None:
                proposal = proposal_of(answer, proposal, name)
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
            "response_schema": response_schema,
            "allowed_decisions": allowed_decisions,
            "proposal": json_of(proposal, "proposal", name),
            "timeout_action": timeout_action,
            "sla_deadline": sla_deadline,
            "pauses_execution": pauses_execution,
        }
        row = yield from _request.row(name, asked)
        return row if answer is None else TypedIntervention.of(row, answer)

    @operation
    def respond(
        self,
        id: UUID,
        decision: Decision,
        *,
        response: str | None = None,
        response_data: Any = None,
        responded_by: str | None = None,
    ) -> Op[HumanIntervention]:
        """Respond to an intervention, as the signed-in user or else as `responded_by`.

        `approve` takes the proposal as it is, `edit` the changed `response_data`, `reject` a reason
        as `response`, `respond` a text or data. Data is JSON or an instance of a pydantic model,
        and must satisfy the schema of the intervention. After the last response that it waits for,
        an execution resumes where it was, approved or not.

        Raises `NotFound`, `DecisionNotAllowed`, `InvalidAnswerData` with every fault of the data,
        `RejectionReasonNeeded`, `IncompleteAnswer`, `ProposalChanged`, and `AlreadyAnswered` after
        a different response.
        """
        name = "human_interventions.respond"
        asked = {
            "id": id,
            "decision": decision,
            "response": response,
            "response_data": json_of(response_data, "response_data", name),
            "responded_by": responded_by,
        }
        return _respond.row(name, asked)

    @overload
    def wait_for_response(
        self: HumanInterventions[S],
        id: TypedIntervention[X],
        *,
        timeout: float | None = None,
        every: float = 1.0,
    ) -> TypedIntervention[X]: ...
    @overload
    def wait_for_response(
        self: HumanInterventions[S],
        id: UUID | HumanIntervention,
        *,
        timeout: float | None = None,
        every: float = 1.0,
    ) -> HumanIntervention: ...
    @overload
    def wait_for_response(
        self: HumanInterventions[A],
        id: TypedIntervention[X],
        *,
        timeout: float | None = None,
        every: float = 1.0,
    ) -> Coroutine[Any, Any, TypedIntervention[X]]: ...
    @overload
    def wait_for_response(
        self: HumanInterventions[A],
        id: UUID | HumanIntervention,
        *,
        timeout: float | None = None,
        every: float = 1.0,
    ) -> Coroutine[Any, Any, HumanIntervention]: ...
    @overloaded_operation
    def wait_for_response(
        self,
        id: UUID | HumanIntervention,
        *,
        timeout: float | None = None,
        every: float = 1.0,
    ) -> Flow[HumanIntervention]:
        """Poll until the intervention has a response, and return it.

        `id` is its id, or what `request` returned. The first pause is `every` seconds (default 1),
        then pauses double up to 30 seconds. Raises `NotFound`, and `InterventionTimedOut` after
        `timeout` seconds (default: no limit), also if the server was unreachable until then; the
        intervention stays open.
        """
        asked_id = id.id if isinstance(id, HumanIntervention) else id
        row = yield from poll_until(
            self._relation.full.get({"id": asked_id}, "wait_for_response"),
            lambda row: row.status not in OPEN_STATUSES,
            _no_response,
            timeout=timeout,
            every=every,
        )
        return id.answered_by(row) if isinstance(id, TypedIntervention) else row

    @operation
    def escalate_overdue(self) -> Op[Rows[HumanIntervention]]:
        """Carry out the timeout action of the interventions past their deadline, and return them.

        Call it every minute. Those that escalate get a new deadline by their priority and a
        notification to send; the others are approved or rejected, responded by `timeout`.
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
        """Mark a notification as sent, by a `method` such as `slack`; raises `NotFound`."""
        asked = {"id": id, "notification_method": method}
        return _confirm.row("human_interventions.confirm_notification", asked)


def _no_response(found: HumanIntervention | None, timeout: float) -> InterventionTimedOut:
    return InterventionTimedOut(
        f"no response to {found.title!r} within {timeout:g} s"
        if found
        else f"no response could be read within {timeout:g} s",
        operation="human_interventions.wait_for_response",
    )
