"""Choosing ports on the loopback interface, and keeping them until a server listens."""

from __future__ import annotations

import random
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kaggle_store.errors import LocalStackError

HOST = "127.0.0.1"
# Below the range that outgoing connections take theirs from: only another stack could race us.
_PRIVATE = range(20_000, 32_000)


def is_free(port: int) -> bool:
    """Return whether a server could listen on `port` now."""
    with socket.socket() as probe:
        return _bind(probe, port)


def free_port() -> int:
    """Return a free port picked at random, so that stacks starting together rarely collide."""
    with socket.socket() as probe:
        return _bind_any(probe)


def next_free(start: int) -> int:
    """Return `start`, or the first free port above it."""
    return next(port for port in range(start, 65_536) if is_free(port))


@contextmanager
def reserved(port: int | None, use: str, option: str) -> Iterator[int]:
    """Yield `port`, or any free one for None; inside the block only a server can listen on it.

    Supabase's own ports lie where outgoing connections get theirs: without a reservation any
    client on the machine may take one while PostgreSQL is being prepared.
    Raises `LocalStackError` when `port` is in use; `use` and `option` name it there.
    """
    with socket.socket() as holder:
        if port is None:
            port = _bind_any(holder)
        elif not _bind(holder, port):
            raise LocalStackError(
                f"Port {port}, wanted for the {use}, is in use; end the program that has it"
                f" or choose another port with {option} (--{option.replace('_', '-')})."
            )
        if sys.platform != "linux":
            holder.close()  # Elsewhere it would keep the server out, too.
        yield port


def _bind(holder: socket.socket, port: int) -> bool:
    """Bind as servers do: neither closed connections nor reservations are in the way."""
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        holder.bind((HOST, port))
    except OSError:
        return False
    return True


def _bind_any(holder: socket.socket) -> int:
    """Bind to a port that no other stack has reserved, then let a server listen there."""
    for port in random.sample(_PRIVATE, 200):
        try:
            holder.bind((HOST, port))
        except OSError:
            continue
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return port
    raise LocalStackError(f"No free port was found on {HOST}; end some of its servers.")
