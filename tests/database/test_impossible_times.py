"""Impossible times are refused or clamped, so that no row can block later work."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from psycopg import errors

from tests.database.clients import Client, claim, claim_job, heartbeat, mark

Clock = Callable[[str], None]
Insert = Callable[..., object]

TIMES: dict[str, tuple[str, ...]] = {
    "competitions": ("created_at",),
    "agent_executions": ("started_at", "completed_at", "created_at", "available_at"),
    "generated_code": ("created_at",),
    "gpu_sessions": ("provisioned_at", "terminated_at", "auto_terminate_at", "created_at"),
    "training_jobs": ("started_at", "completed_at", "created_at", "available_at"),
    "submissions": ("submitted_at", "scored_at", "created_at"),
    "human_interventions": ("sla_deadline", "created_at", "responded_at"),
}


def insert(client: Client, table: str, **values: object) -> UUID:
    """Insert a row in a terminal state, which may have all its times."""
    if table == "competitions":
        return client.competition(**values)
    if table == "agent_executions":
        return client.execution(status="completed", **values)
    execution = client.execution()
    given: dict[str, object] = {"execution_id": execution}
    if table == "training_jobs":
        return client.job(execution, status="completed", **values)
    if table == "generated_code":
        given |= {"code_type": "training", "file_name": "a.py", "code_content": "1"}
    elif table == "gpu_sessions":
        given |= {"provider": "p", "instance_type": "t", "status": "terminated"}
    elif table == "submissions":
        given |= {"submission_file_path": "s.csv", "submission_status": "scored"}
    elif table == "human_interventions":
        given |= {"intervention_type": "error_review", "title": "?", "description": "?"}
        given |= {"status": "approved"}
    found: UUID = client.insert(table, **given, **values)["id"]
    return found


@pytest.mark.parametrize(
    "moment",
    ["0001-01-01", "1899-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "infinity", "-infinity"],
)
@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table in TIMES for column in TIMES[table]]
)
def test_times_outside_range_are_refused(
    agent: Client, table: str, column: str, moment: str
) -> None:
    with pytest.raises(errors.CheckViolation, match="a_moment_lies_in_our_time"):
        insert(agent, table, **{column: moment})


@pytest.mark.parametrize("table", TIMES)
def test_range_bounds_are_accepted(agent: Client, table: str) -> None:
    insert(agent, table, created_at="1900-01-01T00:00:00Z")
    insert(agent, table, created_at="2099-12-31T23:59:59Z")


@pytest.mark.parametrize(
    ("table", "values", "rule"),
    [
        ("agent_executions", {"started_at": "now"}, "pending_executions_have_not_begun"),
        ("agent_executions", {"completed_at": "now"}, "live_executions_have_no_end"),
        (
            "agent_executions",
            {"status": "training", "completed_at": "now"},
            "live_executions_have_no_end",
        ),
        (
            "agent_executions",
            {"status": "human_review", "completed_at": "now"},
            "live_executions_have_no_end",
        ),
        ("training_jobs", {"started_at": "now"}, "queued_jobs_have_not_begun"),
        ("training_jobs", {"completed_at": "now"}, "live_jobs_have_no_end"),
        ("training_jobs", {"status": "running", "completed_at": "now"}, "live_jobs_have_no_end"),
        ("gpu_sessions", {"provisioned_at": "now"}, "provisioning_sessions_are_not_up"),
        ("gpu_sessions", {"terminated_at": "now"}, "live_sessions_have_no_end"),
        (
            "gpu_sessions",
            {"status": "running", "terminated_at": "now"},
            "live_sessions_have_no_end",
        ),
        (
            "gpu_sessions",
            {"status": "idle", "terminated_at": "now"},
            "live_sessions_have_no_end",
        ),
    ],
)
def test_times_must_match_status(
    agent: Client, table: str, values: dict[str, str], rule: str
) -> None:
    inserts: dict[str, Insert] = {
        "agent_executions": agent.execution,
        "training_jobs": lambda **given: agent.job(agent.execution(), **given),
        "gpu_sessions": lambda **given: agent.session(
            agent.execution(), **{"cost_limit_dollars": "0.1", **given}
        ),
    }
    with pytest.raises(errors.CheckViolation, match=rule):
        inserts[table](**values)


# Consequences of such rows ------------------------------------------------------------------------


def test_oldest_job_does_not_block_the_queue(agent: Client, set_clock: Clock) -> None:
    """A job with the oldest allowed start can still be completed or failed."""
    execution = agent.execution()
    old = agent.job(execution, status="running", started_at="1900-01-01T00:00:00Z", max_attempts=1)
    lease = uuid4()
    claim_job(agent, lease)
    ended = agent.call("complete_training_job", p_id=old, p_lease_id=lease)
    assert ended["runtime_minutes"] > 13_000_000
    lost = agent.job(execution, status="running", started_at="1900-01-01T00:00:00Z", max_attempts=1)
    claim_job(agent)
    set_clock("2 hours")
    good = agent.job(execution)
    claimed = claim_job(agent)
    assert claimed is not None
    assert claimed["id"] == good
    assert agent.get("training_jobs", lost)["status"] == "failed"


def test_oldest_session_can_be_closed(agent: Client) -> None:
    execution = agent.execution(gpu_budget_dollars=10)
    session = agent.session(execution, status="running", provisioned_at="1900-01-01T00:00:00Z")
    assert heartbeat(agent, session["id"])["should_stop"]
    closed = agent.call("close_gpu_session", p_id=session["id"], p_total_cost_dollars=1)
    assert (closed["status"], closed["total_cost_dollars"]) == ("terminated", 1)


def test_future_provisioned_at_is_clamped(agent: Client, set_clock: Clock) -> None:
    """Its cost would not be counted until that time."""
    execution = agent.execution(gpu_budget_dollars=100)
    given = {"status": "running", "provisioned_at": "2099-01-01T00:00:00Z"}
    session = agent.session(execution, **given)
    assert session["provisioned_at"].year < 2099
    set_clock("10 hours")
    assert 9.9 < heartbeat(agent, session["id"])["total_cost_dollars"] < 10.1


def test_completed_at_is_never_before_started_at(agent: Client) -> None:
    execution = agent.submitted(started_at="2099-01-01T00:00:00Z")
    row = agent.update("agent_executions", execution, status="completed")
    assert row["completed_at"] == row["started_at"]
    assert claim(agent, uuid4()) == []


@pytest.mark.parametrize("at", ["2099-01-01T00:00:00Z", "2030-06-01T00:00:00Z"])
def test_future_submission_counts_for_today(agent: Client, execution: UUID, at: str) -> None:
    today = agent.one("select kaggle_store.utc_day()")
    for _ in range(2):
        row = mark(agent, agent.submission(execution), "submitted", submitted_at=at)
        assert row["slot_day"] == today
    quota = agent.row("select used_today, remaining from submission_quota")
    assert quota == {"used_today": 2, "remaining": 0}


@pytest.mark.parametrize("moment", ["-infinity", "infinity", "0001-01-01", "4000-01-01"])
def test_unreadable_metric_time_is_refused(agent: Client, moment: str) -> None:
    point = {"metric_name": "loss", "metric_value": 1, "metric_type": "gauge"}
    with pytest.raises(errors.CheckViolation, match="a_metric_is_of_our_time"):
        agent.insert("system_metrics", **point, timestamp=moment)
    job = agent.job(agent.execution(), status="running")
    with pytest.raises(errors.CheckViolation, match="a_metric_is_of_our_time"):
        agent.call(
            "report_training_progress", p_id=job, p_measured_at=moment, p_metrics='{"loss": 1}'
        )


@pytest.mark.parametrize("moment", ["-infinity", "infinity", "12000-01-01"])
def test_unreadable_deadline_is_refused(agent: Client, moment: str) -> None:
    with pytest.raises(errors.CheckViolation, match="a_deadline_can_be_read"):
        agent.competition(deadline=moment)
