"""`store.generated_code`: the code files that agents wrote."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from kaggle_store._requests.arguments import checked_id
from kaggle_store._requests.operation import Flow, M, Op, Rows, operation
from kaggle_store._requests.rpc import RowsFunction
from kaggle_store.models.enums import ValidationStatus
from kaggle_store.models.functions import ApproveCodeArgs, ValidateCodeArgs
from kaggle_store.models.generated_code import GeneratedCode, GeneratedCodeListed
from kaggle_store.resources._tables.generated_code import GeneratedCodeTable

FILES_PER_READ = 100
"""Files per page; small, as each row includes the file's content."""

_validate = RowsFunction("validate_code", ValidateCodeArgs, GeneratedCodeListed)
_approve = RowsFunction("approve_code", ApproveCodeArgs, GeneratedCodeListed)


class GeneratedCodeFiles(GeneratedCodeTable[M]):
    """The code files that agents wrote. Lists leave `code_content` out."""

    @operation
    def pipeline(self, execution_id: UUID) -> Flow[Rows[GeneratedCode]]:
        """Return an execution's files with their content, by `execution_order`.

        Files without an `execution_order` come last, oldest first.
        """
        order = ("execution_order", "created_at")
        name = "generated_code.pipeline"
        where = {"execution_id": checked_id(execution_id, "execution_id", name)}
        return self._relation.full.rest(order, FILES_PER_READ, 0, where, "pipeline")

    @operation
    def validate(
        self,
        id: UUID,
        *,
        content_sha256: str,
        validation_status: ValidationStatus,
        validation_errors: Sequence[str] | None = None,
    ) -> Op[GeneratedCodeListed]:
        """Store the result of validating exactly this content.

        `content_sha256` is that of the validated row; raises `ContentChanged` if the code has
        changed since. An edit resets the status to `pending`.
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
        """Approve exactly this content, as the signed-in user or else as `approved_by`.

        Raises `ContentChanged` if the code has changed since. An edit revokes the approval.
        """
        asked = {"id": id, "content_sha256": content_sha256, "approved_by": approved_by}
        return _approve.row("generated_code.approve", asked)
