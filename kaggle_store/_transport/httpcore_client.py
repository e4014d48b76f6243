"""The HTTP clients over httpcore: the sync one, and the async one that works without aiohttp."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

import h11
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

KEPT_HEADERS = 16
"""How many different headers of requests without a body a client keeps: they differ by resource
and preference, and by token."""

KEEPALIVE = 30.0
"""Seconds that an idle connection is kept; gateways close theirs after 60 or more."""


class SyncHttpcoreClient:
    """A pool of blocking connections; safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        options = _options(settings)
        self._pool = httpcore.ConnectionPool(
            **options, network_backend=DeadlineBackend(settings.connect_timeout)
        )
        self._headers = _Headers(options["proxy"])
        self.is_closed = False

    def send(self, request: Request) -> Response:
        """Send a request once and read its whole response, or raise an httpcore error."""
        until = request.until
        timeouts = {"connect": until, "read": until, "write": until, "pool": request.pool_timeout}
        # No part at all instead of an empty one, which h11 would handle as an event.
        content = () if request.content is None else request.content
        made = _Request(request, self._headers, timeouts, content)
        try:
            received = self._pool.handle_request(made)
        except httpcore.RemoteProtocolError as error:
            if _names_large_headers(error):
                raise headers_too_large() from error
            raise
        try:
            body = received.read()
        finally:
            received.close()
        return _response(request, received, body)

    def close(self) -> None:
        """Close the connections."""
        self.is_closed = True
        self._pool.close()


class AsyncHttpcoreClient:
    """A pool of connections for one event loop; the caller cancels `send` at the deadline."""

    def __init__(self, settings: Settings) -> None:
        options = _options(settings)
        self._pool = httpcore.AsyncConnectionPool(**options)
        self._headers = _Headers(options["proxy"])
        self.is_closed = False

    async def send(self, request: Request) -> Response:
        """Send a request once and read its whole response, or raise an httpcore error."""
        left = request.left
        timeouts = {
            "connect": request.connect_timeout,
            "read": left,
            "write": left,
            "pool": request.pool_timeout,
        }
        made = _Request(request, self._headers, timeouts, request.content)
        try:
            received = await self._pool.handle_async_request(made)
        except httpcore.RemoteProtocolError as error:
            if _names_large_headers(error):
                raise headers_too_large() from error
            raise
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


class _Headers:
    """The headers of requests, as httpcore sends them.

    h11 checks each header of each request, which takes a tenth of the time of reading one row. It
    takes headers that it has checked before as they are, so those of a request without a body are
    kept. A proxy that forwards requests gets them in a list, as httpcore adds its own.
    """

    def __init__(self, proxy: httpcore.Proxy | None) -> None:
        self._checked = lru_cache(KEPT_HEADERS)(_listed if proxy else _checked)

    def of(self, request: Request) -> Sequence[tuple[bytes, bytes]]:
        content = request.content
        pairs = (("host", request.url.split("/", 3)[2]), *request.headers.items())
        if content is None and request.method not in ("POST", "PUT", "PATCH"):
            return self._checked(pairs)
        return _listed((*pairs, ("content-length", str(len(content or b"")))))


def _listed(pairs: Iterable[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(sent_name(name).encode(), value.encode()) for name, value in pairs]


def _checked(pairs: Iterable[tuple[str, str]]) -> Sequence[tuple[bytes, bytes]]:
    """Return headers that h11 has checked, or as they are if it refuses them."""
    listed = _listed(pairs)
    try:
        return h11.Request(method=b"GET", target=b"/", headers=listed).headers
    except h11.LocalProtocolError:
        return listed  # httpcore raises its own error when it sends them


class _Request(httpcore.Request):
    """A request whose URL and headers httpcore neither parses nor copies."""

    def __init__(
        self,
        request: Request,
        headers: _Headers,
        timeouts: dict[str, float],
        content: bytes | Iterable[bytes] | None,
    ) -> None:
        scheme, _, authority, *target = request.url.split("/", 3)
        base = _base_url(f"{scheme}//{authority}")
        url = httpcore.URL(
            scheme=base.scheme, host=base.host, port=base.port, target="/" + "".join(target)
        )
        super().__init__(request.method, url, content=content, extensions={"timeout": timeouts})
        self.headers = headers.of(request)  # type: ignore[assignment] # httpcore passes them on


@cache
def _base_url(url: str) -> httpcore.URL:
    return httpcore.URL(url)


def _names_large_headers(error: httpcore.RemoteProtocolError) -> bool:
    """Return whether h11 refused large headers, which its error's suggested status tells."""
    return any(getattr(each, "error_status_hint", 0) == HEADERS_TOO_LARGE for each in error.args)


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
