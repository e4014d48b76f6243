"""The end of an execution ends its jobs and interventions and refuses new work."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from tests.conftest import Owner
from tests.database.clients import (
    Client,
    Row,
    claim_job,
    claim_one,
    escalate,
    refused,
    respond,
    run_while_locked,
    unsent_notifications,
)

Clock = Callable[[str], None]
TERMINAL = ["completed", "failed", "cancelled"]


def end(client: Client, execution: UUID, status: str) -> Row:
    return client.update("agent_executions", execution, status=status)


def insert_intervention(client: Client, execution: UUID, **values: object) -> Row:
    """Insert an intervention directly, without pausing the execution."""
    given = {"intervention_type": "error_review", "title": "?", "description": "?"}
    return client.insert("human_interventions", execution_id=execution, **{**given, **values})


def findings(client: Client) -> Row:
    rows = client.rows("select table_name, details from integrity_report() where findings > 0")
    return {row["table_name"]: row["details"] for row in rows}


# Jobs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", TERMINAL)
def test_end_cancels_live_jobs(agent: Client, status: str) -> None:
    execution, other = agent.submitted(), agent.execution()
    queued, running, done, other_job = (
        agent.job(execution),
        agent.job(execution, status="running"),
        agent.job(execution, status="completed"),
        agent.job(other),
    )
    end(agent, execution, status)
    for id in (queued, running):
        row = agent.get("training_jobs", id)
        assert (row["status"], row["error_message"]) == ("cancelled", f"its execution is {status}")
        assert row["completed_at"] is not None
        assert [h["new_values"]["status"] for h in agent.audit_log(id)][-1] == "cancelled"
    assert agent.get("training_jobs", done)["status"] == "completed"
    assert agent.get("training_jobs", other_job)["status"] == "queued"
    assert findings(agent) == {}


def test_end_revokes_job_leases(agent: Client) -> None:
    execution = agent.execution()
    job, lease = agent.job(execution), uuid4()
    claim_job(agent, lease)
    end(agent, execution, "cancelled")
    assert agent.get("training_jobs", job)["lease_expires_at"] is None
    for function in ("heartbeat", "release", "complete", "fail", "report"):
        with refused("KS210"):
            call_as_worker(agent, function, job, lease)


def call_as_worker(client: Client, function: str, job: UUID, lease: UUID) -> Row:
    """Call one of the functions of a job's worker."""
    if function == "report":
        return client.call("report_training_progress", p_id=job, p_lease_id=lease, p_epoch=1)
    more = {"p_error": "oh"} if function == "fail" else {}
    return client.call(f"{function}_training_job", p_id=job, p_lease_id=lease, **more)


@pytest.mark.parametrize("function", ["heartbeat", "release", "complete", "fail"])
def test_worker_of_locked_job_is_refused_after_end(
    agent: Client, other_agent: Client, function: str
) -> None:
    """The end does not wait for locked jobs; their leases are refused from then on."""
    execution = agent.execution()
    job, lease = agent.job(execution), uuid4()
    claim_job(agent, lease)
    with other_agent.connection.transaction():
        other_agent.with_leases(lease).update("training_jobs", job, logs_path="logs/1")
        end(agent, execution, "cancelled")
    assert agent.get("training_jobs", job)["status"] == "running", "else the test proves nothing"
    with refused("KS210"):
        call_as_worker(agent, function, job, lease)


def test_lost_job_of_ended_execution_blocks_no_claim(
    agent: Client, other_agent: Client, set_clock: Clock
) -> None:
    execution = agent.execution()
    lost, lease = agent.job(execution, max_attempts=1), uuid4()
    claim_job(agent, lease, 60)
    with other_agent.connection.transaction():
        other_agent.with_leases(lease).update("training_jobs", lost, logs_path="logs/1")
        end(agent, execution, "cancelled")
    set_clock("61 seconds")
    waiting = agent.job(agent.execution())
    claimed = claim_job(agent)
    assert claimed is not None
    assert claimed["id"] == waiting
    assert agent.get("training_jobs", lost)["status"] in ("cancelled", "failed")


def test_job_left_running_at_end_cannot_be_written(agent: Client, other_agent: Client) -> None:
    execution = agent.execution()
    job, lease = agent.job(execution), uuid4()
    claim_job(agent, lease, 3600)
    with other_agent.connection.transaction():
        other_agent.with_leases(lease).update("training_jobs", job, logs_path="logs/1")
        end(agent, execution, "cancelled")
    with refused("KS210"):
        agent.call("report_training_progress", p_id=job, p_lease_id=lease, p_validation_score=9)
    with refused("KS210"):
        agent.with_leases(lease).update("training_jobs", job, status="completed")
    with refused("KS210"):
        agent.call("complete_training_job", p_id=job, p_lease_id=lease)
    assert agent.get("training_jobs", job)["best_validation_score"] is None


