"""Every move of the five lifecycles that is allowed, and no other; and what a move carries along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from tests.conftest import Owner
from tests.database.acting import Client, refused

LIVE = ["pending", "data_acquisition", "research", "code_generation", "training", "submission"]
STOPS = {"human_review", "failed", "cancelled"}

# Typed by hand from the decisions, and not read from where the database has them.
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
ANSWERS = {"reviewed", "approved", "rejected"}
QUESTIONS = {
    "pending": {"escalated", *ANSWERS},
    "escalated": ANSWERS,
    **{answer: set[str]() for answer in sorted(ANSWERS)},
}

Moves = dict[str, set[str]]


def pairs(moves: Moves) -> list[tuple[str, str]]:
    return [(start, end) for start in moves for end in moves if start != end]


def try_move(
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
def test_an_execution_moves_as_allowed_and_not_otherwise(
    agent: Client, start: str, end: str
) -> None:
    id = agent.execution(status=start)
    try_move(agent, "agent_executions", id, end, EXECUTIONS[start])


@pytest.mark.parametrize("start", EXECUTIONS)
def test_a_review_is_entered_from_live_states_only(agent: Client, start: str) -> None:
    id = agent.execution(status=start)
    try_move(agent, "agent_executions", id, "human_review", EXECUTIONS[start])


@pytest.mark.parametrize(
    ("interrupted", "end"), [(state, end) for state in REVIEWS for end in EXECUTIONS]
)
def test_a_review_returns_to_what_it_interrupted(agent: Client, interrupted: str, end: str) -> None:
    id = agent.execution(status=interrupted)
    review = agent.update("agent_executions", id, status="human_review")
    assert review["resume_status"] == interrupted
    try_move(agent, "agent_executions", id, end, REVIEWS[interrupted])


@pytest.mark.parametrize(("start", "end"), pairs(SESSIONS))
def test_a_session_moves_as_allowed_and_not_otherwise(agent: Client, start: str, end: str) -> None:
    id = agent.session(agent.execution(), status=start)["id"]
    try_move(agent, "gpu_sessions", id, end, SESSIONS[start])


@pytest.mark.parametrize(("start", "end"), pairs(JOBS))
def test_a_job_moves_as_allowed_and_not_otherwise(agent: Client, start: str, end: str) -> None:
    id = agent.job(agent.execution(), status=start)
    try_move(agent, "training_jobs", id, end, JOBS[start])


@pytest.mark.parametrize(("start", "end"), pairs(SUBMISSIONS))
def test_a_submission_moves_as_allowed_and_not_otherwise(
    agent: Client, start: str, end: str
) -> None:
    id = agent.submission(agent.execution(), submission_status=start)
    try_move(agent, "submissions", id, end, SUBMISSIONS[start], "submission_status")


@pytest.mark.parametrize(("start", "end"), pairs(QUESTIONS))
def test_a_question_moves_as_allowed_and_is_answered_once(
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
    move = "update human_interventions set status = %s where id = %s returning status"
    if end in QUESTIONS[start]:
        assert owner.execute(move.encode(), [end, id]).fetchone() == (end,)
        return
    with refused("KS250" if start in ANSWERS else "KS201") as facts:
        owner.execute(move.encode(), [end, id])
    assert facts["id"] == str(id)
    if start not in ANSWERS:
        assert facts["allowed"] == sorted(QUESTIONS[start])


@pytest.mark.parametrize(
    ("lifecycle", "moves"),
    [
        ("agent_executions", {**EXECUTIONS, "human_review": {*LIVE, "failed", "cancelled"}}),
        ("gpu_sessions", SESSIONS),
        ("training_jobs", JOBS),
        ("submissions", SUBMISSIONS),
        ("human_interventions", QUESTIONS),
    ],
)
def test_the_moves_that_people_read_are_those_that_are_tested(
    person: Client, lifecycle: str, moves: Moves
) -> None:
    rows = person.rows(
        "select * from kaggle_store.allowed_moves where lifecycle = %s and only_after <> 'listed'",
        lifecycle,
    )
    assert {(row["from_status"], row["to_status"]) for row in rows} == {
        (start, end) for start in moves for end in moves[start]
    }


def test_a_status_that_does_not_change_is_no_move(agent: Client) -> None:
    id = agent.execution(status="completed")
    assert agent.update("agent_executions", id, status="completed", priority=3)["priority"] == 3


def test_times_follow_the_status(agent: Client, set_clock: Callable[[str], None]) -> None:
    id = agent.execution()
    start = agent.get("agent_executions", id)
    assert (start["started_at"], start["completed_at"]) == (None, None)
    set_clock("1 hour")
    begun = agent.update("agent_executions", id, status="data_acquisition")
    assert about(begun["started_at"] - start["created_at"], hours=1)
    set_clock("2 hours")
    assert (
        agent.update("agent_executions", id, status="research")["started_at"]
        == (begun["started_at"])
    )
    failed = agent.update("agent_executions", id, status="failed", error_message="no data")
    assert about(failed["completed_at"] - start["created_at"], hours=2)
    assert (failed["resume_status"], failed["error_message"]) == ("research", "no data")


def about(passed: timedelta, **wanted: float) -> bool:
    return abs(passed - timedelta(**wanted)) < timedelta(minutes=5)


def test_failing_in_a_review_remembers_what_the_review_interrupted(agent: Client) -> None:
    id = agent.execution(status="training")
    agent.update("agent_executions", id, status="human_review")
    assert agent.update("agent_executions", id, status="failed")["resume_status"] == "training"


def test_cancelling_and_going_on_forget_what_was_remembered(agent: Client) -> None:
    id = agent.execution(status="training")
    agent.update("agent_executions", id, status="human_review")
    back = agent.update("agent_executions", id, status="training")
    assert (back["resume_status"], back["resume_reason"]) == (None, "answered")
    agent.update("agent_executions", id, status="human_review")
    assert agent.update("agent_executions", id, status="cancelled")["resume_status"] is None


def test_a_review_of_what_has_not_begun_does_not_begin_it(agent: Client) -> None:
    id = agent.execution()
    agent.update("agent_executions", id, status="human_review")
    assert agent.update("agent_executions", id, status="pending")["started_at"] is None


def test_the_step_follows_the_status_and_stays_within_it(agent: Client) -> None:
    id = agent.execution()

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


@pytest.mark.parametrize("end", ["failed", "cancelled"])
def test_an_execution_that_is_stopped_keeps_its_step(agent: Client, end: str) -> None:
    id = agent.execution(status="submission", current_step=8)
    assert agent.update("agent_executions", id, status=end)["current_step"] == 8


def test_a_job_takes_its_times_from_its_moves(
    agent: Client, set_clock: Callable[[str], None]
) -> None:
    id = agent.job(agent.execution())
    running = agent.update("training_jobs", id, status="running")
    assert running["started_at"] is not None
    set_clock("90 minutes")
    done = agent.update("training_jobs", id, status="completed")
    assert about(done["completed_at"] - running["started_at"], minutes=90)
    assert 85 < done["runtime_minutes"] < 95


def test_a_job_that_never_ran_has_no_start(agent: Client) -> None:
    id = agent.job(agent.execution())
    row = agent.update("training_jobs", id, status="cancelled")
    assert (row["started_at"], row["runtime_minutes"]) == (None, None)
    assert row["completed_at"] is not None


def test_a_submission_takes_its_times_from_its_moves(
    agent: Client, set_clock: Callable[[str], None]
) -> None:
    id = agent.submission(agent.execution())
    sent = agent.update("submissions", id, submission_status="submitted")
    set_clock("10 minutes")
    scored = agent.update("submissions", id, submission_status="scored", public_score=0.8)
    assert scored["submitted_at"] == sent["submitted_at"]
    assert about(scored["scored_at"] - sent["submitted_at"], minutes=10)


def test_an_execution_that_takes_too_long_is_overdue(
    agent: Client, set_clock: Callable[[str], None]
) -> None:
    id = agent.execution(status="research", target_submission_hours=2)
    overdue = "select is_overdue from execution_progress where id = %s"
    assert agent.one(overdue, id) is False
    set_clock("3 hours")
    assert agent.one(overdue, id) is True


def test_an_admin_moves_by_the_same_rules(agent: Client) -> None:
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
    assert admin.history(id)[-1]["actor_role"] == "admin"
