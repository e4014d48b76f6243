# Generated from supabase/migrations by `make models`; do not edit.
"""Table `agent_executions`: One run of an agent through one competition, from data to
submission.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, NotRequired, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime, Field, with_config
from typing_extensions import TypedDict

from kaggle_store.models._base import (
    INPUT,
    Characters,
    Int4,
    Json,
    JsonObject,
    Row,
    StoredJsonObject,
)
from kaggle_store.models.domains import Dollars, Moment
from kaggle_store.models.enums import ExecutionStatus, LeaseEnd, ResumeReason


class AgentExecution(Row, frozen=True):
    """One run of an agent through one competition, from data to submission."""

    table: ClassVar[str] = "agent_executions"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    select: ClassVar[str] = "*,gpu_budget_dollars::text,gpu_budget_consumed::text"
    exact_numbers: ClassVar[dict[str, tuple[int, int]]] = {
        "gpu_budget_dollars": (16, 6),
        "gpu_budget_consumed": (16, 6),
    }
    id: UUID
    """The execution's id."""
    competition_id: UUID
    """The competition it works on."""
    execution_name: str
    """A display name, such as the approach it tries."""
    status: ExecutionStatus | str
    """Its current state."""
    priority: int
    """Higher priority is claimed first."""
    gpu_budget_dollars: Decimal
    """What it may spend on rented GPUs, in US dollars."""
    gpu_budget_consumed: Decimal
    """What its GPU sessions have cost so far, in US dollars; kept by the database."""
    target_submission_hours: int
    """Within how many hours of its start it should submit."""
    current_step: int
    """Which of the ten steps of the workflow it is at; it stays within the steps of its status."""
    error_message: str | None
    """The error, if any."""
    human_intervention_required: bool
    """Whether it waits for a person; kept by the database."""
    human_intervention_reason: str | None
    """What it waits for; kept by the database."""
    started_at: AwareDatetime | None
    """When work began; kept by the database."""
    completed_at: AwareDatetime | None
    """When work ended, with or without success; kept by the database."""
    created_at: AwareDatetime
    """When it was planned."""
    updated_at: AwareDatetime
    """When it last changed; kept by the database."""
    source_record: StoredJsonObject
    """Everything else that an imported journal contains, unchanged."""
    resume_status: ExecutionStatus | str | None
    """What a review interrupted and returns to, or where it failed; kept by the database."""
    available_at: AwareDatetime
    """When it may be claimed at the earliest."""
    attempts: int
    """How often its current state was claimed; kept by the database."""
    max_attempts: int
    """After how many attempts in one state it fails and opens an intervention."""
    worker: str | None
    """Who worked on it last; kept by the database."""
    lease_id: UUID | None
    """The lease it was last claimed under; kept by the database."""
    lease_expires_at: AwareDatetime | None
    """When that lease ends; null once it was ended. Kept by the database."""
    lease_end: LeaseEnd | str | None
    """How that lease was ended; null while it lasts, or when it expired. Kept by the database."""
    resume_reason: ResumeReason | str
    """Why it is claimed next, or was claimed last; kept by the database."""
    review_is_manual: bool | None
    """Whether its review was started by hand, which only a move by hand ends, or by an
    intervention; null outside of a review and for an imported one. Kept by the database.
    """
    round: int
    """How often it has been on the path to a submission, from 1: one more whenever it moves back
    to an earlier state; kept by the database.
    """


