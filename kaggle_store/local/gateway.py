"""The gateway of a stack: nginx before PostgREST, mapping API keys to roles as Supabase does."""

from __future__ import annotations

import re
import socket
import time
from pathlib import Path

from kaggle_store.local.account import Account
from kaggle_store.local.errors import LocalStackError
from kaggle_store.local.files import write_private
from kaggle_store.local.keys import Keys
from kaggle_store.local.ports import HOST
from kaggle_store.local.postgres import last_words
from kaggle_store.local.supervisor import Keeper, Program

_TEMPLATE = Path(__file__).with_name("nginx.conf")
_READY_SECONDS = 10.0
_POLL_SECONDS = 0.005


def start_gateway(
    keeper: Keeper,
    program: Path,
    rest_socket: Path,
    keys: Keys,
    port: int,
    run_dir: Path,
    log: Path,
    account: Account,
) -> int:
    """Start nginx on `port` and return its process id once it accepts connections."""
    config = run_dir / "nginx.conf"
    write_private(config, _configuration(rest_socket, keys, port, run_dir))
    account.own(config)
    argv = [str(program), "-e", "stderr", "-p", str(run_dir), "-c", str(config)]
    pid = keeper.spawn(Program("gateway", argv, run_dir, log), account)
    deadline = time.monotonic() + _READY_SECONDS
    while not _accepts(port):
        if keeper.ended("gateway") or time.monotonic() > deadline:
            raise LocalStackError(f"The gateway did not start: {last_words(log)}.")
        time.sleep(_POLL_SECONDS)
    return pid


def _configuration(rest_socket: Path, keys: Keys, port: int, run_dir: Path) -> str:
    anon, service = keys.anon_key, keys.service_role_key
    tokens = {
        keys.publishable_key: anon,
        keys.secret_key: service,
        anon: anon,
        service: service,
    }
    lines = [f'        "~^{re.escape(key)}$" "{token}";' for key, token in tokens.items()]
    text = _TEMPLATE.read_text()
    for name, value in {
        "tokens": "\n".join(lines),
        "run": str(run_dir),
        "socket": str(rest_socket),
        "port": str(port),
    }.items():
        text = text.replace(f"@{name}@", value)
    return text


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((HOST, port)) == 0
