"""Kaggle's list of submissions: all pages, in the form that `submissions.reconcile` takes."""

from __future__ import annotations

import hashlib
import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from kaggle_store._requests.operation import Flow
from kaggle_store.integrations.kaggle.client import KaggleApi
from kaggle_store.models.submissions import Submission
from kaggle_store.resources.submissions import ListedSubmission

PAGE = 100
"""Submissions per page; Kaggle may return fewer."""

BLANK_ERROR = timedelta(minutes=10)
"""How long an error without a description counts as pending: Kaggle fills it in later."""

NO_REASON = "Kaggle could not score the submission and gave no reason"

LONGEST_ERROR = 10_000
"""Characters of an error message that are stored."""

_MARKER = re.compile(r"\bks:[0-9a-f]{12}\b")


def marker(id: UUID) -> str:
    """Return the word that stands in a submission's description at Kaggle, and in no other's."""
    return f"ks:{hashlib.sha256(id.bytes).hexdigest()[:12]}"


def described(id: UUID, message: str) -> str:
    """Return the description of a submission: its marker first, in case Kaggle cuts it off."""
    return f"{marker(id)} {message}".strip()


def marker_in(description: str | None) -> str | None:
    """Return the marker in a description, if there is one."""
    found = _MARKER.search(description or "")
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Listed:
    """A submission as Kaggle shows it."""

    ref: str
    file_name: str
    description: str
    submitted_at: datetime | None
    status: Literal["pending", "scored", "failed"] | None
    """None for one that is complete, without a published score."""
    public_score: float | None
    private_score: float | None
    error_message: str | None

    @classmethod
    def read(cls, found: Any, now: datetime) -> Listed:
        """Read an `ApiSubmission`; `now` decides whether an error still waits for its reason."""
        error = (found.error_description or "").replace("\0", "").strip()[:LONGEST_ERROR]
        scores = _score(found.public_score), _score(found.private_score)
        status = _status(found, error, scores, now)
        return cls(
            str(found.ref),
            found.file_name or "",
            found.description or "",
            found.date,
            status,
            *(scores if status != "pending" else (None, None)),
            (error or NO_REASON) if status == "failed" else None,
        )

    def for_store(self, ours: Submission | None) -> ListedSubmission:
        """Return the entry for `reconcile`, as `ours` if its marker has been recognised."""
        entry: ListedSubmission = {
            "kaggle_submission_id": self.ref,
            "file_name": ours.submission_file_path if ours else self.file_name,
            "description": ours.description if ours else self.description,
            "submitted_at": self.submitted_at,
            "status": self.status,
            "public_score": self.public_score,
            "private_score": self.private_score,
            "error_message": self.error_message,
        }
        if ours and self.submitted_at:
            # It was not accepted before it was prepared, whatever the two clocks say.
            entry["submitted_at"] = max(self.submitted_at, ours.created_at)
        return entry


def _score(text: str | None) -> float | None:
    """Return a score, or None while it is not published ("")."""
    try:
        score = float(text or "nan")
    except ValueError:
        return None
    return score if math.isfinite(score) else None


def _status(
    found: Any, error: str, scores: tuple[float | None, float | None], now: datetime
) -> Literal["pending", "scored", "failed"] | None:
    word = found.status.name
    if word == "ERROR":
        is_young = found.date is None or now - found.date < BLANK_ERROR
        return "pending" if not error and is_young else "failed"
    if word == "COMPLETE":
        return "scored" if scores != (None, None) else None
    return "pending"


def all_listed(api: KaggleApi, slug: str, now: datetime) -> Flow[list[Listed]]:
    """Read all pages of the team's submissions to a competition, newest first."""
    found: dict[int, Listed] = {}
    token, seen = None, set[str]()
    while True:
        page = yield from api.read(
            "ListSubmissions", competition_name=slug, page_token=token, page_size=PAGE
        )
        for each in page.submissions:
            if each.ref:
                found.setdefault(each.ref, Listed.read(each, now))
        token = page.next_page_token
        if not token or token in seen:
            return list(found.values())
        seen.add(token)
