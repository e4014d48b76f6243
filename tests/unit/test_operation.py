"""Operations, flows and streams, performed by both executors without a server."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from uuid import UUID

import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore, NotFound
from kaggle_store._requests.operation import (
    AsyncClient,
    Blocking,
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
from tests.unit.conftest import KEY, URL, MockApi


def _ask(what: str) -> Op[str]:
    return Op(f"resource.{what}", lambda p: p.from_(what).select("*"), lambda a: a.content.decode())


def _page(number: int) -> Op[Rows[int]]:
    return Op(
        "resource.page", lambda p: p.from_("t").select("*"), lambda _: [number] * (3 - number)
    )


class Resource(Entity[M]):
    """A resource with one method of each kind."""

    @operation
    def one(self, what: str = "x") -> Op[str]:
        """Send one request."""
        return _ask(what)

    @operation
    def two(self, *, pause: float = 0.0) -> Flow[tuple[str, str]]:
        """Send two requests with a pause between them."""
        first = yield from _ask("first")
        yield from Pause(pause)
        second = yield from _ask("second")
        return first, second

    @operation
    def forgiving(self) -> Flow[str]:
        """Send a request, and return an error as a result."""
        try:
            return (yield from _ask("refused"))
        except NotFound as error:
            return f"refused: {error.code}"

    @operation
    def thread(self) -> Flow[tuple[str, int]]:
        """Include another operation, and make a blocking call."""
        text = yield from Resource.one.of(self, "included")
        return text, (yield from Blocking(threading.get_ident))

    @stream
    def pages(self) -> Stream[int]:
        """Read pages until one is empty."""
        number = 1
        while page := (yield _page(number)):
            number += len(page)


@pytest.fixture
def executor() -> Iterator[SyncExecutor]:
    opened = SyncExecutor(Settings.load(URL, KEY), lambda _: None)
    yield opened
    opened.close()


NOTHING = '{"code":"PGRST116","message":"none","details":null,"hint":null}'


def test_sync_executor_performs_at_once(api: MockApi, executor: SyncExecutor) -> None:
    api.respond("a")
    resource: Resource[SyncClient] = Resource(executor)
    assert resource.one() == "a"
    assert resource.two() == ("a", "a")
    assert list(resource.pages()) == [1, 1]
    api.respond(NOTHING, status=406)
    assert resource.forgiving() == "refused: PGRST116"


async def test_async_executor_performs_when_awaited(api: MockApi) -> None:
    api.respond("a")
    executor = AsyncExecutor(Settings.load(URL, KEY), lambda _: None)
    resource: Resource[AsyncClient] = Resource(executor)
    coroutine = resource.one()
    assert api.requests == []
    assert await coroutine == "a"
    assert await resource.two() == ("a", "a")
    assert [number async for number in resource.pages()] == [1, 1]
    api.respond(NOTHING, status=406)
    assert await resource.forgiving() == "refused: PGRST116"
    await executor.aclose()


def test_pause_waits(api: MockApi, executor: SyncExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    api.respond("a")
    Resource[SyncClient](executor).two(pause=12.5)
    assert waited == [12.5]


def test_sync_blocking_call_runs_at_once(api: MockApi, executor: SyncExecutor) -> None:
    api.respond("text")
    assert Resource[SyncClient](executor).thread() == ("text", threading.get_ident())


async def test_async_blocking_call_runs_in_a_thread(api: MockApi) -> None:
    api.respond("text")
    executor = AsyncExecutor(Settings.load(URL, KEY), lambda _: None)
    text, thread = await Resource[AsyncClient](executor).thread()
    await executor.aclose()
    assert text == "text"
    assert thread != threading.get_ident()


async def test_invalid_input_is_raised_at_await(api: MockApi) -> None:
    async with AsyncKaggleStore(URL, KEY) as store:
        coroutine = store.competitions.list(limit=0)
        with pytest.raises(ValueError, match="limit"):
            await coroutine
    assert api.requests == []


def test_operation_keeps_name_and_docstring(store: KaggleStore) -> None:
    assert store.competitions.upsert_many.__name__ == "upsert_many"
    assert "twice is refused" in str(store.competitions.upsert_many.__doc__)
    assert "Iterate over all" in str(store.competitions.iterate.__doc__)
    assert "counts of its rows" in str(type(store.agent_executions).summary.__doc__)


def test_ids_sort_by_creation_time() -> None:
    ids = [uuid7() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert {(each.version, each.variant) for each in ids} == {(7, UUID(int=2**63).variant)}
    milliseconds = [each.int >> 80 for each in ids]
    assert milliseconds == sorted(milliseconds)
    assert abs(milliseconds[0] / 1000 - time.time()) < 60


def test_row_cannot_be_changed() -> None:
    row = ExecutionSummary.model_construct(research_count=1)
    with pytest.raises(ValueError, match="frozen"):
        row.research_count = 2  # type: ignore[misc]


def test_package_import_loads_no_heavy_modules() -> None:
    heavy = ("supabase", "rich", "kaggle_store.local", "kaggle_store.demo")
    # httpx itself imports rich if click is installed.
    code = (
        "import sys, httpx; theirs = set(sys.modules); import kaggle_store; "
        f"print([m for m in {heavy} if m in sys.modules and m not in theirs])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
