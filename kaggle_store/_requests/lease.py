"""A lease on the holder's side: its remaining time, and whether it is lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from uuid import UUID

from kaggle_store.errors import LeaseLost

HEADER = "x-lease-id"
"""The header from which the database reads the leases of a write."""


def lease_header(*lease_ids: UUID) -> dict[str, str]:
    """Return the header for a write under these leases."""
    return {HEADER: ",".join(map(str, lease_ids))}


class Lease:
    """A lease on one row; safe to share between threads.

    Its time counts from before the claim was sent, so it never lasts longer here than in the
    database, without comparing the two clocks.
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
        self._interruption: BaseException | None = None
        # Holds an element once the lease is lost. An Event has a lock, for which a signal handler
        # would wait forever if it interrupts `wait()`.
        self._lost: SimpleQueue[None] = SimpleQueue()

    @property
    def is_lost(self) -> bool:
        """True once the database has refused the lease or its time has run out.

        A lost lease stays lost, because the caller may have stopped the work already.
        """
        if self._is_held and self.left <= 0:
            self._is_lost = True
        return self._is_lost

    @property
    def has_ended(self) -> bool:
        """True after the work was released, completed or failed."""
        return self._has_ended

    @property
    def left(self) -> float:
        """Seconds that the lease lasts at least."""
        return self._until - time.monotonic()

    def check(self, operation: str | None = None) -> None:
        """Raise `LeaseLost` if the lease is lost, or what `interrupt` was given.

        The error names `operation`.
        """
        if self.is_lost:
            raise LeaseLost(
                f"the lease of {self.table} {self.row_id} is lost",
                operation=operation,
                code="KS210",
                detail=self._detail,
                hint="Stop working: another worker may have claimed this row. Claim it again.",
            )
        if self._interruption is not None:
            raise self._interruption

    def extend(self, until: float) -> None:
        """Move the lease's end to `until`, if that is later."""
        self._until = max(self._until, until)

    def mark_lost(self, error: LeaseLost) -> None:
        """Mark the lease as lost, unless it is ending: then the refusal may be expected."""
        if self._is_held:
            self._detail = self._detail or error.detail
            self._is_lost = True
            self._lost.put(None)

    def interrupt(self, interruption: BaseException) -> None:
        """Let every later `check` raise `interruption`, and end the sleeps of `wait`."""
        self._interruption = interruption
        self._lost.put(None)

    def record_refusal(self, error: LeaseLost) -> None:
        """Mark the lease as lost if the database's refusal is about its row."""
        # PostgREST can be set to leave out the details; the message names the row too.
        row = str(self.row_id)
        is_named = error.message == f"the lease of {self.table} {row} is lost"
        if is_named or (error.facts.get("table"), error.facts.get("id")) == (self.table, row):
            self.mark_lost(error)

    @contextmanager
    def ending(self) -> Iterator[None]:
        """Mark the lease as ended if the block succeeds; otherwise it is held as before."""
        self._is_ending = True
        try:
            yield
            self._has_ended = True
        finally:
            self._is_ending = False

    def wait(self, seconds: float) -> None:
        """Sleep, at most until the lease ends or is lost."""
        with suppress(Empty):
            self._lost.get(timeout=min(seconds, max(self.left, 0)) if self._is_held else seconds)
            self._lost.put(None)  # for other threads

    @property
    def _is_held(self) -> bool:
        return not (self._is_ending or self._has_ended)
