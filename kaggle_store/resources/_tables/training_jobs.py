# Generated from supabase/migrations by `make models`; do not edit.
"""The typed methods of `training_jobs` that every table has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Unpack
from uuid import UUID

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, Stream, operation, stream
from kaggle_store._requests.relation import Relation

if TYPE_CHECKING:
    import pyarrow

from kaggle_store.models.training_jobs import (
    TrainingJob,
    TrainingJobInsert,
    TrainingJobOrder,
    TrainingJobUpdate,
    TrainingJobWhere,
)


class TrainingJobsTable(Entity[M]):
    """One training of a model."""

    _relation: ClassVar[Relation[TrainingJob, TrainingJob]] = Relation(
        TrainingJob,
        insert=TrainingJobInsert,
        update=TrainingJobUpdate,
        where=TrainingJobWhere,
    )

    @operation
    def create(self, **new: Unpack[TrainingJobInsert]) -> Flow[TrainingJob]:
        """Insert a training job and return it as stored, with defaults filled in.

        Required: `execution_id`, `code_id` and `job_name`. Input is validated before the request is
        sent. Numbers and times may be text, paths and numpy or torch values stand for their plain
        counterparts: see https://kaggle-store.github.io/kaggle_store/reference/input/.

        A call with your own `id` may be repeated: it returns the existing row unchanged.
        """
        return self._relation.create(new)

    @operation
    def create_many(self, rows: Iterable[TrainingJobInsert]) -> Flow[Rows[TrainingJob]]:
        """Insert any number of rows in one transaction and return them in the order given.

        All rows are validated before the request is sent; the same id twice is refused. Omitted
        columns get their defaults.
        """
        return self._relation.create_many(rows)

    @operation
    def get(self, id: UUID) -> Op[TrainingJob]:
        """Return the training job with this `id`, or raise `NotFound`."""
        return self._relation.full.get({"id": id})

    @operation
    def list(
        self,
        *,
        order: TrainingJobOrder | Sequence[TrainingJobOrder] = (),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[TrainingJobWhere],
    ) -> Flow[Rows[TrainingJob]]:
        """Return the matching rows, at most `limit` (1 to 1000), skipping `offset`.

        Sorted by `order`, a minus before a column meaning descending; by default by `id`.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[TrainingJobWhere]
    ) -> Stream[TrainingJob]:
        """Iterate over all matching rows, a page at a time.

        Paging follows the primary key, so concurrent inserts and deletes neither repeat nor skip
        other rows.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[TrainingJobWhere]) -> Flow[pyarrow.Table]:
        """Return all matching rows as an Arrow table, sorted by the primary key.

        For pandas, polars and large results: no Python object is created per row. Needs the extra
        `kaggle_store[arrow]`.
        """
        return self._relation.listed.to_arrow(where)

    @operation
    def count(self, **where: Unpack[TrainingJobWhere]) -> Op[int]:
        """Return the number of rows that match the conditions; without any, of all rows.

        Its cost is in proportion to the rows that it counts: about 50 ms for 300,000.
        """
        return self._relation.listed.count(where)

    @operation
    def update(self, id: UUID, /, **changes: Unpack[TrainingJobUpdate]) -> Op[TrainingJob]:
        """Update the training job with this `id` and return it, or raise `NotFound`.

        Omitted columns keep their values; None clears a nullable column.
        """
        return self._relation.update({"id": id}, changes)

    @operation
    def update_where(
        self, where: TrainingJobWhere, /, **changes: Unpack[TrainingJobUpdate]
    ) -> Op[Rows[TrainingJob]]:
        """Update every matching row and return them.

        At least one condition is required. Omitted columns keep their values.
        """
        return self._relation.update_where(where, changes)

    @operation
    def delete(self, id: UUID) -> Op[None]:
        """Delete the training job with this `id`, or raise `NotFound`."""
        return self._relation.delete({"id": id})

    @operation
    def delete_where(self, **where: Unpack[TrainingJobWhere]) -> Op[int]:
        """Delete every matching row and return their number.

        At least one condition is required.
        """
        return self._relation.delete_where(where)
