"""Leased work can only be written with its lease, and not after the lease is lost."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.database.clients import (
    Client,
    claim_one,
    refused,
)

Clock = Callable[[str], None]


def test_leased_row_needs_its_lease(agent: Client) -> None:
    agent.execution()
    lease, row = claim_one(agent)
    id = row["id"]
    assert agent.with_leases(lease).update("agent_executions", id, status="data_acquisition")
    with refused("KS211") as facts:
        agent.update("agent_executions", id, status="research")
    assert (facts["id"], facts["worker"]) == (str(id), "worker-1")
    for wrong in (uuid4(), "not a lease", ""):
        with refused("KS210" if wrong != "" else "KS211"):
            agent.with_leases(wrong).update("agent_executions", id, status="research")
    held = agent.with_leases(uuid4(), lease)
    assert held.update("agent_executions", id, status="research")["status"] == "research"


def test_cancel_revokes_the_lease(agent: Client) -> None:
    agent.execution()
    lease, row = claim_one(agent)
    cancelled = agent.update("agent_executions", row["id"], status="cancelled")
    assert cancelled["lease_expires_at"] is None
    for query in (
        "select heartbeat_execution(%s, %s)",
        "select release_execution(%s, %s)",
        "select complete_execution(%s, %s)",
        "select fail_execution(%s, %s, 'late')",
    ):
        with refused("KS210"):
            agent.rows(query, row["id"], lease)
    with refused("KS210"):
        agent.with_leases(lease).update("agent_executions", row["id"], priority=1)


def test_expired_lease_cannot_write(agent: Client, set_clock: Clock) -> None:
    agent.execution()
    lease, row = claim_one(agent, seconds=60)
    set_clock("61 seconds")
    late = agent.with_leases(lease)
    id = row["id"]
    with refused("KS210") as facts:
        late.update("agent_executions", id, status="data_acquisition")
    assert facts["id"] == str(id)
    for call in (
        "select heartbeat_execution(%s, %s)",
        "select release_execution(%s, %s)",
        "select complete_execution(%s, %s)",
        "select fail_execution(%s, %s, 'late')",
    ):
        with refused("KS210"):
            agent.rows(call, id, lease)
    assert agent.update("agent_executions", id, status="data_acquisition"), "no lease holds it"


CHILDREN = [
    ("research_results", "research_type, query_text, source_api, raw_response",
     "'documentation', md5(random()::text), 's', '{}'"),
    ("generated_code", "code_type, file_name, code_content", "'eda', 'f', 'pass'"),
    ("gpu_sessions", "provider, instance_type, cost_limit_dollars", "'p', 't', 1"),
    ("submissions", "submission_file_path", "'s.csv'"),
    ("human_interventions", "intervention_type, title, description", "'error_review', 't', 'd'"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "columns", "values"), CHILDREN)
def test_child_insert_needs_live_lease_or_none(
    agent: Client, set_clock: Clock, table: str, columns: str, values: str
) -> None:
    other = agent.execution()
    agent.execution(priority=1, gpu_budget_dollars=100)
    lease, row = claim_one(agent, seconds=60)
    add = f"insert into {table} (id, execution_id, {columns}) values (%s, %s, {values})"
    id = uuid4()
    held = agent.with_leases(lease)
    held.rows(add, id, row["id"])
    with refused("KS210"):
        held.rows(add, uuid4(), other)
    set_clock("61 seconds")
    with refused("KS210"):
        held.rows(add, uuid4(), row["id"])
    assert held.rows(f"{add} on conflict (id) do nothing returning id", id, row["id"]) == [], (
        "a repeat of a stored row writes nothing and is not refused"
    )
    agent.rows(add, uuid4(), row["id"])


@pytest.mark.parametrize(
    "change",
    [
        "update generated_code set file_path = 'x'",
        "update submissions set description = 'x'",
        "update gpu_sessions set region = 'eu'",
        "update human_interventions set description = 'x'",
        "update training_jobs set job_name = 'x'",
        "select approve_code(id, content_sha256) from generated_code",
        "select validate_code(id, content_sha256, 'valid') from generated_code",
        "select heartbeat_gpu_session(id) from gpu_sessions",
        "select close_gpu_session(id) from gpu_sessions",
        "select request_gpu_termination(id) from gpu_sessions",
        "select respond_intervention(id, 'approve') from human_interventions",
        "select report_training_progress(id, p_metrics => '{\"a\": 1}') from training_jobs",
        "select request_intervention(gen_random_uuid(), execution_id, 'error_review', 't', 'd') "
        "from generated_code",
    ],
)
def test_lost_lease_blocks_every_change(agent: Client, set_clock: Clock, change: str) -> None:
    execution = agent.execution()
    agent.job(execution)
    agent.session(execution)
    agent.submission(execution)
    agent.intervention(execution, p_pauses_execution=False)
    lease, _ = claim_one(agent, seconds=60)
    agent.with_leases(lease).rows("update submissions set description = 'in time'")
    set_clock("61 seconds")
    with refused("KS210"):
        agent.with_leases(lease).rows(change)
    agent.rows(change)


def test_metrics_are_never_fenced(agent: Client, set_clock: Clock) -> None:
    agent.execution()
    lease, row = claim_one(agent, seconds=60)
    set_clock("61 seconds")
    agent.with_leases(lease).rows(
        "insert into system_metrics (metric_name, metric_value, metric_type, execution_id) "
        "values ('loss', 1, 'gauge', %s)",
        row["id"],
    )
