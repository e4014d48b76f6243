# Generated from supabase/migrations by `make models`; do not edit.
"""The typed methods of `execution_steps` that every table has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Unpack
from uuid import UUID

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, Stream, operation, stream
from kaggle_store._requests.relation import Relation

if TYPE_CHECKING:
    import pyarrow

from kaggle_store.models.execution_steps import (
    ExecutionStep,
    ExecutionStepListed,
    ExecutionStepOrder,
    ExecutionStepWhere,
)


class ExecutionStepsTable(Entity[M]):
    """One step of a stage whose result is kept, so that it is not made again."""

    _relation: ClassVar[Relation[ExecutionStep, ExecutionStepListed]] = Relation(
        ExecutionStep,
        where=ExecutionStepWhere,
        listed=ExecutionStepListed,
    )

    @operation
    def get(self, id: UUID) -> Op[ExecutionStep]:
        """Return the execution step with this `id`, or raise `NotFound`."""
        return self._relation.full.get({"id": id})

    @operation
    def list(
        self,
        *,
        order: ExecutionStepOrder | Sequence[ExecutionStepOrder] = (),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[ExecutionStepWhere],
    ) -> Flow[Rows[ExecutionStepListed]]:
        """Return the matching rows, at most `limit` (1 to 1000), skipping `offset`.

        Rows lack `result`; `list_full` returns all columns. Sorted by `order`, a minus before a
        column meaning descending; by default by `id`.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[ExecutionStepWhere]
    ) -> Stream[ExecutionStepListed]:
        """Iterate over all matching rows, a page at a time.

        Rows lack `result`; `iterate_full` returns all columns. Paging follows the primary key, so
        concurrent inserts and deletes neither repeat nor skip other rows.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[ExecutionStepWhere]) -> Flow[pyarrow.Table]:
        """Return all matching rows as an Arrow table, sorted by the primary key.

        Rows lack `result`; `to_arrow_full` returns all columns. For pandas, polars and large
        results: no Python object is created per row. Needs the extra `kaggle_store[arrow]`.
        """
        return self._relation.listed.to_arrow(where)

    @operation
    def list_full(
        self,
        *,
        order: ExecutionStepOrder | Sequence[ExecutionStepOrder] = (),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[ExecutionStepWhere],
    ) -> Flow[Rows[ExecutionStep]]:
        """Return the matching rows, at most `limit` (1 to 1000), skipping `offset`.

        Rows include `result`. Sorted by `order`, a minus before a column meaning descending; by
        default by `id`.
        """
        return self._relation.full.page(order, limit, offset, where, "list_full")

    @stream
    def iterate_full(
        self, *, page_size: int = 1000, **where: Unpack[ExecutionStepWhere]
    ) -> Stream[ExecutionStep]:
        """Iterate over all matching rows, a page at a time.

        Rows include `result`. Paging follows the primary key, so concurrent inserts and deletes
        neither repeat nor skip other rows.
        """
        return self._relation.full.iterate(page_size, where, "iterate_full")

    @operation
    def to_arrow_full(self, **where: Unpack[ExecutionStepWhere]) -> Flow[pyarrow.Table]:
        """Return all matching rows as an Arrow table, sorted by the primary key.

        Rows include `result`. For pandas, polars and large results: no Python object is created per
        row. Needs the extra `kaggle_store[arrow]`.
        """
        return self._relation.full.to_arrow(where, "to_arrow_full")

    @operation
    def count(self, **where: Unpack[ExecutionStepWhere]) -> Op[int]:
        """Return the number of rows that match the conditions; without any, of all rows.

        Its cost is in proportion to the rows that it counts: about 50 ms for 300,000.
        """
        return self._relation.listed.count(where)

    @operation
    def delete(self, id: UUID) -> Op[None]:
        """Delete the execution step with this `id`, or raise `NotFound`."""
        return self._relation.delete({"id": id})

    @operation
    def delete_where(self, **where: Unpack[ExecutionStepWhere]) -> Op[int]:
        """Delete every matching row and return their number.

        At least one condition is required.
        """
        return self._relation.delete_where(where)
