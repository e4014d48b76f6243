"""Bring the store's submissions in line with Kaggle's list of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from typing_extensions import Unpack

from kaggle_store._requests.operation import Flow, M, Op, Rows, operation
from kaggle_store.errors import KaggleNotFound
from kaggle_store.integrations.kaggle.base import KaggleEntity
from kaggle_store.integrations.kaggle.listing import Listed, all_listed, marker, marker_in
from kaggle_store.models.competitions import Competition
from kaggle_store.models.enums import SubmissionStatus
from kaggle_store.models.functions import ReconcileSubmissionsRow
from kaggle_store.models.submissions import Submission, SubmissionUpdate, SubmissionWhere
from kaggle_store.resources.submissions import Submissions

NOT_LISTED = "sent, but not among the submissions that Kaggle lists"

_PAGE = 1000


class Reconciling(KaggleEntity[M]):
    """Reconciliation with Kaggle's list."""

    @operation
    def reconcile(self, competition: Competition | UUID | str) -> Flow[ReconcileSubmissionsRow]:
        """Update a competition's submissions from Kaggle's complete list, and return the counts.

        `competition` is a row, id or slug. Scores, errors and lost responses are found, also of
        submissions that other processes have sent. One whose outcome is unknown and that Kaggle
        does not list `settle` seconds after it was sent becomes failed and releases its slot.
        Submissions of people are `unrecognised`. A repeat is harmless.
        """
        row = yield from self._competition(competition)
        counts, _ = yield from self._reconcile(row)
        return counts

    def _reconcile(
        self, competition: Competition
    ) -> Flow[tuple[ReconcileSubmissionsRow, list[Listed]]]:
        """Reconcile, and return the counts and the list."""
        asked_at = self._now()
        listed = yield from all_listed(self._api, competition.kaggle_id, asked_at)
        ours = yield from self._open(competition.id)
        counts = yield from self._store(competition.id, listed, ours, asked_at)
        waiting = [row for row in ours if _may_be_lost(row, listed)]
        lost = (yield from self._fail_lost(competition, waiting)) if waiting else 0
        return counts.model_copy(update={"failed": (counts.failed or 0) + lost}), listed

    def _store(
        self,
        competition_id: UUID,
        listed: Iterable[Listed],
        ours: Iterable[Submission],
        listed_at: datetime,
        *,
        complete: bool = False,
    ) -> Flow[ReconcileSubmissionsRow]:
        marked = {marker(row.id): row for row in ours if row.kaggle_submission_id is None}
        entries = [each.for_store(marked.get(marker_in(each.description) or "")) for each in listed]
        return (
            yield from Submissions.reconcile.of(
                self._submissions, competition_id, entries, complete, listed_at=listed_at
            )
        )

    def _open(self, competition_id: UUID) -> Flow[Rows[Submission]]:
        """Return the submissions that Kaggle's list may change without naming their id."""
        rows: Rows[Submission] = []
        while True:
            page = yield from Submissions.list.of(
                self._submissions,
                competition_id=competition_id,
                submission_status=("pending", "unknown", "submitted", "failed"),
                limit=_PAGE,
                offset=len(rows),
            )
            rows += page
            if len(page) < _PAGE:
                return rows

    def _fail_lost(self, competition: Competition, waiting: Iterable[Submission]) -> Flow[int]:
        """Mark those as failed that were sent, and are not listed although they had the time."""
        before = (yield from self._store_time()) - timedelta(seconds=self._settle)
        if not any(row.updated_at <= before for row in waiting):
            return 0
        # Kaggle is asked after the clock: a list from before it may be too early.
        listed = yield from all_listed(self._api, competition.kaggle_id, self._now())
        ours = yield from self._open(competition.id)
        lost = [row for row in ours if row.updated_at <= before and _may_be_lost(row, listed)]
        failed = yield from self._fail_marked([row for row in lost if is_marked(row)], listed)
        if not all(map(is_marked, lost)):
            by_hand = yield from self._store(competition.id, listed, ours, before, complete=True)
            failed += by_hand.failed or 0
        return failed

    def _fail_marked(self, lost: Sequence[Submission], listed: Sequence[Listed]) -> Flow[int]:
        if not lost or not (yield from self._keeps_markers(listed)):
            return 0
        failed = 0
        for row in lost:
            failed += yield from self._fail_if_missing(row)
        return failed

    def _keeps_markers(self, listed: Sequence[Listed]) -> Flow[bool]:
        """Return False if Kaggle lists a submission of ours without the marker it was sent with.

        Then a missing marker proves nothing.
        """
        refs = [each.ref for each in listed if marker_in(each.description) is None]
        for start in range(0, len(refs), 100):
            known = yield from Submissions.list.of(
                self._submissions, kaggle_submission_id=refs[start : start + 100]
            )
            if any(is_marked(row) for row in known):
                return False
        return True

    def _fail_if_missing(self, row: Submission) -> Flow[int]:
        if row.kaggle_submission_id and (yield from self._shown(row.kaggle_submission_id)):
            return 0
        where = SubmissionWhere(
            id=row.id,
            submission_status=cast(SubmissionStatus, row.submission_status),
            updated_at=row.updated_at,
        )
        # Without Kaggle's id, so that its marker is recognised if it is listed after all.
        reason = f"{NOT_LISTED}; {row.error_message or ''}".rstrip("; ")
        changed = yield from self._change(
            where, submission_status="failed", kaggle_submission_id=None, error_message=reason
        )
        return int(changed)

    def _change(self, where: SubmissionWhere, **changes: Unpack[SubmissionUpdate]) -> Flow[bool]:
        """Change a submission if it still is as `where` says, and return whether it was.

        It may be sent again after a lost response: then it is not as it was.
        """
        op = cast(
            Op[Rows[Submission]],
            Submissions.update_where.of(self._submissions, where, **changes),
        )
        return bool((yield from replace(op, repeat="safe")))

    def _shown(self, ref: str) -> Flow[Listed | None]:
        """Return one submission as Kaggle shows it, or None if it does not (yet)."""
        try:
            found = yield from self._api.read("GetSubmission", ref=int(ref))
        except KaggleNotFound:
            return None
        return Listed.read(found, self._now())


def is_listed(row: Submission, listed: Iterable[Listed]) -> bool:
    """Return whether a submission is in a list, by its id at Kaggle or by its marker."""
    return any(
        each.ref == row.kaggle_submission_id or marker_in(each.description) == marker(row.id)
        for each in listed
    )


def is_marked(row: Submission) -> bool:
    """Return whether a submission was sent by this integration, with a marker."""
    return marker_in(row.description) == marker(row.id)


def _may_be_lost(row: Submission, listed: Iterable[Listed]) -> bool:
    """Return whether a submission was sent and is not certainly in the list."""
    if is_marked(row):
        return row.submission_status in ("unknown", "submitted") and not is_listed(row, listed)
    return row.submission_status == "unknown"
