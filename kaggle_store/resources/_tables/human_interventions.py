# Generated from supabase/migrations by `make models`; do not edit.
"""The typed methods of `human_interventions` that every table has."""

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
        """Insert a human intervention and return it as stored, with defaults filled in.

        Required: `execution_id`, `intervention_type`, `title` and `description`. Input is validated
        before the request is sent. Numbers and times may be text, paths and numpy or torch values
        stand for their plain counterparts: see
        https://kaggle-store.github.io/kaggle_store/reference/input/.

        A call with your own `id` may be repeated: it returns the existing row unchanged.
        """
        return self._relation.create(new)

    @operation
    def create_many(self, rows: Iterable[HumanInterventionInsert]) -> Flow[Rows[HumanIntervention]]:
        """Insert any number of rows in one transaction and return them in the order given.

        All rows are validated before the request is sent; the same id twice is refused. Omitted
        columns get their defaults.
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
    ) -> Flow[Rows[HumanIntervention]]:
        """Return the matching rows, at most `limit` (1 to 1000), skipping `offset`.

        Sorted by `order`, a minus before a column meaning descending; by default by `id`.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[HumanInterventionWhere]
    ) -> Stream[HumanIntervention]:
        """Iterate over all matching rows, a page at a time.

        Paging follows the primary key, so concurrent inserts and deletes neither repeat nor skip
        other rows.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[HumanInterventionWhere]) -> Flow[pyarrow.Table]:
        """Return all matching rows as an Arrow table, sorted by the primary key.

        For pandas, polars and large results: no Python object is created per row. Needs the extra
        `kaggle_store[arrow]`.
        """
        return self._relation.listed.to_arrow(where)

    @operation
    def count(self, **where: Unpack[HumanInterventionWhere]) -> Op[int]:
        """Return the number of rows that match the conditions; without any, of all rows.

        Its cost is in proportion to the rows that it counts: about 50 ms for 300,000.
        """
        return self._relation.listed.count(where)

    @operation
    def update(
        self, id: UUID, /, **changes: Unpack[HumanInterventionUpdate]
    ) -> Op[HumanIntervention]:
        """Update the human intervention with this `id` and return it, or raise `NotFound`.

        Omitted columns keep their values; None clears a nullable column.
        """
        return self._relation.update({"id": id}, changes)

    @operation
    def update_where(
        self, where: HumanInterventionWhere, /, **changes: Unpack[HumanInterventionUpdate]
    ) -> Op[Rows[HumanIntervention]]:
        """Update every matching row and return them.

        At least one condition is required. Omitted columns keep their values.
        """
        return self._relation.update_where(where, changes)

    @operation
    def delete(self, id: UUID) -> Op[None]:
        """Delete the human intervention with this `id`, or raise `NotFound`."""
        return self._relation.delete({"id": id})

    @operation
    def delete_where(self, **where: Unpack[HumanInterventionWhere]) -> Op[int]:
        """Delete every matching row and return their number.

        At least one condition is required.
        """
        return self._relation.delete_where(where)
