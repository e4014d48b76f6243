"""Log lines, counters and spans report each request, but never its data."""

from __future__ import annotations

import asyncio
import logging
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import httpcore
import httpx
import pytest
from opentelemetry import trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from kaggle_store import AlreadyExists, AsyncKaggleStore, KaggleStore, Unavailable
from kaggle_store._transport import opentelemetry as otel
from kaggle_store._transport import retry
from tests.unit.conftest import KEY, URL, MockApi

SECRET = "correct-horse-battery-staple"
UNAVAILABLE = httpx.Response(503)
TAKEN = httpx.Response(
    409, json={"code": "23505", "message": f"taken: {SECRET}", "details": SECRET, "hint": None}
)
ID = UUID(int=7)


class Telemetry:
    """The spans and metrics that OpenTelemetry received."""

    def __init__(self) -> None:
        self.exporter = InMemorySpanExporter()
        self.traces = TracerProvider()
        self.traces.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.reader = InMemoryMetricReader()
        self.instruments = otel._Instruments(self.traces, MeterProvider([self.reader]))

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
def telemetry(monkeypatch: pytest.MonkeyPatch) -> Telemetry:
    telemetry = Telemetry()
    monkeypatch.setattr(otel, "_instruments", lambda: telemetry.instruments)
    return telemetry


@pytest.fixture
def retrying(api: MockApi, monkeypatch: pytest.MonkeyPatch) -> Iterator[KaggleStore]:
    """A client that retries at once."""
    monkeypatch.setattr(retry, "FIRST_PAUSE", 0.0)
    with KaggleStore(URL, KEY, retry_for=5) as opened:
        yield opened


def test_counters_count_requests_retries_failures(api: MockApi, retrying: KaggleStore) -> None:
    api.respond(UNAVAILABLE, UNAVAILABLE, "[]", TAKEN)
    retrying.competitions.list()
    with pytest.raises(AlreadyExists):
        retrying.competitions.upsert(kaggle_id="a", title=SECRET)
    assert retrying.counters.requests == 2
    assert retrying.counters.retries == 2
    assert retrying.counters.failures == {"AlreadyExists": 1}
    assert retrying.counters.spool_bytes == 0
    assert repr(retrying.counters) == (
        "Counters(requests=2, retries=2, failures={'AlreadyExists': 1}, spool_bytes=0)"
    )


def test_counters_are_thread_safe(api: MockApi, retrying: KaggleStore) -> None:
    api.route.side_effect = None
    api.route.return_value = httpx.Response(200, text="[]")
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: retrying.competitions.list(), range(200)))
    assert retrying.counters.requests == 200


