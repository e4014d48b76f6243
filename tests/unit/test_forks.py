"""A client and its blocks of work belong to the process that created them."""

from __future__ import annotations

import asyncio
import os
import warnings
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore, StoreClosed
from tests.unit.conftest import KEY, URL, MockApi
from tests.unit.leased_work import calls, row

pytestmark = pytest.mark.posix

ANOTHER = "another process: create one per process"


def _forked(act: Callable[[], object]) -> bool:
    """Fork, and return True if `act` returned a true value in the child."""
    with warnings.catch_warnings():
        # Forking with running threads is what these tests are about.
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


def test_sync_client_refuses_calls_after_fork(api: MockApi) -> None:
    with KaggleStore(URL, KEY) as store:
        assert store.competitions.list() == []
        assert _forked(lambda: _refuses(store.competitions.list) and len(api.requests) == 1)
        assert store.competitions.list() == []


def test_async_client_refuses_calls_after_fork(api: MockApi) -> None:
    store = AsyncKaggleStore(URL, KEY)
    with asyncio.Runner() as runner:
        assert runner.run(store.competitions.list()) == []
        assert _forked(lambda: _refuses(lambda: asyncio.run(store.competitions.list())))
        runner.run(store.aclose())


def test_child_does_not_close_parents_connections(api: MockApi) -> None:
    with KaggleStore(URL, KEY) as store:
        http: Any = store._executor._http

        def close() -> bool:
            store.close()
            return not http.is_closed

        assert _forked(close)


def test_child_leaving_sync_block_keeps_lease(api: MockApi) -> None:
    api.respond(httpx.Response(200, json=[row()]))
    with KaggleStore(URL, KEY) as store:
        block = store.agent_executions.work()
        with block as job:
            assert job is not None

            def leave() -> bool:
                block.__exit__(SystemExit, SystemExit(), None)
                return calls(api) == ["claim_executions"]

            assert _forked(leave)
            assert _forked(lambda: _refuses(lambda: job.move("research")))
            assert not job.lost
    assert calls(api)[-1] == "release_execution"


async def test_child_leaving_async_block_keeps_lease(api: MockApi) -> None:
    api.respond(httpx.Response(200, json=[row()]))
    async with AsyncKaggleStore(URL, KEY) as store:
        block = store.agent_executions.work()
        async with block:

            def leave() -> bool:
                step = block.__aexit__(SystemExit, SystemExit(), None)
                with pytest.raises(StopIteration):
                    step.send(None)
                return calls(api) == ["claim_executions"]

            assert _forked(leave)
    assert calls(api)[-1] == "release_execution"
