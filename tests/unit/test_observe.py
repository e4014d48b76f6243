"""What a store tells of its work: log lines, counters, spans; never what was sent."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from opentelemetry import trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from kaggle_store import AlreadyExists, AsyncKaggleStore, KaggleStore, Unavailable
from kaggle_store._transport import opentelemetry as telemetry
from kaggle_store._transport import retry
from tests.unit.conftest import KEY, URL, Wire

SECRET = "correct-horse-battery-staple"
GONE = httpx.Response(503)
TAKEN = httpx.Response(
    409, json={"code": "23505", "message": f"taken: {SECRET}", "details": SECRET, "hint": None}
)
ID = UUID(int=7)


class Told:
    """What OpenTelemetry was told."""

    def __init__(self) -> None:
        self.exporter = InMemorySpanExporter()
        self.traces = TracerProvider()
        self.traces.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.reader = InMemoryMetricReader()
        self.instruments = telemetry._Instruments(self.traces, MeterProvider([self.reader]))

    @property
    def spans(self) -> list[Any]:
        return list(self.exporter.get_finished_spans())

    def points(self, name: str) -> list[Any]:
        data = self.reader.get_metrics_data()
        assert data is not None
        return [
            point
            for resource in data.resource_metrics
            for scope in resource.scope_metrics
            for metric in scope.metrics
            if metric.name == name
            for point in metric.data.data_points
        ]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    told = Told()
    monkeypatch.setattr(telemetry, "_instruments", lambda: told.instruments)
    return told


@pytest.fixture
def patient(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> Iterator[KaggleStore]:
    """A store that tries again at once."""
    monkeypatch.setattr(retry, "FIRST_PAUSE", 0.0)
    with KaggleStore(URL, KEY, retry_for=5) as opened:
        yield opened


def test_counters_tell_requests_retries_and_failures(wire: Wire, patient: KaggleStore) -> None:
    wire.answers(GONE, GONE, "[]", TAKEN)
    patient.competitions.list()
    with pytest.raises(AlreadyExists):
        patient.competitions.upsert(kaggle_id="a", title=SECRET)
    assert patient.counters.requests == 2
    assert patient.counters.retries == 2
    assert patient.counters.failures == {"AlreadyExists": 1}
    assert patient.counters.spool_bytes == 0
    assert repr(patient.counters) == (
        "Counters(requests=2, retries=2, failures={'AlreadyExists': 1}, spool_bytes=0)"
    )


def test_threads_lose_no_count(wire: Wire, patient: KaggleStore) -> None:
    wire.route.side_effect = None
    wire.route.return_value = httpx.Response(200, text="[]")
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: patient.competitions.list(), range(200)))
    assert patient.counters.requests == 200


async def test_awaited_requests_count_too_and_so_does_one_that_is_cancelled(wire: Wire) -> None:
    async def never(_: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    async with AsyncKaggleStore(URL, KEY) as store:
        await store.competitions.list()
        wire.route.side_effect = never
        waiting = asyncio.ensure_future(store.competitions.list())
        await asyncio.sleep(0)
        while wire.route.call_count < 1:
            await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert store.counters.requests == 2
        assert store.counters.failures == {"CancelledError": 1}


def test_a_recorder_s_spool_is_counted_and_so_are_its_requests(
    wire: Wire, store: KaggleStore, told: Told, tmp_path: Path
) -> None:
    wire.answers(GONE)
    with store.system_metrics.recorder(spool=tmp_path, close_within=0, every=60) as log:
        log("loss", 0.5)
        waiting = log.unsent
        assert store.counters.spool_bytes == waiting > 0
        assert sum(point.value for point in told.points("kaggle_store.spool")) >= waiting
        wire.answers("1")
        assert log.flush(10)
        assert store.counters.spool_bytes == 0
    assert store.counters.requests == 1


def test_each_request_is_a_line_at_debug(
    wire: Wire, store: KaggleStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "kaggle_store")
    wire.answers("[]", TAKEN)
    store.competitions.list()
    with pytest.raises(AlreadyExists):
        store.competitions.upsert(kaggle_id="a", title=SECRET)
    assert [record.levelname for record in caplog.records] == ["DEBUG", "DEBUG"]
    first, second = caplog.messages
    assert first.startswith("competitions.list: ok in ")
    assert first.endswith(" ms, try 1")
    assert second.startswith("competitions.upsert: AlreadyExists 23505 in ")


def test_retries_are_told_and_that_they_could_not_help(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(retry, "FIRST_PAUSE", 0.0)
    caplog.set_level(logging.INFO, "kaggle_store")
    wire.answers(GONE, TAKEN)
    with KaggleStore(URL, KEY, retry_for=5) as store, pytest.raises(AlreadyExists):
        store.competitions.upsert(kaggle_id="a", title=SECRET)
    assert [record.levelname for record in caplog.records] == ["INFO", "INFO"]
    assert caplog.messages[0] == "competitions.upsert: Unavailable 503; try 2 in 0.0 s"


def test_a_span_covers_a_request_with_all_its_tries(
    wire: Wire, patient: KaggleStore, told: Told
) -> None:
    wire.answers(GONE, "[]")
    with told.traces.get_tracer("test").start_as_current_span("round"):
        patient.competitions.list()
    span, outer = told.spans
    assert (span.name, span.kind) == ("competitions.list", trace.SpanKind.CLIENT)
    assert span.parent.span_id == outer.context.span_id
    assert dict(span.attributes) == {
        "db.system.name": "postgresql",
        "db.operation.name": "competitions.list",
        "server.address": "project.test",
        "server.port": 80,
        "kaggle_store.tries": 2,
    }
    [event] = span.events
    assert (event.name, event.attributes["error.type"]) == ("retry", "Unavailable")
    assert [point.value for point in told.points("kaggle_store.retries")] == [1]
    assert [point.count for point in told.points("db.client.operation.duration")] == [1]
    assert told.points("kaggle_store.failures") == []


def test_a_span_of_a_failure_says_its_class_and_code(
    wire: Wire, store: KaggleStore, told: Told
) -> None:
    wire.answers(TAKEN)
    with pytest.raises(AlreadyExists):
        store.competitions.upsert(kaggle_id="a", title="A")
    [span] = told.spans
    assert span.status.status_code is trace.StatusCode.ERROR
    assert span.attributes["error.type"] == "AlreadyExists"
    assert span.attributes["db.response.status_code"] == "23505"
    assert span.attributes["http.response.status_code"] == 409
    [failed] = told.points("kaggle_store.failures")
    assert failed.attributes["error.type"] == "AlreadyExists"
    assert trace.get_current_span() is trace.INVALID_SPAN


async def test_spans_of_concurrent_tasks_keep_their_own_parents(wire: Wire, told: Told) -> None:
    tracer = told.traces.get_tracer("test")

    async def round_of(store: AsyncKaggleStore, name: str) -> None:
        with tracer.start_as_current_span(name):
            await store.competitions.list()

    async with AsyncKaggleStore(URL, KEY) as store:
        await asyncio.gather(*(round_of(store, f"round {i}") for i in range(5)))
    rounds = {span.context.span_id for span in told.spans if span.parent is None}
    requests = [span for span in told.spans if span.parent is not None]
    assert {span.parent.span_id for span in requests} == rounds
    assert len(rounds) == len(requests) == 5


def test_nothing_that_was_sent_or_answered_is_logged_or_traced(
    wire: Wire, patient: KaggleStore, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "kaggle_store")
    wire.answers(GONE, TAKEN)
    with pytest.raises(AlreadyExists):
        patient.configurations.set("kaggle.key", SECRET, type="api", encrypted=True)
    with pytest.raises((AlreadyExists, Unavailable)):
        patient.competitions.upsert(kaggle_id=SECRET, title=SECRET)
    everything = caplog.text + "".join(span.to_json() for span in told.spans)
    assert "kaggle_store" in everything
    assert SECRET not in everything
    assert KEY not in everything


def test_a_program_without_opentelemetry_does_not_get_it() -> None:
    program = (
        "import sys; from kaggle_store import KaggleStore;"
        "from kaggle_store._transport import opentelemetry;"
        f"KaggleStore({URL!r}, {KEY!r}).close();"
        "assert opentelemetry.begin('a.b', 'http://x') is None;"
        "assert not any(name.startswith('opentelemetry') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
