"""Responses to claims, a clock, and the calls that a client has made."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from kaggle_store.models import AgentExecution
from tests.unit.conftest import MockApi

ID = "018f0000-0000-7000-8000-000000000000"
NOW = "2026-01-01T00:00:00+00:00"


def row(**more: object) -> dict[str, object]:
    filled = {"id": ID, "competition_id": ID, "execution_name": "x", "status": "pending"}
    filled |= dict.fromkeys(("priority", "target_submission_hours", "attempts"), "1")
    filled |= dict.fromkeys(("current_step", "max_attempts", "round"), "1")
    filled |= dict.fromkeys(("created_at", "updated_at", "available_at"), NOW)
    filled |= dict.fromkeys(("gpu_budget_dollars", "gpu_budget_consumed"), "0")
    filled |= {"resume_reason": "fresh", "human_intervention_required": "false"}
    return {**dict.fromkeys(AgentExecution.model_fields), **filled, "source_record": {}, **more}


LOST = {
    "code": "KS210",
    "message": "the lease is lost",
    "details": f'{{"table": "agent_executions", "id": "{ID}"}}',
    "hint": None,
}


class Clock:
    """A clock that tests advance."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        for module in ("_requests.lease", "_leases.plan"):
            monkeypatch.setattr(f"kaggle_store.{module}.time", self)

    def monotonic(self) -> float:
        return self.now


def calls(api: MockApi) -> list[str]:
    return [request.url.path.rpartition("/")[2] for request in api.requests]


def wait_until(condition: Any) -> None:
    waiting, end = threading.Event(), time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        waiting.wait(0.005)
