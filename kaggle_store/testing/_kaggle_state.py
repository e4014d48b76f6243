"""What the stand-in of Kaggle knows: accounts, competitions, submissions and a clock."""

from __future__ import annotations

import itertools
import math
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

Scorer = Callable[[bytes], float | str]
"""Returns the score of a file, or raises ValueError with Kaggle's error message."""


class KaggleRefused(Exception):  # noqa: N818 -- the name says what it is
    """A call that the stand-in answers with an HTTP error."""

    def __init__(self, status: int, message: str | None) -> None:
        super().__init__(message)
        self.status, self.message = status, message
        """A message of None: the answer has no body."""


@dataclass(frozen=True, slots=True)
class FakeAccount:
    """A person or program with an account; those of one team share limits and submissions."""

    name: str
    team: str
    token: str
    """The API token (KAGGLE_API_TOKEN)."""
    key: str
    """The key of the older credentials (KAGGLE_KEY; KAGGLE_USERNAME is `name`)."""


@dataclass(slots=True)
class FakeEpisode:
    """A game of a simulation competition."""

    id: int
    created: datetime
    rewards: dict[int, float | None]
    """The reward of each submission that played."""
    state: str = "COMPLETED"


@dataclass(slots=True)
class FakeSubmission:
    """A submission that Kaggle has accepted."""

    ref: int
    competition: str
    account: FakeAccount
    file_name: str
    description: str
    content: bytes
    date: datetime
    total_bytes: int | None
    public_score: str | None = None
    """Its score, also while it is not yet shown."""
    private_score: str | None = None
    error: str | None = None
    polls: int = 0
    """How often a client has asked for it."""
    is_scored: bool = False
    """Whether the scorer has ended."""
    wire: dict[str, Any] = field(default_factory=dict)
    """Fields of the answer that are replaced."""


@dataclass(frozen=True, slots=True)
class FakeTeam:
    """A team on a leaderboard, with its best public and private score."""

    id: int
    name: str
    public: str
    private: str
    date: datetime


@dataclass(slots=True)
class FakeCompetition:
    """A competition, and how the stand-in behaves for it."""

    slug: str
    fields: dict[str, Any]
    """Its fields in Kaggle's answers."""
    daily_limit: int | None = 5
    total_limit: int | None = None
    scorer: Scorer = lambda _: 0.5
    private_scorer: Scorer | None = None
    higher_is_better: bool = True
    decimals: int = 5
    score_after: timedelta = timedelta(0)
    """How long scoring takes, by the stand-in's clock."""
    score_after_polls: int = 0
    """How many polls see the submission pending."""
    missing_polls: int = 0
    """How many times GetSubmission answers 404 after submitting."""
    unlisted_polls: int = 0
    """How many polls pass before ListSubmissions has the submission."""
    blank_error_polls: int = 0
    """How many polls see the status ERROR without a description."""
    over_limit: Literal["refuse", "ignore"] = "refuse"
    """Past the limit: an error, or "Successfully submitted" without a submission."""
    is_entered_by_all: bool = True
    teams_entered: set[str] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)
    private_board_is_out: bool = False
    other_teams: list[FakeTeam] = field(default_factory=list)
    """Teams without submissions here."""

    def order(self, score: str) -> float:
        """Return a number that is smaller for a better score; the largest for one that is none."""
        try:
            number = float(score)
        except ValueError:
            return math.inf
        return -number if self.higher_is_better else number

    def is_entered_by(self, team: str) -> bool:
        """Return whether a team has accepted the rules."""
        return self.is_entered_by_all or team in self.teams_entered


class KaggleState:
    """All that one stand-in knows; the lock guards every access."""

    def __init__(self, clock: Callable[[], datetime] | None, first_ref: int) -> None:
        self.lock = threading.RLock()
        self._clock = clock or (lambda: datetime.now(UTC))
        self.offset = timedelta(0)
        self.accounts: dict[str, FakeAccount] = {}
        self._first_ref = first_ref
        self.clear()

    def clear(self) -> None:
        """Forget everything but the accounts and the clock."""
        with self.lock:
            self.competitions: dict[str, FakeCompetition] = {}
            self.submissions: dict[int, FakeSubmission] = {}
            self.uploads: dict[str, FakeUpload] = {}
            self.kernels: dict[tuple[str, str], bytes] = {}
            self.episodes: list[FakeEpisode] = []
            self.refs = itertools.count(self._first_ref)
            self.team_ids = itertools.count(5001)

    def now(self) -> datetime:
        """Return the stand-in's time."""
        return self._clock().astimezone(UTC) + self.offset

    def competition(self, slug: str | None) -> FakeCompetition:
        """Return a competition; 404 for a wrong slug."""
        try:
            return self.competitions[slug or ""]
        except KeyError:
            raise KaggleRefused(404, "Not found") from None

    def of_team(self, slug: str, team: str) -> Iterator[FakeSubmission]:
        """Yield a team's submissions, newest first."""
        for each in sorted(self.submissions.values(), key=lambda each: -each.ref):
            if each.competition == slug and each.account.team == team:
                yield each

    def limits(self, competition: FakeCompetition, team: str) -> Mapping[str, Any]:
        """Return a team's limits as Kaggle has them; files that could not be scored do not count.

        All zeros for a team that has not entered.
        """
        if not competition.is_entered_by(team):
            return {}
        counted = [each for each in self.of_team(competition.slug, team) if each.error is None]
        today = sum(each.date.date() == self.now().date() for each in counted)
        left = [10**6 if competition.daily_limit is None else competition.daily_limit - today]
        if competition.total_limit is not None:
            left.append(competition.total_limit - len(counted))
        return {
            "numToday": today,
            "numTotal": len(counted),
            "numAllowedNow": max(0, min(left)),
            "limitedByTotal": len(left) > 1 and left[1] < left[0],
        }

    def add_submission(
        self, competition: FakeCompetition, account: FakeAccount, **content: Any
    ) -> FakeSubmission | None:
        """Add a submission and score it; None past the limit, if that is ignored."""
        with self.lock:
            if not competition.is_entered_by(account.team):
                raise KaggleRefused(400, None)
            if not self.limits(competition, account.team)["numAllowedNow"]:
                if competition.over_limit == "ignore":
                    return None
                raise KaggleRefused(400, "Submission not allowed: the limit is reached.")
            ref = next(self.refs)
            made = FakeSubmission(ref, competition.slug, account, date=self.now(), **content)
            self.submissions[ref] = made
        _score(competition, made)
        return made


@dataclass(slots=True)
class FakeUpload:
    """A file that is being uploaded."""

    competition: str
    file_name: str
    size: int
    content: bytes | None = None


def _score(competition: FakeCompetition, made: FakeSubmission) -> None:
    """Run the scorers; without the lock, as they belong to the test and may take their time."""
    try:
        made.public_score = text_of(competition.scorer(made.content), competition.decimals)
        private = competition.private_scorer or competition.scorer
        made.private_score = text_of(private(made.content), competition.decimals)
    except ValueError as error:
        made.error = str(error)
    made.is_scored = True


def text_of(score: float | str, decimals: int = 5) -> str:
    """Return a score as Kaggle writes it; a text stays what it is."""
    return score if isinstance(score, str) else f"{score:.{decimals}f}"
