"""A data directory keeps its ports; it never comes up silently on others."""

from __future__ import annotations

import json
import socket
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kaggle_store.errors import LocalStackError
from kaggle_store.local import LocalStack, service
from kaggle_store.local.keys import Keys
from kaggle_store.local.ports import HOST, Ports, free_port, remember, remembered, reserved
from tests.local.helpers import command


@contextmanager
def listening(port: int = 0) -> Iterator[int]:
    """Use a port, as another program does."""
    with socket.create_server((HOST, port)) as server:
        yield int(server.getsockname()[1])


def _ports(stack: LocalStack) -> Ports:
    return Ports(*(urlsplit(url).port for url in (stack.api_url, stack.db_url)))


def test_data_directory_keeps_its_ports(notes: Path, data_dir: Path) -> None:
    with LocalStack.start(data_dir, migrations=notes) as stack:
        first = _ports(stack)
    assert remembered(data_dir / "ports.json") == first
    assert first.api is not None
    with listening(first.api), pytest.raises(LocalStackError, match=f"Port {first.api}.*in use"):
        LocalStack.start(data_dir, migrations=notes)
    for log in (data_dir / "logs").iterdir():
        log.chmod(0o644)  # as early versions made them
    other = free_port()
    # The database's port is the former one.
    with LocalStack.start(data_dir, migrations=notes, api_port=other) as stack:
        assert _ports(stack) == (other, first.db)
    assert remembered(data_dir / "ports.json") == (other, first.db)
    for log in (data_dir / "logs").iterdir():
        assert stat.S_IMODE(log.stat().st_mode) == 0o600, log


@pytest.mark.parametrize("content", ["", "[]", '{"api": "x", "db": 0}', '{"api": 70000}'])
def test_damaged_record_remembers_no_port(tmp_path: Path, content: str) -> None:
    (tmp_path / "ports.json").write_text(content)
    assert remembered(tmp_path / "ports.json") == (None, None)


def test_free_port_is_the_next_one() -> None:
    with listening() as taken, reserved(None, "API", "api_port", at_least=taken) as port:
        assert port > taken


def test_given_port_may_become_free() -> None:
    with listening() as taken:
        holder = socket.create_server((HOST, 0))
        port = holder.getsockname()[1]
        assert taken != port
        threading.Timer(0.1, holder.close).start()
        with reserved(port, "API", "api_port", wait=30) as given:
            assert given == port


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[Ports]]:
    """Record the ports of each start; the first finds its API port taken by another program."""
    seen: list[Ports] = []
    taken: list[socket.socket] = []

    def start(data_dir: Path, ports: tuple[int, int], **_: object) -> service.Running:
        seen.append(Ports(*ports))
        if len(seen) == 1:
            taken.append(socket.create_server((HOST, ports[0]), reuse_port=False))
            raise LocalStackError("The gateway did not start.")
        return service.Running("", "", "", Keys(), data_dir, {}, ())

    monkeypatch.setattr(service, "_start", start)
    monkeypatch.setattr(service, "API_PORT", free_port())
    monkeypatch.setattr(service, "DB_PORT", free_port())
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    yield seen
    for server in taken:
        server.close()


@pytest.mark.skipif(sys.platform != "linux", reason="binds to a port that is reserved")
def test_port_taken_during_start_is_replaced(starts: list[Ports], data_dir: Path) -> None:
    service.up(data_dir)
    first, second = starts
    assert first.api is not None
    assert second.api is not None
    assert second.api > first.api
    assert second.db == first.db


@pytest.mark.skipif(sys.platform != "linux", reason="binds to a port that is reserved")
def test_remembered_ports_are_not_replaced(starts: list[Ports], data_dir: Path) -> None:
    data_dir.mkdir()
    remember(data_dir / "ports.json", Ports(free_port(), free_port()))
    with pytest.raises(LocalStackError, match="The gateway did not start"):
        service.up(data_dir)
    assert len(starts) == 1


def test_reset_of_stopped_stack_needs_no_port(notes: Path, data_dir: Path) -> None:
    with LocalStack.start(data_dir, migrations=notes) as stack:
        ports = _ports(stack)
    assert ports.api is not None
    words = ["--yes", "--data-dir", str(data_dir), "--migrations", str(notes)]
    with listening(ports.api):
        ended = command("reset", *words)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert service.find_running(data_dir) is None
    assert json.loads((data_dir / "ports.json").read_text()) == ports._asdict()


def test_database_folder_is_private(local: LocalStack) -> None:
    mode = local._builder.paths.database.stat().st_mode
    assert stat.S_IMODE(mode) == 0o700
