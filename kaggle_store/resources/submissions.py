"""`store.submissions`: prediction files sent to Kaggle and the scores that came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from os import PathLike
from typing import Any, Literal, NotRequired, Unpack
from uuid import UUID

from pydantic import with_config
from typing_extensions import TypedDict

from kaggle_store._requests.arguments import given_rows
from kaggle_store._requests.operation import Flow, M, Op, Rows, operation
from kaggle_store._requests.query import Query
from kaggle_store._requests.rpc import RowsFunction
from kaggle_store.errors import InvalidInput, MoveRefused
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
from kaggle_store.resources._files import path_of, sha256_of
from kaggle_store.resources._lineage import Lineage, read_lineage
from kaggle_store.resources._tables.submissions import SubmissionsTable


@with_config(INPUT)
class ListedSubmission(TypedDict):
    """A submission as Kaggle lists it."""

    kaggle_submission_id: Text
    """Kaggle's id of it."""
    file_name: NotRequired[Text | None]
    """The name of its file, without folders."""
    description: NotRequired[Text | None]
    """The message sent along."""
    submitted_at: NotRequired[Timestamp | None]
    """When Kaggle took it."""
    status: NotRequired[Literal["pending", "submitted", "scored", "failed"] | None]
    """`failed` if Kaggle could not score it; otherwise its score tells."""
    public_score: NotRequired[Score | None]
    """The public score, where there is one."""
    private_score: NotRequired[Score | None]
    """The private score, where it is known."""
    error_message: NotRequired[Text | None]
    """What Kaggle says went wrong."""


@with_config(INPUT)
class _ReconcileArgs(ReconcileSubmissionsArgs):
    p_listed: list[ListedSubmission]  # type: ignore[misc] # what the function makes of the JSON


_quota = Query(SubmissionQuota, SubmissionQuotaWhere, "submissions")
_ranking = Query(SubmissionRanking, SubmissionRankingWhere, "submissions")
_reconcile = RowsFunction("reconcile_submissions", _ReconcileArgs, ReconcileSubmissionsRow)


class Submissions(SubmissionsTable[M]):
    """Prediction files sent to Kaggle and the scores that came back."""

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
        """Take one of the competition's slots of this UTC day, before the file is uploaded.

        Raises `SubmissionLimitReached` when none is left, however many ask at once, and
        `DuplicateFile` for a file that was sent before, unless `allow_duplicate`. Give `file` to
        have it read and recognised; its path is the default of `submission_file_path`.
        """
        asked = {
            "id": id,
            "execution_id": execution_id,
            "training_job_id": training_job_id,
            "submission_file_path": path_of(file, submission_file_path),
            "description": description,
            "file_sha256": file_sha256 or sha256_of(file),
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
        """Say that Kaggle has taken the file, at `submitted_at` or just now.

        After midnight UTC it counts for the new day. One that Kaggle has scored already stays as
        it is.
        """
        found = {"kaggle_submission_id": kaggle_submission_id, "submitted_at": submitted_at}
        try:
            return (yield from self._marked("mark_submitted", id, "submitted", found))
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
        """Store Kaggle's score; again when the private score or the ranks are known."""
        found = {"public_score": public_score, "private_score": private_score}
        found |= {"public_rank": public_rank, "private_rank": private_rank}
        found |= {"total_participants": total_participants}
        return self._marked("mark_scored", id, "scored", found)

    @operation
    def mark_failed(self, id: UUID, error_message: str) -> Op[Submission]:
        """Say that Kaggle did not take the file, or could not score it: its slot is free again."""
        return self._marked("mark_failed", id, "failed", {"error_message": error_message})

    @operation
    def mark_unknown(
        self,
        id: UUID,
        error_message: str | None = None,
    ) -> Op[Submission]:
        """Say that nobody saw whether the upload arrived: it keeps its slot until `reconcile`."""
        return self._marked("mark_unknown", id, "unknown", {"error_message": error_message})

    @operation
    def disqualify(
        self,
        id: UUID,
        error_message: str | None = None,
    ) -> Op[Submission]:
        """Say that Kaggle has struck it out: it does not rank any more, and keeps its score."""
        return self._marked("disqualify", id, "disqualified", {"error_message": error_message})

    @operation
    def reconcile(
        self,
        competition_id: UUID,
        listed: Iterable[ListedSubmission],
        is_complete: bool = False,
        *,
        listed_at: datetime | None = None,
    ) -> Op[ReconcileSubmissionsRow]:
        """Bring a competition's submissions up to what Kaggle lists, and learn what came of it.

        A submission is known by Kaggle's id, else by file name and description, the oldest first.
        With `is_complete`, unknown ones that are not listed have failed and give their slot back,
        unless they are younger than `listed_at`, when Kaggle was asked.
        """
        asked = {
            "competition_id": competition_id,
            "listed": given_rows(listed, "listed", "submissions.reconcile"),
            "is_complete": is_complete,
            "listed_at": listed_at,
        }
        return _reconcile.row("submissions.reconcile", asked)

    @operation
    def quota(self, competition_id: UUID) -> Op[SubmissionQuota]:
        """Read how many submissions a competition takes today, and when the next day begins."""
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
    ) -> Op[Rows[SubmissionRanking]]:
        """Read submissions, the best first by each competition's direction.

        With scores, ranks, improvements and the shake-up from public to private; without those
        that were disqualified. Ask by `competition_id` or `execution_id`.
        """
        orders: Rows[str] = [order] if isinstance(order, str) else [*order]
        return _ranking.page([*orders, "id"], limit, offset, where, "ranking")

    @operation
    def best(
        self, *, competition_id: UUID | None = None, execution_id: UUID | None = None
    ) -> Flow[SubmissionRanking | None]:
        """Read the best scored submission of a competition or an execution, the first of equals.

        None while there is no score, or while nobody knows which way is better.
        """
        where = _given({"competition_id": competition_id, "execution_id": execution_id})
        if not where:
            raise InvalidInput(
                "competition_id or execution_id is needed", operation="submissions.best"
            )
        where["rank_in_store__not"] = None
        order = ("rank_in_store", "scored_at", "id")
        rows = yield from _ranking.page(order, 1, 0, where, "best")
        return rows[0] if rows else None

    @operation
    def lineage(self, id: UUID) -> Op[Lineage]:
        """Read where a submission came from, in one request: job, code, execution and research.

        Code and findings come without their texts. Raises `NotFound`.
        """
        return read_lineage(id)

    def _marked(
        self,
        verb: str,
        id: UUID,
        status: str,
        found: Mapping[str, Any],
    ) -> Op[Submission]:
        changes = {"submission_status": status, **_given(found)}
        # A status does not go back, so that a repeat finds what it has written, or is refused; a
        # first copy that is still on its way would undo a score that was corrected meanwhile.
        return replace(self._relation.update({"id": id}, changes, verb), repeat="prompt")


def _given(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in asked.items() if value is not None}
