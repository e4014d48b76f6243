# Generated from supabase/migrations by `make models`; do not edit.
"""View `execution_summary`: What each execution has made, counted when it is read."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime
from typing_extensions import TypedDict

from kaggle_store.models._base import Row
from kaggle_store.models.enums import ExecutionStatus


class ExecutionSummary(Row, frozen=True):
    """What each execution has made, counted when it is read."""

    table: ClassVar[str] = "execution_summary"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    select: ClassVar[str] = "*,gpu_budget_consumed::text"
    exact_numbers: ClassVar[dict[str, tuple[int, int]]] = {"gpu_budget_consumed": (16, 6)}
    id: UUID
    """The execution's id."""
    competition_id: UUID
    """The competition it works on."""
    status: ExecutionStatus | str
    """Its state."""
    gpu_budget_consumed: Decimal
    """What its GPU sessions have cost, in US dollars."""
    research_count: int
    """How many findings it has."""
    code_files_count: int
    """How many files of code it has."""
    training_jobs_count: int
    """How many training jobs it has."""
    submissions_count: int
    """How many submissions it has."""
    best_score: float | None
    """Its best public score by the competition's direction; null while that is unknown."""
    created_at: AwareDatetime
    """When it was planned."""
    updated_at: AwareDatetime
    """When it last changed."""


class ExecutionSummaryWhere(TypedDict, total=False):
    """Conditions on `execution_summary`, combined with AND.

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
    status: ExecutionStatus | Sequence[ExecutionStatus] | None
    status__not: ExecutionStatus | None
    gpu_budget_consumed: Decimal | float | Sequence[Decimal | float] | None
    gpu_budget_consumed__not: Decimal | float | None
    gpu_budget_consumed__lt: Decimal | float
    gpu_budget_consumed__lte: Decimal | float
    gpu_budget_consumed__gt: Decimal | float
    gpu_budget_consumed__gte: Decimal | float
    research_count: int | Sequence[int] | None
    research_count__not: int | None
    research_count__lt: int
    research_count__lte: int
    research_count__gt: int
    research_count__gte: int
    code_files_count: int | Sequence[int] | None
    code_files_count__not: int | None
    code_files_count__lt: int
    code_files_count__lte: int
    code_files_count__gt: int
    code_files_count__gte: int
    training_jobs_count: int | Sequence[int] | None
    training_jobs_count__not: int | None
    training_jobs_count__lt: int
    training_jobs_count__lte: int
    training_jobs_count__gt: int
    training_jobs_count__gte: int
    submissions_count: int | Sequence[int] | None
    submissions_count__not: int | None
    submissions_count__lt: int
    submissions_count__lte: int
    submissions_count__gt: int
    submissions_count__gte: int
    best_score: float | Sequence[float] | None
    best_score__not: float | None
    best_score__lt: float
    best_score__lte: float
    best_score__gt: float
    best_score__gte: float
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


ExecutionSummaryColumn: TypeAlias = Literal[
    "id",
    "competition_id",
    "status",
    "gpu_budget_consumed",
    "research_count",
    "code_files_count",
    "training_jobs_count",
    "submissions_count",
    "best_score",
    "created_at",
    "updated_at",
]
"""A column of `execution_summary`."""
ExecutionSummaryOrder: TypeAlias = Literal[
    "id",
    "-id",
    "competition_id",
    "-competition_id",
    "status",
    "-status",
    "gpu_budget_consumed",
    "-gpu_budget_consumed",
    "research_count",
    "-research_count",
    "code_files_count",
    "-code_files_count",
    "training_jobs_count",
    "-training_jobs_count",
    "submissions_count",
    "-submissions_count",
    "best_score",
    "-best_score",
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
]
"""A column to sort `execution_summary` by, descending with a minus. Nulls come last in both
directions.
"""
