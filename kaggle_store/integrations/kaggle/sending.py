"""Send one reserved submission to Kaggle, and find out what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID, uuid4

from kaggle_store._requests.operation import Blocking, Flow, M, Pause
from kaggle_store.errors import (
    InvalidInput,
    KaggleError,
    KaggleRefused,
    KaggleStoreError,
    KaggleUnavailable,
    SubmissionOutcomeUnknown,
)
from kaggle_store.integrations.kaggle.attempts import is_lost
from kaggle_store.integrations.kaggle.listing import LONGEST_ERROR, Listed, all_listed
from kaggle_store.integrations.kaggle.reconciling import is_listed
from kaggle_store.integrations.kaggle.scoring import FIRST_PAUSE, LONGEST_PAUSE, Scoring
from kaggle_store.models.competitions import Competition
from kaggle_store.models.submissions import Submission, SubmissionWhere
from kaggle_store.resources.competitions import Competitions
from kaggle_store.resources.submissions import OUTCOMES, Submissions

T = TypeVar("T")

SHORT_WAIT = 30.0
"""Seconds for looking up a submission that Kaggle returned as failed."""

NOT_SUBMITTED = "could not submit"
"""How the message of a failed submission begins that Kaggle returns as a success."""


@dataclass(frozen=True)
class Request:
    """What is submitted."""

    competition: Competition
    id: UUID
    reservation: dict[str, Any]
    message: str
    method: str
    fields: Callable[[], Flow[dict[str, Any]]]
    """Uploads what is needed, and returns the fields of the method."""

    @property
    def slug(self) -> str:
        """The competition's name at Kaggle."""
        return self.competition.kaggle_id


