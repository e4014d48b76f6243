"""`Agent` and `AsyncAgent`: functions for states, and the loop that runs them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from typing import Protocol, TypeAlias, TypeVar
from uuid import UUID

from kaggle_store.agent.async_runner import AsyncRunner
from kaggle_store.agent.job import AsyncStageJob, StageJob
from kaggle_store.agent.runner import Runner
from kaggle_store.agent.runs import Run, Until
from kaggle_store.agent.stages import OPERATION, Stages, State
from kaggle_store.client import AsyncKaggleStore, KaggleStore
from kaggle_store.errors import InvalidInput
from kaggle_store.models.enums import ExecutionStatus

Function: TypeAlias = Callable[[StageJob], ExecutionStatus | None]
AsyncFunction: TypeAlias = Callable[
    [AsyncStageJob], Awaitable[ExecutionStatus | None] | ExecutionStatus | None
]

F = TypeVar("F", bound=Function)
G = TypeVar("G", bound=AsyncFunction)


class _Stoppable(Protocol):
    def stop(self) -> None: ...


R = TypeVar("R", bound=_Stoppable)


class _Agent:
    """What both agents share: the options, the stages, the runs."""

    def __init__(self, *, worker: str | None = None, lease: float = 60.0) -> None:
        self._claim = {"worker": worker, "lease": lease}
        self._stages = Stages()
        self._runners: list[_Stoppable] = []

    @property
    def states(self) -> list[str]:
        """The states that have a stage, in the order of the path."""
        return self._stages.states

    def stop(self) -> None:
        """End each run after the stages that are running; can be called from any thread."""
        for runner in self._runners.copy():
            runner.stop()

    @contextmanager
    def _registered(self, runner: R) -> Iterator[R]:
        self._runners.append(runner)
        try:
            yield runner
        finally:
            self._runners.remove(runner)


class Agent(_Agent):
    """An agent made of functions for states.

    Its runs claim executions in these states only, as `worker` (default: the host name and process
    id), each under a lease of `lease` seconds (default 60) that a thread keeps.
    """

    def stage(self, *states: State) -> Callable[[F], F]:
        """Register a function for one or several states: `@agent.stage("research")`.

        It gets a `StageJob` and returns the next state, or None for the one that follows on the
        standard path; after `submission` None completes the execution. What it raises fails the
        attempt, which is repeated later.
        """
        self._stages.check(states)

        def register(function: F) -> F:
            if asyncio.iscoroutinefunction(function):
                raise InvalidInput(
                    f"{function.__name__} is async: use AsyncAgent", operation=OPERATION
                )
            self._stages.add(states, function)
            return function

        return register

    def run(
        self,
        store: KaggleStore | None = None,
        *,
        execution_id: UUID | None = None,
        concurrency: int = 1,
        until: Until = "stopped",
        poll: float = 2.0,
    ) -> None:
        """Claim executions and run their stages, until stopped or until nothing can be claimed.

        `store` defaults to a new `KaggleStore()`. With `execution_id`, it claims only this
        execution; with a `concurrency` above 1 that many threads work. Without work it claims again
        every `poll` seconds; while the server cannot be reached it waits longer, up to a minute.
        SIGTERM and Ctrl-C end the stages and release their leases, without counting the attempts.
        """
        claim = self._claim | {"execution_id": execution_id}
        run = Run.of(self._stages, claim, concurrency, until, poll)
        with ExitStack() as stack:
            if store is None:
                store = stack.enter_context(KaggleStore())
            stack.enter_context(self._registered(runner := Runner(store, run)))
            runner.run()


class AsyncAgent(_Agent):
    """An agent made of functions for states, with the async client; arguments as for `Agent`."""

    def stage(self, *states: State) -> Callable[[G], G]:
        """Register an async function, or a plain one that is called in a thread."""
        self._stages.check(states)

        def register(function: G) -> G:
            self._stages.add(states, function)
            return function

        return register

    async def run(
        self,
        store: AsyncKaggleStore | None = None,
        *,
        execution_id: UUID | None = None,
        concurrency: int = 1,
        until: Until = "stopped",
        poll: float = 2.0,
    ) -> None:
        """Claim executions and run their stages as `Agent.run` does, in `concurrency` tasks."""
        claim = self._claim | {"execution_id": execution_id}
        run = Run.of(self._stages, claim, concurrency, until, poll)
        async with AsyncExitStack() as stack:
            if store is None:
                store = await stack.enter_async_context(AsyncKaggleStore())
            stack.enter_context(self._registered(runner := AsyncRunner(store, run)))
            await runner.run()
