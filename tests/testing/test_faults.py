"""Each fault of `StoreFaults` does what it is named after, once, and nothing to other requests."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from kaggle_store import ConnectionFailed, KaggleStore, ServerError, TimedOut
from kaggle_store.testing.faults import StoreFaults
from tests.conftest import Stack

PATH = "/rest/v1/competitions"


@pytest.fixture
def through(faults: StoreFaults, stack: Stack) -> Iterator[KaggleStore]:
    """A client through the proxy that repeats no request."""
    with KaggleStore(faults.url, stack.secret_key, retry_for=0, timeout=5) as store:
        yield store


def create(store: KaggleStore) -> None:
    store.competitions.create(kaggle_id="titanic", title="Titanic")


def test_lost_request_has_no_effect(
    faults: StoreFaults, through: KaggleStore, store: KaggleStore
) -> None:
    lost = faults.lose_request("POST", PATH)
    with pytest.raises(ConnectionFailed):
        create(through)
    assert [exchange.status for exchange in lost.exchanges] == [None]
    assert store.competitions.count() == 0
    create(through)


def test_lost_response_has_effect(
    faults: StoreFaults, through: KaggleStore, store: KaggleStore
) -> None:
    lost = faults.lose_response("POST", PATH)
    with pytest.raises(ConnectionFailed):
        create(through)
    (exchange,) = lost.exchanges
    assert exchange.status == 201
    assert exchange.json()[0]["kaggle_id"] == "titanic"
    assert store.competitions.count() == 1


def test_cut_response_has_effect(
    faults: StoreFaults, through: KaggleStore, store: KaggleStore
) -> None:
    faults.cut("POST", PATH)
    with pytest.raises(ConnectionFailed):
        create(through)
    assert store.competitions.count() == 1


def test_answer_has_status_and_no_effect(
    faults: StoreFaults, through: KaggleStore, store: KaggleStore
) -> None:
    faults.answer(429, "POST", PATH, retry_after=7)
    with pytest.raises(ServerError, match="injected HTTP 429"):
        create(through)
    assert store.competitions.count() == 0


def test_answer_has_retry_after_and_body(faults: StoreFaults) -> None:
    faults.answer(503, retry_after=7, body={"code": "PGRST002"})
    response = httpx.get(f"{faults.url}{PATH}")
    assert (response.status_code, response.headers["retry-after"]) == (503, "7")
    assert response.json() == {"code": "PGRST002"}


def test_held_request_waits_for_release(
    faults: StoreFaults, through: KaggleStore, store: KaggleStore
) -> None:
    held = faults.hold("POST", PATH)
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(create, through)
        held.wait()
        assert store.competitions.count() == 0
        assert held.release().status == 201
        call.result(60)
    assert store.competitions.count() == 1


def test_held_request_passes_after_its_time(faults: StoreFaults, through: KaggleStore) -> None:
    held = faults.hold("POST", PATH, seconds=0.01)
    create(through)
    assert [exchange.status for exchange in held.exchanges] == [201]


def test_held_request_is_dropped_by_reset(
    faults: StoreFaults, through: KaggleStore, store: KaggleStore
) -> None:
    held = faults.hold("POST", PATH)
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(create, through)
        held.wait()
        faults.reset()
        with pytest.raises(ConnectionFailed):
            call.result(60)
    assert store.competitions.count() == 0


def test_dripping_response_times_out(faults: StoreFaults, stack: Stack) -> None:
    faults.drip("GET", PATH)
    with (
        KaggleStore(faults.url, stack.secret_key, retry_for=0, timeout=0.3) as impatient,
        pytest.raises(TimedOut),
    ):
        impatient.competitions.list()


def test_down_refuses_until_up(faults: StoreFaults, through: KaggleStore) -> None:
    create(through)
    faults.down()
    with pytest.raises(ConnectionFailed):
        through.competitions.list()
    faults.up()
    assert len(through.competitions.list()) == 1


def test_fault_applies_to_times_requests(faults: StoreFaults, through: KaggleStore) -> None:
    fault = faults.lose_request(("GET", "HEAD"), "/rest/v1/comp*", times=2)
    create(through)
    for _ in range(2):
        with pytest.raises(ConnectionFailed):
            through.competitions.list()
    assert len(through.competitions.list()) == 1
    assert fault.remaining == 0


def test_client_repeats_after_faults_in_turn(
    faults: StoreFaults, stack: Stack, store: KaggleStore
) -> None:
    faults.lose_request("POST", PATH)
    faults.answer(503, "POST", PATH)
    lost = faults.lose_response("POST", PATH)
    with KaggleStore(faults.url, stack.secret_key) as patient:
        create(patient)
    assert lost.remaining == 0
    assert store.competitions.count() == 1
