"""Choosing ports on the loopback interface."""

from __future__ import annotations

import random
import socket

from kaggle_store.errors import LocalStackError

HOST = "127.0.0.1"
# Below the range that outgoing connections take theirs from: only another stack could race us.
_PRIVATE = range(20_000, 32_000)


def is_free(port: int) -> bool:
    """Tell whether a server could listen on `port` now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """Return a free port picked at random, so that stacks starting together rarely collide."""
    for port in random.sample(_PRIVATE, 200):
        if is_free(port):
            return port
    raise LocalStackError(f"No free port was found on {HOST}; end some of its servers.")


def next_free(start: int) -> int:
    """Return `start`, or the first free port above it."""
    return next(port for port in range(start, 65_536) if is_free(port))


def claim(port: int | None, use: str, option: str) -> int:
    """Return `port` if it is free (any free one for None), or say what to do."""
    if port is None:
        return free_port()
    if not is_free(port):
        raise LocalStackError(
            f"Port {port}, wanted for the {use}, is in use; end the program that has it"
            f" or choose another port with {option} (--{option.replace('_', '-')})."
        )
    return port
