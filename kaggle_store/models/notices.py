# Generated from supabase/migrations by `make models`; do not edit.
"""Table `notices`: A fact that the team is told: a budget, an overdue execution, a lost worker,
an unknown submission, a better score, a finding of a check.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime
from typing_extensions import TypedDict

from kaggle_store.models._base import Json, Row, StoredJsonObject
from kaggle_store.models.enums import InterventionPriority, NoticeKind


class Notice(Row, frozen=True):
    """A fact that the team is told: a budget, an overdue execution, a lost worker, an unknown
    submission, a better score, a finding of a check.
    """

    table: ClassVar[str] = "notices"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    select: ClassVar[str] = "*"
    id: UUID
    """The notice's id, in the order of time."""
    kind: NoticeKind | str
    """What it is about."""
    priority: InterventionPriority | str
    """How soon someone should look at it."""
    title: str
    """The fact in one line."""
    details: StoredJsonObject
    """The figures, as JSON; their names depend on the kind."""
    dedup_key: str
    """Identifies the fact: there is one notice of it that has not ended."""
    execution_id: UUID | None
    """The execution that it is about, if any."""
    competition_id: UUID | None
    """The competition of that execution; without a foreign key, as it is for reading only."""
    submission_id: UUID | None
    """The submission that it is about, if any; without a foreign key, like competition_id."""
    created_at: AwareDatetime
    """When it was noticed."""
    ended_at: AwareDatetime | None
    """When a finding was found to be gone; null for other kinds."""


class NoticeWhere(TypedDict, total=False):
    """Conditions on `notices`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON.
    """

    id: UUID | Sequence[UUID] | None
    id__not: UUID | None
    id__lt: UUID
    id__gt: UUID
    kind: NoticeKind | Sequence[NoticeKind] | None
    kind__not: NoticeKind | None
    priority: InterventionPriority | Sequence[InterventionPriority] | None
    priority__not: InterventionPriority | None
    title: str | Sequence[str] | None
    title__not: str | None
    title__ilike: str
    details__contains: Json
    dedup_key: str | Sequence[str] | None
    dedup_key__not: str | None
    dedup_key__ilike: str
    execution_id: UUID | Sequence[UUID] | None
    execution_id__not: UUID | None
    competition_id: UUID | Sequence[UUID] | None
    competition_id__not: UUID | None
    submission_id: UUID | Sequence[UUID] | None
    submission_id__not: UUID | None
    created_at: datetime | Sequence[datetime] | None
    created_at__not: datetime | None
    created_at__lt: datetime
    created_at__lte: datetime
    created_at__gt: datetime
    created_at__gte: datetime
    ended_at: datetime | Sequence[datetime] | None
    ended_at__not: datetime | None
    ended_at__lt: datetime
    ended_at__lte: datetime
    ended_at__gt: datetime
    ended_at__gte: datetime


NoticeColumn: TypeAlias = Literal[
    "id",
    "kind",
    "priority",
    "title",
    "details",
    "dedup_key",
    "execution_id",
    "competition_id",
    "submission_id",
    "created_at",
    "ended_at",
]
"""A column of `notices`."""
NoticeOrder: TypeAlias = Literal[
    "id",
    "-id",
    "kind",
    "-kind",
    "priority",
    "-priority",
    "title",
    "-title",
    "dedup_key",
    "-dedup_key",
    "execution_id",
    "-execution_id",
    "competition_id",
    "-competition_id",
    "submission_id",
    "-submission_id",
    "created_at",
    "-created_at",
    "ended_at",
    "-ended_at",
]
"""A column to sort `notices` by, descending with a minus. Nulls come last in both directions."""
