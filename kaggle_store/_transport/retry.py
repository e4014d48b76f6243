"""When a request that failed is sent again, and after how long."""

from __future__ import annotations

import math
import random
import time
from typing import Any

import httpcore

from kaggle_store._requests.operation import Op
from kaggle_store.errors import (
    ApiError,
    KaggleStoreError,
    QueryTimedOut,
    TimedOut,
    TransportError,
    Unavailable,
)
from kaggle_store.settings import Settings

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 5.0
SHORTEST_TRY = 0.01
"""Seconds that a try gets at least; with less left there is none."""

PASSING = {429, 502, 503, 504}
"""Statuses of what is overloaded, restarting, or out of reach behind a proxy."""

UNDER_WAY = {504, 524}
"""Statuses of a proxy that no longer waits for a request that the server still carries out."""

HOPELESS = (
    httpcore.UnsupportedProtocol,
    httpcore.LocalProtocolError,
    UnicodeError,
)
"""What never gets better by itself."""


class Retries:
    """The tries of one request; the time to retry counts from its first failure."""

    def __init__(self, op: Op[Any], settings: Settings) -> None:
        self._repeat = op.repeat
        self._timeout = settings.timeout
        self._retry_for = 0.0 if op.repeat == "never" else settings.retry_for
        self._end = math.inf if op.within is None else time.monotonic() + op.within
        self._until: float | None = None
        self._failures = 0

    @property
    def timeout(self) -> float:
        """How many seconds the next try may take."""
        return max(min(self._timeout, self._end - time.monotonic()), SHORTEST_TRY)

    def pause_after(self, error: KaggleStoreError) -> float | None:
        """Return how long to wait before the next try, or None to give up with this error."""
        if not (self._retry_for and self._is_for(error)):
            return None
        now = time.monotonic()
        if self._until is None:
            self._until = min(now + self._retry_for, self._end)
        left = self._until - now
        asked = getattr(error, "retry_after", None) or 0.0
        if left < SHORTEST_TRY or asked > left:
            return None
        return max(min(self._jittered(), left), asked)

    def _is_for(self, error: KaggleStoreError) -> bool:
        return may_pass(error) and not (self._repeat == "prompt" and _may_be_under_way(error))

    def _jittered(self) -> float:
        # Anything from nothing to the longest: many clients do not come back at once.
        longest = min(FIRST_PAUSE * 2 ** min(self._failures, 10), LONGEST_PAUSE)
        self._failures += 1
        return random.uniform(0, longest)  # noqa: S311 - no secret


def may_pass(error: BaseException) -> bool:
    """Say whether the same request may succeed later, as nothing is wrong with it."""
    if isinstance(error, TransportError):
        return not isinstance(error.__cause__, HOPELESS)
    if isinstance(error, QueryTimedOut):
        return False
    return isinstance(error, Unavailable) or (
        isinstance(error, ApiError) and error.status in PASSING
    )


def _may_be_under_way(error: KaggleStoreError) -> bool:
    if isinstance(error, TimedOut):
        # Without a connection nothing was sent.
        return not isinstance(error.__cause__, httpcore.ConnectTimeout | httpcore.PoolTimeout)
    return isinstance(error, ApiError) and error.status in UNDER_WAY
