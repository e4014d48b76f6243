"""`store.audit_log`: who changed what and when; append-only, no client can write or erase it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kaggle_store._requests.operation import M, Stream, stream
from kaggle_store.models.audit_log import AuditEntry
from kaggle_store.resources._tables.audit_log import AuditLogTable


class AuditLog(AuditLogTable[M]):
    """Who changed what, when, from what to what: every change of a status and of a setting."""

    @stream
    def by_row(
        self,
        table: str,
        id: UUID,
        *,
        page_size: int = 1000,
    ) -> Stream[AuditEntry]:
        """Iterate over what happened to one row, in the order in which it happened.

        It goes on after the row is deleted.
        """
        where = {"table_name": table, "row_id": id}
        return self._relation.full.iterate(page_size, where, "by_row")

    @stream
    def of_execution(self, execution_id: UUID, *, page_size: int = 1000) -> Stream[AuditEntry]:
        """Iterate over what happened to an execution and everything that belongs to it."""
        where = {"execution_id": execution_id}
        return self._relation.full.iterate(page_size, where, "of_execution")

    @stream
    def between(
        self, since: datetime, until: datetime | None = None, *, page_size: int = 1000
    ) -> Stream[AuditEntry]:
        """Iterate over what happened from `since` on, and before `until` where that is given."""
        where: dict[str, object] = {"occurred_at__gte": since}
        if until is not None:
            where["occurred_at__lt"] = until
        return self._relation.full.iterate(page_size, where, "between")
