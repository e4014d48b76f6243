"""Making the HTTP clients of a store."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from kaggle_store._transport import httpcore_client
from kaggle_store._transport.proxies import proxy_of
from kaggle_store._transport.request import Request, Response
from kaggle_store.errors import SettingsError
from kaggle_store.settings import Settings

_opening = threading.RLock()
if hasattr(os, "register_at_fork"):
    # OpenSSL holds locks while it reads certificates: a child that was forked meanwhile would wait
    # for them forever when it opens a connection of its own.
    os.register_at_fork(
        before=_opening.acquire, after_in_parent=_opening.release, after_in_child=_opening.release
    )


class AsyncHttp(Protocol):
    """An async HTTP client."""

    @property
    def is_closed(self) -> bool:
        """Whether it can be used no more."""
        ...

    async def send(self, request: Request) -> Response:
        """Send a request and read its whole response, or raise an error of httpcore."""
        ...

    async def aclose(self) -> None:
        """Close its connections."""
        ...


@contextmanager
def opening() -> Iterator[None]:
    """Keep the process from forking while an HTTP client is made.

    Raises `SettingsError` when certificates that the environment names cannot be used.
    """
    try:
        with _opening:
            yield
    except OSError as error:
        raise SettingsError(
            "the certificates that the environment names (SSL_CERT_FILE, SSL_CERT_DIR) cannot be "
            f"used: {error}"
        ) from error


def async_http(settings: Settings) -> AsyncHttp:
    """Make the async client, over aiohttp where the extra `kaggle_store[async]` is installed."""
    try:
        from kaggle_store._transport.aiohttp_client import AiohttpClient
    except ImportError:
        return httpcore_client.AsyncHttp(settings)
    # aiohttp speaks to HTTP proxies only.
    proxy = proxy_of(settings)
    return (
        httpcore_client.AsyncHttp(settings) if proxy and proxy.is_socks else AiohttpClient(settings)
    )
