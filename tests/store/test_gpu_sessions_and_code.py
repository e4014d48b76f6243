"""GPU sessions and their budget, validation and approval of code, with both clients."""

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


def _open(client: KaggleStore, samples: Samples, limit: float | None = None) -> GpuSession:
    given: dict[str, Any] = {} if limit is None else {"cost_limit_dollars": limit}
    return client.gpu_sessions.open(
        execution_id=samples.execution.id,
        provider="vast_ai",
        instance_type="RTX4090",
        hourly_rate_dollars=0.4,
        **given,
    )


def test_open_reserves_remaining_budget(client: KaggleStore, samples: Samples) -> None:
    first = _open(client, samples, 0.1)
    second = _open(client, samples)
    assert (first.cost_limit_dollars, second.cost_limit_dollars) == (
        Decimal("0.1"),
        Decimal("0.05"),
    )
    with pytest.raises(GpuBudgetExceeded, match=r"gpu_sessions\.open") as raised:
        _open(client, samples, 0.01)
    assert raised.value.facts["left"] == 0
    client.gpu_sessions.close(second.id)
    assert _open(client, samples).cost_limit_dollars == Decimal("0.05")


def test_repeated_open_returns_same_session(client: KaggleStore, samples: Samples) -> None:
    id = uuid4()
    rows = [
        client.gpu_sessions.open(
            id=id, execution_id=samples.execution.id, provider="v", instance_type="A100"
        )
        for _ in range(2)
    ]
    assert rows[0] == rows[1]
    assert client.gpu_sessions.count() == 1


def test_heartbeat_updates_cost_and_should_stop(
    client: KaggleStore, samples: Samples, set_clock: Clock
) -> None:
    session = _open(client, samples)
    first = client.gpu_sessions.heartbeat(session.id)
    assert (first.status, first.should_stop, first.reason) == ("running", False, None)
    set_clock("4 minutes")
    idle = client.gpu_sessions.heartbeat(session.id, gpu_utilization_percent=2.5)
    assert (idle.status, idle.should_stop) == ("idle", False)
    assert idle.total_cost_dollars is not None
    assert Decimal("0.026") < idle.total_cost_dollars < Decimal("0.03")
    set_clock("30 minutes")
    spent = client.gpu_sessions.heartbeat(session.id, gpu_utilization_percent=99)
    assert (spent.should_stop, spent.reason) == (True, "cost_limit")
    assert spent.session_left_dollars == 0
    assert spent.execution_left_dollars == 0
    with pytest.raises(NotFound):
        client.gpu_sessions.heartbeat(UUID(int=0))


def test_due_session_is_listed_until_closed(client: KaggleStore, samples: Samples) -> None:
    session = _open(client, samples)
    assert client.gpu_sessions.due() == []
    asked = client.gpu_sessions.request_termination(session.id, "maintenance")
    assert (asked.terminate_requested, asked.terminate_reason) == (True, "maintenance")
    for _ in range(2):
        assert [(due.id, due.reason) for due in client.gpu_sessions.due()] == [
            (session.id, "maintenance")
        ]
    closed = client.gpu_sessions.close(session.id, status="failed", error_message="gone")
    assert (closed.status, closed.error_message) == ("failed", "gone")
    assert client.gpu_sessions.due() == []


def test_bill_replaces_computed_cost(client: KaggleStore, samples: Samples) -> None:
    session = _open(client, samples)
    closed = client.gpu_sessions.close(session.id, total_cost_dollars=Decimal("0.2"))
    assert (closed.status, closed.total_cost_dollars) == ("terminated", Decimal("0.2"))
    assert client.gpu_sessions.close(session.id) == closed
    execution = client.agent_executions.get(samples.execution.id)
    assert execution.gpu_budget_consumed == Decimal("0.2")
    with pytest.raises(GpuBudgetExceeded):
        _open(client, samples, 0.01)
    with pytest.raises(MoveRefused):
        client.gpu_sessions.update(session.id, status="running")
    with pytest.raises(NotFound):
        client.gpu_sessions.close(uuid4())


def test_validate_and_approve_require_current_content(
    client: KaggleStore, samples: Samples
) -> None:
    code = samples.code
    found = client.generated_code.validate(
        code.id,
        content_sha256=code.content_sha256,
        validation_status="invalid",
        validation_errors=["line 1: no"],
    )
    assert (found.validation_status, found.validation_errors) == ("invalid", ["line 1: no"])
    approved = client.generated_code.approve(
        code.id, content_sha256=code.content_sha256, approved_by="ada@example.org"
    )
    assert (approved.human_approved, approved.approved_by) == (True, "ada@example.org")
    edited = client.generated_code.update(code.id, code_content="print('changed')")
    assert (edited.validation_status, edited.human_approved) == ("pending", False)
    stale: dict[str, Any] = {"content_sha256": code.content_sha256}
    stale_writes: list[Callable[[], Any]] = [
        lambda: client.generated_code.approve(code.id, **stale),
        lambda: client.generated_code.validate(code.id, **stale, validation_status="valid"),
    ]
    for write in stale_writes:
        with pytest.raises(ContentChanged) as raised:
            write()
        assert raised.value.facts["content_sha256"] == edited.content_sha256


def test_code_used_by_job_cannot_be_edited(client: KaggleStore, samples: Samples) -> None:
    assert samples.job.code_id == samples.code.id
    with pytest.raises(CodeInUse):
        client.generated_code.update(samples.code.id, code_content="x")
