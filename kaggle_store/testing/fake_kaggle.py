"""A stand-in of Kaggle's API for tests: an HTTP server that Kaggle's own client talks to.

It speaks the wire format of kagglesdk 0.1.38 (competitions, submissions, limits, leaderboards and
episodes), and fails as a test wants: `FakeKaggle.fail`.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, Self

from kaggle_store.testing._kaggle_faults import Fault, FaultQueue
from kaggle_store.testing._kaggle_methods import METHODS, moment
from kaggle_store.testing._kaggle_server import Call, Server
from kaggle_store.testing._kaggle_state import (
    FakeAccount,
    FakeCompetition,
    FakeEpisode,
    FakeSubmission,
    FakeTeam,
    KaggleState,
    Scorer,
    text_of,
)

__all__ = ["Call", "FakeAccount", "FakeCompetition", "FakeKaggle", "FakeSubmission", "Fault"]

PAGE_SIZE = 20
FAR_DEADLINE = datetime(2099, 12, 31, 23, 59, tzinfo=UTC)


class FakeKaggle:
    """A stand-in of Kaggle's API, on a free port of this machine, with accounts of its own.

    Use it as a context manager, or with `start` and `stop`. Other processes reach it through
    `environment`. `page_size` is the largest page. `clock` returns its time (default: the
    machine's, moved by `shift`); days are UTC days of it. `first_ref` is the first submission's
    number (default: one from the time, so that a stand-in of a later process repeats none in a
    store that outlives it).
    """

    def __init__(
        self,
        *,
        page_size: int = PAGE_SIZE,
        clock: Callable[[], datetime] | None = None,
        first_ref: int | None = None,
    ) -> None:
        self._state = KaggleState(clock, first_ref or time.time_ns() // 1000)
        self._faults = FaultQueue()
        self._server = Server(self._state, self._faults, page_size)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self.account = self.add_account("agent", team="agents")
        """The account whose credentials `token`, `username` and `key` are."""

    # The server -----------------------------------------------------------------------------------

    @property
    def endpoint(self) -> str:
        """The address for `Kaggle(endpoint=…)`."""
        return self._server.endpoint

    @property
    def token(self) -> str:
        """The API token of the first account."""
        return self.account.token

    @property
    def username(self) -> str:
        """The name of the first account, for the older credentials."""
        return self.account.name

    @property
    def key(self) -> str:
        """The key of the first account, for the older credentials."""
        return self.account.key

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables with which other processes use this stand-in."""
        return {"KAGGLE_STORE_KAGGLE_ENDPOINT": self.endpoint, "KAGGLE_API_TOKEN": self.token}

    def start(self) -> Self:
        """Start to answer."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop the server, and end the answers that wait."""
        self._server.stopped.set()
        self._server.released.set()
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def reset(self) -> None:
        """Forget competitions, submissions, faults, calls and the shift of the clock."""
        self._faults.clear()
        self.release()
        with self._state.lock:
            self._state.clear()
            self._state.offset = timedelta(0)
            self._server.calls.clear()

    # What Kaggle has ------------------------------------------------------------------------------

    def add_account(self, name: str, *, team: str | None = None) -> FakeAccount:
        """Add an account; those with the same team (default: its name) share submissions."""
        made = FakeAccount(name, team or name, secrets.token_hex(16), secrets.token_hex(16))
        with self._state.lock:
            self._state.accounts[name] = made
        return made

    def add_competition(
        self,
        slug: str,
        *,
        title: str | None = None,
        category: str = "Featured",
        evaluation_metric: str | None = "Categorization Accuracy",
        higher_is_better: bool = True,
        deadline: datetime | None = FAR_DEADLINE,
        reward: str | None = None,
        daily_limit: int | None = 5,
        total_limit: int | None = None,
        team_count: int = 0,
        entered: bool = True,
        hosted: bool = False,
        scorer: Scorer | None = None,
        private_scorer: Scorer | None = None,
        decimals: int = 5,
        score_after: timedelta = timedelta(0),
        score_after_polls: int = 0,
        missing_polls: int = 0,
        unlisted_polls: int = 0,
        blank_error_polls: int = 0,
        over_limit: Literal["refuse", "ignore"] = "refuse",
        kernels_only: bool = False,
        wire: Mapping[str, Any] | None = None,
    ) -> FakeCompetition:
        """Add a competition, or replace it.

        `scorer` gets the file and returns its score (a text is passed on as it is); a ValueError
        is the error that Kaggle reports. Scores (0.5 without a scorer) have `decimals` digits.
        `score_after` (by the stand-in's clock) and `score_after_polls` delay them;
        `missing_polls` (404 from GetSubmission), `unlisted_polls` (not in ListSubmissions) and
        `blank_error_polls` count polls of one submission. `over_limit` says what happens past the
        limit: an error, or "Successfully submitted" without a submission. `entered`: for all
        accounts. `wire` replaces fields of the answer, such as
        `{"reward": "Swag"}`; None removes one.
        """
        fields = {
            "id": len(self._state.competitions) + 3001,
            "ref": f"https://www.kaggle.com/competitions/{slug}",
            "url": f"https://www.kaggle.com/competitions/{slug}",
            "title": title or slug,
            "category": category,
            "evaluationMetric": evaluation_metric,
            "deadline": deadline and moment(deadline.astimezone(UTC)),
            "reward": reward,
            "teamCount": team_count,
            "maxDailySubmissions": daily_limit or 0,
            "isKernelsSubmissionsOnly": kernels_only,
        } | dict(wire or {})
        made = FakeCompetition(
            slug,
            {name: value for name, value in fields.items() if value not in (None, 0, False)},
            daily_limit=daily_limit,
            total_limit=total_limit,
            scorer=scorer or (lambda _: 0.5),
            private_scorer=private_scorer,
            higher_is_better=higher_is_better,
            decimals=decimals,
            score_after=score_after,
            score_after_polls=score_after_polls,
            missing_polls=missing_polls,
            unlisted_polls=unlisted_polls,
            blank_error_polls=blank_error_polls,
            over_limit=over_limit,
            is_entered_by_all=entered,
            hosts={self.account.name} if hosted else set(),
        )
        with self._state.lock:
            self._state.competitions[slug] = made
        return made

    def join(self, slug: str, account: FakeAccount | None = None) -> None:
        """Let an account's team (default: the first one's) enter a competition."""
        with self._state.lock:
            entered = self._state.competition(slug).teams_entered
            entered.add((account or self.account).team)

    def add_kernel(self, owner: str, slug: str, output: bytes) -> None:
        """Set the output file of a notebook, for code submissions (empty without)."""
        with self._state.lock:
            self._state.kernels[owner, slug] = output

    def add_team(
        self, slug: str, name: str, public: float | str, private: float | str | None = None
    ) -> None:
        """Put another team on the leaderboards; its private score is by default the public one."""
        with self._state.lock:
            competition = self._state.competition(slug)
            shown = text_of(public, competition.decimals)
            hidden = shown if private is None else text_of(private, competition.decimals)
            number = next(self._state.team_ids)
            competition.other_teams.append(FakeTeam(number, name, shown, hidden, self._state.now()))

    def publish_private(self, slug: str) -> None:
        """Let the private board be out: private scores and the private leaderboard are shown."""
        with self._state.lock:
            self._state.competition(slug).private_board_is_out = True

    # Submissions ----------------------------------------------------------------------------------

    @property
    def submissions(self) -> list[FakeSubmission]:
        """Copies of the submissions of all accounts, oldest first."""
        with self._state.lock:
            return [replace(each) for each in self._state.submissions.values()]

    def submit_by_hand(
        self,
        slug: str,
        content: bytes = b"",
        *,
        file_name: str = "submission.csv",
        description: str = "",
        account: FakeAccount | None = None,
    ) -> int | None:
        """Submit as a person does on the web site, and return the reference.

        By the first account unless another is given. None past the limit, where that is ignored.
        """
        made = self._state.add_submission(
            self._state.competition(slug),
            account or self.account,
            file_name=file_name,
            description=description,
            content=content,
            total_bytes=len(content),
        )
        return made.ref if made else None

    def rescore(
        self, ref: int, public: float | str | None, private: float | str | None = None
    ) -> None:
        """Change a submission's scores; None leaves a score as it is."""
        with self._state.lock:
            row = self._state.submissions[ref]
            decimals = self._state.competition(row.competition).decimals
            row.error = None
            row.public_score = row.public_score if public is None else text_of(public, decimals)
            row.private_score = row.private_score if private is None else text_of(private, decimals)

    def override(self, ref: int, **wire: Any) -> None:
        """Replace fields of a submission in answers, such as `status="RERUNNING"`."""
        with self._state.lock:
            self._state.submissions[ref].wire |= wire

    def add_episode(self, rewards: Mapping[int, float | None], *, state: str = "COMPLETED") -> None:
        """Add a game of a simulation competition: the reward of each submission that played."""
        with self._state.lock:
            number = len(self._state.episodes) + 1
            episode = FakeEpisode(number, self._state.now(), dict(rewards), state)
            self._state.episodes.append(episode)

    # Time, faults, calls --------------------------------------------------------------------------

    def now(self) -> datetime:
        """Return the stand-in's time."""
        with self._state.lock:
            return self._state.now()

    def shift(self, by: timedelta) -> None:
        """Move the stand-in's clock."""
        with self._state.lock:
            self._state.offset += by

    def fail(
        self,
        method: str,
        fault: Fault,
        times: int = 1,
        *,
        after: int = 0,
        competition: str | None = None,
    ) -> None:
        """Let the next `times` calls of a method meet a fault, `after` some ordinary ones.

        `method` is one of Kaggle's (`CreateSubmission`), `PUT` for the upload of the file, or `*`
        for each. Faults of one method are met in the order in which they were added.
        """
        if method not in (*METHODS, "PUT", "*"):
            raise ValueError(f"method: {method!r} is none of {', '.join((*METHODS, 'PUT', '*'))}")
        self._faults.add(method, fault, times, after, competition)

    def clear_faults(self) -> None:
        """Forget the faults that no call has met."""
        self._faults.clear()

    def release(self) -> None:
        """Let the answers go that `Fault.on_hold` holds; later ones are held again."""
        self._server.released.set()
        self._server.released = threading.Event()

    @property
    def calls(self) -> list[Call]:
        """The calls so far, in the order of their arrival."""
        return list(self._server.calls)

    def called(self, methods: str | Iterable[str]) -> int:
        """Return how many calls of a method, or of several, have arrived."""
        wanted = {methods} if isinstance(methods, str) else set(methods)
        return sum(each.method in wanted for each in self._server.calls)
