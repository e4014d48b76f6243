"""With an execution ends what belongs to it: its jobs, its questions, and all that would begin anew."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID, uuid4

import pytest
from psycopg import errors

from tests.conftest import Owner
from tests.database.acting import (
    Client,
    Row,
    claim_job,
    claim_one,
    escalate,
    meanwhile,
    refused,
    respond,
    to_send,
)

Clock = Callable[[str], None]
TERMINAL = ["completed", "failed", "cancelled"]


def end(client: Client, execution: UUID, status: str) -> Row:
    return client.update("agent_executions", execution, status=status)


def asked(client: Client, execution: UUID, **values: object) -> Row:
    """A question that nobody has asked by a function: it does not pause."""
    given = {"intervention_type": "error_review", "title": "?", "description": "?"}
    return client.insert("human_interventions", execution_id=execution, **{**given, **values})


def findings(client: Client) -> Row:
    rows = client.rows("select table_name, details from integrity_report() where findings > 0")
    return {row["table_name"]: row["details"] for row in rows}


# Jobs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", TERMINAL)
def test_its_live_jobs_are_cancelled_and_say_why(agent: Client, status: str) -> None:
    execution, other = agent.execution(status="submission"), agent.execution()
    queued, running, done, theirs = (
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
        assert [h["new_values"]["status"] for h in agent.history(id)][-1] == "cancelled"
    assert agent.get("training_jobs", done)["status"] == "completed"
    assert agent.get("training_jobs", theirs)["status"] == "queued"
    assert findings(agent) == {}


def test_whoever_trains_for_it_has_lost_his_lease(agent: Client) -> None:
    execution = agent.execution()
    job, lease = agent.job(execution), uuid4()
    claim_job(agent, lease)
    end(agent, execution, "cancelled")
    assert agent.get("training_jobs", job)["lease_expires_at"] is None
    for function in ("heartbeat", "release", "complete", "fail", "report"):
        with refused("KS210"):
            use(agent, function, job, lease)


def use(client: Client, function: str, job: UUID, lease: UUID) -> Row:
    """One of the functions of a job's worker."""
    if function == "report":
        return client.call("report_training_progress", p_id=job, p_lease_id=lease, p_epoch=1)
    more = {"p_error": "oh"} if function == "fail" else {}
    return client.call(f"{function}_training_job", p_id=job, p_lease_id=lease, **more)


@pytest.mark.parametrize("function", ["heartbeat", "release", "complete", "fail"])
def test_a_job_that_was_busy_at_the_end_hears_of_it_afterwards(
    agent: Client, other_agent: Client, function: str
) -> None:
    """The end waits for nobody: whoever writes to a job meanwhile holds a lease that is worth nothing."""
    execution = agent.execution()
    job, lease = agent.job(execution), uuid4()
    claim_job(agent, lease)
    with other_agent.connection.transaction():
        other_agent.under(lease).update("training_jobs", job, logs_path="logs/1")
        end(agent, execution, "cancelled")
    assert agent.get("training_jobs", job)["status"] == "running", "else this shows nothing"
    with refused("KS210"):
        use(agent, function, job, lease)


def test_work_that_is_lost_when_its_execution_has_ended_stops_no_claim(
    agent: Client, other_agent: Client, set_clock: Clock
) -> None:
    execution = agent.execution()
    lost, lease = agent.job(execution, max_attempts=1), uuid4()
    claim_job(agent, lease, 60)
    with other_agent.connection.transaction():
        other_agent.under(lease).update("training_jobs", lost, logs_path="logs/1")
        end(agent, execution, "cancelled")
    set_clock("61 seconds")
    waiting = agent.job(agent.execution())
    claimed = claim_job(agent)
    assert claimed is not None
    assert claimed["id"] == waiting
    assert agent.get("training_jobs", lost)["status"] in ("cancelled", "failed")


def test_a_job_that_was_passed_over_when_its_execution_ended_is_written_by_nobody(
    agent: Client, other_agent: Client
) -> None:
    execution = agent.execution()
    job, lease = agent.job(execution), uuid4()
    claim_job(agent, lease, 3600)
    with other_agent.connection.transaction():
        other_agent.under(lease).update("training_jobs", job, logs_path="logs/1")
        end(agent, execution, "cancelled")
    with refused("KS210"):
        agent.call("report_training_progress", p_id=job, p_lease_id=lease, p_validation_score=9)
    with refused("KS210"):
        agent.under(lease).update("training_jobs", job, status="completed")
    with refused("KS210"):
        agent.call("complete_training_job", p_id=job, p_lease_id=lease)
    assert agent.get("training_jobs", job)["best_validation_score"] is None


