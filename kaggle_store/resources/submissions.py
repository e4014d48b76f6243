"""`store.submissions`: prediction files submitted to Kaggle and their scores."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import Annotated, Any, Literal, NotRequired, Unpack
from uuid import UUID

from pydantic import Field, TypeAdapter, with_config
from typing_extensions import TypedDict

from kaggle_store._requests.arguments import as_rows
from kaggle_store._requests.operation import Flow, M, Op, Rows, operation
from kaggle_store._requests.query import Query, listed_order
from kaggle_store._requests.rpc import RowsFunction
from kaggle_store._requests.validation import checked
from kaggle_store.errors import InvalidInput, MoveRefused, ScoringTimedOut
from kaggle_store.models._base import INPUT, Text, Timestamp
from kaggle_store.models.domains import Score
from kaggle_store.models.functions import ReconcileSubmissionsArgs, ReconcileSubmissionsRow
from kaggle_store.models.submission_quota import SubmissionQuota, SubmissionQuotaWhere
from kaggle_store.models.submission_ranking import (
    SubmissionRanking,
    SubmissionRankingOrder,
    SubmissionRankingWhere,
)
from kaggle_store.models.submissions import Submission
from kaggle_store.resources._lineage import Lineage, read_lineage
from kaggle_store.resources._polling import poll_until
from kaggle_store.resources._tables.submissions import SubmissionsTable
from kaggle_store.resources._watching import Watched


@with_config(INPUT)
class ListedSubmission(TypedDict):
    """A submission as Kaggle lists it."""

    kaggle_submission_id: Text
    """The submission's id at Kaggle."""
    file_name: NotRequired[Text | None]
    """The file name; folders before it are ignored."""
    description: NotRequired[Text | None]
    """The message given with the submission."""
    submitted_at: NotRequired[Timestamp | None]
    """When Kaggle accepted it."""
    status: NotRequired[Literal["pending", "submitted", "scored", "failed"] | None]
    """`failed` if Kaggle could not score it, `pending` while it is being scored; else the status
    follows from the scores.
    """
    public_score: NotRequired[Score | None]
    """The public score, if any."""
    private_score: NotRequired[Score | None]
    """The private score, if known."""
    error_message: NotRequired[Text | None]
    """Kaggle's error message."""


@with_config(INPUT)
class _ReconcileArgs(ReconcileSubmissionsArgs):
    p_listed: list[ListedSubmission]  # type: ignore[misc] # narrower than the JSON column


OUTCOMES = ("scored", "failed", "disqualified")
"""The statuses that end the wait for a score."""

_SCORE: TypeAdapter[float] = TypeAdapter(Score)
_REASON: TypeAdapter[str] = TypeAdapter(Text)
_FILE: TypeAdapter[Path] = TypeAdapter(Path)
_FILE_PATH: TypeAdapter[str | None] = TypeAdapter(Annotated[str | None, Field(min_length=1)])

_quota = Query(SubmissionQuota, SubmissionQuotaWhere, "submissions")
_ranking = Query(SubmissionRanking, SubmissionRankingWhere, "submissions")
_reconcile = RowsFunction("reconcile_submissions", _ReconcileArgs, ReconcileSubmissionsRow)


