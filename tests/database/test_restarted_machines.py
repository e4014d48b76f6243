"""A machine that is stopped and started again keeps its id, and gets another session."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from psycopg import errors

from tests.database.clients import Client, budget_consumed, heartbeat

POD: dict[str, Any] = {"provider": "runpod", "instance_id": "pod-1", "cost_limit_dollars": 1}


@pytest.fixture
def execution(agent: Client) -> UUID:
    return agent.execution(gpu_budget_dollars=10)


def test_ended_session_does_not_block_another(agent: Client, execution: UUID) -> None:
    first = agent.session(execution, **POD)["id"]
    heartbeat(agent, first)
    agent.call("close_gpu_session", p_id=first, p_total_cost_dollars=2)
    second = agent.session(execution, **POD)
    assert (second["status"], second["reserved_dollars"]) == ("provisioning", 1)
    assert budget_consumed(agent, execution) == 2


@pytest.mark.parametrize("status", ["provisioning", "running", "idle"])
def test_machine_has_one_live_session(agent: Client, execution: UUID, status: str) -> None:
    agent.session(execution, **POD, status=status)
    with pytest.raises(errors.UniqueViolation, match="a_machine_has_one_live_session"):
        agent.session(execution, **POD)
    agent.session(execution, **{**POD, "provider": "vast_ai"})
    other = agent.session(execution, **{**POD, "instance_id": None})["id"]
    with pytest.raises(errors.UniqueViolation):
        agent.update("gpu_sessions", other, instance_id="pod-1")


def test_history_of_a_machine_can_be_imported(agent: Client, execution: UUID) -> None:
    for year in (2020, 2021, 2022):
        agent.session(
            execution,
            **POD,
            status="terminated",
            provisioned_at=f"{year}-01-01T00:00:00Z",
            terminated_at=f"{year}-01-02T00:00:00Z",
        )
    agent.session(execution, **POD)
    assert agent.one("select count(*) from gpu_sessions where instance_id = 'pod-1'") == 4


def test_archived_session_returns_beside_a_live_one(agent: Client, execution: UUID) -> None:
    old = agent.execution(
        status="completed",
        started_at="2020-01-01T00:00:00Z",
        completed_at="2020-01-02T00:00:00Z",
    )
    agent.session(old, **POD, status="terminated")
    assert agent.row("select archived from archive_executions()") == {"archived": 1}
    agent.session(execution, **POD)
    agent.rows("select restore_execution(%s)", old)
    assert agent.one("select count(*) from gpu_sessions") == 2
