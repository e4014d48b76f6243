"""Recorders with short pauses, and what has become of their spools."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kaggle_store import KaggleStore
from kaggle_store.recorder import Recorder, connect
from kaggle_store.recorder.recorder import flush_spool
from kaggle_store.settings import Settings

NOWHERE = "http://127.0.0.1:9"


@contextmanager
def recording(url: str, key: str, spool: Path, **more: Any) -> Iterator[Recorder]:
    settings = Settings.load(url, key, retry_for=0)
    log = Recorder(lambda token: connect(settings, token), spool=spool, every=0.05, **more)
    try:
        yield log
    finally:
        log.close()


def give_up(log: Recorder) -> None:
    """Close a recorder that has nowhere to send to, and wait until its segment is free."""
    log.close()
    log._thread.join()


def send_all(store: KaggleStore, spool: Path) -> int:
    send, close = connect(store.settings)
    try:
        return flush_spool(spool, send).sent
    finally:
        close()


def values(store: KaggleStore, name: str) -> list[float]:
    found = store.system_metrics.iterate(metric_name=name)
    return sorted(point.metric_value for point in found)
