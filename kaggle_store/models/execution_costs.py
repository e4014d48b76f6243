# Generated from supabase/migrations by `make models`; do not edit.
"""View `execution_costs`: What each execution has cost, by kind and for each improvement of its
best score.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime
from typing_extensions import TypedDict

from kaggle_store.models._base import Row
from kaggle_store.models.enums import ExecutionStatus


class ExecutionCosts(Row, frozen=True):
    """What each execution has cost, by kind and for each improvement of its best score."""

    table: ClassVar[str] = "execution_costs"
    primary_key: ClassVar[tuple[str, ...]] = ()
    select: ClassVar[str] = (
        "*,gpu_dollars::text,research_dollars::text,code_dollars::text,total_dollars::text,"
        "dollars_per_improvement::text"
    )
    exact_numbers: ClassVar[dict[str, tuple[int, int]]] = {
        "gpu_dollars": (30, 6),
        "research_dollars": (30, 6),
        "code_dollars": (30, 6),
        "total_dollars": (30, 6),
        "dollars_per_improvement": (30, 6),
    }
    execution_id: UUID
    """The execution."""
    competition_id: UUID
    """The competition it works on."""
    status: ExecutionStatus | str
    """Its current state."""
    created_at: AwareDatetime
    """When it was planned."""
    gpu_dollars: Decimal
    """What its GPU sessions have cost, in US dollars."""
    research_dollars: Decimal
    """What its research has cost in model tokens, in US dollars."""
    code_dollars: Decimal
    """What its code has cost in model tokens, in US dollars."""
    total_dollars: Decimal
    """All of it together, in US dollars."""
    research_tokens: int
    """Model tokens that its research took."""
    code_tokens: int
    """Model tokens that its code took."""
    improvements: int
    """How often a submission beat all before it; the first one does."""
    dollars_per_improvement: Decimal | None
    """Total cost for each of them, in US dollars; null without one."""


class ExecutionCostsWhere(TypedDict, total=False):
    """Conditions on `execution_costs`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON.
    """

    execution_id: UUID | Sequence[UUID] | None
    execution_id__not: UUID | None
    competition_id: UUID | Sequence[UUID] | None
    competition_id__not: UUID | None
    status: ExecutionStatus | Sequence[ExecutionStatus] | None
    status__not: ExecutionStatus | None
    created_at: datetime | Sequence[datetime] | None
    created_at__not: datetime | None
    created_at__lt: datetime
    created_at__lte: datetime
    created_at__gt: datetime
    created_at__gte: datetime
    gpu_dollars: Decimal | float | Sequence[Decimal | float] | None
    gpu_dollars__not: Decimal | float | None
    gpu_dollars__lt: Decimal | float
    gpu_dollars__lte: Decimal | float
    gpu_dollars__gt: Decimal | float
    gpu_dollars__gte: Decimal | float
    research_dollars: Decimal | float | Sequence[Decimal | float] | None
    research_dollars__not: Decimal | float | None
    research_dollars__lt: Decimal | float
    research_dollars__lte: Decimal | float
    research_dollars__gt: Decimal | float
    research_dollars__gte: Decimal | float
    code_dollars: Decimal | float | Sequence[Decimal | float] | None
    code_dollars__not: Decimal | float | None
    code_dollars__lt: Decimal | float
    code_dollars__lte: Decimal | float
    code_dollars__gt: Decimal | float
    code_dollars__gte: Decimal | float
    total_dollars: Decimal | float | Sequence[Decimal | float] | None
    total_dollars__not: Decimal | float | None
    total_dollars__lt: Decimal | float
    total_dollars__lte: Decimal | float
    total_dollars__gt: Decimal | float
    total_dollars__gte: Decimal | float
    research_tokens: int | Sequence[int] | None
    research_tokens__not: int | None
    research_tokens__lt: int
    research_tokens__lte: int
    research_tokens__gt: int
    research_tokens__gte: int
    code_tokens: int | Sequence[int] | None
    code_tokens__not: int | None
    code_tokens__lt: int
    code_tokens__lte: int
    code_tokens__gt: int
    code_tokens__gte: int
    improvements: int | Sequence[int] | None
    improvements__not: int | None
    improvements__lt: int
    improvements__lte: int
    improvements__gt: int
    improvements__gte: int
    dollars_per_improvement: Decimal | float | Sequence[Decimal | float] | None
    dollars_per_improvement__not: Decimal | float | None
    dollars_per_improvement__lt: Decimal | float
    dollars_per_improvement__lte: Decimal | float
    dollars_per_improvement__gt: Decimal | float
    dollars_per_improvement__gte: Decimal | float


ExecutionCostsColumn: TypeAlias = Literal[
    "execution_id",
    "competition_id",
    "status",
    "created_at",
    "gpu_dollars",
    "research_dollars",
    "code_dollars",
    "total_dollars",
    "research_tokens",
    "code_tokens",
    "improvements",
    "dollars_per_improvement",
]
"""A column of `execution_costs`."""
ExecutionCostsOrder: TypeAlias = Literal[
    "execution_id",
    "-execution_id",
    "competition_id",
    "-competition_id",
    "status",
    "-status",
    "created_at",
    "-created_at",
    "gpu_dollars",
    "-gpu_dollars",
    "research_dollars",
    "-research_dollars",
    "code_dollars",
    "-code_dollars",
    "total_dollars",
    "-total_dollars",
    "research_tokens",
    "-research_tokens",
    "code_tokens",
    "-code_tokens",
    "improvements",
    "-improvements",
    "dollars_per_improvement",
    "-dollars_per_improvement",
]
"""A column to sort `execution_costs` by, descending with a minus. Nulls come last in both
directions.
"""
