"""Read leaderboards, rank their teams, and store the places of the store's own submissions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from kaggle_store._requests.operation import Flow, M, Rows, operation
from kaggle_store.integrations.kaggle.base import KaggleEntity
from kaggle_store.integrations.kaggle.paging import all_records
from kaggle_store.integrations.kaggle.ranking import (
    LeaderboardEntry,
    OwnScore,
    entry_of,
    match,
    own_scores,
    ranked,
)
from kaggle_store.models._base import Row
from kaggle_store.models.competitions import Competition
from kaggle_store.models.submissions import Submission
from kaggle_store.resources.submissions import Submissions

PAGE_SIZE = 200
"""Teams asked for at once; Kaggle may send fewer."""


class StoredRanks(Row, frozen=True):
    """What `store_ranks` has stored."""

    public: UUID | None
    """The submission that is the team's entry on the public leaderboard, if certain."""
    private: UUID | None
    """The one on the private leaderboard."""


class Leaderboards(KaggleEntity[M]):
    """Leaderboards, and the places of the store's submissions on them."""

    @operation
    def leaderboard(
        self, competition: Competition | UUID | str, *, public: bool = False
    ) -> Flow[Rows[LeaderboardEntry]]:
        """Return all teams of the leaderboard, best first: the private one once it is out.

        With `public` always the public one. Places follow the competition's `metric_direction`;
        while that is unknown they are None, and the order is Kaggle's.
        """
        row = yield from self._competition(competition)
        return (yield from self._read_board(row, public=public))

    @operation
    def store_ranks(self, competition: Competition | UUID | str) -> Flow[StoredRanks]:
        """Store the places of the team's submissions on the leaderboards, and the number of teams.

        A team has one entry, with the score of one submission: only that submission gets its place,
        and only where one entry has the team's name and a submission of the team has its score.
        """
        row = yield from self._competition(competition)
        own = yield from self._own_scores(row.kaggle_id)
        public = yield from self._store_rank(row, own, private=False)
        # Private scores appear together with the private leaderboard.
        is_out = any(each.private for each in own)
        private = (yield from self._store_rank(row, own, private=True)) if is_out else None
        return StoredRanks(public=public, private=private)

    def _read_board(
        self, competition: Competition, *, public: bool
    ) -> Flow[Rows[LeaderboardEntry]]:
        records = yield from all_records(
            self._api,
            "GetLeaderboard",
            "submissions",
            competition_name=competition.kaggle_id,
            override_public=public or None,
            page_size=PAGE_SIZE,
        )
        # A team that moves while the pages are read may be on two of them; the last one counts.
        teams = {each.get("teamId", index): each for index, each in enumerate(records)}
        return ranked(map(entry_of, teams.values()), competition.metric_direction)

    def _own_scores(self, slug: str) -> Flow[Rows[OwnScore]]:
        records = yield from all_records(
            self._api, "ListSubmissions", "submissions", competition_name=slug, page_size=PAGE_SIZE
        )
        return own_scores(records)

    def _store_rank(
        self, competition: Competition, own: Sequence[OwnScore], *, private: bool
    ) -> Flow[UUID | None]:
        entries = yield from self._read_board(competition, public=not private)
        matched = match(entries, own, competition.metric_direction, private=private)
        if matched is None:
            return None
        entry, ref = matched
        stored = yield from Submissions.list.of(
            self._submissions,
            kaggle_submission_id=ref,
            competition_id=competition.id,
            submission_status="scored",
        )
        for row in stored:
            known = {"private_rank" if private else "public_rank": entry.rank}
            yield from self._mark_rank(row, known | {"total_participants": len(entries)})
        return stored[0].id if stored else None

    def _mark_rank(self, row: Submission, known: Mapping[str, int | None]) -> Flow[None]:
        is_new = any(getattr(row, name) != value for name, value in known.items())
        if is_new and row.public_score is not None:
            yield from Submissions.mark_scored.of(
                self._submissions, row.id, public_score=row.public_score, **known
            )
