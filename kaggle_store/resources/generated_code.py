"""`store.generated_code`: the code files that agents wrote."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from kaggle_store._requests.arguments import checked_id
from kaggle_store._requests.operation import Flow, M, Op, Rows, operation
from kaggle_store._requests.rpc import RowsFunction
from kaggle_store.models.enums import ValidationStatus
from kaggle_store.models.functions import (
    ApproveCodeArgs,
    CodeNode,
    CodeTreeArgs,
    OpenCodeLeavesArgs,
    PathToBestCodeArgs,
    ValidateCodeArgs,
)
from kaggle_store.models.generated_code import GeneratedCode, GeneratedCodeListed
from kaggle_store.resources._tables.generated_code import GeneratedCodeTable

FILES_PER_READ = 100
"""Files per page; small, as each row includes the file's content."""

_validate = RowsFunction("validate_code", ValidateCodeArgs, GeneratedCodeListed)
_approve = RowsFunction("approve_code", ApproveCodeArgs, GeneratedCodeListed)
_tree = RowsFunction("code_tree", CodeTreeArgs, CodeNode, is_array=True)
_path = RowsFunction("path_to_best_code", PathToBestCodeArgs, CodeNode, is_array=True)
_leaves = RowsFunction("open_code_leaves", OpenCodeLeavesArgs, CodeNode, is_array=True)


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
        changed since, and `NotFound`. An edit resets the status to `pending`.
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

        Raises `NotFound`, and `ContentChanged` if the code has changed since. An edit revokes the
        approval.
        """
        asked = {"id": id, "content_sha256": content_sha256, "approved_by": approved_by}
        return _approve.row("generated_code.approve", asked)

    @operation
    def tree(self, execution_id: UUID) -> Op[Rows[CodeNode]]:
        """Return all files of an execution as a tree, parents before children, the oldest first.

        Each has its depth, children, jobs, outcome and best `score`: the best validation score of
        its jobs, or where no file of the execution has one, the best public score of the
        submissions that they made. Raises `NotFound`.
        """
        return _tree.rows("generated_code.tree", {"execution_id": execution_id})

    @operation
    def path_to_best(self, execution_id: UUID) -> Op[Rows[CodeNode]]:
        """Return the file with the best score and its ancestors, the root first.

        Of equals the oldest is the best. Empty while nothing is scored, or the competition's
        direction is unknown. Raises `NotFound`.
        """
        return _path.rows("generated_code.path_to_best", {"execution_id": execution_id})

    @operation
    def open_leaves(self, execution_id: UUID, *, max_failures: int = 0) -> Op[Rows[CodeNode]]:
        """Return the files that a search may expand next, the best score first.

        These are leaves that have not failed and have no queued or running job; those without a
        score come after those with one. Leaves that have failed, to be debugged, follow if at most
        `max_failures` files in a row have failed there, default 0: none. Raises `NotFound`.
        """
        asked = {"execution_id": execution_id, "max_failures": max_failures}
        return _leaves.rows("generated_code.open_leaves", asked)
