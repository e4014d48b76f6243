# Generated from supabase/migrations by `make models`; do not edit.
"""Table `human_interventions`: An execution's request for a person's decision, and the response."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, ClassVar, Literal, NotRequired, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime, Field, Strict, with_config
from typing_extensions import TypedDict

from kaggle_store.models._answers import AnsweredRow
from kaggle_store.models._base import INPUT, Bool, Characters, Int4, Json, JsonBounds, StoredJson
from kaggle_store.models.domains import Moment
from kaggle_store.models.enums import (
    InterventionDecision,
    InterventionPriority,
    InterventionStatus,
    InterventionType,
    TimeoutAction,
)


class HumanIntervention(AnsweredRow, frozen=True):
    """An execution's request for a person's decision, and the response."""

    table: ClassVar[str] = "human_interventions"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    select: ClassVar[str] = "*"
    id: UUID
    """The intervention's id."""
    execution_id: UUID
    """The execution that needs it."""
    intervention_type: InterventionType | str
    """Why it is needed."""
    priority: InterventionPriority | str
    """How soon a response is needed."""
    status: InterventionStatus | str
    """Its state; pending and escalated ones await a response."""
    title: str
    """The decision in one line."""
    description: str
    """The decision in full."""
    context_data: StoredJson | None
    """Data that a person needs to decide."""
    assigned_to: str | None
    """The person in charge: a user id or an e-mail address."""
    response: str | None
    """The response as text."""
    response_data: StoredJson | None
    """The response as data."""
    notification_sent: bool
    """Whether a notification was sent; kept by the database."""
    notification_method: str | None
    """How, such as `slack`, `discord` or `email`."""
    escalation_count: int
    """How often it has been escalated; kept by the database."""
    sla_deadline: AwareDatetime | None
    """When the response is needed. Filled when left out, by the priority."""
    created_at: AwareDatetime
    """When it was requested."""
    responded_at: AwareDatetime | None
    """When the response was given; kept by the database."""
    updated_at: AwareDatetime
    """When it last changed; kept by the database."""
    subject: str | None
    """What it is about, such as `gpu_budget`; an execution has one open intervention per
    subject.
    """
    response_schema: StoredJson | None
    """What `response_data` must satisfy: a JSON Schema of `type`, `properties`, `required`,
    `additionalProperties`, `items`, `enum`, `const`, `minimum`, `maximum`, `minLength`,
    `maxLength`, and `title`, `description`, `default` for forms.
    """
    allowed_decisions: list[InterventionDecision | str]
    """The decisions that a person may take. Filled when left out: approve, reject and respond,
    and edit if there is a proposal.
    """
    proposal: StoredJson | None
    """The data that is approved or edited; it satisfies `response_schema`."""
    timeout_action: TimeoutAction | str
    """What happens without a response at the deadline."""
    decision: InterventionDecision | str | None
    """The decision that was taken; null while it is open, and of a withdrawn one."""
    responded_by: str | None
    """Who responded; kept by the database."""
    pauses_execution: bool
    """Whether the execution waits in human_review for the response."""


@with_config(INPUT)
class HumanInterventionInsert(TypedDict):
    """A new human intervention. Required: `execution_id`, `intervention_type`, `title` and
    `description`; the rest is optional.
    """

    id: NotRequired[UUID]
    """The intervention's id."""
    execution_id: UUID
    """The execution that needs it."""
    intervention_type: InterventionType
    """Why it is needed."""
    priority: NotRequired[InterventionPriority]
    """How soon a response is needed."""
    status: NotRequired[InterventionStatus]
    """Its state; pending and escalated ones await a response."""
    title: Annotated[str, Characters(max_length=200, is_name=True)]
    """The decision in one line."""
    description: Annotated[str, Characters(max_length=100000)]
    """The decision in full."""
    context_data: NotRequired[Json | None]
    """Data that a person needs to decide."""
    assigned_to: NotRequired[Annotated[str, Characters(max_length=100, is_name=True)] | None]
    """The person in charge: a user id or an e-mail address."""
    response: NotRequired[Annotated[str, Characters(max_length=100000)] | None]
    """The response as text."""
    response_data: NotRequired[Json | None]
    """The response as data."""
    notification_sent: NotRequired[Bool]
    """Whether a notification was sent; kept by the database."""
    notification_method: NotRequired[Annotated[str, Characters(max_length=50, is_name=True)] | None]
    """How, such as `slack`, `discord` or `email`."""
    escalation_count: NotRequired[Annotated[Int4, Field(ge=0, le=1000000)]]
    """How often it has been escalated; kept by the database."""
    sla_deadline: NotRequired[Moment | None]
    """When the response is needed. Filled when left out, by the priority."""
    created_at: NotRequired[Moment]
    """When it was requested."""
    responded_at: NotRequired[Moment | None]
    """When the response was given; kept by the database."""
    subject: NotRequired[
        Annotated[str, Characters(max_length=200, min_length=1, is_name=True)] | None
    ]
    """What it is about, such as `gpu_budget`; an execution has one open intervention per
    subject.
    """
    response_schema: NotRequired[Annotated[Json, JsonBounds(65536, 40)] | None]
    """What `response_data` must satisfy: a JSON Schema of `type`, `properties`, `required`,
    `additionalProperties`, `items`, `enum`, `const`, `minimum`, `maximum`, `minLength`,
    `maxLength`, and `title`, `description`, `default` for forms.
    """
    allowed_decisions: NotRequired[Annotated[list[InterventionDecision], Strict()] | None]
    """The decisions that a person may take. Filled when left out: approve, reject and respond,
    and edit if there is a proposal.
    """
    proposal: NotRequired[Json | None]
    """The data that is approved or edited; it satisfies `response_schema`."""
    timeout_action: NotRequired[TimeoutAction]
    """What happens without a response at the deadline."""
    decision: NotRequired[InterventionDecision | None]
    """The decision that was taken; null while it is open, and of a withdrawn one."""
    pauses_execution: NotRequired[Bool]
    """Whether the execution waits in human_review for the response."""


