"""Which of our submissions a listed one without our id is: by file, description and time."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Owner
from tests.database.clients import Client, Row

COMPOSED = unicodedata.normalize("NFC", "modèle.csv")
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)


@pytest.fixture
def competition(agent: Client) -> UUID:
    return agent.competition(daily_submission_limit=None)


@pytest.fixture
def execution(agent: Client, competition: UUID) -> UUID:
    return agent.execution(competition_id=competition)


@pytest.fixture
def noon(agent: Client) -> datetime:
    """Return a time two days ago, to the second."""
    at: datetime = agent.one("select date_trunc('second', kaggle_store.now() - interval '2 days')")
    return at


def reconcile(client: Client, competition: UUID, *items: Row, **more: object) -> Row:
    return client.call(
        "reconcile_submissions",
        p_competition_id=competition,
        p_listed=json.dumps(items, default=str),
        **more,
    )


def listed(id: str, at: datetime | None, **values: object) -> Row:
    item = {"kaggle_submission_id": id, "file_name": "s.csv", "public_score": 0.9}
    return {**item, "submitted_at": at, **values}


def submitted(client: Client, execution: UUID, at: datetime, **values: Any) -> UUID:
    given = {"created_at": at, "submission_status": "submitted", "submitted_at": at}
    return client.submission(execution, **{**given, **values})


def unknown(client: Client, execution: UUID, created: datetime) -> UUID:
    return client.submission(execution, created_at=created, submission_status="unknown")


def ids(client: Client, *rows: UUID) -> list[str | None]:
    return [client.get("submissions", row)["kaggle_submission_id"] for row in rows]


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


# Names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (r"C:\work\out\submission.csv", "submission.csv"),
        (r"out\submission.csv", "submission.csv"),
        (r"\\server\share/out\submission.csv", "submission.csv"),
        ("out/submission.csv", r"D:\elsewhere\submission.csv"),
        ("s3://bucket/run 1/submission.csv", "submission.csv"),
        (f"out/{DECOMPOSED}", COMPOSED),
        (f"C:\\out\\{COMPOSED}", DECOMPOSED),
    ],
)
def test_file_names_match_across_systems(
    agent: Client, competition: UUID, execution: UUID, noon: datetime, path: str, name: str
) -> None:
    id = unknown(agent, execution, noon)
    agent.update("submissions", id, submission_file_path=path)
    found = reconcile(agent, competition, listed("1", noon, file_name=name), p_is_complete=True)
    assert (found["matched"], ids(agent, id)) == (1, ["1"])


@pytest.mark.parametrize(
    ("message", "is_ours"),
    [
        ("v1", True),
        (" v1\r\n", True),
        ("\u00a0v1\u3000", True),
        ("v 1", False),
        ("V1", False),
        (None, False),
        ("", False),
    ],
)
@pytest.mark.parametrize("is_swapped", [False, True])
def test_descriptions_match_trimmed(
    agent: Client,
    competition: UUID,
    execution: UUID,
    noon: datetime,
    message: str | None,
    is_ours: bool,
    is_swapped: bool,
) -> None:
    own, kaggles = (message, "v1") if is_swapped else ("v1", message)
    id = submitted(agent, execution, noon, description=own)
    found = reconcile(agent, competition, listed("1", noon, description=kaggles))
    assert found["matched"] == is_ours
    assert ids(agent, id) == (["1"] if is_ours else [None])


def test_blank_description_equals_none(
    agent: Client, competition: UUID, execution: UUID, noon: datetime
) -> None:
    id = submitted(agent, execution, noon, description=" \n")
    reconcile(agent, competition, listed("1", noon))
    assert ids(agent, id) == ["1"]


def test_unmatched_entry_keeps_unknown_ones(
    agent: Client, competition: UUID, execution: UUID, noon: datetime
) -> None:
    id = unknown(agent, execution, noon)
    theirs = listed("9", noon, file_name="theirs.csv")
    found = reconcile(agent, competition, theirs, p_is_complete=True)
    assert (found["failed"], found["unrecognised"]) == (0, ["9"])
    assert agent.get("submissions", id)["submission_status"] == "unknown"
    assert reconcile(agent, competition, p_is_complete=True)["failed"] == 1


# Times --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["submitted", "unknown"])
def test_nearest_submission_matches(
    agent: Client, competition: UUID, execution: UUID, noon: datetime, status: str
) -> None:
    older = (submitted if status == "submitted" else unknown)(agent, execution, noon)
    younger = submitted(agent, execution, noon + minutes(120))
    reconcile(agent, competition, listed("1", noon + minutes(120)))
    assert ids(agent, older, younger) == [None, "1"]
    reconcile(agent, competition, listed("0", noon + minutes(1)))
    assert ids(agent, older, younger) == ["0", "1"]


@pytest.mark.parametrize("which", [0, 1, 2])
@pytest.mark.parametrize("seconds", [-20, 0, 20])
def test_nearest_of_three_matches(
    agent: Client, competition: UUID, execution: UUID, noon: datetime, which: int, seconds: int
) -> None:
    times = [noon + minutes(n) for n in range(3)]
    rows = [submitted(agent, execution, at) for at in times]
    reconcile(agent, competition, listed("1", times[which] + timedelta(seconds=seconds)))
    assert ids(agent, *rows) == ["1" if n == which else None for n in range(3)]


@pytest.mark.parametrize("status", ["submitted", "scored", "disqualified"])
def test_known_arrival_matches_before_unknown(
    agent: Client, competition: UUID, execution: UUID, noon: datetime, status: str
) -> None:
    waiting = unknown(agent, execution, noon - minutes(1))
    arrived = submitted(agent, execution, noon, submission_status=status)
    later = unknown(agent, execution, noon)
    reconcile(agent, competition, listed("1", noon - timedelta(seconds=40)))
    assert ids(agent, waiting, arrived, later) == [None, "1", None]
    reconcile(agent, competition, listed("2", noon))
    assert ids(agent, waiting, arrived, later) == [None, "1", "2"]


def test_known_arrival_matches_first_without_time(
    agent: Client, competition: UUID, execution: UUID, noon: datetime
) -> None:
    waiting = unknown(agent, execution, noon)
    arrived = submitted(agent, execution, noon + minutes(60))
    reconcile(agent, competition, listed("1", None))
    assert ids(agent, waiting, arrived) == [None, "1"]
    reconcile(agent, competition, listed("2", None))
    assert ids(agent, waiting, arrived) == ["2", "1"]


def test_unknown_matches_where_known_is_far(
    agent: Client, competition: UUID, execution: UUID, noon: datetime
) -> None:
    arrived = submitted(agent, execution, noon)
    waiting = unknown(agent, execution, noon + minutes(60))
    reconcile(agent, competition, listed("1", noon + minutes(61)))
    assert ids(agent, arrived, waiting) == [None, "1"]


@pytest.mark.parametrize("seconds", [-30, 0, 30])
def test_age_breaks_ties(
    agent: Client, competition: UUID, execution: UUID, noon: datetime, seconds: int
) -> None:
    rows = [submitted(agent, execution, noon, created_at=noon - minutes(age)) for age in (1, 3, 2)]
    reconcile(agent, competition, listed("1", noon + timedelta(seconds=seconds)))
    assert ids(agent, *rows) == [None, "1", None]


def test_listed_with_equal_times_match_in_order(
    agent: Client, competition: UUID, execution: UUID, noon: datetime
) -> None:
    rows = [unknown(agent, execution, noon + minutes(n)) for n in range(3)]
    reconcile(agent, competition, *(listed(str(n), noon + minutes(5 + n)) for n in range(3)))
    assert ids(agent, *rows) == ["0", "1", "2"]


def test_clock_skew_keeps_the_order(
    agent: Client, competition: UUID, execution: UUID, noon: datetime
) -> None:
    times = [noon + timedelta(seconds=40 * n) for n in range(3)]
    rows = [submitted(agent, execution, at) for at in times]
    skew = timedelta(seconds=30)
    reconcile(agent, competition, *(listed(str(n), at + skew) for n, at in enumerate(times)))
    assert ids(agent, *rows) == ["0", "1", "2"]


def test_pending_prepared_later_does_not_match(
    agent: Client, competition: UUID, execution: UUID, noon: datetime
) -> None:
    waiting = unknown(agent, execution, noon)
    agent.submission(execution, created_at=noon + minutes(45))
    found = reconcile(agent, competition, listed("1", noon + minutes(30)))
    assert (found["matched"], ids(agent, waiting)) == (1, ["1"])


def test_id_of_another_competition_matches_nothing(
    agent: Client, competition: UUID, execution: UUID, noon: datetime
) -> None:
    submitted(agent, agent.execution(), noon, kaggle_submission_id="1")
    id = submitted(agent, execution, noon)
    found = reconcile(agent, competition, listed("1", noon))
    assert (found["matched"], found["unrecognised"], ids(agent, id)) == (0, ["1"], [None])


def test_unchanged_submission_is_not_written(
    agent: Client, competition: UUID, execution: UUID, noon: datetime
) -> None:
    id = submitted(agent, execution, noon)
    reconcile(agent, competition, listed("1", noon))
    row = agent.get("submissions", id)
    reconcile(agent, competition, listed("1", noon))
    assert agent.get("submissions", id) == row


# Pairing, against every possible pairing ----------------------------------------------------------


TIMES = st.lists(st.integers(0, 600), max_size=5)


def pair(
    owner: Owner, own: list[int], theirs: list[int], apart: int | None
) -> list[tuple[int, int]]:
    """Return the times that the database pairs, in seconds."""
    files = (
        "array(select (n, 'f', to_timestamp(at))::kaggle_store.dated_file "
        "from unnest(%s::text[], %s::integer[]) as f (n, at))"
    )
    query = f"""
        select ours_id, listed_id from kaggle_store.pair_in_time(
            {files}, {files}, make_interval(secs => %s)
        )
    """
    given = [x for times in (own, theirs) for x in ([str(n) for n in range(len(times))], times)]
    rows = owner.execute(query.encode(), [*given, apart]).fetchall()
    return sorted((own[int(a)], theirs[int(b)]) for a, b in rows)


def best_sum(own: list[int], theirs: list[int]) -> int:
    few, many = sorted((own, theirs), key=len)
    sums = (
        sum(abs(a - b) for a, b in zip(few, chosen, strict=True))
        for chosen in permutations(many, len(few))
    )
    return min(sums)


@settings(max_examples=80, deadline=None)
@given(own=TIMES, theirs=TIMES)
def test_sum_of_differences_is_least(
    module_owner: Owner, own: list[int], theirs: list[int]
) -> None:
    pairs = pair(module_owner, own, theirs, 600)
    assert len(pairs) == min(len(own), len(theirs))
    assert sum(abs(a - b) for a, b in pairs) == best_sum(own, theirs)


@settings(max_examples=80, deadline=None)
@given(own=TIMES, theirs=TIMES)
def test_listed_take_the_nearest_before_them(
    module_owner: Owner, own: list[int], theirs: list[int]
) -> None:
    left, expected = sorted(own), list[int]()
    taken = []
    for at in sorted(theirs):
        if before := [mine for mine in left if mine <= at]:
            left.remove(before[-1])
            taken.append(at)
            expected.append(before[-1])
    pairs = pair(module_owner, own, theirs, None)
    assert pairs == list(zip(sorted(expected), taken, strict=True))


def test_pairs_are_not_further_apart(module_owner: Owner) -> None:
    assert pair(module_owner, [0, 100], [100, 200], 10) == [(100, 100)]
    assert pair(module_owner, [0], [0, 9], 10) == [(0, 0)]
    assert pair(module_owner, [9], [0, 9], 10) == [(9, 9)]
