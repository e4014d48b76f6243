"""Stop a command that repeats its work at SIGINT or SIGTERM, once the current work is done."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event


@contextmanager
def stop_event() -> Iterator[Event]:
    """Set an event at the first SIGINT or SIGTERM, so that the current work completes."""
    stop = Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
