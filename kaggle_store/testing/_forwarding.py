"""Pass a request on to another server of this machine, and its response back."""

from __future__ import annotations

import http.client
from http.server import BaseHTTPRequestHandler
from typing import NamedTuple
from urllib.parse import urlsplit

_OWN_HEADERS = {"connection", "content-length", "host", "keep-alive", "transfer-encoding"}
"""Headers of one connection, which are not passed on."""


class Response(NamedTuple):
    """A whole response."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def encoded(self) -> bytes:
        """Return the bytes that a server sends."""
        reason = http.client.responses.get(self.status, "")
        kept = [(name, value) for name, value in self.headers if name.lower() not in _OWN_HEADERS]
        if self.status not in (204, 304):
            kept.append(("Content-Length", str(len(self.body))))
        lines = [f"HTTP/1.1 {self.status} {reason}", *(f"{name}: {value}" for name, value in kept)]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + self.body


def forward(handler: BaseHTTPRequestHandler, url: str | None, body: bytes) -> None:
    """Send the request to the server at `url` and return its response; 404 without one."""
    if url is None:
        found = Response(404, [], b'{"message":"no Route matched with those values"}')
    else:
        found = send(handler, url, body)
    handler.wfile.write(found.encoded())


def send(handler: BaseHTTPRequestHandler, url: str, body: bytes) -> Response:
    """Send the request to the server at `url` and return the response; 502 without one."""
    upstream = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    headers = {
        name: value for name, value in handler.headers.items() if name.lower() not in _OWN_HEADERS
    }
    try:
        upstream.request(handler.command, handler.path, body or None, headers)
        found = upstream.getresponse()
        return Response(found.status, found.getheaders(), found.read())
    except OSError as error:
        return Response(502, [], f'{{"message":"{type(error).__name__}"}}'.encode())
    finally:
        upstream.close()
