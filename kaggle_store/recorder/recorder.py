"""The recorder: what a training loop calls, and the thread that sends what it was told."""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeAlias
from uuid import UUID

from kaggle_store.errors import KaggleStoreError, StoreClosed
from kaggle_store.models.enums import MetricType
from kaggle_store.recorder.folder import default_spool
from kaggle_store.recorder.header import Header
from kaggle_store.recorder.point_lines import point_line, tags_text
from kaggle_store.recorder.project import Project
from kaggle_store.recorder.sender import BATCH, Counts, Send, send_waiting, why
from kaggle_store.recorder.spool import Segment
from kaggle_store.settings import checked_secret

log = logging.getLogger("kaggle_store.recorder")

SEGMENT_BYTES = 64 << 20
"""A segment that has grown to this is followed by another."""
Connect: TypeAlias = Callable[[str | None], tuple[Send, Callable[[], None]]]
"""Opens a connection, with a fresh token where there is one: how to send, and how to close it."""

LONGEST_PAUSE = 30.0
"""Seconds between two tries, at the most."""

_recorders: weakref.WeakSet[Recorder] = weakref.WeakSet()


class Recorder:
    """Records metrics without making its caller wait; made by `system_metrics.recorder()`.

    Call it as `log("loss", 0.3, step=7)`. Threads may share it, and it goes on in a forked child,
    with a segment of its own. `with`, or `close()`, sends what is left.
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
        tags_text(tags or {})
        self._shared = (project, execution_id, component, tags)
        self.spool = default_spool() if spool is None else Path(spool).absolute()
        self._every = every
        self._pause = every
        self._most_bytes = most_bytes
        self._drops = when_full == "drop"
        self._close_within = close_within
        self._reset()
        self._start()
        _recorders.add(self)

    def _reset(self) -> None:
        self._full: list[Segment] = []
        self._rotating = threading.Lock()
        self._wake = threading.Event()
        self._moved = threading.Condition()
        self._is_closing = False
        self._is_closed = False
        self._counts = Counts()
        self._dropped_here = 0
        self._points_before = 0

    def _start(self) -> None:
        self._segment = Segment.create(self.spool, Header.new(*self._shared))
        self._is_resting = False
        self._thread = threading.Thread(target=self._run, name="kaggle_store metrics", daemon=True)
        self._thread.start()

    def __call__(
        self,
        name: str,
        value: float,
        *,
        step: int | None = None,
        epoch: int | None = None,
        metric_type: MetricType = "gauge",
        tags: Mapping[str, Any] | None = None,
    ) -> None:
        """Record one value, measured now; it is in the spool when this returns.

        NaN and infinities are values. Raises `InvalidInput` for what can never be stored, and
        `OSError` where the disk takes no more.
        """
        line = point_line(name, value, step, epoch, metric_type, tags)
        if self.unsent > self._most_bytes and not self._has_room():
            return
        while not (segment := self._segment).append(line):
            if self._is_closing:
                raise StoreClosed("this recorder was closed")
            self._wake_up()
        if segment.written >= SEGMENT_BYTES:
            self._rotate(segment)
        if not segment.points % BATCH and self._pause == self._every:
            self._wake.set()

    def metrics(self, values: Mapping[str, float], *, step: int | None = None, **more: Any) -> None:
        """Record several values of one moment, as training frameworks hand them over."""
        for name, value in values.items():
            self(name, value, step=step, **more)

    def flush(self, timeout: float | None = None) -> bool:
        """Bring everything logged so far to the disk, then to the database; say whether it arrived.

        Waits for `timeout` seconds at the most, or as long as it takes.
        """
        for segment in (*self._full, self._segment):
            segment.sync()
        until = None if timeout is None else time.monotonic() + timeout
        with self._moved:
            while self.unsent and self._thread.is_alive():
                self._wake.set()
                left = 0.1 if until is None else min(until - time.monotonic(), 0.1)
                if left <= 0:
                    return False
                self._moved.wait(left)
        return not self.unsent

    def renew(self, access_token: str) -> None:
        """Go on with a fresh token; with an old one that has expired, points wait in the spool.

        Raises `SettingsError` for what can be no token.
        """
        self._token = checked_secret("access token", access_token)
        self._wake.set()

    @property
    def unsent(self) -> int:
        """Bytes of this recorder that wait in the spool."""
        waiting = self._segment.unsent
        return waiting + sum(full.unsent for full in self._full) if self._full else waiting

    @property
    def counts(self) -> Counts:
        """What it has done so far in this process."""
        return replace(
            self._counts,
            logged=self._points_before + self._segment.points,
            dropped=self._counts.dropped + self._dropped_here,
        )

    def close(self) -> None:
        """Send what is left, for some seconds at the most; the rest stays in the spool."""
        if self._is_closed:
            return
        self._is_closing = True
        self._wake.set()
        self._thread.join(self._close_within)
        self._is_closed = True
        left = self.unsent
        if left:
            log.warning(
                "%d bytes of metrics wait: `kaggle-store spool flush --spool %s` sends them",
                left,
                self.spool,
            )
        if self.counts.dropped:
            log.warning("%d metrics were dropped", self.counts.dropped)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    async def aclose(self) -> None:
        """Close it from asyncio: while it waits, the event loop goes on."""
        await asyncio.to_thread(self.close)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    def _has_room(self) -> bool:
        """Wait until the spool is small enough, or count a point that is dropped."""
        if self._drops:
            self._dropped_here += 1
            return False
        with self._moved:
            while self.unsent > self._most_bytes and not self._is_closing:
                self._wake.set()
                self._moved.wait(1.0)
        return True

    def _rotate(self, full: Segment) -> None:
        with self._rotating:
            if full is self._segment and not self._is_closing:
                following = Segment.create(self.spool, Header.new(*self._shared))
                # Before the sender finds it, who deletes it when nothing waits there any more.
                full.seal()
                self._full = [*self._full, full]
                self._points_before += full.points
                self._segment = following

    def _rest(self) -> None:
        """Begin anew in a forked child, which has a file and a thread from its first point on.

        The parent's are the parent's; a segment that stayed open here would be locked after its
        end.
        """
        for segment in (*self._full, self._segment):
            segment.abandon()
        if not self._is_closed:
            self._reset()
            self._is_resting = True

    def _wake_up(self) -> None:
        with self._rotating:
            if self._is_resting:
                self._start()

    def _run(self) -> None:
        try:
            while not self._send_over_a_connection():
                pass
        finally:
            self._seal()
            # What is left is anybody's to send.
            for segment in (*self._full, self._segment):
                segment.close()

    def _send_over_a_connection(self) -> bool:
        """Send as long as the token is the newest; answer whether the recorder has ended."""
        token = self._token
        try:
            with _connection(self._connect, token) as send:
                self._pause = self._every
                return self._send_until_closed(send, token)
        except (KaggleStoreError, OSError) as error:
            # Where there are too many open files, as long as there are.
            self._note_failure(error)
            self._doze()
            return self._is_closing

    def _doze(self) -> None:
        """Wait until it is time, or somebody asks."""
        self._wake.wait(self._pause)
        self._wake.clear()

    def _send_until_closed(self, send: Send, token: str | None) -> bool:
        while True:
            self._doze()
            if token is not self._token:
                # Over the next connection at once.
                self._wake.set()
                return False
            try:
                has_ended = self._send_all(send)
                self._pause = self._every
            except (KaggleStoreError, OSError) as error:
                self._note_failure(error)
                has_ended = False
                # With a fresh token it is worth another try.
                if self._is_closing and token is self._token:
                    return True
            if has_ended:
                self._segment.remove()
                return True

    def _note_failure(self, error: KaggleStoreError | OSError) -> None:
        self._counts.failures += 1
        self._counts.last_error = why(error)
        log.info("metrics wait in %s: %s", self.spool, type(error).__name__)
        self._pause = min(max(self._pause, 0.1) * 2, LONGEST_PAUSE)

    def _send_all(self, send: Send) -> bool:
        """Send what is there; answer whether nothing can have come since."""
        if is_closing := self._is_closing:
            self._seal()
        for full in self._full:
            self._send_segment(full, send)
            with self._rotating:
                self._full = self._full[1:]
            full.remove()
        self._send_segment(self._segment, send)
        return is_closing

    def _seal(self) -> None:
        """Take no more, in this segment or another."""
        self._is_closing = True
        with self._rotating:
            self._segment.seal()

    def _send_segment(self, segment: Segment, send: Send) -> None:
        for _ in send_waiting(segment, send, self._counts):
            with self._moved:
                self._moved.notify_all()
            if self._is_closing:
                # Else whoever logs faster than this sends would go on for ever.
                self._seal()


@contextmanager
def _connection(connect: Connect, token: str | None) -> Iterator[Send]:
    send, close = connect(token)
    try:
        yield send
    finally:
        close()


def _in_child() -> None:
    for recorder in list(_recorders):
        recorder._rest()


def _at_exit() -> None:
    for recorder in list(_recorders):
        recorder.close()


os.register_at_fork(after_in_child=_in_child)
atexit.register(_at_exit)
