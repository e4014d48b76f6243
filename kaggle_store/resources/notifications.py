"""`store.notifications`: notices, and the deliveries of notifications by channels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Literal, TypeAlias, TypedDict, Unpack
from uuid import UUID

from pydantic import AwareDatetime

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, operation
from kaggle_store._requests.query import Query
from kaggle_store._requests.rpc import Function, RowsFunction, parameters
from kaggle_store._requests.validation import uuid7
from kaggle_store.models._base import Row
from kaggle_store.models.enums import (
    InterventionDecision,
    InterventionPriority,
    NoticeKind,
    TimeoutAction,
)
from kaggle_store.models.functions import (
    ClaimDeliveriesArgs,
    FinishDeliveryArgs,
    ReleaseDeliveriesArgs,
    ResolveDeliveriesArgs,
    StartDeliveryArgs,
)
from kaggle_store.models.notices import Notice, NoticeOrder, NoticeWhere
from kaggle_store.models.notification_deliveries import (
    NotificationDelivery,
    NotificationDeliveryOrder,
    NotificationDeliveryWhere,
)

NotificationKind: TypeAlias = NoticeKind | Literal["intervention"]
"""What a notification is about: an intervention, or the kind of a notice."""


class ChannelFilter(TypedDict, total=False):
    """What a channel wants; without one of these it wants all of them."""

    kinds: Sequence[NotificationKind]
    priorities: Sequence[InterventionPriority]
    assignees: Sequence[str]


class NotificationMessage(Row, frozen=True):
    """What the message of a notification is written from."""

    table: ClassVar[str] = "claim_deliveries"
    reason: Literal["requested", "escalated", "noticed"]
    """Why it is sent."""
    kind: NotificationKind
    """What it is about."""
    intervention_id: UUID | None
    """The intervention, if it is about one."""
    notice_id: UUID | None
    """The notice, if it is about one."""
    title: str
    """The subject in one line."""
    description: str | None
    """The first 4,000 characters of an intervention's description."""
    priority: InterventionPriority
    """How soon someone should look at it."""
    assigned_to: str | None
    """The person in charge of an intervention."""
    deadline: AwareDatetime | None
    """When an intervention needs its response."""
    escalation_count: int | None
    """How often an intervention was escalated."""
    timeout_action: TimeoutAction | None
    """What happens to an intervention without a response by then."""
    allowed_decisions: list[InterventionDecision] | None
    """The decisions that an intervention allows."""
    proposal: str | None
    """The first 4,000 characters of an intervention's proposal, as JSON."""
    details: dict[str, Any] | None
    """The figures of a notice."""
    execution: str | None
    """The execution's name."""
    competition: str | None
    """The title of its competition."""
    created_at: AwareDatetime
    """When the notification was added."""


class ClaimedDelivery(Row, frozen=True):
    """A delivery that this claim may send."""

    table: ClassVar[str] = "claim_deliveries"
    id: UUID
    """The delivery's id."""
    channel: str
    """The channel that sends it."""
    attempts: int
    """How often it was tried before."""
    message: NotificationMessage
    """What it says."""


class ClaimedDeliveries(Row, frozen=True):
    """The deliveries of a claim."""

    table: ClassVar[str] = "claim_deliveries"
    claim_id: UUID
    """The claim, which `start` and `finish` need."""
    is_current: bool
    """False where the setting of the channels has changed: read it again, then claim."""
    more_left: bool
    """Whether more are due."""
    deliveries: list[ClaimedDelivery]
    """What to send, the longest due first."""


class _Claimed(Row, frozen=True):
    table: ClassVar[str] = "claim_deliveries"
    is_current: bool
    more_left: bool
    deliveries: list[ClaimedDelivery]


_claim = Function("claim_deliveries", ClaimDeliveriesArgs, _Claimed, repeat="safe")
_start: Function[bool] = Function("start_delivery", StartDeliveryArgs, bool, repeat="safe")
_finish = RowsFunction("finish_delivery", FinishDeliveryArgs, NotificationDelivery)
_release: Function[int] = Function("release_deliveries", ReleaseDeliveriesArgs, int, repeat="safe")
# A delayed copy would send again what was sent and failed meanwhile.
_resolve: Function[int] = Function(
    "resolve_deliveries", ResolveDeliveriesArgs, int, repeat="unless_pending"
)
_notices = Query(Notice, NoticeWhere, "notifications")
_deliveries = Query(NotificationDelivery, NotificationDeliveryWhere, "notifications")