@with_config(INPUT)
class AgentExecutionInsert(TypedDict):
    """A new agent execution. Required: `competition_id` and `execution_name`; the rest is
    optional.
    """

    id: NotRequired[UUID]
    """The execution's id."""
    competition_id: UUID
    """The competition it works on."""
    execution_name: Annotated[str, Characters(max_length=200, is_name=True)]
    """A display name, such as the approach it tries."""
    status: NotRequired[ExecutionStatus]
    """Its current state."""
    priority: NotRequired[Int4]
    """Higher priority is claimed first."""
    gpu_budget_dollars: NotRequired[Dollars]
    """What it may spend on rented GPUs, in US dollars."""
    target_submission_hours: NotRequired[Annotated[Int4, Field(gt=0)]]
    """Within how many hours of its start it should submit."""
    current_step: NotRequired[Annotated[Int4, Field(ge=1, le=10)]]
    """Which of the ten steps of the workflow it is at; it stays within the steps of its status."""
    error_message: NotRequired[Annotated[str, Characters(max_length=100000)] | None]
    """The error, if any."""
    started_at: NotRequired[Moment | None]
    """When work began; kept by the database."""
    completed_at: NotRequired[Moment | None]
    """When work ended, with or without success; kept by the database."""
    created_at: NotRequired[Moment]
    """When it was planned."""
    source_record: NotRequired[JsonObject]
    """Everything else that an imported journal contains, unchanged."""
    resume_status: NotRequired[ExecutionStatus | None]
    """What a review interrupted and returns to, or where it failed; kept by the database."""
    available_at: NotRequired[Moment]
    """When it may be claimed at the earliest."""
    max_attempts: NotRequired[Annotated[Int4, Field(ge=1)]]
    """After how many attempts in one state it fails and opens an intervention."""
    round: NotRequired[Annotated[Int4, Field(ge=1, le=1000000000)]]
    """How often it has been on the path to a submission, from 1: one more whenever it moves back
    to an earlier state; kept by the database.
    """


@with_config(INPUT)
class AgentExecutionUpdate(TypedDict, total=False):
    """Changes to a agent execution; omitted columns keep their values."""

    execution_name: Annotated[str, Characters(max_length=200, is_name=True)]
    status: ExecutionStatus
    priority: Int4
    gpu_budget_dollars: Dollars
    target_submission_hours: Annotated[Int4, Field(gt=0)]
    current_step: Annotated[Int4, Field(ge=1, le=10)]
    error_message: Annotated[str, Characters(max_length=100000)] | None
    source_record: JsonObject
    available_at: Moment
    max_attempts: Annotated[Int4, Field(ge=1)]


class AgentExecutionWhere(TypedDict, total=False):
    """Conditions on `agent_executions`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON.
    """

    id: UUID | Sequence[UUID] | None
    id__not: UUID | None
    id__lt: UUID
    id__gt: UUID
    competition_id: UUID | Sequence[UUID] | None
    competition_id__not: UUID | None
    execution_name: str | Sequence[str] | None
    execution_name__not: str | None
    execution_name__ilike: str
    status: ExecutionStatus | Sequence[ExecutionStatus] | None
    status__not: ExecutionStatus | None
    priority: int | Sequence[int] | None
    priority__not: int | None
    priority__lt: int
    priority__lte: int
    priority__gt: int
    priority__gte: int
    gpu_budget_dollars: Decimal | float | Sequence[Decimal | float] | None
    gpu_budget_dollars__not: Decimal | float | None
    gpu_budget_dollars__lt: Decimal | float
    gpu_budget_dollars__lte: Decimal | float
    gpu_budget_dollars__gt: Decimal | float
    gpu_budget_dollars__gte: Decimal | float
    gpu_budget_consumed: Decimal | float | Sequence[Decimal | float] | None
    gpu_budget_consumed__not: Decimal | float | None
    gpu_budget_consumed__lt: Decimal | float
    gpu_budget_consumed__lte: Decimal | float
    gpu_budget_consumed__gt: Decimal | float
    gpu_budget_consumed__gte: Decimal | float
    target_submission_hours: int | Sequence[int] | None
    target_submission_hours__not: int | None
    target_submission_hours__lt: int
    target_submission_hours__lte: int
    target_submission_hours__gt: int
    target_submission_hours__gte: int
    current_step: int | Sequence[int] | None
    current_step__not: int | None
    current_step__lt: int
    current_step__lte: int
    current_step__gt: int
    current_step__gte: int
    error_message: str | Sequence[str] | None
    error_message__not: str | None
    error_message__ilike: str
    human_intervention_required: bool | None
    human_intervention_required__not: bool | None
    human_intervention_reason: str | Sequence[str] | None
    human_intervention_reason__not: str | None
    human_intervention_reason__ilike: str
    started_at: datetime | Sequence[datetime] | None
    started_at__not: datetime | None
    started_at__lt: datetime
    started_at__lte: datetime
    started_at__gt: datetime
    started_at__gte: datetime
    completed_at: datetime | Sequence[datetime] | None
    completed_at__not: datetime | None
    completed_at__lt: datetime
    completed_at__lte: datetime
    completed_at__gt: datetime
    completed_at__gte: datetime
    created_at: datetime | Sequence[datetime] | None
    created_at__not: datetime | None
    created_at__lt: datetime
    created_at__lte: datetime
    created_at__gt: datetime
    created_at__gte: datetime
    updated_at: datetime | Sequence[datetime] | None
    updated_at__not: datetime | None
    updated_at__lt: datetime
    updated_at__lte: datetime
    updated_at__gt: datetime
    updated_at__gte: datetime
    source_record__contains: Json
    resume_status: ExecutionStatus | Sequence[ExecutionStatus] | None
    resume_status__not: ExecutionStatus | None
    available_at: datetime | Sequence[datetime] | None
    available_at__not: datetime | None
    available_at__lt: datetime
    available_at__lte: datetime
    available_at__gt: datetime
    available_at__gte: datetime
    attempts: int | Sequence[int] | None
    attempts__not: int | None
    attempts__lt: int
    attempts__lte: int
    attempts__gt: int
    attempts__gte: int
    max_attempts: int | Sequence[int] | None
    max_attempts__not: int | None
    max_attempts__lt: int
    max_attempts__lte: int
    max_attempts__gt: int
    max_attempts__gte: int
    worker: str | Sequence[str] | None
    worker__not: str | None
    worker__ilike: str
    lease_id: UUID | Sequence[UUID] | None
    lease_id__not: UUID | None
    lease_expires_at: datetime | Sequence[datetime] | None
    lease_expires_at__not: datetime | None
    lease_expires_at__lt: datetime
    lease_expires_at__lte: datetime
    lease_expires_at__gt: datetime
    lease_expires_at__gte: datetime
    lease_end: LeaseEnd | Sequence[LeaseEnd] | None
    lease_end__not: LeaseEnd | None
    resume_reason: ResumeReason | Sequence[ResumeReason] | None
    resume_reason__not: ResumeReason | None
    review_is_manual: bool | None
    review_is_manual__not: bool | None
    round: int | Sequence[int] | None
    round__not: int | None
    round__lt: int
    round__lte: int
    round__gt: int
    round__gte: int


