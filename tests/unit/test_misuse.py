"""Usual mistakes get an error that names them: a forgotten `with` or `await`, a copied store."""

from __future__ import annotations

import asyncio
import copy
import inspect
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore
from tests.unit.conftest import KEY, URL, MockApi

USES: list[Callable[[Any], Any]] = [
    lambda found: found.id,
    lambda found: found.complete(),
    lambda found: list(found),
    lambda found: bool(found),
    lambda found: len(found),
    lambda found: found[0],
    lambda found: next(found),
]
"""Uses of a block, or of a call's result."""


@pytest.fixture
def async_store(api: MockApi) -> AsyncKaggleStore:
    return AsyncKaggleStore(URL, KEY)


def _message(use: Callable[[Any], Any], found: Any) -> str:
    with pytest.raises((AttributeError, TypeError)) as raised:
        use(found)
    return str(raised.value)


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("resource", ["agent_executions", "training_jobs"])
def test_work_without_with_is_named(
    store: KaggleStore, async_store: AsyncKaggleStore, resource: str, use: Callable[[Any], Any]
) -> None:
    usage = f"with store.{resource}.work(…) as job:"
    assert f"`{usage}`" in _message(use, getattr(store, resource).work())
    assert f"`async {usage}`" in _message(use, getattr(async_store, resource).work())


@pytest.mark.parametrize("use", [*USES, lambda found: found.competitions.list()])
def test_local_without_with_is_named(use: Callable[[Any], Any]) -> None:
    assert "`with KaggleStore.local() as store:`" in _message(use, KaggleStore.local())
    message = _message(use, AsyncKaggleStore.local())
    assert "`async with AsyncKaggleStore.local() as store:`" in message


async def test_awaited_block_is_named(store: KaggleStore, async_store: AsyncKaggleStore) -> None:
    blocks: list[Any] = [store.agent_executions.work(), async_store.agent_executions.work()]
    blocks += [KaggleStore.local(), AsyncKaggleStore.local()]
    for block in blocks:
        with pytest.raises(TypeError, match=r"write `(async )?with "):
            await block
        with pytest.raises(TypeError, match=r"write `(async )?with "):
            async for _ in block:
                pass


def _enter(block: Any) -> None:
    with block:
        pytest.fail("it was entered")


async def _enter_async(block: Any) -> None:
    async with block:
        pytest.fail("it was entered")


async def test_other_kind_of_block_is_named(
    store: KaggleStore, async_store: AsyncKaggleStore
) -> None:
    sync: list[Any] = [store, store.training_jobs.work(), KaggleStore.local()]
    for block in sync:
        with pytest.raises(TypeError, match=r"needs `with`"):
            await _enter_async(block)
    others: list[Any] = [async_store, async_store.training_jobs.work(), AsyncKaggleStore.local()]
    for block in others:
        with pytest.raises(TypeError, match=r"needs `async with`"):
            _enter(block)
    with pytest.raises(TypeError, match="for `async with` create an AsyncKaggleStore"):
        await _enter_async(store)
    with pytest.raises(TypeError, match="for `with` create a KaggleStore"):
        _enter(async_store)


@pytest.mark.parametrize("use", [use for use in USES if use is not USES[-1]])
async def test_forgotten_await_is_named(
    async_store: AsyncKaggleStore, use: Callable[[Any], Any]
) -> None:
    call = async_store.competitions.list()
    message = _message(use, call)
    assert message.startswith("Competitions.list(…) was not awaited: write `await` before it,")
    assert await call == []


async def test_async_iteration_over_a_call_is_named(async_store: AsyncKaggleStore) -> None:
    call: Any = async_store.competitions.list()
    with pytest.raises(TypeError, match=r"Competitions\.list\(…\) was not awaited"):
        async for _ in call:
            pass
    assert await call == []


async def test_call_works_like_a_coroutine(async_store: AsyncKaggleStore) -> None:
    lists = async_store.competitions.list
    assert await asyncio.create_task(lists()) == []
    assert [*await asyncio.gather(lists(), lists())] == [[], []]
    assert await asyncio.wait_for(lists(), 30) == []
    async with asyncio.TaskGroup() as group:
        task = group.create_task(lists())
        assert "Competitions.list" in repr(task)
    assert task.result() == []
    done, _ = await asyncio.wait([asyncio.ensure_future(lists())])
    assert done.pop().result() == []
    call = lists()
    assert inspect.iscoroutine(call)
    assert inspect.getcoroutinestate(call) == inspect.CORO_CREATED
    assert repr(call) == "<Competitions.list(…), to be awaited>"
    call.close()


def test_call_can_be_run_by_itself(async_store: AsyncKaggleStore) -> None:
    assert asyncio.run(async_store.competitions.list()) == []


def test_warning_names_the_call_without_await() -> None:
    program = (
        "from kaggle_store import AsyncKaggleStore\n"
        f"AsyncKaggleStore({URL!r}, {KEY!r}).competitions.list()\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "coroutine 'Competitions.list' was never awaited" in ran.stderr


@pytest.mark.parametrize(
    "copied", [pickle.dumps, copy.copy, copy.deepcopy], ids=["pickle", "copy", "deepcopy"]
)
def test_store_is_neither_pickled_nor_copied(
    store: KaggleStore, async_store: AsyncKaggleStore, copied: Callable[[Any], Any]
) -> None:
    for each in (store, async_store, store.competitions, async_store.tokens):
        with pytest.raises(TypeError) as raised:
            copied(each)
        assert f"{type(each).__name__} cannot be pickled or copied" in str(raised.value)
        assert KEY not in str(raised.value)


def test_attribute_of_a_block_may_be_asked_for(store: KaggleStore) -> None:
    work = store.agent_executions.work()
    assert not hasattr(work, "anything")
    assert getattr(work, "_private", None) is None
