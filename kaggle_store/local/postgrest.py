"""PostgREST of a stack: its configuration, its start, and knowing when it is ready."""

from __future__ import annotations

import http.client
import time
from pathlib import Path

from kaggle_store.local.account import Account
from kaggle_store.local.errors import LocalStackError
from kaggle_store.local.files import write_private
from kaggle_store.local.ports import HOST, free_port
from kaggle_store.local.postgres import PASSWORD, Server, last_words
from kaggle_store.local.supervisor import Keeper, Program

_READY_SECONDS = 30.0
_POLL_SECONDS = 0.01


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
    admin_port = free_port()
    settings: dict[str, str | int] = {
        "db-uri": f"postgresql://authenticator:{PASSWORD}@/{database}"
        f"?host={server.socket_dir}&port={server.port}",
        "db-schemas": "public",
        "db-extra-search-path": "public,extensions",
        "db-anon-role": "anon",
        "db-max-rows": 1000,
        "db-pool": 15,
        "jwt-secret": jwt_secret,
        "log-level": "error",
        "server-host": HOST,
        "server-unix-socket": str(socket),
        "server-unix-socket-mode": "600",
        "admin-server-port": admin_port,
    }
    config = run_dir / "postgrest.conf"
    write_private(config, "".join(f"{name} = {_quoted(x)}\n" for name, x in settings.items()))
    account.own(config)
    argv = [str(program), str(config)]
    pid = keeper.spawn(Program("postgrest", argv, run_dir, log), account)
    _wait(keeper, admin_port, log)
    return socket, pid


def _quoted(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _wait(keeper: Keeper, admin_port: int, log: Path) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        if _ready(admin_port):
            return
        if keeper.ended("postgrest"):
            raise LocalStackError(f"PostgREST did not start: {last_words(log)}.")
        time.sleep(_POLL_SECONDS)
    raise LocalStackError(
        f"PostgREST was not ready after {_READY_SECONDS:.0f} s: {last_words(log)}."
    )


def _ready(admin_port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, admin_port, timeout=1.0)
    try:
        connection.request("GET", "/ready")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