AgentExecutionColumn: TypeAlias = Literal[
    "id",
    "competition_id",
    "execution_name",
    "status",
    "priority",
    "gpu_budget_dollars",
    "gpu_budget_consumed",
    "target_submission_hours",
    "current_step",
    "error_message",
    "human_intervention_required",
    "human_intervention_reason",
    "started_at",
    "completed_at",
    "created_at",
    "updated_at",
    "source_record",
    "resume_status",
    "available_at",
    "attempts",
    "max_attempts",
    "worker",
    "lease_id",
    "lease_expires_at",
    "lease_end",
    "resume_reason",
    "review_is_manual",
    "round",
]
"""A column of `agent_executions`."""
AgentExecutionOrder: TypeAlias = Literal[
    "id",
    "-id",
    "competition_id",
    "-competition_id",
    "execution_name",
    "-execution_name",
    "status",
    "-status",
    "priority",
    "-priority",
    "gpu_budget_dollars",
    "-gpu_budget_dollars",
    "gpu_budget_consumed",
    "-gpu_budget_consumed",
    "target_submission_hours",
    "-target_submission_hours",
    "current_step",
    "-current_step",
    "error_message",
    "-error_message",
    "human_intervention_required",
    "-human_intervention_required",
    "human_intervention_reason",
    "-human_intervention_reason",
    "started_at",
    "-started_at",
    "completed_at",
    "-completed_at",
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
    "resume_status",
    "-resume_status",
    "available_at",
    "-available_at",
    "attempts",
    "-attempts",
    "max_attempts",
    "-max_attempts",
    "worker",
    "-worker",
    "lease_id",
    "-lease_id",
    "lease_expires_at",
    "-lease_expires_at",
    "lease_end",
    "-lease_end",
    "resume_reason",
    "-resume_reason",
    "review_is_manual",
    "-review_is_manual",
    "round",
    "-round",
]
"""A column to sort `agent_executions` by, descending with a minus. Nulls come last in both
directions.
"""
