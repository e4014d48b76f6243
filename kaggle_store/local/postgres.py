"""PostgreSQL of a stack: create a cluster, start its server, run SQL in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from kaggle_store.errors import LocalStackError
from kaggle_store.local.account import Account
from kaggle_store.local.authentication import SUPERUSER, write_rules
from kaggle_store.local.binaries import PostgresBinaries
from kaggle_store.local.ports import HOST
from kaggle_store.local.supervisor import Program, Supervisor, clean_environment

_START_SECONDS = 60.0
_POLL_SECONDS = 0.005
_SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "shared_buffers": "64MB",
    "max_connections": "100",
    "log_min_messages": "error",
    # Details and contexts quote rows and arguments, which may contain secrets.
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
    # Errors such as duplicate keys are reported to the client; their statements are not logged.
    "log_min_error_statement": "panic",
}
# A throw-away stack need not survive a power failure.
_THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}
# Background workers need no connection, and so no password.
_CRON = {
    "shared_preload_libraries": "pg_cron",
    "cron.use_background_workers": "on",
}


class SqlError(LocalStackError):
    """The server rejected a script; the message is the server's."""


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL: its programs, socket folder, port, and the password of `postgres`."""

    binaries: PostgresBinaries
    socket_dir: Path
    port: int
    password: str = field(repr=False)

    def url(self, database: str = "postgres") -> str:
        """Return the connection string of role `postgres`, not a superuser (as on Supabase)."""
        password = quote(self.password, safe="")
        return f"postgresql://postgres:{password}@{HOST}:{self.port}/{database}"

    def socket_url(self, user: str = SUPERUSER, database: str = "postgres") -> str:
        """Return the connection string of any role over the socket, which needs no password."""
        host = quote(str(self.socket_dir), safe="/")
        return f"postgresql://{user}@/{database}?host={host}&port={self.port}"

    def run(self, script: str, *, user: str = SUPERUSER, database: str = "postgres") -> str:
        """Run a psql script and return its output; raise `SqlError` at the first error."""
        command = [self.binaries.tool("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", str(self.socket_dir), "-p", str(self.port), "-U", user, "-d", database]
        environment = clean_environment() | {
            "PGOPTIONS": "-c client_min_messages=warning",
            "PGCLIENTENCODING": "UTF8",
        }
        result = subprocess.run(
            command, input=script.encode(), capture_output=True, env=environment, check=False
        )
        if result.returncode != 0:
            raise SqlError(result.stderr.decode(errors="replace").strip())
        return result.stdout.decode()


def create_cluster(binaries: PostgresBinaries, data: Path, account: Account) -> None:
    """Create an empty cluster in `data`, owned by `account`, with superuser `supabase_admin`.

    It is not flushed to disk: a power failure in the first half minute can lose the new cluster.
    """
    data.mkdir(mode=0o700)
    account.own(data)
    command = [binaries.tool("initdb"), "-D", str(data), "-U", SUPERUSER]
    command += ["--auth-host=reject", "--auth-local=trust"]
    command += ["--encoding=UTF8", "--no-sync", *_locale()]
    result = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        cwd=data,
        env=clean_environment(),
        **account.credentials(),
    )
    if result.returncode != 0:
        shutil.rmtree(data, ignore_errors=True)
        reason = result.stderr.strip().splitlines() or ["no reason given"]
        raise LocalStackError(f"PostgreSQL could not create a database in {data}: {reason[-1]}")


def _locale() -> list[str]:
    if sys.platform == "darwin":
        return ["--locale=C", "--lc-ctype=UTF-8"]
    return ["--locale=C.UTF-8"]


def check_version(data: Path, binaries: PostgresBinaries) -> None:
    """Raise `LocalStackError` if another major version created the cluster."""
    created_by = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    if created_by != str(binaries.major):
        raise LocalStackError(
            f"{data} was created by PostgreSQL {created_by}, but this is {binaries.major}; set"
            f" KAGGLE_STORE_POSTGRES to a PostgreSQL {created_by}, or name another data directory."
        )


def start_server(
    supervisor: Supervisor,
    server: Server,
    data: Path,
    log: Path,
    account: Account,
    *,
    throw_away: bool,
    cron: bool = False,
    settings: Mapping[str, str] | None = None,
    within: float = _START_SECONDS,
) -> int:
    """Start PostgreSQL on `data` and return its process id once it accepts connections.

    `settings` override the default ones; `within` is the timeout in seconds. Raises
    `LocalStackError` with the last error of the log if it does not start in time.
    """
    settings = (
        _SETTINGS
        | (_THROW_AWAY if throw_away else {})
        | (_CRON if cron else {})
        | dict(settings or {})
    )
    settings |= {"port": str(server.port), "unix_socket_directories": str(server.socket_dir)}
    write_rules(data, account)
    argv = [server.binaries.tool("postgres"), "-D", str(data)]
    for name, value in settings.items():
        argv += ["-c", f"{name}={value}"]
    stop_signal = "SIGQUIT" if throw_away else "SIGINT"
    program = Program("postgres", argv, data, log, stop_signal=stop_signal, grace=30.0)
    pid = supervisor.spawn(program, account)
    _wait(supervisor, data, pid, log, within)
    return pid


def _wait(supervisor: Supervisor, data: Path, pid: int, log: Path, within: float) -> None:
    """Poll the server's postmaster.pid, as pg_ctl does, until its status is `ready`."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            status = (data / "postmaster.pid").read_text("utf-8", "replace").splitlines()
        except OSError:
            status = []
        if len(status) > 7 and status[0] == str(pid) and status[7].strip() == "ready":
            return
        if supervisor.ended("postgres"):
            raise LocalStackError(f"PostgreSQL did not start: {last_error(log)}.")
        time.sleep(_POLL_SECONDS)
    raise LocalStackError(f"PostgreSQL was not ready after {within:.0f} s: {last_error(log)}.")


def last_error(log: Path) -> str:
    """Return the last error in a server's log, or else its last line."""
    try:
        lines = [line.strip() for line in log.read_text("utf-8", "replace").splitlines()]
    except OSError:
        return "it logged nothing"
    lines = [line for line in lines if line]
    errors = [line for line in lines if "FATAL" in line or "could not" in line]
    return (errors or lines or ["it logged nothing"])[-1]
