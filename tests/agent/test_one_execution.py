"""`run(execution_id=…)` and `work(execution_id=…)` leave all other executions alone."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest

from kaggle_store import Agent, AsyncAgent, AsyncKaggleStore, KaggleStore
from kaggle_store.models import AgentExecution, ExecutionStatus
from tests.conftest import Stack
from tests.store.samples import Samples


@pytest.fixture
def urgent(store: KaggleStore) -> AgentExecution:
    """Return an execution that any claim without an id gets first."""
    return store.agent_executions.create(
        competition_id=Samples(store).competition.id, execution_name="urgent", priority=9
    )


@pytest.fixture
def wanted(store: KaggleStore, urgent: AgentExecution) -> AgentExecution:
    return store.agent_executions.create(
        competition_id=urgent.competition_id, execution_name="wanted"
    )


def cancel(_: object) -> ExecutionStatus:
    return "cancelled"


def statuses(store: KaggleStore, *executions: AgentExecution) -> list[tuple[str, int]]:
    rows = [store.agent_executions.get(each.id) for each in executions]
    return [(row.status, row.attempts) for row in rows]


def test_agent_runs_one_execution(
    store: KaggleStore, urgent: AgentExecution, wanted: AgentExecution
) -> None:
    agent = Agent()
    agent.stage("pending")(cancel)
    agent.run(store, execution_id=wanted.id, until="idle")
    assert statuses(store, urgent, wanted) == [("pending", 0), ("cancelled", 1)]


def test_async_agent_runs_one_execution(
    store: KaggleStore, stack: Stack, urgent: AgentExecution, wanted: AgentExecution
) -> None:
    agent = AsyncAgent()
    agent.stage("pending")(cancel)

    async def run() -> None:
        async with AsyncKaggleStore(stack.api_url, stack.secret_key) as client:
            await agent.run(client, execution_id=wanted.id, until="idle")

    asyncio.run(run())
    assert statuses(store, urgent, wanted) == [("pending", 0), ("cancelled", 1)]


def test_claim_of_one_execution(
    store: KaggleStore, urgent: AgentExecution, wanted: AgentExecution
) -> None:
    claim = store.agent_executions.claim
    assert claim(worker="a", limit=9, execution_id=uuid4()) == []
    assert claim(worker="a", execution_id=wanted.id, statuses=["training"]) == []
    assert [row.id for row in claim(worker="a", limit=9, execution_id=wanted.id)] == [wanted.id]
    assert claim(worker="b", execution_id=wanted.id) == []
    assert [row.id for row in claim(worker="b")] == [urgent.id]
