"""What each status becomes by each entry of Kaggle's list: the table of the page Lifecycles."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from tests.database.clients import Client, Row, mark, quota, refused

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "lifecycle.md"
LISTED: dict[str, Row | None] = {
    "listed without a score": {},
    "listed as `pending`, without a score": {"status": "pending"},
    "listed with a public or private score": {"private_score": 0.4},
    "listed as `failed`": {"status": "failed", "private_score": 0.8},
    "not listed": None,
}
HAS_SCORE = {"scored", "disqualified"}


def documented() -> list[tuple[str, str, str]]:
    """Return each status of ours, what is listed, and what it becomes."""
    text = PAGE.read_text(encoding="utf-8").split("| ours |")[1].split("\n\n")[0]
    head, _, *rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines()]
    return [
        (row[1], listed, status)
        for row in rows
        for listed, status in zip(head[:-1], row[2:-1], strict=True)
    ]


@pytest.fixture
def execution(agent: Client) -> UUID:
    return agent.execution(competition_id=agent.competition(daily_submission_limit=5))


def submission(client: Client, execution: UUID, status: str) -> UUID:
    """Insert a submission and move it to a status, as a client does."""
    id = client.submission(execution)
    if status not in ("pending", "submitted"):
        mark(client, id, "submitted", kaggle_submission_id="7")
    if status == "disqualified":
        mark(client, id, "scored", public_score=0.9, public_rank=3)
    if status != "pending":
        scores = {"public_score": 0.9, "public_rank": 3} if status == "scored" else {}
        mark(client, id, status, kaggle_submission_id="7", **scores)
    return id


def reconcile(client: Client, execution: UUID, *items: Row, **more: object) -> Row:
    return client.call(
        "reconcile_submissions",
        p_competition_id=client.get("agent_executions", execution)["competition_id"],
        p_listed=json.dumps(items, default=str),
        **more,
    )


def entry(client: Client, **values: object) -> Row:
    at = client.one("select kaggle_store.now()")
    return {"kaggle_submission_id": "7", "file_name": "s.csv", "submitted_at": at, **values}


@pytest.mark.parametrize(("ours", "listed", "status"), documented())
def test_status_follows_the_documented_table(
    agent: Client, execution: UUID, ours: str, listed: str, status: str
) -> None:
    id = submission(agent, execution, ours)
    assert LISTED.keys() >= {listed}
    values = LISTED[listed]
    items = [] if values is None else [entry(agent, **values)]
    for repeat in range(2):
        found = reconcile(agent, execution, *items, p_is_complete=True)
        is_new = repeat == 0 and status != ours
        assert found["scored"] == (is_new and status == "scored")
        assert found["failed"] == (is_new and status == "failed")
        row = agent.get("submissions", id)
        assert row["submission_status"] == status
        has_public = ours in HAS_SCORE and status in HAS_SCORE
        assert (row["public_score"], row["public_rank"]) == (
            (0.9, 3) if has_public else (None,) * 2
        )
        assert (row["slot_day"] is None) == (status == "failed")
        assert quota(agent)["used_today"] == (status != "failed")


def test_the_table_is_complete() -> None:
    statuses = {"pending", "unknown", "submitted", "scored", "failed", "disqualified"}
    assert {(ours, listed) for ours, listed, _ in documented()} == {
        (ours, listed) for ours in statuses for listed in LISTED
    }


@pytest.mark.parametrize("word", ["failed", "FAILED", "error", "ERROR"])
def test_failed_submission_is_no_longer_best(agent: Client, execution: UUID, word: str) -> None:
    id = submission(agent, execution, "scored")
    ranking = "select id from submission_ranking where rank_in_store = 1"
    assert agent.one(ranking) == id
    reconcile(agent, execution, entry(agent, status=word, error_message="bad columns"))
    row = agent.get("submissions", id)
    assert (row["submission_status"], row["error_message"]) == ("failed", "bad columns")
    assert agent.rows(ranking) == []
    assert agent.row("select best_score from competition_dashboard") == {"best_score": None}


def test_private_score_alone_is_not_ranked(agent: Client, execution: UUID) -> None:
    id = submission(agent, execution, "submitted")
    assert reconcile(agent, execution, entry(agent, private_score=0.4))["scored"] == 1
    row = agent.get("submissions", id)
    assert (row["submission_status"], row["public_score"], row["private_score"]) == (
        "scored",
        None,
        0.4,
    )
    assert row["scored_at"] is not None
    assert agent.row("select best_score from competition_dashboard") == {"best_score": None}
    [report] = agent.rows("select * from integrity_report() where table_name = 'submissions'")
    assert report["findings"] == 0
    reconcile(agent, execution, entry(agent, public_score=0.5))
    assert agent.row("select best_score from competition_dashboard") == {"best_score": 0.5}


def test_rescored_submission_gets_its_new_score(
    agent: Client, execution: UUID, set_clock: Callable[[str], None]
) -> None:
    id = submission(agent, execution, "scored")
    before = agent.get("submissions", id)
    set_clock("1 hour")
    reconcile(agent, execution, entry(agent, status="pending"))
    reconcile(agent, execution, entry(agent, public_score=0.1))
    after = agent.get("submissions", id)
    assert (after["submission_status"], after["public_score"]) == ("scored", 0.1)
    assert after["scored_at"] >= before["scored_at"] + timedelta(minutes=59)
    assert after["slot_day"] == before["slot_day"]


def test_older_pending_list_keeps_the_score(agent: Client, execution: UUID) -> None:
    read_at = agent.one("select kaggle_store.now()")
    id = submission(agent, execution, "scored")
    reconcile(agent, execution, entry(agent, status="pending"), p_listed_at=read_at)
    assert agent.get("submissions", id)["public_score"] == 0.9


@pytest.mark.parametrize("status", ["failed", "submitted"])
def test_only_the_list_takes_a_score_away(agent: Client, execution: UUID, status: str) -> None:
    id = submission(agent, execution, "scored")
    with refused("KS201"):
        mark(agent, id, status)
