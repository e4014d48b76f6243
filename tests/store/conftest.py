"""A sync and an async client to one stack, so that each test runs with both."""

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
    """Wraps an async client or resource: coroutines and iterators run to completion."""

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
            result = call(*args, **kwargs)
            if inspect.iscoroutine(result):
                return self._runner.run(result)
            return self._rows(result)

        return run

    def _rows(self, rows: AsyncIterator[Any]) -> Iterator[Any]:
        async def next_row() -> Any:
            return await anext(rows, None)

        while (row := self._runner.run(next_row())) is not None:
            yield row


@contextmanager
def open_client(kind: str, url: str, key: str, **options: Any) -> Iterator[KaggleStore]:
    """Open a `sync` client, or an `async` one wrapped in `Blocking`."""
    if kind == "sync":
        with KaggleStore(url, key, **options) as store:
            yield store
        return
    with asyncio.Runner() as runner:
        awaited = AsyncKaggleStore(url, key, **options)
        yield cast(KaggleStore, Blocking(awaited, runner))
        runner.run(awaited.aclose())


@pytest.fixture(scope="session", params=["sync", "async"])
def session_client(request: pytest.FixtureRequest, session_stack: Stack) -> Iterator[KaggleStore]:
    with open_client(request.param, session_stack.api_url, session_stack.secret_key) as store:
        yield store


@pytest.fixture
def client(session_client: KaggleStore, stack: Stack) -> KaggleStore:
    """A client of an empty store: once the sync client, once the async client, wrapped."""
    return session_client


@pytest.fixture
def samples(client: KaggleStore) -> Samples:
    """Rows that other rows reference, created on first use."""
    return Samples(client)
