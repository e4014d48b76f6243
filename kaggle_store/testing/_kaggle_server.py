"""The HTTP server of the stand-in of Kaggle: paths, credentials, faults, and the log of calls."""

from __future__ import annotations

import base64
import binascii
import json
import socket
import threading
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from kaggle_store.testing._kaggle_faults import Fault, FaultQueue
from kaggle_store.testing._kaggle_methods import METHODS, Body, Request, put_file
from kaggle_store.testing._kaggle_state import FakeAccount, KaggleRefused, KaggleState

SERVICE = "/v1/competitions.CompetitionApiService/"
_UPLOAD = "/upload/"
_UNLOCKED = ("CreateSubmission", "CreateCodeSubmission")
"""They run the test's scorers, and take the lock where they need it."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call that the stand-in received."""

    method: str
    """Such as `GetSubmission`; `PUT` for the upload of a file."""
    body: Body
    """The fields of the request; the size of the file for `PUT`."""
    account: str | None
    """The name of the account; None for `PUT` and without valid credentials."""
    fault: Fault | None
    """The fault that it met."""


class Server(ThreadingHTTPServer):
    """The server; a thread per connection, on a free port of this machine."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, state: KaggleState, faults: FaultQueue, page_size: int) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.state, self.faults, self.page_size = state, faults, page_size
        self.calls: list[Call] = []
        self.stopped, self.released = threading.Event(), threading.Event()
        self._open: set[Any] = set()

    @property
    def endpoint(self) -> str:
        """The address, without a path."""
        return f"http://127.0.0.1:{self.server_port}"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember a connection while it is open."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection."""
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Stop listening, end waiting answers and the connections that clients keep open."""
        self.stopped.set()
        self.released.set()
        super().server_close()
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore clients that hang up."""


class Handler(BaseHTTPRequestHandler):
    """One connection of a client."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    @property
    def _site(self) -> Server:
        return cast("Server", self.server)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Print nothing: the output belongs to the tests."""

    def do_POST(self) -> None:
        """Perform a method of the API."""
        content = self._read()
        _, found, method = self.path.partition(SERVICE)
        account = self._account()
        try:
            body = dict(json.loads(content or b"{}"))
        except ValueError:
            return self._send(400, _error(400, "Invalid JSON"))
        if not found or method not in METHODS:
            return self._send(404, _error(404, f"No method {method or self.path}"))
        if account is None:
            return self._send(401, _error(401, "Unauthenticated"))
        request = Request(
            self._site.state, account, body, self._site.endpoint, self._site.page_size
        )
        return self._answer(request, method, self._competition(request, method))

    def _competition(self, request: Request, method: str) -> str | None:
        if method == "GetSubmission":
            found = request.state.submissions.get(request.body.get("ref", 0))
            return found.competition if found else None
        return request.body.get("competitionName")

    def _answer(self, request: Request, method: str, slug: str | None) -> None:
        fault = self._site.faults.take(method, slug)
        self._site.calls.append(Call(method, request.body, request.account.name, fault))

        def perform() -> Body:
            with nullcontext() if method in _UNLOCKED else request.state.lock:
                return METHODS[method](request)

        return self._perform(perform, fault)

    def do_PUT(self) -> None:
        """Take an uploaded file."""
        content = self._read()
        token = self.path.removeprefix(_UPLOAD)
        upload = self._site.state.uploads.get(token)
        fault = self._site.faults.take("PUT", upload.competition if upload else None)
        self._site.calls.append(Call("PUT", {"size": len(content)}, None, fault))

        def perform() -> Body:
            put_file(self._site.state, token, content)
            return {}

        self._perform(perform, fault)

    def _perform(self, perform: Any, fault: Fault | None) -> None:
        fault = fault or Fault(takes_effect=True)
        self._site.stopped.wait(fault.wait_before)
        answer: Body = {}
        refused: KaggleRefused | None = None
        if fault.takes_effect:
            try:
                answer = perform()
            except KaggleRefused as error:
                refused = error
        if fault.held:
            self._site.released.wait()
        self._site.stopped.wait(fault.wait_after)
        self._finish(fault, answer, refused)

    def _finish(self, fault: Fault, answer: Body, refused: KaggleRefused | None) -> None:
        if fault.drops:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return None
        if fault.code is not None:
            return self._send(fault.code, fault.body, fault)
        if refused is not None and refused.message is None:
            return self._send(refused.status, b"", Fault(content_type="text/plain"))
        if refused is not None:
            return self._send(refused.status, _error(refused.status, refused.message))
        changed = answer if fault.change is None else fault.change(json.loads(json.dumps(answer)))
        return self._send(200, json.dumps(changed).encode(), fault)

    def _read(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _account(self) -> FakeAccount | None:
        kind, _, secret = (self.headers.get("Authorization") or "").partition(" ")
        accounts = list(self._site.state.accounts.values())
        if kind == "Bearer":
            return next((each for each in accounts if each.token == secret), None)
        try:
            pair = base64.b64decode(secret).decode().split(":", 1)
        except (binascii.Error, UnicodeDecodeError):
            return None
        return next((each for each in accounts if [each.name, each.key] == pair), None)

    def _send(self, status: int, body: bytes, fault: Fault | None = None) -> None:
        fault = fault or Fault()
        with suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(status)
            self.send_header("Content-Type", fault.content_type)
            self.send_header("Content-Length", str(len(body)))
            for name, value in fault.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self._write(body, fault.drip)

    def _write(self, body: bytes, drip: float) -> None:
        if not drip:
            self.wfile.write(body)
            return
        for index in range(len(body)):
            if self._site.stopped.wait(drip):
                return
            self.wfile.write(body[index : index + 1])


def _error(code: int, message: str | None) -> bytes:
    return json.dumps({"code": code, "message": message}).encode()
