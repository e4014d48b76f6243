"""What a client has done since it was created, as numbers; `store.counters`."""

from __future__ import annotations

import sys
import weakref
from collections.abc import Iterable
from itertools import repeat
from operator import length_hint
from typing import Protocol


class AtomicCounter:
    """A count without a lock: a signal handler or finaliser may interrupt it and count too."""

    __slots__ = ("_left",)

    def __init__(self) -> None:
        # Advancing an iterator is one step that threads and signals cannot divide, unlike `+=`.
        self._left = repeat(None, sys.maxsize)

    def add(self) -> None:
        """Count one more."""
        next(self._left)

    @property
    def value(self) -> int:
        """The count."""
        return sys.maxsize - length_hint(self._left)


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
        self._requests = AtomicCounter()
        self._retries = AtomicCounter()
        self._failures: dict[str, AtomicCounter] = {}
        self._spools: weakref.WeakSet[Spool] = weakref.WeakSet()

    @property
    def requests(self) -> int:
        """Requests that have ended; a request that was retried counts once."""
        return self._requests.value

    @property
    def retries(self) -> int:
        """How often a request was sent again."""
        return self._retries.value

    @property
    def failures(self) -> dict[str, int]:
        """Requests that ended in an error, by the error's class name."""
        return {error: count.value for error, count in list(self._failures.items())}

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
        self._requests.add()
        if failure is not None:
            self._failures.setdefault(failure, AtomicCounter()).add()

    def count_retry(self) -> None:
        """Count a request that is sent again."""
        self._retries.add()
