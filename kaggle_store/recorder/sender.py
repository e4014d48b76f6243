"""Send the points of a segment in batches, two requests at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from kaggle_store._transport.prefetch import ThreadPrefetch
from kaggle_store.errors import ApiError, CheckFailed, KaggleStoreError, NumberOutOfRange, TooLarge
from kaggle_store.recorder.header import Header
from kaggle_store.recorder.point_lines import after_torn, points_body
from kaggle_store.recorder.segment import Batch, Segment

log = logging.getLogger("kaggle_store.recorder")

BATCH = 5_000
"""Points per request; larger batches are not faster."""

Send = Callable[[bytes], int]
"""Sends the arguments of `record_metric_points` and returns how many points were new."""


@dataclass(slots=True)
class Counts:
    """How many points a recorder has logged, sent and dropped so far."""

    logged: int = 0
    """Points logged."""
    sent: int = 0
    """Points sent to the database."""
    dropped: int = 0
    """Points that the database refused, or that did not fit into a full spool."""
    failures: int = 0
    """Failed attempts to connect or send."""
    last_error: str | None = field(default=None)
    """The last error of a failed attempt or a dropped point."""

    def add(self, arrived: Counts) -> None:
        """Add the counts of a batch."""
        self.sent += arrived.sent
        self.dropped += arrived.dropped
        self.last_error = arrived.last_error or self.last_error


def send_waiting(segment: Segment, send: Send, counts: Counts) -> Iterator[Batch]:
    """Send the unsent points; yield each batch once it has arrived and the checkpoint is written.

    Raises the error of the first batch that fails. A second full batch is sent in parallel; if that
    fails, it is sent again in its turn. The checkpoint moves in order, so all before it has
    arrived, and what arrived beyond it is sent again and recognised by its ids.
    """
    batch, tried = segment.next_batch(BATCH), None
    while batch:
        following = segment.next_batch(BATCH, batch.end)
        if following and not following.is_full:
            # More points may come before its turn, so that fewer requests are sent.
            following = None
        ahead = (
            ThreadPrefetch(partial(_deliver, segment.header, following, send))
            if following
            else None
        )
        try:
            arrived = (tried and tried.result()) or _deliver(segment.header, batch, send)
        except Exception:
            if ahead:
                # No request is in flight when the error is raised.
                ahead.result()
            raise
        counts.add(arrived)
        # After the counts, which `flush()` callers read once nothing is unsent.
        segment.mark_sent(batch.end)
        yield batch
        if not batch.is_full:
            # All were sent; points logged meanwhile wait for the next batch.
            return
        batch, tried = following or segment.next_batch(BATCH), ahead


def _deliver(header: Header, batch: Batch, send: Send) -> Counts:
    try:
        body = points_body(header, batch.start.points, batch.lines)
    except (ValueError, OverflowError) as error:
        return _deliver_valid(header, batch, send, error)
    # Outside the try block above: an error of the transport does not mean that a point is bad.
    try:
        send(body)
    except (CheckFailed, TooLarge, NumberOutOfRange) as error:
        return _deliver_valid(header, batch, send, error)
    return Counts(sent=len(batch.lines))


def _deliver_valid(header: Header, batch: Batch, send: Send, error: Exception) -> Counts:
    """Deliver the valid points of a batch by halving it, and drop the invalid ones."""
    if len(batch.lines) == 1:
        whole = after_torn(batch.lines[0])
        if whole not in (None, batch.lines[0]):
            return _deliver(header, replace(batch, lines=[whole]), send)
        log.warning("a metric was refused and is dropped: %s", error)
        return Counts(dropped=1, last_error=str(error))
    arrived = Counts()
    for half in batch.halves():
        arrived.add(_deliver(header, half, send))
    return arrived


def describe_error(error: KaggleStoreError | OSError) -> str:
    """Return an error that prevents sending, as one line."""
    if isinstance(error, OSError):
        return f"{type(error).__name__}: {error}"
    code = f" ({error.code})" if isinstance(error, ApiError) and error.code else ""
    return f"{type(error).__name__}{code}: {error.message}"
