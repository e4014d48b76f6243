"""The recorder: logs metric points to a spool segment, and sends them from a thread."""

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

_recorders: weakref.WeakSet[Recorder] = weakref.WeakSet()


class Recorder:
    """Records metrics without blocking its caller; created by `system_metrics.recorder()`.

    Call it as `log("loss", 0.3, step=7)`. Threads can share it. A forked child continues with its
    own segment. `with`, or `close()`, sends the rest.
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
        self._progress = threading.Condition()
        self._is_closing = False
        self._is_closed = False
        self._counts = Counts()
        self._dropped_here = 0
        self._points_before = 0

    def _start(self) -> None:
        self._segment = Segment.create(self.spool, Header.new(*self._shared))
        self._needs_start = False
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

        NaN and infinities are allowed. Raises `InvalidInput` for an invalid point, and `OSError` if
        the spool cannot be written.
        """
        line = point_line(name, value, step, epoch, metric_type, tags)
        if self.unsent > self._most_bytes and not self._has_space():
            return
        while not (segment := self._segment).append(line):
            if self._is_closing:
                raise StoreClosed("this recorder was closed")
            self._start_in_child()
        if segment.written >= SEGMENT_BYTES:
            self._rotate(segment)
        if not segment.points % BATCH and self._pause == self._every:
            self._wake.set()

    def metrics(self, values: Mapping[str, float], *, step: int | None = None, **more: Any) -> None:
        """Record several values measured now, as training frameworks report them."""
        for name, value in values.items():
            self(name, value, step=step, **more)

    def flush(self, timeout: float | None = None) -> bool:
        """Flush all points to the disk and send them; return whether all have arrived.

        Waits at most `timeout` seconds (default: no limit).
        """
        for segment in (*self._full, self._segment):
            segment.sync()
        until = None if timeout is None else time.monotonic() + timeout
        with self._progress:
            while self.unsent and self._thread.is_alive():
                self._wake.set()
                left = 0.1 if until is None else min(until - time.monotonic(), 0.1)
                if left <= 0:
                    return False
                self._progress.wait(left)
        return not self.unsent

    def renew(self, access_token: str) -> None:
        """Use a new access token; with an expired one, points stay in the spool.

        Raises `SettingsError` for an invalid token.
        """
        self._token = checked_secret("access token", access_token)
        self._wake.set()

    @property
    def unsent(self) -> int:
        """Bytes in the spool that this recorder has not sent yet."""
        waiting = self._segment.unsent
        return waiting + sum(full.unsent for full in self._full) if self._full else waiting

    @property
    def counts(self) -> Counts:
        """The counts of this process so far."""
        return replace(
            self._counts,
            logged=self._points_before + self._segment.points,
            dropped=self._counts.dropped + self._dropped_here,
        )

    def close(self) -> None:
        """Send unsent points for at most `close_within` seconds; the rest stays in the spool."""
        if self._is_closed:
            return
        self._is_closing = True
        self._wake.set()
        self._thread.join(self._close_within)
        self._is_closed = True
        left = self.unsent
        if left:
            log.warning(
                "%d bytes of metrics were not sent: run `kaggle-store spool flush --spool %s`",
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
        """Close the recorder without blocking the event loop."""
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

    def _has_space(self) -> bool:
        """Wait until the spool is small enough; with `when_full="drop"`, count a dropped point."""
        if self._drops:
            self._dropped_here += 1
            return False
        with self._progress:
            while self.unsent > self._most_bytes and not self._is_closing:
                self._wake.set()
                self._progress.wait(1.0)
        return True

    def _rotate(self, full: Segment) -> None:
        with self._rotating:
            if full is self._segment and not self._is_closing:
                following = Segment.create(self.spool, Header.new(*self._shared))
                # Seal it before the sender sees it, which deletes it once all is sent.
                full.seal()
                self._full = [*self._full, full]
                self._points_before += full.points
                self._segment = following

    def _reset_in_child(self) -> None:
        """Reset the recorder in a forked child; file and thread are created with its first point.

        The parent's segments are closed here, else they would stay locked after the parent's end.
        """
        for segment in (*self._full, self._segment):
            segment.abandon()
        if not self._is_closed:
            self._reset()
            self._needs_start = True

    def _start_in_child(self) -> None:
        with self._rotating:
            if self._needs_start:
                self._start()

    def _run(self) -> None:
        try:
            while not self._send_until_reconnect():
                pass
        finally:
            self._seal()
            # From now on a flush may send the rest.
            for segment in (*self._full, self._segment):
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
        self._wake.wait(self._pause)
        self._wake.clear()

    def _send_until_closed(self, send: Send, token: str | None) -> bool:
        while True:
            self._wait_for_work()
            if token is not self._token:
                # Reconnect at once.
                self._wake.set()
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
                self._segment.remove()
                return True

    def _record_failure(self, error: KaggleStoreError | OSError) -> None:
        self._counts.failures += 1
        self._counts.last_error = describe_error(error)
        log.info("metrics not sent, kept in %s: %s", self.spool, type(error).__name__)
        self._pause = min(max(self._pause, 0.1) * 2, LONGEST_PAUSE)

    def _send_all(self, send: Send) -> bool:
        """Send all points; return whether no more can be logged."""
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
        """Accept no more points."""
        self._is_closing = True
        with self._rotating:
            self._segment.seal()

    def _send_segment(self, segment: Segment, send: Send) -> None:
        for _ in send_waiting(segment, send, self._counts):
            with self._progress:
                self._progress.notify_all()
            if self._is_closing:
                # Otherwise a thread that logs faster than this sends would keep it running.
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
        recorder._reset_in_child()


def _at_exit() -> None:
    for recorder in list(_recorders):
        recorder.close()


os.register_at_fork(after_in_child=_in_child)
atexit.register(_at_exit)
