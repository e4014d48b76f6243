"""The stack of the tests: the one the environment names, else a clone of one local cluster.

Each worker has a database of its own. A test that asks for `store`, `owner` or `stack` begins with
empty tables. Nothing is skipped when the stack cannot be had: the tests that need it fail.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import psycopg
import pytest
from hypothesis import settings

from kaggle_store import KaggleStore
from kaggle_store.local import LocalStack
from kaggle_store.testing.stacks import OutsideStack, TestRun
from tests.emptying import empty

Stack: TypeAlias = LocalStack | OutsideStack
Owner: TypeAlias = psycopg.Connection[tuple[Any, ...]]

_TEST_RUN = pytest.StashKey[TestRun]()
_SPOOL = pytest.StashKey[Path]()

_SLOW = (
    "backup",
    "benchmarks",
    "database/test_archive.py",
    "database/test_dashboards.py",
    "database/test_migrations.py",
    "database/test_migrations_over_data.py",
    "database/test_models_match_migrations.py",
    "database/test_models_match_supabase.py",
    "database/test_phases.py",
    "database/test_plans.py",
    "database/test_truth.py",
    "demo",
    "docs/test_readme.py",
    "doctor",
    "lifecycle",
    "local",
    "real_data",
    "security",
    "store/test_arrow.py",
    "store/test_clients.py",
    "store/test_delayed_requests.py",
    "typing",
    "unit/test_slow_peers.py",
)
"""Folders and modules whose tests start servers, race, wait, or drive other programs."""

# The same examples in every run. How long one takes depends on what else the machine does.
settings.register_profile("short", max_examples=40, deadline=None, derandomize=True)
settings.register_profile("long", parent=settings.get_profile("short"), max_examples=200)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--shuffle",
        metavar="SEED",
        help="run the modules, and the tests within each, in the random order of this seed",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    slow = [Path(__file__).parent / name for name in _SLOW]
    for item in items:
        if any(item.path.is_relative_to(path) for path in slow):
            item.add_marker("slow")
    if (seed := config.getoption("--shuffle")) is not None:
        _shuffle(items, random.Random(seed))


def _shuffle(items: list[pytest.Item], chance: random.Random) -> None:
    modules: dict[Path, list[pytest.Item]] = {}
    for item in items:
        modules.setdefault(item.path, []).append(item)
    order = list(modules.values())
    chance.shuffle(order)
    for tests in order:
        chance.shuffle(tests)
    items[:] = [item for tests in order for item in tests]


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        # Recorders that name no spool must not write to the developer's own.
        config.stash[_SPOOL] = Path(tempfile.mkdtemp(prefix="kaggle-store-spool-"))
        os.environ["KAGGLE_STORE_SPOOL"] = str(config.stash[_SPOOL])
    if OutsideStack.from_environment() is None:
        is_worker = hasattr(config, "workerinput")
        config.stash[_TEST_RUN] = TestRun.current() if is_worker else TestRun.open()


def pytest_unconfigure(config: pytest.Config) -> None:
    if run := config.stash.get(_TEST_RUN, None):
        run.close()
    if spool := config.stash.get(_SPOOL, None):
        shutil.rmtree(spool, ignore_errors=True)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    # Somebody else's stack has one database, and its tests take turns.
    return 1 if OutsideStack.from_environment() else None


@pytest.fixture(scope="session")
def session_stack(request: pytest.FixtureRequest) -> Iterator[Stack]:
    """The stack as it is; ask for `stack` to have it empty."""
    if outside := OutsideStack.from_environment():
        yield outside
        return
    with request.config.stash[_TEST_RUN].cluster().clone() as stack:
        yield stack


@pytest.fixture(scope="session")
def session_owner(session_stack: Stack) -> Iterator[Owner]:
    """A connection as `postgres`, who owns the schema."""
    if session_stack.db_url is None:
        pytest.fail("these tests also need SUPABASE_DB_URL, the stack's database")
    with psycopg.connect(session_stack.db_url, autocommit=True) as connection:
        if isinstance(session_stack, OutsideStack):
            _refuse_a_store_in_use(connection)
        # What a test has left open in the database fails the next one, and does not hold it up.
        connection.execute("set lock_timeout = '60s'")
        yield connection
        empty(connection)


def _refuse_a_store_in_use(connection: Owner) -> None:
    row = connection.execute("select exists (select from public.competitions)").fetchone()
    if row == (True,):
        pytest.exit("SUPABASE_URL names a store that is in use, and tests empty their store", 2)


@pytest.fixture
def owner(session_owner: Owner) -> Owner:
    """A connection as `postgres` to a store without rows."""
    empty(session_owner)
    return session_owner


@pytest.fixture(scope="module")
def settled_owner(session_owner: Owner) -> Owner:
    """The same, emptied once for a module whose tests take back all that they do."""
    empty(session_owner)
    return session_owner


@pytest.fixture
def stack(session_stack: Stack, owner: Owner) -> Stack:
    """A stack without rows."""
    return session_stack


@pytest.fixture(scope="session")
def session_store(session_stack: Stack) -> Iterator[KaggleStore]:
    with KaggleStore(session_stack.api_url, session_stack.secret_key) as store:
        yield store


@pytest.fixture
def store(session_store: KaggleStore, owner: Owner) -> KaggleStore:
    """A store without rows, opened with the secret key."""
    return session_store


@pytest.fixture
def set_clock(owner: Owner) -> Callable[[str], None]:
    """Shift the store's clock by an interval, such as `set_clock("2 days")`."""

    def shift(interval: str) -> None:
        owner.execute("update kaggle_store.clock set shift = %s::interval", [interval])

    return shift


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of the machine can enter, unlike pytest's; deleted at the end."""
    folder = Path(tempfile.mkdtemp(prefix="kaggle-store-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data, which the repository may not hold."""
    folder = os.environ.get("KAGGLE_STORE_DATA")
    if not folder or not (Path(folder) / "competitions.json").exists():
        pytest.skip("KAGGLE_STORE_DATA does not name a folder with the real data")
    return Path(folder)
