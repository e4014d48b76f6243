"""PostgreSQL of a stack: creating a cluster, starting its server, and running SQL in it."""

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
from kaggle_store.local.supervisor import Keeper, Program, clean_environment

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
    # Details and contexts quote rows and arguments, and with them what may be a secret.
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
    # Notices about duplicate keys and refused rows are the caller's news, not the log's.
    "log_min_error_statement": "panic",
}
# A stack that is deleted at the end need not survive a power cut.
_THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}
# Jobs run inside the server, without a connection that would need a password.
_CRON = {
    "shared_preload_libraries": "pg_cron",
    "cron.use_background_workers": "on",
}


class SqlError(LocalStackError):
    """A script was refused by the server; the message is the server's."""


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL: where it listens, its programs, and the password of `postgres`."""

    binaries: PostgresBinaries
    socket_dir: Path
    port: int
    password: str = field(repr=False)

    def url(self, database: str = "postgres") -> str:
        """Return the connection string of role `postgres`, as hosted: not a superuser."""
        password = quote(self.password, safe="")
        return f"postgresql://postgres:{password}@{HOST}:{self.port}/{database}"

    def socket_url(self, user: str = SUPERUSER, database: str = "postgres") -> str:
        """Return the connection string of any role over the socket, which asks for no password."""
        host = quote(str(self.socket_dir), safe="/")
        return f"postgresql://{user}@/{database}?host={host}&port={self.port}"

    def run(self, script: str, *, user: str = SUPERUSER, database: str = "postgres") -> str:
        """Run a psql script, stopping at the first error, and return what it printed."""
        command = [self.binaries.tool("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", str(self.socket_dir), "-p", str(self.port), "-U", user, "-d", database]
        environment = clean_environment() | {
            "PGOPTIONS": "-c client_min_messages=warning",
            "PGCLIENTENCODING": "UTF8",
        }
        answer = subprocess.run(
            command, input=script.encode(), capture_output=True, env=environment, check=False
        )
        if answer.returncode != 0:
            raise SqlError(answer.stderr.decode(errors="replace").strip())
        return answer.stdout.decode()


def create_cluster(binaries: PostgresBinaries, data: Path, account: Account) -> None:
    """Make an empty cluster in `data`, owned by `account` and the superuser `supabase_admin`.

    It is not flushed to disk: a power cut in its first half minute costs a stack just made.
    """
    data.mkdir(mode=0o700)
    account.own(data)
    command = [binaries.tool("initdb"), "-D", str(data), "-U", SUPERUSER]
    command += ["--auth-host=reject", "--auth-local=trust"]
    command += ["--encoding=UTF8", "--no-sync", *_locale()]
    answer = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=data,
        env=clean_environment(),
        **account.credentials(),
    )
    if answer.returncode != 0:
        shutil.rmtree(data, ignore_errors=True)
        reason = answer.stderr.strip().splitlines() or ["no reason given"]
        raise LocalStackError(f"PostgreSQL could not create a database in {data}: {reason[-1]}")


def _locale() -> list[str]:
    if sys.platform == "darwin":
        return ["--locale=C", "--lc-ctype=UTF-8"]
    return ["--locale=C.UTF-8"]


def check_version(data: Path, binaries: PostgresBinaries) -> None:
    """Refuse a cluster that another major version made, before the server would."""
    made_by = (data / "PG_VERSION").read_text().strip()
    if made_by != str(binaries.major):
        raise LocalStackError(
            f"{data} was made by PostgreSQL {made_by} and this is {binaries.major}; set"
            f" KAGGLE_STORE_POSTGRES to a PostgreSQL {made_by}, or choose another data directory."
        )


def start_server(
    keeper: Keeper,
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
    """Start PostgreSQL on `data` and return its process id once it takes connections.

    `settings` come on top of its own; `within` is how many seconds it may take.
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
    leave = "SIGQUIT" if throw_away else "SIGINT"
    program = Program("postgres", argv, data, log, leave=leave, grace=30.0)
    pid = keeper.spawn(program, account)
    _wait(keeper, data, pid, log, within)
    return pid


def _wait(keeper: Keeper, data: Path, pid: int, log: Path, within: float) -> None:
    """Watch the server's own status file, as pg_ctl does, until it says `ready`."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            status = (data / "postmaster.pid").read_text().splitlines()
        except OSError:
            status = []
        if len(status) > 7 and status[0] == str(pid) and status[7].strip() == "ready":
            return
        if keeper.ended("postgres"):
            raise LocalStackError(f"PostgreSQL did not start: {last_words(log)}.")
        time.sleep(_POLL_SECONDS)
    raise LocalStackError(f"PostgreSQL was not ready after {within:.0f} s: {last_words(log)}.")


def last_words(log: Path) -> str:
    """Return the most telling line of a server's log."""
    try:
        lines = [line.strip() for line in log.read_text(errors="replace").splitlines()]
    except OSError:
        return "it left no message"
    lines = [line for line in lines if line]
    telling = [line for line in lines if "FATAL" in line or "could not" in line]
    return (telling or lines or ["it left no message"])[-1]
