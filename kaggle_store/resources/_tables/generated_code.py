# Generated from supabase/migrations by `make models`; do not edit.
"""The verbs of `generated_code` that every table has, typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Unpack
from uuid import UUID

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, Stream, operation, stream
from kaggle_store._requests.relation import Relation

if TYPE_CHECKING:
    import pyarrow

from kaggle_store.models.generated_code import (
    GeneratedCode,
    GeneratedCodeInsert,
    GeneratedCodeListed,
    GeneratedCodeOrder,
    GeneratedCodeUpdate,
    GeneratedCodeWhere,
)


class GeneratedCodeTable(Entity[M]):
    """A file of code that an agent has written for an execution."""

    _relation: ClassVar[Relation[GeneratedCode, GeneratedCodeListed]] = Relation(
        GeneratedCode,
        insert=GeneratedCodeInsert,
        update=GeneratedCodeUpdate,
        where=GeneratedCodeWhere,
        listed=GeneratedCodeListed,
    )

    @operation
    def create(self, **new: Unpack[GeneratedCodeInsert]) -> Flow[GeneratedCode]:
        """Store a new file of code and return it as stored, defaults filled in.

        It needs `execution_id`, `code_type`, `file_name` and `code_content`. A value that cannot be
        right is refused by name before anything is sent.

        Given `id` of your own, the same call may be repeated: the row that is there comes back
        unchanged.
        """
        return self._relation.create(new)

    @operation
    def create_many(self, rows: Iterable[GeneratedCodeInsert]) -> Flow[Rows[GeneratedCode]]:
        """Store any number of new rows and return them in the order given.

        Every row is checked before the first is sent. What a row leaves out gets its default.
        """
        return self._relation.create_many(rows)

    @operation
    def get(self, id: UUID) -> Op[GeneratedCode]:
        """Return the file of code with this `id`, or raise `NotFound`."""
        return self._relation.full.get({"id": id})

    @operation
    def list(
        self,
        *,
        order: GeneratedCodeOrder | Sequence[GeneratedCodeOrder] = (),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[GeneratedCodeWhere],
    ) -> Op[Rows[GeneratedCodeListed]]:
        """Return the rows that meet the conditions, `limit` of them (1 to 1000) after `offset`.

        Rows come without `code_content`; `list_full` has all. Sorted by `order`, a minus before a
        column for the greatest first; by `id` where that is left out.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[GeneratedCodeWhere]
    ) -> Stream[GeneratedCodeListed]:
        """Go over all rows that meet the conditions, however many, a page at a time.

        Rows come without `code_content`; `iterate_full` has all. Pages follow the primary key, so
        rows that are added or removed meanwhile shift nothing.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[GeneratedCodeWhere]) -> Flow[pyarrow.Table]:
        """Return all rows that meet the conditions as an Arrow table, sorted by the primary key.

        Rows come without `code_content`; `to_arrow_full` has all. For pandas, polars and many rows:
        no row becomes an object. Needs the extra `kaggle_store[arrow]`.
        """
        return self._relation.listed.to_arrow(where)

    @operation
    def list_full(
        self,
        *,
        order: GeneratedCodeOrder | Sequence[GeneratedCodeOrder] = (),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[GeneratedCodeWhere],
    ) -> Op[Rows[GeneratedCode]]:
        """Return the rows that meet the conditions, `limit` of them (1 to 1000) after `offset`.

        Rows come with `code_content`. Sorted by `order`, a minus before a column for the greatest
        first; by `id` where that is left out.
        """
        return self._relation.full.page(order, limit, offset, where, "list_full")

    @stream
    def iterate_full(
        self, *, page_size: int = 1000, **where: Unpack[GeneratedCodeWhere]
    ) -> Stream[GeneratedCode]:
        """Go over all rows that meet the conditions, however many, a page at a time.

        Rows come with `code_content`. Pages follow the primary key, so rows that are added or
        removed meanwhile shift nothing.
        """
        return self._relation.full.iterate(page_size, where, "iterate_full")

    @operation
    def to_arrow_full(self, **where: Unpack[GeneratedCodeWhere]) -> Flow[pyarrow.Table]:
        """Return all rows that meet the conditions as an Arrow table, sorted by the primary key.

        Rows come with `code_content`. For pandas, polars and many rows: no row becomes an object.
        Needs the extra `kaggle_store[arrow]`.
        """
        return self._relation.full.to_arrow(where, "to_arrow_full")

    @operation
    def count(self, **where: Unpack[GeneratedCodeWhere]) -> Op[int]:
        """Count the rows that meet the conditions; without any, every file of code."""
        return self._relation.listed.count(where)

    @operation
    def update(self, id: UUID, /, **changes: Unpack[GeneratedCodeUpdate]) -> Op[GeneratedCode]:
        """Change the file of code with this `id` and return it, or raise `NotFound`.

        What is left out stays as it is; None clears a column that may be empty.
        """
        return self._relation.update({"id": id}, changes)

    @operation
    def update_where(
        self, where: GeneratedCodeWhere, /, **changes: Unpack[GeneratedCodeUpdate]
    ) -> Op[Rows[GeneratedCode]]:
        """Change every row that meets the conditions and return them.

        At least one condition is needed. What is left out stays as it is.
        """
        return self._relation.update_where(where, changes)

    @operation
    def delete(self, id: UUID) -> Op[None]:
        """Delete the file of code with this `id`, or raise `NotFound`."""
        return self._relation.delete({"id": id})

    @operation
    def delete_where(self, **where: Unpack[GeneratedCodeWhere]) -> Op[int]:
        """Delete every row that meets the conditions and return how many they were.

        At least one condition is needed.
        """
        return self._relation.delete_where(where)
