"""State transitions of the five lifecycles: exactly the allowed ones, and their effects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from tests.conftest import Owner
from tests.database.clients import Client, refused

LIVE = ["pending", "data_acquisition", "research", "code_generation", "training", "submission"]
STOPS = {"human_review", "failed", "cancelled"}

# Copied from the design decisions, not read from the database.
EXECUTIONS = {
    "pending": {"data_acquisition", *STOPS},
    "data_acquisition": {"research", *STOPS},
    "research": {"code_generation", *STOPS},
    "code_generation": {"training", *STOPS},
    "training": {"submission", "code_generation", "research", *STOPS},
    "submission": {"completed", "research", "code_generation", "training", *STOPS},
    "completed": set[str](),
    "failed": set[str](),
    "cancelled": set[str](),
}
REVIEWS = {
    **{state: {state, "failed", "cancelled"} for state in LIVE},
    "training": {"training", "submission", "failed", "cancelled"},
}
SESSIONS = {
    "provisioning": {"running", "terminated", "failed"},
    "running": {"idle", "terminated", "failed"},
    "idle": {"running", "terminated", "failed"},
    "terminated": set[str](),
    "failed": set[str](),
}
JOBS = {
    "queued": {"running", "failed", "cancelled"},
    "running": {"completed", "failed", "cancelled"},
    "completed": set[str](),
    "failed": set[str](),
    "cancelled": set[str](),
}
SUBMISSIONS = {
    "pending": {"submitted", "scored", "failed", "unknown"},
    "submitted": {"scored", "failed", "unknown", "disqualified"},
    "unknown": {"submitted", "scored", "failed"},
    "scored": {"disqualified"},
    "failed": set[str](),
    "disqualified": set[str](),
}
DECISIONS = {"reviewed": "respond", "approved": "approve", "rejected": "reject"}
RESPONSES = {*DECISIONS}
INTERVENTIONS = {
    "pending": {"escalated", *RESPONSES},
    "escalated": RESPONSES,
    **{response: set[str]() for response in sorted(RESPONSES)},
}

Transitions = dict[str, set[str]]


def pairs(moves: Transitions) -> list[tuple[str, str]]:
    return [(start, end) for start in moves for end in moves if start != end]


def attempt_transition(
    client: Client, table: str, id: UUID, end: str, allowed: set[str], column: str = "status"
) -> None:
    if end in allowed:
        assert client.update(table, id, **{column: end})[column] == end
        return
    with refused("KS201") as facts:
        client.update(table, id, **{column: end})
    assert facts["allowed"] == sorted(allowed)
    assert (facts["table"], facts["id"], facts["to"]) == (table, str(id), end)


@pytest.mark.parametrize(("start", "end"), pairs(EXECUTIONS))
def test_execution_allows_only_listed_transitions(agent: Client, start: str, end: str) -> None:
    id = agent.submitted(status=start)
    attempt_transition(agent, "agent_executions", id, end, EXECUTIONS[start])


@pytest.mark.parametrize("start", EXECUTIONS)
def test_review_starts_from_live_states_only(agent: Client, start: str) -> None:
    id = agent.execution(status=start)
    attempt_transition(agent, "agent_executions", id, "human_review", EXECUTIONS[start])


@pytest.mark.parametrize(
    ("interrupted", "end"), [(state, end) for state in REVIEWS for end in EXECUTIONS]
)
def test_review_resumes_interrupted_state(agent: Client, interrupted: str, end: str) -> None:
    id = agent.execution(status=interrupted)
    review = agent.update("agent_executions", id, status="human_review")
    assert review["resume_status"] == interrupted
    attempt_transition(agent, "agent_executions", id, end, REVIEWS[interrupted])


@pytest.mark.parametrize(("start", "end"), pairs(SESSIONS))
def test_session_allows_only_listed_transitions(agent: Client, start: str, end: str) -> None:
    id = agent.session(agent.execution(), status=start)["id"]
    attempt_transition(agent, "gpu_sessions", id, end, SESSIONS[start])


@pytest.mark.parametrize(("start", "end"), pairs(JOBS))
def test_job_allows_only_listed_transitions(agent: Client, start: str, end: str) -> None:
    id = agent.job(agent.execution(), status=start)
    attempt_transition(agent, "training_jobs", id, end, JOBS[start])


@pytest.mark.parametrize(("start", "end"), pairs(SUBMISSIONS))
def test_submission_allows_only_listed_transitions(agent: Client, start: str, end: str) -> None:
    id = agent.submission(agent.execution(), submission_status=start)
    attempt_transition(agent, "submissions", id, end, SUBMISSIONS[start], "submission_status")


@pytest.mark.parametrize(("start", "end"), pairs(INTERVENTIONS))
def test_intervention_allows_only_listed_transitions(
    owner: Owner, agent: Client, start: str, end: str
) -> None:
    id = agent.insert(
        "human_interventions",
        execution_id=agent.execution(),
        intervention_type="error_review",
        title="t",
        description="d",
        status=start,
    )["id"]
    move = (
        b"update human_interventions set status = %s, decision = %s, response = %s "
        b"where id = %s returning status"
    )
    values = [end, DECISIONS.get(end), "because" if end in DECISIONS else None, id]
    if end in INTERVENTIONS[start]:
        assert owner.execute(move, values).fetchone() == (end,)
        return
    with refused("KS250" if start in RESPONSES else "KS201") as facts:
        owner.execute(move, values)
    assert facts["id"] == str(id)
    if start not in RESPONSES:
        assert facts["allowed"] == sorted(INTERVENTIONS[start])


@pytest.mark.parametrize(
    ("lifecycle", "moves"),
    [
        ("agent_executions", {**EXECUTIONS, "human_review": {*LIVE, "failed", "cancelled"}}),
        ("gpu_sessions", SESSIONS),
        ("training_jobs", JOBS),
        ("submissions", SUBMISSIONS),
        ("human_interventions", INTERVENTIONS),
    ],
)
def test_allowed_moves_equals_tested_transitions(
    person: Client, lifecycle: str, moves: Transitions
) -> None:
    rows = person.rows(
        "select * from kaggle_store.allowed_moves where lifecycle = %s and only_after <> 'listed'",
        lifecycle,
    )
    assert {(row["from_status"], row["to_status"]) for row in rows} == {
        (start, end) for start in moves for end in moves[start]
    }


def test_unchanged_status_is_always_allowed(agent: Client) -> None:
    id = agent.execution(status="completed")
    assert agent.update("agent_executions", id, status="completed", priority=3)["priority"] == 3


def test_execution_times_follow_status(agent: Client, set_clock: Callable[[str], None]) -> None:
    id = agent.execution()
    start = agent.get("agent_executions", id)
    assert (start["started_at"], start["completed_at"]) == (None, None)
    set_clock("1 hour")
    begun = agent.update("agent_executions", id, status="data_acquisition")
    assert is_close(begun["started_at"] - start["created_at"], hours=1)
    set_clock("2 hours")
    assert (
        agent.update("agent_executions", id, status="research")["started_at"]
        == (begun["started_at"])
    )
    failed = agent.update("agent_executions", id, status="failed", error_message="no data")
    assert is_close(failed["completed_at"] - start["created_at"], hours=2)
    assert (failed["resume_status"], failed["error_message"]) == ("research", "no data")


def is_close(passed: timedelta, **wanted: float) -> bool:
    return abs(passed - timedelta(**wanted)) < timedelta(minutes=5)


def test_failure_in_review_keeps_resume_status(agent: Client) -> None:
    id = agent.execution(status="training")
    agent.update("agent_executions", id, status="human_review")
    assert agent.update("agent_executions", id, status="failed")["resume_status"] == "training"


def test_cancel_or_resume_clears_resume_status(agent: Client) -> None:
    id = agent.execution(status="training")
    agent.update("agent_executions", id, status="human_review")
    back = agent.update("agent_executions", id, status="training")
    assert (back["resume_status"], back["resume_reason"]) == (None, "answered")
    agent.update("agent_executions", id, status="human_review")
    assert agent.update("agent_executions", id, status="cancelled")["resume_status"] is None


def test_review_of_pending_execution_sets_no_start(agent: Client) -> None:
    id = agent.execution()
    agent.update("agent_executions", id, status="human_review")
    assert agent.update("agent_executions", id, status="pending")["started_at"] is None


def test_step_follows_status(agent: Client) -> None:
    id = agent.submitted(status="pending")

    def move(status: str, **values: object) -> int:
        step: int = agent.update("agent_executions", id, status=status, **values)["current_step"]
        return step

    assert [move(s) for s in ("data_acquisition", "research", "code_generation", "training")] == [
        1,
        2,
        3,
        4,
    ]
    assert move("training", current_step=5) == 5
    assert move("human_review") == 5
    assert move("training") == 5, "a review keeps the step"
    assert move("submission", current_step=7) == 7
    with refused("KS202") as facts:
        move("submission", current_step=5)
    assert facts == {"status": "submission", "first": 6, "last": 9}
    assert move("submission", current_step=9) == 9
    assert move("training") == 4, "another round begins at the state's first step"
    assert move("submission") == 6
    assert move("completed") == 10


@pytest.mark.parametrize("status", ["pending", "unknown", "failed"])
def test_complete_requires_received_submission(agent: Client, status: str) -> None:
    id = agent.execution(status="submission")
    with refused("KS205") as facts:
        agent.update("agent_executions", id, status="completed")
    assert facts == {"execution_id": str(id), "submissions": []}
    agent.submission(id, submission_status=status)
    with refused("KS205") as facts:
        agent.update("agent_executions", id, status="completed")
    assert facts["submissions"] == [status]
    assert agent.update("agent_executions", id, status="cancelled")["status"] == "cancelled"


@pytest.mark.parametrize("status", ["submitted", "scored", "disqualified"])
def test_received_submission_allows_complete(agent: Client, status: str) -> None:
    id = agent.execution(status="submission")
    agent.submission(agent.execution(), submission_status=status)
    with refused("KS205"):
        agent.update("agent_executions", id, status="completed")
    agent.submission(id, submission_status="failed")
    agent.submission(id, submission_status=status)
    assert agent.update("agent_executions", id, status="completed")["status"] == "completed"


def test_completed_import_needs_no_submission(agent: Client) -> None:
    id = agent.execution(status="completed")
    assert agent.update("agent_executions", id, execution_name="old")["status"] == "completed"


@pytest.mark.parametrize("end", ["failed", "cancelled"])
def test_stopped_execution_keeps_its_step(agent: Client, end: str) -> None:
    id = agent.execution(status="submission", current_step=8)
    assert agent.update("agent_executions", id, status=end)["current_step"] == 8


def test_job_times_follow_status(agent: Client, set_clock: Callable[[str], None]) -> None:
    id = agent.job(agent.execution())
    running = agent.update("training_jobs", id, status="running")
    assert running["started_at"] is not None
    set_clock("90 minutes")
    done = agent.update("training_jobs", id, status="completed")
    assert is_close(done["completed_at"] - running["started_at"], minutes=90)
    assert 85 < done["runtime_minutes"] < 95


def test_job_cancelled_in_queue_has_no_start(agent: Client) -> None:
    id = agent.job(agent.execution())
    row = agent.update("training_jobs", id, status="cancelled")
    assert (row["started_at"], row["runtime_minutes"]) == (None, None)
    assert row["completed_at"] is not None


def test_submission_times_follow_status(agent: Client, set_clock: Callable[[str], None]) -> None:
    id = agent.submission(agent.execution())
    sent = agent.update("submissions", id, submission_status="submitted")
    set_clock("10 minutes")
    scored = agent.update("submissions", id, submission_status="scored", public_score=0.8)
    assert scored["submitted_at"] == sent["submitted_at"]
    assert is_close(scored["scored_at"] - sent["submitted_at"], minutes=10)


def test_execution_past_target_is_overdue(agent: Client, set_clock: Callable[[str], None]) -> None:
    id = agent.execution(status="research", target_submission_hours=2)
    overdue = "select is_overdue from execution_progress where id = %s"
    assert agent.one(overdue, id) is False
    set_clock("3 hours")
    assert agent.one(overdue, id) is True


def test_admin_follows_the_same_transitions(agent: Client) -> None:
    admin = Client(agent.connection, role="admin", subject="root")
    id = admin.execution()
    session = agent.session(id)["id"]
    submission = admin.submission(id)
    with refused("KS201"):
        admin.update("agent_executions", id, status="training")
    assert admin.update("agent_executions", id, status="data_acquisition", gpu_budget_dollars=3)
    raised = admin.one(
        "update gpu_sessions set cost_limit_dollars = 2 where id = %s returning reserved_dollars",
        session,
    )
    assert raised == 2
    assert admin.update("submissions", submission, submission_status="failed")["slot_day"] is None
    assert admin.audit_log(id)[-1]["actor_role"] == "admin"
