"""A small server with the responses of PostgREST that the hosted parts of the SDK read."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ROOT = {"info": {"version": "14.1"}, "paths": {}}
RESPONSES: dict[str, Any] = {"/rest/v1/": ROOT, "/rest/v1/competitions": []}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    points: list[Any]

    def do_GET(self) -> None:
        self._answer(RESPONSES.get(self.path.partition("?")[0], []))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if "record_metric_points" in self.path:
            self.points.extend(body["p_metric_values"])
            return self._answer(len(body["p_metric_values"]))
        return self._answer([])

    def _answer(self, found: object) -> None:
        content = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Range", "*/0")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Print nothing."""


@contextmanager
def serving() -> Iterator[tuple[str, list[Any]]]:
    """Run the server; yield its URL and the list of the metric values that arrive."""
    points: list[Any] = []
    handler = type("Handler", (_Handler,), {"points": points})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", points
    finally:
        server.shutdown()
        server.server_close()
