"""One request on its way: what it consists of, and how long its answer may take altogether."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import httpx

from kaggle_store._operation import Op
from kaggle_store.errors import SettingsError
from kaggle_store.settings import Settings

UNTIL = "kaggle_store.until"
"""Where a request of httpx notes the moment at which its answer must be complete."""

KEEPALIVE = 30.0
"""Seconds that an unused connection is kept; gateways hang up after 60 and more."""


@dataclass(slots=True)
class Request:
    """What is sent, whichever library sends it."""

    method: str
    url: str
    headers: dict[str, str]
    """By names in small letters."""
    content: bytes | None
    timeout: httpx.Timeout
    until: float
    """When its answer must be complete, by the monotonic clock."""

    def as_httpx(self) -> httpx.Request:
        """Make a request of httpx."""
        # Not by the client's `build_request`, which puts together again what is complete.
        return httpx.Request(
            self.method,
            self.url,
            headers=self.headers,
            content=self.content,
            extensions={"timeout": self.timeout.as_dict(), UNTIL: self.until},
        )


class Reply(NamedTuple):
    """An answer that says that all went well; any other is an `httpx.Response`."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes


class AsyncHttp(Protocol):
    """An awaited HTTP client."""

    @property
    def headers(self) -> Mapping[str, str]:
        """What each request says besides."""
        ...

    @property
    def is_closed(self) -> bool:
        """Whether it can be used no more."""
        ...

    async def send(self, request: Request) -> Reply | httpx.Response:
        """Send a request and bring the whole answer, or raise an error of httpx."""
        ...

    async def aclose(self) -> None:
        """Close its connections."""
        ...


class _Httpx:
    """The awaited client that needs no extra."""

    def __init__(self, settings: Settings) -> None:
        self._client = httpx.AsyncClient(**client_options(settings))

    @property
    def headers(self) -> Mapping[str, str]:
        return self._client.headers

    @property
    def is_closed(self) -> bool:
        return self._client.is_closed

    async def send(self, request: Request) -> httpx.Response:
        return await self._client.send(request.as_httpx())

    async def aclose(self) -> None:
        await self._client.aclose()


def headers_of(http: httpx.Client | AsyncHttp, settings: Settings) -> dict[str, str]:
    """Return what every request says: who asks, and what the HTTP client can do."""
    headers = httpx.Headers(dict(http.headers))
    headers.update(settings.headers)
    return dict(headers)


def client_options(settings: Settings) -> dict[str, Any]:
    """Return how both clients of httpx are made."""
    most = settings.connections
    return {
        "timeout": _parts(settings, settings.timeout),
        "limits": httpx.Limits(
            max_connections=most, max_keepalive_connections=most, keepalive_expiry=KEEPALIVE
        ),
        # A proxy meant for the internet does not reach a stack on this machine.
        "trust_env": not settings.is_loopback,
        "verify": authorities(settings),
    }


def authorities(settings: Settings, proxy: httpx.Proxy | None = None) -> ssl.SSLContext | bool:
    """Return who may vouch for the project, by `SSL_CERT_FILE` too where it is on this machine.

    Only where TLS is spoken, as making them ready takes as long as twenty reads.
    """
    is_safe = settings.url.startswith("https:") or (proxy and proxy.url.scheme == "https")
    return httpx.create_ssl_context() if is_safe else True


@contextmanager
def environment() -> Iterator[None]:
    """Say what is at fault when no HTTP client can be made with what the environment names."""
    try:
        yield
    except (ValueError, httpx.InvalidURL, OSError) as error:
        raise SettingsError(
            "the proxies or certificates that the environment names (HTTPS_PROXY, NO_PROXY, "
            f"SSL_CERT_FILE …) cannot be used: {error}"
        ) from error


def async_http(settings: Settings) -> AsyncHttp:
    """Make the awaited client, over aiohttp where the extra `kaggle_store[async]` is installed."""
    try:
        from kaggle_store._aiohttp import Http, proxy_of
    except ImportError:
        return _Httpx(settings)
    # aiohttp speaks to HTTP proxies only.
    proxy = proxy_of(settings)
    return _Httpx(settings) if proxy and "socks" in proxy.url.scheme else Http(settings)


def request_of(op: Op[Any], postgrest: Any, settings: Settings, seconds: float) -> Request:
    """Build a request that may take so many seconds."""
    config = op.build(postgrest).request
    headers = {name.decode().lower(): value.decode() for name, value in config.headers.raw}
    return Request(
        config.http_method,
        f"{config.path}?{config.params}" if config.params else str(config.path),
        {**headers, **op.headers} if op.headers else headers,
        op.body,
        _parts(settings, seconds),
        time.monotonic() + seconds,
    )


def keep_deadline(response: httpx.Response) -> None:
    """Refuse, as an event hook, to read an answer beyond its time, however it drips."""
    until = response.request.extensions.get(UNTIL)
    if until is not None and isinstance(response.stream, httpx.SyncByteStream):
        response.stream = _Timely(response.stream, until)


def _parts(settings: Settings, seconds: float) -> httpx.Timeout:
    return httpx.Timeout(
        seconds,
        connect=min(settings.connect_timeout, seconds),
        pool=min(settings.pool_timeout, seconds),
    )


class _Timely(httpx.SyncByteStream):
    """An answer's body, as long as it comes in time."""

    def __init__(self, stream: httpx.SyncByteStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def __iter__(self) -> Iterator[bytes]:
        for part in self._stream:
            if time.monotonic() > self._until:
                raise httpx.ReadTimeout("the answer was still coming in")
            yield part

    def close(self) -> None:
        self._stream.close()
