# Generated from supabase/migrations by `make models`; do not edit.
"""The verbs of `archived_executions` that every table has, typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Unpack
from uuid import UUID

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, Stream, operation, stream
from kaggle_store._requests.relation import Relation

if TYPE_CHECKING:
    import pyarrow

from kaggle_store.models.archived_executions import (
    ArchivedExecution,
    ArchivedExecutionOrder,
    ArchivedExecutionWhere,
)


class ArchivedExecutionsTable(Entity[M]):
    """An execution that ended long ago and was moved to the archive with all of its rows."""

    _relation: ClassVar[Relation[ArchivedExecution, ArchivedExecution]] = Relation(
        ArchivedExecution,
        where=ArchivedExecutionWhere,
    )

    @operation
    def get(self, id: UUID) -> Op[ArchivedExecution]:
        """Return the archived execution with this `id`, or raise `NotFound`."""
        return self._relation.full.get({"id": id})

    @operation
    def list(
        self,
        *,
        order: ArchivedExecutionOrder | Sequence[ArchivedExecutionOrder] = (),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[ArchivedExecutionWhere],
    ) -> Op[Rows[ArchivedExecution]]:
        """Return the rows that meet the conditions, `limit` of them (1 to 1000) after `offset`.

        Sorted by `order`, a minus before a column for the greatest first; by `id` where that is
        left out.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[ArchivedExecutionWhere]
    ) -> Stream[ArchivedExecution]:
        """Go over all rows that meet the conditions, however many, a page at a time.

        Pages follow the primary key, so rows that are added or removed meanwhile shift nothing.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[ArchivedExecutionWhere]) -> Flow[pyarrow.Table]:
        """Return all rows that meet the conditions as an Arrow table, sorted by the primary key.

        For pandas, polars and many rows: no row becomes an object. Needs the extra
        `kaggle_store[arrow]`.
        """
        return self._relation.listed.to_arrow(where)

    @operation
    def count(self, **where: Unpack[ArchivedExecutionWhere]) -> Op[int]:
        """Count the rows that meet the conditions; without any, every archived execution."""
        return self._relation.listed.count(where)

    @operation
    def delete(self, id: UUID) -> Op[None]:
        """Delete the archived execution with this `id`, or raise `NotFound`."""
        return self._relation.delete({"id": id})

    @operation
    def delete_where(self, **where: Unpack[ArchivedExecutionWhere]) -> Op[int]:
        """Delete every row that meets the conditions and return how many they were.

        At least one condition is needed.
        """
        return self._relation.delete_where(where)
