"""Submit a file or a notebook's output to a competition, once.

Each row of `submissions` is sent to Kaggle at most once:

1. Kaggle's limits are read, and the slot is reserved: the row is `pending`.
2. The file is uploaded. A failure here fails the row and releases its slot; a crash leaves it
   pending, and the next call with the same arguments continues.
3. The row becomes `unknown`, by a conditional update that one process wins.
4. CreateSubmission is sent. A response that proves that nothing was created fails the row; a lost
   response or a crash leaves it `unknown`.
5. The row becomes `submitted` with Kaggle's id, and Kaggle is asked for that submission.

An unknown one is looked up in Kaggle's list by the marker in its description. Only if the list
lacks it `settle` seconds after it was sent, it has not arrived, and another row is sent in its
place.
"""

from __future__ import annotations

import hashlib
from functools import partial
from os import PathLike
from typing import Any
from uuid import UUID

from kaggle_store._requests.operation import Blocking, Flow, M, Rows, operation
from kaggle_store._requests.validation import uuid7
from kaggle_store.errors import InvalidInput, KaggleUnavailable
from kaggle_store.integrations.kaggle.attempts import attempt_ids, derived_id, is_lost
from kaggle_store.integrations.kaggle.limits import Limits
from kaggle_store.integrations.kaggle.listing import described
from kaggle_store.integrations.kaggle.sending import Request, Sending
from kaggle_store.integrations.kaggle.upload import SubmissionFile
from kaggle_store.models.agent_executions import AgentExecution
from kaggle_store.models.competitions import Competition
from kaggle_store.models.submissions import Submission
from kaggle_store.resources.agent_executions import AgentExecutions
from kaggle_store.resources.competitions import Competitions
from kaggle_store.resources.submissions import Submissions

SENDS_PER_CALL = 3
"""How often one call of `submit` sends, if each time nothing arrives."""


