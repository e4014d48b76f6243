"""Sync and async clients on the real stack."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import cast

import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore
from tests.conftest import Owner, Stack
from tests.lifecycle.world import World
from tests.store.conftest import Blocking


@pytest.fixture
def world(stack: Stack, store: KaggleStore, owner: Owner) -> Iterator[World]:
    """A world with a sync and a (wrapped) async client."""
    with asyncio.Runner() as runner:
        awaited = AsyncKaggleStore(stack.api_url, stack.secret_key)
        yield World([store, cast(KaggleStore, Blocking(awaited, runner))], owner)
        runner.run(awaited.aclose())


@pytest.fixture
async def awaited(stack: Stack) -> AsyncIterator[AsyncKaggleStore]:
    """An async client of an empty store."""
    async with AsyncKaggleStore(stack.api_url, stack.secret_key) as store:
        yield store
