"""Requests to a provider's REST API: bounded in time and size, repeated where that is safe."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from kaggle_store.errors import InvalidProvider, KaggleStoreError, ProviderError

TIMEOUT = 10.0
"""Seconds to connect, and between two parts of a response."""
DEADLINE = 30.0
"""Seconds for a call with its repeats."""
LARGEST_RESPONSE = 20_000_000
"""Bytes."""
LONGEST_WAIT = 10.0
"""Seconds; a longer Retry-After is left to the next attempt of the caller."""
_BUSY = frozenset({429, 502, 503, 504})
_PAUSE = 0.5
_KEY = re.compile(r"[!-~]+")
"""What a header can carry; httpx quotes anything else in its error, where no scrubbing finds it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A status and a JSON value; None where the body is empty or no JSON."""

    status: int
    body: Any


@dataclass(frozen=True, slots=True)
class Rest:
    """A provider's REST API. `secret` is left out of every error."""

    name: str
    root: str
    headers: Mapping[str, str] = field(repr=False)
    secret: str = field(repr=False)
    deadline: float = DEADLINE
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.secret):
            raise InvalidProvider(
                f"{self.name}.api_key: it is empty, or has spaces, line breaks or letters "
                "outside ASCII"
            )

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: object = None,
        accepted: frozenset[int] = frozenset(),
    ) -> Reply:
        """Send a request until it is answered, for `deadline` seconds; it must be repeatable.

        A status of 400 and above raises `ProviderError`, except `accepted` ones.
        """
        until = time.monotonic() + self.deadline
        while True:
            reply, wait = self._send(method, path, query, body, until)
            if wait is not None and time.monotonic() + wait < until:
                self.sleep(wait)
                continue
            return self._checked(method, path, reply, accepted)

    def _send(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None,
        body: object,
        until: float,
    ) -> tuple[Reply | ProviderError, float | None]:
        """Send once; return the reply or the error, and seconds to wait before the next try."""
        httpx = _httpx()
        try:
            request = _client().stream(
                method, self.root + path, params=query, json=body, headers=self.headers
            )
            with request as response:
                text = self._read(response, until)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return self.error(f"{type(error).__name__}: {error}"), _PAUSE
        except ProviderError as error:
            return error, None
        reply = Reply(response.status_code, _json(text))
        if reply.status in _BUSY:
            return reply, _retry_after(response.headers.get("Retry-After"))
        return reply, None

    def _read(self, response: Any, until: float) -> bytes:
        parts, size = [], 0
        for part in response.iter_bytes():
            size += len(part)
            if size > LARGEST_RESPONSE or time.monotonic() > until:
                raise self.error("the response is too long, or too slow")
            parts.append(part)
        return b"".join(parts)

    def _checked(
        self, method: str, path: str, reply: Reply | ProviderError, accepted: frozenset[int]
    ) -> Reply:
        if isinstance(reply, ProviderError):
            raise reply
        if reply.status < 300 or reply.status in accepted:
            return reply
        text = f"{method} {path}: HTTP {reply.status}{_reason(reply.body)}"
        raise self.error(text, is_refused=reply.status in (401, 403))

    def error(self, text: str, *, is_refused: bool = False) -> ProviderError:
        """Return an error without the secret."""
        scrubbed = text.replace(self.secret, "***") if self.secret else text
        return ProviderError(f"{self.name}: {scrubbed}"[:900], is_refused=is_refused)


def _httpx() -> Any:
    try:
        return import_module("httpx")
    except ImportError as error:
        raise KaggleStoreError(
            "stopping machines needs httpx: pip install 'kaggle_store[gpu]'"
        ) from error


@cache
def _client() -> Any:
    """Return the client of all providers: loading the certificates takes a while."""
    return _httpx().Client(timeout=TIMEOUT, follow_redirects=False)


def _json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _reason(body: Any) -> str:
    """Return the message of an error, in the words that providers have for it."""
    if isinstance(body, dict):
        for key in ("msg", "detail", "title", "error", "message"):
            if isinstance(body.get(key), str):
                return f" ({body[key]})"
    return ""


def _retry_after(value: str | None) -> float | None:
    try:
        wait = float(value) if value else _PAUSE
    except ValueError:
        return _PAUSE
    return wait if 0 <= wait <= LONGEST_WAIT else None
