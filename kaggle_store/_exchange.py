"""One request on its way: what it consists of, and how long its answer may take altogether."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx

from kaggle_store._operation import Op
from kaggle_store.settings import Settings

UNTIL = "kaggle_store.until"
"""Where a request notes the moment at which its answer must be complete."""


KEEPALIVE = 30.0
"""Seconds that an unused connection is kept; gateways hang up after 60 and more."""


def headers_of(http: httpx.Client | httpx.AsyncClient, settings: Settings) -> dict[str, str]:
    """Return what every request says: who asks, and what the HTTP client can do."""
    headers = httpx.Headers(http.headers)
    headers.update(settings.headers)
    return dict(headers)


def client_options(settings: Settings) -> dict[str, Any]:
    """Return how both HTTP clients are made."""
    most = settings.connections
    return {
        "timeout": _parts(settings, settings.timeout),
        "limits": httpx.Limits(
            max_connections=most, max_keepalive_connections=most, keepalive_expiry=KEEPALIVE
        ),
        # A proxy meant for the internet does not reach a stack on this machine.
        "trust_env": not settings.is_loopback,
    }


def async_client(settings: Settings) -> httpx.AsyncClient:
    """Make the awaited client, over aiohttp where the extra `kaggle_store[async]` is installed."""
    try:
        from kaggle_store._aiohttp import Client
    except ImportError:
        return httpx.AsyncClient(**client_options(settings))
    return Client(**client_options(settings))


def request_of(op: Op[Any], postgrest: Any, settings: Settings, seconds: float) -> httpx.Request:
    """Build a request that may take so many seconds."""
    config = op.build(postgrest).request
    headers = {**config.headers, **op.headers} if op.headers else config.headers
    # Not by the client's `build_request`, which puts together again what is complete.
    return httpx.Request(
        config.http_method,
        f"{config.path}?{config.params}" if config.params else str(config.path),
        headers=headers,
        content=op.body,
        extensions={
            "timeout": _parts(settings, seconds).as_dict(),
            UNTIL: time.monotonic() + seconds,
        },
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
