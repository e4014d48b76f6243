"""Leases: heartbeats, reclaiming, releasing, retrying, completing and reviews."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.conftest import Owner
from tests.database.clients import (
    Client,
    claim,
    claim_one,
    refused,
)

Clock = Callable[[str], None]


def test_heartbeat_never_shortens_lease(agent: Client, set_clock: Clock) -> None:
    agent.execution()
    lease, row = claim_one(agent, seconds=60)
    set_clock("50 seconds")
    heartbeat = agent.call(
        "heartbeat_execution", p_id=row["id"], p_lease_id=lease, p_lease_seconds=60
    )
    assert heartbeat["lease_expires_at"] > row["lease_expires_at"]
    shorter = agent.call("heartbeat_execution", p_id=row["id"], p_lease_id=lease, p_lease_seconds=1)
    assert shorter["lease_expires_at"] == heartbeat["lease_expires_at"]
    set_clock("100 seconds")
    assert claim(agent, uuid4()) == []


def test_lost_execution_is_reclaimed(agent: Client, set_clock: Clock) -> None:
    agent.execution()
    lease, row = claim_one(agent, seconds=60)
    set_clock("61 seconds")
    second, taken = claim_one(agent, seconds=60)
    assert taken["id"] == row["id"]
    assert (taken["resume_reason"], taken["attempts"]) == ("reclaimed", 2)
    with refused("KS210"):
        agent.with_leases(lease).update("agent_executions", row["id"], status="data_acquisition")
    agent.with_leases(second).update("agent_executions", row["id"], status="data_acquisition")


def test_released_execution_is_claimed_unchanged(agent: Client, set_clock: Clock) -> None:
    agent.execution()
    lease, row = claim_one(agent)
    given = agent.call("release_execution", p_id=row["id"], p_lease_id=lease, p_delay_seconds=30)
    assert (given["attempts"], given["lease_expires_at"]) == (0, None)
    assert agent.call("release_execution", p_id=row["id"], p_lease_id=lease) == given
    assert claim(agent, uuid4()) == []
    set_clock("31 seconds")
    _, again = claim_one(agent)
    assert (again["resume_reason"], again["attempts"]) == ("fresh", 1)


def test_new_state_resets_attempts(agent: Client, set_clock: Clock) -> None:
    agent.execution()
    claim_one(agent, seconds=60)
    set_clock("61 seconds")
    lease, row = claim_one(agent, seconds=60)
    held = agent.with_leases(lease)
    moved = held.update("agent_executions", row["id"], status="data_acquisition")
    assert (moved["attempts"], moved["resume_reason"]) == (1, "fresh")
    agent.call("release_execution", p_id=row["id"], p_lease_id=lease)
    assert claim_one(agent)[1]["resume_reason"] == "fresh"


def test_failed_attempt_is_retried_later(agent: Client, set_clock: Clock) -> None:
    id = agent.execution(status="training")
    lease, _ = claim_one(agent)
    failed = agent.call("fail_execution", p_id=id, p_lease_id=lease, p_error="out of memory")
    assert (failed["status"], failed["resume_reason"]) == ("training", "retry")
    assert (failed["error_message"], failed["attempts"]) == ("out of memory", 1)
    again = agent.call("fail_execution", p_id=id, p_lease_id=lease, p_error="out of memory")
    assert again == failed, "a repeat does not extend the delay"
    assert claim(agent, uuid4()) == []
    set_clock("38 seconds")
    lease, second = claim_one(agent)
    assert (second["resume_reason"], second["attempts"]) == ("retry", 2)
    agent.call("fail_execution", p_id=id, p_lease_id=lease, p_error="again")
    wait = agent.one(
        "select extract(epoch from available_at - kaggle_store.now()) from agent_executions"
    )
    assert 45 <= wait <= 75, "60 seconds with 25 % jitter"


def test_fail_without_retry_is_final(agent: Client) -> None:
    id = agent.execution(status="training")
    lease, _ = claim_one(agent)
    failed = agent.call(
        "fail_execution", p_id=id, p_lease_id=lease, p_error="no such file", p_retry=False
    )
    assert (failed["status"], failed["resume_status"]) == ("failed", "training")
    assert failed["error_message"] == "no such file"
    assert agent.one("select count(*) from human_interventions") == 0
    repeated = agent.call(
        "fail_execution", p_id=id, p_lease_id=lease, p_error="no such file", p_retry=False
    )
    assert repeated == failed


def test_last_failed_attempt_creates_intervention(agent: Client) -> None:
    id = agent.execution(status="training", max_attempts=1)
    lease, _ = claim_one(agent)
    failed = agent.call("fail_execution", p_id=id, p_lease_id=lease, p_error="out of memory")
    assert failed["status"] == "failed"
    intervention = agent.row("select * from human_interventions")
    assert (intervention["intervention_type"], intervention["priority"]) == ("error_review", "high")
    assert intervention["description"] == "out of memory"
    assert intervention["context_data"]["failed_in"] == "training"
    assert agent.get("agent_executions", id)["human_intervention_required"] is True


def test_lost_last_attempt_fails_on_next_claim(agent: Client, set_clock: Clock) -> None:
    id = agent.execution(max_attempts=2)
    for passed in ("0", "61 seconds"):
        set_clock(passed)
        claim_one(agent, seconds=60)
    set_clock("5 minutes")
    assert claim(agent, uuid4()) == []
    row = agent.get("agent_executions", id)
    assert (row["status"], row["lease_expires_at"]) == ("failed", None)
    assert row["error_message"] == "given up after 2 attempts: the lease of worker-1 ended"
    assert agent.one("select count(*) from human_interventions where subject = 'failed'") == 1
    assert claim(agent, uuid4()) == []
    assert agent.one("select count(*) from human_interventions") == 1


def test_work_has_three_attempts_by_default(agent: Client, set_clock: Clock) -> None:
    id = agent.execution()
    for minutes in (0, 2, 4):
        set_clock(f"{minutes} minutes")
        claim_one(agent, seconds=60)
    set_clock("6 minutes")
    assert claim(agent, uuid4()) == []
    assert agent.get("agent_executions", id)["status"] == "failed"


def test_complete_is_idempotent(agent: Client) -> None:
    id = agent.submitted()
    lease, _ = claim_one(agent)
    done = agent.call("complete_execution", p_id=id, p_lease_id=lease)
    assert (done["status"], done["current_step"], done["lease_expires_at"]) == (
        "completed",
        10,
        None,
    )
    assert agent.call("complete_execution", p_id=id, p_lease_id=lease) == done
    with refused("KS210"):
        agent.call("complete_execution", p_id=id, p_lease_id=uuid4())
    assert claim(agent, uuid4()) == []


def test_complete_too_early_is_refused(agent: Client) -> None:
    id = agent.execution(status="training")
    lease, _ = claim_one(agent)
    with refused("KS201") as facts:
        agent.call("complete_execution", p_id=id, p_lease_id=lease)
    assert "submission" in facts["allowed"]


@pytest.mark.parametrize("is_lost", [False, True])
def test_response_sets_resume_reason(agent: Client, set_clock: Clock, is_lost: bool) -> None:
    id = agent.execution(status="training")
    lease, _ = claim_one(agent, seconds=60)
    intervention = agent.with_leases(lease).intervention(id)
    if not is_lost:
        agent.call("release_execution", p_id=id, p_lease_id=lease)
    set_clock("5 minutes")
    assert claim(agent, uuid4()) == [], "it waits for the response"
    agent.call("respond_intervention", p_id=intervention["id"], p_decision="approve")
    _, row = claim_one(agent)
    assert (row["status"], row["resume_reason"]) == ("training", "answered")
    assert row["attempts"] == (2 if is_lost else 1)
    with refused("KS210"):
        agent.with_leases(lease).update("agent_executions", id, status="submission")


def test_worker_lost_in_each_review_runs_out_of_attempts(agent: Client, set_clock: Clock) -> None:
    id = agent.execution(status="training")
    for attempt in range(1, 4):
        lease, row = claim_one(agent, seconds=60)
        assert row["attempts"] == attempt
        intervention = agent.with_leases(lease).intervention(id)
        set_clock(f"{5 * attempt} minutes")
        agent.call("respond_intervention", p_id=intervention["id"], p_decision="approve")
    assert claim(agent, uuid4()) == []
    assert agent.get("agent_executions", id)["status"] == "failed"


def test_retry_delay_is_an_hour_at_most(owner: Owner) -> None:
    query = "select max(kaggle_store.retry_delay(20)) from generate_series(1, 200)"
    assert (owner.execute(query).fetchone() or [None])[0] == timedelta(hours=1)


def test_worker_can_keep_lease_during_review(agent: Client) -> None:
    id = agent.execution(status="training")
    lease, _ = claim_one(agent)
    intervention = agent.with_leases(lease).intervention(id)
    assert agent.call("heartbeat_execution", p_id=id, p_lease_id=lease)["status"] == "human_review"
    agent.call(
        "respond_intervention", p_id=intervention["id"], p_decision="reject", p_response="because"
    )
    assert agent.with_leases(lease).update("agent_executions", id, status="code_generation")