class Sending(Scoring[M]):
    """The steps of `submit` after the slot was reserved."""

    def _releasing(self, row: Submission, flow: Flow[T]) -> Flow[T]:
        """Run a step before the submission is sent; if it fails, release the slot."""
        try:
            return (yield from flow)
        except (KaggleError, InvalidInput) as error:
            yield from self._fail(row, error)
            raise

    def _send(self, request: Request, row: Submission) -> Flow[Submission]:
        """Send a pending submission, unless another process does."""
        fields = yield from self._releasing(row, request.fields())
        yield from self._api.wait_for_rate()
        if not (yield from self._claim(row)):
            return (yield from Submissions.get.of(self._submissions, row.id))
        fields |= {"competition_name": request.slug, "submission_description": row.description}
        return (yield from self._create(request, row, fields))

    def _claim(self, row: Submission) -> Flow[bool]:
        """Mark a pending submission as unknown; return False if another process was first."""
        note = f"the request to Kaggle was sent, and no response is stored ({uuid4()})"
        where = SubmissionWhere(id=row.id, submission_status="pending")
        if (yield from self._change(where, submission_status="unknown", error_message=note)):
            return True
        # Perhaps the response to the first copy of this update was lost.
        found = yield from Submissions.get.of(self._submissions, row.id)
        return found.submission_status == "unknown" and found.error_message == note

    def _create(
        self, request: Request, row: Submission, fields: dict[str, Any]
    ) -> Flow[Submission]:
        """Send CreateSubmission, and store what came of it."""
        try:
            answer = yield from self._create_once(request, fields)
        except KaggleError as error:
            yield from self._fail(row, error)
            raise
        if isinstance(answer, KaggleUnavailable):
            return (yield from self._note(row, str(answer)))
        if answer.message.lower().startswith(NOT_SUBMITTED):
            return (yield from self._not_submitted(request, row, answer.message))
        if not answer.ref:
            return (yield from self._note(row, f"Kaggle returned no id, but {answer.message!r}"))
        return (yield from self._accepted(row, str(answer.ref)))

    def _create_once(
        self, request: Request, fields: dict[str, Any]
    ) -> Flow[Any | KaggleUnavailable]:
        """Return Kaggle's response, or the error after which the outcome is unknown.

        Only a request that was certainly not carried out is repeated.
        """
        until = self._api.monotonic() + max(self._settle / 2, 1.0)

        def send() -> Any:
            if self._api.monotonic() > until:
                # Other processes may soon conclude that it has not arrived.
                raise KaggleError("nothing was sent in time", operation=f"kaggle.{request.method}")
            return self._api.call(request.method, **fields)

        def attempt() -> Flow[Any]:
            try:
                return (yield from Blocking(send))
            except KaggleUnavailable as error:
                if not error.may_have_arrived:
                    raise
                return error

        return (yield from self._api.repeated(attempt))

    def _accepted(self, row: Submission, ref: str) -> Flow[Submission]:
        """Store Kaggle's id, then verify that Kaggle shows the submission."""
        now = self._now()
        # As an entry of Kaggle's list: a fact, which is stored in every state and without a lease.
        entry = Listed(ref, "", row.description or "", now, None, None, None, None)
        yield from self._store(row.competition_id, [entry], [row], now)
        row = yield from Submissions.get.of(self._submissions, row.id)
        try:
            return (yield from self._resolve(row))
        except KaggleError:
            return row  # its id is stored; wait_until_scored and reconcile look again

    def _not_submitted(self, request: Request, row: Submission, message: str) -> Flow[Submission]:
        row = yield from self._note(row, message)
        row = yield from self._resolve(row, within=SHORT_WAIT)
        if is_lost(row):
            raise KaggleRefused(
                f"Kaggle returned {message!r} and does not list the submission: check the file's "
                f"format, and whether {request.slug} takes files",
                operation=f"kaggle.{request.method}",
            )
        return row

    def _note(self, row: Submission, reason: str) -> Flow[Submission]:
        """Store why the outcome is unknown."""
        where = SubmissionWhere(id=row.id, submission_status="unknown")
        yield from self._change(where, error_message=reason[:LONGEST_ERROR])
        return (yield from Submissions.get.of(self._submissions, row.id))

    def _fail(self, row: Submission, error: KaggleStoreError) -> Flow[None]:
        """Mark a submission that did not arrive as failed, and release its slot."""
        where = SubmissionWhere(id=row.id, submission_status=("pending", "unknown"))
        reason = str(error)[:LONGEST_ERROR]
        try:
            yield from self._change(where, submission_status="failed", error_message=reason)
        except KaggleStoreError as unstored:
            error.add_note(f"The submission's state could not be stored: {unstored}")

    def _resolve(self, row: Submission, within: float | None = None) -> Flow[Submission]:
        """Look for a sent submission until Kaggle shows it, or it has certainly not arrived."""
        seconds = self._settle if within is None else min(within, self._settle)
        watched, pause = 0.0, FIRST_PAUSE
        while True:
            is_shown = yield from self._find_out(row)
            row = yield from Submissions.get.of(self._submissions, row.id)
            if is_shown or row.submission_status in OUTCOMES:
                return row
            age = (yield from self._store_time()) - row.updated_at
            left = seconds - max(age.total_seconds(), watched)
            if left <= 0:
                return (yield from self._give_up(row))
            yield from Pause(min(pause, left))
            watched += min(pause, left)
            pause = min(pause * 1.5, LONGEST_PAUSE)

    def _find_out(self, row: Submission) -> Flow[bool]:
        try:
            return (yield from self._look_up(row))
        except KaggleError as error:
            raise _unknown(row, str(error)) from error

    def _give_up(self, row: Submission) -> Flow[Submission]:
        """Mark a submission as failed that Kaggle does not show, if that proves anything."""
        competition = yield from Competitions.get.of(self._competitions, row.competition_id)
        listed = yield from all_listed(self._api, competition.kaggle_id, self._now())
        if not is_listed(row, listed) and (yield from self._keeps_markers(listed)):
            yield from self._fail_if_missing(row)
        row = yield from Submissions.get.of(self._submissions, row.id)
        if not is_lost(row) and not is_listed(row, listed):
            raise _unknown(row, "Kaggle lists submissions without their markers")
        return row


def _unknown(row: Submission, reason: str) -> SubmissionOutcomeUnknown:
    error = SubmissionOutcomeUnknown(
        f"submission {row.id} was sent, and it is unknown whether Kaggle has it ({reason}); call "
        "submit again with the same arguments later: it looks there first",
        operation="kaggle.submit",
    )
    error.submission_id = row.id
    return error
