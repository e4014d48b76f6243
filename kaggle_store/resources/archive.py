"""`store.archive`: executions that ended long ago, as they were, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

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
    """Executions that ended long ago, as they were, and the way back."""

    @operation
    def archive_executions(self, limit: int | None = None) -> Op[ArchiveExecutionsRow]:
        """Move a batch of executions that ended over a year ago here, and say how many.

        One batch a call, of `limit` or the setting `retention.batch_size` at the most: go on while
        `more_left`. Each is compared with its source, then deleted, in one transaction. `refused`
        names those that could not be archived, and why.
        """
        return _archive.row("archive.archive_executions", {"limit": limit})

    @operation
    def restore(self, id: UUID) -> Op[AgentExecution]:
        """Bring an execution back with all that hangs on it, and return it as it was.

        It leaves the archive, and stays for 30 days (`retention.restored_days`) before it is
        archived again. Raises `NotFound`, or `ArchiveDamaged` and `NotAsArchived`, after which
        nothing has happened.
        """
        return _restore.row("archive.restore", {"id": id})

    @stream
    def lines(self, id: UUID, *, page_size: int = 100) -> Stream[ReadArchivedRowsRow]:
        """Iterate over the rows of an archived execution, each as the line of a file.

        The checksum of the execution is made of these lines, as they are. Secrets in them are
        sealed.
        """
        after = 0
        while page := (
            yield _rows.rows("archive.lines", {"id": id, "after": after, "limit": page_size})
        ):
            after = page[-1].place

    @operation
    def confirm_export(self, id: UUID, checksum: str) -> Op[ArchivedExecution]:
        """Say that an execution was written to a file, which gave this checksum when read back.

        Raises `WrongFile` where the archive has another one.
        """
        return _confirm.row("archive.confirm_export", {"id": id, "checksum": checksum})

    @operation
    def bring_in(self, id: UUID, *, checksum: str, lines: Sequence[str]) -> Op[ArchivedExecution]:
        """Take an execution into the archive from the lines of its file; `restore` follows.

        Raises `NotAnArchive` where the lines are not what the checksum says, or the execution is
        live.
        """
        asked = {"id": id, "checksum": checksum, "lines": lines}
        return _import.row("archive.bring_in", asked)
