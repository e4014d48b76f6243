"""A server with a worker token reaches one execution, because the database refuses the rest."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from typing import Any, TypeAlias
from uuid import uuid4

import pytest
from mcp import Client, MCPError

from kaggle_store import AsyncKaggleStore, KaggleStore
from kaggle_store.errors import SettingsError
from kaggle_store.integrations.mcp import server
from kaggle_store.integrations.mcp.catalog import verbs
from kaggle_store.integrations.mcp.worker import TOKEN, check_execution, renewed, worker_store
from tests.conftest import Stack
from tests.mcp.asking import ask, refused
from tests.mcp.conftest import World

Worker: TypeAlias = Callable[[], AbstractAsyncContextManager[Client]]


@pytest.fixture
def worker(world: World, stack: Stack, async_store: AsyncKaggleStore) -> Worker:
    """Return a function that connects to a server with a token of the first execution."""

    @asynccontextmanager
    async def connected() -> AsyncIterator[Client]:
        token = renewed(async_store, world.execution)
        async with (
            AsyncKaggleStore(stack.api_url, stack.publishable_key, access_token=token) as store,
            Client(server(store, write=True, execution_id=world.execution)) as client,
        ):
            yield client

    return connected


async def test_worker_has_fewer_tools(worker: Worker) -> None:
    async with worker() as client:
        offered = {tool.name for tool in (await client.list_tools()).tools}
        assert offered == {verb.tool for verb in verbs(write=True, worker=True)}
        error = await refused(client, "submissions_list")
        assert "one execution only" in error["message"]


async def test_worker_reads_its_execution_only(
    world: World, store: KaggleStore, worker: Worker
) -> None:
    async with worker() as client:
        other = store.generated_code.create(
            execution_id=world.other_execution,
            code_type="training",
            file_name="other.py",
            code_content="1",
        )
        for tool in ("generated_code_list", "training_jobs_list", "gpu_sessions_list"):
            [row] = (await ask(client, tool))["rows"]
            assert row["execution_id"] == str(world.execution)
        assert (await ask(client, "generated_code_list", id=str(other.id)))["rows"] == []
        assert (await refused(client, "generated_code_get", id=str(other.id)))["type"] == "NotFound"
        assert await ask(
            client, "system_metrics_list", execution_id=str(world.other_execution)
        ) == {
            "rows": [],
            "next_offset": None,
        }


async def test_worker_resources_are_of_its_execution(world: World, worker: Worker) -> None:
    async with worker() as client:
        names = {each.name for each in (await client.list_resource_templates()).resource_templates}
        assert names == {"code", "jobs"}
        await client.read_resource(f"kaggle-store://jobs/{world.job}")
        with pytest.raises(MCPError):
            await client.read_resource(f"kaggle-store://executions/{world.other_execution}")


async def test_worker_carries_out_its_jobs(
    world: World, store: KaggleStore, worker: Worker
) -> None:
    async with worker() as client:
        for _ in range(2):
            store.training_jobs.create(
                execution_id=world.execution, code_id=world.code, job_name=f"another {_}"
            )
        jobs = (await ask(client, "training_jobs_claim", worker="w", limit=3))["rows"]
        first, second, third = ({"id": job["id"], "lease_id": job["lease_id"]} for job in jobs)
        await ask(client, "training_jobs_heartbeat", **first)
        await ask(client, "training_jobs_report", epoch=1, **first)
        await ask(client, "training_jobs_complete", **first)
        await ask(client, "training_jobs_release", **second)
        await ask(client, "training_jobs_fail", error="no memory", retry=False, **third)
        assert (await ask(client, "gpu_sessions_heartbeat", id=str(world.session)))[
            "should_stop"
        ] in (
            True,
            False,
        )
        point = {"metric_name": "loss", "metric_value": 0.5, "metric_type": "gauge"}
        own = {**point, "execution_id": str(world.execution)}
        assert await ask(client, "system_metrics_record", points=[own]) == {"result": 1}
        other = {**point, "execution_id": str(world.other_execution)}
        error = await refused(client, "system_metrics_record", points=[other])
        assert error["code"] == "42501"


async def test_token_comes_from_the_environment(
    world: World,
    stack: Stack,
    async_store: AsyncKaggleStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    token = await async_store.tokens.for_execution(world.execution)
    monkeypatch.setenv("SUPABASE_URL", stack.api_url)
    monkeypatch.setenv("SUPABASE_PUBLISHABLE_KEY", stack.publishable_key or "")
    monkeypatch.setenv(TOKEN, token.access_token)
    async with worker_store(world.execution) as store:
        assert await store.training_jobs.count() == 1
    with pytest.raises(SettingsError, match=str(world.other_execution)):
        async with worker_store(world.other_execution):
            pytest.fail("opened with a token of another execution")


async def test_token_is_made_with_the_secret_key(
    world: World, stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPABASE_URL", stack.api_url)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", stack.secret_key)
    monkeypatch.setenv("SUPABASE_JWT_SECRET", stack.jwt_secret or "")
    async with worker_store(world.execution) as store:
        assert await store.training_jobs.count() == 1
        assert store.settings.access_token


@pytest.mark.parametrize("token", ["nonsense", "a.b.c"])
def test_malformed_token_is_refused(token: str) -> None:
    with pytest.raises(SettingsError, match="is not a token"):
        check_execution(token, uuid4())


async def test_token_is_renewed_before_it_expires(
    world: World, async_store: AsyncKaggleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    current: Any = renewed(async_store, world.execution)
    first = await current()
    assert await current() == first
    monkeypatch.setattr(
        "kaggle_store.integrations.mcp.worker.RENEWED_BEFORE",
        timedelta(hours=2),
    )
    assert await current() != first
