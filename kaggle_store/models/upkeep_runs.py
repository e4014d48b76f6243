# Generated from supabase/migrations by `make models`; do not edit.
"""Table `upkeep_runs`: One run of a task of upkeep, and what it did."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime
from typing_extensions import TypedDict

from kaggle_store.models._base import Json, Row, StoredJsonObject
from kaggle_store.models.enums import UpkeepOutcome, UpkeepTask


class UpkeepRun(Row, frozen=True):
    """One run of a task of upkeep, and what it did."""

    table: ClassVar[str] = "upkeep_runs"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    select: ClassVar[str] = "*"
    id: UUID
    """The run's id, in the order of time."""
    task: UpkeepTask | str
    """The task."""
    started_at: AwareDatetime
    """When it began."""
    duration_seconds: float
    """How long it took, in seconds; 0 until it ends."""
    outcome: UpkeepOutcome | str
    """`done` or `failed`; `running` until it ends."""
    counts: StoredJsonObject
    """How many of each it has created, dropped, archived, ended or found."""
    error_code: str | None
    """The SQLSTATE where it failed."""
    error: str | None
    """The error of a failed run, which changed nothing."""
    run_by: str
    """The role that ran it, and the name that it gave."""


class UpkeepRunWhere(TypedDict, total=False):
    """Conditions on `upkeep_runs`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON.
    """

    id: UUID | Sequence[UUID] | None
    id__not: UUID | None
    id__lt: UUID
    id__gt: UUID
    task: UpkeepTask | Sequence[UpkeepTask] | None
    task__not: UpkeepTask | None
    started_at: datetime | Sequence[datetime] | None
    started_at__not: datetime | None
    started_at__lt: datetime
    started_at__lte: datetime
    started_at__gt: datetime
    started_at__gte: datetime
    duration_seconds: float | Sequence[float] | None
    duration_seconds__not: float | None
    duration_seconds__lt: float
    duration_seconds__lte: float
    duration_seconds__gt: float
    duration_seconds__gte: float
    outcome: UpkeepOutcome | Sequence[UpkeepOutcome] | None
    outcome__not: UpkeepOutcome | None
    counts__contains: Json
    error_code: str | Sequence[str] | None
    error_code__not: str | None
    error_code__ilike: str
    error: str | Sequence[str] | None
    error__not: str | None
    error__ilike: str
    run_by: str | Sequence[str] | None
    run_by__not: str | None
    run_by__ilike: str


UpkeepRunColumn: TypeAlias = Literal[
    "id",
    "task",
    "started_at",
    "duration_seconds",
    "outcome",
    "counts",
    "error_code",
    "error",
    "run_by",
]
"""A column of `upkeep_runs`."""
UpkeepRunOrder: TypeAlias = Literal[
    "id",
    "-id",
    "task",
    "-task",
    "started_at",
    "-started_at",
    "duration_seconds",
    "-duration_seconds",
    "outcome",
    "-outcome",
    "error_code",
    "-error_code",
    "error",
    "-error",
    "run_by",
    "-run_by",
]
"""A column to sort `upkeep_runs` by, descending with a minus. Nulls come last in both
directions.
"""
