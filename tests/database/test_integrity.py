"""The integrity report: the document's counts, and every finding provoked once."""

from __future__ import annotations

from typing import Any

import pytest
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


@pytest.mark.parametrize(
    ("table", "finding", "damage"),
    [
        (
            "agent_executions",
            "ended without completed_at",
            "update agent_executions set status = 'completed'",
        ),
        (
            "agent_executions",
            "completed_at before started_at",
            "update agent_executions set started_at = now(), completed_at = now() - interval '1 h'",
        ),
        (
            "agent_executions",
            "gpu_budget_consumed differs from its sessions",
            "update agent_executions set gpu_budget_consumed = 1",
        ),
        (
            "gpu_sessions",
            "ended without terminated_at",
            "insert into gpu_sessions (execution_id, provider, instance_type, status) "
            "select id, 'p', 't', 'terminated' from agent_executions",
        ),
        (
            "gpu_sessions",
            "live although its execution has ended",
            "insert into gpu_sessions (execution_id, provider, instance_type, status) "
            "select id, 'p', 't', 'running' from agent_executions; "
            "update agent_executions set status = 'completed', completed_at = now()",
        ),
        (
            "training_jobs",
            "ended without completed_at",
            "update training_jobs set status = 'failed'",
        ),
        (
            "training_jobs",
            "completed_at before started_at",
            "update training_jobs set started_at = now(), completed_at = now() - interval '1 h'",
        ),
        (
            "submissions",
            "scored without a score or its time",
            "insert into submissions (execution_id, submission_file_path, submission_status) "
            "select id, 's.csv', 'scored' from agent_executions",
        ),
        (
            "human_interventions",
            "answered without responded_at",
            "insert into human_interventions "
            "(execution_id, intervention_type, title, description, status) "
            "select id, 'error_review', 't', 'd', 'approved' from agent_executions",
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
