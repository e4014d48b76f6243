"""Fixtures for the stack: the one named by the environment, else that of the package's plugin.

Each pytest worker has its own database. A test that uses `store`, `owner` or `stack` starts with
empty tables. A stack that cannot be started fails the tests that need it; none is skipped.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import psycopg
import pytest
from hypothesis import settings

from kaggle_store import KaggleStore
from kaggle_store.local import Endpoints
from kaggle_store.testing.empty_store import empty
from kaggle_store.testing.faults import StoreFaults
from kaggle_store.testing.pytest_plugin import shared_run
from kaggle_store.testing.stacks import OutsideStack, TestRun

Stack: TypeAlias = Endpoints | OutsideStack
Owner: TypeAlias = psycopg.Connection[tuple[Any, ...]]

_SPOOL = pytest.StashKey[Path]()

_SLOW = (
    "agent",
    "backup",
    "benchmarks",
    "database/test_archive.py",
    "database/test_dashboards.py",
    "database/test_lock_order.py",
    "database/test_migrations.py",
    "database/test_bulk_growth.py",
    "database/test_models_match_migrations.py",
    "database/test_models_match_supabase.py",
    "database/test_phases.py",
    "database/test_plans.py",
    "database/test_reference_queries.py",
    "demo",
    "docs/test_readme.py",
    "doctor",
    "install/test_guest.py",
    "kaggle/test_command.py",
    "kaggle/test_submit_accidents.py",
    "kaggle/test_submit_kills.py",
    "mcp/test_command.py",
    "lifecycle",
    "local",
    "mutants",
    "notifications/test_command.py",
    "platforms",
    "real_data",
    "report/test_agent_journals.py",
    "recorder/test_interruptions.py",
    "security",
    "store/test_arrow.py",
    "store/test_clients.py",
    "store/test_delayed_requests.py",
    "store/test_sigterm.py",
    "store/test_watch_outages.py",
    "testing/test_pytest_plugin.py",
    "supervise/test_process.py",
    "typing",
    "ui/test_command.py",
    "unit/test_slow_peers.py",
    "upgrade",
)
"""Folders and modules whose tests start servers, race, wait, or run other programs."""

_LONG = (
    "agent/test_interruptions.py",
    "backup/test_plain_dump.py",
    "backup/test_point_in_time.py",
    "backup/test_restore.py",
    "backup/test_seal.py",
    "backup/test_targets.py",
    "backup/test_untrusted_storage.py",
    "backup/test_watermark.py",
    "benchmarks/test_soak.py",
    "database/test_bulk_growth.py",
    "database/test_lock_order.py",
    "database/test_migrations.py",
    "database/test_models_match_migrations.py",
    "database/test_phases.py",
    "demo/test_other_runs.py",
    "install/test_guest.py",
    "kaggle/test_command.py",
    "kaggle/test_submit_accidents.py",
    "kaggle/test_submit_kills.py",
    "lifecycle",
    "local/test_binaries.py",
    "local/test_cli.py",
    "local/test_cluster.py",
    "local/test_credentials.py",
    "local/test_environments.py",
    "local/test_migrations.py",
    "local/test_registry.py",
    "local/test_remembered_ports.py",
    "local/test_shutdown.py",
    "mcp/test_command.py",
    "mutants",
    "notifications/test_command.py",
    "platforms/test_hosted.py",
    "real_data",
    "recorder/test_interruptions.py",
    "report/test_agent_journals.py",
    "security/test_hostile_rows.py",
    "security/test_input.py",
    "security/test_json_bounds.py",
    "security/test_mutations.py",
    "security/test_pgtap.py",
    "security/test_static.py",
    "store/test_delayed_requests.py",
    "store/test_sigterm.py",
    "store/test_watch_outages.py",
    "supervise/test_process.py",
    "testing/test_pytest_plugin.py",
    "ui/test_command.py",
    "unit/test_artifact_files.py",
    "unit/test_slow_peers.py",
    "unit/test_unexpected_bodies.py",
    "upgrade",
)
"""Folders and modules that only `make test-long` runs, to keep `make test` below five minutes."""

_DOCS = ("docs/test_blocks.py", "docs/test_site.py")
"""Modules of `make test-docs`: the pages' code blocks, and the built site."""

_MARKS: dict[str, tuple[str, ...]] = {
    "slow": _SLOW,
    "long": _LONG,
    "docs": _DOCS,
    "browser": ("browser",),
    "examples": ("examples",),
    "frameworks": ("frameworks/test_networks.py", "frameworks/test_recipes.py"),
}

# readline, which pytest loads, exports the terminal's width; output to a pipe has no such limit.
os.environ.pop("COLUMNS", None)
os.unsetenv("COLUMNS")

# Tests that a script runs in the background inherit an ignored SIGINT, and so would the programs
# that they interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# XGBoost's and LightGBM's threads spin while they wait, and so take turns with everything else.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# The same examples in every run; no deadline, because other load on the machine varies.
settings.register_profile("short", max_examples=40, deadline=None, derandomize=True)
settings.register_profile("medium", parent=settings.get_profile("short"), max_examples=80)
settings.register_profile("long", parent=settings.get_profile("short"), max_examples=200)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--shuffle",
        metavar="SEED",
        help="run the modules, and the tests within each, in the random order of this seed",
    )


