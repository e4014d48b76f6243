"""Stand-ins for Slack, Discord, ntfy and an SMTP server: they record what arrives."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.header import decode_header, make_header
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from aiosmtpd.controller import Controller

SLACK = "slack://TokenA1234/TokenB1234/TokenC12345678901234567/#general?footer=no&image=no"
DISCORD = "discord://1234567890/AbCdEfGhIjKlMnOpQrStUvWxYz"


@dataclass
class WebService:
    """An HTTP server that takes messages; `status` is what it responds, by the path's start."""

    port: int = 0
    arrived: list[tuple[str, Any]] = field(default_factory=list)
    """The path and the body of each request that it took."""
    status: dict[str, int] = field(default_factory=dict)
    location: str = ""
    """Where it redirects to, with a status of 3xx."""
    tries: list[str] = field(default_factory=list)
    """The path of each request, also of those that failed."""
    held: Event = field(default_factory=Event)
    """Cleared, requests are recorded and not answered until it is set."""
    never_held: str = "/ never"
    """The start of the paths that are answered meanwhile."""
    asked: Event = field(default_factory=Event)
    """Set by the first request."""

    def __post_init__(self) -> None:
        self.held.set()

    def ntfy(self, topic: str) -> str:
        """Return the address of a topic."""
        return f"ntfy://127.0.0.1:{self.port}/{topic}"

    def texts(self, start: str = "") -> list[str]:
        """Return everything that arrived under a path, as text."""
        return [
            body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
            for path, body in self.arrived
            if path.startswith(start)
        ]

    def record(self, path: str, content: bytes) -> int:
        """Take a request and return its status."""
        self.tries.append(path)
        status = next((s for start, s in self.status.items() if path.startswith(start)), 200)
        if status < 300:
            text = content.decode()
            self.arrived.append((path, json.loads(text) if text.startswith("{") else text))
        self.asked.set()
        if not path.startswith(self.never_held):
            self.held.wait(30)
        return status


@contextmanager
def web_service() -> Iterator[WebService]:
    """Run a web service on a free port."""
    service = WebService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"] or 0))
            title = self.headers.get("X-Title", "")
            status = service.record(self.path, content or title.encode())
            answer = b"ok" if self.path.startswith("/slack") else b"{}"
            try:
                self.send_response(status)
                if service.location:
                    self.send_header("Location", service.location)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the notifier was killed

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        service.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield service
        finally:
            service.held.set()
            server.shutdown()
            thread.join()


class Mailbox:
    """An SMTP server's handler: keeps subject and text of each mail."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail."""
        mail = message_from_bytes(envelope.content)
        texts = [
            part.get_payload(decode=True).decode()  # type: ignore[union-attr]
            for part in mail.walk()
            if part.get_content_maintype() == "text"
        ]
        subject = str(make_header(decode_header(re.sub(r"\s*\n\s*", " ", mail["Subject"]))))
        self.mails.append((subject, "\n".join(texts)))
        return "250 OK"


class BoundController(Controller):
    """Listens on a free port, which aiosmtpd itself cannot choose."""

    def __init__(self, handler: Mailbox) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        super().__init__(handler, hostname="127.0.0.1", port=self._socket.getsockname()[1])

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self._socket)


@contextmanager
def mail_server() -> Iterator[tuple[Mailbox, str]]:
    """Run an SMTP server; yield its mailbox and the address of a channel."""
    mailbox = Mailbox()
    controller = BoundController(mailbox)
    controller.start()
    try:
        to = "from=agent@example.org&to=team@example.org&mode=insecure"
        yield mailbox, f"mailto://127.0.0.1:{controller.port}/?{to}"
    finally:
        controller.stop()
