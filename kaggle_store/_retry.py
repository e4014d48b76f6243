"""When a request that failed is sent again, and after how long."""

from __future__ import annotations

import random
import time

import httpx

from kaggle_store._operation import Repeat
from kaggle_store.errors import (
    ApiError,
    KaggleStoreError,
    QueryTimedOut,
    TransportError,
    Unavailable,
)

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 5.0
PASSING = {429, 502, 503, 504}
"""Statuses of what is overloaded, restarting, or out of reach behind a proxy."""

HOPELESS = (
    httpx.InvalidURL,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.TooManyRedirects,
)
"""What never gets better by itself."""


class Retries:
    """The tries of one request; the deadline counts from its first failure."""

    def __init__(self, repeat: Repeat, seconds: float) -> None:
        self._seconds = seconds if repeat == "safe" else 0.0
        self._until: float | None = None
        self._failures = 0

    def pause_after(self, error: KaggleStoreError) -> float | None:
        """Return how long to wait before the next try, or None to give up with this error."""
        if not (self._seconds and _may_pass(error)):
            return None
        now = time.monotonic()
        self._until = self._until or now + self._seconds
        pause = max(self._jittered(), getattr(error, "retry_after", None) or 0.0)
        return pause if now + pause <= self._until else None

    def _jittered(self) -> float:
        # Anything from nothing to the longest: many clients do not come back at once.
        longest = min(FIRST_PAUSE * 2 ** min(self._failures, 10), LONGEST_PAUSE)
        self._failures += 1
        return random.uniform(0, longest)  # noqa: S311 - no secret


def _may_pass(error: KaggleStoreError) -> bool:
    if isinstance(error, TransportError):
        return not isinstance(error.__cause__, HOPELESS)
    if isinstance(error, QueryTimedOut):
        return False
    return isinstance(error, Unavailable) or (
        isinstance(error, ApiError) and error.status in PASSING
    )
