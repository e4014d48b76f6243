# Generated from supabase/migrations by `make models`; do not edit.
"""View `submission_quota`: How many submissions each competition still takes today, in UTC."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime
from typing_extensions import TypedDict

from kaggle_store.models._base import Row


class SubmissionQuota(Row, frozen=True):
    """How many submissions each competition still takes today, in UTC."""

    table: ClassVar[str] = "submission_quota"
    primary_key: ClassVar[tuple[str, ...]] = ()
    select: ClassVar[str] = "*"
    competition_id: UUID | None
    """The competition."""
    kaggle_id: str | None
    """Kaggle's name for it."""
    daily_submission_limit: int | None
    """How many it takes in a UTC day; null where there is no limit."""
    used_today: int | None
    """How many of today's slots are taken."""
    remaining: int | None
    """How many are left; null where there is no limit."""
    resets_at: AwareDatetime | None
    """When the next UTC day begins."""


class SubmissionQuotaWhere(TypedDict, total=False):
    """Conditions on `submission_quota`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON.
    """

    competition_id: UUID | Sequence[UUID] | None
    competition_id__not: UUID | None
    kaggle_id: str | Sequence[str] | None
    kaggle_id__not: str | None
    kaggle_id__ilike: str
    daily_submission_limit: int | Sequence[int] | None
    daily_submission_limit__not: int | None
    daily_submission_limit__lt: int
    daily_submission_limit__lte: int
    daily_submission_limit__gt: int
    daily_submission_limit__gte: int
    used_today: int | Sequence[int] | None
    used_today__not: int | None
    used_today__lt: int
    used_today__lte: int
    used_today__gt: int
    used_today__gte: int
    remaining: int | Sequence[int] | None
    remaining__not: int | None
    remaining__lt: int
    remaining__lte: int
    remaining__gt: int
    remaining__gte: int
    resets_at: datetime | Sequence[datetime] | None
    resets_at__not: datetime | None
    resets_at__lt: datetime
    resets_at__lte: datetime
    resets_at__gt: datetime
    resets_at__gte: datetime


SubmissionQuotaColumn: TypeAlias = Literal[
    "competition_id", "kaggle_id", "daily_submission_limit", "used_today", "remaining", "resets_at"
]
"""A column of `submission_quota`."""
SubmissionQuotaOrder: TypeAlias = Literal[
    "competition_id",
    "-competition_id",
    "kaggle_id",
    "-kaggle_id",
    "daily_submission_limit",
    "-daily_submission_limit",
    "used_today",
    "-used_today",
    "remaining",
    "-remaining",
    "resets_at",
    "-resets_at",
]
"""A column to sort `submission_quota` by, descending with a minus. Nulls come last in both
directions.
"""
