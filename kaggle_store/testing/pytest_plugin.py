"""pytest fixtures: an empty store for each test, its clock, a stand-in of Kaggle, and faults.

pytest loads this module wherever the package is installed, so it imports nothing until a fixture is
used. A fixture of a project's own with the same name takes the place of one from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import psycopg

    from kaggle_store import AsyncKaggleStore, KaggleStore
    from kaggle_store.local import Endpoints
    from kaggle_store.testing.clock import Clock
    from kaggle_store.testing.fake_kaggle import FakeKaggle
    from kaggle_store.testing.faults import StoreFaults
    from kaggle_store.testing.stacks import TestRun

_RUN = pytest.StashKey["TestRun"]()


def shared_run(config: pytest.Config) -> TestRun:
    """Return the run whose cluster the processes of pytest-xdist share; it ends with pytest."""
    from kaggle_store.testing.stacks import TestRun

    if _RUN not in config.stash:
        config.stash[_RUN] = TestRun.current()
    return config.stash[_RUN]


def pytest_configure(config: pytest.Config) -> None:
    """Open the run that the workers of pytest-xdist share, and add the fixtures for asyncio."""
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        shared_run(config)
    runners = [name for name in ("asyncio", "anyio") if config.pluginmanager.hasplugin(name)]
    if runners:
        from kaggle_store.testing import _async_fixtures

        config.pluginmanager.register(_async_fixtures.fixtures(runners), "kaggle_store_async")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the cluster of the run."""
    if run := config.stash.get(_RUN, None):
        run.close()


@contextmanager
def _explained() -> Iterator[None]:
    """Fail the test with one sentence if the stack cannot start."""
    from kaggle_store.errors import LocalStackError

    try:
        yield
    except ImportError as error:
        reason = f"kaggle_store's fixtures need {error.name}: pip install 'kaggle_store[local]'"
    except LocalStackError as error:
        reason = f"kaggle_store's fixtures need a local stack: {error}"
    else:
        return
    pytest.fail(reason, pytrace=False)


@pytest.fixture(scope="session")
def kaggle_session_stack(request: pytest.FixtureRequest) -> Iterator[Endpoints]:
    """Return this process's throw-away stack with its current rows."""
    with _explained():
        import psycopg  # noqa: F401

        stack = shared_run(request.config).cluster().clone()
    with stack:
        yield stack


@pytest.fixture(scope="session")
def kaggle_session_owner(kaggle_session_stack: Endpoints) -> Iterator[psycopg.Connection[Any]]:
    """Return a connection to the throw-away stack's database as `postgres`, the schema's owner."""
    import psycopg

    with psycopg.connect(kaggle_session_stack.db_url, autocommit=True) as connection:
        # A transaction left open by one test makes the next one fail instead of hang.
        connection.execute("set lock_timeout = '60s'")
        yield connection


@pytest.fixture(scope="session")
def _kaggle_session_faults(kaggle_session_stack: Endpoints) -> Iterator[StoreFaults]:
    from kaggle_store.testing.faults import StoreFaults

    with StoreFaults(kaggle_session_stack.api_url) as faults:
        yield faults


@pytest.fixture
def store_faults(_kaggle_session_faults: StoreFaults) -> Iterator[StoreFaults]:
    """Return the proxy that the test's clients use, to lose, hold or damage requests."""
    yield _kaggle_session_faults
    _kaggle_session_faults.reset()


@pytest.fixture
def kaggle_stack(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    kaggle_session_stack: Endpoints,
    kaggle_session_owner: psycopg.Connection[Any],
) -> Endpoints:
    """Return the URLs and keys of an empty stack, which the environment names during the test."""
    from kaggle_store.testing import _environment
    from kaggle_store.testing.empty_store import empty

    empty(kaggle_session_owner)
    stack = kaggle_session_stack
    if "store_faults" in request.fixturenames:
        stack = _environment.through(request.getfixturevalue("store_faults").url, stack)
    for name, value in _environment.of_clients(stack, tmp_path_factory.getbasetemp()).items():
        monkeypatch.setenv(name, value)
    return stack


@pytest.fixture
def store(kaggle_stack: Endpoints) -> Iterator[KaggleStore]:
    """Return a client of an empty store, opened with the secret key."""
    from kaggle_store import KaggleStore

    with KaggleStore(kaggle_stack.api_url, kaggle_stack.secret_key) as store:
        yield store


@pytest.fixture
def async_store(request: pytest.FixtureRequest) -> AsyncKaggleStore:
    """Return an async client of an empty store, for tests run by pytest-asyncio or anyio."""
    from kaggle_store.testing import _async_fixtures

    client: AsyncKaggleStore = request.getfixturevalue(_async_fixtures.name_for(request))
    return client


@pytest.fixture
def kaggle_clock(
    kaggle_stack: Endpoints,  # noqa: ARG001 (emptying resets the clock)
    kaggle_session_owner: psycopg.Connection[Any],
) -> Clock:
    """Return the store's clock, to shift it; the next test starts with the present time."""
    from kaggle_store.testing.clock import Clock

    return Clock(kaggle_session_owner)


@pytest.fixture
def fake_kaggle(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeKaggle]:
    """Return a stand-in of Kaggle, which the environment names during the test."""
    from kaggle_store.testing.fake_kaggle import FakeKaggle

    with FakeKaggle() as kaggle:
        for name, value in kaggle.environment.items():
            monkeypatch.setenv(name, value)
        yield kaggle
