# Generated from supabase/migrations by `make models`; do not edit.
"""Table `intervention_notifications`: A notification about an intervention or a notice, to be
sent to a person.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime
from typing_extensions import TypedDict

from kaggle_store.models._base import Row


class InterventionNotification(Row, frozen=True):
    """A notification about an intervention or a notice, to be sent to a person."""

    table: ClassVar[str] = "intervention_notifications"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    select: ClassVar[str] = "*"
    id: UUID
    """The notification's id."""
    intervention_id: UUID | None
    """The intervention, unless it is about a notice."""
    notice_id: UUID | None
    """The notice, unless it is about an intervention."""
    reason: str
    """`requested` or `escalated` of an intervention, `noticed` of a notice."""
    created_at: AwareDatetime
    """When it was added."""
    sent_at: AwareDatetime | None
    """When it was sent; null while it still has to be."""
    notification_method: str | None
    """How it was sent, such as `slack`, or the first channel that has sent it."""
    routed_at: AwareDatetime | None
    """When claim_deliveries() chose its channels; null while it has not."""


class InterventionNotificationWhere(TypedDict, total=False):
    """Conditions on `intervention_notifications`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON.
    """

    id: UUID | Sequence[UUID] | None
    id__not: UUID | None
    id__lt: UUID
    id__gt: UUID
    intervention_id: UUID | Sequence[UUID] | None
    intervention_id__not: UUID | None
    notice_id: UUID | Sequence[UUID] | None
    notice_id__not: UUID | None
    reason: str | Sequence[str] | None
    reason__not: str | None
    reason__ilike: str
    created_at: datetime | Sequence[datetime] | None
    created_at__not: datetime | None
    created_at__lt: datetime
    created_at__lte: datetime
    created_at__gt: datetime
    created_at__gte: datetime
    sent_at: datetime | Sequence[datetime] | None
    sent_at__not: datetime | None
    sent_at__lt: datetime
    sent_at__lte: datetime
    sent_at__gt: datetime
    sent_at__gte: datetime
    notification_method: str | Sequence[str] | None
    notification_method__not: str | None
    notification_method__ilike: str
    routed_at: datetime | Sequence[datetime] | None
    routed_at__not: datetime | None
    routed_at__lt: datetime
    routed_at__lte: datetime
    routed_at__gt: datetime
    routed_at__gte: datetime


InterventionNotificationColumn: TypeAlias = Literal[
    "id",
    "intervention_id",
    "notice_id",
    "reason",
    "created_at",
    "sent_at",
    "notification_method",
    "routed_at",
]
"""A column of `intervention_notifications`."""
InterventionNotificationOrder: TypeAlias = Literal[
    "id",
    "-id",
    "intervention_id",
    "-intervention_id",
    "notice_id",
    "-notice_id",
    "reason",
    "-reason",
    "created_at",
    "-created_at",
    "sent_at",
    "-sent_at",
    "notification_method",
    "-notification_method",
    "routed_at",
    "-routed_at",
]
"""A column to sort `intervention_notifications` by, descending with a minus. Nulls come last in
both directions.
"""