def test_what_was_just_being_written_when_its_execution_ended_is_ended_by_upkeep(
    agent: Client, other_agent: Client
) -> None:
    execution = agent.execution()
    job = agent.job(execution)
    question = agent.ask(execution, p_pauses_execution=False)["id"]
    with other_agent.connection.transaction():
        other_agent.update("training_jobs", job, job_name="renamed")
        other_agent.update("human_interventions", question, assigned_to="bob@example.org")
        end(agent, execution, "cancelled")
    assert agent.get("training_jobs", job)["status"] == "queued"
    agent.calls("close_leftovers")
    assert agent.get("training_jobs", job)["status"] == "cancelled"
    assert agent.get("human_interventions", question)["status"] == "rejected"
    assert findings(agent) == {}


# Questions --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["completed", "cancelled"])
def test_its_open_questions_are_withdrawn_and_nobody_is_told_of_them(
    agent: Client, set_clock: Clock, status: str
) -> None:
    execution = agent.execution(status="submission")
    questions = [agent.ask(execution, p_pauses_execution=False)["id"] for _ in range(3)]
    respond(agent, questions[0], "approved", p_response="go on")
    set_clock("5 hours")
    assert {row["id"] for row in escalate(agent)} == set(questions[1:])
    [first, *_] = [row for row in to_send(agent) if row["intervention_id"] == questions[1]]
    agent.call("confirm_notification", p_id=first["id"])
    end(agent, execution, status)
    for id in questions[1:]:
        row = agent.get("human_interventions", id)
        assert (row["status"], row["responded_by"]) == ("rejected", "kaggle_store")
        assert row["response"] == f"withdrawn: the execution is {status}"
        assert row["responded_at"] is not None
        with refused("KS250"):
            respond(agent, id, "approved")
    assert agent.get("human_interventions", questions[0])["response"] == "go on"
    assert [row["intervention_id"] for row in to_send(agent)] == [questions[0]]
    sent = agent.rows("select * from intervention_notifications where sent_at is not null")
    assert [row["id"] for row in sent] == [first["id"]], "what was sent was sent"
    row = agent.get("agent_executions", execution)
    assert (row["status"], row["human_intervention_required"]) == (status, False)
    assert row["human_intervention_reason"] is None
    set_clock("9 days")
    assert escalate(agent) == []
    assert findings(agent) == {}


def test_one_that_waits_in_review_is_cancelled_with_its_question(agent: Client) -> None:
    execution = agent.execution(status="training")
    question = agent.ask(execution)["id"]
    end(agent, execution, "cancelled")
    assert agent.get("human_interventions", question)["status"] == "rejected"
    moves = [h["new_values"].get("status") for h in agent.history(execution)]
    assert moves == ["training", "human_review", "cancelled"], "it did not go on in between"


def test_a_failure_is_still_asked_about(agent: Client) -> None:
    execution = agent.execution()
    question = agent.ask(execution, p_pauses_execution=False)["id"]
    end(agent, execution, "failed")
    assert agent.get("human_interventions", question)["status"] == "pending"
    assert agent.get("agent_executions", execution)["human_intervention_required"] is True
    assert len(to_send(agent)) == 1
    assert agent.ask(execution)["status"] == "pending"
    assert agent.get("agent_executions", execution)["status"] == "failed"
    assert respond(agent, question)["status"] == "approved"


def test_what_was_answered_in_advance_keeps_no_execution_from_its_end(agent: Client) -> None:
    """Whether or not such a question is stored, withdrawing it does not ask for its shape."""
    execution = agent.execution()
    with suppress(errors.CheckViolation):
        asked(agent, execution, response_shape='{"a": "number"}', response_data='{"b": 1}')
    assert end(agent, execution, "cancelled")["status"] == "cancelled"


# Nothing new ------------------------------------------------------------------------------------------

NEW: dict[str, Callable[[Client, UUID], object]] = {
    "submissions": lambda agent, execution: agent.submission(execution),
    "gpu_sessions": lambda agent, execution: agent.session(execution, cost_limit_dollars="0.1"),
    "training_jobs": lambda agent, execution: agent.job(execution),
    "human_interventions": lambda agent, execution: agent.ask(execution),
}


@pytest.mark.parametrize("status", TERMINAL)
@pytest.mark.parametrize("table", NEW)
def test_nothing_is_begun_for_it(agent: Client, table: str, status: str) -> None:
    execution = agent.execution(status=status)
    if (table, status) == ("human_interventions", "failed"):
        NEW[table](agent, execution)
        return
    with refused("KS204") as facts:
        NEW[table](agent, execution)
    assert facts == {"execution_id": str(execution), "status": status, "table": table}
    assert agent.rows(f"select 1 from {table}") == []