async def test_async_and_cancelled_requests_are_counted(api: MockApi) -> None:
    async def never(_: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    async with AsyncKaggleStore(URL, KEY) as store:
        await store.competitions.list()
        api.route.side_effect = never
        waiting = asyncio.ensure_future(store.competitions.list())
        await asyncio.sleep(0)
        while api.route.call_count < 1:
            await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert store.counters.requests == 2
        assert store.counters.failures == {"CancelledError": 1}


def test_recorder_spool_and_requests_are_counted(
    api: MockApi, store: KaggleStore, telemetry: Telemetry, tmp_path: Path
) -> None:
    api.respond(UNAVAILABLE)
    with store.system_metrics.recorder(spool=tmp_path, close_within=0, every=60) as log:
        log("loss", 0.5)
        waiting = log.unsent
        assert store.counters.spool_bytes == waiting > 0
        assert sum(point.value for point in telemetry.points("kaggle_store.spool")) >= waiting
        api.respond("1")
        assert log.flush(10)
        assert store.counters.spool_bytes == 0
    assert store.counters.requests == 1


def test_each_request_is_logged_at_debug(
    api: MockApi, store: KaggleStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "kaggle_store")
    api.respond("[]", TAKEN)
    store.competitions.list()
    with pytest.raises(AlreadyExists):
        store.competitions.upsert(kaggle_id="a", title=SECRET)
    assert [record.levelname for record in caplog.records] == ["DEBUG", "DEBUG"]
    first, second = caplog.messages
    assert first.startswith("competitions.list: ok in ")
    assert first.endswith(" ms, try 1")
    assert second.startswith("competitions.upsert: AlreadyExists 23505 in ")


def test_retries_and_final_failure_are_logged(
    api: MockApi, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(retry, "FIRST_PAUSE", 0.0)
    caplog.set_level(logging.INFO, "kaggle_store")
    api.respond(UNAVAILABLE, TAKEN)
    with KaggleStore(URL, KEY, retry_for=5) as store, pytest.raises(AlreadyExists):
        store.competitions.upsert(kaggle_id="a", title=SECRET)
    assert [record.levelname for record in caplog.records] == ["INFO", "INFO"]
    assert caplog.messages[0] == "competitions.upsert: Unavailable 503; try 2 in 0.0 s"


def test_unreachable_server_is_reported_at_once(
    api: MockApi, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(retry, "FIRST_PAUSE", 0.0)
    refused = httpcore.ConnectError("[Errno 111] Connection refused")
    api.respond(refused, refused, "[]")
    with KaggleStore(URL, KEY, retry_for=5) as store:
        store.competitions.list()
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        (
            "WARNING",
            f"competitions.list: {URL} did not respond: [Errno 111] Connection refused; "
            "trying again for up to 5 s",
        )
    ]


@pytest.mark.parametrize("failure", [UNAVAILABLE, httpcore.ReadTimeout("late")])
def test_last_error_says_what_was_tried(
    api: MockApi, monkeypatch: pytest.MonkeyPatch, failure: httpx.Response | Exception
) -> None:
    monkeypatch.setattr(retry, "FIRST_PAUSE", 0.0)
    api.respond(failure, failure, TAKEN)
    with KaggleStore(URL, KEY, retry_for=5) as store, pytest.raises(AlreadyExists) as raised:
        store.competitions.upsert(kaggle_id="a", title="A")
    assert raised.value.attempts == 3
    assert re.search(r"\(tried 3 times in \d+\.\d s\)", str(raised.value))
    assert "tried 3 times" in str(pickle.loads(pickle.dumps(raised.value)))


def test_single_try_is_not_mentioned(api: MockApi, store: KaggleStore) -> None:
    api.respond(UNAVAILABLE)
    with pytest.raises(Unavailable) as raised:
        store.competitions.list()
    assert raised.value.attempts == 1
    assert "tried" not in str(raised.value)


def test_span_covers_all_attempts(
    api: MockApi, retrying: KaggleStore, telemetry: Telemetry
) -> None:
    api.respond(UNAVAILABLE, "[]")
    with telemetry.traces.get_tracer("test").start_as_current_span("round"):
        retrying.competitions.list()
    span, outer = telemetry.spans
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
    assert [point.value for point in telemetry.points("kaggle_store.retries")] == [1]
    assert [point.count for point in telemetry.points("db.client.operation.duration")] == [1]
    assert telemetry.points("kaggle_store.failures") == []


def test_failed_span_has_error_class_and_code(
    api: MockApi, store: KaggleStore, telemetry: Telemetry
) -> None:
    api.respond(TAKEN)
    with pytest.raises(AlreadyExists):
        store.competitions.upsert(kaggle_id="a", title="A")
    [span] = telemetry.spans
    assert span.status.status_code is trace.StatusCode.ERROR
    assert span.attributes["error.type"] == "AlreadyExists"
    assert span.attributes["db.response.status_code"] == "23505"
    assert span.attributes["http.response.status_code"] == 409
    [failed] = telemetry.points("kaggle_store.failures")
    assert failed.attributes["error.type"] == "AlreadyExists"
    assert trace.get_current_span() is trace.INVALID_SPAN


async def test_concurrent_spans_keep_their_parents(api: MockApi, telemetry: Telemetry) -> None:
    tracer = telemetry.traces.get_tracer("test")

    async def round_of(store: AsyncKaggleStore, name: str) -> None:
        with tracer.start_as_current_span(name):
            await store.competitions.list()

    async with AsyncKaggleStore(URL, KEY) as store:
        await asyncio.gather(*(round_of(store, f"round {i}") for i in range(5)))
    rounds = {span.context.span_id for span in telemetry.spans if span.parent is None}
    requests = [span for span in telemetry.spans if span.parent is not None]
    assert {span.parent.span_id for span in requests} == rounds
    assert len(rounds) == len(requests) == 5


def test_request_and_response_data_are_not_logged(
    api: MockApi, retrying: KaggleStore, telemetry: Telemetry, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "kaggle_store")
    api.respond(UNAVAILABLE, TAKEN)
    with pytest.raises(AlreadyExists):
        retrying.configurations.set("kaggle.key", SECRET, type="api", encrypted=True)
    with pytest.raises((AlreadyExists, Unavailable)):
        retrying.competitions.upsert(kaggle_id=SECRET, title=SECRET)
    everything = caplog.text + "".join(span.to_json() for span in telemetry.spans)
    assert "kaggle_store" in everything
    assert SECRET not in everything
    assert KEY not in everything


def test_opentelemetry_is_not_imported() -> None:
    program = (
        "import sys; from kaggle_store import KaggleStore;"
        "from kaggle_store._transport import opentelemetry;"
        f"KaggleStore({URL!r}, {KEY!r}).close();"
        "assert opentelemetry.begin('a.b', 'http://x') is None;"
        "assert not any(name.startswith('opentelemetry') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
