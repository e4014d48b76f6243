"""Workers that compete for executions under real leases; some die, some outsleep their lease."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from typing import Any, cast
from uuid import UUID

import pytest
from hypothesis import settings

from kaggle_store import AsyncKaggleStore
from kaggle_store.errors import LeaseLost
from kaggle_store.models import AgentExecution, AuditEntry, ExecutionStatus
from kaggle_store.resources.agent_executions import _claims
from tests.lifecycle.concurrency import count_findings, create_execution, run_concurrently

WORKERS = 16
EXECUTIONS = 20 * settings().max_examples
SHORTEST_LEASE = 0.3
CLAIMS_PER_LEASE = 20
"""The length of a lease, in durations of a typical claim on this machine."""
STATES: tuple[ExecutionStatus, ...] = (
    "data_acquisition",
    "research",
    "code_generation",
    "training",
    "submission",
)
LIVE_STATUSES = ("pending", *STATES)
TERMINAL_STATUSES = {"completed", "failed", "cancelled"}


@dataclass
class Fleet:
    """Workers on many executions; some die at work, some outsleep their lease, most finish."""

    store: AsyncKaggleStore
    dying: set[UUID]
    sleeping: set[UUID]
    lease: float
    finished: list[UUID] = field(default_factory=list)
    died: int = 0
    overslept: int = 0
    late: int = 0
    """Writes refused because the lease had ended."""

    async def work(self, name: str) -> None:
        """Claim and work until no work is left; a worker that dies is replaced."""
        lives = 0
        while True:
            claimed = await self._executions.claim(worker=f"{name}.{lives}", lease=self.lease)
            if claimed:
                lives += not await self._survives(claimed[0])
            elif await self._executions.count(status=LIVE_STATUSES) == 0:
                return
            else:
                # The rest is leased to dead and sleeping workers.
                await asyncio.sleep(self.lease / 10)

    async def _survives(self, execution: AgentExecution) -> bool:
        lease = cast(UUID, execution.lease_id)
        try:
            if execution.id in self.dying:
                self.dying.remove(execution.id)
                self.died += 1
                await self._executions.move(execution.id, "data_acquisition", lease_id=lease)
                return False
            if execution.id in self.sleeping:
                self.sleeping.remove(execution.id)
                self.overslept += 1
                await asyncio.sleep(self.lease * 1.2)
            await self._finish(execution, lease)
        except LeaseLost:
            self.late += 1
        return True

    async def _finish(self, execution: AgentExecution, lease: UUID) -> None:
        number = execution.id.int % 20
        if number == 0:
            await self._complete(execution, lease)
        elif number < 10:
            await self._executions.fail(execution.id, lease_id=lease, error="no luck", retry=False)
        else:
            await self._executions.move(execution.id, "cancelled", lease_id=lease)
        self.finished.append(execution.id)

    async def _complete(self, execution: AgentExecution, lease: UUID) -> None:
        done = STATES.index(execution.status) + 1 if execution.status in STATES else 0
        for status in STATES[done:]:
            await self._executions.heartbeat(execution.id, lease_id=lease, lease=self.lease)
            await self._executions.move(execution.id, status, lease_id=lease)
        await self.store.submissions.create(
            execution_id=execution.id, submission_file_path="s.csv", submission_status="submitted"
        )
        await self._executions.complete(execution.id, lease_id=lease)

    @property
    def _executions(self) -> Any:
        return self.store.agent_executions


async def test_each_execution_finishes_exactly_once(
    awaited: AsyncKaggleStore,
) -> None:
    ids = await _create_executions(awaited, EXECUTIONS)
    chosen = random.Random(7).sample(ids, EXECUTIONS // 10)
    half = len(chosen) // 2
    lease = await _measure_lease(awaited)
    fleet = Fleet(awaited, set(chosen[:half]), set(chosen[half:]), lease)
    async with asyncio.timeout(300):
        await asyncio.gather(*(fleet.work(f"worker {n}") for n in range(WORKERS)))
    assert (fleet.died, fleet.overslept) == (half, half)
    assert Counter(fleet.finished) == dict.fromkeys(ids, 1), "finished twice, or never"
    assert fleet.late >= fleet.overslept, "a late write was accepted"
    await _check_audit_log(awaited, ids)
    assert await count_findings(awaited) == 0


async def _measure_lease(store: AsyncKaggleStore) -> float:
    """Return a lease long enough on a busy machine: many times the duration of a claim."""
    executions, times = store.agent_executions, []

    async def claim_and_release(worker: str) -> None:
        for _ in range(3):
            began = time.monotonic()
            for held in await executions.claim(worker=worker, lease=3600):
                times.append(time.monotonic() - began)
                await executions.release(held.id, lease_id=cast(UUID, held.lease_id))

    await asyncio.gather(*(claim_and_release(f"timer {n}") for n in range(WORKERS)))
    return max(SHORTEST_LEASE, CLAIMS_PER_LEASE * median(times))


async def _create_executions(store: AsyncKaggleStore, count: int) -> list[UUID]:
    competition = await store.competitions.create(kaggle_id="titanic", title="Titanic")
    new: Any = {"competition_id": competition.id, "execution_name": "run", "max_attempts": 100}
    return [row.id for row in await store.agent_executions.create_many([new] * count)]


async def _check_audit_log(store: AsyncKaggleStore, ids: list[UUID]) -> None:
    """Each execution has one end, and its audit entries form a chain without gaps."""
    at: dict[UUID, str] = {}
    ends: Counter[UUID] = Counter()
    async for entry in store.audit_log.iterate(table_name="agent_executions"):
        before, after = _move(entry)
        assert at.get(entry.row_id) == before
        at[entry.row_id] = after
        ends[entry.row_id] += after in TERMINAL_STATUSES
    assert ends == dict.fromkeys(ids, 1)
    rows = [row async for row in store.agent_executions.iterate()]
    assert {row.id: row.status for row in rows} == at


def _move(entry: AuditEntry) -> tuple[str | None, str]:
    old, new = cast(dict[str, Any], entry.old_values), cast(dict[str, Any], entry.new_values)
    return old.get("status"), new["status"]


async def test_concurrent_repeats_of_claim_claim_once(awaited: AsyncKaggleStore) -> None:
    ids = await _create_executions(awaited, 40)
    for number in range(5):
        claim = partial(_claims.claim_under, UUID(int=number + 1), "worker", 60.0, 4)
        results, errors = await run_concurrently(
            awaited.agent_executions._executor.execute(claim) for _ in range(6)
        )
        assert not errors
        assert len({row.id for rows in results for row in rows}) == 4
    held = [row for row in await awaited.agent_executions.list(limit=50) if row.lease_id]
    assert (len(held), {row.attempts for row in held}) == (20, {1})
    assert len(ids) == 40


async def test_concurrent_claims_do_not_overlap(
    awaited: AsyncKaggleStore,
) -> None:
    ids = await _create_executions(awaited, 100)
    results, errors = await run_concurrently(
        awaited.agent_executions.claim(worker=str(n), lease=60, limit=9) for n in range(WORKERS)
    )
    claimed = [row.id for rows in results for row in rows]
    assert not errors
    assert sorted(claimed) == sorted(ids), "claimed twice, or not at all"


@pytest.fixture
async def awaited_execution(awaited: AsyncKaggleStore) -> AgentExecution:
    """One execution."""
    return await create_execution(awaited)


async def test_execution_is_ended_by_one_of_many_calls(
    awaited: AsyncKaggleStore, awaited_execution: AgentExecution
) -> None:
    executions, id = awaited.agent_executions, awaited_execution.id
    [held] = await executions.claim(worker="worker", lease=60)
    lease = cast(UUID, held.lease_id)
    calls: list[Any] = [
        executions.fail(id, lease_id=lease, error="oh", retry=False) for _ in range(4)
    ]
    calls += [executions.move(id, "cancelled", lease_id=lease) for _ in range(4)]
    _, errors = await run_concurrently(calls)
    assert {type(error) for error in errors} <= {LeaseLost}
    entries = [entry async for entry in awaited.audit_log.by_row("agent_executions", id)]
    assert [_move(entry)[0] for entry in entries] == [None, "pending"]
