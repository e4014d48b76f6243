"""Decide whether a failed request is sent again, and after which pause."""

from __future__ import annotations

import math
import random
import time
from typing import Any

import httpcore

from kaggle_store._requests.operation import Op
from kaggle_store._transport.access_token import REFUSED_TOKEN
from kaggle_store.errors import (
    UNDONE,
    ApiError,
    AuthenticationFailed,
    KaggleStoreError,
    TimedOut,
    TransportError,
    Unavailable,
    is_database_code,
)
from kaggle_store.settings import Settings

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 5.0
MIN_ATTEMPT_SECONDS = 0.01
"""Minimum seconds for an attempt; with less time left there is none."""

MIN_RETRIES = 20
"""Retries that are always allowed, and one more for each second of `retry_for`: more than pauses
leave time for, unless a test stops the clock."""

STILL_RUNNING_STATUSES = {504, 524}
"""Statuses of a proxy that gave up waiting while the server may still run the request."""

PERMANENT_ERRORS = (
    httpcore.UnsupportedProtocol,
    httpcore.LocalProtocolError,
    UnicodeError,
)
"""Errors that a retry cannot fix."""


class Retries:
    """The attempts of one request; the time to retry counts from its first failure."""

    def __init__(self, op: Op[Any], settings: Settings) -> None:
        self._repeat = op.repeat
        self._timeout = settings.timeout
        self._retry_for = settings.retry_for
        self._end = math.inf if op.within is None else time.monotonic() + op.within
        self._can_renew_token = callable(settings.access_token)
        self._until: float | None = None
        self._failures = 0
        self._left = 0.0

    @property
    def timeout(self) -> float:
        """Seconds that the next attempt may take."""
        return max(min(self._timeout, self._end - time.monotonic()), MIN_ATTEMPT_SECONDS)

    def pause_after(self, error: KaggleStoreError) -> float | None:
        """Return the seconds to wait before the next attempt, or None to give up."""
        if self._renews_token(error):
            return 0.0
        if not (self._retry_for and self._is_retryable(error)):
            return None
        left = self._time_left()
        retry_after = getattr(error, "retry_after", None) or 0.0
        if left < MIN_ATTEMPT_SECONDS or retry_after > left:
            return None
        pause = max(min(self._next_pause(), left), retry_after)
        self._left -= pause
        return pause

    @property
    def seconds(self) -> float:
        """Seconds that remain for further attempts after the last pause."""
        return self._left

    def _renews_token(self, error: KaggleStoreError) -> bool:
        """Return True once: the function that returns the token may have a newer one by now."""
        renews = self._can_renew_token and isinstance(error, REFUSED_TOKEN)
        if renews and not is_transient(error):
            self._can_renew_token = False
            return True
        return False

    def _time_left(self) -> float:
        """Return the seconds left by the clock and by the pauses, as tests may stop the clock."""
        now = time.monotonic()
        if self._until is None:
            self._until = min(now + self._retry_for, self._end)
            self._left = self._until - now
        if self._failures >= MIN_RETRIES + self._retry_for:
            return 0.0
        return min(self._until - now, self._left)

    def _is_retryable(self, error: KaggleStoreError) -> bool:
        if isinstance(error, AuthenticationFailed):
            return error.is_early  # with every kind of call: nothing was carried out
        if self._repeat == "never":
            return _was_undone(error)
        if not is_transient(error):
            return False
        return self._repeat == "safe" or not _may_still_run(error)

    def _next_pause(self) -> float:
        # Full jitter, so that many clients do not retry at the same time.
        longest = min(FIRST_PAUSE * 2 ** min(self._failures, 10), LONGEST_PAUSE)
        self._failures += 1
        return random.uniform(0, longest)  # noqa: S311 - not a secret


def is_transient(error: BaseException) -> bool:
    """Return True if the same request may succeed later."""
    if isinstance(error, TransportError):
        return not isinstance(error.__cause__, PERMANENT_ERRORS)
    if isinstance(error, AuthenticationFailed):
        return error.is_early
    return isinstance(error, Unavailable)


def _was_undone(error: KaggleStoreError) -> bool:
    return isinstance(error, ApiError) and error.code in UNDONE


def _may_still_run(error: KaggleStoreError) -> bool:
    if isinstance(error, TimedOut):
        # If no connection was made, nothing was sent.
        return not isinstance(error.__cause__, httpcore.ConnectTimeout | httpcore.PoolTimeout)
    if not isinstance(error, ApiError) or is_database_code(error.code):
        return False
    return error.status in STILL_RUNNING_STATUSES
