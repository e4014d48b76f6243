"""What the races share: many clients at once, and what became of each of their calls."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine, Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from kaggle_store import AsyncKaggleStore, KaggleStore
from kaggle_store.errors import KaggleStoreError
from kaggle_store.models import AgentExecution

T = TypeVar("T")


async def at_once(calls: Iterable[Coroutine[Any, Any, T]]) -> tuple[list[T], list[Exception]]:
    """Let clients call at the same time; answer what came back, and what was refused."""
    ends = await asyncio.gather(*calls, return_exceptions=True)
    for end in ends:
        if isinstance(end, BaseException) and not isinstance(end, KaggleStoreError):
            raise end
    errors = [end for end in ends if isinstance(end, Exception)]
    return [end for end in ends if not isinstance(end, BaseException)], errors


def kinds(errors: Sequence[Exception]) -> dict[type[Exception], int]:
    """Count errors by their class."""
    return dict(Counter(map(type, errors)))


async def an_execution(store: AsyncKaggleStore, **more: Any) -> AgentExecution:
    """One execution in a competition of its own; `limit` is that one's quota."""
    competition = await store.competitions.create(
        kaggle_id="titanic", title="Titanic", daily_submission_limit=more.pop("limit", None)
    )
    return await store.agent_executions.create(
        competition_id=competition.id, execution_name="run", **more
    )


async def moves_of(store: AsyncKaggleStore, table: str, id: UUID) -> list[str]:
    """What happened to a row, by its history."""
    return [entry.action async for entry in store.audit_log.by_row(table, id)]


async def findings(store: AsyncKaggleStore) -> int:
    """How many rows contradict themselves or each other."""
    return sum(row.findings or 0 for row in await store.upkeep.integrity_report())


def findings_of(store: KaggleStore) -> dict[str, object]:
    """What contradicts itself or another, by table."""
    report = store.upkeep.integrity_report()
    return {row.table_name: row.details for row in report if row.findings}