class Submitting(Sending[M], Limits[M]):
    """Submissions to Kaggle."""

    @operation
    def submit(
        self,
        *,
        execution_id: UUID,
        file: str | PathLike[str],
        message: str = "",
        training_job_id: UUID | None = None,
        id: UUID | None = None,
        allow_duplicate: bool = False,
    ) -> Flow[Submission]:
        """Submit a file to the execution's competition, and return the submission.

        Call it again with the same arguments after any error or crash: it continues where it
        stopped and never submits twice. Without an `id`, execution, file content and message
        identify the submission; with `allow_duplicate`, give an `id` to make it repeatable. If
        Kaggle never received the first attempt, the returned row has an id of its own.

        Raises `KaggleLimitReached`, `SubmissionLimitReached` or `DuplicateFile` before anything
        is uploaded, `KaggleRefused` or `KaggleUnavailable` if Kaggle did not take it (its slot is
        released), and `SubmissionOutcomeUnknown` while that cannot be found out.
        """
        found = yield from Blocking(partial(SubmissionFile.read, file))
        execution, competition = yield from self._of_execution(execution_id)
        reservation = {
            "execution_id": execution.id,
            "submission_file_path": str(found.path),
            "file_sha256": found.sha256,
            "training_job_id": training_job_id,
            "allow_duplicate": allow_duplicate,
        }
        id = id or _default_id(reservation, message)
        upload = partial(found.upload, self._api, competition.kaggle_id)
        request = Request(competition, id, reservation, message, "CreateSubmission", upload)
        return (yield from self._submit(request))

    @operation
    def submit_code(
        self,
        *,
        execution_id: UUID,
        kernel_owner: str,
        kernel_slug: str,
        kernel_version: int,
        file_name: str = "submission.csv",
        message: str = "",
        training_job_id: UUID | None = None,
        id: UUID | None = None,
        allow_duplicate: bool = False,
    ) -> Flow[Submission]:
        """Submit the output file of a notebook's version, in a code competition.

        Owner, slug, version and file name take the place of the file's content; otherwise like
        `submit`. `allow_duplicate` and `id` too.
        """
        execution, competition = yield from self._of_execution(execution_id)
        path = f"{kernel_owner}/{kernel_slug}/{kernel_version}/{file_name}"
        fields = {
            "kernel_owner": kernel_owner,
            "kernel_slug": kernel_slug,
            "kernel_version": kernel_version,
            "file_name": file_name,
        }
        reservation = {
            "execution_id": execution.id,
            "submission_file_path": path,
            "file_sha256": hashlib.sha256(f"kaggle kernel {path}".encode()).hexdigest(),
            "training_job_id": training_job_id,
            "allow_duplicate": allow_duplicate,
        }
        id = id or _default_id(reservation, message)
        given = partial(_given, fields)
        request = Request(competition, id, reservation, message, "CreateCodeSubmission", given)
        return (yield from self._submit(request))

    def _of_execution(self, execution_id: UUID) -> Flow[tuple[AgentExecution, Competition]]:
        execution = yield from AgentExecutions.get.of(self._executions, execution_id)
        competition = yield from Competitions.get.of(self._competitions, execution.competition_id)
        return execution, competition

    def _submit(self, request: Request) -> Flow[Submission]:
        """Continue the latest attempt; begin another one while none has arrived."""
        sent = 0
        while True:
            row = yield from self._current(request)
            if row.submission_status == "pending":
                sent += 1
                row = yield from self._send(request, row)
            if row.submission_status == "unknown":
                row = yield from self._resolve(row)
            if not is_lost(row):
                return row
            if sent >= SENDS_PER_CALL:
                raise KaggleUnavailable(
                    f"sent {sent} times, and nothing arrived at {request.slug}: "
                    f"{row.error_message}; try later",
                    operation="kaggle.submit",
                    may_have_arrived=False,
                )

    def _current(self, request: Request) -> Flow[Submission]:
        """Return the attempt to continue, or reserve a slot for the next one."""
        known = yield from self._attempts(request)
        current = next((row for row in known if not is_lost(row)), None)
        if current is None:
            yield from self._check_limits(request)
            return (yield from self._reserve(request, _next_id(request, known)))
        if current.submission_status == "pending":
            yield from self._releasing(current, self._check_limits(request))
        return current

    def _attempts(self, request: Request) -> Flow[Rows[Submission]]:
        """Return the rows of this submission; all but one at most are lost."""
        rows = yield from Submissions.list.of(self._submissions, id=attempt_ids(request.id))
        for row in rows:
            _check_same(request, row)
        return rows

    def _check_limits(self, request: Request) -> Flow[None]:
        limits = yield from self._limits(request.slug)
        limits.check(request.slug)

    def _reserve(self, request: Request, id: UUID) -> Flow[Submission]:
        description = described(id, request.message)
        return (
            yield from Submissions.reserve.of(
                self._submissions, **request.reservation, id=id, description=description
            )
        )


def _given(fields: dict[str, Any]) -> Flow[dict[str, Any]]:
    yield from ()
    return dict(fields)


def _default_id(reservation: dict[str, Any], message: str) -> UUID:
    """Return the id for the same execution, content and message, or a new one for a duplicate."""
    if reservation["allow_duplicate"]:
        return uuid7()
    return derived_id(reservation["execution_id"], reservation["file_sha256"], message)


def _next_id(request: Request, known: Rows[Submission]) -> UUID:
    used = {row.id for row in known}
    free = next((id for id in attempt_ids(request.id) if id not in used), None)
    if free is None:
        raise InvalidInput(
            f"id: none of {len(used)} attempts under {request.id} has arrived; use another id",
            operation="kaggle.submit",
        )
    return free


def _check_same(request: Request, row: Submission) -> None:
    """Raise `InvalidInput` if an id belongs to another submission than the requested one."""
    for name in ("execution_id", "file_sha256"):
        if getattr(row, name) != request.reservation[name]:
            raise InvalidInput(
                f"id: submission {row.id} has another {name}; use another id for another file",
                operation="kaggle.submit",
            )
