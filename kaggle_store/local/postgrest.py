"""PostgREST of a stack: its configuration, its start, and detecting that it is ready.

It listens on a socket in the private folder only. It has no admin server: newer versions print
their whole configuration there, with the JWT secret, to any user of the machine.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

from kaggle_store.errors import LocalStackError
from kaggle_store.local.account import Account
from kaggle_store.local.files import write_private
from kaggle_store.local.postgres import Server, last_words
from kaggle_store.local.supervisor import Keeper, Program

_READY_SECONDS = 30.0
_POLL_SECONDS = 0.01
# Logged at every level, by version 12 and by later ones.
_LOADED = re.compile(r"Schema cache loaded")
_LISTENING = re.compile(r"^(?!.*Failed).*istening for .*notifications", re.MULTILINE)


def start_postgrest(
    keeper: Keeper,
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
    pid = keeper.spawn(Program("postgrest", argv, run_dir, log), account)
    _wait(keeper, socket, log)
    return socket, pid


def _quoted(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _wait(keeper: Keeper, socket: Path, log: Path) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        if socket.exists() and _ready(log.read_text(errors="replace")):
            return
        if keeper.ended("postgrest"):
            raise LocalStackError(f"PostgREST did not start: {last_words(log)}.")
        time.sleep(_POLL_SECONDS)
    raise LocalStackError(
        f"PostgREST was not ready after {_READY_SECONDS:.0f} s: {last_words(log)}."
    )


def _ready(log: str) -> bool:
    """Tell whether requests can be served, and a reload asked for from now on is not missed."""
    return bool(_LOADED.search(log) and _LISTENING.search(log))
