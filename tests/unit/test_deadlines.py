"""Waiting for a person ends in its time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from kaggle_store import KaggleStore, NoResponse, NotFound, Unavailable
from tests.unit.conftest import KEY, URL, Wire
from tests.unit.test_retries import GONE, REFUSED, Ask, Clock, clock, doors

__all__ = ["clock"]

ID = UUID(int=1)


@doors
def test_waiting_for_an_answer_ends_in_its_time_though_the_server_is_down(
    wire: Wire, clock: Clock, waiting: None, door: Ask
) -> None:
    wire.answers(GONE)
    with pytest.raises(NoResponse, match="no response could be read within 2 s") as raised:
        door(lambda store: store.human_interventions.wait_for_response(ID, timeout=2))
    assert sum(clock.slept) == pytest.approx(2)
    assert isinstance(raised.value.__cause__, Unavailable)


def test_waiting_goes_on_after_a_server_was_down_for_longer_than_retries(
    wire: Wire, clock: Clock, waiting: None
) -> None:
    wire.answers(GONE, GONE, GONE, GONE, "[]")
    with KaggleStore(URL, KEY, retry_for=0.2) as store, pytest.raises(NotFound):
        store.human_interventions.wait_for_response(ID, timeout=60)
    assert len(wire.requests) == 5


def test_without_a_time_a_server_that_is_down_is_told(
    wire: Wire, clock: Clock, waiting: None
) -> None:
    wire.answers(GONE)
    with KaggleStore(URL, KEY, retry_for=1) as store, pytest.raises(Unavailable):
        store.human_interventions.wait_for_response(ID)


def test_looks_are_not_closer_than_a_twentieth_of_a_second(
    wire: Wire, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire.answers("[]", "[]", REFUSED)
    with KaggleStore(URL, KEY) as store, pytest.raises(Exception, match="400"):
        store.agent_executions.work(poll=1e-9).__enter__()
    assert clock.slept == [0.05, 0.05]


@pytest.fixture
def waiting(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let waiting for an answer live in the same time."""
    monkeypatch.setattr("kaggle_store.resources.human_interventions.time", clock)
