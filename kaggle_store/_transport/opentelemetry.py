"""OpenTelemetry spans and metrics, in programs that have imported OpenTelemetry.

A program that traces has imported it already, so this module never imports it first.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kaggle_store._requests.counters import spools_of_process

if TYPE_CHECKING:
    from opentelemetry.metrics import CallbackOptions, MeterProvider, Observation
    from opentelemetry.trace import TracerProvider

SCOPE = "kaggle_store"
"""The name of the tracer and of the meter."""


class Trace:
    """The span and the metrics of one request; the span is current until the request ends."""

    def __init__(self, instruments: _Instruments, operation: str, url: str) -> None:
        self._instruments = instruments
        self._attributes: dict[str, str | int] = {
            "db.system.name": "postgresql",
            "db.operation.name": operation,
            **_address(url),
        }
        self._context = instruments.tracer.start_as_current_span(
            operation,
            kind=instruments.client,
            attributes=self._attributes,
            # Error messages may quote sent data, so only class and code are recorded.
            record_exception=False,
            set_status_on_exception=False,
        )
        self._span = self._context.__enter__()

    def record_retry(self, error: BaseException) -> None:
        """Record that the request is sent again."""
        self._instruments.retries.add(1, self._attributes | _of_error(error))
        self._span.add_event("retry", _of_error(error))

    def end(self, error: BaseException | None, attempts: int, seconds: float) -> None:
        """End the span and record the duration in seconds."""
        attributes = self._attributes
        self._span.set_attribute("kaggle_store.tries", attempts)
        if error is not None:
            attributes = attributes | _of_error(error)
            self._span.set_attributes(attributes)
            self._span.set_status(self._instruments.failed)
            self._instruments.failures.add(1, attributes)
        self._instruments.duration.record(seconds, attributes)
        self._context.__exit__(None, None, None)


class _Instruments:
    """The tracer and the meter's instruments, created once per process."""

    def __init__(
        self, traces: TracerProvider | None = None, meters: MeterProvider | None = None
    ) -> None:
        from opentelemetry import metrics, trace

        self.tracer = trace.get_tracer(SCOPE, tracer_provider=traces)
        self.client = trace.SpanKind.CLIENT
        self.failed = trace.StatusCode.ERROR
        meter = metrics.get_meter(SCOPE, meter_provider=meters)
        self.duration = meter.create_histogram(
            "db.client.operation.duration", "s", "Time from a request's first attempt to its end."
        )
        self.retries = meter.create_counter(
            "kaggle_store.retries", "{retry}", "Requests that were sent again."
        )
        self.failures = meter.create_counter(
            "kaggle_store.failures", "{request}", "Requests that ended in an error."
        )
        meter.create_observable_gauge(
            "kaggle_store.spool", [_spool_bytes], "By", "Unsent metrics on disk."
        )


def begin(operation: str, url: str) -> Trace | None:
    """Start a span if the program has imported OpenTelemetry, else return None."""
    if "opentelemetry.trace" not in sys.modules:
        return None
    return Trace(_instruments(), operation, url)


@cache
def _instruments() -> _Instruments:
    return _Instruments()


@cache
def _address(url: str) -> dict[str, str | int]:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return {"server.address": parts.hostname or "", "server.port": port}


def _of_error(error: BaseException) -> dict[str, str | int]:
    found: dict[str, str | int] = {"error.type": type(error).__name__}
    if code := getattr(error, "code", None):
        found["db.response.status_code"] = str(code)
    if status := getattr(error, "status", None):
        found["http.response.status_code"] = int(status)
    return found


def _spool_bytes(_: CallbackOptions) -> Iterable[Observation]:
    from opentelemetry.metrics import Observation

    return [Observation(sum(spool.unsent for spool in spools_of_process()))]
