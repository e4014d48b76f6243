"""Operations, flows and streams, performed by both senders without any server."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from uuid import UUID

import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore, NotFound
from kaggle_store._requests.operation import (
    AsyncClient,
    Entity,
    Flow,
    M,
    Op,
    Pause,
    Rows,
    Stream,
    SyncClient,
    operation,
    stream,
)
from kaggle_store._requests.validation import uuid7
from kaggle_store._transport.executor import AsyncExecutor, SyncExecutor
from kaggle_store.models import ExecutionSummary
from kaggle_store.settings import Settings
from tests.unit.conftest import KEY, URL, Wire


def _ask(what: str) -> Op[str]:
    return Op(f"room.{what}", lambda p: p.from_(what).select("*"), lambda a: a.content.decode())


def _page(number: int) -> Op[Rows[int]]:
    return Op("room.page", lambda p: p.from_("t").select("*"), lambda _: [number] * (3 - number))


class Room(Entity[M]):
    """A room for tests."""

    @operation
    def one(self, what: str = "x") -> Op[str]:
        """Ask once."""
        return _ask(what)

    @operation
    def two(self, *, pause: float = 0.0) -> Flow[tuple[str, str]]:
        """Ask twice, with a pause between."""
        first = yield from _ask("first")
        yield from Pause(pause)
        second = yield from _ask("second")
        return first, second

    @operation
    def forgiving(self) -> Flow[str]:
        """Ask, and take a refusal for an answer."""
        try:
            return (yield from _ask("refused"))
        except NotFound as error:
            return f"refused: {error.code}"

    @stream
    def pages(self) -> Stream[int]:
        """Ask for pages until one is empty."""
        number = 1
        while page := (yield _page(number)):
            number += len(page)


@pytest.fixture
def executor() -> Iterator[SyncExecutor]:
    opened = SyncExecutor(Settings.load(URL, KEY), lambda _: None)
    yield opened
    opened.close()


NOTHING = '{"code":"PGRST116","message":"none","details":null,"hint":null}'


def test_the_sync_sender_performs_at_once(wire: Wire, executor: SyncExecutor) -> None:
    wire.answers("a")
    room: Room[SyncClient] = Room(executor)
    assert room.one() == "a"
    assert room.two() == ("a", "a")
    assert list(room.pages()) == [1, 1]
    wire.answers(NOTHING, status=406)
    assert room.forgiving() == "refused: PGRST116"


async def test_the_async_sender_performs_when_awaited(wire: Wire) -> None:
    wire.answers("a")
    executor = AsyncExecutor(Settings.load(URL, KEY), lambda _: None)
    room: Room[AsyncClient] = Room(executor)
    coroutine = room.one()
    assert wire.requests == []
    assert await coroutine == "a"
    assert await room.two() == ("a", "a")
    assert [number async for number in room.pages()] == [1, 1]
    wire.answers(NOTHING, status=406)
    assert await room.forgiving() == "refused: PGRST116"
    await executor.aclose()


def test_a_pause_waits(wire: Wire, executor: SyncExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    wire.answers("a")
    Room[SyncClient](executor).two(pause=12.5)
    assert waited == [12.5]


async def test_refused_input_is_raised_where_it_is_awaited(wire: Wire) -> None:
    async with AsyncKaggleStore(URL, KEY) as store:
        coroutine = store.competitions.list(limit=0)
        with pytest.raises(ValueError, match="limit"):
            await coroutine
    assert wire.requests == []


def test_an_operation_keeps_its_name_and_documentation(store: KaggleStore) -> None:
    assert store.competitions.upsert_many.__name__ == "upsert_many"
    assert "last of several" in str(store.competitions.upsert_many.__doc__)
    assert "Go over all rows" in str(store.competitions.iterate.__doc__)
    assert "refresh" in str(type(store.agent_executions).summary.__doc__)


def test_ids_sort_by_the_time_of_their_making() -> None:
    ids = [uuid7() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert {(each.version, each.variant) for each in ids} == {(7, UUID(int=2**63).variant)}
    milliseconds = [each.int >> 80 for each in ids]
    assert milliseconds == sorted(milliseconds)
    assert abs(milliseconds[0] / 1000 - time.time()) < 60


def test_a_row_cannot_be_changed() -> None:
    row = ExecutionSummary.model_construct(research_count=1)
    with pytest.raises(ValueError, match="frozen"):
        row.research_count = 2  # type: ignore[misc]


def test_importing_the_package_is_light() -> None:
    heavy = ("supabase", "rich", "kaggle_store.local", "kaggle_store.demo")
    # What httpx brings along by itself is not ours: rich, where click is installed too.
    code = (
        "import sys, httpx; theirs = set(sys.modules); import kaggle_store; "
        f"print([m for m in {heavy} if m in sys.modules and m not in theirs])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
