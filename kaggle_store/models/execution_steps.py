# Generated from supabase/migrations by `make models`; do not edit.
"""Table `execution_steps`: One step of a stage whose result is kept, so that it is not made
again.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime
from typing_extensions import TypedDict

from kaggle_store.models._base import Json, Row, StoredJson
from kaggle_store.models.enums import ExecutionStatus


class ExecutionStepListed(Row, frozen=True):
    """One step of a stage whose result is kept, so that it is not made again.

    The row of lists, without `result`.
    """

    table: ClassVar[str] = "execution_steps"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    unique_keys: ClassVar[tuple[tuple[str, ...], ...]] = (("execution_id", "round", "name"),)
    select: ClassVar[str] = "id,execution_id,round,name,stage,duration_seconds,worker,created_at"
    id: UUID
    """The step's id."""
    execution_id: UUID
    """The execution it belongs to."""
    round: int
    """The execution's round it belongs to; 0 for a step of the whole execution."""
    name: str
    """Its name, unique in the round."""
    stage: ExecutionStatus | str
    """The execution's state when it was recorded; of a review, the interrupted one."""
    duration_seconds: float | None
    """How long it took, in seconds, if the worker has measured it."""
    worker: str
    """The worker that recorded it."""
    created_at: AwareDatetime
    """When it was recorded."""


class ExecutionStep(ExecutionStepListed, frozen=True):
    """One step of a stage whose result is kept, so that it is not made again.

    With `result`.
    """

    select: ClassVar[str] = "*"
    result: StoredJson
    """What it returned, as JSON."""


class ExecutionStepWhere(TypedDict, total=False):
    """Conditions on `execution_steps`, combined with AND.

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
    round: int | Sequence[int] | None
    round__not: int | None
    round__lt: int
    round__lte: int
    round__gt: int
    round__gte: int
    name: str | Sequence[str] | None
    name__not: str | None
    name__ilike: str
    stage: ExecutionStatus | Sequence[ExecutionStatus] | None
    stage__not: ExecutionStatus | None
    result__contains: Json
    duration_seconds: float | Sequence[float] | None
    duration_seconds__not: float | None
    duration_seconds__lt: float
    duration_seconds__lte: float
    duration_seconds__gt: float
    duration_seconds__gte: float
    worker: str | Sequence[str] | None
    worker__not: str | None
    worker__ilike: str
    created_at: datetime | Sequence[datetime] | None
    created_at__not: datetime | None
    created_at__lt: datetime
    created_at__lte: datetime
    created_at__gt: datetime
    created_at__gte: datetime


ExecutionStepColumn: TypeAlias = Literal[
    "id",
    "execution_id",
    "round",
    "name",
    "stage",
    "result",
    "duration_seconds",
    "worker",
    "created_at",
]
"""A column of `execution_steps`."""
ExecutionStepOrder: TypeAlias = Literal[
    "id",
    "-id",
    "execution_id",
    "-execution_id",
    "round",
    "-round",
    "name",
    "-name",
    "stage",
    "-stage",
    "duration_seconds",
    "-duration_seconds",
    "worker",
    "-worker",
    "created_at",
    "-created_at",
]
"""A column to sort `execution_steps` by, descending with a minus. Nulls come last in both
directions.
"""
