"""The next page is fetched while the caller consumes one; errors keep their position."""

from __future__ import annotations

import asyncio
import gc
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextvars import ContextVar
from typing import Any, TypeAlias
from uuid import UUID

import httpcore
import httpx
import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore, LeaseLost, Unavailable, UnexpectedResponse
from kaggle_store._requests.gc_pause import LARGE_PAGE, paused
from kaggle_store._transport.prefetch import MIN_PREFETCH_ROWS
from tests.unit.conftest import KEY, URL, MockApi
from tests.unit.leased_work import row as execution

OnRow: TypeAlias = Callable[[int], None]
Client: TypeAlias = Callable[[OnRow, int], list[int]]
SIZE = MIN_PREFETCH_ROWS


def _page(start: int, rows: int = SIZE) -> str:
    at = "2026-01-01T00:00:00+00:00"
    fixed = {"config_key": "k", "config_value": 1, "config_type": "gpu", "description": None}
    flags = {"is_encrypted": False, "is_sensitive": False, "created_at": at, "updated_at": at}
    ids = [str(UUID(int=start + index)) for index in range(rows)]
    return json.dumps([{"id": id, **fixed, **flags} for id in ids])


def _numbers(store: KaggleStore, on_row: OnRow, limit: int) -> list[int]:
    seen: list[int] = []
    for found in store.configurations.iterate(page_size=SIZE):
        seen.append(found.id.int)
        on_row(found.id.int)
        if len(seen) == limit:
            break
    return seen


def _iterate_sync(on_row: OnRow, limit: int = 10_000) -> list[int]:
    with KaggleStore(URL, KEY, retry_for=0) as store:
        return _numbers(store, on_row, limit)


def _iterate_async(on_row: OnRow, limit: int = 10_000) -> list[int]:
    async def run() -> list[int]:
        seen: list[int] = []
        async with AsyncKaggleStore(URL, KEY, retry_for=0) as store:
            rows: AsyncIterator[Any] = store.configurations.iterate(page_size=SIZE)
            async for found in rows:
                for _ in range(20):
                    await asyncio.sleep(0)
                seen.append(found.id.int)
                on_row(found.id.int)
                if len(seen) == limit:
                    break
            await rows.aclose()  # type: ignore[attr-defined]
            assert len(asyncio.all_tasks()) == 1
        return seen

    return asyncio.run(run())


clients = pytest.mark.parametrize("client", [_iterate_sync, _iterate_async])


@pytest.fixture(autouse=True)
def no_thread_stays() -> Iterator[None]:
    yield
    for thread in threading.enumerate():
        if thread.name == "kaggle-store-ahead":
            thread.join(5)
            assert not thread.is_alive()


def _until(condition: Callable[[], bool]) -> None:
    for _ in range(2_000):
        if condition():
            return
        threading.Event().wait(0.001)
    pytest.fail("it did not happen")


