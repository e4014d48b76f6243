"""Chosen ports stay reserved until a server listens on them."""

from __future__ import annotations

import socket
import sys
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest

from kaggle_store.errors import LocalStackError
from kaggle_store.local import LocalStack, service
from kaggle_store.local import ports as port_module
from kaggle_store.local.keys import Keys
from kaggle_store.local.ports import HOST, free_port, reserved

linux = pytest.mark.skipif(sys.platform != "linux", reason="ports are reserved on Linux only")


def _is_taken(port: int) -> bool:
    """Return whether an outgoing connection, or another stack, cannot bind to `port`."""
    with socket.socket() as client:
        try:
            client.bind((HOST, port))
        except OSError:
            return True
    return False


@linux
@pytest.mark.parametrize("chosen", [True, False])
def test_reserved_port_is_kept_from_clients(chosen: bool) -> None:
    with reserved(free_port() if chosen else None, "API", "api_port") as port:
        assert _is_taken(port)
    assert not _is_taken(port)


@linux
def test_reserved_port_is_kept_from_other_stacks(monkeypatch: pytest.MonkeyPatch) -> None:
    with reserved(None, "API", "api_port") as port:
        monkeypatch.setattr(port_module, "_CANDIDATES", [port] * 200)
        with pytest.raises(LocalStackError, match="No free port"):
            free_port()


def test_server_listens_on_reserved_port() -> None:
    with reserved(None, "API", "api_port") as port, socket.create_server((HOST, port)):
        socket.create_connection((HOST, port)).close()


@linux
@pytest.mark.parametrize("start", ["up", "reset"])
def test_start_reserves_both_ports(
    start: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ports = free_port(), free_port()
    seen: list[bool] = []

    def started(*_: object, api_port: int, db_port: int, **__: object) -> None:
        seen.extend(map(_is_taken, (api_port, db_port)))
        raise LocalStackError("seen")

    running = service.Running(
        f"http://h:{ports[0]}", f"postgresql://h:{ports[1]}", "", Keys(), tmp_path, {}, ()
    )
    monkeypatch.setattr(LocalStack, "start", started)
    # Stacks of other tests may be starting.
    monkeypatch.setattr(service, "_ports_lock", nullcontext)
    monkeypatch.setattr(service, "find_running", lambda _: running if start == "reset" else None)
    (tmp_path / "stack.lock").touch()
    up = partial(service.up, api_port=ports[0], db_port=ports[1])
    with pytest.raises(LocalStackError, match="seen"):
        (up if start == "up" else service.reset)(tmp_path)
    assert seen == [True, True]
