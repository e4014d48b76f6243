"""`store.generated_code`: the code that agents wrote, file by file."""

from __future__ import annotations

from uuid import UUID

from kaggle_store._operation import Flow, M, Rows, operation
from kaggle_store.models.generated_code import GeneratedCode
from kaggle_store.tables.generated_code import GeneratedCodeTable

FILES_PER_READ = 100
"""Whole files come with their text, so pages are small."""


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

    def _files_from(self, offset: int, execution_id: UUID) -> Flow[Rows[GeneratedCode]]:
        order = ("execution_order", "created_at")
        where = {"execution_id": execution_id}
        read = self._relation.full.page(order, FILES_PER_READ, offset, where, "pipeline")
        page: Rows[GeneratedCode] = yield from read
        return page