def test_upkeep_ends_rows_locked_at_the_end(agent: Client, other_agent: Client) -> None:
    execution = agent.execution()
    job = agent.job(execution)
    intervention = agent.intervention(execution, p_pauses_execution=False)["id"]
    with other_agent.connection.transaction():
        other_agent.update("training_jobs", job, job_name="renamed")
        other_agent.update("human_interventions", intervention, assigned_to="bob@example.org")
        end(agent, execution, "cancelled")
    assert agent.get("training_jobs", job)["status"] == "queued"
    agent.calls("close_leftovers")
    assert agent.get("training_jobs", job)["status"] == "cancelled"
    assert agent.get("human_interventions", intervention)["status"] == "rejected"
    assert unsent_notifications(agent) == []
    assert findings(agent) == {}


# Interventions ------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["completed", "cancelled"])
def test_end_withdraws_open_interventions(agent: Client, set_clock: Clock, status: str) -> None:
    execution = agent.submitted()
    interventions = [
        agent.intervention(execution, p_pauses_execution=False)["id"] for _ in range(3)
    ]
    respond(agent, interventions[0], "approve", p_response="go on")
    set_clock("5 hours")
    assert {row["id"] for row in escalate(agent)} == set(interventions[1:])
    [first, *_] = [
        row for row in unsent_notifications(agent) if row["intervention_id"] == interventions[1]
    ]
    agent.call("confirm_notification", p_id=first["id"])
    end(agent, execution, status)
    for id in interventions[1:]:
        row = agent.get("human_interventions", id)
        assert (row["status"], row["responded_by"]) == ("rejected", "kaggle_store")
        assert row["response"] == f"withdrawn: the execution is {status}"
        assert row["responded_at"] is not None
        with refused("KS250"):
            respond(agent, id, "approve")
    assert agent.get("human_interventions", interventions[0])["response"] == "go on"
    assert [row["intervention_id"] for row in unsent_notifications(agent)] == [interventions[0]]
    sent = agent.rows("select * from intervention_notifications where sent_at is not null")
    assert [row["id"] for row in sent] == [first["id"]], "a sent notification is kept"
    row = agent.get("agent_executions", execution)
    assert (row["status"], row["human_intervention_required"]) == (status, False)
    assert row["human_intervention_reason"] is None
    set_clock("9 days")
    assert escalate(agent) == []
    assert findings(agent) == {}


def test_cancel_in_review_withdraws_intervention(agent: Client) -> None:
    execution = agent.execution(status="training")
    intervention = agent.intervention(execution)["id"]
    end(agent, execution, "cancelled")
    assert agent.get("human_interventions", intervention)["status"] == "rejected"
    moves = [h["new_values"].get("status") for h in agent.audit_log(execution)]
    assert moves == ["training", "human_review", "cancelled"], "it was not resumed in between"


def test_failed_execution_keeps_its_interventions(agent: Client) -> None:
    execution = agent.execution()
    intervention = agent.intervention(execution, p_pauses_execution=False)["id"]
    end(agent, execution, "failed")
    assert agent.get("human_interventions", intervention)["status"] == "pending"
    assert agent.get("agent_executions", execution)["human_intervention_required"] is True
    assert len(unsent_notifications(agent)) == 1
    assert agent.intervention(execution)["status"] == "pending"
    assert agent.get("agent_executions", execution)["status"] == "failed"
    assert respond(agent, intervention)["status"] == "approved"


def test_withdrawal_is_no_decision(agent: Client) -> None:
    execution = agent.execution()
    schema = '{"required": ["a"]}'
    id = agent.intervention(execution, p_response_schema=schema, p_allowed_decisions=["approve"])
    end(agent, execution, "cancelled")
    row = agent.get("human_interventions", id["id"])
    assert (row["status"], row["decision"], row["response_data"]) == ("rejected", None, None)


# New work -----------------------------------------------------------------------------------------

NEW: dict[str, Callable[[Client, UUID], object]] = {
    "submissions": lambda agent, execution: agent.submission(execution),
    "gpu_sessions": lambda agent, execution: agent.session(execution, cost_limit_dollars="0.1"),
    "training_jobs": lambda agent, execution: agent.job(execution),
    "human_interventions": lambda agent, execution: agent.intervention(execution),
}


