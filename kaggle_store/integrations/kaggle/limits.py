"""How many submissions Kaggle allows now, for one team and competition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from kaggle_store._requests.operation import Flow, M, operation
from kaggle_store.errors import KaggleLimitReached
from kaggle_store.integrations.kaggle.base import KaggleEntity
from kaggle_store.models.competitions import Competition


@dataclass(frozen=True, slots=True)
class SubmissionLimits:
    """Kaggle's own count of a team's submissions, by programs and people."""

    used_today: int
    """Submissions since the beginning of the UTC day."""
    used_total: int
    """Submissions in the whole competition."""
    allowed_now: int | None
    """How many more are allowed now; None if Kaggle does not tell, as before the first one."""
    is_limited_by_total: bool
    """Whether the total is the limit, so that the next day allows no more."""
    resets_at: datetime
    """When the next UTC day begins."""

    def check(self, slug: str) -> None:
        """Raise `KaggleLimitReached` if no submission is allowed now."""
        if self.allowed_now != 0:
            return
        when = (
            "its total for the competition is used up"
            if self.is_limited_by_total
            else f"wait until {self.resets_at:%Y-%m-%d %H:%M} UTC"
        )
        raise KaggleLimitReached(
            f"{slug} allows no submission now ({self.used_today} today, {self.used_total} in all, "
            f"those of people and team mates included): {when}",
            operation="kaggle.submit",
            resets_at=None if self.is_limited_by_total else self.resets_at,
        )


class Limits(KaggleEntity[M]):
    """Kaggle's limits."""

    @operation
    def limits(self, competition: Competition | UUID | str) -> Flow[SubmissionLimits]:
        """Return how many submissions Kaggle allows now; `competition` is a row, id or slug.

        People and team mates submit too, so this is asked before each submission.
        """
        row = yield from self._competition(competition)
        return (yield from self._limits(row.kaggle_id))

    def _limits(self, slug: str) -> Flow[SubmissionLimits]:
        found = yield from self._api.read("GetSubmissionLimits", competition_name=slug)
        return _read(found, self._now())


def _read(found: Any, now: datetime) -> SubmissionLimits:
    # All zeros without a team, which Kaggle makes at the first submission.
    is_known = bool(found.num_today or found.num_total or found.num_allowed_now)
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return SubmissionLimits(
        used_today=found.num_today,
        used_total=found.num_total,
        allowed_now=found.num_allowed_now if is_known or found.limited_by_total else None,
        is_limited_by_total=found.limited_by_total,
        resets_at=midnight + timedelta(days=1),
    )
