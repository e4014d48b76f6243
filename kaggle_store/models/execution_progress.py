# Generated from supabase/migrations by `make models`; do not edit.
"""View `execution_progress`: Executions under way, with their competition, GPU sessions and open
interventions; one row each.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime
from typing_extensions import TypedDict

from kaggle_store.models._base import Json, Row, StoredJsonObject
from kaggle_store.models.enums import ExecutionStatus, GpuSessionStatus, LeaseEnd, ResumeReason


class ExecutionProgress(Row, frozen=True):
    """Executions under way, with their competition, GPU sessions and open interventions; one row
    each.
    """

    table: ClassVar[str] = "execution_progress"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    select: ClassVar[str] = "*,gpu_budget_dollars::text,gpu_budget_consumed::text,gpu_cost::text"
    exact_numbers: ClassVar[dict[str, tuple[int, int]]] = {
        "gpu_budget_dollars": (16, 6),
        "gpu_budget_consumed": (16, 6),
        "gpu_cost": (30, 6),
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
    competition_title: str
    """The title of its competition."""
    deadline: AwareDatetime
    """The deadline of its competition."""
    gpu_status: GpuSessionStatus | str | None
    """`running` if any of its GPU sessions is, else `idle`; null without a live session."""
    gpu_cost: Decimal | None
    """The total cost of its live GPU sessions, in US dollars; null without one."""
    pending_interventions: int
    """How many interventions await a response, pending or escalated."""
    is_overdue: bool
    """Whether it has run past target_submission_hours without an end."""


class ExecutionProgressWhere(TypedDict, total=False):
    """Conditions on `execution_progress`, combined with AND.

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
    competition_title: str | Sequence[str] | None
    competition_title__not: str | None
    competition_title__ilike: str
    deadline: datetime | Sequence[datetime] | None
    deadline__not: datetime | None
    deadline__lt: datetime
    deadline__lte: datetime
    deadline__gt: datetime
    deadline__gte: datetime
    gpu_status: GpuSessionStatus | Sequence[GpuSessionStatus] | None
    gpu_status__not: GpuSessionStatus | None
    gpu_cost: Decimal | float | Sequence[Decimal | float] | None
    gpu_cost__not: Decimal | float | None
    gpu_cost__lt: Decimal | float
    gpu_cost__lte: Decimal | float
    gpu_cost__gt: Decimal | float
    gpu_cost__gte: Decimal | float
    pending_interventions: int | Sequence[int] | None
    pending_interventions__not: int | None
    pending_interventions__lt: int
    pending_interventions__lte: int
    pending_interventions__gt: int
    pending_interventions__gte: int
    is_overdue: bool | None
    is_overdue__not: bool | None


ExecutionProgressColumn: TypeAlias = Literal[
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
    "competition_title",
    "deadline",
    "gpu_status",
    "gpu_cost",
    "pending_interventions",
    "is_overdue",
]
"""A column of `execution_progress`."""
ExecutionProgressOrder: TypeAlias = Literal[
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
    "competition_title",
    "-competition_title",
    "deadline",
    "-deadline",
    "gpu_status",
    "-gpu_status",
    "gpu_cost",
    "-gpu_cost",
    "pending_interventions",
    "-pending_interventions",
    "is_overdue",
    "-is_overdue",
]
"""A column to sort `execution_progress` by, descending with a minus. Nulls come last in both
directions.
"""