@pytest.mark.parametrize("status", TERMINAL)
@pytest.mark.parametrize("table", NEW)
def test_ended_execution_refuses_new_work(agent: Client, table: str, status: str) -> None:
    execution = agent.execution(status=status)
    if (table, status) == ("human_interventions", "failed"):
        NEW[table](agent, execution)
        return
    with refused("KS204") as facts:
        NEW[table](agent, execution)
    assert facts == {"execution_id": str(execution), "status": status, "table": table}
    assert agent.rows(f"select 1 from {table}") == []


def test_ended_execution_refuses_escalated_insert(agent: Client) -> None:
    execution = agent.execution(status="completed")
    with refused("KS204"):
        insert_intervention(agent, execution, status="escalated")


def test_repeated_create_after_end_is_ignored(agent: Client) -> None:
    execution = agent.execution()
    ids = {table: uuid4() for table in NEW}
    code = agent.code(execution)
    values: dict[str, Row] = {
        "submissions": {"submission_file_path": "s.csv"},
        "gpu_sessions": {"provider": "p", "instance_type": "t", "cost_limit_dollars": "0.1"},
        "training_jobs": {"code_id": code, "job_name": "job"},
        "human_interventions": {
            "intervention_type": "error_review",
            "title": "?",
            "description": "?",
        },
    }
    for table, id in ids.items():
        agent.insert(table, id=id, execution_id=execution, **values[table])
    end(agent, execution, "cancelled")
    for table, id in ids.items():
        assert agent.repeat(table, id=id, execution_id=execution, **values[table]) == []
    intervention = ids["human_interventions"]
    assert agent.intervention(execution, id=intervention)["status"] == "rejected"


def test_ended_history_can_be_imported(agent: Client) -> None:
    execution = agent.execution(status="completed")
    agent.submission(execution, submission_status="scored", public_score=0.5)
    agent.session(execution, status="terminated")
    agent.job(execution, status="completed")
    insert_intervention(agent, execution, status="approved")
    assert findings(agent) == {}


@pytest.mark.parametrize("table", NEW)
def test_create_waits_for_concurrent_end(
    owner: Owner, agent: Client, other_agent: Client, table: str
) -> None:
    execution = agent.execution()

    def begin() -> str:
        with refused("KS204") as facts:
            NEW[table](other_agent, execution)
        return str(facts["status"])

    found = run_while_locked(owner, agent, lambda first: end(first, execution, "cancelled"), begin)
    assert found == "cancelled"


# Costs after the end ------------------------------------------------------------------------------


def test_overrun_after_end_creates_no_intervention(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution(gpu_budget_dollars=1)
    session = agent.session(execution)["id"]
    agent.call("heartbeat_gpu_session", p_id=session)
    end(agent, execution, "cancelled")
    set_clock("3 hours")
    state = agent.call("heartbeat_gpu_session", p_id=session)
    assert (state["should_stop"], state["reason"]) == (True, "execution_ended")
    assert state["total_cost_dollars"] > 2
    closed = agent.call("close_gpu_session", p_id=session, p_total_cost_dollars=5)
    assert closed["total_cost_dollars"] == 5
    assert agent.get("agent_executions", execution)["gpu_budget_consumed"] == 5
    assert agent.rows("select 1 from human_interventions") == []
    agent.update("agent_executions", execution, gpu_budget_dollars=0)


# Review -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", ["training", "submission"])
def test_open_intervention_blocks_resume(agent: Client, to: str) -> None:
    execution = agent.execution(status="training")
    intervention = agent.intervention(execution)["id"]
    for status in ("pending", "escalated"):
        assert agent.get("human_interventions", intervention)["status"] == status
        with refused("KS203") as facts:
            agent.update("agent_executions", execution, status=to)
        assert facts == {"execution_id": str(execution), "intervention_id": str(intervention)}
        if status == "pending":
            agent.update("human_interventions", intervention, sla_deadline="2020-01-01T00:00:00Z")
            escalate(agent)
    assert agent.get("agent_executions", execution)["status"] == "human_review"
    respond(agent, intervention, "reject")
    assert agent.get("agent_executions", execution)["status"] == "training"


def test_open_intervention_blocks_lease_holder(agent: Client) -> None:
    agent.execution()
    lease, row = claim_one(agent)
    intervention = agent.intervention(row["id"])["id"]
    with refused("KS203"):
        agent.with_leases(lease).update("agent_executions", row["id"], status="pending")
    respond(agent, intervention)
    assert agent.get("agent_executions", row["id"])["status"] == "pending"


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_review_can_end_with_open_interventions(agent: Client, status: str) -> None:
    execution = agent.execution(status="training")
    agent.intervention(execution)
    assert end(agent, execution, status)["status"] == status
