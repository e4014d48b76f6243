"""Pass a request on to another server of this machine, and its response back."""

from __future__ import annotations

import http.client
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

_OWN_HEADERS = {"connection", "content-length", "host", "keep-alive", "transfer-encoding"}
"""Headers of one connection, which are not passed on."""


def forward(handler: BaseHTTPRequestHandler, url: str | None, body: bytes) -> None:
    """Send the request to the server at `url` and return its response; 404 without one."""
    if url is None:
        return _answer(handler, 404, [], b'{"message":"no Route matched with those values"}')
    upstream = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    headers = {
        name: value for name, value in handler.headers.items() if name.lower() not in _OWN_HEADERS
    }
    try:
        upstream.request(handler.command, handler.path, body or None, headers)
        found = upstream.getresponse()
        _answer(handler, found.status, found.getheaders(), found.read())
    except OSError as error:
        _answer(handler, 502, [], f'{{"message":"{type(error).__name__}"}}'.encode())
    finally:
        upstream.close()
    return None


def _answer(
    handler: BaseHTTPRequestHandler, status: int, headers: list[tuple[str, str]], body: bytes
) -> None:
    handler.send_response_only(status)
    for name, value in headers:
        if name.lower() not in _OWN_HEADERS:
            handler.send_header(name, value)
    if status not in (204, 304):
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