@clients
def test_only_next_page_is_prefetched(api: MockApi, client: Client) -> None:
    api.respond(_page(0), _page(SIZE), _page(2 * SIZE), "[]")
    counts: dict[int, int] = {}

    def on_row(number: int) -> None:
        if number % SIZE in {1, SIZE - 1}:
            _until(lambda: len(api.requests) > number // SIZE + 1)
            counts[number] = len(api.requests)

    assert client(on_row, 10_000) == list(range(3 * SIZE))
    assert list(counts.values()) == [2, 2, 3, 3, 4, 4]


@clients
def test_short_page_is_not_followed_by_prefetch(api: MockApi, client: Client) -> None:
    api.respond(_page(0, SIZE - 1), "[]")
    counts: list[int] = []
    assert len(client(lambda _: counts.append(len(api.requests)), 10_000)) == SIZE - 1
    assert set(counts) == {1}
    assert len(api.requests) == 2


@clients
def test_failed_prefetch_is_repeated_in_its_turn(api: MockApi, client: Client) -> None:
    api.respond(_page(0), httpcore.ReadError("cut"), _page(SIZE), "[]")
    assert client(lambda _: None, 10_000) == list(range(2 * SIZE))


def test_prefetched_pages_are_counted(api: MockApi) -> None:
    api.respond(_page(0), "[]", _page(0), "[]")

    async def awaited() -> int:
        async with AsyncKaggleStore(URL, KEY) as store:
            assert len([row async for row in store.configurations.iterate(page_size=SIZE)]) == SIZE
            return store.counters.requests

    with KaggleStore(URL, KEY) as store:
        assert len(list(store.configurations.iterate(page_size=SIZE))) == SIZE
        assert store.counters.requests == 2
    assert asyncio.run(awaited()) == 2


CALLER: ContextVar[str] = ContextVar("caller", default="none")


def _prefetching_threads(api: MockApi) -> list[tuple[threading.Thread, str]]:
    """Read two pages; return the thread and the caller's context variable of each request."""
    seen: list[tuple[threading.Thread, str]] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append((threading.current_thread(), CALLER.get()))
        return httpx.Response(200, text=_page(0) if len(seen) == 1 else "[]")

    api.route.side_effect = respond
    _iterate_sync(lambda _: None)
    assert [thread.name == "kaggle-store-ahead" for thread, _ in seen] == [False, True]
    return seen


def test_prefetch_keeps_callers_context(api: MockApi) -> None:
    token = CALLER.set("a span")
    try:
        assert [caller for _, caller in _prefetching_threads(api)] == ["a span"] * 2
    finally:
        CALLER.reset(token)


def test_prefetch_does_not_delay_exit(api: MockApi) -> None:
    assert _prefetching_threads(api)[1][0].daemon


def test_pages_are_read_without_threads(api: MockApi, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    api.respond(_page(0), "[]")
    with KaggleStore(URL, KEY) as store:
        assert len(list(store.configurations.iterate(page_size=SIZE))) == SIZE


@clients
def test_error_comes_after_preceding_rows(api: MockApi, client: Client) -> None:
    api.respond(_page(0), httpx.Response(503))
    seen: list[int] = []
    with pytest.raises(Unavailable):
        client(seen.append, 10_000)
    assert seen == list(range(SIZE))


@clients
def test_early_stop_leaves_no_task_or_thread(api: MockApi, client: Client) -> None:
    api.respond(_page(0), _page(SIZE))
    assert client(lambda _: None, 3) == [0, 1, 2]
    assert len(api.requests) <= 2


def test_threads_iterate_concurrently(api: MockApi) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        after = dict(request.url.params).get("id", "")
        start = UUID(after.removeprefix("gt.")).int + 1 if after else 0
        return httpx.Response(200, text=_page(start) if start < 4 * SIZE else "[]")

    api.route.side_effect = respond
    seen: list[list[int]] = []
    with KaggleStore(URL, KEY, retry_for=0) as store:
        threads = [
            threading.Thread(target=lambda: seen.append(_numbers(store, lambda _: None, 10_000)))
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert seen == [list(range(4 * SIZE))] * 4


def test_lost_lease_stops_at_next_page(api: MockApi) -> None:
    api.respond(httpx.Response(200, json=[execution()]), _page(0), _page(SIZE), "[]")
    seen: list[int] = []
    with KaggleStore(URL, KEY, retry_for=0) as store:
        block = store.agent_executions.work()
        job = block.__enter__()
        assert job is not None

        def on_row(number: int) -> None:
            seen.append(number)
            if number == SIZE + 1:
                job.store._executor.leases[-1].mark_lost(LeaseLost("taken over"))

        with pytest.raises(LeaseLost):
            _numbers(job.store, on_row, 10_000)
        with pytest.raises(LeaseLost):
            block.__exit__(None, None, None)
    assert seen == list(range(2 * SIZE))


def test_collector_is_paused_for_large_pages_only() -> None:
    assert gc.isenabled()
    with paused(LARGE_PAGE - 1):
        assert gc.isenabled()
    with paused(LARGE_PAGE):
        with paused(LARGE_PAGE):
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_undecodable_page_resumes_collector(store: KaggleStore, api: MockApi) -> None:
    api.respond("x" * LARGE_PAGE)
    with pytest.raises(UnexpectedResponse):
        store.competitions.list()
    assert gc.isenabled()


def test_disabled_collector_stays_disabled() -> None:
    gc.disable()
    try:
        with paused(LARGE_PAGE):
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_last_thread_resumes_collector() -> None:
    both, done = threading.Barrier(2), threading.Event()

    def hold() -> None:
        with paused(LARGE_PAGE):
            both.wait(5)
            done.wait(5)

    other = threading.Thread(target=hold)
    other.start()
    with paused(LARGE_PAGE):
        both.wait(5)
    assert not gc.isenabled()
    done.set()
    other.join()
    assert gc.isenabled()
