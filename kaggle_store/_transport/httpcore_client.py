"""The HTTP clients over httpcore: the sync one, and the async one that works without aiohttp."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpcore

from kaggle_store._transport.deadline import DeadlineBackend
from kaggle_store._transport.proxies import Proxy, proxy_of
from kaggle_store._transport.request import (
    Request,
    Response,
    Undecodable,
    check_headers,
    headers_too_large,
    sent_name,
)
from kaggle_store._transport.tls import tls_context
from kaggle_store.settings import Settings

HEADERS_TOO_LARGE = 431
"""The HTTP status "Request Header Fields Too Large"."""

KEEPALIVE = 30.0
"""Seconds that an idle connection is kept; gateways close theirs after 60 or more."""


class SyncHttpcoreClient:
    """A pool of blocking connections; safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self._pool = httpcore.ConnectionPool(
            **_options(settings), network_backend=DeadlineBackend(settings.connect_timeout)
        )
        self.is_closed = False

    def send(self, request: Request) -> Response:
        """Send a request once and read its whole response, or raise an httpcore error."""
        until = request.until
        timeouts = {"connect": until, "read": until, "write": until}
        with _header_errors():
            received = self._pool.handle_request(_as_httpcore(request, timeouts))
        try:
            content = received.read()
        finally:
            received.close()
        return _response(request, received, content)

    def close(self) -> None:
        """Close the connections."""
        self.is_closed = True
        self._pool.close()


class AsyncHttpcoreClient:
    """A pool of connections for one event loop; the caller cancels `send` at the deadline."""

    def __init__(self, settings: Settings) -> None:
        self._pool = httpcore.AsyncConnectionPool(**_options(settings))
        self.is_closed = False

    async def send(self, request: Request) -> Response:
        """Send a request once and read its whole response, or raise an httpcore error."""
        left = request.left
        timeouts = {"connect": request.connect_timeout, "read": left, "write": left}
        with _header_errors():
            received = await self._pool.handle_async_request(_as_httpcore(request, timeouts))
        try:
            content = await received.aread()
        finally:
            await received.aclose()
        return _response(request, received, content)

    async def aclose(self) -> None:
        """Close the connections."""
        self.is_closed = True
        await self._pool.aclose()


def _options(settings: Settings) -> dict[str, Any]:
    proxy = proxy_of(settings)
    tls = tls_context(settings, proxy)
    return {
        "ssl_context": tls,
        "proxy": _as_httpcore_proxy(proxy, tls) if proxy else None,
        "max_connections": settings.connections,
        "max_keepalive_connections": settings.connections,
        "keepalive_expiry": KEEPALIVE,
    }


def _as_httpcore_proxy(proxy: Proxy, tls: Any) -> httpcore.Proxy:
    is_safe = proxy.url.startswith("https:")
    return httpcore.Proxy(proxy.url, proxy.auth, ssl_context=tls if is_safe else None)


def _as_httpcore(request: Request, timeouts: dict[str, float]) -> httpcore.Request:
    headers = {"host": request.url.split("/", 3)[2], **request.headers}
    if request.content is not None or request.method in ("POST", "PUT", "PATCH"):
        headers["content-length"] = str(len(request.content or b""))
    timeouts["pool"] = request.pool_timeout
    return httpcore.Request(
        request.method,
        request.url,
        headers=[(sent_name(name).encode(), value.encode()) for name, value in headers.items()],
        content=request.content,
        extensions={"timeout": timeouts},
    )


@contextmanager
def _header_errors() -> Iterator[None]:
    """Recognise h11's refusal of large headers, in httpcore's error, by its suggested status."""
    try:
        yield
    except httpcore.RemoteProtocolError as error:
        if any(getattr(each, "error_status_hint", 0) == HEADERS_TOO_LARGE for each in error.args):
            raise headers_too_large() from error
        raise


def _response(request: Request, received: httpcore.Response, content: bytes) -> Response:
    check_headers(received.headers)
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in received.headers
    }
    if content and "content-encoding" in headers:
        content = _decoded(content, headers["content-encoding"])
    reason = received.extensions.get("reason_phrase", b"").decode("latin-1")
    return Response(received.status, headers, content, reason, request.url)


def _decoded(content: bytes, encodings: str) -> bytes:
    try:
        for encoding in reversed(encodings.lower().split(",")):
            content = _DECODERS.get(encoding.strip(), bytes)(content)
    except zlib.error as error:
        raise Undecodable(str(error)) from error
    return content


def _gunzip(content: bytes) -> bytes:
    return zlib.decompress(content, zlib.MAX_WBITS | 16)


def _inflate(content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error:
        # Some servers send a raw deflate stream without zlib's header.
        return zlib.decompress(content, -zlib.MAX_WBITS)


_DECODERS = {"gzip": _gunzip, "deflate": _inflate}
"""The encodings that requests accept; any other content stays encoded and fails to decode."""
