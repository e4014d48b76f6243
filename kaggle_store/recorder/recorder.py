"""The recorder: logs metric points to a spool segment, and sends them from a thread."""

from __future__ import annotations

import asyncio
import atexit
import logging
import math
import os
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Literal, Self, TypeAlias
from uuid import UUID

from kaggle_store._requests.counters import AtomicCounter
from kaggle_store.errors import InvalidInput, KaggleStoreError, StoreClosed
from kaggle_store.models.enums import MetricType
from kaggle_store.recorder.folder import default_spool
from kaggle_store.recorder.header import Header
from kaggle_store.recorder.point_lines import SharedTags, point_line
from kaggle_store.recorder.project import Project
from kaggle_store.recorder.segment import Segment
from kaggle_store.recorder.sender import BATCH, Counts, Send, describe_error, send_waiting
from kaggle_store.settings import checked_secret

log = logging.getLogger("kaggle_store.recorder")

SEGMENT_BYTES = 64 << 20
"""The size at which a segment is followed by another."""
Connect: TypeAlias = Callable[[str | None], tuple[Send, Callable[[], None]]]
"""Opens a connection, with a new token if there is one; returns send and close functions."""

LONGEST_PAUSE = 30.0
"""The longest pause between two attempts, in seconds."""
WAKE_SECONDS = 0.1
"""Seconds after which a waiting `flush()` wakes the sender again."""
POLL_SECONDS = 0.002

_sends_metrics: ContextVar[bool] = ContextVar("sends_metrics", default=False)
"""True in the threads that send metrics: a finaliser that runs there must not wait for them."""

_recorders: weakref.WeakSet[Recorder] = weakref.WeakSet()


