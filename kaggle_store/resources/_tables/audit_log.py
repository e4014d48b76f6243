# Generated from supabase/migrations by `make models`; do not edit.
"""The verbs of `audit_log` that every table has, typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Unpack

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, Stream, operation, stream
from kaggle_store._requests.relation import Relation

if TYPE_CHECKING:
    import pyarrow

from kaggle_store.models.audit_log import AuditEntry, AuditEntryOrder, AuditEntryWhere


class AuditLogTable(Entity[M]):
    """One change of a row's state, or one reading of a secret, with its author."""

    _relation: ClassVar[Relation[AuditEntry, AuditEntry]] = Relation(
        AuditEntry,
        where=AuditEntryWhere,
    )

    @operation
    def get(self, id: int) -> Op[AuditEntry]:
        """Return the audit log entry with this `id`, or raise `NotFound`."""
        return self._relation.full.get({"id": id})

    @operation
    def list(
        self,
        *,
        order: AuditEntryOrder | Sequence[AuditEntryOrder] = (),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[AuditEntryWhere],
    ) -> Op[Rows[AuditEntry]]:
        """Return the rows that meet the conditions, `limit` of them (1 to 1000) after `offset`.

        Sorted by `order`, a minus before a column for the greatest first; by `id` where that is
        left out.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[AuditEntryWhere]
    ) -> Stream[AuditEntry]:
        """Go over all rows that meet the conditions, however many, a page at a time.

        Pages follow the primary key, so rows that are added or removed meanwhile shift nothing.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[AuditEntryWhere]) -> Flow[pyarrow.Table]:
        """Return all rows that meet the conditions as an Arrow table, sorted by the primary key.

        For pandas, polars and many rows: no row becomes an object. Needs the extra
        `kaggle_store[arrow]`.
        """
        return self._relation.listed.to_arrow(where)

    @operation
    def count(self, **where: Unpack[AuditEntryWhere]) -> Op[int]:
        """Count the rows that meet the conditions; without any, every audit log entry."""
        return self._relation.listed.count(where)
