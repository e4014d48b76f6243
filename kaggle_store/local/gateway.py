"""The gateway of a stack: nginx before PostgREST, mapping API keys to roles as Supabase does."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kaggle_store.errors import LocalStackError
from kaggle_store.local.account import Account
from kaggle_store.local.files import write_private
from kaggle_store.local.keys import Keys
from kaggle_store.local.ports import HOST
from kaggle_store.local.postgres import last_error
from kaggle_store.local.supervisor import Program, Supervisor

_TEMPLATE = Path(__file__).with_name("nginx.conf")
_READY_SECONDS = 10.0
_POLL_SECONDS = 0.005
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_ORIGIN = re.compile(
    r"(?P<base>(?P<scheme>[a-z][a-z0-9+.-]*)://([a-z0-9._-]+|\[[0-9a-f:.]+\]))"
    r"(?P<colon>:(?P<port>[0-9]{1,5}))?/?"
)
_DEFAULT_PORTS = {"http": "80", "https": "443"}


def start_gateway(
    supervisor: Supervisor,
    program: Path,
    rest_socket: Path,
    keys: Keys,
    port: int,
    origins: Sequence[str],
    run_dir: Path,
    log: Path,
    account: Account,
) -> int:
    """Start nginx on `port` and return its process id once it accepts connections."""
    config = run_dir / "nginx.conf"
    write_private(config, _configuration(rest_socket, keys, port, origins, run_dir))
    account.own(config)
    argv = [str(program), "-e", "stderr", "-p", str(run_dir), "-c", str(config)]
    pid = supervisor.spawn(Program("gateway", argv, run_dir, log), account)
    deadline = time.monotonic() + _READY_SECONDS
    while not _accepts(port):
        if supervisor.ended("gateway") or time.monotonic() > deadline:
            raise LocalStackError(f"The gateway did not start: {last_error(log)}.")
        time.sleep(_POLL_SECONDS)
    return pid


def _configuration(
    rest_socket: Path, keys: Keys, port: int, origins: Sequence[str], run_dir: Path
) -> str:
    anon, service = keys.anon_key, keys.service_role_key
    tokens = {
        keys.publishable_key: anon,
        keys.secret_key: service,
        anon: anon,
        service: service,
    }
    text = _TEMPLATE.read_text(encoding="utf-8")
    for name, value in {
        "tokens": _entries(tokens),
        "hosts": "\n".join(f'        "{host}" "";' for host in _hosts(port)),
        "origins": _entries({origin: origin for origin in origins}),
        "vary": "Origin" if origins else "",
        "run": str(run_dir),
        "socket": str(rest_socket),
        "port": str(port),
    }.items():
        text = text.replace(f"@{name}@", value)
    return text


def _entries(values: Mapping[str, str]) -> str:
    """Return the lines of an nginx map, as patterns because plain strings ignore case."""
    return "\n".join(f'        "~^{re.escape(x)}$" "{value}";' for x, value in values.items())


def _hosts(port: int) -> list[str]:
    """Return the Host headers to accept; others come from rebound DNS names."""
    bare = list(_LOOPBACK) if port == 80 else []
    return bare + [f"{name}:{port}" for name in _LOOPBACK]


def checked_origins(origins: Iterable[str]) -> tuple[str, ...]:
    """Normalise origins as browsers send them: lower case, without a path or a default port.

    Raises `LocalStackError` if one is not an origin; `*` is not allowed.
    """
    found = []
    for given in origins:
        match = _ORIGIN.fullmatch(given.strip().lower())
        if match is None:
            raise LocalStackError(
                f"{given!r} is not an origin; name each one that may call the API,"
                " such as http://localhost:3000 (--cors-origin, cors_origins)."
            )
        is_default = _DEFAULT_PORTS.get(match["scheme"]) == match["port"]
        found.append(match["base"] + ("" if is_default else match["colon"] or ""))
    return tuple(dict.fromkeys(found))


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((HOST, port)) == 0
