"""A call in a signal handler or finaliser gets an answer, whatever call it interrupts."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from uuid import UUID

import httpcore
import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.trace import TracerProvider

from kaggle_store import KaggleStore, StoreClosed
from kaggle_store._requests.counters import AtomicCounter, Counters
from kaggle_store._requests.gc_pause import LARGE_PAGE, paused
from kaggle_store._requests.lease import Lease
from kaggle_store._transport import opentelemetry as otel
from kaggle_store._transport.call_tracker import CallTracker
from kaggle_store.errors import LeaseLost
from tests.conftest import Stack
from tests.interruptions import PACKAGE, at_every_instruction, interrupted_at

LIBRARIES = (PACKAGE, httpcore.__path__[0])


def ends(call: Callable[[], object]) -> bool:
    """Make a call in a thread; return False if it takes more than a minute or raises."""
    ended = []

    def run() -> None:
        call()
        ended.append(True)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(60)
    return bool(ended)


def test_call_may_interrupt_a_call_at_every_line(stack: Stack, store: KaggleStore) -> None:
    answers = []

    def run() -> None:
        at_every_instruction(
            lambda: answers.append(store.competitions.count()),
            lambda _: answers.append(store.competitions.count()),
            step=9,
            folder=LIBRARIES,
            event="line",
        )

    assert ends(run)
    assert set(answers) == {0}
    assert len(answers) > 60


def test_call_may_interrupt_opentelemetry(
    store: KaggleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    instruments = otel._Instruments(TracerProvider(), MeterProvider())
    monkeypatch.setattr(otel, "_instruments", lambda: instruments)
    lock = threading.Lock()

    class Locking:
        def __init__(self, *_: object) -> None:
            with lock:
                store.competitions.count()

        def end(self, *_: object) -> None:
            """Do nothing."""

    monkeypatch.setattr(otel, "Trace", Locking)
    assert ends(store.competitions.count)


def test_close_may_interrupt_a_call(stack: Stack) -> None:
    outcomes = set()

    def run() -> None:
        for line in range(5, 500, 20):
            store = KaggleStore(stack.api_url, stack.secret_key)
            try:
                interrupted_at(line, store.close, store.competitions.count, LIBRARIES, "line")
                outcomes.add("answered")
            except StoreClosed:
                outcomes.add("refused")
            store.close()
            assert store._executor._http.is_closed

    assert ends(run)
    assert outcomes == {"answered", "refused"}


def interrupt() -> None:
    raise KeyboardInterrupt


def test_interrupted_calls_leave_the_client_usable(store: KaggleStore) -> None:
    def call(_: int) -> None:
        try:
            store.competitions.count()
        except KeyboardInterrupt:
            assert store.competitions.count() == 0

    assert ends(lambda: at_every_instruction(interrupt, call, step=40, event="line"))


def test_count_may_be_interrupted_by_a_count() -> None:
    counters, counter = Counters(), AtomicCounter()

    def count() -> None:
        counters.count_request("TimedOut")
        counters.count_retry()
        counter.add()

    def run() -> None:
        made.append(at_every_instruction(count, lambda _: count()))

    made: list[int] = []
    assert ends(run)
    expected = 2 * made[0] - 1
    assert (counters.requests, counters.retries, counter.value) == (expected,) * 3
    assert counters.failures == {"TimedOut": expected}


def test_tracker_closes_once_after_interrupting_calls() -> None:
    closed: list[int] = []

    def call(number: int) -> None:
        tracker = CallTracker(lambda: closed.append(number))
        trackers.append(tracker)
        with tracker.track():
            pass
        tracker.close()

    def call_and_close() -> None:
        with trackers[-1].track():
            pass
        trackers[-1].close()

    trackers = [CallTracker(lambda: None)]
    count = 0

    def run() -> None:
        nonlocal count
        count = at_every_instruction(call_and_close, call)

    assert ends(run)
    assert set(closed) >= set(range(20, count + 1))
    assert len(closed) == len(set(closed))


def test_large_page_may_be_decoded_while_another_is() -> None:
    def decode() -> None:
        with paused(LARGE_PAGE):
            assert not gc.isenabled()

    assert ends(lambda: at_every_instruction(decode, lambda _: decode()))
    assert gc.isenabled()


def test_interrupted_page_leaves_the_collector_enabled() -> None:
    def decode(_: int) -> None:
        with suppress(KeyboardInterrupt), paused(LARGE_PAGE):
            pass

    for number in range(1, 10):
        # Python handles signals at the beginning of a function.
        interrupted_at(number, interrupt, partial(decode, 0), event="call")
        decode(0)
        assert gc.isenabled()


def test_interrupted_call_does_not_keep_connections_open() -> None:
    def call(tracker: CallTracker) -> None:
        with suppress(KeyboardInterrupt), tracker.track():
            pass

    for instruction in range(1, 200):
        closed: list[int] = []
        tracker = CallTracker(partial(closed.append, instruction))
        interrupted_at(instruction, interrupt, partial(call, tracker))
        tracker.close()
        assert closed == [instruction]


def test_lease_may_be_lost_while_it_is_waited_for() -> None:
    def wait(_: int) -> None:
        leases.append(Lease(UUID(int=1), "agent_executions", UUID(int=2), 1e12))
        leases[-1].mark_lost(LeaseLost("taken over"))
        leases[-1].wait(60)

    leases: list[Lease] = [Lease(UUID(int=1), "agent_executions", UUID(int=2), 1e12)]
    lose = LeaseLost("taken over")
    assert ends(lambda: at_every_instruction(lambda: leases[-1].mark_lost(lose), wait))
