"""One round of what an agent wants from Kaggle: new competitions, scores and places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Unpack
from uuid import UUID

from kaggle_store._requests.operation import Flow, M, Rows, operation
from kaggle_store.errors import KaggleCredentialsMissing, KaggleError, KaggleSignInFailed
from kaggle_store.integrations.kaggle.discovery import TABS, Discovering, Discovery, Tab
from kaggle_store.integrations.kaggle.leaderboard import Leaderboards, StoredRanks
from kaggle_store.integrations.kaggle.reconciling import Reconciling
from kaggle_store.models._base import Row
from kaggle_store.models.competitions import Competition
from kaggle_store.models.enums import SubmissionStatus
from kaggle_store.models.functions import ReconcileSubmissionsRow
from kaggle_store.models.submissions import SubmissionWhere
from kaggle_store.resources.competitions import Competitions
from kaggle_store.resources.submissions import Submissions

WITHOUT_OUTCOME: tuple[SubmissionStatus, ...] = ("pending", "submitted", "unknown")

RECENTLY_SCORED = timedelta(days=1)
"""How long the place of a new best submission is looked for, if it was not found at once."""

PRIVATE_SCORES = timedelta(days=30)
"""How long after the deadline private scores are looked for."""

_PAGE = 1000
_LOOKED_UP = 100
"""Ids in one request: they are part of its URL."""

Scores = dict[UUID, tuple[float | None, float | None]]


class CompetitionSync(Row, frozen=True):
    """What a round has found out about one competition."""

    kaggle_id: str
    """The competition's slug."""
    reconciled: ReconcileSubmissionsRow | None = None
    """What reconciling has changed; None after an error."""
    ranks: StoredRanks | None = None
    """The submissions whose places were stored; None where no score has changed."""
    error: str | None = None
    """Why Kaggle could not be read; the next round tries again."""


class Sync(Row, frozen=True):
    """What one round has done."""

    discovery: Discovery | None
    """What `discover` has found; None if it was left out, or after an error."""
    discovery_error: str | None
    """Why competitions could not be read."""
    competitions: list[CompetitionSync]
    """The competitions with submissions that wait for something from Kaggle."""

    @property
    def errors(self) -> list[str]:
        """All errors of Kaggle."""
        found = [f"discover: {self.discovery_error}"] if self.discovery_error else []
        return found + [
            f"{each.kaggle_id}: {each.error}" for each in self.competitions if each.error
        ]


class Syncing(Reconciling[M], Discovering[M], Leaderboards[M]):
    """Rounds of synchronisation."""

    @operation
    def sync(self, *, discover: bool = True, tabs: Sequence[Tab] = TABS) -> Flow[Sync]:
        """Discover competitions, reconcile submissions that wait for Kaggle, and store places.

        Competitions are visited that have submissions without an outcome, or without the private
        score in the 30 days after the deadline, or whose best submission was scored in the last
        day and has no place. An error of Kaggle ends one part only and is returned; but missing
        or invalid credentials are raised. Several processes may do this at once.
        """
        found, error = None, None
        if discover:
            try:
                found = yield from Discovering.discover.of(self, tabs=tabs)
            except (KaggleCredentialsMissing, KaggleSignInFailed):
                raise
            except KaggleError as problem:
                error = str(problem)
        visited: Rows[CompetitionSync] = []
        for competition in (yield from self._waiting()):
            visited += [(yield from self._visit(competition))]
        return Sync(discovery=found, discovery_error=error, competitions=visited)

    def _visit(self, competition: Competition) -> Flow[CompetitionSync]:
        slug = competition.kaggle_id
        try:
            before = yield from self._scores(competition.id)
            counts = yield from Reconciling.reconcile.of(self, competition)
            ranks = None
            if (yield from self._scores(competition.id)) != before or (
                yield from self._lacks_place(competition.id)
            ):
                ranks = yield from Leaderboards.store_ranks.of(self, competition)
        except (KaggleCredentialsMissing, KaggleSignInFailed):
            raise
        except KaggleError as problem:
            return CompetitionSync(kaggle_id=slug, error=str(problem))
        return CompetitionSync(kaggle_id=slug, reconciled=counts, ranks=ranks)

    def _waiting(self) -> Flow[Rows[Competition]]:
        """Return the competitions to visit, in the order of their deadlines."""
        ids = yield from self._competitions_with(submission_status=WITHOUT_OUTCOME)
        ids |= yield from self._competitions_with(
            submission_status="scored",
            public_rank=None,
            scored_at__gte=self._now() - RECENTLY_SCORED,
        )
        ids |= yield from self._without_private_scores()
        rows: Rows[Competition] = []
        for chunk in _chunks(sorted(ids)):
            rows += yield from Competitions.list.of(self._competitions, id=chunk)
        return sorted(rows, key=lambda row: (row.deadline, row.id))

    def _without_private_scores(self) -> Flow[set[UUID]]:
        now = self._now()
        ended = yield from Competitions.list.of(
            self._competitions, deadline__gte=now - PRIVATE_SCORES, deadline__lt=now, limit=_PAGE
        )
        found: set[UUID] = set()
        for chunk in _chunks([row.id for row in ended]):
            found |= yield from self._competitions_with(
                competition_id=chunk, submission_status="scored", private_score=None
            )
        return found

    def _competitions_with(self, **where: Unpack[SubmissionWhere]) -> Flow[set[UUID]]:
        """Return the competitions with submissions that match."""
        found: set[UUID] = set()
        offset = 0
        while True:
            page = yield from Submissions.list.of(
                self._submissions, limit=_PAGE, offset=offset, **where
            )
            found |= {row.competition_id for row in page}
            if len(page) < _PAGE:
                return found
            offset += _PAGE

    def _scores(self, competition_id: UUID) -> Flow[Scores]:
        """Return the scores of the latest submissions."""
        rows = yield from Submissions.list.of(
            self._submissions,
            competition_id=competition_id,
            submission_status="scored",
            order="-id",
            limit=_PAGE,
        )
        return {row.id: (row.public_score, row.private_score) for row in rows}

    def _lacks_place(self, competition_id: UUID) -> Flow[bool]:
        """Return whether the best submission was scored lately and has no place."""
        best = yield from Submissions.best.of(self._submissions, competition_id=competition_id)
        if best is None or best.public_rank is not None or best.scored_at is None:
            return False
        return best.scored_at >= self._now() - RECENTLY_SCORED


def _chunks(ids: Sequence[UUID]) -> list[Sequence[UUID]]:
    return [ids[start : start + _LOOKED_UP] for start in range(0, len(ids), _LOOKED_UP)]
