"""Waiting for a response or a score ends at its timeout."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from kaggle_store import (
    InterventionTimedOut,
    KaggleStore,
    NotFound,
    ScoringTimedOut,
    Unavailable,
)
from tests.unit.conftest import KEY, URL, MockApi
from tests.unit.test_retries import REFUSED, UNAVAILABLE, Call, Clock, clients, clock

__all__ = ["clock"]

ID = UUID(int=1)


@clients
def test_wait_for_response_times_out_if_server_is_down(
    api: MockApi, clock: Clock, waiting: None, client: Call
) -> None:
    api.respond(UNAVAILABLE)
    with pytest.raises(
        InterventionTimedOut, match="no response could be read within 2 s"
    ) as raised:
        client(lambda store: store.human_interventions.wait_for_response(ID, timeout=2))
    assert sum(clock.slept) == pytest.approx(2)
    assert isinstance(raised.value.__cause__, Unavailable)


@clients
def test_wait_until_scored_times_out_if_server_is_down(
    api: MockApi, clock: Clock, waiting: None, client: Call
) -> None:
    api.respond(UNAVAILABLE)
    with pytest.raises(ScoringTimedOut, match="could not be read within 2 s") as raised:
        client(lambda store: store.submissions.wait_until_scored(ID, timeout=2))
    assert sum(clock.slept) == pytest.approx(2)
    assert isinstance(raised.value.__cause__, Unavailable)


def test_wait_continues_after_outage_beyond_retries(
    api: MockApi, clock: Clock, waiting: None
) -> None:
    api.respond(UNAVAILABLE, UNAVAILABLE, UNAVAILABLE, UNAVAILABLE, "[]")
    with KaggleStore(URL, KEY, retry_for=0.2) as store, pytest.raises(NotFound):
        store.human_interventions.wait_for_response(ID, timeout=60)
    assert len(api.requests) == 5


def test_wait_without_timeout_raises_unavailable(api: MockApi, clock: Clock, waiting: None) -> None:
    api.respond(UNAVAILABLE)
    with KaggleStore(URL, KEY, retry_for=1) as store, pytest.raises(Unavailable):
        store.human_interventions.wait_for_response(ID)


def test_poll_interval_has_a_minimum(
    api: MockApi, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.respond("[]", "[]", REFUSED)
    with KaggleStore(URL, KEY) as store, pytest.raises(Exception, match="400"):
        store.agent_executions.work(poll=1e-9).__enter__()
    assert clock.slept == [0.05, 0.05]


@pytest.fixture
def waiting(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Use the same clock for polling."""
    monkeypatch.setattr("kaggle_store.resources._polling.time", clock)