def _marks(module: Path) -> list[str]:
    return [
        mark
        for mark, names in _MARKS.items()
        if any(module.is_relative_to(Path(__file__).parent / name) for name in names)
    ]


# First: pytest itself then groups tests by the parameters of shared fixtures, set up once.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    of_modules = {path: _marks(path) for path in {item.path for item in items}}
    for item in items:
        for mark in of_modules[item.path]:
            item.add_marker(mark)
    for item in items:
        if "session_stack" in getattr(item, "fixturenames", ()):
            item.add_marker("stack")
        if sys.platform == "win32" and item.get_closest_marker("posix"):
            item.add_marker(pytest.mark.skip(reason="needs POSIX"))
    if (seed := config.getoption("--shuffle")) is not None:
        _shuffle(items, random.Random(seed))


def _shuffle(items: list[pytest.Item], rng: random.Random) -> None:
    modules: dict[Path, list[pytest.Item]] = {}
    for item in items:
        modules.setdefault(item.path, []).append(item)
    order = list(modules.values())
    rng.shuffle(order)
    for tests in order:
        rng.shuffle(tests)
    items[:] = [item for tests in order for item in tests]


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        # Recorders that name no spool must not write to the developer's own.
        config.stash[_SPOOL] = Path(tempfile.mkdtemp(prefix="kaggle-store-spool-"))
        os.environ["KAGGLE_STORE_SPOOL"] = str(config.stash[_SPOOL])
        os.environ["KAGGLE_STORE_ARTIFACTS"] = str(config.stash[_SPOOL] / "artifacts")
        # Nor may commands act as the developer who is signed in.
        os.environ["KAGGLE_STORE_SESSION"] = str(config.stash[_SPOOL] / "sessions.json")
    if OutsideStack.from_environment() is None:
        # Workers, and the processes of mutants, use the main process's run.
        shared_run(config)


def pytest_unconfigure(config: pytest.Config) -> None:
    if spool := config.stash.get(_SPOOL, None):
        shutil.rmtree(spool, ignore_errors=True)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    # An external stack has one database, so its tests run one after another.
    return 1 if OutsideStack.from_environment() else None


def local_run(config: pytest.Config) -> TestRun | None:
    """Return the run whose cluster stacks are cloned from; None where the environment names one."""
    return None if OutsideStack.from_environment() else shared_run(config)


@pytest.fixture(scope="session")
def session_stack(request: pytest.FixtureRequest) -> Stack:
    """Return the stack with its current rows; `stack` empties it first."""
    outside = OutsideStack.from_environment()
    return outside or request.getfixturevalue("kaggle_session_stack")


@pytest.fixture(scope="session")
def session_owner(session_stack: Stack) -> Iterator[Owner]:
    """Return a connection as `postgres`, the owner of the schema."""
    if session_stack.db_url is None:
        pytest.fail("these tests also need SUPABASE_DB_URL, the stack's database")
    with psycopg.connect(session_stack.db_url, autocommit=True) as connection:
        if isinstance(session_stack, OutsideStack):
            _refuse_store_in_use(connection)
        # A transaction left open by one test makes the next one fail instead of hang.
        connection.execute("set lock_timeout = '60s'")
        yield connection
        empty(connection)


def _refuse_store_in_use(connection: Owner) -> None:
    row = connection.execute("select exists (select from public.competitions)").fetchone()
    if row == (True,):
        pytest.exit("SUPABASE_URL names a store with rows; the tests would delete them", 2)


@pytest.fixture
def owner(session_owner: Owner) -> Owner:
    """Return a connection as `postgres` to an empty store."""
    empty(session_owner)
    return session_owner


@pytest.fixture(scope="module")
def module_owner(session_owner: Owner) -> Owner:
    """Like `owner`, emptied once per module: for tests that roll back their changes."""
    empty(session_owner)
    return session_owner


@pytest.fixture
def stack(session_stack: Stack, owner: Owner) -> Stack:
    """Return an empty stack."""
    return session_stack


@pytest.fixture(scope="session")
def session_store(session_stack: Stack) -> Iterator[KaggleStore]:
    with KaggleStore(session_stack.api_url, session_stack.secret_key) as store:
        yield store


@pytest.fixture
def store(session_store: KaggleStore, owner: Owner) -> KaggleStore:
    """Return a client of an empty store, opened with the secret key."""
    return session_store


@pytest.fixture(scope="session")
def session_faults(session_stack: Stack) -> Iterator[StoreFaults]:
    with StoreFaults(session_stack.api_url) as faults:
        yield faults


@pytest.fixture
def faults(session_faults: StoreFaults) -> Iterator[StoreFaults]:
    """Return a proxy in front of the stack, without faults."""
    yield session_faults
    session_faults.reset()


@pytest.fixture
def set_clock(owner: Owner) -> Callable[[str], None]:
    """Return a function that shifts the store's clock, such as `set_clock("2 days")`."""

    def shift(interval: str) -> None:
        owner.execute("update kaggle_store.clock set shift = %s::interval", [interval])

    return shift


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that other users can read, unlike pytest's; deleted at the end."""
    folder = Path(tempfile.mkdtemp(prefix="kaggle-store-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real data, which may not be in the repository."""
    folder = os.environ.get("KAGGLE_STORE_DATA")
    if not folder or not (Path(folder) / "competitions.json").exists():
        pytest.skip("KAGGLE_STORE_DATA does not name a folder with the real data")
    return Path(folder)
