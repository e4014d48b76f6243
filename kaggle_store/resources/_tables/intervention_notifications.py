# Generated from supabase/migrations by `make models`; do not edit.
"""The verbs of `intervention_notifications` that every table has, typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Unpack
from uuid import UUID

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, Stream, operation, stream
from kaggle_store._requests.relation import Relation

if TYPE_CHECKING:
    import pyarrow

from kaggle_store.models.intervention_notifications import (
    InterventionNotification,
    InterventionNotificationOrder,
    InterventionNotificationWhere,
)


class InterventionNotificationsTable(Entity[M]):
    """A notification about an intervention, to be sent to a person."""

    _relation: ClassVar[Relation[InterventionNotification, InterventionNotification]] = Relation(
        InterventionNotification,
        where=InterventionNotificationWhere,
    )

    @operation
    def get(self, id: UUID) -> Op[InterventionNotification]:
        """Return the intervention notification with this `id`, or raise `NotFound`."""
        return self._relation.full.get({"id": id})

    @operation
    def list(
        self,
        *,
        order: InterventionNotificationOrder | Sequence[InterventionNotificationOrder] = (),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[InterventionNotificationWhere],
    ) -> Op[Rows[InterventionNotification]]:
        """Return the rows that meet the conditions, `limit` of them (1 to 1000) after `offset`.

        Sorted by `order`, a minus before a column for the greatest first; by `id` where that is
        left out.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[InterventionNotificationWhere]
    ) -> Stream[InterventionNotification]:
        """Go over all rows that meet the conditions, however many, a page at a time.

        Pages follow the primary key, so rows that are added or removed meanwhile shift nothing.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[InterventionNotificationWhere]) -> Flow[pyarrow.Table]:
        """Return all rows that meet the conditions as an Arrow table, sorted by the primary key.

        For pandas, polars and many rows: no row becomes an object. Needs the extra
        `kaggle_store[arrow]`.
        """
        return self._relation.listed.to_arrow(where)

    @operation
    def count(self, **where: Unpack[InterventionNotificationWhere]) -> Op[int]:
        """Count the rows that meet the conditions; without any, every intervention notification."""
        return self._relation.listed.count(where)
