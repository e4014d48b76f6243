"""Start, find and stop the background stack of a data directory (`kaggle-store up`)."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kaggle_store.errors import LocalStackError
from kaggle_store.local.account import cache_dir, database_home, server_account
from kaggle_store.local.files import absolute, expanded, lock_holder, locked, read_json
from kaggle_store.local.keys import load_keys
from kaggle_store.local.paths import is_stack
from kaggle_store.local.ports import next_free, reserved
from kaggle_store.local.stack import Endpoints, LocalStack

API_PORT = 54321
DB_PORT = 54322
_STOP_SECONDS = 60.0
_POLL_SECONDS = 0.02


@dataclass
class Running(Endpoints):
    """The running stack of a data directory: its endpoints and process ids."""

    data_dir: Path
    processes: dict[str, int]
    cors_origins: tuple[str, ...]

    @property
    def watchdog(self) -> int:
        """The id of the process that stops the stack on SIGTERM."""
        return self.processes["watchdog"]


def default_data_dir() -> Path:
    """Return `$KAGGLE_STORE_HOME`, else `.kaggle-store` in the current directory."""
    home = os.environ.get("KAGGLE_STORE_HOME")
    return expanded(Path(home)) if home else Path.cwd() / ".kaggle-store"


def find_running(data_dir: Path) -> Running | None:
    """Return the running stack of `data_dir`, or None if it is stopped, killed or missing."""
    data_dir = absolute(data_dir)
    if lock_holder(data_dir / "stack.lock") is None:
        return None
    facts = read_json(data_dir / "running.json")
    if not facts:
        return None
    pids = {name: int(pid) for name, (pid, _) in facts["processes"].items()}
    keys = load_keys(data_dir / "keys.json")
    addresses = (facts["api_url"], facts["db_url"], facts["superuser_url"])
    return Running(*addresses, keys, data_dir, pids, tuple(facts["cors_origins"]))


def up(
    data_dir: Path,
    *,
    api_port: int | None = None,
    db_port: int | None = None,
    migrations: Path | None = None,
    wal_archive: Path | None = None,
    cors_origins: Iterable[str] = (),
) -> tuple[Running, bool]:
    """Start a stack that outlives this process, unless it runs; return it and whether it started.

    Ports default to Supabase's own, or the next free ones.
    """
    with _ports_lock():
        if (running := find_running(data_dir)) is not None:
            return running, False
        api_port = api_port or next_free(API_PORT)
        db_port = db_port or next(p for p in _free_from(DB_PORT) if p != api_port)
        with _reserved(api_port, db_port):
            return _start(data_dir, api_port, db_port, migrations, cors_origins, wal_archive), True


@contextmanager
def _reserved(api_port: int, db_port: int) -> Iterator[None]:
    # The gateway starts seconds after the ports were chosen.
    with reserved(api_port, "API", "api_port"), reserved(db_port, "database", "db_port"):
        yield


def _ports_lock() -> AbstractContextManager[None]:
    # Two processes that search at the same time would find the same free ports.
    return locked(cache_dir(server_account()) / "ports.lock")


def _start(
    data_dir: Path,
    api_port: int,
    db_port: int,
    migrations: Path | None,
    cors_origins: Iterable[str],
    wal_archive: Path | None = None,
) -> Running:
    stack = LocalStack.start(
        data_dir,
        api_port=api_port,
        db_port=db_port,
        migrations=migrations,
        wal_archive=wal_archive,
        cors_origins=cors_origins,
    )
    stack.detach()
    running = find_running(data_dir)
    if running is None:
        raise LocalStackError(f"The stack in {data_dir} exited at once; see its logs folder.")
    return running


def _free_from(start: int) -> Iterator[int]:
    while True:
        start = next_free(start)
        yield start
        start += 1


def down(data_dir: Path) -> bool:
    """Stop the stack of `data_dir` and wait until it has ended; return False if none ran."""
    lock = absolute(data_dir) / "stack.lock"
    holder = lock_holder(lock)
    if holder is None:
        return False
    # The lock's holder wrote this id, so it is not a reused one.
    os.kill(holder, signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    while lock_holder(lock) is not None:
        if time.monotonic() > deadline:
            raise LocalStackError(f"Process {holder} does not stop; end it with `kill {holder}`.")
        time.sleep(_POLL_SECONDS)
    return True


def reset(data_dir: Path, *, migrations: Path | None = None) -> Running | None:
    """Delete the database of `data_dir` and migrate a new one.

    Keys, ports, CORS origins and whether the stack runs stay the same. Raises `LocalStackError`
    for a folder that is not a local stack's.
    """
    data_dir = absolute(data_dir)
    if not is_stack(data_dir):
        raise LocalStackError(f"{data_dir} holds no local stack; start one with `kaggle-store up`.")
    with _ports_lock():
        running = find_running(data_dir)
        down(data_dir)
        database = database_home(data_dir, server_account()) / "postgres"
        if running is None:
            shutil.rmtree(database, ignore_errors=True)
            LocalStack.start(data_dir, migrations=migrations).stop()
            return None
        ports = _port(running.api_url), _port(running.db_url)
        with _reserved(*ports):
            shutil.rmtree(database, ignore_errors=True)
            return _start(data_dir, *ports, migrations, running.cors_origins)


def _port(url: str) -> int:
    return int(urlsplit(url).port or 0)
