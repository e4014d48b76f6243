"""A lease as its holder knows it: until when it lasts at least, and whether it is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from kaggle_store.errors import LeaseLost

HEADER = "x-lease-id"
"""Where the database looks for the leases that a write is made under."""


def header(*lease_ids: UUID) -> dict[str, str]:
    """Return the header of a write under these leases."""
    return {HEADER: ",".join(map(str, lease_ids))}


class Lease:
    """A lease on one row; threads share it.

    Its time is counted from before it was asked for, so it never seems to last longer here than
    in the database, and that without comparing the two clocks.
    """

    def __init__(self, id: UUID, table: str, row_id: UUID, until: float) -> None:
        self.id = id
        self.table = table
        self.row_id = row_id
        self._until = until
        self._is_lost = False
        self._detail: str | None = None
        self._is_ending = False
        self._has_ended = False
        self._gone = threading.Event()

    @property
    def is_lost(self) -> bool:
        """Whether it is gone: the database said so, or its time was seen to be over.

        It does not come back: whoever has heard of it may have stopped.
        """
        if self._is_held and self.left <= 0:
            self._is_lost = True
        return self._is_lost

    @property
    def has_ended(self) -> bool:
        """Whether it was given back."""
        return self._has_ended

    @property
    def left(self) -> float:
        """How many seconds it lasts at least."""
        return self._until - time.monotonic()

    def check(self, operation: str | None = None) -> None:
        """Raise `LeaseLost` if it is gone; `operation` is what it would have been used for."""
        if self.is_lost:
            raise LeaseLost(
                f"the lease of {self.table} {self.row_id} is lost",
                operation=operation,
                code="KS210",
                detail=self._detail,
                hint="Stop: somebody else may be at this work. Claim again to go on.",
            )

    def prolong(self, until: float) -> None:
        """Note that it lasts longer."""
        self._until = max(self._until, until)

    def lose(self, error: LeaseLost) -> None:
        """Note that the database calls it lost; what ends it may hear the same, and be right."""
        if self._is_held:
            self._detail = self._detail or error.detail
            self._is_lost = True
            self._gone.set()

    def hear(self, error: LeaseLost) -> None:
        """Note a refusal, if it is about this lease."""
        if (error.facts.get("table"), error.facts.get("id")) == (self.table, str(self.row_id)):
            self.lose(error)

    @contextmanager
    def ending(self) -> Iterator[None]:
        """Give it back inside the block; if that fails it is held as before."""
        self._is_ending = True
        try:
            yield
            self._has_ended = True
        finally:
            self._is_ending = False

    def wait(self, seconds: float) -> None:
        """Sleep, but not beyond the lease's end."""
        self._gone.wait(min(seconds, max(self.left, 0)) if self._is_held else seconds)

    @property
    def _is_held(self) -> bool:
        return not (self._is_ending or self._has_ended)
