"""Rank the teams of a leaderboard, and find the submission that is a team's entry."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from kaggle_store.integrations.kaggle.records import moment
from kaggle_store.models._base import Row


class LeaderboardEntry(Row, frozen=True):
    """A team on a leaderboard."""

    rank: int | None
    """Its place from 1, equal scores share one; None without a score or a known direction."""
    team_id: int | None
    """The team's id at Kaggle."""
    team_name: str | None
    """The team's name; several teams may share one."""
    score: float | None
    """Its score; None where Kaggle shows none, or no number."""
    score_text: str
    """The score as Kaggle writes it, rounded; empty where there is none."""
    submitted_at: datetime | None
    """When Kaggle received the submission."""


@dataclass(frozen=True, slots=True)
class OwnScore:
    """The scores of one of the account's submissions, as Kaggle writes them."""

    ref: str
    team_name: str | None
    submitted_at: datetime
    public: str
    private: str


def entry_of(record: Mapping[str, Any]) -> LeaderboardEntry:
    """Return the entry for a record of a leaderboard, without its place."""
    text = str(record.get("score") or "")
    team = record.get("teamId")
    return LeaderboardEntry(
        rank=None,
        team_id=team if isinstance(team, int) else None,
        team_name=record.get("teamName"),
        score=_number(text),
        score_text=text,
        submitted_at=_time(record.get("submissionDate")),
    )


def own_scores(records: Iterable[Mapping[str, Any]]) -> list[OwnScore]:
    """Return the scored submissions of a list, oldest first."""
    found = [
        OwnScore(
            str(each.get("ref")),
            each.get("teamName"),
            _time(each.get("date")) or datetime.max.replace(tzinfo=UTC),
            str(each.get("publicScore") or ""),
            str(each.get("privateScore") or ""),
        )
        for each in records
        if str(each.get("status")).upper().endswith("COMPLETE")
    ]
    return sorted(found, key=lambda each: each.submitted_at)


def ranked(entries: Iterable[LeaderboardEntry], direction: str | None) -> list[LeaderboardEntry]:
    """Return entries with their places, best first, in Kaggle's order where scores are equal."""
    if direction is None:
        return list(entries)
    rows = sorted(entries, key=lambda entry: _order(entry.score, direction))
    placed: list[LeaderboardEntry] = []
    for index, row in enumerate(rows):
        if row.score is None:
            placed.append(row)
            continue
        before = placed[-1] if placed else None
        is_equal = before is not None and before.score == row.score
        rank = before.rank if before is not None and is_equal else index + 1
        placed.append(row.model_copy(update={"rank": rank}))
    return placed


def match(
    entries: Sequence[LeaderboardEntry],
    own: Sequence[OwnScore],
    direction: str | None,
    *,
    private: bool,
) -> tuple[LeaderboardEntry, str] | None:
    """Return the team's entry and the reference of the submission that it shows.

    None where that is not certain: no entry or several have the team's name, the entry has no
    place, or no submission has its score. Of several with its score it is the best one (an entry
    may be rounded more), and of those the first.
    """
    names = {each.team_name for each in own} - {None}
    teams = [entry for entry in entries if entry.team_name in names]
    if len(teams) != 1 or teams[0].rank is None or direction is None:
        return None
    scores = [(each.private if private else each.public, each.ref) for each in own]
    same = [(text, ref) for text, ref in scores if _is_same(teams[0].score_text, text)]
    best = min(same, key=lambda each: _order(_number(each[0]), direction), default=None)
    return (teams[0], best[1]) if best else None


def _order(score: float | None, direction: str) -> float:
    """Return a number that is smaller for a better score."""
    if score is None:
        return math.inf
    return -score if direction == "maximize" else score


def _number(text: str) -> float | None:
    with suppress(ValueError):
        number = float(text)
        return number if math.isfinite(number) else None
    return None


def _time(text: object) -> datetime | None:
    with suppress(TypeError, ValueError):
        return moment(text)
    return None


def _is_same(shown: str, text: str) -> bool:
    """Return whether two texts are one score, of which either may be rounded."""
    try:
        left, right = Decimal(shown), Decimal(text)
    except InvalidOperation:
        return False
    if not (left.is_finite() and right.is_finite()):
        return False
    step = Decimal(1).scaleb(max(int(each.as_tuple().exponent) for each in (left, right)))
    return abs(left - right) <= step / 2
