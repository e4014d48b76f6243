"""Choose ports on the loopback interface, reserve them until a server listens, remember them."""

from __future__ import annotations

import json
import random
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from kaggle_store.errors import LocalStackError
from kaggle_store.local.files import read_json, write_private

HOST = "127.0.0.1"
# Below the ephemeral ports, so that only other stacks compete for them.
_CANDIDATES = range(20_000, 32_000)
_POLL_SECONDS = 0.05


class Ports(NamedTuple):
    """The ports of a stack's API and database; None where none is chosen yet."""

    api: int | None = None
    db: int | None = None

    def or_else(self, other: Ports) -> Ports:
        """Return these ports, and those of `other` where none is chosen."""
        return Ports(self.api or other.api, self.db or other.db)


def port_of(url: str) -> int:
    """Return the port in a URL; 0 without one."""
    return urlsplit(url).port or 0


def remembered(path: Path) -> Ports:
    """Return the ports in a stack's file; without any where the file is missing or damaged."""
    found = read_json(path)
    return Ports(_port(found.get("api")), _port(found.get("db")))


def _port(value: object) -> int | None:
    return value if isinstance(value, int) and 0 < value < 65_536 else None


def remember(path: Path, ports: Ports) -> None:
    """Write the ports of a stack to its file."""
    if remembered(path) != ports:
        write_private(path, json.dumps(ports._asdict()) + "\n")


def is_free(port: int) -> bool:
    """Return whether a server could listen on `port` now."""
    with socket.socket() as probe:
        return _bind(probe, port)


def free_port() -> int:
    """Return a random free port, so that stacks that start together rarely collide."""
    with socket.socket() as probe:
        return _bind_any(probe)


@contextmanager
def reserved(
    port: int | None,
    use: str,
    option: str,
    *,
    at_least: int = 0,
    other_than: int | None = None,
    wait: float = 0.0,
) -> Iterator[int]:
    """Yield `port`, or a free one if None; inside the block only a server can listen on it.

    Supabase's ports are ephemeral ports: without a reservation any outgoing connection could take
    one before PostgreSQL listens. With `at_least`, a free port is the first one from there on,
    `other_than` a reserved one. A given port may take `wait` seconds to become free.

    Raises `LocalStackError`, which names `use` and `option`, if it does not.
    """
    with socket.socket() as holder:
        if port is None:
            port = _bind_next(holder, at_least, other_than) if at_least else _bind_any(holder)
        elif not _bind_within(holder, port, wait):
            raise LocalStackError(
                f"Port {port}, wanted for the {use}, is in use; stop the program that uses it,"
                " such as another stack (`kaggle-store down` in its folder), or choose another"
                f" port with --{option.replace('_', '-')} ({option}=)."
            )
        if sys.platform != "linux":
            holder.close()  # On other systems it would block the server, too.
        yield port


def _bind_within(holder: socket.socket, port: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not _bind(holder, port):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _bind_next(holder: socket.socket, start: int, other_than: int | None) -> int:
    """Bind to the first port from `start` on that no server uses."""
    for port in range(start, 65_536):
        # Two reservations of one port succeed, so that a server may listen on it.
        if port != other_than and _bind(holder, port):
            return port
    raise LocalStackError(f"No port from {start} on is free on {HOST}; stop some of its servers.")


def _bind(holder: socket.socket, port: int) -> bool:
    """Bind as servers do, despite closed connections (TIME_WAIT) and reservations."""
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        holder.bind((HOST, port))
    except OSError:
        return False
    return True


def _bind_any(holder: socket.socket) -> int:
    """Bind to a port that no other stack has reserved, then allow a server to listen on it."""
    for port in random.sample(_CANDIDATES, 200):
        try:
            holder.bind((HOST, port))
        except OSError:
            continue
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return port
    raise LocalStackError(f"No free port was found on {HOST}; stop some of its servers.")
