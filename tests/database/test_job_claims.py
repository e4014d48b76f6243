"""Claims of training jobs: leases, retries, completion and the jobs of one machine."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from tests.database.clients import (
    Client,
    claim_job,
    claim_one,
    refused,
)

Clock = Callable[[str], None]


def test_job_lease_writes_for_its_execution(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution()
    id = agent.job(execution)
    lease = uuid4()
    row = claim_job(agent, lease)
    assert row is not None
    assert (row["status"], row["attempts"], row["resume_reason"]) == ("running", 1, "fresh")
    held = agent.with_leases(lease)
    held.submission(execution, training_job_id=id)
    held.update("training_jobs", id, logs_path="/logs")
    with refused("KS211"):
        agent.update("training_jobs", id, logs_path="/other")
    with refused("KS210"):
        held.update("agent_executions", execution, priority=3)
    set_clock("61 seconds")
    with refused("KS210"):
        held.submission(execution, training_job_id=id)
    with refused("KS210"):
        held.update("training_jobs", id, logs_path="/late")


def test_execution_lease_manages_unclaimed_jobs(
    agent: Client,
) -> None:
    agent.execution()
    lease, row = claim_one(agent)
    held = agent.with_leases(lease)
    first, second = held.job(row["id"], priority=1), held.job(row["id"])
    assert held.update("training_jobs", second, status="running")["status"] == "running"
    taken = claim_job(agent)
    assert taken is not None
    assert taken["id"] == first
    with refused("KS211"):
        held.update("training_jobs", first, priority=9)
    assert held.update("training_jobs", first, status="cancelled")["status"] == "cancelled"


def test_claim_of_execution_skips_other_jobs(agent: Client) -> None:
    first, second = agent.execution(), agent.execution()
    agent.job(first, priority=9)
    wanted = [agent.job(second, priority=number) for number in (0, 1)]
    rows = agent.calls(
        "claim_training_jobs",
        p_lease_id=uuid4(),
        p_worker="w",
        p_limit=9,
        p_execution_id=second,
    )
    assert [row["id"] for row in rows] == wanted[::-1]
    other = claim_job(agent)
    assert other is not None
    assert other["execution_id"] == first


def test_job_is_reclaimed_retried_and_failed(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution()
    id = agent.job(execution, max_attempts=3)
    first = claim_job(agent)
    set_clock("61 seconds")
    second = claim_job(agent)
    assert first is not None
    assert second is not None
    assert (second["resume_reason"], second["started_at"]) == ("reclaimed", first["started_at"])
    lease = second["lease_id"]
    failed = agent.call("fail_training_job", p_id=id, p_lease_id=lease, p_error="nan loss")
    assert (failed["status"], failed["resume_reason"]) == ("running", "retry")
    assert agent.call("fail_training_job", p_id=id, p_lease_id=lease, p_error="again") == failed
    assert claim_job(agent) is None
    set_clock("10 minutes")
    third = claim_job(agent)
    assert third is not None
    set_clock("20 minutes")
    assert claim_job(agent) is None
    row = agent.get("training_jobs", id)
    assert (row["status"], row["attempts"]) == ("failed", 3)
    intervention = agent.row("select * from human_interventions")
    assert intervention["context_data"]["training_job_id"] == str(id)
    assert intervention["execution_id"] == execution


def test_job_completion_is_idempotent(agent: Client) -> None:
    id = agent.job(agent.execution())
    lease = uuid4()
    claim_job(agent, lease)
    heartbeat = agent.call("heartbeat_training_job", p_id=id, p_lease_id=lease, p_lease_seconds=600)
    assert heartbeat["status"] == "running"
    given = agent.call("release_training_job", p_id=id, p_lease_id=lease)
    assert agent.call("release_training_job", p_id=id, p_lease_id=lease) == given
    assert given["attempts"] == 0
    with refused("KS210"):
        agent.call("complete_training_job", p_id=id, p_lease_id=lease)
    lease = uuid4()
    claim_job(agent, lease)
    yielded = {
        "p_id": id,
        "p_lease_id": lease,
        "p_final_test_score": 0.9,
        "p_early_stopping_epoch": 7,
        "p_model_artifacts_path": "/model",
        "p_logs_path": "/logs",
    }
    done = agent.call("complete_training_job", **yielded)
    assert (done["status"], done["progress"], done["final_test_score"]) == ("completed", 1, 0.9)
    assert agent.call("complete_training_job", **yielded) == done
    with refused("KS210"):
        agent.call("fail_training_job", p_id=id, p_lease_id=lease, p_error="late")


def test_machine_claims_jobs_of_its_execution(agent: Client) -> None:
    paying, other = agent.execution(), agent.execution()
    agent.job(other, priority=9)
    mine = agent.job(paying)
    machine = agent.session(paying)["id"]
    claim_for = "select * from unnest(claim_training_jobs(%s, 'w', 60, 5, %s))"
    assert agent.rows(claim_for, uuid4(), uuid4()) == [], "the machine does not exist"
    [row] = agent.rows(claim_for, uuid4(), machine)
    assert (row["id"], row["gpu_session_id"]) == (mine, machine)
    agent.call("close_gpu_session", p_id=machine)
    agent.job(paying)
    assert agent.rows(claim_for, uuid4(), machine) == [], "a terminated machine claims no job"


def test_ended_execution_has_no_claimable_jobs(agent: Client) -> None:
    execution = agent.execution()
    agent.job(execution)
    agent.update("agent_executions", execution, status="cancelled")
    assert claim_job(agent) is None
