"""Sending segments: batch after batch, two at a time, until the database has all or says no."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from kaggle_store._transport.prefetch import ThreadPrefetch
from kaggle_store.errors import ApiError, CheckFailed, KaggleStoreError, NumberOutOfRange, TooLarge
from kaggle_store.recorder.header import Header
from kaggle_store.recorder.point_lines import points_body
from kaggle_store.recorder.spool import Batch, Segment

log = logging.getLogger("kaggle_store.recorder")

BATCH = 5_000
"""Points per request; more at once is not faster."""

Send = Callable[[bytes], int]
"""Sends the arguments of `record_metric_points` and returns how many points were new."""


@dataclass(slots=True)
class Counts:
    """What a recorder has done so far."""

    logged: int = 0
    """Points that `log()` has taken."""
    sent: int = 0
    """Points that have arrived."""
    dropped: int = 0
    """Points that the database refused, or that a full spool had no room for."""
    failures: int = 0
    """Requests that did not get through."""
    last_error: str | None = field(default=None)
    """Why the last of them did not."""

    def add(self, arrived: Counts) -> None:
        """Count what has become of some points."""
        self.sent += arrived.sent
        self.dropped += arrived.dropped
        self.last_error = arrived.last_error or self.last_error


def send_waiting(segment: Segment, send: Send, counts: Counts) -> Iterator[Batch]:
    """Send what waits, and yield each batch once it has arrived and that is noted.

    Raises what has kept one from arriving. Where another full batch waits, it is under way beside
    the one whose turn it is, but only as a try: what did not come through is sent again in its own
    turn. So what is noted has arrived without a gap, and what came through beyond it is known by
    its ids.
    """
    batch, tried = segment.next_batch(BATCH), None
    while batch:
        following = segment.next_batch(BATCH, batch.end)
        if following and not following.is_full:
            # Beside it they would be a request of their own; in their turn they may be more.
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
                # Who hears of an error may rely on it that nothing is under way.
                ahead.result()
            raise
        counts.add(arrived)
        # Last, as who flushes looks at the counts once nothing is left.
        segment.mark_sent(batch.end)
        yield batch
        if not batch.is_full:
            # It was all there was: points that came meanwhile wait until they are worth a request.
            return
        batch, tried = following or segment.next_batch(BATCH), ahead


def _deliver(header: Header, batch: Batch, send: Send) -> Counts:
    try:
        body = points_body(header, batch.start.points, batch.lines)
    except (ValueError, OverflowError) as error:
        return _deliver_others(header, batch, send, error)
    # Apart from the above: what goes wrong on the way is no fault of the points.
    try:
        send(body)
    except (CheckFailed, TooLarge, NumberOutOfRange) as error:
        return _deliver_others(header, batch, send, error)
    return Counts(sent=len(batch.lines))


def _deliver_others(header: Header, batch: Batch, send: Send, error: Exception) -> Counts:
    """Deliver all but the points that are bad, and drop these."""
    if len(batch.lines) == 1:
        log.warning("a metric was refused and is dropped: %s", error)
        return Counts(dropped=1, last_error=str(error))
    arrived = Counts()
    for half in batch.halves():
        arrived.add(_deliver(header, half, send))
    return arrived


def why(error: KaggleStoreError | OSError) -> str:
    """Say in a line what keeps the points from arriving."""
    if isinstance(error, OSError):
        return f"{type(error).__name__}: {error}"
    code = f" ({error.code})" if isinstance(error, ApiError) and error.code else ""
    return f"{type(error).__name__}{code}: {error.message}"
