"""Concurrent calls for one budget, quota, intervention or row: each is granted once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from kaggle_store import AsyncKaggleStore
from kaggle_store.errors import (
    AlreadyAnswered,
    DuplicateFile,
    GpuBudgetExceeded,
    SubmissionLimitReached,
)
from kaggle_store.models import AgentExecution
from tests.lifecycle.concurrency import (
    actions_of,
    count_findings,
    count_types,
    create_execution,
    run_concurrently,
)


async def test_concurrent_reserve_respects_daily_limit(awaited: AsyncKaggleStore) -> None:
    run = await create_execution(awaited, limit=5)
    other = await awaited.agent_executions.create(
        competition_id=run.competition_id, execution_name="other"
    )
    rows, errors = await run_concurrently(
        awaited.submissions.reserve(
            execution_id=(run, other)[n % 2].id, submission_file_path=f"{n}.csv"
        )
        for n in range(32)
    )
    assert (len(rows), count_types(errors)) == (5, {SubmissionLimitReached: 27})
    quota = await awaited.submissions.quota(run.competition_id)
    assert (quota.used_today, quota.remaining, await awaited.submissions.count()) == (5, 0, 5)


async def test_released_slots_are_reserved_once(awaited: AsyncKaggleStore) -> None:
    run = await create_execution(awaited, limit=5)
    asked: Any = {"execution_id": run.id, "submission_file_path": "a.csv"}
    first, _ = await run_concurrently(awaited.submissions.reserve(**asked) for _ in range(5))
    calls: list[Any] = [awaited.submissions.mark_failed(row.id, "refused") for row in first[:3]]
    calls += [awaited.submissions.reserve(**asked) for _ in range(16)]
    await run_concurrently(calls)
    await run_concurrently(awaited.submissions.reserve(**asked) for _ in range(8))
    quota = await awaited.submissions.quota(run.competition_id)
    assert (quota.used_today, quota.remaining) == (5, 0)


async def test_concurrent_reserve_refuses_duplicate_file(awaited: AsyncKaggleStore) -> None:
    run = await create_execution(awaited)
    rows, errors = await run_concurrently(
        awaited.submissions.reserve(
            execution_id=run.id, submission_file_path="a.csv", file_sha256="a" * 64
        )
        for _ in range(12)
    )
    assert (len(rows), count_types(errors)) == (1, {DuplicateFile: 11})


@pytest.mark.parametrize(("limit", "granted"), [("0.15", 6), ("0.5", 2), ("1.01", 0), (None, 1)])
async def test_concurrent_open_respects_gpu_budget(
    awaited: AsyncKaggleStore, limit: str | None, granted: int
) -> None:
    run = await create_execution(awaited, gpu_budget_dollars=Decimal(1))
    asked: Any = {"execution_id": run.id, "provider": "vast_ai", "instance_type": "RTX4090"}
    asked |= {"cost_limit_dollars": Decimal(limit)} if limit else {}
    rows, errors = await run_concurrently(awaited.gpu_sessions.open(**asked) for _ in range(16))
    assert (len(rows), count_types(errors)) == (granted, {GpuBudgetExceeded: 16 - granted})
    held = [row.reserved_dollars or Decimal(0) for row in await awaited.gpu_sessions.list()]
    assert sum(held) <= 1


async def test_concurrent_limits_and_sessions_share_budget(awaited: AsyncKaggleStore) -> None:
    run = await create_execution(awaited, gpu_budget_dollars=Decimal(1))
    asked: Any = {"execution_id": run.id, "provider": "vast_ai", "instance_type": "RTX4090"}
    asked |= {"cost_limit_dollars": Decimal("0.1")}
    first, _ = await run_concurrently(awaited.gpu_sessions.open(**asked) for _ in range(4))
    calls: list[Any] = [
        awaited.gpu_sessions.update(row.id, cost_limit_dollars=Decimal("0.3")) for row in first
    ]
    calls += [awaited.gpu_sessions.open(**asked) for _ in range(8)]
    _, errors = await run_concurrently(calls)
    assert set(count_types(errors)) == {GpuBudgetExceeded}
    held = [row.reserved_dollars or Decimal(0) for row in await awaited.gpu_sessions.list()]
    assert sum(held) == 1


async def test_concurrent_heartbeats_add_up_costs(
    awaited: AsyncKaggleStore, set_clock: Callable[[str], None]
) -> None:
    run = await create_execution(awaited, gpu_budget_dollars=Decimal(100))
    new: Any = {"execution_id": run.id, "provider": "vast_ai", "instance_type": "RTX4090"}
    new |= {"hourly_rate_dollars": Decimal("1.5"), "cost_limit_dollars": Decimal(10)}
    sessions, _ = await run_concurrently(awaited.gpu_sessions.open(**new) for _ in range(8))
    for hours in range(1, 4):
        set_clock(f"{hours} hours")
        beats = [awaited.gpu_sessions.heartbeat(row.id) for row in sessions for _ in range(3)]
        _, errors = await run_concurrently(beats)
        assert not errors, "deadlock"
        await _check_costs(awaited, run)
    calls: list[Any] = [
        awaited.gpu_sessions.close(row.id, total_cost_dollars=Decimal(n))
        for n, row in enumerate(sessions, 1)
        for _ in range(2)
    ]
    calls += [awaited.gpu_sessions.heartbeat(row.id) for row in sessions]
    calls += [awaited.gpu_sessions.due() for _ in range(4)]
    _, errors = await run_concurrently(calls)
    assert not errors
    assert await _check_costs(awaited, run) == sum(range(1, 9))


async def _check_costs(store: AsyncKaggleStore, run: AgentExecution) -> Decimal:
    sessions = await store.gpu_sessions.list()
    consumed = (await store.agent_executions.get(run.id)).gpu_budget_consumed
    assert consumed == sum(row.total_cost_dollars for row in sessions)
    assert await count_findings(store) == 0
    return consumed


async def test_concurrent_requests_create_one_intervention(awaited: AsyncKaggleStore) -> None:
    run = await create_execution(awaited, status="training")
    rows, errors = await run_concurrently(_request(awaited, run, "strategy") for _ in range(8))
    assert not errors
    assert len({row.id for row in rows}) == await awaited.human_interventions.count() == 1
    assert len(await awaited.human_interventions.notifications()) == 1
    assert await actions_of(awaited, "human_interventions", rows[0].id) == ["insert"]
    assert await actions_of(awaited, "agent_executions", run.id) == ["insert", "update"]


async def _request(store: AsyncKaggleStore, run: AgentExecution, subject: str) -> Any:
    return await store.human_interventions.request(
        execution_id=run.id,
        intervention_type="approval_required",
        title=subject,
        description="?",
        subject=subject,
    )


async def test_concurrent_responses_resume_execution_once(
    awaited: AsyncKaggleStore,
) -> None:
    run = await create_execution(awaited, status="training")
    interventions = [await _request(awaited, run, str(n)) for n in range(4)]
    responses = [
        awaited.human_interventions.respond(intervention.id, "approve", response=str(n))
        for intervention in interventions
        for n in range(4)
    ]
    rows, errors = await run_concurrently([*responses, *_escalations(awaited)])
    assert count_types(errors) == {AlreadyAnswered: 12}
    assert len(rows) == 4 + 3
    assert (await awaited.agent_executions.get(run.id)).status == "training"
    actions = await actions_of(awaited, "agent_executions", run.id)
    assert actions == ["insert", "update", "update"], "more than one pause and resume"
    assert await count_findings(awaited) == 0


def _escalations(store: AsyncKaggleStore) -> list[Any]:
    return [store.human_interventions.escalate_overdue() for _ in range(3)]


async def test_overrun_response_does_not_deadlock(
    awaited: AsyncKaggleStore, set_clock: Callable[[str], None]
) -> None:
    run = await create_execution(awaited, gpu_budget_dollars=Decimal(1))
    new: Any = {"execution_id": run.id, "provider": "vast_ai", "instance_type": "RTX4090"}
    new |= {"hourly_rate_dollars": Decimal(1), "cost_limit_dollars": Decimal("0.5")}
    sessions = [await awaited.gpu_sessions.open(**new) for _ in range(2)]
    await run_concurrently(awaited.gpu_sessions.heartbeat(row.id) for row in sessions)
    for hours in range(2, 12, 2):
        set_clock(f"{hours} hours")
        calls: list[Any] = [awaited.gpu_sessions.heartbeat(row.id) for row in sessions]
        calls += [_request(awaited, run, "gpu_budget") for _ in range(3)]
        for intervention in await awaited.human_interventions.pending(execution_id=run.id):
            calls.append(awaited.human_interventions.respond(intervention.id, "approve"))
        _, errors = await run_concurrently(calls)
        assert not errors, "deadlock"
        await awaited.agent_executions.update(run.id, gpu_budget_dollars=Decimal(2 * hours))
        set_clock(f"{hours} hours 1 minute")
    assert await count_findings(awaited) == 0


async def test_concurrent_creates_of_one_id_create_one_row(
    awaited: AsyncKaggleStore,
) -> None:
    run = await create_execution(awaited, limit=1, gpu_budget_dollars=Decimal(1))
    belongs: Any = {"id": uuid4(), "execution_id": run.id}
    session: Any = belongs | {"provider": "vast_ai", "instance_type": "RTX4090"}
    intervention: Any = belongs | {"intervention_type": "error_review", "title": "?"}
    creates: dict[str, Callable[[], Any]] = {
        "agent_executions": lambda: awaited.agent_executions.create(
            id=belongs["id"], competition_id=run.competition_id, execution_name="once"
        ),
        "gpu_sessions": lambda: awaited.gpu_sessions.open(**session),
        "submissions": lambda: awaited.submissions.reserve(
            **belongs, submission_file_path="a.csv", file_sha256="b" * 64
        ),
        "human_interventions": lambda: awaited.human_interventions.create(
            **intervention, description="?"
        ),
    }
    for table, create in creates.items():
        rows, errors = await run_concurrently(create() for _ in range(16))
        assert (len({row.id for row in rows}), errors) == (1, []), table
        assert await actions_of(awaited, table, belongs["id"]) == ["insert"], table
    assert (await awaited.submissions.quota(run.competition_id)).used_today == 1
    assert len(await awaited.human_interventions.notifications()) == 1


async def test_concurrent_machines_and_people_do_not_deadlock(
    awaited: AsyncKaggleStore,
) -> None:
    run = await create_execution(awaited, gpu_budget_dollars=Decimal(50), limit=100)
    code = await awaited.generated_code.create(
        execution_id=run.id, code_type="training", file_name="a.py", code_content="1"
    )
    new: Any = {"execution_id": run.id, "provider": "vast_ai", "instance_type": "RTX4090"}
    new |= {"hourly_rate_dollars": Decimal(1), "cost_limit_dollars": Decimal(1)}
    job: Any = {"execution_id": run.id, "code_id": code.id, "job_name": "job", "max_attempts": 1}
    await awaited.training_jobs.create_many([job] * 12)

    async def machine(number: int) -> None:
        session = await awaited.gpu_sessions.open(**new)
        for _ in range(3):
            await awaited.gpu_sessions.heartbeat(session.id, gpu_utilization_percent=number * 5)
            for held in await awaited.training_jobs.claim(
                worker=str(number), lease=60, gpu_session_id=session.id
            ):
                assert held.lease_id
                await awaited.training_jobs.report(held.id, lease_id=held.lease_id, epoch=1)
                await awaited.training_jobs.fail(held.id, lease_id=held.lease_id, error="oh")
            await awaited.submissions.reserve(execution_id=run.id, submission_file_path="a.csv")
        await awaited.gpu_sessions.close(session.id, total_cost_dollars=Decimal(number))

    async def person() -> None:
        for number in range(4):
            intervention = await _request(awaited, run, str(number))
            await awaited.human_interventions.respond(intervention.id, "approve")

    async with asyncio.timeout(60):
        _, errors = await run_concurrently(
            [*(machine(n) for n in range(8)), *(person() for _ in range(4))]
        )
    assert set(count_types(errors)) <= {AlreadyAnswered}
    assert await _check_costs(awaited, run) == sum(range(8))
    failed = await awaited.training_jobs.list(status="failed")
    subjects = [
        row.subject for row in await awaited.human_interventions.pending(execution_id=run.id)
    ]
    assert sorted(subjects, key=str) == sorted(f"training job {row.id}" for row in failed)
