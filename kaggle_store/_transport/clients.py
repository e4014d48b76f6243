"""Create the async HTTP client, and keep the process from forking meanwhile."""

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

_fork_lock = threading.RLock()
if hasattr(os, "register_at_fork"):
    # OpenSSL holds locks while it reads certificates: a child forked meanwhile would deadlock when
    # it opens a connection.
    os.register_at_fork(
        before=_fork_lock.acquire,
        after_in_parent=_fork_lock.release,
        after_in_child=_fork_lock.release,
    )


class AsyncHttpClient(Protocol):
    """An async HTTP client."""

    @property
    def is_closed(self) -> bool:
        """True once it can no longer be used."""
        ...

    async def send(self, request: Request) -> Response:
        """Send a request and read its whole response, or raise an httpcore error."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...


@contextmanager
def fork_blocked() -> Iterator[None]:
    """Keep the process from forking while an HTTP client is created.

    Raises `SettingsError` if the certificates that the environment names cannot be used.
    """
    try:
        with _fork_lock:
            yield
    except OSError as error:
        raise SettingsError(
            "the certificates that the environment names (SSL_CERT_FILE, SSL_CERT_DIR) cannot be "
            f"used: {error}"
        ) from error


def create_async_client(settings: Settings) -> AsyncHttpClient:
    """Create the async client, with aiohttp if the extra `kaggle_store[async]` is installed."""
    try:
        from kaggle_store._transport.aiohttp_client import AiohttpClient
    except ImportError:
        return httpcore_client.AsyncHttpcoreClient(settings)
    # aiohttp supports HTTP proxies only.
    proxy = proxy_of(settings)
    if proxy and proxy.is_socks:
        return httpcore_client.AsyncHttpcoreClient(settings)
    return AiohttpClient(settings)
