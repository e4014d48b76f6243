"""Both doors to one stack, so that each test is written once and runs through each of them."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore
from kaggle_store._requests.operation import Entity
from tests.conftest import Stack
from tests.store.samples import Samples


class Blocking:
    """An async store or room whose coroutines and iterators are run to their end."""

    def __init__(self, inner: Any, runner: asyncio.Runner) -> None:
        self._inner = inner
        self._runner = runner

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._inner, name)
        if isinstance(attribute, Entity):
            return Blocking(attribute, self._runner)
        return self._blocking(attribute) if callable(attribute) else attribute

    def _blocking(self, call: Any) -> Any:
        def run(*args: Any, **kwargs: Any) -> Any:
            answer = call(*args, **kwargs)
            if inspect.iscoroutine(answer):
                return self._runner.run(answer)
            return self._rows(answer)

        return run

    def _rows(self, rows: AsyncIterator[Any]) -> Iterator[Any]:
        async def following() -> Any:
            return await anext(rows, None)

        while (row := self._runner.run(following())) is not None:
            yield row


@contextmanager
def opened(through: str, url: str, key: str, **more: Any) -> Iterator[KaggleStore]:
    """Open a store through the `sync` or the `async` door."""
    if through == "sync":
        with KaggleStore(url, key, **more) as store:
            yield store
        return
    with asyncio.Runner() as runner:
        awaited = AsyncKaggleStore(url, key, **more)
        yield cast(KaggleStore, Blocking(awaited, runner))
        runner.run(awaited.aclose())


@pytest.fixture(scope="session", params=["sync", "async"])
def session_door(request: pytest.FixtureRequest, session_stack: Stack) -> Iterator[KaggleStore]:
    with opened(request.param, session_stack.api_url, session_stack.secret_key) as store:
        yield store


@pytest.fixture
def door(session_door: KaggleStore, stack: Stack) -> KaggleStore:
    """A store without rows, once through each door; the async one is awaited behind the scenes."""
    return session_door


@pytest.fixture
def samples(door: KaggleStore) -> Samples:
    """Rows to hang others on, made when first asked for."""
    return Samples(door)
