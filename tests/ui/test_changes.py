"""Changes of the store, told to open pages: one poll for all of a person's tabs."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kaggle_store.client import AsyncKaggleStore
from kaggle_store.errors import ConnectionFailed, KaggleStoreError, PermissionDenied, SignInRequired
from kaggle_store.ui.changes import MOST_LISTENERS, Changes, Event


class Log:
    """An audit log whose newest entry, or failure, is set by the test."""

    def __init__(self) -> None:
        self.newest: int | KaggleStoreError = 7
        self.reads = 0
        self.was_read = asyncio.Event()

    async def list(self, **_: Any) -> list[Any]:
        self.reads += 1
        self.was_read.set()
        if isinstance(self.newest, KaggleStoreError):
            raise self.newest
        return [SimpleNamespace(id=self.newest)]


@pytest.fixture
async def log() -> Log:
    return Log()


@pytest.fixture
async def changes(log: Log) -> Changes:
    return Changes(cast(AsyncKaggleStore, SimpleNamespace(audit_log=log)), every=0.0)


class Page:
    """An open page that collects its events."""

    def __init__(self, changes: Changes, version: int | None) -> None:
        self.stopping = asyncio.Event()
        self.events: list[Event] = []
        self._changed = asyncio.Event()
        self.task = asyncio.create_task(self._listen(changes, version))

    async def _listen(self, changes: Changes, version: int | None) -> None:
        async for event in changes.listen(version, self.stopping):
            self.events.append(event)
            self._changed.set()

    async def next(self) -> Event:
        async with asyncio.timeout(10):
            await self._changed.wait()
        self._changed.clear()
        return self.events[-1]

    async def close(self) -> None:
        self.stopping.set()
        await self.task


async def test_old_page_is_told_at_once(changes: Changes) -> None:
    page = Page(changes, None)
    assert await page.next() == "changed"
    await page.close()


async def test_current_page_is_told_of_the_next_change(changes: Changes, log: Log) -> None:
    page = Page(changes, 7)
    await log.was_read.wait()
    log.newest = 8
    assert await page.next() == "changed"
    await page.close()
    assert page.events == ["changed"]
    assert changes.version == 8


async def test_tabs_share_a_poll(changes: Changes, log: Log) -> None:
    pages = [Page(changes, 7) for _ in range(3)]
    await asyncio.sleep(0)
    assert log.reads <= 1
    log.newest = 8
    for page in pages:
        assert await page.next() == "changed"
    await asyncio.gather(*(page.close() for page in pages))


async def test_number_of_listening_pages_is_bounded(changes: Changes) -> None:
    pages = [Page(changes, 7) for _ in range(MOST_LISTENERS)]
    await asyncio.sleep(0)
    assert changes.is_full
    refused = Page(changes, None)
    await refused.task
    assert refused.events == []
    await pages[0].close()
    assert not changes.is_full
    await asyncio.gather(*(page.close() for page in pages))


async def test_closed_pages_cost_no_poll(changes: Changes, log: Log) -> None:
    page = Page(changes, 7)
    await log.was_read.wait()
    await page.close()
    reads = log.reads
    for _ in range(20):
        await asyncio.sleep(0)
    assert log.reads == reads


@pytest.mark.parametrize("error", [SignInRequired("ended"), PermissionDenied("no member")])
async def test_ended_session_is_told(changes: Changes, log: Log, error: KaggleStoreError) -> None:
    log.newest = error
    page = Page(changes, 7)
    assert await page.next() == "ended"
    await page.task


async def test_unreachable_store_is_asked_again(changes: Changes, log: Log) -> None:
    log.newest = ConnectionFailed("away")
    page = Page(changes, 7)
    await log.was_read.wait()
    log.newest = 9
    assert await page.next() == "changed"
    await page.close()
