"""The async HTTP client over aiohttp, which serves many calls at once with less work for each.

It raises the errors of httpcore, as the other clients do.
"""

from __future__ import annotations

import asyncio
import io
from base64 import b64encode
from typing import Any

import aiohttp
import httpcore
from aiohttp.http_exceptions import ContentEncodingError
from yarl import URL

from kaggle_store._transport.httpcore_client import KEEPALIVE
from kaggle_store._transport.proxies import Proxy, proxy_of
from kaggle_store._transport.request import Request, Response, Undecodable
from kaggle_store._transport.tls import authorities
from kaggle_store.settings import Settings

LARGE_BODY = 65_536
"""Bytes from which on a body is sent in parts, as which it does not hold up the event loop."""

LARGEST_HEADER = 102_400
"""Bytes of one line or header of a response, as many as httpcore reads of all headers together;
gateways repeat URLs and policies in theirs."""


class AiohttpClient:
    """One session for the whole life of a store."""

    def __init__(self, settings: Settings) -> None:
        proxy = proxy_of(settings)
        is_tunnel = settings.url.startswith("https:")
        self._settings = settings
        self._proxy = proxy.url if proxy else None
        # In headers, as errors of aiohttp quote the URL of the proxy.
        self._to_proxy = _authorization(proxy) if is_tunnel else {}
        self._besides = {} if is_tunnel else _authorization(proxy)
        self._tls = authorities(settings, proxy) or True
        self._session: aiohttp.ClientSession | None = None
        self.is_closed = False

    async def send(self, request: Request) -> Response:
        """Send a request once, over a connection that is known to be open."""
        # Twice round the loop, and it has read which of the idle connections were closed meanwhile.
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        if self.is_closed:
            # It would open another session, which nothing closes.
            raise httpcore.ConnectError("closed before anything was sent")
        try:
            async with self._opened().request(
                request.method,
                URL(request.url, encoded=True),
                headers={**request.headers, **self._besides},
                data=_body(request.content),
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(
                    sock_connect=request.connect_timeout, sock_read=request.left
                ),
                proxy=self._proxy,
                proxy_headers=self._to_proxy,
            ) as answer:
                content = await answer.read()
        except aiohttp.ClientError as error:
            raise _named(error) from error
        # What is not UTF-8 in a reason comes as surrogates, which cannot be printed.
        reason = (answer.reason or "").encode(errors="surrogateescape").decode(errors="replace")
        return Response(answer.status, answer.headers, content, reason, request.url)

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


def _authorization(proxy: Proxy | None) -> dict[str, str]:
    if proxy is None or proxy.auth is None:
        return {}
    return {"proxy-authorization": f"Basic {b64encode(b':'.join(proxy.auth)).decode()}"}


def _body(content: bytes | None) -> Any:
    return content if content is None or len(content) < LARGE_BODY else io.BytesIO(content)


_KINDS: list[tuple[type[Exception], type[Exception]]] = [
    (aiohttp.ConnectionTimeoutError, httpcore.ConnectTimeout),
    (aiohttp.ServerTimeoutError, httpcore.ReadTimeout),
    (aiohttp.ClientProxyConnectionError, httpcore.ProxyError),
    (aiohttp.ClientHttpProxyError, httpcore.ProxyError),
    (aiohttp.ClientConnectorError, httpcore.ConnectError),
    (aiohttp.InvalidURL, httpcore.UnsupportedProtocol),
    (aiohttp.ServerDisconnectedError, httpcore.RemoteProtocolError),
    (aiohttp.ClientPayloadError, httpcore.RemoteProtocolError),
    (aiohttp.ClientResponseError, httpcore.RemoteProtocolError),
    (aiohttp.ClientError, httpcore.ReadError),
]
"""The first that fits."""


def _named(error: aiohttp.ClientError) -> Exception:
    said = str(error) or type(error).__name__
    if isinstance(error.__cause__, ContentEncodingError):
        return Undecodable(said)
    return next(named for kind, named in _KINDS if isinstance(error, kind))(said)
