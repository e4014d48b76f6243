"""What a client has done since it was created, as numbers; `store.counters`."""

from __future__ import annotations

import threading
import weakref
from collections import Counter
from collections.abc import Iterable
from typing import Protocol


class Spool(Protocol):
    """Metric points on disk that are not in the database yet."""

    @property
    def unsent(self) -> int:
        """Bytes that are not sent yet."""
        ...


_all_spools: weakref.WeakSet[Spool] = weakref.WeakSet()


def spools_of_process() -> Iterable[Spool]:
    """Return the spools of all recorders of this process."""
    return list(_all_spools)


class Counters:
    """Requests, retries and failures of a client, its leases' and recorders' requests included.

    The numbers only grow, except the spool's size; any thread may read them at any time.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests = 0
        self._retries = 0
        self._failures: Counter[str] = Counter()
        self._spools: weakref.WeakSet[Spool] = weakref.WeakSet()

    @property
    def requests(self) -> int:
        """Requests that have ended; a request that was retried counts once."""
        return self._requests

    @property
    def retries(self) -> int:
        """How often a request was sent again."""
        return self._retries

    @property
    def failures(self) -> dict[str, int]:
        """Requests that ended in an error, by the error's class name."""
        with self._lock:
            return dict(self._failures)

    @property
    def spool_bytes(self) -> int:
        """Bytes of metric points that this client's recorders have not sent yet."""
        return sum(spool.unsent for spool in list(self._spools))

    def __repr__(self) -> str:
        return (
            f"Counters(requests={self.requests}, retries={self.retries},"
            f" failures={self.failures}, spool_bytes={self.spool_bytes})"
        )

    def count_spool(self, spool: Spool) -> None:
        """Include a recorder's spool for as long as the recorder exists."""
        self._spools.add(spool)
        _all_spools.add(spool)

    def count_request(self, failure: str | None) -> None:
        """Count a request that has ended, with the class name of its error if it failed."""
        with self._lock:
            self._requests += 1
            if failure is not None:
                self._failures[failure] += 1

    def count_retry(self) -> None:
        """Count a request that is sent again."""
        with self._lock:
            self._retries += 1
