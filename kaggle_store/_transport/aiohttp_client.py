"""The async HTTP client over aiohttp, which handles concurrent calls with less work for each.

It raises httpcore's errors, like the other HTTP clients.
"""

from __future__ import annotations

import asyncio
import io
from base64 import b64encode
from typing import Any

import aiohttp
import httpcore
from aiohttp.http_exceptions import ContentEncodingError, HttpProcessingError, LineTooLong
from yarl import URL

from kaggle_store._transport.httpcore_client import KEEPALIVE
from kaggle_store._transport.proxies import Proxy, proxy_of
from kaggle_store._transport.request import (
    LARGEST_HEADERS,
    Request,
    Response,
    Undecodable,
    check_headers,
    headers_too_large,
    sent_name,
)
from kaggle_store._transport.tls import tls_context
from kaggle_store.settings import Settings

LARGE_BODY = 65_536
"""Minimum bytes of a body that is sent in parts, so that it does not block the event loop."""


class AiohttpClient:
    """Sends requests over one aiohttp session, kept for the client's whole life."""

    def __init__(self, settings: Settings) -> None:
        proxy = proxy_of(settings)
        is_tunnel = settings.url.startswith("https:")
        self._settings = settings
        self._proxy = proxy.url if proxy else None
        # In headers rather than in the URL, because aiohttp's errors quote the proxy's URL.
        self._proxy_headers = _authorization(proxy) if is_tunnel else {}
        self._extra_headers = {} if is_tunnel else _authorization(proxy)
        self._tls = tls_context(settings, proxy) or True
        self._session: aiohttp.ClientSession | None = None
        self.is_closed = False

    def _headers(self, request: Request) -> dict[str, str]:
        names = map(sent_name, request.headers)
        return dict(zip(names, request.headers.values(), strict=True)) | self._extra_headers

    async def send(self, request: Request) -> Response:
        """Send a request once, over a connection that is known to be open."""
        # After two loop iterations aiohttp has dropped idle connections that the server closed.
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        if self.is_closed:
            # Sending would open a session that nothing closes.
            raise httpcore.ConnectError("closed before anything was sent")
        try:
            async with self._get_session().request(
                request.method,
                URL(request.url, encoded=True),
                headers=self._headers(request),
                data=_body(request.content),
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(
                    sock_connect=request.connect_timeout, sock_read=request.left
                ),
                proxy=self._proxy,
                proxy_headers=self._proxy_headers,
            ) as response:
                check_headers(response.raw_headers)
                content = await response.read()
        except aiohttp.ClientError as error:
            raise _as_httpcore_error(error) from error
        # aiohttp decodes invalid UTF-8 in a reason into surrogates, which cannot be printed.
        reason = (response.reason or "").encode(errors="surrogateescape").decode(errors="replace")
        return Response(response.status, response.headers, content, reason, request.url)

    async def aclose(self) -> None:
        """Close the session for good."""
        self.is_closed = True
        if self._session is not None:
            await self._session.close()

    def _get_session(self) -> aiohttp.ClientSession:
        """Return the session, created on first use in the event loop that it belongs to."""
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._settings.connections, keepalive_timeout=KEEPALIVE, ssl=self._tls
            )
            self._session = aiohttp.ClientSession(
                connector=connector, max_line_size=LARGEST_HEADERS, max_field_size=LARGEST_HEADERS
            )
            # aiohttp would resend a DELETE over a new connection, though the first one may have
            # been carried out.
            self._session._retry_connection = False
            # Newer versions also limit the number of headers, which httpcore does not.
            if hasattr(self._session, "_max_headers"):
                self._session._max_headers = LARGEST_HEADERS
        return self._session


def _authorization(proxy: Proxy | None) -> dict[str, str]:
    if proxy is None or proxy.auth is None:
        return {}
    return {"proxy-authorization": f"Basic {b64encode(b':'.join(proxy.auth)).decode()}"}


def _body(content: bytes | None) -> Any:
    return content if content is None or len(content) < LARGE_BODY else io.BytesIO(content)


_HTTPCORE_ERRORS: list[tuple[type[Exception], type[Exception]]] = [
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
"""httpcore's error for each aiohttp error; the first match counts."""


def _as_httpcore_error(error: aiohttp.ClientError) -> Exception:
    message = str(error) or type(error).__name__
    cause = error.__cause__
    while isinstance(cause, HttpProcessingError):
        if isinstance(cause, ContentEncodingError):
            return Undecodable(message)
        if isinstance(cause, LineTooLong):
            return headers_too_large()
        cause = cause.__cause__
    return next(named for kind, named in _HTTPCORE_ERRORS if isinstance(error, kind))(message)
