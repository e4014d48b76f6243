"""Send the points of a segment in batches, two requests at once."""

from __future__ import annotations

import logging
import threading
from collections import deque
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
REQUESTS = 2
"""Requests at once; more are not faster on two cores."""

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

    Raises the error of the first batch that fails. Further full batches are sent in parallel; one
    that fails is sent again in its turn. The checkpoint moves in order, so all before it has
    arrived, and what arrived beyond it is sent again and recognised by its ids.
    """
    ahead: deque[_Ahead] = deque()
    tried: _Ahead | None = None
    batch = segment.next_batch(BATCH)
    try:
        while batch:
            # One more than are sent at once, so that its body is ready when its turn comes.
            while len(ahead) < REQUESTS:
                following = segment.next_batch(BATCH, ahead[-1].batch.end if ahead else batch.end)
                if following is None or not following.is_full:
                    # More points may come before its turn, so that fewer requests are sent.
                    break
                ahead.append(_Ahead(segment.header, following, send))
            for each in list(ahead)[: REQUESTS - 1]:
                each.may_send.set()
            arrived = (tried and tried.result()) or _deliver(segment.header, batch, send)
            counts.add(arrived)
            # After the counts, which `flush()` callers read once nothing is unsent.
            segment.mark_sent(batch.end)
            yield batch
            if not batch.is_full:
                # All were sent; points logged meanwhile wait for the next batch.
                return
            tried = ahead.popleft() if ahead else None
            batch = tried.batch if tried else segment.next_batch(BATCH)
    except Exception:
        # No request is in flight when the error is raised.
        for each in filter(None, (tried, *ahead)):
            each.end()
            each.result()
        raise
    finally:
        for each in ahead:
            each.end()


class _Ahead:
    """A batch that a thread prepares, and sends once it may."""

    def __init__(self, header: Header, batch: Batch, send: Send) -> None:
        self.batch = batch
        self.may_send = threading.Event()
        self._send = send
        self._has_ended = False
        self._delivery = ThreadPrefetch(partial(_deliver, header, batch, self._send_in_turn))

    def _send_in_turn(self, body: bytes) -> int:
        self.may_send.wait()
        if self._has_ended:
            raise RuntimeError("an earlier batch has failed")
        return self._send(body)

    def result(self) -> Counts | None:
        """Wait for the result, and return None if it has failed."""
        self.may_send.set()
        return self._delivery.result()

    def end(self) -> None:
        """Send nothing, unless it is under way."""
        self._has_ended |= not self.may_send.is_set()
        self.may_send.set()


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
