"""The awaited door's faster transport: aiohttp below the HTTP client that everything else knows.

Made by `httpx-aiohttp`; here is only what a store needs beyond it: errors that say whether anything
was sent, and no second try that nobody has asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport, HttpxAiohttpClient

LARGE_BODY = 65_536
"""Bytes from which on a body is sent in parts; aiohttp warns of whole ones from a megabyte on."""


class Client(HttpxAiohttpClient):
    """An `httpx.AsyncClient` over aiohttp, proxies of the environment included."""

    def _init_transport(self, *_: Any, **options: Any) -> httpx.AsyncBaseTransport:
        return Transport(**_known(options))

    def _init_proxy_transport(self, *given: Any, **options: Any) -> httpx.AsyncBaseTransport:
        (proxy,) = given
        # aiohttp speaks to HTTP proxies only.
        is_socks = proxy.url.scheme.startswith("socks")
        kind = httpx.AsyncHTTPTransport if is_socks else Transport
        return kind(proxy=proxy, **_known(options))


class Transport(AiohttpTransport):
    """Sends one request once, and names its faults as httpx does."""

    _is_closed = False

    def get_client(self) -> aiohttp.ClientSession:
        """Open the session, in the event loop that it will belong to."""
        session = super().get_client()
        # aiohttp would send a DELETE again over a new connection, though the first may have worked.
        session._retry_connection = False
        return session

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request over a connection that is known to be open."""
        # Twice round the loop, and it has read which of the idle connections were closed meanwhile.
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        if self._is_closed:
            # It would open another session, which nobody closes.
            raise httpx.ConnectError("closed before anything was sent")
        try:
            response = await super().handle_async_request(_in_parts(request))
        except (httpx.TransportError, aiohttp.ClientError) as error:
            raise _named(error) from error
        if isinstance(response.stream, httpx.AsyncByteStream):
            response.stream = _Body(response.stream)
        return response

    async def aclose(self) -> None:
        """Close the session, and open no other."""
        self._is_closed = True
        await super().aclose()


class _Body(httpx.AsyncByteStream):
    """An answer's body, whose faults are named as httpx does."""

    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for part in self._stream:
                yield part
        except (httpx.TransportError, aiohttp.ClientError) as error:
            raise _named(error) from error

    async def aclose(self) -> None:
        await self._stream.aclose()


_KINDS: list[tuple[type[Exception], type[httpx.TransportError]]] = [
    (aiohttp.ConnectionTimeoutError, httpx.ConnectTimeout),
    (aiohttp.ServerTimeoutError, httpx.ReadTimeout),
    (aiohttp.ClientProxyConnectionError, httpx.ProxyError),
    (aiohttp.ClientHttpProxyError, httpx.ProxyError),
    (aiohttp.ClientConnectorError, httpx.ConnectError),
    (aiohttp.InvalidURL, httpx.UnsupportedProtocol),
    (aiohttp.ServerDisconnectedError, httpx.RemoteProtocolError),
    (aiohttp.ClientPayloadError, httpx.RemoteProtocolError),
    (aiohttp.ClientResponseError, httpx.RemoteProtocolError),
    (aiohttp.ClientError, httpx.ReadError),
]
"""The first that fits. httpx-aiohttp takes a connection that broke for one that was never made."""


def _named(error: Exception) -> httpx.TransportError | Exception:
    cause = error if isinstance(error, aiohttp.ClientError) else error.__cause__
    for kind, named in _KINDS:
        if isinstance(cause, kind):
            return named(str(cause) or type(cause).__name__)
    return error


def _in_parts(request: httpx.Request) -> httpx.Request:
    """Let a large body be sent as a stream, as which it does not hold up the loop."""
    if len(request.content) < LARGE_BODY:
        return request
    return httpx.Request(
        request.method,
        request.url,
        headers=request.headers,
        stream=request.stream,
        extensions=request.extensions,
    )


def _known(options: dict[str, Any]) -> dict[str, Any]:
    return {name: options[name] for name in ("verify", "cert", "trust_env", "limits")}
