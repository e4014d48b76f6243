# Generated from supabase/migrations by `make models`; do not edit.
"""The verbs of `competitions` that every table has, typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Unpack
from uuid import UUID

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, Stream, operation, stream
from kaggle_store._requests.relation import Relation

if TYPE_CHECKING:
    import pyarrow

from kaggle_store.models.competitions import (
    Competition,
    CompetitionInsert,
    CompetitionOrder,
    CompetitionUpdate,
    CompetitionWhere,
)


class CompetitionsTable(Entity[M]):
    """A Kaggle competition that an agent has discovered."""

    _relation: ClassVar[Relation[Competition, Competition]] = Relation(
        Competition,
        insert=CompetitionInsert,
        update=CompetitionUpdate,
        where=CompetitionWhere,
    )

    @operation
    def create(self, **new: Unpack[CompetitionInsert]) -> Flow[Competition]:
        """Store a new competition and return it as stored, defaults filled in.

        It needs `kaggle_id` and `title`. A value that cannot be right is refused by name before
        anything is sent.

        Given `id` of your own, the same call may be repeated: the row that is there comes back
        unchanged.
        """
        return self._relation.create(new)

    @operation
    def create_many(self, rows: Iterable[CompetitionInsert]) -> Flow[Rows[Competition]]:
        """Store any number of new rows and return them in the order given.

        Every row is checked before the first is sent. What a row leaves out gets its default.
        """
        return self._relation.create_many(rows)

    @operation
    def upsert(self, **new: Unpack[CompetitionInsert]) -> Flow[Competition]:
        """Store a competition, or change the one that has the same `kaggle_id`.

        What is left out keeps its value in a row that is there, and gets its default in a new one.
        What `update` does not change, a row that is there keeps.
        """
        return self._relation.upsert(new)

    @operation
    def get(self, id: UUID) -> Op[Competition]:
        """Return the competition with this `id`, or raise `NotFound`."""
        return self._relation.full.get({"id": id})

    @operation
    def find(self, kaggle_id: str) -> Op[Competition | None]:
        """Return the competition with this `kaggle_id`, or None where there is none."""
        return self._relation.full.find({"kaggle_id": kaggle_id})

    @operation
    def list(
        self,
        *,
        order: CompetitionOrder | Sequence[CompetitionOrder] = (),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[CompetitionWhere],
    ) -> Op[Rows[Competition]]:
        """Return the rows that meet the conditions, `limit` of them (1 to 1000) after `offset`.

        Sorted by `order`, a minus before a column for the greatest first; by `id` where that is
        left out.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[CompetitionWhere]
    ) -> Stream[Competition]:
        """Go over all rows that meet the conditions, however many, a page at a time.

        Pages follow the primary key, so rows that are added or removed meanwhile shift nothing.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[CompetitionWhere]) -> Flow[pyarrow.Table]:
        """Return all rows that meet the conditions as an Arrow table, sorted by the primary key.

        For pandas, polars and many rows: no row becomes an object. Needs the extra
        `kaggle_store[arrow]`.
        """
        return self._relation.listed.to_arrow(where)

    @operation
    def count(self, **where: Unpack[CompetitionWhere]) -> Op[int]:
        """Count the rows that meet the conditions; without any, every competition."""
        return self._relation.listed.count(where)

    @operation
    def update(self, id: UUID, /, **changes: Unpack[CompetitionUpdate]) -> Op[Competition]:
        """Change the competition with this `id` and return it, or raise `NotFound`.

        What is left out stays as it is; None clears a column that may be empty.
        """
        return self._relation.update({"id": id}, changes)

    @operation
    def update_where(
        self, where: CompetitionWhere, /, **changes: Unpack[CompetitionUpdate]
    ) -> Op[Rows[Competition]]:
        """Change every row that meets the conditions and return them.

        At least one condition is needed. What is left out stays as it is.
        """
        return self._relation.update_where(where, changes)

    @operation
    def delete(self, id: UUID) -> Op[None]:
        """Delete the competition with this `id`, or raise `NotFound`."""
        return self._relation.delete({"id": id})

    @operation
    def delete_where(self, **where: Unpack[CompetitionWhere]) -> Op[int]:
        """Delete every row that meets the conditions and return how many they were.

        At least one condition is needed.
        """
        return self._relation.delete_where(where)
