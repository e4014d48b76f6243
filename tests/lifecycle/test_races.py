"""Clients that race for a budget, a quota, a question, a row: each is given out once."""

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
from tests.lifecycle.races import an_execution, at_once, findings, kinds, moves_of


async def test_thirty_two_clients_take_five_slots(awaited: AsyncKaggleStore) -> None:
    run = await an_execution(awaited, limit=5)
    other = await awaited.agent_executions.create(
        competition_id=run.competition_id, execution_name="other"
    )
    rows, errors = await at_once(
        awaited.submissions.reserve(
            execution_id=(run, other)[n % 2].id, submission_file_path=f"{n}.csv"
        )
        for n in range(32)
    )
    assert (len(rows), kinds(errors)) == (5, {SubmissionLimitReached: 27})
    quota = await awaited.submissions.quota(run.competition_id)
    assert (quota.used_today, quota.remaining, await awaited.submissions.count()) == (5, 0, 5)


async def test_slots_that_come_back_are_taken_once(awaited: AsyncKaggleStore) -> None:
    run = await an_execution(awaited, limit=5)
    asked: Any = {"execution_id": run.id, "submission_file_path": "a.csv"}
    first, _ = await at_once(awaited.submissions.reserve(**asked) for _ in range(5))
    calls: list[Any] = [awaited.submissions.mark_failed(row.id, "refused") for row in first[:3]]
    calls += [awaited.submissions.reserve(**asked) for _ in range(16)]
    await at_once(calls)
    await at_once(awaited.submissions.reserve(**asked) for _ in range(8))
    quota = await awaited.submissions.quota(run.competition_id)
    assert (quota.used_today, quota.remaining) == (5, 0)


async def test_a_file_is_sent_once_whoever_sends_it(awaited: AsyncKaggleStore) -> None:
    run = await an_execution(awaited)
    rows, errors = await at_once(
        awaited.submissions.reserve(
            execution_id=run.id, submission_file_path="a.csv", file_sha256="a" * 64
        )
        for _ in range(12)
    )
    assert (len(rows), kinds(errors)) == (1, {DuplicateFile: 11})


@pytest.mark.parametrize(("limit", "granted"), [("0.15", 6), ("0.5", 2), ("1.01", 0), (None, 1)])
async def test_sixteen_clients_reserve_no_more_than_one_budget(
    awaited: AsyncKaggleStore, limit: str | None, granted: int
) -> None:
    run = await an_execution(awaited, gpu_budget_dollars=Decimal(1))
    asked: Any = {"execution_id": run.id, "provider": "vast_ai", "instance_type": "RTX4090"}
    asked |= {"cost_limit_dollars": Decimal(limit)} if limit else {}
    rows, errors = await at_once(awaited.gpu_sessions.open(**asked) for _ in range(16))
    assert (len(rows), kinds(errors)) == (granted, {GpuBudgetExceeded: 16 - granted})
    held = [row.reserved_dollars or Decimal(0) for row in await awaited.gpu_sessions.list()]
    assert sum(held) <= 1


async def test_raised_limits_and_new_sessions_share_one_budget(awaited: AsyncKaggleStore) -> None:
    run = await an_execution(awaited, gpu_budget_dollars=Decimal(1))
    asked: Any = {"execution_id": run.id, "provider": "vast_ai", "instance_type": "RTX4090"}
    asked |= {"cost_limit_dollars": Decimal("0.1")}
    first, _ = await at_once(awaited.gpu_sessions.open(**asked) for _ in range(4))
    calls: list[Any] = [
        awaited.gpu_sessions.update(row.id, cost_limit_dollars=Decimal("0.3")) for row in first
    ]
    calls += [awaited.gpu_sessions.open(**asked) for _ in range(8)]
    _, errors = await at_once(calls)
    assert set(kinds(errors)) == {GpuBudgetExceeded}
    held = [row.reserved_dollars or Decimal(0) for row in await awaited.gpu_sessions.list()]
    assert sum(held) == 1


async def test_costs_of_sessions_settled_at_once_add_up(
    awaited: AsyncKaggleStore, set_clock: Callable[[str], None]
) -> None:
    run = await an_execution(awaited, gpu_budget_dollars=Decimal(100))
    new: Any = {"execution_id": run.id, "provider": "vast_ai", "instance_type": "RTX4090"}
    new |= {"hourly_rate_dollars": Decimal("1.5"), "cost_limit_dollars": Decimal(10)}
    sessions, _ = await at_once(awaited.gpu_sessions.open(**new) for _ in range(8))
    for hours in range(1, 4):
        set_clock(f"{hours} hours")
        beats = [awaited.gpu_sessions.heartbeat(row.id) for row in sessions for _ in range(3)]
        _, errors = await at_once(beats)
        assert not errors, "they waited for each other"
        await _costs_add_up(awaited, run)
    calls: list[Any] = [
        awaited.gpu_sessions.close(row.id, total_cost_dollars=Decimal(n))
        for n, row in enumerate(sessions, 1)
        for _ in range(2)
    ]
    calls += [awaited.gpu_sessions.heartbeat(row.id) for row in sessions]
    calls += [awaited.gpu_sessions.due() for _ in range(4)]
    _, errors = await at_once(calls)
    assert not errors
    assert await _costs_add_up(awaited, run) == sum(range(1, 9))


async def _costs_add_up(store: AsyncKaggleStore, run: AgentExecution) -> Decimal:
    sessions = await store.gpu_sessions.list()
    consumed = (await store.agent_executions.get(run.id)).gpu_budget_consumed
    assert consumed == sum(row.total_cost_dollars for row in sessions)
    assert await findings(store) == 0
    return consumed


