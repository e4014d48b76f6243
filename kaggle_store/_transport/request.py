"""One request and its response, independent of the HTTP library that carries them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import httpcore
from postgrest import SyncPostgrestClient

from kaggle_store._requests.max_rows import MaxRows
from kaggle_store._requests.operation import Op, Postgrest, Reusable
from kaggle_store.settings import Settings

HEADERS = {"Accept-Encoding": "gzip, deflate", "User-Agent": "kaggle_store"}
"""Headers of every request besides those of the settings."""


IN_UTC = "timezone=UTC"
"""A preference for times in UTC. In the time zone of the database a time may lie in the year 10000
or have an offset with seconds (before 1940 in many zones), which Python does not read."""

LARGEST_HEADERS = 98_304
"""Maximum bytes of a response's headers together. Gateways send long headers
with URLs and policies; httpcore reads no more than 102,400 bytes."""


class Undecodable(Exception):  # noqa: N818 - the name describes the error
    """A response's content does not match its Content-Encoding, or its headers are too large."""


def check_headers(headers: Iterable[tuple[bytes, bytes]]) -> None:
    """Raise `Undecodable` if a response's headers are too large, with every client alike."""
    # With ": " and a line end each, as they are sent.
    if sum(len(name) + len(value) + 4 for name, value in headers) > LARGEST_HEADERS:
        raise headers_too_large()


def headers_too_large() -> Undecodable:
    """Return the error for headers that are too large."""
    return Undecodable(f"its headers are larger than {LARGEST_HEADERS // 1024} KiB")


TRANSPORT_ERRORS: tuple[type[Exception], ...] = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    OSError,
    UnicodeError,  # from looking up an invalid host name, such as `a..b`
)
"""Errors of every HTTP client when no response arrives, besides `httpcore.TimeoutException`."""


@cache
def sent_name(name: str) -> str:
    """Return a header's name as most clients write it: simple proxies compare it exactly."""
    return name.title()


@dataclass(slots=True)
class Request:
    """A request for any of the HTTP clients."""

    method: str
    url: str
    headers: dict[str, str]
    """By lower-case names."""
    content: bytes | None
    connect_timeout: float
    """Seconds for opening a connection."""
    pool_timeout: float
    """Seconds for waiting for a free connection."""
    until: float
    """Deadline of the whole exchange, by the monotonic clock."""

    @property
    def left(self) -> float:
        """Seconds until the deadline, 0 after it."""
        return max(self.until - time.monotonic(), 0.0)


class Response(NamedTuple):
    """A complete response."""

    status_code: int
    headers: Mapping[str, str]
    """Looked up by lower-case names."""
    content: bytes
    """The decoded content."""
    reason: str = ""
    url: str = ""
    max_rows: MaxRows | None = None
    """The server's Max rows, as the client last measured it."""


class _Built(NamedTuple):
    """What postgrest-py's builders decide of a request."""

    method: str
    url: str
    headers: dict[str, str]


class RequestBuilder:
    """Builds the requests of one client with postgrest-py's builders."""

    def __init__(self, settings: Settings) -> None:
        # A dummy HTTP client: postgrest-py only builds requests here, and would create a real one.
        postgrest = SyncPostgrestClient(settings.rest_url, http_client=object())  # type: ignore[arg-type]
        given = {**postgrest.headers, **HEADERS, **settings.headers}
        self._headers = {name.lower(): value for name, value in given.items()}
        # Its builders would copy and convert the same headers for every request.
        postgrest.headers.clear()
        self._postgrest = postgrest
        self._requests: dict[Reusable, _Built] = {}
        """By table that is read by key, and by function with the names of its arguments."""

    def build(self, op: Op[Any], settings: Settings, seconds: float) -> Request:
        """Build a request with a deadline in `seconds`, and with the token of `settings`."""
        built = self._kept(op.build) if isinstance(op.build, Reusable) else None
        method, url, given = built or self._built(op.build)
        headers = given.copy()
        headers["authorization"] = f"Bearer {settings.token}"
        headers.update(op.headers)
        return Request(
            method,
            url,
            headers,
            op.body,
            min(settings.connect_timeout, seconds),
            min(settings.pool_timeout, seconds),
            time.monotonic() + seconds,
        )

    def _built(self, build: Callable[[Postgrest], Any]) -> _Built:
        config = build(self._postgrest).request
        headers = self._headers.copy()
        for name, value in config.headers.raw:
            headers[name.decode().lower()] = value.decode()
        preferred = headers.get("prefer")
        headers["prefer"] = f"{preferred},{IN_UTC}" if preferred else IN_UTC
        url = f"{config.path}?{config.params}" if config.params else str(config.path)
        return _Built(config.http_method, url, headers)

    def _kept(self, build: Reusable) -> _Built | None:
        if (query := build.query) is None:
            return None
        fixed = build.fixed
        kept = self._requests.get(fixed)
        if kept is None:
            kept = self._requests[fixed] = self._built(fixed)
        return kept._replace(url=f"{kept.url}&{query}") if query else kept
