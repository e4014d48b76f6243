# Generated from supabase/migrations by `make models`; do not edit.
"""The verbs of `research_results` that every table has, typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Unpack
from uuid import UUID

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, Stream, operation, stream
from kaggle_store._requests.relation import Relation

if TYPE_CHECKING:
    import pyarrow

from kaggle_store.models.research_results import (
    ResearchResult,
    ResearchResultInsert,
    ResearchResultListed,
    ResearchResultOrder,
    ResearchResultUpdate,
    ResearchResultWhere,
)


class ResearchResultsTable(Entity[M]):
    """One finding of an execution's research."""

    _relation: ClassVar[Relation[ResearchResult, ResearchResultListed]] = Relation(
        ResearchResult,
        insert=ResearchResultInsert,
        update=ResearchResultUpdate,
        where=ResearchResultWhere,
        listed=ResearchResultListed,
    )

    @operation
    def create(self, **new: Unpack[ResearchResultInsert]) -> Flow[ResearchResult]:
        """Store a new research result and return it as stored, defaults filled in.

        It needs `execution_id`, `research_type`, `query_text`, `source_api` and `raw_response`. A
        value that cannot be right is refused by name before anything is sent.

        Given `id` of your own, the same call may be repeated: the row that is there comes back
        unchanged.
        """
        return self._relation.create(new)

    @operation
    def create_many(self, rows: Iterable[ResearchResultInsert]) -> Flow[Rows[ResearchResult]]:
        """Store any number of new rows and return them in the order given.

        Every row is checked before the first is sent. What a row leaves out gets its default.
        """
        return self._relation.create_many(rows)

    @operation
    def get(self, id: UUID) -> Op[ResearchResult]:
        """Return the research result with this `id`, or raise `NotFound`."""
        return self._relation.full.get({"id": id})

    @operation
    def list(
        self,
        *,
        order: ResearchResultOrder | Sequence[ResearchResultOrder] = (),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[ResearchResultWhere],
    ) -> Op[Rows[ResearchResultListed]]:
        """Return the rows that meet the conditions, `limit` of them (1 to 1000) after `offset`.

        Rows come without `raw_response`; `list_full` has all. Sorted by `order`, a minus before a
        column for the greatest first; by `id` where that is left out.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[ResearchResultWhere]
    ) -> Stream[ResearchResultListed]:
        """Go over all rows that meet the conditions, however many, a page at a time.

        Rows come without `raw_response`; `iterate_full` has all. Pages follow the primary key, so
        rows that are added or removed meanwhile shift nothing.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[ResearchResultWhere]) -> Flow[pyarrow.Table]:
        """Return all rows that meet the conditions as an Arrow table, sorted by the primary key.

        Rows come without `raw_response`; `to_arrow_full` has all. For pandas, polars and many rows:
        no row becomes an object. Needs the extra `kaggle_store[arrow]`.
        """
        return self._relation.listed.to_arrow(where)

    @operation
    def list_full(
        self,
        *,
        order: ResearchResultOrder | Sequence[ResearchResultOrder] = (),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[ResearchResultWhere],
    ) -> Op[Rows[ResearchResult]]:
        """Return the rows that meet the conditions, `limit` of them (1 to 1000) after `offset`.

        Rows come with `raw_response`. Sorted by `order`, a minus before a column for the greatest
        first; by `id` where that is left out.
        """
        return self._relation.full.page(order, limit, offset, where, "list_full")

    @stream
    def iterate_full(
        self, *, page_size: int = 1000, **where: Unpack[ResearchResultWhere]
    ) -> Stream[ResearchResult]:
        """Go over all rows that meet the conditions, however many, a page at a time.

        Rows come with `raw_response`. Pages follow the primary key, so rows that are added or
        removed meanwhile shift nothing.
        """
        return self._relation.full.iterate(page_size, where, "iterate_full")

    @operation
    def to_arrow_full(self, **where: Unpack[ResearchResultWhere]) -> Flow[pyarrow.Table]:
        """Return all rows that meet the conditions as an Arrow table, sorted by the primary key.

        Rows come with `raw_response`. For pandas, polars and many rows: no row becomes an object.
        Needs the extra `kaggle_store[arrow]`.
        """
        return self._relation.full.to_arrow(where, "to_arrow_full")

    @operation
    def count(self, **where: Unpack[ResearchResultWhere]) -> Op[int]:
        """Count the rows that meet the conditions; without any, every research result."""
        return self._relation.listed.count(where)

    @operation
    def update(self, id: UUID, /, **changes: Unpack[ResearchResultUpdate]) -> Op[ResearchResult]:
        """Change the research result with this `id` and return it, or raise `NotFound`.

        What is left out stays as it is; None clears a column that may be empty.
        """
        return self._relation.update({"id": id}, changes)

    @operation
    def update_where(
        self, where: ResearchResultWhere, /, **changes: Unpack[ResearchResultUpdate]
    ) -> Op[Rows[ResearchResult]]:
        """Change every row that meets the conditions and return them.

        At least one condition is needed. What is left out stays as it is.
        """
        return self._relation.update_where(where, changes)

    @operation
    def delete(self, id: UUID) -> Op[None]:
        """Delete the research result with this `id`, or raise `NotFound`."""
        return self._relation.delete({"id": id})

    @operation
    def delete_where(self, **where: Unpack[ResearchResultWhere]) -> Op[int]:
        """Delete every row that meets the conditions and return how many they were.

        At least one condition is needed.
        """
        return self._relation.delete_where(where)
