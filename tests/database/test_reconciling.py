"""reconcile_submissions(): Kaggle's list decides the outcome of each upload."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from psycopg import errors

from tests.conftest import Owner
from tests.database.clients import Client, Row, connect, mark, quota, remaining_slots

Clock = Callable[[str], None]
SHA = "a" * 64


def reconcile(client: Client, execution: UUID, *listed: Row, **more: object) -> Row:
    competition = client.get("agent_executions", execution)["competition_id"]
    return client.call(
        "reconcile_submissions",
        p_competition_id=competition,
        p_listed=json.dumps(listed),
        **more,
    )


def listed(id: str, **values: object) -> Row:
    item = {
        "kaggle_submission_id": id,
        "file_name": "s.csv",
        "description": None,
        "submitted_at": "2099-01-02T03:04:05.678Z",
        "status": "complete",
        "public_score": None,
        "private_score": None,
        "error_message": None,
    }
    return {**item, **values}


def mark_if_first(client: Client, id: UUID, status: str) -> None:
    """Mark a new submission, unless a concurrent list with its file name has scored it."""
    try:
        mark(client, id, status)
    except errors.DatabaseError as error:
        if error.sqlstate != "KS201":
            raise
        assert client.get("submissions", id)["submission_status"] == "scored"


def counts(matched: int, scored: int = 0, failed: int = 0, *unrecognised: str) -> Row:
    return {
        "matched": matched,
        "scored": scored,
        "failed": failed,
        "unrecognised": list(unrecognised),
    }


def test_listed_unknown_submission_is_matched(agent: Client, execution: UUID) -> None:
    id = agent.submission(execution)
    mark(agent, id, "unknown")
    assert reconcile(agent, execution, listed("7", public_score=0.7)) == counts(1, 1)
    row = agent.get("submissions", id)
    assert (row["submission_status"], row["kaggle_submission_id"]) == ("scored", "7")
    assert (row["public_score"], row["submitted_at"].year) == (0.7, 2099)
    assert reconcile(agent, execution, listed("7", public_score=0.7)) == counts(1)
    assert agent.get("submissions", id) == row | {"updated_at": updated_at(agent, id)}


def updated_at(client: Client, id: UUID) -> object:
    return client.get("submissions", id)["updated_at"]


def test_known_submission_gets_its_scores(agent: Client, execution: UUID) -> None:
    first = agent.submission(execution, description="one")
    second = agent.submission(execution, description="two")
    mark(agent, second, "submitted", kaggle_submission_id="8")
    found = reconcile(
        agent,
        execution,
        listed("8", public_score=0.8, private_score=0.75),
        listed("7", description="one"),
        listed("9", description="three"),
    )
    assert found == counts(2, 1, 0, "9")
    assert agent.get("submissions", first)["submission_status"] == "submitted"
    assert agent.get("submissions", second)["private_score"] == 0.75


def test_same_named_files_match_in_order(agent: Client, execution: UUID) -> None:
    ids = [agent.submission(execution) for _ in range(2)]
    found = reconcile(
        agent,
        execution,
        listed("late", submitted_at="2099-01-02T10:00:00+05:00", public_score=0.2),
        listed("early", submitted_at="2099-01-02T04:00:00Z", public_score=0.1),
    )
    assert found == counts(2, 2)
    assert [agent.get("submissions", id)["kaggle_submission_id"] for id in ids] == ["early", "late"]


def test_arrival_clears_the_reason_of_failure(agent: Client, execution: UUID) -> None:
    id = agent.submission(execution)
    mark(agent, id, "unknown", error_message="timeout")
    assert reconcile(agent, execution, listed("7", public_score=0.5)) == counts(1, 1)
    row = agent.get("submissions", id)
    assert (row["submission_status"], row["error_message"]) == ("scored", None)


def test_failed_at_kaggle_releases_its_slot(agent: Client, execution: UUID) -> None:
    id = agent.submission(execution)
    mark(agent, id, "submitted", kaggle_submission_id="7")
    item = listed("7", status="failed", error_message="wrong columns")
    assert reconcile(agent, execution, item) == counts(1, 0, 1)
    row = agent.get("submissions", id)
    assert (row["submission_status"], row["error_message"]) == ("failed", "wrong columns")
    assert remaining_slots(agent) == 2
    assert reconcile(agent, execution, item) == counts(1)


@pytest.mark.parametrize("status", ["scored", "failed", "disqualified"])
@pytest.mark.parametrize("lists", ["failed", "complete"])
def test_ended_submission_does_not_block_others(
    agent: Client, execution: UUID, status: str, lists: str
) -> None:
    ended = agent.submission(execution, submission_status=status, kaggle_submission_id="7")
    waiting = agent.submission(execution)
    found = reconcile(
        agent,
        execution,
        listed("7", status=lists, public_score=0.5, private_score=0.4),
        listed("8", public_score=0.6),
    )
    row = agent.get("submissions", ended)
    if status == "failed":
        # Kaggle's list also overrides a local failure.
        assert found == (counts(2, 1) if lists == "failed" else counts(2, 2))
        assert row["submission_status"] == ("failed" if lists == "failed" else "scored")
        assert (row["private_score"] is None) == (lists == "failed")
    elif (status, lists) == ("scored", "failed"):
        assert found == counts(2, 1, 1)
        assert (row["submission_status"], row["private_score"]) == ("failed", None)
    else:
        assert found == counts(2, 1)
        assert (row["submission_status"], row["private_score"]) == (status, 0.4)
    assert agent.get("submissions", waiting)["submission_status"] == "scored"


def test_complete_list_fails_missing_uploads(agent: Client, execution: UUID) -> None:
    lost, pending = agent.submission(execution), agent.submission(execution)
    mark(agent, lost, "unknown")
    assert reconcile(agent, execution) == counts(0)
    assert reconcile(agent, execution, p_is_complete=True) == counts(0, 0, 1)
    row = agent.get("submissions", lost)
    assert row["error_message"] == "not among the submissions that Kaggle lists"
    assert agent.get("submissions", pending)["submission_status"] == "pending"
    assert remaining_slots(agent) == 1
    assert reconcile(agent, execution, p_is_complete=True) == counts(0)


def test_later_unknown_submission_is_spared(
    agent: Client, execution: UUID, set_clock: Clock
) -> None:
    asked_at = agent.one("select kaggle_store.now()")
    set_clock("1 minute")
    mark(agent, agent.submission(execution), "unknown")
    assert reconcile(agent, execution, p_is_complete=True, p_listed_at=asked_at) == counts(0)
    later = asked_at + timedelta(minutes=5)
    assert reconcile(agent, execution, p_is_complete=True, p_listed_at=later) == counts(0, 0, 1)


def test_other_competitions_are_untouched(agent: Client, execution: UUID) -> None:
    elsewhere = agent.submission(agent.execution())
    mark(agent, elsewhere, "unknown")
    found = reconcile(agent, execution, listed("7"), p_is_complete=True)
    assert found == counts(0, 0, 0, "7")
    assert agent.get("submissions", elsewhere)["submission_status"] == "unknown"


def test_concurrent_reconciling_does_not_deadlock(owner: Owner, agent: Client) -> None:
    competition = agent.competition(daily_submission_limit=None)
    executions = [agent.execution(competition_id=competition) for _ in range(3)]

    def work(number: int) -> None:
        with connect(owner) as connection:
            client = Client(connection)
            for turn in range(15):
                id = client.submission(executions[(number + turn) % 3])
                if number % 3 < 2:
                    mark_if_first(client, id, ("submitted", "unknown")[number % 3])
                else:
                    item = listed(f"k{number}-{turn}", public_score=turn / 100)
                    reconcile(client, executions[0], item)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    assert quota(agent)["used_today"] >= 60
