"""Build stacks and clusters: create folders, take the lock, start the watchdog and the servers."""

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
from kaggle_store.local.files import absolute, read_json, write_private
from kaggle_store.local.gateway import start_gateway
from kaggle_store.local.keys import Keys, load_keys
from kaggle_store.local.migrate import apply_migrations, project_dir, run_seed
from kaggle_store.local.paths import StackPaths, fresh_run_dir, prepare
from kaggle_store.local.ports import HOST, reserved
from kaggle_store.local.postgres import Server, check_version, create_cluster, start_server
from kaggle_store.local.postgrest import start_postgrest
from kaggle_store.local.processes import command_of, started_at, terminate
from kaggle_store.local.supervisor import Supervisor
from kaggle_store.local.wal_archive import archive_settings

_SQL = Path(__file__).parent


@dataclass(frozen=True)
class Programs:
    """The paths of the three programs of a stack, readable by the account that runs them."""

    account: Account
    postgres: PostgresBinaries
    postgrest: Path
    nginx: Path

    @classmethod
    def find(cls, postgres: Path | None = None, postgrest: Path | None = None) -> Self:
        """Find all three programs; raise `LocalStackError` if one is missing."""
        account = server_account()
        return cls(
            account,
            find_postgres(postgres, account),
            find_postgrest(postgrest, account),
            find_nginx(account),
        )

    @classmethod
    def database_only(cls) -> Self:
        """Find PostgreSQL only, for a builder that starts no API."""
        account = server_account()
        return cls(account, find_postgres(None, account), Path(os.devnull), Path(os.devnull))


@dataclass
class StackBuilder:
    """The paths, the supervisor and the process ids of one stack while it is built and runs."""

    programs: Programs
    paths: StackPaths
    supervisor: Supervisor
    keys: Keys
    pids: dict[str, int] = field(default_factory=dict)

    @classmethod
    def open(cls, programs: Programs, data_dir: Path | None, owner: Path | None = None) -> Self:
        """Create the folders, start the watchdog, take the lock and clean up after a crash."""
        paths = prepare(data_dir, programs.account)
        supervisor = Supervisor(paths.logs / "watchdog.log", owner=owner)
        try:
            if paths.throw_away:
                supervisor.call("remove", paths=[str(x) for x in paths.temporary()])
            _take_lock(supervisor, paths)
            if not paths.throw_away:
                supervisor.call("remove", paths=[str(x) for x in paths.temporary()])
            _clean_up_after_crash(paths)
            fresh_run_dir(paths, programs.account)
            return cls(programs, paths, supervisor, load_keys(paths.keys))
        except BaseException:
            supervisor.stop()
            raise

    def serve_database(
        self, port: int | None, wal_archive: Path | None = None, *, cron: bool = False
    ) -> Server:
        """Start PostgreSQL; create the cluster and run the baseline SQL first if it is new.

        Its write-ahead log is archived in `wal_archive`, which later starts remember. With `cron`
        the server runs the store's scheduled jobs, if its installation has pg_cron.
        """
        paths, account, postgres = self.paths, self.programs.account, self.programs.postgres
        with reserved(port, "database", "db_port") as port:
            server = Server(postgres, paths.run, port, self.keys.db_password)
            is_new = _prepare_data(paths, self.programs)
            self.pids["postgres"] = start_server(
                self.supervisor,
                server,
                paths.database,
                paths.logs / "postgres.log",
                account,
                throw_away=paths.throw_away,
                cron=cron and postgres.has_pg_cron,
                settings=_archive_settings(paths, account, wal_archive),
            )
        baseline = [
            (_SQL / f"{name}.sql").read_text("utf-8") for name in ("baseline", "vault") if is_new
        ]
        server.run("".join(baseline) + password_script(server.password))
        paths.baseline_done.touch()
        return server

    def migrate(self, server: Server, folder: Path | None) -> list[str]:
        """Apply pending migrations, and `seed.sql` once per database; return the files applied."""
        folder = folder.resolve() if folder else project_dir() / "migrations"
        applied = apply_migrations(server, folder)
        if not self.paths.seed_done.exists():
            run_seed(server, folder.parent / "seed.sql")
            self.paths.seed_done.touch()
        return applied

    def serve_api(
        self, server: Server, database: str, port: int | None, origins: Sequence[str] = ()
    ) -> str:
        """Start PostgREST and the gateway in front of `database`; return the API's URL.

        `origins` are the CORS origins that may call it.
        """
        run, logs, account = self.paths.run, self.paths.logs, self.programs.account
        with reserved(port, "API", "api_port") as port:
            socket, self.pids["postgrest"] = start_postgrest(
                self.supervisor,
                self.programs.postgrest,
                server,
                database,
                self.keys.jwt_secret,
                run,
                logs / "postgrest.log",
                account,
            )
            self.pids["gateway"] = start_gateway(
                self.supervisor,
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

    def mark_running(self, **facts: object) -> None:
        """Write running.json, for `status`, clones and crash recovery; the stack is complete."""
        pids = self.pids | {"watchdog": self.supervisor.pid}
        record = {
            **facts,
            "run": str(self.paths.run),
            "processes": {name: [pid, started_at(pid)] for name, pid in pids.items()},
        }
        write_private(self.paths.running, json.dumps(record, indent=2) + "\n")
        self.supervisor.call("complete", detach=False)


def _take_lock(supervisor: Supervisor, paths: StackPaths) -> None:
    response = supervisor.call("lock", path=str(paths.lock))
    if "holder" in response:
        raise LocalStackError(
            f"A local stack already runs in {paths.root} (process {response['holder']});"
            " stop it with `kaggle-store down` or name another data directory."
        )


def _clean_up_after_crash(paths: StackPaths) -> None:
    """Remove what a killed watchdog left: its servers, its sockets and a stale pid file."""
    left = read_json(paths.running)
    for pid, started in left.get("processes", {}).values():
        terminate(pid, started)
    if left and Path(left["run"]) != paths.run:
        shutil.rmtree(left["run"], ignore_errors=True)
    paths.running.unlink(missing_ok=True)
    _remove_reused_pid_file(paths.database)


def _remove_reused_pid_file(database: Path) -> None:
    """Remove PostgreSQL's pid file if another program now has that process id.

    The server ignores the pid file of a dead process, but refuses to start if the id is in use.
    """
    pid_file = database / "postmaster.pid"
    try:
        pid = int(pid_file.read_bytes().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return
    if started_at(pid) is not None and "postgres" not in command_of(pid):
        pid_file.unlink()


def _archive_settings(paths: StackPaths, account: Account, folder: Path | None) -> dict[str, str]:
    """Return the settings that archive the log in `folder`, by default that of the last start."""
    if folder is None and paths.wal_archive.exists():
        folder = Path(os.fsdecode(paths.wal_archive.read_bytes()))
    if folder is None:
        return {}
    settings = archive_settings(folder, paths.database, account)
    paths.wal_archive.write_bytes(os.fsencode(absolute(folder)))
    return settings


def _prepare_data(paths: StackPaths, programs: Programs) -> bool:
    """Create the cluster if it is missing or incomplete; return whether it is new."""
    if paths.baseline_done.exists() and paths.database.exists():
        check_version(paths.database, programs.postgres)
        return False
    shutil.rmtree(paths.database, ignore_errors=True)
    for marker in (paths.baseline_done, paths.seed_done):
        marker.unlink(missing_ok=True)
    create_cluster(programs.postgres, paths.database, programs.account)
    return True
