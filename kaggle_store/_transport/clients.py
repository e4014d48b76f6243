"""The HTTP clients of a store: how they are made, and what the environment has to say in it."""

from __future__ import annotations

import os
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

import httpx

from kaggle_store._transport.request import Reply, Request, timeouts
from kaggle_store.errors import SettingsError
from kaggle_store.settings import Settings

KEEPALIVE = 30.0
"""Seconds that an unused connection is kept; gateways hang up after 60 and more."""

_opening = threading.RLock()
if hasattr(os, "register_at_fork"):
    # OpenSSL holds locks while it reads certificates: a child that was forked meanwhile would wait
    # for them forever when it opens a connection of its own.
    os.register_at_fork(
        before=_opening.acquire, after_in_parent=_opening.release, after_in_child=_opening.release
    )


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
        "timeout": timeouts(settings, settings.timeout),
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
def opening() -> Iterator[None]:
    """Make an HTTP client meanwhile, or say what of the environment keeps it from being made.

    Nobody forks while it is made.
    """
    try:
        with _opening:
            yield
    except (ValueError, httpx.InvalidURL, OSError) as error:
        raise SettingsError(
            "the proxies or certificates that the environment names (HTTPS_PROXY, NO_PROXY, "
            f"SSL_CERT_FILE …) cannot be used: {error}"
        ) from error


def async_http(settings: Settings) -> AsyncHttp:
    """Make the awaited client, over aiohttp where the extra `kaggle_store[async]` is installed."""
    try:
        from kaggle_store._transport.aiohttp_client import Http, proxy_of
    except ImportError:
        return _Httpx(settings)
    # aiohttp speaks to HTTP proxies only.
    proxy = proxy_of(settings)
    return _Httpx(settings) if proxy and "socks" in proxy.url.scheme else Http(settings)
