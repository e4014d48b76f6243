"""Submissions listed by Kaggle: validation of the list, and which row an item matches."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from psycopg import errors

from tests.database.clients import Client, Row, mark, refused

Clock = Callable[[str], None]
NOW = "now"


@pytest.fixture
def competition(agent: Client) -> UUID:
    return agent.competition(daily_submission_limit=5)


@pytest.fixture
def execution(agent: Client, competition: UUID) -> UUID:
    return agent.execution(competition_id=competition)


def reconcile(client: Client, competition: UUID, *items: object, **more: object) -> Row:
    return client.call(
        "reconcile_submissions",
        p_competition_id=competition,
        p_listed=json.dumps([*items], default=str),
        **more,
    )


def item(id: object = "7", **values: object) -> Row:
    return {"kaggle_submission_id": id, "file_name": "s.csv", **values}


def now(client: Client) -> datetime:
    found: datetime = client.one("select kaggle_store.now()")
    return found


# Invalid lists ------------------------------------------------------------------------------------


@pytest.mark.parametrize("listed", [None, "{}", '"7"', "null", "3"])
def test_list_must_be_an_array(agent: Client, competition: UUID, listed: str | None) -> None:
    with refused("KS242") as facts:
        agent.rows("select from reconcile_submissions(%s, %s, true)", competition, listed)
    assert facts == {"field": "p_listed"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (1, "kaggle_submission_id"),
        ("a", "kaggle_submission_id"),
        ([], "kaggle_submission_id"),
        ({}, "kaggle_submission_id"),
        (item(None), "kaggle_submission_id"),
        (item(""), "kaggle_submission_id"),
        (item("7" * 101), "kaggle_submission_id"),
        (item(submitted_at="x"), "submitted_at"),
        (item(submitted_at="infinity"), "submitted_at"),
        (item(submitted_at="1870-01-01"), "submitted_at"),
        (item(public_score="abc"), "public_score"),
        (item(public_score=""), "public_score"),
        (item(public_score="NaN"), "public_score"),
        (item(public_score="1e400"), "public_score"),
        (item(public_score={"a": 1}), "public_score"),
        (item(private_score="Infinity"), "private_score"),
        (item(error_message="e" * 100001), "error_message"),
    ],
)
def test_invalid_item_is_refused(
    agent: Client, competition: UUID, execution: UUID, wrong: object, field: str
) -> None:
    known, lost = agent.submission(execution), agent.submission(execution)
    mark(agent, known, "submitted", kaggle_submission_id="5")
    mark(agent, lost, "unknown")
    before = agent.rows("select * from submissions order by id")
    with refused("KS242") as facts:
        good = item("5", public_score=0.5)
        reconcile(agent, competition, good, wrong, p_is_complete=True)
    assert facts == {"field": field, "position": 1}
    assert agent.rows("select * from submissions order by id") == before


def test_empty_list_is_accepted(agent: Client, competition: UUID, execution: UUID) -> None:
    id = agent.submission(execution)
    mark(agent, id, "unknown")
    assert reconcile(agent, competition, p_is_complete=True)["failed"] == 1
    assert agent.get("submissions", id)["submission_status"] == "failed"


# Matching -----------------------------------------------------------------------------------------


def test_known_id_matches_before_file_name(
    agent: Client, competition: UUID, execution: UUID
) -> None:
    other, known = agent.submission(execution), agent.submission(execution)
    mark(agent, other, "unknown")
    mark(agent, known, "submitted", kaggle_submission_id="9")
    files = {"file_name": "s.csv", "submitted_at": now(agent)}
    found = reconcile(agent, competition, item("1", **files), item("9", **files, public_score=0.9))
    assert (found["matched"], found["scored"], found["unrecognised"]) == (2, 1, [])
    assert agent.get("submissions", known)["public_score"] == 0.9
    assert agent.get("submissions", other)["kaggle_submission_id"] == "1"


def test_duplicate_item_counts_once(agent: Client, competition: UUID, execution: UUID) -> None:
    known, other = agent.submission(execution), agent.submission(execution)
    mark(agent, known, "submitted", kaggle_submission_id="1")
    twice = item("1", submitted_at=now(agent), public_score=0.9)
    assert reconcile(agent, competition, twice, twice)["matched"] == 1
    assert agent.get("submissions", other)["submission_status"] == "pending"


@pytest.mark.parametrize(("minutes", "is_ours"), [(-11, False), (-9, True), (0, True), (60, True)])
def test_match_needs_arrival_after_creation(
    agent: Client, competition: UUID, execution: UUID, minutes: int, is_ours: bool
) -> None:
    id = agent.submission(execution, submission_file_path="out/s.csv")
    row = agent.get("submissions", id)
    at = row["created_at"] + timedelta(minutes=minutes)
    found = reconcile(agent, competition, item(submitted_at=at, public_score=0.99))
    assert (found["matched"], found["unrecognised"]) == ((1, []) if is_ours else (0, ["7"]))
    status = agent.get("submissions", id)["submission_status"]
    assert status == ("scored" if is_ours else "pending")


@pytest.mark.parametrize("status", ["pending", "unknown", "submitted", "failed"])
def test_item_without_time_matches_sent_only(
    agent: Client, competition: UUID, execution: UUID, status: str
) -> None:
    id = agent.submission(execution)
    if status != "pending":
        mark(agent, id, status)
    found = reconcile(agent, competition, item(public_score=0.5))
    is_ours = status in ("unknown", "submitted")
    assert found["matched"] == int(is_ours)
    after = agent.get("submissions", id)["submission_status"]
    assert after == ("scored" if is_ours else status)


@pytest.mark.parametrize(("score", "status"), [(0.9, "scored"), (None, "submitted")])
@pytest.mark.parametrize("is_known", [True, False])
def test_listed_failed_submission_is_restored(
    agent: Client,
    competition: UUID,
    execution: UUID,
    score: float | None,
    status: str,
    is_known: bool,
) -> None:
    id = agent.submission(execution)
    if is_known:
        mark(agent, id, "submitted", kaggle_submission_id="7")
    mark(agent, id, "failed")
    reconcile(agent, competition, item(submitted_at=now(agent), public_score=score))
    row = agent.get("submissions", id)
    assert (row["submission_status"], row["public_score"]) == (status, score)
    assert row["slot_day"] == agent.one("select kaggle_store.utc_day()"), "it takes its slot again"
    assert agent.row("select used_today from submission_quota") == {"used_today": 1}


def test_live_submissions_match_before_failed(
    agent: Client, competition: UUID, execution: UUID
) -> None:
    failed, waiting = agent.submission(execution), agent.submission(execution)
    mark(agent, failed, "failed")
    reconcile(agent, competition, item(submitted_at=now(agent)))
    assert agent.get("submissions", waiting)["submission_status"] == "submitted"
    assert agent.get("submissions", failed)["submission_status"] == "failed"


@pytest.mark.parametrize("status", ["submitted", "scored"])
def test_failed_status_cannot_be_set_back(agent: Client, execution: UUID, status: str) -> None:
    id = agent.submission(execution)
    mark(agent, id, "failed")
    with refused("KS201"):
        mark(agent, id, status)


# Scores -------------------------------------------------------------------------------------------


def test_failed_submission_has_no_scores(agent: Client, execution: UUID) -> None:
    id = agent.submission(execution)
    mark(agent, id, "failed")
    for score in ("public_score", "private_score"):
        with pytest.raises(errors.CheckViolation, match="a_failed_upload_has_no_score"):
            agent.update("submissions", id, **{score: 0.99})
    assert agent.rows("select 1 from submission_ranking where rank_in_store is not null") == []


def test_scored_lost_upload_can_fail(agent: Client, competition: UUID, execution: UUID) -> None:
    """Otherwise one row would make every later reconciliation fail."""
    id = agent.submission(execution)
    mark(agent, id, "unknown", private_score=0.4)
    assert reconcile(agent, competition, p_is_complete=True)["failed"] == 1
    row = agent.get("submissions", id)
    assert (row["submission_status"], row["private_score"]) == ("failed", None)


def test_disqualified_score_is_not_counted(agent: Client, execution: UUID) -> None:
    best = agent.submission(execution, submission_status="scored", public_score=0.9)
    for score in (0.5, 0.3):
        agent.submission(execution, submission_status="scored", public_score=score)
    mark(agent, best, "disqualified")
    dashboard = agent.row("select best_score, avg_score from competition_dashboard")
    assert dashboard["best_score"] == 0.5
    assert float(dashboard["avg_score"]) == pytest.approx(0.4)
    assert agent.row("select best_score from execution_summary") == {"best_score": 0.5}


# Slot days ----------------------------------------------------------------------------------------


def test_unknown_submission_keeps_its_slot_day(
    agent: Client, execution: UUID, set_clock: Clock
) -> None:
    undated, dated = agent.submission(execution), agent.submission(execution)
    for id in (undated, dated):
        mark(agent, id, "unknown")
    day = agent.get("submissions", undated)["slot_day"]
    set_clock("1 day")
    assert mark(agent, undated, "submitted")["slot_day"] == day
    late = mark(agent, dated, "submitted", submitted_at=now(agent))
    assert late["slot_day"] == day + timedelta(days=1)
    assert agent.row("select used_today from submission_quota") == {"used_today": 1}


def test_future_time_keeps_slot_today(agent: Client, competition: UUID, execution: UUID) -> None:
    today = agent.one("select kaggle_store.utc_day()")
    for n in range(5):
        id = agent.submission(execution, submission_file_path=f"{n}.csv")
        if n % 2:
            mark(agent, id, "submitted", submitted_at=f"2030-01-0{n}T00:00:00Z")
        else:
            found = item(str(n), file_name=f"{n}.csv", submitted_at=f"2030-01-0{n + 1}T00:00:00Z")
            assert reconcile(agent, competition, found)["matched"] == 1
        assert agent.get("submissions", id)["slot_day"] == today
    with refused("KS240"):
        agent.submission(execution)


def test_naive_listed_time_is_utc_in_any_timezone(
    agent: Client, competition: UUID, execution: UUID
) -> None:
    id = agent.submission(execution, description="x")
    agent.connection.execute("set timezone = 'Asia/Tokyo'")
    listed = item(submitted_at="2090-01-01T12:00:00", description="x")
    assert reconcile(agent, competition, listed)["matched"] == 1
    row = agent.get("submissions", id)
    assert row["submitted_at"] == datetime(2090, 1, 1, 12, tzinfo=UTC)
