"""Report each request to the counters, the log and OpenTelemetry."""

from __future__ import annotations

import logging
import time
from types import TracebackType
from typing import Any, Self

from kaggle_store._requests.counters import Counters
from kaggle_store._requests.operation import Op
from kaggle_store._transport import opentelemetry
from kaggle_store.errors import KaggleStoreError, TransportError
from kaggle_store.settings import Settings

log = logging.getLogger("kaggle_store")


class RequestLog:
    """Reports one request; use it as a context manager around all attempts."""

    __slots__ = ("_attempts", "_began", "_counters", "_is_traced", "_name", "_settings", "_trace")

    def __init__(
        self, op: Op[Any], counters: Counters, settings: Settings, is_traced: bool = True
    ) -> None:
        self._name = op.name
        self._counters = counters
        self._settings = settings
        self._is_traced = is_traced
        self._attempts = 1
        self._trace: opentelemetry.Trace | None = None

    def __enter__(self) -> Self:
        if self._is_traced:
            self._trace = opentelemetry.begin(self._name, self._settings.url)
        self._began = time.perf_counter()
        return self

    def record_retry(self, error: KaggleStoreError, pause: float, left: float) -> None:
        """Record that the request is sent again after `pause`, for `left` seconds more at most."""
        self._attempts += 1
        self._counters.count_retry()
        if self._trace is not None:
            self._trace.record_retry(error)
        if self._attempts == 2 and isinstance(error, TransportError):
            # The caller would wait without knowing why. No response was read that it could quote.
            log.warning(
                "%s: %s; trying again for up to %.3g s", self._name, error.message, left + pause
            )
        log.info("%s: %s; try %d in %.1f s", self._name, error_label(error), self._attempts, pause)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        seconds = time.perf_counter() - self._began
        if isinstance(error, KaggleStoreError):
            error.attempts, error.seconds = self._attempts, seconds
        self._counters.count_request(None if error is None else type(error).__name__)
        if self._trace is not None:
            self._trace.end(error, self._attempts, seconds)
        # The caller receives the error anyway; that retries did not help is worth an INFO line.
        level = logging.INFO if error is not None and self._attempts > 1 else logging.DEBUG
        if log.isEnabledFor(level):
            outcome = "ok" if error is None else error_label(error)
            milliseconds = seconds * 1000
            log.log(
                level,
                "%s: %s in %.1f ms, try %d",
                self._name,
                outcome,
                milliseconds,
                self._attempts,
            )


def error_label(error: BaseException) -> str:
    """Return an error's class and code; its message may quote sent data."""
    code = error_code(error)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def error_code(error: BaseException) -> str | None:
    """Return the SQLSTATE or PostgREST code, else the HTTP status."""
    code = getattr(error, "code", None) or getattr(error, "status", None)
    return str(code) if code else None
