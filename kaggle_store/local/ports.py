"""Choose ports on the loopback interface, and reserve them until a server listens."""

from __future__ import annotations

import random
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kaggle_store.errors import LocalStackError

HOST = "127.0.0.1"
# Below the ephemeral ports, so that only other stacks compete for them.
_CANDIDATES = range(20_000, 32_000)


def is_free(port: int) -> bool:
    """Return whether a server could listen on `port` now."""
    with socket.socket() as probe:
        return _bind(probe, port)


def free_port() -> int:
    """Return a random free port, so that stacks that start together rarely collide."""
    with socket.socket() as probe:
        return _bind_any(probe)


def next_free(start: int) -> int:
    """Return `start`, or the first free port above it."""
    return next(port for port in range(start, 65_536) if is_free(port))


@contextmanager
def reserved(port: int | None, use: str, option: str) -> Iterator[int]:
    """Yield `port`, or a free one if None; inside the block only a server can listen on it.

    Supabase's ports are ephemeral ports: without a reservation any outgoing connection could take
    one before PostgreSQL listens. Raises `LocalStackError`, which names `use` and `option`, if
    `port` is in use.
    """
    with socket.socket() as holder:
        if port is None:
            port = _bind_any(holder)
        elif not _bind(holder, port):
            raise LocalStackError(
                f"Port {port}, wanted for the {use}, is in use; stop the program that uses it"
                f" or choose another port with {option} (--{option.replace('_', '-')})."
            )
        if sys.platform != "linux":
            holder.close()  # On other systems it would block the server, too.
        yield port


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
