"""`store.generated_code`: the code that agents wrote, file by file."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from kaggle_store._requests.operation import Flow, M, Op, Rows, operation
from kaggle_store._requests.rpc import RowsFunction
from kaggle_store.models.enums import ValidationStatus
from kaggle_store.models.functions import ApproveCodeArgs, ValidateCodeArgs
from kaggle_store.models.generated_code import GeneratedCode, GeneratedCodeListed
from kaggle_store.resources._tables.generated_code import GeneratedCodeTable

FILES_PER_READ = 100
"""Whole files come with their text, so pages are small."""


_validate = RowsFunction("validate_code", ValidateCodeArgs, GeneratedCodeListed)
_approve = RowsFunction("approve_code", ApproveCodeArgs, GeneratedCodeListed)


class GeneratedCodeFiles(GeneratedCodeTable[M]):
    """The code that agents wrote, file by file. Lists leave `code_content` out."""

    @operation
    def pipeline(self, execution_id: UUID) -> Flow[Rows[GeneratedCode]]:
        """Read an execution's files, with their code, in the order in which they run.

        Files without an `execution_order` come last, in the order in which they were written.
        """
        files: Rows[GeneratedCode] = []
        while page := (yield from self._files_from(len(files), execution_id)):
            files += page
        return files

    @operation
    def validate(
        self,
        id: UUID,
        *,
        content_sha256: str,
        validation_status: ValidationStatus,
        validation_errors: Sequence[str] | None = None,
    ) -> Op[GeneratedCodeListed]:
        """Store what checking exactly this content has found.

        `content_sha256` is that of the row that was checked; raises `ContentChanged` if the code
        is another by now. An edit makes it `pending` again.
        """
        asked = {"id": id, "content_sha256": content_sha256, "validation_errors": validation_errors}
        name = "generated_code.validate"
        return _validate.row(name, asked | {"validation_status": validation_status})

    @operation
    def approve(
        self,
        id: UUID,
        *,
        content_sha256: str,
        approved_by: str | None = None,
    ) -> Op[GeneratedCodeListed]:
        """Approve exactly this content, as the signed-in person or else in the name given.

        Raises `ContentChanged` if the code is another by now. An edit takes the approval back.
        """
        asked = {"id": id, "content_sha256": content_sha256, "approved_by": approved_by}
        return _approve.row("generated_code.approve", asked)

    def _files_from(self, offset: int, execution_id: UUID) -> Flow[Rows[GeneratedCode]]:
        order = ("execution_order", "created_at")
        where = {"execution_id": execution_id}
        read = self._relation.full.page(order, FILES_PER_READ, offset, where, "pipeline")
        page: Rows[GeneratedCode] = yield from read
        return page
