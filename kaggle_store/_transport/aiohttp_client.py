"""The awaited door's faster wire: aiohttp, which serves many calls at once with less work for each.

Its errors carry the names that httpx gives them, so that both wires are read alike.
"""

from __future__ import annotations

import asyncio
import io
from base64 import b64encode
from collections.abc import Mapping
from typing import Any
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from aiohttp.http_exceptions import ContentEncodingError
from yarl import URL

from kaggle_store._transport.clients import KEEPALIVE, authorities
from kaggle_store._transport.request import Reply, Request
from kaggle_store.settings import Settings

LARGE_BODY = 65_536
"""Bytes from which on a body is sent in parts, as which it does not hold up the event loop."""

LARGEST_HEADER = 65_536
"""Bytes of one line or header of an answer; gateways repeat URLs and policies in theirs."""


def proxy_of(settings: Settings) -> httpx.Proxy | None:
    """Return the proxy that the environment names for a project; one on this machine has none."""
    at = httpx.URL(settings.url)
    if settings.is_loopback or proxy_bypass(f"{at.host}:{at.port}" if at.port else at.host):
        return None
    proxies = getproxies()
    proxy = proxies.get(at.scheme) or proxies.get("all")
    return httpx.Proxy(proxy if "://" in proxy else f"http://{proxy}") if proxy else None


class Http:
    """One session for the whole life of a store."""

    def __init__(self, settings: Settings) -> None:
        proxy = proxy_of(settings)
        introduction = _introduction(proxy)
        is_tunnel = settings.url.startswith("https:")
        self._settings = settings
        self._proxy = str(proxy.url) if proxy else None
        self._to_proxy = introduction if is_tunnel else {}
        self._tls = authorities(settings, proxy)
        self._session: aiohttp.ClientSession | None = None
        self.headers: Mapping[str, str] = {} if is_tunnel else introduction
        """What only a proxy reads; aiohttp adds its own."""
        self.is_closed = False

    async def send(self, request: Request) -> Reply | httpx.Response:
        """Send a request once, over a connection that is known to be open."""
        # Twice round the loop, and it has read which of the idle connections were closed meanwhile.
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        if self.is_closed:
            # It would open another session, which nobody closes.
            raise httpx.ConnectError("closed before anything was sent")
        try:
            async with self._opened().request(
                request.method,
                URL(request.url, encoded=True),
                headers=request.headers,
                data=_body(request.content),
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(
                    sock_connect=request.timeout.connect, sock_read=request.timeout.read
                ),
                proxy=self._proxy,
                proxy_headers=self._to_proxy,
            ) as answer:
                content = await answer.read()
        except aiohttp.ClientError as error:
            raise _named(error) from error
        if 200 <= answer.status < 300:
            return Reply(answer.status, answer.headers, content)
        return httpx.Response(
            answer.status,
            # As they came: what is not ASCII among them would be refused as text.
            headers=[(n, v) for n, v in answer.raw_headers if n.lower() != b"content-encoding"],
            content=content,
            request=request.as_httpx(),
            extensions={"reason_phrase": (answer.reason or "").encode(errors="surrogateescape")},
        )

    async def aclose(self) -> None:
        """Close the session, and open no other."""
        self.is_closed = True
        if self._session is not None:
            await self._session.close()

    def _opened(self) -> aiohttp.ClientSession:
        """Open the session when it is first used, in the event loop that it will belong to."""
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._settings.connections, keepalive_timeout=KEEPALIVE, ssl=self._tls
            )
            self._session = aiohttp.ClientSession(
                connector=connector, max_line_size=LARGEST_HEADER, max_field_size=LARGEST_HEADER
            )
            # aiohttp would send a DELETE again over a new connection, though the first may have
            # worked.
            self._session._retry_connection = False
        return self._session


def _introduction(proxy: httpx.Proxy | None) -> dict[str, str]:
    """Say who asks a proxy: in a header, as errors of aiohttp quote the URL of the proxy."""
    if proxy is None or proxy.raw_auth is None:
        return {}
    return {"proxy-authorization": f"Basic {b64encode(b':'.join(proxy.raw_auth)).decode()}"}


def _body(content: bytes | None) -> Any:
    return content if content is None or len(content) < LARGE_BODY else io.BytesIO(content)


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
"""The first that fits."""


def _named(error: aiohttp.ClientError) -> httpx.RequestError:
    said = str(error) or type(error).__name__
    if isinstance(error.__cause__, ContentEncodingError):
        return httpx.DecodingError(said)
    return next(named for kind, named in _KINDS if isinstance(error, kind))(said)
