"""A store and its blocks of work belong to the process that made them."""

from __future__ import annotations

import asyncio
import os
import warnings
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore, StoreClosed
from tests.unit.conftest import KEY, URL, Wire
from tests.unit.held import asked, row

ANOTHER = "another process: make one per process"


def _forked(act: Callable[[], object]) -> bool:
    """Fork, and answer whether the child has done this and found it true."""
    with warnings.catch_warnings():
        # That threads are running is the point.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        is_true = False
        try:
            is_true = bool(act())
        finally:
            os._exit(0 if is_true else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _refuses(call: Callable[[], object]) -> bool:
    try:
        call()
    except StoreClosed as error:
        return ANOTHER in str(error)
    return False


def test_a_store_asks_nothing_in_another_process(wire: Wire) -> None:
    with KaggleStore(URL, KEY) as store:
        assert store.competitions.list() == []
        assert _forked(lambda: _refuses(store.competitions.list) and len(wire.requests) == 1)
        assert store.competitions.list() == []


def test_an_awaited_store_asks_nothing_in_another_process(wire: Wire) -> None:
    store = AsyncKaggleStore(URL, KEY)
    with asyncio.Runner() as runner:
        assert runner.run(store.competitions.list()) == []
        assert _forked(lambda: _refuses(lambda: asyncio.run(store.competitions.list())))
        runner.run(store.aclose())


def test_a_child_closes_nothing_of_its_parent(wire: Wire) -> None:
    with KaggleStore(URL, KEY) as store:
        http: Any = store._executor._http

        def close() -> bool:
            store.close()
            return not http.is_closed

        assert _forked(close)


def test_a_child_that_leaves_the_block_leaves_the_lease_alone(wire: Wire) -> None:
    wire.answers(httpx.Response(200, json=[row()]))
    with KaggleStore(URL, KEY) as store:
        block = store.agent_executions.work()
        with block as job:
            assert job is not None

            def leave() -> bool:
                block.__exit__(SystemExit, SystemExit(), None)
                return asked(wire) == ["claim_executions"]

            assert _forked(leave)
            assert _forked(lambda: _refuses(lambda: job.move("research")))
            assert not job.lost
    assert asked(wire)[-1] == "release_execution"


async def test_a_child_that_leaves_an_awaited_block_leaves_the_lease_alone(wire: Wire) -> None:
    wire.answers(httpx.Response(200, json=[row()]))
    async with AsyncKaggleStore(URL, KEY) as store:
        block = store.agent_executions.work()
        async with block:

            def leave() -> bool:
                step = block.__aexit__(SystemExit, SystemExit(), None)
                with pytest.raises(StopIteration):
                    step.send(None)
                return asked(wire) == ["claim_executions"]

            assert _forked(leave)
    assert asked(wire)[-1] == "release_execution"
