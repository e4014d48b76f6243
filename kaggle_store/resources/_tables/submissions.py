# Generated from supabase/migrations by `make models`; do not edit.
"""The verbs of `submissions` that every table has, typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Unpack
from uuid import UUID

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, Stream, operation, stream
from kaggle_store._requests.relation import Relation

if TYPE_CHECKING:
    import pyarrow

from kaggle_store.models.submissions import (
    Submission,
    SubmissionInsert,
    SubmissionOrder,
    SubmissionUpdate,
    SubmissionWhere,
)


class SubmissionsTable(Entity[M]):
    """A prediction file sent to Kaggle, and what became of it."""

    _relation: ClassVar[Relation[Submission, Submission]] = Relation(
        Submission,
        insert=SubmissionInsert,
        update=SubmissionUpdate,
        where=SubmissionWhere,
    )

    @operation
    def create(self, **new: Unpack[SubmissionInsert]) -> Flow[Submission]:
        """Store a new submission and return it as stored, defaults filled in.

        It needs `execution_id` and `submission_file_path`. A value that cannot be right is refused
        by name before anything is sent.

        Given `id` of your own, the same call may be repeated: the row that is there comes back
        unchanged.
        """
        return self._relation.create(new)

    @operation
    def create_many(self, rows: Iterable[SubmissionInsert]) -> Flow[Rows[Submission]]:
        """Store any number of new rows and return them in the order given.

        Every row is checked before the first is sent. What a row leaves out gets its default.
        """
        return self._relation.create_many(rows)

    @operation
    def upsert(self, **new: Unpack[SubmissionInsert]) -> Flow[Submission]:
        """Store a submission, or change the one that has the same `kaggle_submission_id`.

        What is left out keeps its value in a row that is there, and gets its default in a new one.
        What `update` does not change, a row that is there keeps.
        """
        return self._relation.upsert(new)

    @operation
    def get(self, id: UUID) -> Op[Submission]:
        """Return the submission with this `id`, or raise `NotFound`."""
        return self._relation.full.get({"id": id})

    @operation
    def find(self, kaggle_submission_id: str) -> Op[Submission | None]:
        """Return the submission with this `kaggle_submission_id`, or None where there is none."""
        return self._relation.full.find({"kaggle_submission_id": kaggle_submission_id})

    @operation
    def list(
        self,
        *,
        order: SubmissionOrder | Sequence[SubmissionOrder] = (),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[SubmissionWhere],
    ) -> Op[Rows[Submission]]:
        """Return the rows that meet the conditions, `limit` of them (1 to 1000) after `offset`.

        Sorted by `order`, a minus before a column for the greatest first; by `id` where that is
        left out.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[SubmissionWhere]
    ) -> Stream[Submission]:
        """Go over all rows that meet the conditions, however many, a page at a time.

        Pages follow the primary key, so rows that are added or removed meanwhile shift nothing.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[SubmissionWhere]) -> Flow[pyarrow.Table]:
        """Return all rows that meet the conditions as an Arrow table, sorted by the primary key.

        For pandas, polars and many rows: no row becomes an object. Needs the extra
        `kaggle_store[arrow]`.
        """
        return self._relation.listed.to_arrow(where)

    @operation
    def count(self, **where: Unpack[SubmissionWhere]) -> Op[int]:
        """Count the rows that meet the conditions; without any, every submission."""
        return self._relation.listed.count(where)

    @operation
    def update(self, id: UUID, /, **changes: Unpack[SubmissionUpdate]) -> Op[Submission]:
        """Change the submission with this `id` and return it, or raise `NotFound`.

        What is left out stays as it is; None clears a column that may be empty.
        """
        return self._relation.update({"id": id}, changes)

    @operation
    def update_where(
        self, where: SubmissionWhere, /, **changes: Unpack[SubmissionUpdate]
    ) -> Op[Rows[Submission]]:
        """Change every row that meets the conditions and return them.

        At least one condition is needed. What is left out stays as it is.
        """
        return self._relation.update_where(where, changes)

    @operation
    def delete(self, id: UUID) -> Op[None]:
        """Delete the submission with this `id`, or raise `NotFound`."""
        return self._relation.delete({"id": id})

    @operation
    def delete_where(self, **where: Unpack[SubmissionWhere]) -> Op[int]:
        """Delete every row that meets the conditions and return how many they were.

        At least one condition is needed.
        """
        return self._relation.delete_where(where)
