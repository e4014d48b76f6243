"""Recorders with short pauses, and helpers to fill, send and read their spools."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kaggle_store import KaggleStore
from kaggle_store.recorder import Project, Recorder, connect
from kaggle_store.recorder.flushing import Flush
from kaggle_store.recorder.header import Header
from kaggle_store.recorder.point_lines import point_line
from kaggle_store.recorder.recorder import Connect
from kaggle_store.recorder.segment import Segment
from kaggle_store.settings import Settings

NOWHERE = "http://127.0.0.1:9"
PROJECT = Project("http://project.test")
"""The project of these recorders and flushes, whatever URL they send to."""


@contextmanager
def recording(url: str, key: str, spool: Path, **more: Any) -> Iterator[Recorder]:
    settings = Settings.load(url, key, retry_for=0)
    log = recorder(lambda token: connect(settings, token), spool=spool, every=0.05, **more)
    try:
        yield log
    finally:
        log.close()


def recorder(connect: Connect, **more: Any) -> Recorder:
    return Recorder(connect, project=PROJECT, **more)


def give_up(log: Recorder) -> None:
    """Close a recorder that cannot send, and wait until its segment is unlocked."""
    log.close()
    until(lambda: log._has_ended)


def left_behind(spool: Path, *lines: bytes) -> None:
    """Create a segment whose process has ended."""
    written(spool, *lines).close()


def written(spool: Path, *lines: bytes) -> Segment:
    """Create a segment that this process holds."""
    segment = Segment.create(spool, Header.new(PROJECT, None, None, None))
    for line in lines:
        segment.append(line)
    return segment


def point(value: float) -> bytes:
    return point_line("loss", value, None, None, "gauge", None)


def refused_point(value: float) -> bytes:
    """Return a line that the database refuses, because its tags are too deep."""
    return point(value).replace(b"\t\n", b'\t{"a":{"b":{"c":{"d":{}}}}}\n')


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "timed out"
        time.sleep(0.005)


def send_all(store: KaggleStore, spool: Path) -> int:
    send, close = connect(store.settings)
    try:
        return Flush(spool, PROJECT, send).run().sent
    finally:
        close()


def values(store: KaggleStore, name: str) -> list[float]:
    found = store.system_metrics.iterate(metric_name=name)
    return sorted(point.metric_value for point in found)
