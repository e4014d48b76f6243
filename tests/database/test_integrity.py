"""The integrity report: the document's counts, and every finding provoked once."""

from __future__ import annotations

from typing import Any

import pytest
from psycopg import errors
from psycopg.rows import dict_row

from tests.conftest import Owner

STORE = """
insert into competitions (kaggle_id, title) values ('a', 'A'), ('b', 'B');
insert into agent_executions (competition_id, execution_name)
select id, 'run' from competitions, generate_series(1, 2);
insert into generated_code (execution_id, code_type, file_name, code_content)
select id, 'training', 'train.py', 'pass' from agent_executions;
insert into training_jobs (execution_id, code_id, job_name)
select execution_id, id, 'job' from generated_code, generate_series(1, 3);
"""


def report(owner: Owner) -> dict[str, dict[str, Any]]:
    with owner.cursor(row_factory=dict_row) as cursor:
        cursor.execute("select * from integrity_report()")
        return {row["table_name"]: row for row in cursor.fetchall()}


def test_a_healthy_store_has_no_findings_and_the_documents_counts(owner: Owner) -> None:
    owner.execute(STORE)
    found = report(owner)
    assert len(found) == 10
    assert {row["findings"] for row in found.values()} == {0}
    assert {str(row["details"]) for row in found.values()} == {"{}"}
    runs, jobs = found["agent_executions"], found["training_jobs"]
    assert (runs["row_count"], runs["unique_competitions"]) == (4, 2)
    assert (jobs["row_count"], jobs["unique_competitions"]) == (12, 4)
    assert runs["earliest_record"] <= runs["latest_record"]
    assert found["submissions"]["earliest_record"] is None


# Times that contradict a state are no findings: constraints refuse them, whoever writes.
@pytest.mark.parametrize(
    ("table", "finding", "damage"),
    [
        (
            "agent_executions",
            "gpu_budget_consumed differs from its sessions",
            "update agent_executions set gpu_budget_consumed = 1",
        ),
        (
            "agent_executions",
            "human_intervention_required differs from its questions",
            "update agent_executions set human_intervention_required = true",
        ),
        (
            "agent_executions",
            "its lease has expired",
            "select claim_executions('00000000-0000-7000-8000-00000000000a', 'w', 60, 2); "
            "update private.clock set shift = '2 minutes'",
        ),
        (
            "training_jobs",
            "its lease has expired",
            "select claim_training_jobs('00000000-0000-7000-8000-00000000000a', 'w', 60, 2); "
            "update private.clock set shift = '2 minutes'",
        ),
        (
            "gpu_sessions",
            "live although its execution has ended",
            "insert into gpu_sessions (execution_id, provider, instance_type, status) "
            "select id, 'p', 't', 'running' from agent_executions; "
            "update agent_executions set status = 'cancelled'",
        ),
        (
            "submissions",
            "scored without a score",
            "insert into submissions (execution_id, submission_file_path, submission_status) "
            "select id, 's.csv', 'scored' from agent_executions",
        ),
        (
            "system_metrics",
            "strays in the default partition",
            "insert into system_metrics (metric_name, metric_value, metric_type, timestamp) "
            "values ('loss', 1, 'gauge', '1999-01-01')",
        ),
        (
            "system_metrics",
            "no partition for the coming month",
            "update private.clock set shift = '2 years'",
        ),
    ],
)
def test_a_contradiction_is_found_and_named(
    owner: Owner, table: str, finding: str, damage: str
) -> None:
    owner.execute(STORE)
    owner.execute(damage.encode())
    row = report(owner)[table]
    assert finding in row["details"]
    assert row["findings"] == sum(row["details"].values()) > 0


IMPOSSIBLE = [
    ("agent_executions", "status = 'completed', completed_at = null"),
    ("agent_executions", "started_at = now(), completed_at = now() - interval '1 h'"),
    ("agent_executions", "status = 'human_review', resume_status = null"),
    ("agent_executions", "resume_status = 'completed'"),
    ("agent_executions", "current_step = 11"),
    ("agent_executions", "lease_expires_at = now()"),
    ("training_jobs", "status = 'failed', completed_at = null"),
    ("training_jobs", "started_at = now(), completed_at = now() - interval '1 h'"),
    ("gpu_sessions", "status = 'terminated', terminated_at = null"),
    ("gpu_sessions", "provisioned_at = now(), terminated_at = now() - interval '1 h'"),
    ("gpu_sessions", "status = 'terminated', terminated_at = now(), reserved_dollars = 1"),
    ("gpu_sessions", "cost_limit_dollars = null"),
    ("submissions", "submission_status = 'scored', scored_at = null"),
    ("submissions", "submission_status = 'submitted', submitted_at = null"),
    ("submissions", "slot_day = null"),
    ("submissions", "submission_status = 'failed'"),
    ("human_interventions", "status = 'approved', responded_at = null"),
]


@pytest.mark.parametrize(("table", "change"), IMPOSSIBLE)
def test_a_state_that_contradicts_itself_is_refused_even_without_triggers(
    owner: Owner, table: str, change: str
) -> None:
    owner.execute(STORE)
    owner.execute(
        "with run as (select id from agent_executions order by id limit 1), "
        "a as (insert into gpu_sessions (execution_id, provider, instance_type) select id, 'p', 't' from run), "
        "b as (insert into submissions (execution_id, submission_file_path) select id, 's' from run) "
        "insert into human_interventions (execution_id, intervention_type, title, description) "
        "select id, 'error_review', 't', 'd' from run"
    )
    with owner.transaction(force_rollback=True):
        owner.execute(f"alter table {table} disable trigger user".encode())
        with pytest.raises(errors.CheckViolation):
            owner.execute(f"update {table} set {change}".encode())
