"""A stand-in of Kaggle, and the store's `Kaggle` of both clients pointed at it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore
from kaggle_store.integrations.kaggle import Kaggle
from kaggle_store.testing import FakeKaggle
from tests.conftest import Stack
from tests.store.conftest import Blocking

Connect = Callable[..., "Kaggle[KaggleStore]"]


@pytest.fixture(autouse=True)
def no_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """Hide the credentials of the person who runs the tests."""
    for name in ("API_TOKEN", "USERNAME", "KEY", "STORE_KAGGLE_ENDPOINT"):
        monkeypatch.delenv(f"KAGGLE_{name}", raising=False)
    monkeypatch.setenv("KAGGLE_CONFIG_DIR", str(tmp_path / "no-kaggle"))


@pytest.fixture
def fake() -> Iterator[FakeKaggle]:
    with FakeKaggle() as fake:
        yield fake


@pytest.fixture(scope="session", params=["sync", "async"])
def session_connect(request: pytest.FixtureRequest, session_stack: Stack) -> Iterator[Connect]:
    url, key = session_stack.api_url, session_stack.secret_key
    if request.param == "sync":
        with KaggleStore(url, key) as store:
            yield lambda **options: Kaggle(store, **options)
        return
    with asyncio.Runner() as runner:
        awaited = AsyncKaggleStore(url, key)
        yield lambda **options: cast(Any, Blocking(Kaggle(awaited, **options), runner))
        runner.run(awaited.aclose())


@pytest.fixture
def connect(session_connect: Connect, fake: FakeKaggle, stack: Stack) -> Connect:
    """Return a function that makes `Kaggle` for the stand-in, by each of the clients."""

    def make(**options: Any) -> Kaggle[KaggleStore]:
        known = {"endpoint": fake.endpoint, "api_token": fake.token, "requests_per_second": 1e6}
        return session_connect(**(known | options))

    return make


@pytest.fixture
def kaggle(connect: Connect) -> Kaggle[KaggleStore]:
    """The store's `Kaggle` for the stand-in: once by the sync client, once by the async one."""
    return connect()
