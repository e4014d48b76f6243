# Generated from supabase/migrations by `make models`; do not edit.
"""Table `gpu_terminations`: The attempts to stop the machine of a GPU session that is due."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime
from typing_extensions import TypedDict

from kaggle_store.models._base import Row


class GpuTermination(Row, frozen=True):
    """The attempts to stop the machine of a GPU session that is due."""

    table: ClassVar[str] = "gpu_terminations"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    unique_keys: ClassVar[tuple[tuple[str, ...], ...]] = (("gpu_session_id", "execution_id"),)
    select: ClassVar[str] = "*"
    id: UUID
    """The termination's id."""
    gpu_session_id: UUID
    """The session."""
    execution_id: UUID
    """Its execution."""
    attempts: int
    """How many attempts have failed."""
    next_attempt_at: AwareDatetime
    """When the next attempt is made, at the earliest."""
    claim_id: UUID | None
    """The last claim; only its holder may write."""
    claimed_by: str | None
    """The supervisor of that claim."""
    claimed_until: AwareDatetime | None
    """When that claim expires; null when it has ended."""
    provider_status: str | None
    """What the provider last said about the machine, in its own word."""
    last_error: str | None
    """Why the last attempt failed, without secrets; null once it is confirmed."""
    escalated_at: AwareDatetime | None
    """When a person was asked for, after six failures."""
    confirmed_at: AwareDatetime | None
    """When the provider confirmed that the machine has stopped, or is gone."""
    created_at: AwareDatetime
    """When the session was found to be due."""


class GpuTerminationWhere(TypedDict, total=False):
    """Conditions on `gpu_terminations`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON.
    """

    id: UUID | Sequence[UUID] | None
    id__not: UUID | None
    id__lt: UUID
    id__gt: UUID
    gpu_session_id: UUID | Sequence[UUID] | None
    gpu_session_id__not: UUID | None
    execution_id: UUID | Sequence[UUID] | None
    execution_id__not: UUID | None
    attempts: int | Sequence[int] | None
    attempts__not: int | None
    attempts__lt: int
    attempts__lte: int
    attempts__gt: int
    attempts__gte: int
    next_attempt_at: datetime | Sequence[datetime] | None
    next_attempt_at__not: datetime | None
    next_attempt_at__lt: datetime
    next_attempt_at__lte: datetime
    next_attempt_at__gt: datetime
    next_attempt_at__gte: datetime
    claim_id: UUID | Sequence[UUID] | None
    claim_id__not: UUID | None
    claimed_by: str | Sequence[str] | None
    claimed_by__not: str | None
    claimed_by__ilike: str
    claimed_until: datetime | Sequence[datetime] | None
    claimed_until__not: datetime | None
    claimed_until__lt: datetime
    claimed_until__lte: datetime
    claimed_until__gt: datetime
    claimed_until__gte: datetime
    provider_status: str | Sequence[str] | None
    provider_status__not: str | None
    provider_status__ilike: str
    last_error: str | Sequence[str] | None
    last_error__not: str | None
    last_error__ilike: str
    escalated_at: datetime | Sequence[datetime] | None
    escalated_at__not: datetime | None
    escalated_at__lt: datetime
    escalated_at__lte: datetime
    escalated_at__gt: datetime
    escalated_at__gte: datetime
    confirmed_at: datetime | Sequence[datetime] | None
    confirmed_at__not: datetime | None
    confirmed_at__lt: datetime
    confirmed_at__lte: datetime
    confirmed_at__gt: datetime
    confirmed_at__gte: datetime
    created_at: datetime | Sequence[datetime] | None
    created_at__not: datetime | None
    created_at__lt: datetime
    created_at__lte: datetime
    created_at__gt: datetime
    created_at__gte: datetime


GpuTerminationColumn: TypeAlias = Literal[
    "id",
    "gpu_session_id",
    "execution_id",
    "attempts",
    "next_attempt_at",
    "claim_id",
    "claimed_by",
    "claimed_until",
    "provider_status",
    "last_error",
    "escalated_at",
    "confirmed_at",
    "created_at",
]
"""A column of `gpu_terminations`."""
GpuTerminationOrder: TypeAlias = Literal[
    "id",
    "-id",
    "gpu_session_id",
    "-gpu_session_id",
    "execution_id",
    "-execution_id",
    "attempts",
    "-attempts",
    "next_attempt_at",
    "-next_attempt_at",
    "claim_id",
    "-claim_id",
    "claimed_by",
    "-claimed_by",
    "claimed_until",
    "-claimed_until",
    "provider_status",
    "-provider_status",
    "last_error",
    "-last_error",
    "escalated_at",
    "-escalated_at",
    "confirmed_at",
    "-confirmed_at",
    "created_at",
    "-created_at",
]
"""A column to sort `gpu_terminations` by, descending with a minus. Nulls come last in both
directions.
"""
