"""A limit on the requests per second of one Kaggle account, shared by the whole process."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable

BURST = 20.0
"""Requests that may follow each other at once, after a quiet time."""


class RateLimit:
    """A token bucket: `burst` requests at once, then `per_second`."""

    def __init__(
        self,
        per_second: float,
        burst: float = BURST,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._per_second = per_second
        self._burst = burst
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._left = burst
        self._counted_at = monotonic()

    def reserve(self) -> float:
        """Reserve the next request, and return the seconds to wait before it is sent."""
        with self._lock:
            now = self._monotonic()
            earned = (now - self._counted_at) * self._per_second
            self._left = min(self._burst, self._left + max(earned, 0.0)) - 1.0
            self._counted_at = now
            return max(-self._left / self._per_second, 0.0)


_limits: dict[tuple[str, float], RateLimit] = {}
_lock = threading.Lock()


def shared_limit(account: str, per_second: float) -> RateLimit:
    """Return the process's limit for an account; the credentials are kept as a digest only."""
    name = hashlib.sha256(account.encode()).hexdigest()
    with _lock:
        return _limits.setdefault((name, per_second), RateLimit(per_second))
