"""GPU sessions and their budget, validation and approval of code, through both doors."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from kaggle_store import (
    CodeInUse,
    ContentChanged,
    GpuBudgetExceeded,
    KaggleStore,
    MoveRefused,
    NotFound,
)
from kaggle_store.models import GpuSession
from tests.store.samples import Samples

Clock = Callable[[str], None]


def _open(door: KaggleStore, samples: Samples, limit: float | None = None) -> GpuSession:
    given: dict[str, Any] = {} if limit is None else {"cost_limit_dollars": limit}
    return door.gpu_sessions.open(
        execution_id=samples.execution.id,
        provider="vast_ai",
        instance_type="RTX4090",
        hourly_rate_dollars=0.4,
        **given,
    )


def test_an_opened_session_reserves_what_is_left(door: KaggleStore, samples: Samples) -> None:
    first = _open(door, samples, 0.1)
    second = _open(door, samples)
    assert (first.cost_limit_dollars, second.cost_limit_dollars) == (
        Decimal("0.1"),
        Decimal("0.05"),
    )
    with pytest.raises(GpuBudgetExceeded, match=r"gpu_sessions\.open") as raised:
        _open(door, samples, 0.01)
    assert raised.value.facts["left"] == 0
    door.gpu_sessions.close(second.id)
    assert _open(door, samples).cost_limit_dollars == Decimal("0.05")


def test_an_open_with_the_same_id_is_the_same_session(door: KaggleStore, samples: Samples) -> None:
    id = uuid4()
    rows = [
        door.gpu_sessions.open(
            id=id, execution_id=samples.execution.id, provider="v", instance_type="A100"
        )
        for _ in range(2)
    ]
    assert rows[0] == rows[1]
    assert door.gpu_sessions.count() == 1


def test_a_heartbeat_settles_and_says_whether_to_stop(
    door: KaggleStore, samples: Samples, set_clock: Clock
) -> None:
    session = _open(door, samples)
    first = door.gpu_sessions.heartbeat(session.id)
    assert (first.status, first.should_stop, first.reason) == ("running", False, None)
    set_clock("4 minutes")
    idle = door.gpu_sessions.heartbeat(session.id, gpu_utilization_percent=2.5)
    assert (idle.status, idle.should_stop) == ("idle", False)
    assert idle.total_cost_dollars is not None
    assert Decimal("0.026") < idle.total_cost_dollars < Decimal("0.03")
    set_clock("30 minutes")
    spent = door.gpu_sessions.heartbeat(session.id, gpu_utilization_percent=99)
    assert (spent.should_stop, spent.reason) == (True, "cost_limit")
    assert spent.left_dollars == 0
    with pytest.raises(NotFound):
        door.gpu_sessions.heartbeat(UUID(int=0))


def test_sessions_that_are_due_stay_so_until_they_are_closed(
    door: KaggleStore, samples: Samples
) -> None:
    session = _open(door, samples)
    assert door.gpu_sessions.due() == []
    asked = door.gpu_sessions.request_termination(session.id, "maintenance")
    assert (asked.terminate_requested, asked.terminate_reason) == (True, "maintenance")
    for _ in range(2):
        assert [(due.id, due.reason) for due in door.gpu_sessions.due()] == [
            (session.id, "maintenance")
        ]
    closed = door.gpu_sessions.close(session.id, status="failed", error_message="gone")
    assert (closed.status, closed.error_message) == ("failed", "gone")
    assert door.gpu_sessions.due() == []


def test_the_providers_bill_is_the_truth(door: KaggleStore, samples: Samples) -> None:
    session = _open(door, samples)
    closed = door.gpu_sessions.close(session.id, total_cost_dollars=Decimal("0.2"))
    assert (closed.status, closed.total_cost_dollars) == ("terminated", Decimal("0.2"))
    assert door.gpu_sessions.close(session.id) == closed
    execution = door.agent_executions.get(samples.execution.id)
    assert execution.gpu_budget_consumed == Decimal("0.2")
    with pytest.raises(GpuBudgetExceeded):
        _open(door, samples, 0.01)
    with pytest.raises(MoveRefused):
        door.gpu_sessions.update(session.id, status="running")
    with pytest.raises(NotFound):
        door.gpu_sessions.close(uuid4())


def test_code_is_judged_by_its_content(door: KaggleStore, samples: Samples) -> None:
    code = samples.code
    found = door.generated_code.validate(
        code.id,
        content_sha256=code.content_sha256,
        validation_status="invalid",
        validation_errors=["line 1: no"],
    )
    assert (found.validation_status, found.validation_errors) == ("invalid", ["line 1: no"])
    approved = door.generated_code.approve(
        code.id, content_sha256=code.content_sha256, approved_by="ada@example.org"
    )
    assert (approved.human_approved, approved.approved_by) == (True, "ada@example.org")
    edited = door.generated_code.update(code.id, code_content="print('changed')")
    assert (edited.validation_status, edited.human_approved) == ("pending", False)
    stale: dict[str, Any] = {"content_sha256": code.content_sha256}
    late: list[Callable[[], Any]] = [
        lambda: door.generated_code.approve(code.id, **stale),
        lambda: door.generated_code.validate(code.id, **stale, validation_status="valid"),
    ]
    for judge in late:
        with pytest.raises(ContentChanged) as raised:
            judge()
        assert raised.value.facts["content_sha256"] == edited.content_sha256


def test_code_that_a_job_has_used_is_not_edited(door: KaggleStore, samples: Samples) -> None:
    assert samples.job.code_id == samples.code.id
    with pytest.raises(CodeInUse):
        door.generated_code.update(samples.code.id, code_content="x")
