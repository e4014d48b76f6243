"""Sending a segment: batch after batch, until the database has all of it or says no."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from kaggle_store.errors import ApiError, CheckFailed, InvalidInput, KaggleStoreError
from kaggle_store.recorder.lines import points_body
from kaggle_store.recorder.segments import Batch, Segment

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


def send_next(segment: Segment, send: Send, counts: Counts) -> int:
    """Send one batch and return its bytes, 0 for none; raises what has kept it from arriving."""
    batch = segment.next_batch(BATCH)
    if batch is None:
        return 0
    _deliver(segment, batch, send, counts)
    segment.mark_sent(batch.end)
    return batch.end.byte - batch.start.byte


def _deliver(segment: Segment, batch: Batch, send: Send, counts: Counts) -> None:
    try:
        send(points_body(segment.header, batch.start.points, batch.lines))
    except (CheckFailed, InvalidInput, ValueError) as error:
        if len(batch.lines) == 1:
            counts.dropped += 1
            counts.last_error = str(error)
            log.warning("a metric was refused and is dropped: %s", error)
            return
        # One bad point does not keep the others.
        for half in batch.halves():
            _deliver(segment, half, send, counts)
    else:
        counts.sent += len(batch.lines)


def why(error: KaggleStoreError | OSError) -> str:
    """Say in a line what keeps the points from arriving."""
    if isinstance(error, OSError):
        return f"{type(error).__name__}: {error}"
    code = f" ({error.code})" if isinstance(error, ApiError) and error.code else ""
    return f"{type(error).__name__}{code}: {error.message}"