class Submissions(SubmissionsTable[M], Watched[M]):
    """Prediction files submitted to Kaggle and their scores."""

    @operation
    def reserve(
        self,
        *,
        execution_id: UUID,
        submission_file_path: str | None = None,
        file: str | PathLike[str] | None = None,
        file_sha256: str | None = None,
        allow_duplicate: bool = False,
        training_job_id: UUID | None = None,
        description: str | None = None,
        id: UUID | None = None,
    ) -> Flow[Submission]:
        """Reserve one of the competition's slots of the current UTC day, before uploading the file.

        Raises `SubmissionLimitReached` when no slot is left, also when several clients reserve at
        once, and `DuplicateFile` if the same file was submitted before, unless `allow_duplicate`.
        `file` is read for its hash; its path is the default of `submission_file_path`. With an
        `id` of your own, the call can be repeated.
        """
        asked = {
            "id": id,
            "execution_id": execution_id,
            "training_job_id": training_job_id,
            "submission_file_path": _file_path(file, submission_file_path),
            "description": description,
            "file_sha256": _lower(file_sha256) or _file_sha256(file),
            "allow_duplicate": allow_duplicate,
        }
        return self._relation.create(_given(asked), "reserve")

    @operation
    def mark_submitted(
        self,
        id: UUID,
        kaggle_submission_id: str | None = None,
        submitted_at: datetime | None = None,
    ) -> Flow[Submission]:
        """Mark a submission as accepted by Kaggle, at `submitted_at` (default: now).

        If accepted after midnight UTC, it counts for the new day. A scored one stays unchanged.
        Raises `NotFound`, and `MoveRefused` once it is failed or disqualified.
        """
        changes = {"kaggle_submission_id": kaggle_submission_id, "submitted_at": submitted_at}
        try:
            return (yield from self._mark("mark_submitted", id, "submitted", changes))
        except MoveRefused:
            known = yield from self._relation.full.get({"id": id})
            if known.submission_status == "scored":
                return known
            raise

    @operation
    def mark_scored(
        self,
        id: UUID,
        *,
        public_score: float,
        private_score: float | None = None,
        public_rank: int | None = None,
        private_rank: int | None = None,
        total_participants: int | None = None,
    ) -> Op[Submission]:
        """Store Kaggle's score; call it again once the private score or the ranks are known.

        Raises `NotFound`, and `MoveRefused` once it is failed or disqualified.
        """
        score = checked(
            _SCORE, public_score, subject="public_score", operation="submissions.mark_scored"
        )
        changes = {"public_score": score, "private_score": private_score}
        changes |= {"public_rank": public_rank, "private_rank": private_rank}
        changes |= {"total_participants": total_participants}
        return self._mark("mark_scored", id, "scored", changes)

    @operation
    def mark_failed(self, id: UUID, error_message: str) -> Op[Submission]:
        """Mark a submission as rejected by Kaggle, or not scorable, and release its slot.

        Raises `NotFound`, and `MoveRefused` once it is scored or disqualified.
        """
        reason = checked(
            _REASON, error_message, subject="error_message", operation="submissions.mark_failed"
        )
        return self._mark("mark_failed", id, "failed", {"error_message": reason})

    @operation
    def mark_unknown(
        self,
        id: UUID,
        error_message: str | None = None,
    ) -> Op[Submission]:
        """Mark the upload's outcome as unknown; the slot stays taken until `reconcile`.

        Raises `NotFound`, and `MoveRefused` once it is scored, failed or disqualified.
        """
        return self._mark("mark_unknown", id, "unknown", {"error_message": error_message})

    @operation
    def disqualify(
        self,
        id: UUID,
        error_message: str | None = None,
    ) -> Op[Submission]:
        """Mark a submission as disqualified by Kaggle: it keeps its score but is not ranked.

        Raises `NotFound`, and `MoveRefused` unless it is submitted or scored.
        """
        return self._mark("disqualify", id, "disqualified", {"error_message": error_message})

    @operation
    def reconcile(
        self,
        competition_id: UUID,
        listed: Iterable[ListedSubmission],
        is_complete: bool = False,
        *,
        listed_at: datetime | None = None,
    ) -> Op[ReconcileSubmissionsRow]:
        """Update a competition's submissions from Kaggle's list, and return the counts.

        Submissions are matched by Kaggle's id, else by file name and description: the one that
        arrived at the nearest time, or that was prepared last before it. With `is_complete`,
        unknown ones that are not listed are marked failed and release their slot, unless changed
        after `listed_at`, the time of the listing, or while a listed one matches nothing
        (`unrecognised`). Raises `BadListing` for a list of another form; nothing is stored then.
        """
        asked = {
            "competition_id": competition_id,
            "listed": as_rows(listed, "listed", "submissions.reconcile"),
            "is_complete": is_complete,
            "listed_at": listed_at,
        }
        return _reconcile.row("submissions.reconcile", asked)

    @operation
    def wait_until_scored(
        self, id: UUID, *, timeout: float | None = None, every: float = 1.0
    ) -> Flow[Submission]:
        """Poll until a submission is `scored`, `failed` or `disqualified`, and return it.

        Another process must store what Kaggle lists, with `reconcile` or `mark_scored`. The first
        pause is `every` seconds (default 1), then pauses double up to 30 seconds. Raises
        `ScoringTimedOut` after `timeout` seconds (default: no limit), also if the server was
        unreachable until then.
        """
        return poll_until(
            self._relation.full.get({"id": id}, "wait_until_scored"),
            lambda row: row.submission_status in OUTCOMES,
            lambda row, seconds: _not_scored(id, row, seconds),
            timeout=timeout,
            every=every,
        )

    @operation
    def quota(self, competition_id: UUID) -> Op[SubmissionQuota]:
        """Return a competition's used and remaining slots of the UTC day, and when they reset.

        Raises `NotFound`.
        """
        return _quota.get({"competition_id": competition_id}, "quota")

    @operation
    def ranking(
        self,
        *,
        order: SubmissionRankingOrder | Sequence[SubmissionRankingOrder] = (
            "rank_in_store",
            "scored_at",
        ),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[SubmissionRankingWhere],
    ) -> Flow[Rows[SubmissionRanking]]:
        """Return submissions, best first by each competition's metric direction.

        With scores, ranks, improvements and the shake-up from public to private; disqualified
        ones are left out. Filter by `competition_id` or `execution_id`: without, every submission
        is ranked, which runs into the time limit of a statement with 500,000.
        """
        orders = listed_order(order, "submissions.ranking")
        return _ranking.page([*orders, "id"], limit, offset, where, "ranking")

    @operation
    def best(
        self, *, competition_id: UUID | None = None, execution_id: UUID | None = None
    ) -> Flow[SubmissionRanking | None]:
        """Return the best scored submission of a competition or an execution, the first of equals.

        Returns None while there is no score or the metric direction is unknown.
        """
        where = _given({"competition_id": competition_id, "execution_id": execution_id})
        if not where:
            raise InvalidInput(
                "competition_id or execution_id is required", operation="submissions.best"
            )
        where["rank_in_store__not"] = None
        order = ("rank_in_store", "scored_at", "id")
        rows = yield from _ranking.page(order, 1, 0, where, "best")
        return rows[0] if rows else None

    @operation
    def lineage(self, id: UUID) -> Flow[Lineage]:
        """Return a submission with its job, code, execution and research, read in one request.

        Without `code_content` and `raw_response`. Raises `NotFound`.
        """
        return read_lineage(id)

    def _mark(
        self,
        verb: str,
        id: UUID,
        status: str,
        values: Mapping[str, Any],
    ) -> Op[Submission]:
        changes = {"submission_status": status, **_given(values)}
        # Statuses never go back, so a repeat changes nothing or is refused; but a delayed first
        # copy would overwrite a score that was corrected meanwhile.
        return replace(self._relation.update({"id": id}, changes, verb), repeat="unless_pending")


def _not_scored(id: UUID, found: Submission | None, timeout: float) -> ScoringTimedOut:
    return ScoringTimedOut(
        f"submission {id} is still {found.submission_status} after {timeout:g} s"
        if found
        else f"submission {id} could not be read within {timeout:g} s",
        operation="submissions.wait_until_scored",
    )


def _given(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in asked.items() if value is not None}


def _file_path(file: object, path: str | None) -> str | None:
    """Return the path to store: `path` as given, else that of the file."""
    operation = "submissions.reserve"
    given = checked(_FILE_PATH, path, subject="submission_file_path", operation=operation)
    return str(_checked_file(file)) if given is None and file is not None else given


def _lower(digest: Any) -> Any:
    # Windows tools print upper case. Anything but text is refused by the row's validation.
    return digest.lower() if isinstance(digest, str) else digest


def _file_sha256(file: object) -> str | None:
    if file is None:
        return None
    path = _checked_file(file)
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise InvalidInput(f"file: {path}: {reason}", operation="submissions.reserve") from error


def _checked_file(file: object) -> Path:
    return checked(_FILE, file, subject="file", operation="submissions.reserve")