async def test_eight_clients_with_one_question_ask_it_once(awaited: AsyncKaggleStore) -> None:
    run = await an_execution(awaited, status="training")
    rows, errors = await at_once(_ask(awaited, run, "strategy") for _ in range(8))
    assert not errors
    assert len({row.id for row in rows}) == await awaited.human_interventions.count() == 1
    assert len(await awaited.human_interventions.notifications()) == 1
    assert await moves_of(awaited, "human_interventions", rows[0].id) == ["insert"]
    assert await moves_of(awaited, "agent_executions", run.id) == ["insert", "update"]


async def _ask(store: AsyncKaggleStore, run: AgentExecution, subject: str) -> Any:
    return await store.human_interventions.request(
        execution_id=run.id,
        intervention_type="approval_required",
        title=subject,
        description="?",
        subject=subject,
    )


async def test_of_many_answers_one_counts_and_the_execution_goes_on_once(
    awaited: AsyncKaggleStore,
) -> None:
    run = await an_execution(awaited, status="training")
    questions = [await _ask(awaited, run, str(n)) for n in range(4)]
    answers = [
        awaited.human_interventions.respond(question.id, "approved", response=str(n))
        for question in questions
        for n in range(4)
    ]
    rows, errors = await at_once([*answers, *_escalations(awaited)])
    assert kinds(errors) == {AlreadyAnswered: 12}
    assert len(rows) == 4 + 3
    assert (await awaited.agent_executions.get(run.id)).status == "training"
    moves = await moves_of(awaited, "agent_executions", run.id)
    assert moves == ["insert", "update", "update"], "into review and back, once"
    assert await findings(awaited) == 0


def _escalations(store: AsyncKaggleStore) -> list[Any]:
    return [store.human_interventions.escalate_overdue() for _ in range(3)]


async def test_an_overrun_may_be_answered_while_it_happens(
    awaited: AsyncKaggleStore, set_clock: Callable[[str], None]
) -> None:
    run = await an_execution(awaited, gpu_budget_dollars=Decimal(1))
    new: Any = {"execution_id": run.id, "provider": "vast_ai", "instance_type": "RTX4090"}
    new |= {"hourly_rate_dollars": Decimal(1), "cost_limit_dollars": Decimal("0.5")}
    sessions = [await awaited.gpu_sessions.open(**new) for _ in range(2)]
    await at_once(awaited.gpu_sessions.heartbeat(row.id) for row in sessions)
    for hours in range(2, 12, 2):
        set_clock(f"{hours} hours")
        calls: list[Any] = [awaited.gpu_sessions.heartbeat(row.id) for row in sessions]
        calls += [_ask(awaited, run, "gpu_budget") for _ in range(3)]
        for question in await awaited.human_interventions.pending(execution_id=run.id):
            calls.append(awaited.human_interventions.respond(question.id, "approved"))
        _, errors = await at_once(calls)
        assert not errors, "they waited for each other"
        await awaited.agent_executions.update(run.id, gpu_budget_dollars=Decimal(2 * hours))
        set_clock(f"{hours} hours 1 minute")
    assert await findings(awaited) == 0


async def test_sixteen_clients_that_create_one_row_create_it_once(
    awaited: AsyncKaggleStore,
) -> None:
    run = await an_execution(awaited, limit=1, gpu_budget_dollars=Decimal(1))
    belongs: Any = {"id": uuid4(), "execution_id": run.id}
    session: Any = belongs | {"provider": "vast_ai", "instance_type": "RTX4090"}
    question: Any = belongs | {"intervention_type": "error_review", "title": "?"}
    creates: dict[str, Callable[[], Any]] = {
        "agent_executions": lambda: awaited.agent_executions.create(
            id=belongs["id"], competition_id=run.competition_id, execution_name="once"
        ),
        "gpu_sessions": lambda: awaited.gpu_sessions.open(**session),
        "submissions": lambda: awaited.submissions.reserve(
            **belongs, submission_file_path="a.csv", file_sha256="b" * 64
        ),
        "human_interventions": lambda: awaited.human_interventions.create(
            **question, description="?"
        ),
    }
    for table, create in creates.items():
        rows, errors = await at_once(create() for _ in range(16))
        assert (len({row.id for row in rows}), errors) == (1, []), table
        assert await moves_of(awaited, table, belongs["id"]) == ["insert"], table
    assert (await awaited.submissions.quota(run.competition_id)).used_today == 1
    assert len(await awaited.human_interventions.notifications()) == 1


async def test_sessions_machines_and_people_do_not_wait_for_each_other_in_a_ring(
    awaited: AsyncKaggleStore,
) -> None:
    run = await an_execution(awaited, gpu_budget_dollars=Decimal(50), limit=100)
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
            question = await _ask(awaited, run, str(number))
            await awaited.human_interventions.respond(question.id, "approved")

    async with asyncio.timeout(60):
        _, errors = await at_once([*(machine(n) for n in range(8)), *(person() for _ in range(4))])
    assert set(kinds(errors)) <= {AlreadyAnswered}
    assert await _costs_add_up(awaited, run) == sum(range(8))
    failed = await awaited.training_jobs.list(status="failed")
    asked = [q.subject for q in await awaited.human_interventions.pending(execution_id=run.id)]
    assert sorted(asked, key=str) == sorted(f"training job {row.id}" for row in failed)
