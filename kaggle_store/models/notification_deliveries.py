# Generated from supabase/migrations by `make models`; do not edit.
"""Table `notification_deliveries`: A notification and a channel that sends it."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime
from typing_extensions import TypedDict

from kaggle_store.models._base import Row
from kaggle_store.models.enums import DeliveryStatus, InterventionPriority


class NotificationDelivery(Row, frozen=True):
    """A notification and a channel that sends it."""

    table: ClassVar[str] = "notification_deliveries"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    unique_keys: ClassVar[tuple[tuple[str, ...], ...]] = (("notification_id", "channel"),)
    select: ClassVar[str] = "*"
    id: UUID
    """The delivery's id."""
    notification_id: UUID
    """The notification."""
    channel: str
    """The channel's name in the setting notification.channels."""
    priority: InterventionPriority | str
    """The priority of its notification when its channel was chosen: the most urgent is sent
    first.
    """
    status: DeliveryStatus | str
    """Its state."""
    attempts: int
    """How often it was sent, or tried."""
    next_attempt_at: AwareDatetime
    """When a pending one is sent, at the earliest; first the time of its notification."""
    claim_id: UUID | None
    """The last claim; only its holder may write."""
    claimed_by: str | None
    """The notifier of that claim."""
    claimed_until: AwareDatetime | None
    """When that claim expires; null when it has ended."""
    last_error: str | None
    """Why the last attempt failed, without addresses and secrets."""
    sent_at: AwareDatetime | None
    """When the service took it."""
    created_at: AwareDatetime
    """When its channel was chosen."""


class NotificationDeliveryWhere(TypedDict, total=False):
    """Conditions on `notification_deliveries`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON.
    """

    id: UUID | Sequence[UUID] | None
    id__not: UUID | None
    id__lt: UUID
    id__gt: UUID
    notification_id: UUID | Sequence[UUID] | None
    notification_id__not: UUID | None
    channel: str | Sequence[str] | None
    channel__not: str | None
    channel__ilike: str
    priority: InterventionPriority | Sequence[InterventionPriority] | None
    priority__not: InterventionPriority | None
    status: DeliveryStatus | Sequence[DeliveryStatus] | None
    status__not: DeliveryStatus | None
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
    last_error: str | Sequence[str] | None
    last_error__not: str | None
    last_error__ilike: str
    sent_at: datetime | Sequence[datetime] | None
    sent_at__not: datetime | None
    sent_at__lt: datetime
    sent_at__lte: datetime
    sent_at__gt: datetime
    sent_at__gte: datetime
    created_at: datetime | Sequence[datetime] | None
    created_at__not: datetime | None
    created_at__lt: datetime
    created_at__lte: datetime
    created_at__gt: datetime
    created_at__gte: datetime


NotificationDeliveryColumn: TypeAlias = Literal[
    "id",
    "notification_id",
    "channel",
    "priority",
    "status",
    "attempts",
    "next_attempt_at",
    "claim_id",
    "claimed_by",
    "claimed_until",
    "last_error",
    "sent_at",
    "created_at",
]
"""A column of `notification_deliveries`."""
NotificationDeliveryOrder: TypeAlias = Literal[
    "id",
    "-id",
    "notification_id",
    "-notification_id",
    "channel",
    "-channel",
    "priority",
    "-priority",
    "status",
    "-status",
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
    "last_error",
    "-last_error",
    "sent_at",
    "-sent_at",
    "created_at",
    "-created_at",
]
"""A column to sort `notification_deliveries` by, descending with a minus. Nulls come last in
both directions.
"""
