# Generated from supabase/migrations by `make models`; do not edit.
"""The typed methods of `generated_code` that every table has."""

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
        """Insert a file of code and return it as stored, with defaults filled in.

        Required: `execution_id`, `code_type`, `file_name` and `code_content`. Input is validated
        before the request is sent. Numbers and times may be text, paths and numpy or torch values
        stand for their plain counterparts: see
        https://kaggle-store.github.io/kaggle_store/reference/input/.

        A call with your own `id` may be repeated: it returns the existing row unchanged.
        """
        return self._relation.create(new)

    @operation
    def create_many(self, rows: Iterable[GeneratedCodeInsert]) -> Flow[Rows[GeneratedCode]]:
        """Insert any number of rows in one transaction and return them in the order given.

        All rows are validated before the request is sent; the same id twice is refused. Omitted
        columns get their defaults.
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
    ) -> Flow[Rows[GeneratedCodeListed]]:
        """Return the matching rows, at most `limit` (1 to 1000), skipping `offset`.

        Rows lack `code_content`; `list_full` returns all columns. Sorted by `order`, a minus before
        a column meaning descending; by default by `id`.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[GeneratedCodeWhere]
    ) -> Stream[GeneratedCodeListed]:
        """Iterate over all matching rows, a page at a time.

        Rows lack `code_content`; `iterate_full` returns all columns. Paging follows the primary
        key, so concurrent inserts and deletes neither repeat nor skip other rows.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[GeneratedCodeWhere]) -> Flow[pyarrow.Table]:
        """Return all matching rows as an Arrow table, sorted by the primary key.

        Rows lack `code_content`; `to_arrow_full` returns all columns. For pandas, polars and large
        results: no Python object is created per row. Needs the extra `kaggle_store[arrow]`.
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
    ) -> Flow[Rows[GeneratedCode]]:
        """Return the matching rows, at most `limit` (1 to 1000), skipping `offset`.

        Rows include `code_content`. Sorted by `order`, a minus before a column meaning descending;
        by default by `id`.
        """
        return self._relation.full.page(order, limit, offset, where, "list_full")

    @stream
    def iterate_full(
        self, *, page_size: int = 1000, **where: Unpack[GeneratedCodeWhere]
    ) -> Stream[GeneratedCode]:
        """Iterate over all matching rows, a page at a time.

        Rows include `code_content`. Paging follows the primary key, so concurrent inserts and
        deletes neither repeat nor skip other rows.
        """
        return self._relation.full.iterate(page_size, where, "iterate_full")

    @operation
    def to_arrow_full(self, **where: Unpack[GeneratedCodeWhere]) -> Flow[pyarrow.Table]:
        """Return all matching rows as an Arrow table, sorted by the primary key.

        Rows include `code_content`. For pandas, polars and large results: no Python object is
        created per row. Needs the extra `kaggle_store[arrow]`.
        """
        return self._relation.full.to_arrow(where, "to_arrow_full")

    @operation
    def count(self, **where: Unpack[GeneratedCodeWhere]) -> Op[int]:
        """Return the number of rows that match the conditions; without any, of all rows.

        Its cost is in proportion to the rows that it counts: about 50 ms for 300,000.
        """
        return self._relation.listed.count(where)

    @operation
    def update(self, id: UUID, /, **changes: Unpack[GeneratedCodeUpdate]) -> Op[GeneratedCode]:
        """Update the file of code with this `id` and return it, or raise `NotFound`.

        Omitted columns keep their values; None clears a nullable column.
        """
        return self._relation.update({"id": id}, changes)

    @operation
    def update_where(
        self, where: GeneratedCodeWhere, /, **changes: Unpack[GeneratedCodeUpdate]
    ) -> Op[Rows[GeneratedCode]]:
        """Update every matching row and return them.

        At least one condition is required. Omitted columns keep their values.
        """
        return self._relation.update_where(where, changes)

    @operation
    def delete(self, id: UUID) -> Op[None]:
        """Delete the file of code with this `id`, or raise `NotFound`."""
        return self._relation.delete({"id": id})

    @operation
    def delete_where(self, **where: Unpack[GeneratedCodeWhere]) -> Op[int]:
        """Delete every matching row and return their number.

        At least one condition is required.
        """
        return self._relation.delete_where(where)