def test_a_question_that_has_escalated_elsewhere_is_not_begun_either(agent: Client) -> None:
    execution = agent.execution(status="completed")
    with refused("KS204"):
        asked(agent, execution, status="escalated")


def test_a_repeat_of_what_was_begun_before_is_no_beginning(agent: Client) -> None:
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
    question = ids["human_interventions"]
    assert agent.ask(execution, id=question)["status"] == "rejected"


def test_a_history_may_be_brought_in_whole(agent: Client) -> None:
    execution = agent.execution(status="completed")
    agent.submission(execution, submission_status="scored", public_score=0.5)
    agent.session(execution, status="terminated")
    agent.job(execution, status="completed")
    asked(agent, execution, status="approved")
    assert findings(agent) == {}


@pytest.mark.parametrize("table", NEW)
def test_an_end_that_is_under_way_is_waited_for(
    owner: Owner, agent: Client, other_agent: Client, table: str
) -> None:
    execution = agent.execution()

    def begin() -> str:
        with refused("KS204") as facts:
            NEW[table](other_agent, execution)
        return str(facts["status"])

    found = meanwhile(owner, agent, lambda first: end(first, execution, "cancelled"), begin)
    assert found == "cancelled"


# What its machines still cost -------------------------------------------------------------------------


def test_an_overrun_after_the_end_is_recorded_and_asks_nobody(
    agent: Client, set_clock: Clock
) -> None:
    execution = agent.execution(gpu_budget_dollars=1)
    session = agent.session(execution)["id"]
    agent.call("heartbeat_gpu_session", p_id=session)
    end(agent, execution, "cancelled")
    set_clock("3 hours")
    told = agent.call("heartbeat_gpu_session", p_id=session)
    assert (told["should_stop"], told["reason"]) == (True, "execution_ended")
    assert told["total_cost_dollars"] > 2
    closed = agent.call("close_gpu_session", p_id=session, p_total_cost_dollars=5)
    assert closed["total_cost_dollars"] == 5
    assert agent.get("agent_executions", execution)["gpu_budget_consumed"] == 5
    assert agent.rows("select 1 from human_interventions") == []
    agent.update("agent_executions", execution, gpu_budget_dollars=0)


# Review -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", ["training", "submission"])
def test_nobody_goes_on_by_hand_while_a_pausing_question_is_open(agent: Client, to: str) -> None:
    execution = agent.execution(status="training")
    question = agent.ask(execution)["id"]
    for status in ("pending", "escalated"):
        assert agent.get("human_interventions", question)["status"] == status
        with refused("KS203") as facts:
            agent.update("agent_executions", execution, status=to)
        assert facts == {"execution_id": str(execution), "intervention_id": str(question)}
        if status == "pending":
            agent.update("human_interventions", question, sla_deadline="2020-01-01T00:00:00Z")
            escalate(agent)
    assert agent.get("agent_executions", execution)["status"] == "human_review"
    respond(agent, question, "rejected")
    assert agent.get("agent_executions", execution)["status"] == "training"


def test_whoever_holds_the_lease_does_not_pass_over_the_question_either(agent: Client) -> None:
    agent.execution()
    lease, row = claim_one(agent)
    question = agent.ask(row["id"])["id"]
    with refused("KS203"):
        agent.under(lease).update("agent_executions", row["id"], status="pending")
    respond(agent, question)
    assert agent.get("agent_executions", row["id"])["status"] == "pending"


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_a_review_can_be_ended_whatever_is_open(agent: Client, status: str) -> None:
    execution = agent.execution(status="training")
    agent.ask(execution)
    assert end(agent, execution, status)["status"] == status


def test_a_review_without_a_question_is_left_by_hand_and_found(agent: Client) -> None:
    execution = agent.execution(status="research")
    agent.ask(execution, p_pauses_execution=False)
    agent.update("agent_executions", execution, status="human_review")
    without = {"agent_executions": {"in review without an open intervention": 1}}
    assert findings(agent) == without
    question = agent.ask(execution)["id"]
    assert findings(agent) == {}
    respond(agent, question)
    assert agent.get("agent_executions", execution)["status"] == "research"
    agent.update("agent_executions", execution, status="human_review")
    assert agent.update("agent_executions", execution, status="research")["status"] == "research"
    assert findings(agent) == {}
