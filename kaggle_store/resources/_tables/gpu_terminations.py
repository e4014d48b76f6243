# Generated from supabase/migrations by `make models`; do not edit.
"""The typed methods of `gpu_terminations` that every table has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Unpack
from uuid import UUID

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, Stream, operation, stream
from kaggle_store._requests.relation import Relation

if TYPE_CHECKING:
    import pyarrow

from kaggle_store.models.gpu_terminations import (
    GpuTermination,
    GpuTerminationOrder,
    GpuTerminationWhere,
)


class GpuTerminationsTable(Entity[M]):
    """The attempts to stop the machine of a GPU session that is due."""

    _relation: ClassVar[Relation[GpuTermination, GpuTermination]] = Relation(
        GpuTermination,
        where=GpuTerminationWhere,
    )

    @operation
    def get(self, id: UUID) -> Op[GpuTermination]:
        """Return the GPU termination with this `id`, or raise `NotFound`."""
        return self._relation.full.get({"id": id})

    @operation
    def list(
        self,
        *,
        order: GpuTerminationOrder | Sequence[GpuTerminationOrder] = (),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[GpuTerminationWhere],
    ) -> Flow[Rows[GpuTermination]]:
        """Return the matching rows, at most `limit` (1 to 1000), skipping `offset`.

        Sorted by `order`, a minus before a column meaning descending; by default by `id`.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[GpuTerminationWhere]
    ) -> Stream[GpuTermination]:
        """Iterate over all matching rows, a page at a time.

        Paging follows the primary key, so concurrent inserts and deletes neither repeat nor skip
        other rows.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[GpuTerminationWhere]) -> Flow[pyarrow.Table]:
        """Return all matching rows as an Arrow table, sorted by the primary key.

        For pandas, polars and large results: no Python object is created per row. Needs the extra
        `kaggle_store[arrow]`.
        """
        return self._relation.listed.to_arrow(where)

    @operation
    def count(self, **where: Unpack[GpuTerminationWhere]) -> Op[int]:
        """Return the number of rows that match the conditions; without any, of all rows.

        Its cost is in proportion to the rows that it counts: about 50 ms for 300,000.
        """
        return self._relation.listed.count(where)
