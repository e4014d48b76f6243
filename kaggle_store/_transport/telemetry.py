"""What a store tells of its own work: counters always, log lines and OpenTelemetry on demand."""

from __future__ import annotations

import logging
import time
from types import TracebackType
from typing import Any, Self

from kaggle_store._requests.counters import Counters
from kaggle_store._requests.operation import Op
from kaggle_store._transport import opentelemetry
from kaggle_store.settings import Settings

log = logging.getLogger("kaggle_store")


class Watch:
    """Watches one request from its first try to its last; `with` it around all of them."""

    __slots__ = ("_began", "_counters", "_name", "_settings", "_trace", "_tries")

    def __init__(self, op: Op[Any], counters: Counters, settings: Settings) -> None:
        self._name = op.name
        self._counters = counters
        self._settings = settings
        self._tries = 1
        self._trace: opentelemetry.Trace | None = None

    def __enter__(self) -> Self:
        self._trace = opentelemetry.begin(self._name, self._settings.url)
        self._began = time.perf_counter()
        return self

    def again(self, error: Exception, pause: float) -> None:
        """Note that the request is sent once more, and why."""
        self._tries += 1
        self._counters.count_retry()
        if self._trace is not None:
            self._trace.retry(error)
        log.info("%s: %s; try %d in %.1f s", self._name, short(error), self._tries, pause)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        seconds = time.perf_counter() - self._began
        self._counters.count_request(None if error is None else type(error).__name__)
        if self._trace is not None:
            self._trace.end(error, self._tries, seconds)
        # Who gets an error knows of it; that patience was in vain is worth a line by itself.
        level = logging.INFO if error is not None and self._tries > 1 else logging.DEBUG
        if log.isEnabledFor(level):
            outcome = "ok" if error is None else short(error)
            milliseconds = seconds * 1000
            log.log(
                level, "%s: %s in %.1f ms, try %d", self._name, outcome, milliseconds, self._tries
            )


def short(error: BaseException) -> str:
    """Name an error's class and code; its message may quote what was sent."""
    code = code_of(error)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def code_of(error: BaseException) -> str | None:
    """Return the SQLSTATE or PostgREST's code, else the HTTP status."""
    code = getattr(error, "code", None) or getattr(error, "status", None)
    return str(code) if code else None
