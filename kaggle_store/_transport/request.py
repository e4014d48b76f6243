"""One request on its way: what it consists of, and how long its answer may take altogether."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import httpx

from kaggle_store._requests.operation import Op
from kaggle_store.settings import Settings

UNTIL = "kaggle_store.until"
"""Where a request of httpx notes the moment at which its answer must be complete."""


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


def request_of(op: Op[Any], postgrest: Any, settings: Settings, seconds: float) -> Request:
    """Build a request that may take so many seconds."""
    config = op.build(postgrest).request
    headers = {name.decode().lower(): value.decode() for name, value in config.headers.raw}
    return Request(
        config.http_method,
        f"{config.path}?{config.params}" if config.params else str(config.path),
        {**headers, **op.headers} if op.headers else headers,
        op.body,
        timeouts(settings, seconds),
        time.monotonic() + seconds,
    )


def keep_deadline(response: httpx.Response) -> None:
    """Refuse, as an event hook, to read an answer beyond its time, however it drips."""
    until = response.request.extensions.get(UNTIL)
    if until is not None and isinstance(response.stream, httpx.SyncByteStream):
        response.stream = _Timely(response.stream, until)


def timeouts(settings: Settings, seconds: float) -> httpx.Timeout:
    """Divide the seconds that a request may take among its parts."""
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
