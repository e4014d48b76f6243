"""PostgREST of a stack: configure it, start it, wait until it is ready.

It listens on a socket in a private folder only. Its admin server stays off, because newer versions
serve their whole configuration there, JWT secret included, to any user of the machine.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

from kaggle_store.errors import LocalStackError
from kaggle_store.local.account import Account
from kaggle_store.local.files import write_private
from kaggle_store.local.postgres import Server, last_error
from kaggle_store.local.supervisor import Program, Supervisor

_READY_SECONDS = 30.0
_POLL_SECONDS = 0.01
# Logged at every log level, by version 12 and later.
_LOADED = re.compile(r"Schema cache loaded")
_LISTENING = re.compile(r"^(?!.*Failed).*istening for .*notifications", re.MULTILINE)


def start_postgrest(
    supervisor: Supervisor,
    program: Path,
    server: Server,
    database: str,
    jwt_secret: str,
    run_dir: Path,
    log: Path,
    account: Account,
) -> tuple[Path, int]:
    """Start PostgREST; return its socket and process id once its schema cache is loaded."""
    socket = run_dir / "rest.sock"
    settings: dict[str, str | int] = {
        "db-uri": server.socket_url("authenticator", database),
        "db-schemas": "public",
        "db-extra-search-path": "public,extensions",
        "db-anon-role": "anon",
        "db-max-rows": 1000,
        "db-pool": 15,
        "jwt-secret": jwt_secret,
        "log-level": "error",
        "server-unix-socket": str(socket),
        "server-unix-socket-mode": "600",
    }
    config = run_dir / "postgrest.conf"
    write_private(config, "".join(f"{name} = {_quoted(x)}\n" for name, x in settings.items()))
    account.own(config)
    argv = [str(program), str(config)]
    pid = supervisor.spawn(Program("postgrest", argv, run_dir, log), account)
    _wait(supervisor, socket, log)
    return socket, pid


def _quoted(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _wait(supervisor: Supervisor, socket: Path, log: Path) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        if socket.exists() and _ready(log.read_text("utf-8", "replace")):
            return
        if supervisor.ended("postgrest"):
            raise LocalStackError(f"PostgREST did not start: {last_error(log)}.")
        time.sleep(_POLL_SECONDS)
    raise LocalStackError(
        f"PostgREST was not ready after {_READY_SECONDS:.0f} s: {last_error(log)}."
    )


def _ready(log: str) -> bool:
    """Return whether PostgREST serves requests and listens for reload notifications."""
    return bool(_LOADED.search(log) and _LISTENING.search(log))
