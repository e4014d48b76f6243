"""While a caller works on a page, the next one is on its way: one, and errors in their place."""

from __future__ import annotations

import asyncio
import gc
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, TypeAlias
from uuid import UUID

import httpcore
import httpx
import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore, LeaseLost, Unavailable, UnexpectedAnswer
from kaggle_store._requests.gc_pause import LARGE, held
from kaggle_store._transport.prefetch import WORTH
from tests.unit.conftest import KEY, URL, Wire
from tests.unit.held import row as execution

Look: TypeAlias = Callable[[int], None]
Door: TypeAlias = Callable[[Look, int], list[int]]
SIZE = WORTH


def _page(start: int, rows: int = SIZE) -> str:
    at = "2026-01-01T00:00:00+00:00"
    fixed = {"config_key": "k", "config_value": 1, "config_type": "gpu", "description": None}
    flags = {"is_encrypted": False, "is_sensitive": False, "created_at": at, "updated_at": at}
    ids = [str(UUID(int=start + place)) for place in range(rows)]
    return json.dumps([{"id": id, **fixed, **flags} for id in ids])


def _numbers(store: KaggleStore, look: Look, most: int) -> list[int]:
    seen: list[int] = []
    for found in store.configurations.iterate(page_size=SIZE):
        seen.append(found.id.int)
        look(found.id.int)
        if len(seen) == most:
            break
    return seen


def _at_once(look: Look, most: int = 10_000) -> list[int]:
    with KaggleStore(URL, KEY, retry_for=0) as store:
        return _numbers(store, look, most)


def _awaited(look: Look, most: int = 10_000) -> list[int]:
    async def run() -> list[int]:
        seen: list[int] = []
        async with AsyncKaggleStore(URL, KEY, retry_for=0) as store:
            rows: AsyncIterator[Any] = store.configurations.iterate(page_size=SIZE)
            async for found in rows:
                for _ in range(20):
                    await asyncio.sleep(0)
                seen.append(found.id.int)
                look(found.id.int)
                if len(seen) == most:
                    break
            await rows.aclose()  # type: ignore[attr-defined]
            assert len(asyncio.all_tasks()) == 1
        return seen

    return asyncio.run(run())


doors = pytest.mark.parametrize("door", [_at_once, _awaited])


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


@doors
def test_the_next_page_is_asked_for_when_a_page_begins_and_no_further(
    wire: Wire, door: Door
) -> None:
    wire.answers(_page(0), _page(SIZE), _page(2 * SIZE), "[]")
    asked: dict[int, int] = {}

    def look(number: int) -> None:
        if number % SIZE in {1, SIZE - 1}:
            _until(lambda: len(wire.requests) > number // SIZE + 1)
            asked[number] = len(wire.requests)

    assert door(look, 10_000) == list(range(3 * SIZE))
    assert list(asked.values()) == [2, 2, 3, 3, 4, 4]


@doors
def test_a_short_page_is_used_up_before_the_next_is_asked_for(wire: Wire, door: Door) -> None:
    wire.answers(_page(0, SIZE - 1), "[]")
    asked: list[int] = []
    assert len(door(lambda _: asked.append(len(wire.requests)), 10_000)) == SIZE - 1
    assert set(asked) == {1}
    assert len(wire.requests) == 2


@doors
def test_a_page_that_fails_is_asked_for_again_in_its_turn(wire: Wire, door: Door) -> None:
    wire.answers(_page(0), httpcore.ReadError("cut"), _page(SIZE), "[]")
    assert door(lambda _: None, 10_000) == list(range(2 * SIZE))


def test_pages_that_are_asked_for_ahead_are_counted(wire: Wire) -> None:
    wire.answers(_page(0), "[]", _page(0), "[]")

    async def awaited() -> int:
        async with AsyncKaggleStore(URL, KEY) as store:
            assert len([row async for row in store.configurations.iterate(page_size=SIZE)]) == SIZE
            return store.counters.requests

    with KaggleStore(URL, KEY) as store:
        assert len(list(store.configurations.iterate(page_size=SIZE))) == SIZE
        assert store.counters.requests == 2
    assert asyncio.run(awaited()) == 2


def test_where_no_thread_can_be_had_pages_come_in_their_turn(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    wire.answers(_page(0), "[]")
    with KaggleStore(URL, KEY) as store:
        assert len(list(store.configurations.iterate(page_size=SIZE))) == SIZE


@doors
def test_an_error_comes_after_the_rows_before_it(wire: Wire, door: Door) -> None:
    wire.answers(_page(0), httpx.Response(503))
    seen: list[int] = []
    with pytest.raises(Unavailable):
        door(seen.append, 10_000)
    assert seen == list(range(SIZE))


@doors
def test_who_stops_early_leaves_nothing_behind(wire: Wire, door: Door) -> None:
    wire.answers(_page(0), _page(SIZE))
    assert door(lambda _: None, 3) == [0, 1, 2]
    assert len(wire.requests) <= 2


def test_threads_iterate_side_by_side_over_one_store(wire: Wire) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        after = dict(request.url.params).get("id", "")
        start = UUID(after.removeprefix("gt.")).int + 1 if after else 0
        return httpx.Response(200, text=_page(start) if start < 4 * SIZE else "[]")

    wire.route.side_effect = answer
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


def test_a_lost_lease_ends_the_rows_where_the_next_page_would_begin(wire: Wire) -> None:
    wire.answers(httpx.Response(200, json=[execution()]), _page(0), _page(SIZE), "[]")
    seen: list[int] = []
    with KaggleStore(URL, KEY, retry_for=0) as store:
        block = store.agent_executions.work()
        job = block.__enter__()
        assert job is not None

        def look(number: int) -> None:
            seen.append(number)
            if number == SIZE + 1:
                job.store._executor.leases[-1].lose(LeaseLost("taken over"))

        with pytest.raises(LeaseLost):
            _numbers(job.store, look, 10_000)
        with pytest.raises(LeaseLost):
            block.__exit__(None, None, None)
    assert seen == list(range(2 * SIZE))


def test_the_collector_is_held_for_a_large_page_only() -> None:
    assert gc.isenabled()
    with held(LARGE - 1):
        assert gc.isenabled()
    with held(LARGE):
        with held(LARGE):
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_page_that_cannot_be_decoded_releases_the_collector(
    store: KaggleStore, wire: Wire
) -> None:
    wire.answers("x" * LARGE)
    with pytest.raises(UnexpectedAnswer):
        store.competitions.list()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with held(LARGE):
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_last_of_several_threads_releases_the_collector() -> None:
    both, done = threading.Barrier(2), threading.Event()

    def hold() -> None:
        with held(LARGE):
            both.wait(5)
            done.wait(5)

    other = threading.Thread(target=hold)
    other.start()
    with held(LARGE):
        both.wait(5)
    assert not gc.isenabled()
    done.set()
    other.join()
    assert gc.isenabled()