class Notifications(Entity[M]):
    """Notices, and the deliveries of notifications by channels."""

    @operation
    def notices(
        self,
        *,
        order: NoticeOrder | Sequence[NoticeOrder] = "-created_at",
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[NoticeWhere],
    ) -> Flow[Rows[Notice]]:
        """Return what was noticed, latest first: budgets, lost workers, better scores and more.

        Findings of checks have `ended_at` once they are gone. Notices are kept for 90 days (the
        setting `retention.notices_days`).
        """
        return _notices.page(order, limit, offset, where, "notices")

    @operation
    def deliveries(
        self,
        *,
        order: NotificationDeliveryOrder | Sequence[NotificationDeliveryOrder] = "-created_at",
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[NotificationDeliveryWhere],
    ) -> Flow[Rows[NotificationDelivery]]:
        """Return the deliveries of notifications, latest first, one for each channel."""
        return _deliveries.page(order, limit, offset, where, "deliveries")

    @operation
    def claim(
        self,
        channels: Mapping[str, ChannelFilter],
        channels_updated_at: datetime,
        *,
        notifier: str,
        channel: str | None = None,
        limit: int = 20,
        lease: float = 60.0,
        claim_id: UUID | None = None,
    ) -> Flow[ClaimedDeliveries]:
        """Claim up to `limit` (0 to 100) due deliveries for `lease` seconds (default 60).

        Those of `channel`, by default of any, the most urgent first. `channels` has the filters of
        every channel in the setting `notification.channels`, without the addresses;
        `channels_updated_at` is the setting's `updated_at`. New notifications get their deliveries
        first, also with `limit=0`. Each claim needs a new `claim_id`, by default a random one.
        Raises `BadChannels` for filters of another form.
        """
        claim_id = claim_id or uuid7()
        asked: dict[str, object] = {"claim_id": claim_id, "notifier": notifier}
        asked |= {"channels": channels, "channels_updated_at": channels_updated_at}
        asked |= {"channel": channel, "limit": limit, "lease_seconds": lease}
        found = yield from _claim.call(
            "notifications.claim", parameters(asked), subject="ClaimedDeliveries"
        )
        return ClaimedDeliveries(
            claim_id=claim_id,
            is_current=found.is_current,
            more_left=found.more_left,
            deliveries=found.deliveries,
        )

    @operation
    def start(self, id: UUID, claim_id: UUID, *, lease: float = 60.0) -> Op[bool]:
        """Mark a claimed delivery as being sent, directly before it is, for `lease` seconds.

        `lease` is 60 seconds by default.
        Returns False where it is not to be sent any more, because the intervention was answered or
        withdrawn meanwhile. Raises `LeaseLost` if another notifier may have claimed it.
        """
        asked = {"id": id, "claim_id": claim_id, "lease_seconds": lease}
        return _start.call("notifications.start", parameters(asked), subject="delivery")

    @operation
    def finish(
        self, id: UUID, claim_id: UUID, *, error: str | None = None
    ) -> Op[NotificationDelivery]:
        """Record that a started delivery was sent, or its `error`, and return it.

        After an error it is due again after a growing delay, until its attempts are spent (the
        setting `notification.attempts`, 10): then it has failed. Raises `LeaseLost` if it is not
        this claim's any more.
        """
        asked = {"id": id, "claim_id": claim_id, "error": error}
        return _finish.row("notifications.finish", asked)

    @operation
    def release(self, claim_id: UUID) -> Op[int]:
        """Give back the deliveries of a claim that are not being sent; return how many."""
        asked = {"claim_id": claim_id}
        return _release.call("notifications.release", parameters(asked), subject="claim")

    @operation
    def retry(self, *, ids: Sequence[UUID] | None = None, channel: str | None = None) -> Op[int]:
        """Send failed and unknown deliveries again, by default all; return how many.

        An unknown one, whose notifier ended while it was being sent, may arrive twice.
        """
        return _resolved("notifications.retry", True, ids, channel)

    @operation
    def dismiss(self, *, ids: Sequence[UUID] | None = None, channel: str | None = None) -> Op[int]:
        """Withdraw failed and unknown deliveries, by default all; return how many."""
        return _resolved("notifications.dismiss", False, ids, channel)


def _resolved(
    name: str, send_again: bool, ids: Sequence[UUID] | None, channel: str | None
) -> Op[int]:
    asked = {"send_again": send_again, "ids": ids, "channel": channel}
    return _resolve.call(name, parameters(asked), subject="deliveries")
