"""The daily submission limit: a slot is reserved before the upload."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.conftest import Owner
from tests.database.clients import Client, mark, quota, refused, remaining_slots, run_while_locked

Clock = Callable[[str], None]
SHA = "a" * 64


@pytest.fixture
def until_midnight(owner: Owner, set_clock: Clock) -> Callable[[int], None]:
    """Return a function that sets the clock to `seconds` before the next UTC midnight."""

    def shift(seconds: int) -> None:
        row = owner.execute(
            "select (date_trunc('day', now() at time zone 'UTC') + interval '1 day' "
            "- (now() at time zone 'UTC') - %s * interval '1 second')::text",
            [seconds],
        ).fetchone()
        assert row is not None
        set_clock(row[0])

    return shift


def test_daily_limit_is_enforced(agent: Client, execution: UUID) -> None:
    assert remaining_slots(agent) == 2
    agent.submission(execution)
    other = agent.execution(
        competition_id=agent.get("agent_executions", execution)["competition_id"]
    )
    agent.submission(other)
    with refused("KS240") as facts:
        agent.submission(execution)
    assert (facts["limit"], remaining_slots(agent)) == (2, 0)
    resets = datetime.fromisoformat(facts["resets_at"])
    assert resets == quota(agent)["resets_at"]
    assert (resets.hour, resets.minute, resets.second) == (0, 0, 0)
    assert timedelta(0) < resets - agent.one("select kaggle_store.now()") <= timedelta(days=1)
    assert agent.one("select count(*) from submissions") == 2


def test_no_limit_refuses_nothing(agent: Client) -> None:
    execution = agent.execution()
    for _ in range(7):
        agent.submission(execution)
    assert (quota(agent)["used_today"], remaining_slots(agent)) == (7, None)


def test_zero_limit_refuses_all(agent: Client) -> None:
    execution = agent.execution(competition_id=agent.competition(daily_submission_limit=0))
    with refused("KS240"):
        agent.submission(execution)


def test_lowered_limit_leaves_zero_slots(agent: Client, execution: UUID) -> None:
    agent.submission(execution)
    agent.submission(execution)
    agent.rows("update competitions set daily_submission_limit = 1")
    assert remaining_slots(agent) == 0


def test_slots_are_per_competition(agent: Client, execution: UUID) -> None:
    agent.submission(execution)
    agent.submission(execution)
    agent.submission(agent.execution(competition_id=agent.competition(daily_submission_limit=1)))


def test_repeated_create_takes_one_slot(agent: Client, execution: UUID) -> None:
    new = {
        "id": uuid4(),
        "execution_id": execution,
        "submission_file_path": "s",
        "file_sha256": SHA,
    }
    assert len(agent.repeat("submissions", **new)) == 1
    for _ in range(3):
        assert agent.repeat("submissions", **new) == []
    assert remaining_slots(agent) == 1
    agent.submission(execution)
    assert agent.repeat("submissions", **new) == [], "also when no slot is left"


def test_bulk_insert_over_limit_is_refused(agent: Client, execution: UUID) -> None:
    with refused("KS240"):
        agent.rows(
            "insert into submissions (execution_id, submission_file_path) "
            "select %s, 's' from generate_series(1, 3)",
            execution,
        )
    assert remaining_slots(agent) == 2


@pytest.mark.parametrize("status", ["submitted", "scored", "unknown"])
def test_sent_or_unknown_keeps_its_slot(agent: Client, execution: UUID, status: str) -> None:
    mark(agent, agent.submission(execution), status)
    assert remaining_slots(agent) == 1


def test_failed_upload_releases_its_slot(agent: Client, execution: UUID) -> None:
    agent.submission(execution)
    failed = mark(agent, agent.submission(execution), "failed", error_message="refused")
    assert (failed["slot_day"], remaining_slots(agent)) == (None, 1)
    agent.submission(execution)


def test_unknown_keeps_its_slot_until_failed(agent: Client, execution: UUID) -> None:
    id = agent.submission(execution)
    mark(agent, id, "unknown")
    assert remaining_slots(agent) == 1
    mark(agent, id, "failed")
    assert remaining_slots(agent) == 2


def test_disqualified_keeps_its_slot(agent: Client, execution: UUID) -> None:
    id = agent.submission(execution)
    mark(agent, id, "scored", public_score=0.99)
    mark(agent, id, "disqualified")
    assert remaining_slots(agent) == 1


def test_new_day_has_new_slots(
    agent: Client, execution: UUID, until_midnight: Callable[[int], None]
) -> None:
    until_midnight(60)
    agent.submission(execution)
    agent.submission(execution)
    with refused("KS240") as facts:
        agent.submission(execution)
    until_midnight(-60)
    assert remaining_slots(agent) == 2
    assert quota(agent)["resets_at"] > datetime.fromisoformat(facts["resets_at"])
    agent.submission(execution)


def test_upload_after_midnight_counts_for_new_day(
    agent: Client, execution: UUID, until_midnight: Callable[[int], None]
) -> None:
    until_midnight(60)
    before = agent.submission(execution)
    late = agent.submission(execution)
    old_day = mark(agent, before, "submitted")["slot_day"]
    until_midnight(-60)
    assert mark(agent, late, "submitted")["slot_day"] == old_day + timedelta(days=1)
    assert remaining_slots(agent) == 1
    scored = mark(agent, before, "scored", public_score=0.5)
    assert scored["slot_day"] == old_day, "the day of the score does not matter"


def test_submitted_at_decides_the_slot_day(
    agent: Client, execution: UUID, until_midnight: Callable[[int], None]
) -> None:
    until_midnight(60)
    id = agent.submission(execution)
    mark(agent, id, "unknown")
    midnight = quota(agent)["resets_at"]
    until_midnight(-3600)
    row = mark(agent, id, "submitted", submitted_at=midnight - timedelta(seconds=5))
    assert row["slot_day"] == (midnight - timedelta(days=1)).date()
    assert remaining_slots(agent) == 2


def test_future_submitted_at_frees_no_slot(agent: Client, execution: UUID) -> None:
    agent.submission(execution)
    row = mark(agent, agent.submission(execution), "submitted", submitted_at="2039-12-31T00:00:00Z")
    assert row["slot_day"] == agent.one("select (kaggle_store.now() at time zone 'UTC')::date")
    with refused("KS240"):
        agent.submission(execution)


def test_duplicate_file_needs_allow_duplicate(agent: Client, execution: UUID) -> None:
    first = agent.submission(execution, file_sha256=SHA)
    with refused("KS241") as facts:
        agent.submission(execution, file_sha256=SHA)
    assert facts == {"file_sha256": SHA, "submission_id": str(first)}
    assert remaining_slots(agent) == 1, "a refusal takes no slot"
    agent.submission(execution, file_sha256=SHA, allow_duplicate=True)


def test_same_file_allowed_elsewhere_or_after_failure(agent: Client, execution: UUID) -> None:
    first = agent.submission(execution, file_sha256=SHA)
    agent.submission(agent.execution(), file_sha256=SHA)
    mark(agent, first, "failed")
    agent.submission(execution, file_sha256=SHA)


def test_last_slot_goes_to_one_client(
    owner: Owner, agent: Client, other_agent: Client, execution: UUID
) -> None:
    agent.submission(execution)

    def second() -> None:
        with refused("KS240"):
            other_agent.submission(execution)

    run_while_locked(owner, agent, lambda client: client.submission(execution), second)
    assert remaining_slots(agent) == 0


def test_concurrent_duplicate_is_refused(
    owner: Owner, agent: Client, other_agent: Client, execution: UUID
) -> None:
    def second() -> None:
        with refused("KS241"):
            other_agent.submission(execution, file_sha256=SHA)

    run_while_locked(
        owner, agent, lambda client: client.submission(execution, file_sha256=SHA), second
    )


# Deleted submissions ------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["pending", "submitted", "scored", "unknown"])
@pytest.mark.parametrize("table", ["submissions", "agent_executions"])
def test_deletion_frees_no_slot(agent: Client, execution: UUID, table: str, status: str) -> None:
    id = agent.submission(execution)
    if status != "pending":
        mark(agent, id, status)
    competition = agent.get("agent_executions", execution)["competition_id"]
    admin = Client(agent.connection, "admin")
    admin.rows(f"delete from {table}")
    assert quota(agent)["used_today"] == 1
    other = agent.execution(competition_id=competition)
    agent.submission(other)
    with refused("KS240"):
        agent.submission(other)


def test_deletion_of_failed_upload_takes_no_slot(agent: Client, execution: UUID) -> None:
    mark(agent, agent.submission(execution), "failed")
    agent.submission(execution, submission_status="scored")
    Client(agent.connection, "admin").rows("delete from submissions")
    assert remaining_slots(agent) == 2


def test_deleted_slot_ends_with_its_day(
    owner: Owner, agent: Client, execution: UUID, until_midnight: Callable[[int], None]
) -> None:
    until_midnight(60)
    old, new = agent.submission(execution), agent.submission(execution)
    owner.execute("delete from submissions where id = %s", [old])
    until_midnight(-60)
    assert remaining_slots(agent) == 2
    owner.execute("delete from submissions where id = %s", [new])
    assert remaining_slots(agent) == 2
    owner.execute("select from close_leftovers()")
    kept = owner.execute(
        "select count(*) from kaggle_store.deleted_slots where submission_id = any (%s)",
        [[old, new]],
    ).fetchone()
    assert kept == (0,)


def test_restored_submission_counts_once(owner: Owner, agent: Client, execution: UUID) -> None:
    id = agent.submission(execution)
    owner.execute("delete from submissions")
    agent.submission(execution, id=id)
    assert quota(agent)["used_today"] == 1


def test_competition_with_slots_can_be_deleted(agent: Client, execution: UUID) -> None:
    agent.submission(execution)
    Client(agent.connection, "admin").rows("delete from competitions")
    assert agent.one("select count(*) from submissions") == 0


def test_digest_case_does_not_matter(agent: Client, execution: UUID) -> None:
    first = agent.submission(execution, file_sha256="AB" * 32)
    assert agent.get("submissions", first)["file_sha256"] == "ab" * 32
    with refused("KS241"):
        agent.submission(execution, file_sha256="ab" * 32)
