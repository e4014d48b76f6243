"""The stack that benchmarks share, and access to the optional peer libraries."""

from __future__ import annotations

import importlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import psycopg

from kaggle_store import AsyncKaggleStore, KaggleStore
from kaggle_store.local import LocalStack
from kaggle_store.local.account import database_home, server_account
from kaggle_store.local.service import find_running

T = TypeVar("T")

SQL = Path(__file__).parent / "sql"


@dataclass
class Bench:
    """One run: a stack with fsync on, its connections, and the size of the work."""

    stack: LocalStack
    data_dir: Path
    owner: psycopg.Connection[Any]
    """A superuser's connection."""
    postgrest: int
    """PostgREST's process id."""
    quick: bool
    exit_stack: ExitStack
    missing: set[str] = field(default_factory=set)
    _open_contexts: dict[object, Any] = field(default_factory=dict)

    def size(self, full: T, quick: T) -> T:
        """Return `full`, or `quick` with --quick."""
        return quick if self.quick else full

    def peer(self, module: str) -> Any:
        """Return a peer's module; if it is not installed, return None and record that."""
        try:
            return importlib.import_module(module)
        except ImportError:
            self.missing.add(module.partition(".")[0])
            return None

    def keep_open(self, opened: Callable[[Bench], AbstractContextManager[T]]) -> T:
        """Enter a context once and keep it open until the end of the run."""
        if opened not in self._open_contexts:
            self._open_contexts[opened] = self.exit_stack.enter_context(opened(self))
        found: T = self._open_contexts[opened]
        return found

    def store(self) -> KaggleStore:
        """Open a sync client."""
        return KaggleStore(self.stack.api_url, self.stack.service_role_key)

    def async_store(self) -> AsyncKaggleStore:
        """Open an async client."""
        return AsyncKaggleStore(self.stack.api_url, self.stack.service_role_key)

    @property
    def rest_url(self) -> str:
        """PostgREST's URL, behind the gateway, for all clients."""
        return f"{self.stack.api_url}/rest/v1"

    @property
    def headers(self) -> dict[str, str]:
        """The headers that authenticate a request."""
        key = self.stack.service_role_key
        return {"apikey": key, "Authorization": f"Bearer {key}"}

    def as_agent(self) -> psycopg.Connection[Any]:
        """Connect to PostgreSQL with the agent's role."""
        connection = psycopg.connect(self.stack.db_url, autocommit=True)
        connection.execute("set role service_role")
        return connection

    def database(self, name: str) -> str:
        """Create an empty database for a peer on the same server and return its URL."""
        self.owner.execute(f"drop database if exists {name} with (force)".encode())
        self.owner.execute(f"create database {name} owner postgres".encode())
        return urlsplit(self.stack.db_url)._replace(path=f"/{name}").geturl()

    def run(self, script: str) -> None:
        """Run a script of `benchmarks/sql`."""
        self.owner.execute((SQL / script).read_bytes())

    def load(self, script: str) -> None:
        """Run a script that loads many rows, with the helpers of `bulk_load.sql`."""
        self.run("bulk_load.sql")
        self.run(script)

    def empty(self) -> None:
        """Delete all rows and restore the partitions of a new store."""
        self.run("empty.sql")

    def value(self, query: str, *values: object) -> Any:
        """Return the first value of a query, run as superuser."""
        row = self.owner.execute(query.encode(), values).fetchone()
        return row[0] if row else None

    def wal(self) -> int:
        """Return the position of the write-ahead log in bytes."""
        return int(self.value("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn"))


@contextmanager
def open_bench(quick: bool) -> Iterator[Bench]:
    """Start the stack in a temporary data directory."""
    folder = Path(tempfile.mkdtemp(prefix="kaggle-store-bench-"))
    home = database_home(folder, server_account())
    try:
        # A stack with a data directory has fsync on; a throw-away one does not.
        with LocalStack.start(folder) as stack:
            bench = _opened(stack, folder, quick)
            with bench.owner, bench.exit_stack:
                yield bench
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


def _opened(stack: LocalStack, folder: Path, quick: bool) -> Bench:
    running = find_running(folder)
    if running is None:
        raise RuntimeError("the stack exited at once")
    owner = psycopg.connect(stack.superuser_url, autocommit=True)
    bench = Bench(stack, folder, owner, running.processes["postgrest"], quick, ExitStack())
    owner.execute("set statement_timeout = 0")
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        if bench.value(f"show {name}") != "on":
            raise RuntimeError(f"{name} is off: figures of writes would be meaningless")
    return bench
