# Generated from supabase/migrations by `make models`; do not edit.
"""The typed methods of `research_results` that every table has."""

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
        """Insert a research result and return it as stored, with defaults filled in.

        Required: `execution_id`, `research_type`, `query_text`, `source_api` and `raw_response`.
        Input is validated before the request is sent. Numbers and times may be text, paths and
        numpy or torch values stand for their plain counterparts: see
        https://kaggle-store.github.io/kaggle_store/reference/input/.

        A call with your own `id` may be repeated: it returns the existing row unchanged.
        """
        return self._relation.create(new)

    @operation
    def create_many(self, rows: Iterable[ResearchResultInsert]) -> Flow[Rows[ResearchResult]]:
        """Insert any number of rows in one transaction and return them in the order given.

        All rows are validated before the request is sent; the same id twice is refused. Omitted
        columns get their defaults.
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
    ) -> Flow[Rows[ResearchResultListed]]:
        """Return the matching rows, at most `limit` (1 to 1000), skipping `offset`.

        Rows lack `raw_response`; `list_full` returns all columns. Sorted by `order`, a minus before
        a column meaning descending; by default by `id`.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[ResearchResultWhere]
    ) -> Stream[ResearchResultListed]:
        """Iterate over all matching rows, a page at a time.

        Rows lack `raw_response`; `iterate_full` returns all columns. Paging follows the primary
        key, so concurrent inserts and deletes neither repeat nor skip other rows.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[ResearchResultWhere]) -> Flow[pyarrow.Table]:
        """Return all matching rows as an Arrow table, sorted by the primary key.

        Rows lack `raw_response`; `to_arrow_full` returns all columns. For pandas, polars and large
        results: no Python object is created per row. Needs the extra `kaggle_store[arrow]`.
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
    ) -> Flow[Rows[ResearchResult]]:
        """Return the matching rows, at most `limit` (1 to 1000), skipping `offset`.

        Rows include `raw_response`. Sorted by `order`, a minus before a column meaning descending;
        by default by `id`.
        """
        return self._relation.full.page(order, limit, offset, where, "list_full")

    @stream
    def iterate_full(
        self, *, page_size: int = 1000, **where: Unpack[ResearchResultWhere]
    ) -> Stream[ResearchResult]:
        """Iterate over all matching rows, a page at a time.

        Rows include `raw_response`. Paging follows the primary key, so concurrent inserts and
        deletes neither repeat nor skip other rows.
        """
        return self._relation.full.iterate(page_size, where, "iterate_full")

    @operation
    def to_arrow_full(self, **where: Unpack[ResearchResultWhere]) -> Flow[pyarrow.Table]:
        """Return all matching rows as an Arrow table, sorted by the primary key.

        Rows include `raw_response`. For pandas, polars and large results: no Python object is
        created per row. Needs the extra `kaggle_store[arrow]`.
        """
        return self._relation.full.to_arrow(where, "to_arrow_full")

    @operation
    def count(self, **where: Unpack[ResearchResultWhere]) -> Op[int]:
        """Return the number of rows that match the conditions; without any, of all rows.

        Its cost is in proportion to the rows that it counts: about 50 ms for 300,000.
        """
        return self._relation.listed.count(where)

    @operation
    def update(self, id: UUID, /, **changes: Unpack[ResearchResultUpdate]) -> Op[ResearchResult]:
        """Update the research result with this `id` and return it, or raise `NotFound`.

        Omitted columns keep their values; None clears a nullable column.
        """
        return self._relation.update({"id": id}, changes)

    @operation
    def update_where(
        self, where: ResearchResultWhere, /, **changes: Unpack[ResearchResultUpdate]
    ) -> Op[Rows[ResearchResult]]:
        """Update every matching row and return them.

        At least one condition is required. Omitted columns keep their values.
        """
        return self._relation.update_where(where, changes)

    @operation
    def delete(self, id: UUID) -> Op[None]:
        """Delete the research result with this `id`, or raise `NotFound`."""
        return self._relation.delete({"id": id})

    @operation
    def delete_where(self, **where: Unpack[ResearchResultWhere]) -> Op[int]:
        """Delete every matching row and return their number.

        At least one condition is required.
        """
        return self._relation.delete_where(where)