@with_config(INPUT)
class HumanInterventionUpdate(TypedDict, total=False):
    """Changes to a human intervention; omitted columns keep their values."""

    priority: InterventionPriority
    title: Annotated[str, Characters(max_length=200, is_name=True)]
    description: Annotated[str, Characters(max_length=100000)]
    context_data: Json | None
    assigned_to: Annotated[str, Characters(max_length=100, is_name=True)] | None
    notification_method: Annotated[str, Characters(max_length=50, is_name=True)] | None
    sla_deadline: Moment | None


class HumanInterventionWhere(TypedDict, total=False):
    """Conditions on `human_interventions`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON.
    """

    id: UUID | Sequence[UUID] | None
    id__not: UUID | None
    id__lt: UUID
    id__gt: UUID
    execution_id: UUID | Sequence[UUID] | None
    execution_id__not: UUID | None
    intervention_type: InterventionType | Sequence[InterventionType] | None
    intervention_type__not: InterventionType | None
    priority: InterventionPriority | Sequence[InterventionPriority] | None
    priority__not: InterventionPriority | None
    status: InterventionStatus | Sequence[InterventionStatus] | None
    status__not: InterventionStatus | None
    title: str | Sequence[str] | None
    title__not: str | None
    title__ilike: str
    description: str | Sequence[str] | None
    description__not: str | None
    description__ilike: str
    context_data__contains: Json
    assigned_to: str | Sequence[str] | None
    assigned_to__not: str | None
    assigned_to__ilike: str
    response: str | Sequence[str] | None
    response__not: str | None
    response__ilike: str
    response_data__contains: Json
    notification_sent: bool | None
    notification_sent__not: bool | None
    notification_method: str | Sequence[str] | None
    notification_method__not: str | None
    notification_method__ilike: str
    escalation_count: int | Sequence[int] | None
    escalation_count__not: int | None
    escalation_count__lt: int
    escalation_count__lte: int
    escalation_count__gt: int
    escalation_count__gte: int
    sla_deadline: datetime | Sequence[datetime] | None
    sla_deadline__not: datetime | None
    sla_deadline__lt: datetime
    sla_deadline__lte: datetime
    sla_deadline__gt: datetime
    sla_deadline__gte: datetime
    created_at: datetime | Sequence[datetime] | None
    created_at__not: datetime | None
    created_at__lt: datetime
    created_at__lte: datetime
    created_at__gt: datetime
    created_at__gte: datetime
    responded_at: datetime | Sequence[datetime] | None
    responded_at__not: datetime | None
    responded_at__lt: datetime
    responded_at__lte: datetime
    responded_at__gt: datetime
    responded_at__gte: datetime
    updated_at: datetime | Sequence[datetime] | None
    updated_at__not: datetime | None
    updated_at__lt: datetime
    updated_at__lte: datetime
    updated_at__gt: datetime
    updated_at__gte: datetime
    subject: str | Sequence[str] | None
    subject__not: str | None
    subject__ilike: str
    response_schema__contains: Json
    allowed_decisions__contains: Sequence[InterventionDecision]
    proposal__contains: Json
    timeout_action: TimeoutAction | Sequence[TimeoutAction] | None
    timeout_action__not: TimeoutAction | None
    decision: InterventionDecision | Sequence[InterventionDecision] | None
    decision__not: InterventionDecision | None
    responded_by: str | Sequence[str] | None
    responded_by__not: str | None
    responded_by__ilike: str
    pauses_execution: bool | None
    pauses_execution__not: bool | None


HumanInterventionColumn: TypeAlias = Literal[
    "id",
    "execution_id",
    "intervention_type",
    "priority",
    "status",
    "title",
    "description",
    "context_data",
    "assigned_to",
    "response",
    "response_data",
    "notification_sent",
    "notification_method",
    "escalation_count",
    "sla_deadline",
    "created_at",
    "responded_at",
    "updated_at",
    "subject",
    "response_schema",
    "allowed_decisions",
    "proposal",
    "timeout_action",
    "decision",
    "responded_by",
    "pauses_execution",
]
"""A column of `human_interventions`."""
HumanInterventionOrder: TypeAlias = Literal[
    "id",
    "-id",
    "execution_id",
    "-execution_id",
    "intervention_type",
    "-intervention_type",
    "priority",
    "-priority",
    "status",
    "-status",
    "title",
    "-title",
    "description",
    "-description",
    "assigned_to",
    "-assigned_to",
    "response",
    "-response",
    "notification_sent",
    "-notification_sent",
    "notification_method",
    "-notification_method",
    "escalation_count",
    "-escalation_count",
    "sla_deadline",
    "-sla_deadline",
    "created_at",
    "-created_at",
    "responded_at",
    "-responded_at",
    "updated_at",
    "-updated_at",
    "subject",
    "-subject",
    "timeout_action",
    "-timeout_action",
    "decision",
    "-decision",
    "responded_by",
    "-responded_by",
    "pauses_execution",
    "-pauses_execution",
]
"""A column to sort `human_interventions` by, descending with a minus. Nulls come last in both
directions.
"""
