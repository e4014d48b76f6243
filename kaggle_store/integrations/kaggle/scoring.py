"""Wait for the score of a submission, without another process."""

from __future__ import annotations

import math
from uuid import UUID

from pydantic import TypeAdapter

from kaggle_store._requests.operation import Flow, M, Pause, operation
from kaggle_store._requests.validation import checked
from kaggle_store.errors import KaggleUnavailable, ScoringTimedOut
from kaggle_store.integrations.kaggle.attempts import attempt_ids, is_lost
from kaggle_store.integrations.kaggle.reconciling import Reconciling, is_listed
from kaggle_store.models.submissions import Submission
from kaggle_store.resources.competitions import Competitions
from kaggle_store.resources.submissions import OUTCOMES, Submissions
from kaggle_store.settings import Wait

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 60.0
"""Seconds between two polls, as in Kaggle's own client."""

TWELVE_HOURS = 43_200.0

_TIMEOUT: TypeAdapter[float | None] = TypeAdapter(Wait | None)


class Scoring(Reconciling[M]):
    """Scores of submissions."""

    @operation
    def wait_until_scored(
        self, id: UUID, *, timeout: float | None = TWELVE_HOURS
    ) -> Flow[Submission]:
        """Poll Kaggle until a submission is `scored`, `failed` or `disqualified`, and return it.

        The store's row is updated with what Kaggle returns. Polls after 5 seconds, then at pauses
        that grow to 60 seconds; failed polls are repeated. If the submission never arrived and
        `submit` has sent it again under another id, waits for that one. Raises `ScoringTimedOut`
        after `timeout` seconds (default: 12 hours; None: no limit), also while Kaggle has
        completed it without publishing a score.
        """
        name = "kaggle.wait_until_scored"
        left = checked(_TIMEOUT, timeout, subject="timeout", operation=name)
        until = self._api.monotonic() + (math.inf if left is None else left)
        pause = FIRST_PAUSE
        while True:
            row = yield from self._poll(id)
            if row.submission_status in OUTCOMES:
                return row
            remaining = until - self._api.monotonic()
            if remaining <= 0:
                raise ScoringTimedOut(
                    f"submission {row.id} is still {row.submission_status} after {timeout:g} s",
                    operation=name,
                )
            yield from Pause(min(pause, remaining))
            pause = min(pause * 1.5, LONGEST_PAUSE)

    def _poll(self, id: UUID) -> Flow[Submission]:
        row = yield from self._latest(id)
        if row.submission_status in (*OUTCOMES, "pending"):
            return row
        try:
            yield from self._look_up(row)
        except KaggleUnavailable:
            return row  # the next poll may work
        return (yield from self._latest(id))

    def _latest(self, id: UUID) -> Flow[Submission]:
        """Return the submission, or if it never arrived the one that was sent in its place."""
        row = yield from Submissions.get.of(self._submissions, id)
        if not is_lost(row):
            return row
        ids = attempt_ids(id)
        rows = yield from Submissions.list.of(self._submissions, id=ids)
        known = {each.id: each for each in rows}
        return next((known[each] for each in reversed(ids) if each in known), row)

    def _look_up(self, row: Submission) -> Flow[bool]:
        """Store what Kaggle has about a submission that was sent; return whether it shows it."""
        asked_at = self._now()
        if row.kaggle_submission_id:
            shown = yield from self._shown(row.kaggle_submission_id)
            if shown:
                yield from self._store(row.competition_id, [shown], [], asked_at)
                return True
        competition = yield from Competitions.get.of(self._competitions, row.competition_id)
        _, listed = yield from self._reconcile(competition)
        return is_listed(row, listed)
