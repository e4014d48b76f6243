"""One request on its way: what it consists of, and how long its answer may take altogether."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx

from kaggle_store._operation import Op
from kaggle_store.settings import CONNECT_TIMEOUT, Settings

UNTIL = "kaggle_store.until"
"""Where a request notes the moment at which its answer must be complete."""


def client_options(settings: Settings) -> dict[str, Any]:
    """Return how both HTTP clients are made."""
    return {
        "timeout": _parts(settings.timeout),
        # A proxy meant for the internet does not reach a stack on this machine.
        "trust_env": not settings.is_loopback,
    }


def request_of(op: Op[Any], postgrest: Any, seconds: float) -> httpx.Request:
    """Build a request that may take so many seconds."""
    config = op.build(postgrest).request
    request: httpx.Request = config.session.build_request(
        config.http_method,
        str(config.path),
        params=config.params,
        headers={**config.headers, **op.headers},
        content=op.body,
        timeout=_parts(seconds),
        extensions={UNTIL: time.monotonic() + seconds},
    )
    return request


def keep_deadline(response: httpx.Response) -> None:
    """Refuse, as an event hook, to read an answer beyond its time, however it drips."""
    until = response.request.extensions.get(UNTIL)
    if until is not None and isinstance(response.stream, httpx.SyncByteStream):
        response.stream = _Timely(response.stream, until)


def _parts(seconds: float) -> httpx.Timeout:
    return httpx.Timeout(seconds, connect=min(CONNECT_TIMEOUT, seconds))


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
