"""What stacks and clusters are made in: folders, lock, programs, watchdog and servers."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from kaggle_store.errors import LocalStackError
from kaggle_store.local.account import Account, server_account
from kaggle_store.local.authentication import password_script
from kaggle_store.local.binaries import PostgresBinaries, find_nginx, find_postgres, find_postgrest
from kaggle_store.local.files import read_json, write_private
from kaggle_store.local.gateway import start_gateway
from kaggle_store.local.keys import Keys, load_keys
from kaggle_store.local.migrate import apply_migrations, project_dir, run_seed
from kaggle_store.local.paths import Places, fresh_run_dir, prepare
from kaggle_store.local.ports import HOST, reserved
from kaggle_store.local.postgres import Server, check_version, create_cluster, start_server
from kaggle_store.local.postgrest import start_postgrest
from kaggle_store.local.processes import command_of, see_off, started_at
from kaggle_store.local.supervisor import Keeper
from kaggle_store.local.wal_archive import archiving

_SQL = Path(__file__).parent


@dataclass(frozen=True)
class Programs:
    """The three programs of a stack, readable by the account that runs them."""

    account: Account
    postgres: PostgresBinaries
    postgrest: Path
    nginx: Path

    @classmethod
    def find(cls, postgres: Path | None = None, postgrest: Path | None = None) -> Self:
        """Look for all three, so that a missing one is told before anything starts."""
        account = server_account()
        return cls(
            account,
            find_postgres(postgres, account),
            find_postgrest(postgrest, account),
            find_nginx(account),
        )

    @classmethod
    def database_only(cls) -> Self:
        """Look for PostgreSQL alone, for a workshop that serves no API."""
        account = server_account()
        return cls(account, find_postgres(None, account), Path(os.devnull), Path(os.devnull))


@dataclass
class Workshop:
    """The folders, the watchdog and the running servers of one stack."""

    programs: Programs
    places: Places
    keeper: Keeper
    keys: Keys
    pids: dict[str, int] = field(default_factory=dict)

    @classmethod
    def open(cls, programs: Programs, data_dir: Path | None, owner: Path | None = None) -> Self:
        """Make the folders, start the watchdog, take the lock and clear what a crash left."""
        places = prepare(data_dir, programs.account)
        keeper = Keeper(places.logs / "watchdog.log", owner=owner)
        try:
            if places.throw_away:
                keeper.ask("remove", paths=[str(x) for x in places.temporary()])
            _take_lock(keeper, places)
            if not places.throw_away:
                keeper.ask("remove", paths=[str(x) for x in places.temporary()])
            _heal(places)
            fresh_run_dir(places, programs.account)
            return cls(programs, places, keeper, load_keys(places.keys))
        except BaseException:
            keeper.stop()
            raise

    def serve_database(
        self, port: int | None, wal_archive: Path | None = None, *, cron: bool = False
    ) -> Server:
        """Start PostgreSQL, made and given the baseline first when it is new.

        Its write-ahead log is kept in `wal_archive`, from then on also when that is not given. With
        `cron` it runs the store's jobs by itself, where its installation has pg_cron.
        """
        places, account, postgres = self.places, self.programs.account, self.programs.postgres
        with reserved(port, "database", "db_port") as port:
            server = Server(postgres, places.run, port, self.keys.db_password)
            is_new = _prepare_data(places, self.programs)
            self.pids["postgres"] = start_server(
                self.keeper,
                server,
                places.database,
                places.logs / "postgres.log",
                account,
                throw_away=places.throw_away,
                cron=cron and postgres.has_pg_cron,
                settings=_archiving(places, account, wal_archive),
            )
        baseline = [(_SQL / f"{name}.sql").read_text() for name in ("baseline", "vault") if is_new]
        server.run("".join(baseline) + password_script(server.password))
        places.baseline_done.touch()
        return server

    def migrate(self, server: Server, folder: Path | None) -> list[str]:
        """Apply pending migrations, and the seed beside them once in a database's life."""
        folder = folder.resolve() if folder else project_dir() / "migrations"
        applied = apply_migrations(server, folder)
        if not self.places.seed_done.exists():
            run_seed(server, folder.parent / "seed.sql")
            self.places.seed_done.touch()
        return applied

    def serve_api(
        self, server: Server, database: str, port: int | None, origins: Sequence[str] = ()
    ) -> str:
        """Start PostgREST and the gateway in front of `database`; return the API's address.

        Web pages of `origins` may call it.
        """
        run, logs, account = self.places.run, self.places.logs, self.programs.account
        with reserved(port, "API", "api_port") as port:
            socket, self.pids["postgrest"] = start_postgrest(
                self.keeper,
                self.programs.postgrest,
                server,
                database,
                self.keys.jwt_secret,
                run,
                logs / "postgrest.log",
                account,
            )
            self.pids["gateway"] = start_gateway(
                self.keeper,
                self.programs.nginx,
                socket,
                self.keys,
                port,
                origins,
                run,
                logs / "gateway.log",
                account,
            )
        return f"http://{HOST}:{port}"

    def announce(self, **facts: object) -> None:
        """Write what runs where, for `status`, for clones, and for healing after a crash."""
        pids = self.pids | {"watchdog": self.keeper.pid}
        record = {
            **facts,
            "run": str(self.places.run),
            "processes": {name: [pid, started_at(pid)] for name, pid in pids.items()},
        }
        write_private(self.places.running, json.dumps(record, indent=2) + "\n")
        self.keeper.ask("complete", detach=False)


def _take_lock(keeper: Keeper, places: Places) -> None:
    answer = keeper.ask("lock", path=str(places.lock))
    if "holder" in answer:
        raise LocalStackError(
            f"A local stack already runs in {places.root} (process {answer['holder']});"
            " stop it with `kaggle-store down` or name another data directory."
        )


def _heal(places: Places) -> None:
    """Clear what a killed watchdog left: its servers, its sockets, and a misleading pid file."""
    left = read_json(places.running)
    for pid, started in left.get("processes", {}).values():
        see_off(pid, started)
    if left and Path(left["run"]) != places.run:
        shutil.rmtree(left["run"], ignore_errors=True)
    places.running.unlink(missing_ok=True)
    _forget_reused_pid(places.database)


def _forget_reused_pid(database: Path) -> None:
    """Remove PostgreSQL's pid file when its number has since been given to another program.

    The server recognises a dead process by itself, but not a stranger with the same number.
    """
    pid_file = database / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return
    if started_at(pid) is not None and "postgres" not in command_of(pid):
        pid_file.unlink()


def _archiving(places: Places, account: Account, folder: Path | None) -> dict[str, str]:
    """Return the settings that keep the log where it is to be kept, or was the last time."""
    if folder is None and places.wal_archive.exists():
        folder = Path(places.wal_archive.read_text())
    if folder is None:
        return {}
    settings = archiving(folder, places.database, account)
    places.wal_archive.write_text(str(folder.expanduser().resolve()))
    return settings


def _prepare_data(places: Places, programs: Programs) -> bool:
    """Make the data directory when it is missing or was never finished; tell whether it is new."""
    if places.baseline_done.exists() and places.database.exists():
        check_version(places.database, programs.postgres)
        return False
    shutil.rmtree(places.database, ignore_errors=True)
    for mark in (places.baseline_done, places.seed_done):
        mark.unlink(missing_ok=True)
    create_cluster(programs.postgres, places.database, programs.account)
    return True
