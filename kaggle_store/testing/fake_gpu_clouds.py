"""Stand-ins of vast.ai and SaladCloud for tests: their wire formats on a port of this machine."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self, cast
from urllib.parse import parse_qs, urlsplit


@dataclass
class FakeMachine:
    """A machine of a stand-in. `lies` is how many more times it is shown as running when stopped.

    `stops` counts the requests to stop it.
    """

    id: str
    label: str | None = None
    price: float = 0.4
    """US dollars per hour."""
    started: float = field(default_factory=lambda: time.time() - 3600)
    is_running: bool = True
    is_destroyed: bool = False
    lies: int = 0
    stops: int = 0


@dataclass(frozen=True)
class Fault:
    """A response in place of the real one; `delay` is in seconds, None as status drops it."""

    status: int | None = 503
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    after: bool = False
    """Whether the request is carried out first."""


Response = tuple[int, Any]


class FakeCloud:
    """What both stand-ins share: machines, faults, and a server while used as a context."""

    key: str = "test-key"
    """The API key that it accepts."""

    def __init__(self) -> None:
        self.machines: dict[str, FakeMachine] = {}
        """The machines by id, also those that were destroyed."""
        self.requests: list[str] = []
        """The requests so far, each a method and a path."""
        self._faults: list[tuple[str, Fault]] = []
        self._lock = threading.Lock()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def endpoint(self) -> str:
        """The root of the API."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def add(self, id: str, **values: Any) -> FakeMachine:
        """Add a running machine and return it."""
        machine = self.machines[id] = FakeMachine(id, **values)
        return machine

    def fail(self, method: str = "", fault: Fault | None = None, *, times: int = 1) -> None:
        """Answer the next requests of a method (by default of any) with a fault."""
        self._faults += [(method, fault or Fault())] * times

    def recover(self) -> None:
        """Forget the faults that have not happened yet."""
        self._faults.clear()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def take_fault(self, method: str) -> Fault | None:
        """Return the next fault of a method, once."""
        with self._lock:
            for place, (of, fault) in enumerate(self._faults):
                if of in ("", method):
                    del self._faults[place]
                    return fault
        return None

    def is_admitted(self, headers: Any) -> bool:
        """Return whether the request has the key."""
        raise NotImplementedError

    def answer(self, method: str, path: str, query: dict[str, str]) -> Response:
        """Return the status and the body of a response."""
        raise NotImplementedError

    def shown(self) -> Iterator[FakeMachine]:
        """Yield the machines that the API shows."""
        return (each for each in self.machines.values() if _is_shown(each))


def _is_shown(machine: FakeMachine) -> bool:
    return not machine.is_destroyed or machine.lies > 0


class FakeVastAi(FakeCloud):
    """A stand-in of vast.ai, as in vastai 1.9.1: pages of 25, instances by id, PUT and DELETE."""

    def is_admitted(self, headers: Any) -> bool:
        """Return whether the request has the key."""
        return bool(headers["Authorization"] == f"Bearer {self.key}")

    def answer(self, method: str, path: str, query: dict[str, str]) -> Response:
        """Return the status and the body of a response."""
        if path == "/api/v1/instances/":
            return 200, self._page(query)
        machine = self.machines.get(path.removeprefix("/api/v0/instances/").rstrip("/"))
        if method == "GET":
            is_shown = machine is not None and _is_shown(machine)
            return 200, {"instances": self._row(machine) if machine and is_shown else None}
        if machine is None or machine.is_destroyed:
            return 404, {"success": False, "error": "no_such_instance", "msg": "no such instance"}
        machine.stops += 1
        machine.is_running = False
        machine.is_destroyed = method == "DELETE"
        return 200, {"success": True}

    def _page(self, query: dict[str, str]) -> dict[str, Any]:
        rows = sorted(self.shown(), key=lambda each: int(each.id))
        start, limit = int(query.get("after_token", "0")), int(query["limit"])
        end = start + limit
        return {
            "instances": [self._row(each) for each in rows[start:end]],
            "next_token": str(end) if end < len(rows) else None,
            "total_instances": len(rows),
        }

    def _row(self, machine: FakeMachine) -> dict[str, Any]:
        lies = machine.lies > 0 and not machine.is_running
        machine.lies -= lies
        status = "running" if machine.is_running or lies else "exited"
        return {
            "id": int(machine.id),
            "actual_status": status,
            "intended_status": "running" if status == "running" else "stopped",
            "dph_total": machine.price,
            "start_date": machine.started,
            "label": machine.label,
            "extra_env": [],
        }


class FakeSaladCloud(FakeCloud):
    """A stand-in of SaladCloud, as in salad-cloud-sdk 0.9.0a17: container groups of a project."""

    organization = "team"
    """The organization whose project it has."""
    project = "kaggle"
    """The project of the container groups."""

    def is_admitted(self, headers: Any) -> bool:
        """Return whether the request has the key."""
        return bool(headers["Salad-Api-Key"] == self.key)

    def answer(self, method: str, path: str, query: dict[str, str]) -> Response:  # noqa: ARG002
        """Return the status and the body of a response."""
        root = f"/organizations/{self.organization}/projects/{self.project}/containers"
        if path == root:
            return 200, {"items": [self._group(each) for each in self.shown()]}
        name = path.removeprefix(f"{root}/").partition("/")[0]
        machine = self.machines.get(name)
        if machine is None or not _is_shown(machine):
            return 404, {"type": "about:blank", "title": "Not Found", "status": 404}
        if method == "GET":
            return 200, self._group(machine)
        machine.stops += 1
        machine.is_running = False
        machine.is_destroyed = method == "DELETE"
        return 202, None

    def _group(self, machine: FakeMachine) -> dict[str, Any]:
        lies = machine.lies > 0 and not machine.is_running
        machine.lies -= lies
        counts = dict.fromkeys(("allocating_count", "creating_count", "stopping_count"), 0)
        started = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(machine.started))
        return {
            "id": f"id-{machine.id}",
            "name": machine.id,
            "display_name": machine.label or machine.id,
            "create_time": started,
            "replicas": 1,
            "current_state": {
                "status": "running" if machine.is_running else "stopped",
                "start_time": started,
                "finish_time": started,
                "instance_status_counts": {
                    **counts,
                    "running_count": int(machine.is_running),
                    "stopping_count": int(lies),
                },
            },
        }


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, cloud: FakeCloud) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.cloud = cloud


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Print nothing."""

    def _serve(self) -> None:
        cloud, url = cast(_Server, self.server).cloud, urlsplit(self.path)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        cloud.requests.append(f"{self.command} {self.path}")
        fault = cloud.take_fault(self.command)
        if not cloud.is_admitted(self.headers):
            self._send(401, {"msg": "Invalid user key", "detail": "Invalid API key"}, {})
            return
        if fault is None:
            self._send(*cloud.answer(self.command, url.path, query), {})
            return
        if fault.after:
            cloud.answer(self.command, url.path, query)
        time.sleep(fault.delay)
        if fault.status is not None:
            self._send(fault.status, fault.body, fault.headers)

    def _send(self, status: int, body: Any, headers: dict[str, str]) -> None:
        content = b"" if body is None else json.dumps(body).encode()
        with suppress(OSError):
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    do_GET = do_PUT = do_POST = do_DELETE = _serve  # noqa: N815