class Recorder:
    """Records metrics without blocking its caller; created by `system_metrics.recorder()`.

    Spool, intervals and sizes are those of `system_metrics.recorder`.
    Call it as `log("loss", 0.3, step=7)`. Threads can share it. A forked child continues with its
    own segment. `with`, or `close()`, sends the rest.

    No method takes a lock, so signal handlers and finalisers may call them all, and what each of
    them changes is changed by one operation of a list, a queue or a file.
    """

    def __init__(
        self,
        connect: Connect,
        *,
        project: Project,
        execution_id: UUID | None = None,
        component: str | None = None,
        tags: Mapping[str, Any] | None = None,
        spool: str | Path | None = None,
        every: float = 1.0,
        most_bytes: int = 1 << 30,
        when_full: Literal["block", "drop"] = "block",
        close_within: float = 10.0,
    ) -> None:
        self._connect = connect
        self._token: str | None = None
        self._tags = SharedTags(tags)
        self._shared = (project, execution_id, component, tags)
        self.spool = default_spool() if spool is None else Path(spool).absolute()
        """The folder of the files that wait to be sent."""
        self._every = every
        self._pause = every
        self._most_bytes = most_bytes
        self._drops = when_full == "drop"
        self._close_within = close_within
        self._reset()
        self._segments.append(self._create_segment())
        self._start_sender()
        _recorders.add(self)

    def _reset(self) -> None:
        self._segments: list[Segment] = []
        """All segments of this process, in order; the last takes the points."""
        self._oldest = 0
        """The position of the first segment that is not removed."""
        self._senders: list[threading.Thread] = []
        """The first element is the thread that sends."""
        self._needs_sender = True
        self._wake: SimpleQueue[None] = SimpleQueue()
        self._is_closing = False
        self._is_closed = False
        self._why_closed = "closed"
        self._has_write_failed = False
        self._counts = Counts()
        self._dropped_here = AtomicCounter()
        self._logged = 0
        """About how many points were logged since the sender was last woken for a full batch."""

    def _create_segment(self) -> Segment:
        return Segment.create(self.spool, Header.new(*self._shared))

    def _start_sender(self) -> None:
        threading.Thread(target=self._run, name="kaggle_store metrics", daemon=True).start()
        self._needs_sender = False

    def __call__(
        self,
        name: str,
        value: float,
        *,
        step: int | None = None,
        epoch: float | None = None,
        metric_type: MetricType = "gauge",
        tags: Mapping[str, Any] | None = None,
    ) -> None:
        """Record one value, measured now; it is in the spool when this returns.

        NaN and infinities are allowed, numpy and torch scalars too, and an epoch may have a
        fraction. Signal handlers and finalisers may call this too. Raises `InvalidInput` for an
        invalid point, and `OSError` if the spool cannot be written.
        """
        self._append(point_line(name, value, step, epoch, metric_type, tags, self._tags), 1)

    def metrics(
        self,
        values: Mapping[str, float],
        *,
        step: int | None = None,
        epoch: float | None = None,
        metric_type: MetricType = "gauge",
        tags: Mapping[str, Any] | None = None,
    ) -> None:
        """Record several values measured now, as training frameworks report them.

        Raises as a call of the recorder does; if one value is invalid, none is recorded.
        """
        if not isinstance(values, Mapping):
            problem = f"values: must be a dict of numbers by name, not {type(values).__name__}"
            raise InvalidInput(problem)
        lines = [
            point_line(name, value, step, epoch, metric_type, tags, self._tags)
            for name, value in values.items()
        ]
        self._append(b"".join(lines), len(lines))

    def _append(self, lines: bytes, points: int) -> None:
        if self._is_full() and not self._has_space(points):
            return
        if self._has_write_failed:
            self._end_sent_segment()
        try:
            self._write(lines)
        except OSError:
            self._has_write_failed = True
            raise
        self._logged += points
        if self._logged >= BATCH and self._pause == self._every:
            self._logged = 0
            self._wake.put(None)

    def _write(self, lines: bytes) -> None:
        while lines := (segment := self._segments[-1]).append(lines):
            if self._is_closing:
                raise StoreClosed(f"this recorder was {self._why_closed}")
            if segment is self._segments[-1]:
                self._start_segment()

    def _end_sent_segment(self) -> None:
        """Give a full disk the space of the sent points; the next line starts another segment."""
        segment = self._segments[-1]
        if segment.unsent:
            return
        segment.seal()
        # Another thread may have appended a line meanwhile, which the sender then sends.
        if not segment.unsent:
            segment.remove()
        self._has_write_failed = False

    def flush(self, timeout: float | None = None) -> bool:
        """Flush all points to the disk and send them; return whether all have arrived.

        Waits at most `timeout` seconds (default: no limit).
        """
        for segment in self._live:
            segment.sync()
        until = math.inf if timeout is None else time.monotonic() + timeout
        while self.unsent and not self._has_ended and not _sends_metrics.get():
            self._wake.put(None)
            left = min(until - time.monotonic(), WAKE_SECONDS)
            if left <= 0:
                return False
            self._wait(lambda: not self.unsent, left)
        return not self.unsent

    def renew(self, access_token: str) -> None:
        """Use a new access token; with an expired one, points stay in the spool.

        Raises `SettingsError` for an invalid token.
        """
        self._token = checked_secret("access token", access_token)
        self._wake.put(None)

    @property
    def unsent(self) -> int:
        """Bytes in the spool that this recorder has not sent yet."""
        return sum(segment.unsent for segment in self._live)

    @property
    def counts(self) -> Counts:
        """The counts of this process so far."""
        return replace(
            self._counts,
            logged=sum(segment.count_points() for segment in self._segments),
            dropped=self._counts.dropped + self._dropped_here.value,
        )

    def close(self) -> None:
        """Send unsent points for at most `close_within` seconds; the rest stays in the spool."""
        if self._is_closed:
            return
        self._is_closing = True
        self._wake.put(None)
        if not (self._needs_sender or _sends_metrics.get()):
            self._wait(lambda: self._has_ended, self._close_within)
        # The sender may be too busy to do so yet: no point is taken after this returns.
        self._segments[-1].seal()
        self._is_closed = True
        left = self.unsent
        if left:
            log.warning(
                "%d bytes of metrics were not sent: run `kaggle-store spool flush --spool %s`",
                left,
                self.spool,
            )
        if dropped := self._counts.dropped + self._dropped_here.value:
            log.warning("%d metrics were dropped", dropped)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def aclose(self) -> None:
        """Close the recorder without blocking the event loop."""
        await asyncio.to_thread(self.close)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    @property
    def _live(self) -> list[Segment]:
        return self._segments[self._oldest :]

    @property
    def _has_ended(self) -> bool:
        """True once no thread sends any more."""
        return bool(self._senders) and not self._senders[0].is_alive()

    def _has_space(self, points: int) -> bool:
        """Wait until the spool is small enough; with `when_full="drop"`, count dropped points."""
        if self._drops:
            for _ in range(points):
                self._dropped_here.add()
            return False
        # A finaliser may run in the thread that must send to make space.
        while self._is_full() and not (self._is_closing or _sends_metrics.get()):
            self._wake.put(None)
            self._wait(lambda: self._is_closing or not self._is_full(), 1.0)
        return True

    def _is_full(self) -> bool:
        segments = self._segments
        waiting = segments[-1].waiting
        if self._oldest < len(segments) - 1:
            waiting = sum(segment.waiting for segment in self._live)
        return waiting > self._most_bytes

    def _wait(self, holds: Callable[[], bool], seconds: float) -> None:
        """Wait until a condition holds, for at most `seconds`.

        It polls: the lock of a condition variable may be held by what a signal handler interrupts.
        """
        until = time.monotonic() + seconds
        while not holds() and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, POLL_SECONDS))

    def _reset_in_child(self) -> None:
        """Reset the recorder in a forked child; file and thread are created with its first point.

        The parent's segments are closed here, else they would stay locked after the parent's end.
        """
        segments = self._segments
        for segment in segments:
            segment.abandon()
        if not self._is_closed:
            self._reset()
            # It takes no points and is not live.
            self._segments, self._oldest = segments[-1:], 1

    def _start_segment(self) -> None:
        """Start a segment, after a sender in a child; parallel calls may start several."""
        if self._needs_sender:
            self._start_sender()
        self._segments.append(self._create_segment())

    def _run(self) -> None:
        self._senders.append(threading.current_thread())
        if self._senders[0] is not threading.current_thread():
            return
        _sends_metrics.set(True)
        try:
            while not self._send_until_reconnect():
                pass
        finally:
            self._is_closing = True
            for segment in self._live:
                segment.seal()
                segment.count_points()
                # From now on a flush may send the rest.
                segment.close()

    def _send_until_reconnect(self) -> bool:
        """Send over one connection while its token is current; return whether to end."""
        token = self._token
        try:
            with _connection(self._connect, token) as send:
                self._pause = self._every
                return self._send_until_closed(send, token)
        except (KaggleStoreError, OSError) as error:
            # OSError: for example too many open files.
            self._record_failure(error)
            self._wait_for_work()
            return self._is_closing

    def _wait_for_work(self) -> None:
        """Wait for the pause between batches, or until a thread needs something sent."""
        with suppress(Empty):
            self._wake.get(timeout=self._pause)
            while True:
                self._wake.get_nowait()

    def _send_until_closed(self, send: Send, token: str | None) -> bool:
        while True:
            self._wait_for_work()
            if token is not self._token:
                # Reconnect at once.
                self._wake.put(None)
                return False
            try:
                has_ended = self._send_all(send)
                self._pause = self._every
            except (KaggleStoreError, OSError) as error:
                self._record_failure(error)
                has_ended = False
                # A new token is worth another attempt.
                if self._is_closing and token is self._token:
                    return True
            if has_ended:
                return True

    def _record_failure(self, error: KaggleStoreError | OSError) -> None:
        self._counts.failures += 1
        self._counts.last_error = describe_error(error)
        log.info("metrics not sent, kept in %s: %s", self.spool, type(error).__name__)
        self._pause = min(max(self._pause, 0.1) * 2, LONGEST_PAUSE)

    def _send_all(self, send: Send) -> bool:
        """Send all points; return whether no more can be logged."""
        is_closing = self._is_closing
        self._rotate()
        if not (live := self._live):
            return is_closing
        *full, last = live
        if is_closing:
            last.seal()
        for segment in full:
            self._send_segment(segment, send)
            segment.seal()
            # What other threads have appended meanwhile.
            self._send_segment(segment, send)
            self._oldest += 1
            segment.remove()
        self._send_segment(last, send)
        if is_closing:
            last.remove()
        return is_closing

    def _send_segment(self, segment: Segment, send: Send) -> None:
        for _ in send_waiting(segment, send, self._counts):
            self._rotate()
            if self._is_closing:
                # Otherwise a thread that logs faster than this sends would keep it running.
                self._segments[-1].seal()

    def _rotate(self) -> None:
        """Let a new segment take the points once the last one is full."""
        if self._is_closing or self._segments[-1].size < SEGMENT_BYTES:
            return
        try:
            self._segments.append(self._create_segment())
        except OSError as error:
            # The last one takes more until this succeeds.
            self._counts.last_error = describe_error(error)


@contextmanager
def _connection(connect: Connect, token: str | None) -> Iterator[Send]:
    send, close = connect(token)
    try:
        yield send
    finally:
        close()


def _in_child() -> None:
    for recorder in list(_recorders):
        recorder._reset_in_child()


def _at_exit() -> None:
    for recorder in list(_recorders):
        recorder._why_closed = "closed at exit; register with atexit after importing kaggle_store"
        recorder.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_child)
atexit.register(_at_exit)
