"""Start, find and stop the background stack of a data directory (`kaggle-store up`)."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kaggle_store._files import lock_holder
from kaggle_store.errors import LocalStackError
from kaggle_store.local.account import cache_dir, database_home, server_account
from kaggle_store.local.builder import Programs, StackBuilder
from kaggle_store.local.files import absolute, locked, read_json
from kaggle_store.local.keys import load_keys
from kaggle_store.local.paths import PORTS, is_stack, own_folder, refuse_foreign
from kaggle_store.local.plan import migrations_in
from kaggle_store.local.ports import Ports, is_free, port_of, remembered, reserved
from kaggle_store.local.stack import Endpoints, LocalStack

API_PORT = 54321
DB_PORT = 54322
_STOP_SECONDS = 60.0
_POLL_SECONDS = 0.02
_PORT_ATTEMPTS = 5
_PORT_SECONDS = 10.0


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


def find_running(data_dir: Path) -> Running | None:
    """Return the running stack of `data_dir`, or None if it is stopped, killed or missing.

    Raises `LocalStackError` if another user may have changed the folder.
    """
    data_dir = absolute(data_dir)
    if _watchdog(data_dir) is None:
        return None
    facts = read_json(data_dir / "running.json")
    if not facts:
        return None
    pids = {name: int(pid) for name, (pid, _) in facts["processes"].items()}
    keys = load_keys(data_dir / "keys.json")
    addresses = (facts["api_url"], facts["db_url"], facts["superuser_url"])
    return Running(*addresses, keys, data_dir, pids, tuple(facts["cors_origins"]))


def _watchdog(data_dir: Path) -> int | None:
    """Return the id of the process that holds the stack's lock, None if the stack does not run."""
    holder = lock_holder(data_dir / "stack.lock")
    if holder is not None:
        # Another user's files could name any server, and any process to end.
        refuse_foreign(data_dir)
    return holder


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

    Ports default to those of the last start, else to Supabase's own or the next free ones.
    """
    with _ports_lock():
        if (running := find_running(data_dir)) is not None:
            return running, False
        given = Ports(api_port, db_port).or_else(remembered(absolute(data_dir) / PORTS))
        start = partial(
            _start, data_dir, migrations=migrations, cors_origins=cors_origins, archive=wal_archive
        )
        return _on_free_ports(given, start), True


def _on_free_ports(given: Ports, start: Callable[[tuple[int, int]], Running]) -> Running:
    """Call `start` with the given ports, and free ones where none is given.

    Another user's program may take a free port before a server listens: the next ones are tried.
    """
    for _ in range(_PORT_ATTEMPTS - 1):
        with _reserved(given) as ports:
            try:
                return start(ports)
            except LocalStackError:
                if None not in given or all(map(is_free, ports)):
                    raise
    with _reserved(given) as ports:
        return start(ports)


@contextmanager
def _reserved(given: Ports, wait: float = 0.0) -> Iterator[tuple[int, int]]:
    # The gateway starts seconds after the ports were chosen.
    with (
        reserved(given.api, "API", "api_port", at_least=API_PORT, wait=wait) as api,
        reserved(
            given.db, "database", "db_port", at_least=DB_PORT, other_than=api, wait=wait
        ) as db,
    ):
        yield api, db


def _ports_lock() -> AbstractContextManager[None]:
    # Two processes that search at the same time would find the same free ports.
    return locked(cache_dir(server_account()) / "ports.lock")


def _start(
    data_dir: Path,
    ports: tuple[int, int],
    *,
    migrations: Path | None,
    cors_origins: Iterable[str],
    archive: Path | None = None,
) -> Running:
    stack = LocalStack.start(
        data_dir,
        api_port=ports[0],
        db_port=ports[1],
        migrations=migrations,
        wal_archive=archive,
        cors_origins=cors_origins,
    )
    stack.detach()
    running = find_running(data_dir)
    if running is None:
        raise LocalStackError(f"The stack in {data_dir} exited at once; see its logs folder.")
    return running


def down(data_dir: Path) -> bool:
    """Stop the stack of `data_dir` and wait until it has ended; return False if none ran."""
    data_dir = absolute(data_dir)
    holder = _watchdog(data_dir)
    if holder is None:
        return False
    # The lock's holder wrote this id, so it is not a reused one.
    os.kill(holder, signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    while _watchdog(data_dir) is not None:
        if time.monotonic() > deadline:
            raise LocalStackError(f"Process {holder} does not stop; end it with `kill {holder}`.")
        time.sleep(_POLL_SECONDS)
    return True


def reset(data_dir: Path, *, migrations: Path | None = None) -> Running | None:
    """Delete the database of `data_dir` and migrate a new one.

    Keys, ports, CORS origins and whether the stack runs stay the same. Raises `LocalStackError`
    for a folder that is not a local stack of this user, or without the migrations.
    """
    data_dir = absolute(data_dir)
    if not is_stack(data_dir):
        raise LocalStackError(f"{data_dir} holds no local stack; start one with `kaggle-store up`.")
    own_folder(data_dir)
    if migrations is not None:
        migrations_in(migrations)
    with _ports_lock():
        running = find_running(data_dir)
        down(data_dir)
        database = database_home(data_dir, server_account()) / "postgres"
        if running is None:
            shutil.rmtree(database, ignore_errors=True)
            _create(data_dir, migrations)
            return None
        given = Ports(port_of(running.api_url), port_of(running.db_url))
        # The kernel may keep them for a moment after the servers have ended.
        with _reserved(given, wait=_PORT_SECONDS) as ports:
            shutil.rmtree(database, ignore_errors=True)
            return _start(data_dir, ports, migrations=migrations, cors_origins=running.cors_origins)


def _create(data_dir: Path, migrations: Path | None) -> None:
    """Create the database of a stopped stack, without its API and on any free port."""
    builder = StackBuilder.open(Programs.database_only(), data_dir)
    try:
        builder.migrate(builder.serve_database(None, cron=True), migrations)
    finally:
        builder.supervisor.stop()
