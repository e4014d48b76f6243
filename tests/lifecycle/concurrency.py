"""Helpers to run many calls concurrently and collect their results."""

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


async def run_concurrently(
    calls: Iterable[Coroutine[Any, Any, T]],
) -> tuple[list[T], list[Exception]]:
    """Run calls concurrently; return the results and the errors."""
    results = await asyncio.gather(*calls, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, KaggleStoreError):
            raise result
    errors = [result for result in results if isinstance(result, Exception)]
    return [result for result in results if not isinstance(result, BaseException)], errors


def count_types(errors: Sequence[Exception]) -> dict[type[Exception], int]:
    """Count errors by their class."""
    return dict(Counter(map(type, errors)))


async def create_execution(store: AsyncKaggleStore, **columns: Any) -> AgentExecution:
    """Create an execution and its competition, with `limit` submissions a day."""
    competition = await store.competitions.create(
        kaggle_id="titanic", title="Titanic", daily_submission_limit=columns.pop("limit", None)
    )
    return await store.agent_executions.create(
        competition_id=competition.id, execution_name="run", **columns
    )


async def actions_of(store: AsyncKaggleStore, table: str, id: UUID) -> list[str]:
    """Return the actions of a row's audit log."""
    return [entry.action async for entry in store.audit_log.by_row(table, id)]


async def count_findings(store: AsyncKaggleStore) -> int:
    """Return the number of findings of the integrity report."""
    return sum(row.findings or 0 for row in await store.upkeep.integrity_report())


def findings_by_table(store: KaggleStore) -> dict[str, object]:
    """Return the findings of the integrity report by table."""
    report = store.upkeep.integrity_report()
    return {row.table_name: row.details for row in report if row.findings}
