"""Fixtures for agents: each test runs with both, its stages written once as async functions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Literal, TypeAlias

import pytest

from kaggle_store import Agent, AsyncAgent, AsyncKaggleStore, KaggleStore
from kaggle_store.models import AgentExecution
from tests.conftest import Stack
from tests.store.samples import Samples

Kind: TypeAlias = Literal["sync", "async"]
Stage: TypeAlias = Callable[..., Any]


class Awaited:
    """A sync job or store whose calls are awaited, as those of the async one are."""

    def __init__(self, target: Any) -> None:
        self._target = target

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._target, name)
        if name == "store" or type(value).__module__.startswith("kaggle_store.resources"):
            return Awaited(value)
        if not callable(value) or name == "check":
            return value

        async def call(*args: Any, **kwargs: Any) -> Any:
            return value(*args, **kwargs)

        return call


def at_once(coroutine: Any) -> Any:
    """Return the result of a coroutine that waits for nothing."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value
    raise AssertionError("it waits")


class Agents:
    """Agents of one of the two clients."""

    def __init__(self, kind: Kind, stack: Stack) -> None:
        self.kind = kind
        self._stack = stack

    def new(self, **options: Any) -> Any:
        return (Agent if self.kind == "sync" else AsyncAgent)(**options)

    def add(self, agent: Any, *states: Any) -> Callable[[Stage], Stage]:
        """Register an async function as a stage of either agent."""

        def register(function: Stage) -> Stage:
            if self.kind == "async":
                agent.stage(*states)(function)
            else:
                agent.stage(*states)(lambda job: at_once(function(Awaited(job))))
            return function

        return register

    def run(self, agent: Any, **options: Any) -> None:
        """Run until nothing can be claimed."""
        options = {"until": "idle", "poll": 0.05} | options
        if self.kind == "sync":
            with KaggleStore(self._stack.api_url, self._stack.secret_key) as store:
                agent.run(store, **options)
        else:
            asyncio.run(self._run_async(agent, options))

    async def _run_async(self, agent: Any, options: Any) -> None:
        async with AsyncKaggleStore(self._stack.api_url, self._stack.secret_key) as store:
            await agent.run(store, **options)


@pytest.fixture(params=["sync", "async"])
def agents(request: pytest.FixtureRequest, stack: Stack) -> Agents:
    return Agents(request.param, stack)


@pytest.fixture
def execution(store: KaggleStore) -> AgentExecution:
    return Samples(store).execution


@pytest.fixture
def async_agents(stack: Stack) -> Agents:
    return Agents("async", stack)
