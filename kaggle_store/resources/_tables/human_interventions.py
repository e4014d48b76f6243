# Generated from supabase/migrations by `make models`; do not edit.
"""The verbs of `human_interventions` that every table has, typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Unpack
from uuid import UUID

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, Stream, operation, stream
from kaggle_store._requests.relation import Relation

if TYPE_CHECKING:
    import pyarrow

from kaggle_store.models.human_interventions import (
    HumanIntervention,
    HumanInterventionInsert,
    HumanInterventionOrder,
    HumanInterventionUpdate,
    HumanInterventionWhere,
)


class HumanInterventionsTable(Entity[M]):
    """An execution's request for a person's decision, and the response."""

    _relation: ClassVar[Relation[HumanIntervention, HumanIntervention]] = Relation(
        HumanIntervention,
        insert=HumanInterventionInsert,
        update=HumanInterventionUpdate,
        where=HumanInterventionWhere,
    )

    @operation
    def create(self, **new: Unpack[HumanInterventionInsert]) -> Flow[HumanIntervention]:
        """Store a new human intervention and return it as stored, defaults filled in.

        It needs `execution_id`, `intervention_type`, `title` and `description`. A value that cannot
        be right is refused by name before anything is sent.

        Given `id` of your own, the same call may be repeated: the row that is there comes back
        unchanged.
        """
        return self._relation.create(new)

    @operation
    def create_many(self, rows: Iterable[HumanInterventionInsert]) -> Flow[Rows[HumanIntervention]]:
        """Store any number of new rows and return them in the order given.

        Every row is checked before the first is sent. What a row leaves out gets its default.
        """
        return self._relation.create_many(rows)

    @operation
    def get(self, id: UUID) -> Op[HumanIntervention]:
        """Return the human intervention with this `id`, or raise `NotFound`."""
        return self._relation.full.get({"id": id})

    @operation
    def list(
        self,
        *,
        order: HumanInterventionOrder | Sequence[HumanInterventionOrder] = (),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[HumanInterventionWhere],
    ) -> Op[Rows[HumanIntervention]]:
        """Return the rows that meet the conditions, `limit` of them (1 to 1000) after `offset`.

        Sorted by `order`, a minus before a column for the greatest first; by `id` where that is
        left out.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[HumanInterventionWhere]
    ) -> Stream[HumanIntervention]:
        """Go over all rows that meet the conditions, however many, a page at a time.

        Pages follow the primary key, so rows that are added or removed meanwhile shift nothing.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[HumanInterventionWhere]) -> Flow[pyarrow.Table]:
        """Return all rows that meet the conditions as an Arrow table, sorted by the primary key.

        For pandas, polars and many rows: no row becomes an object. Needs the extra
        `kaggle_store[arrow]`.
        """
        return self._relation.listed.to_arrow(where)

    @operation
    def count(self, **where: Unpack[HumanInterventionWhere]) -> Op[int]:
        """Count the rows that meet the conditions; without any, every human intervention."""
        return self._relation.listed.count(where)

    @operation
    def update(
        self, id: UUID, /, **changes: Unpack[HumanInterventionUpdate]
    ) -> Op[HumanIntervention]:
        """Change the human intervention with this `id` and return it, or raise `NotFound`.

        What is left out stays as it is; None clears a column that may be empty.
        """
        return self._relation.update({"id": id}, changes)

    @operation
    def update_where(
        self, where: HumanInterventionWhere, /, **changes: Unpack[HumanInterventionUpdate]
    ) -> Op[Rows[HumanIntervention]]:
        """Change every row that meets the conditions and return them.

        At least one condition is needed. What is left out stays as it is.
        """
        return self._relation.update_where(where, changes)

    @operation
    def delete(self, id: UUID) -> Op[None]:
        """Delete the human intervention with this `id`, or raise `NotFound`."""
        return self._relation.delete({"id": id})

    @operation
    def delete_where(self, **where: Unpack[HumanInterventionWhere]) -> Op[int]:
        """Delete every row that meets the conditions and return how many they were.

        At least one condition is needed.
        """
        return self._relation.delete_where(where)
