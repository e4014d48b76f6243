"""A store with one row of every kind, and official clients of a server in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

import pytest
from mcp import Client

from kaggle_store import AsyncKaggleStore, KaggleStore
from kaggle_store.integrations.mcp import server
from tests.conftest import Stack

Connect: TypeAlias = Callable[..., AbstractAsyncContextManager[Client]]


@dataclass(frozen=True)
class World:
    """The ids of the rows."""

    competition: UUID
    execution: UUID
    other_execution: UUID
    research: UUID
    code: UUID
    job: UUID
    session: UUID
    submission: UUID
    intervention: UUID
    step: UUID
    artifact: UUID


@pytest.fixture
def world(store: KaggleStore, tmp_path: Path) -> World:
    competition = store.competitions.create(kaggle_id="titanic", title="Titanic").id
    run, other = (
        store.agent_executions.create(competition_id=competition, execution_name=name).id
        for name in ("first", "second")
    )
    code = store.generated_code.create(
        execution_id=run, code_type="training", file_name="train.py", code_content="x" * 700
    ).id
    job = store.training_jobs.create(execution_id=run, code_id=code, job_name="forest").id
    session = store.gpu_sessions.create(execution_id=run, provider="vast", instance_type="A100").id
    store.system_metrics.create(
        execution_id=run, metric_name="loss", metric_value=float("nan"), metric_type="gauge"
    )
    (model := tmp_path / "forest.model").write_bytes(b"trees")
    uri = store.artifacts.put(model, execution_id=run, kind="model")
    [held] = store.agent_executions.claim(worker="w", limit=1)
    assert held.lease_id
    step = store.execution_steps.record(
        execution_id=run, lease_id=held.lease_id, round=1, name="search", result=["trees"]
    ).id
    store.agent_executions.release(run, lease_id=held.lease_id)
    [artifact] = store.artifacts.list(uri=uri)
    return World(
        competition,
        run,
        other,
        store.research_results.create(
            execution_id=run,
            research_type="documentation",
            source_api="arxiv",
            query_text="trees",
            raw_response={"hits": ["y" * 700]},
        ).id,
        code,
        job,
        session,
        store.submissions.create(execution_id=run, submission_file_path="a.csv").id,
        store.human_interventions.create(
            execution_id=run, intervention_type="error_review", title="?", description="?"
        ).id,
        step,
        artifact.id,
    )


@pytest.fixture
async def async_store(stack: Stack) -> AsyncIterator[AsyncKaggleStore]:
    async with AsyncKaggleStore(
        stack.api_url, stack.secret_key, jwt_secret=stack.jwt_secret
    ) as opened:
        yield opened


@pytest.fixture
def connect(async_store: AsyncKaggleStore) -> Connect:
    """Return a function that connects a client to a server in memory."""

    @asynccontextmanager
    async def connected(**mode: Any) -> AsyncIterator[Client]:
        async with Client(server(async_store, **mode)) as client:
            yield client

    return connected
