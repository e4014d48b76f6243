"""`store.audit_log`: who changed what and when; no client can write to it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter

from kaggle_store._requests.arguments import checked_id
from kaggle_store._requests.operation import M, Op, Stream, operation, stream
from kaggle_store._requests.query import Query
from kaggle_store._requests.validation import checked
from kaggle_store.models._audited_tables import AuditedTable
from kaggle_store.models.audit_log import AuditEntry, AuditEntryWhere
from kaggle_store.resources._tables.audit_log import AuditLogTable
from kaggle_store.resources._watching import read_position

_TABLE: TypeAdapter[str] = TypeAdapter(AuditedTable)
# By id, a page would look for the first entry of a time among all entries before it.
_by_time = Query(AuditEntry, AuditEntryWhere, "audit_log", key=("occurred_at", "id"))


class AuditLog(AuditLogTable[M]):
    """Every change of a status or a setting: who changed it, when, the old and new value."""

    @stream
    def by_row(
        self,
        table: str,
        id: UUID,
        *,
        page_size: int = 1000,
    ) -> Stream[AuditEntry]:
        """Iterate over the changes of one row, oldest first.

        `table` is one whose changes are recorded, such as `training_jobs`. Entries remain after the
        row is deleted.
        """
        name = "audit_log.by_row"
        where = {
            "table_name": checked(_TABLE, table, subject="table", operation=name),
            "row_id": checked_id(id, "id", name),
        }
        return self._relation.full.iterate(page_size, where, "by_row")

    @stream
    def of_execution(self, execution_id: UUID, *, page_size: int = 1000) -> Stream[AuditEntry]:
        """Iterate over the changes of an execution and all rows that belong to it."""
        name = "audit_log.of_execution"
        where = {"execution_id": checked_id(execution_id, "execution_id", name)}
        return self._relation.full.iterate(page_size, where, "of_execution")

    @stream
    def between(
        self, since: datetime, until: datetime | None = None, *, page_size: int = 1000
    ) -> Stream[AuditEntry]:
        """Iterate over the changes from `since` (included) to `until` (excluded; default: now).

        In order of time.
        """
        where: dict[str, object] = {"occurred_at__gte": since}
        if until is not None:
            where["occurred_at__lt"] = until
        return _by_time.iterate(page_size, where, "between")

    @operation
    def position(self) -> Op[str]:
        """Return the cursor of this moment.

        Read it before the rows of a table: `watch(after=…)` then returns every change that the
        rows do not show yet.
        """
        return read_position("audit_log.position")
