"""`store.archive`: old executions with all their rows, and how to restore them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from kaggle_store._requests.arguments import checked_count
from kaggle_store._requests.operation import M, Op, Stream, operation, stream
from kaggle_store._requests.rpc import RowsFunction
from kaggle_store.models.agent_executions import AgentExecution
from kaggle_store.models.archived_executions import ArchivedExecution
from kaggle_store.models.functions import (
    ArchiveExecutionsArgs,
    ArchiveExecutionsRow,
    ConfirmArchiveExportArgs,
    ImportArchivedExecutionArgs,
    ReadArchivedRowsArgs,
    ReadArchivedRowsRow,
    RestoreExecutionArgs,
)
from kaggle_store.resources._tables.archived_executions import ArchivedExecutionsTable

_archive = RowsFunction("archive_executions", ArchiveExecutionsArgs, ArchiveExecutionsRow)
_restore = RowsFunction("restore_execution", RestoreExecutionArgs, AgentExecution)
_rows = RowsFunction("read_archived_rows", ReadArchivedRowsArgs, ReadArchivedRowsRow)
_confirm = RowsFunction("confirm_archive_export", ConfirmArchiveExportArgs, ArchivedExecution)
_import = RowsFunction("import_archived_execution", ImportArchivedExecutionArgs, ArchivedExecution)


class Archive(ArchivedExecutionsTable[M]):
    """Archived executions with all their rows."""

    @operation
    def archive_executions(self, limit: int | None = None) -> Op[ArchiveExecutionsRow]:
        """Archive one batch of executions that ended over a year ago, and return the counts.

        A batch has at most `limit` executions (default: the setting `retention.batch_size`);
        repeat while `more_left` is true. Each copy is compared with its source before the source
        is deleted, in one transaction. `refused` has the executions that could not be archived,
        with the reason. Raises `BadPolicy` if a setting is invalid.
        """
        name = "archive.archive_executions"
        most = None if limit is None else checked_count(limit, "limit", name)
        return _archive.row(name, {"limit": most})

    @operation
    def restore(self, id: UUID) -> Op[AgentExecution]:
        """Restore an execution with all its rows, and return it unchanged.

        It is removed from the archive, and not archived again for 30 days (the setting
        `retention.restored_days`). Raises `NotFound`, `ArchivedRowsChanged` or `RestoreNotExact`;
        nothing is changed then.
        """
        return _restore.row("archive.restore", {"id": id})

    @stream
    def lines(self, id: UUID, *, page_size: int = 100) -> Stream[ReadArchivedRowsRow]:
        """Iterate over the rows of an archived execution, each as one line of an export file.

        The execution's checksum is computed over exactly these lines. Secrets stay encrypted.
        """
        name, after = "archive.lines", 0
        most = checked_count(page_size, "page_size", name)
        while page := (yield _rows.page(name, {"id": id, "after": after, "limit": most})):
            after = page[-1].place

    @operation
    def confirm_export(self, id: UUID, checksum: str) -> Op[ArchivedExecution]:
        """Record that an execution was exported to a file with this checksum.

        Compute `checksum` from the file, read back after writing. Raises `ArchiveFileDiffers` when
        it differs from the archive's, and `NotFound`.
        """
        return _confirm.row("archive.confirm_export", {"id": id, "checksum": checksum})

    @operation
    def bring_in(self, id: UUID, *, checksum: str, lines: Sequence[str]) -> Op[ArchivedExecution]:
        """Import an execution into the archive from the lines of its file, ready for `restore`.

        Raises `ArchiveNotImportable` when the lines do not match the checksum, when they cannot be
        restored, which is tried, or when the execution is live; nothing is imported then.
        """
        asked = {"id": id, "checksum": checksum, "lines": lines}
        return _import.row("archive.bring_in", asked)
