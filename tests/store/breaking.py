"""A proxy before the stack that swallows answers, and holds requests back to deliver them late."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import httpx


class Breaking:
    """Where the proxy listens, and which answers it swallows."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.swallow = 0
        """How many answers of writes, from now on, never arrive."""
        self.swallowed: list[int] = []
        """The statuses of those that did not."""
        self.hold = 0
        """How many writes, from now on, are held back."""
        self.late: list[httpx.Response] = []
        """What was answered to those, and told to nobody."""
        self._go = Event()
        self._there = Event()

    def deliver(self) -> httpx.Response:
        """Let what is held back go on to the server, and return its answer."""
        self._go.set()
        assert self._there.wait(60), "nothing was held back"
        self._go.clear()
        self._there.clear()
        return self.late[-1]

    def keep_back(self, send: Callable[[], httpx.Response]) -> None:
        """Send it when it is told to."""
        if self._go.wait(60):
            self.late.append(send())
            self._there.set()


@contextmanager
def breaking(target: str, port: int = 0) -> Iterator[Breaking]:
    """Run the proxy while the block lasts, on any free port unless one is named."""
    with httpx.Client(base_url=target, trust_env=False) as client:
        server = ThreadingHTTPServer(("127.0.0.1", port), _handler(client))
        server.breaking = Breaking(f"http://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server.breaking  # type: ignore[attr-defined]
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
            state: Breaking = self.server.breaking  # type: ignore[attr-defined]
            if state.hold and self.command != "GET":
                state.hold -= 1
                self.close_connection = True
                state.keep_back(send)
                return
            answer = send()
            if state.swallow and self.command != "GET":
                state.swallow -= 1
                state.swallowed.append(answer.status_code)
                self.close_connection = True
                return
            self._answer(answer)

        def _answer(self, answer: httpx.Response) -> None:
            self.send_response(answer.status_code)
            for name in ("content-type", "content-range"):
                if name in answer.headers:
                    self.send_header(name, answer.headers[name])
            self.send_header("content-length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_POST = do_PATCH = do_DELETE = _forward  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Stay quiet."""

    return Handler
