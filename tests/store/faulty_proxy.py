"""A proxy in front of the stack that drops responses, and holds requests to deliver them late."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import httpx


class FaultyProxy:
    """The proxy's URL, and which responses to drop and requests to hold."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.drop = 0
        """The number of next writes whose responses are dropped."""
        self.dropped: list[int] = []
        """The status codes of the dropped responses."""
        self.hold = 0
        """The number of next writes to hold."""
        self.late: list[httpx.Response] = []
        """The responses to the held writes, which no client receives."""
        self._released = Event()
        self._delivered = Event()

    def deliver(self) -> httpx.Response:
        """Send the held write to the server, and return its response."""
        self._released.set()
        assert self._delivered.wait(60), "no write was held"
        self._released.clear()
        self._delivered.clear()
        return self.late[-1]

    def hold_back(self, send: Callable[[], httpx.Response]) -> None:
        """Wait for `deliver`, then send the write."""
        if self._released.wait(60):
            self.late.append(send())
            self._delivered.set()


@contextmanager
def faulty_proxy(target: str, port: int = 0) -> Iterator[FaultyProxy]:
    """Run the proxy while the block lasts, by default on a free port."""
    with httpx.Client(base_url=target, trust_env=False) as client:
        server = ThreadingHTTPServer(("127.0.0.1", port), _handler(client))
        server.proxy = FaultyProxy(f"http://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server.proxy  # type: ignore[attr-defined]
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _handler(client: httpx.Client) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _forward(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            kept = {k: v for k, v in self.headers.items() if k.lower() != "host"}
            send = partial(client.request, self.command, self.path, headers=kept, content=body)
            state: FaultyProxy = self.server.proxy  # type: ignore[attr-defined]
            if state.hold and self.command != "GET":
                state.hold -= 1
                self.close_connection = True
                state.hold_back(send)
                return
            response = send()
            if state.drop and self.command != "GET":
                state.drop -= 1
                state.dropped.append(response.status_code)
                self.close_connection = True
                return
            self._respond(response)

        def _respond(self, response: httpx.Response) -> None:
            self.send_response(response.status_code)
            for name in ("content-type", "content-range"):
                if name in response.headers:
                    self.send_header(name, response.headers[name])
            self.send_header("content-length", str(len(response.content)))
            self.end_headers()
            self.wfile.write(response.content)

        do_GET = do_POST = do_PATCH = do_DELETE = _forward  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Log nothing."""

    return Handler
