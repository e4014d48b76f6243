"""What a caller may write, and the exact types that come back; checked, never run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Coroutine, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Literal, assert_type
from uuid import UUID

from kaggle_store import AsyncKaggleStore, KaggleStore
from kaggle_store.models import (
    AgentExecution,
    Competition,
    CompetitionDashboard,
    CompetitionWhere,
    Configuration,
    ExecutionProgress,
    ExecutionSummary,
    GeneratedCode,
    GeneratedCodeListed,
    IntegrityReportRow,
    ResearchResult,
    ResearchResultListed,
    SystemMetric,
)
from kaggle_store.research_results import Added


def at_once(store: KaggleStore, id: UUID) -> None:
    """Every verb through the door that answers at once."""
    row = store.competitions.create(kaggle_id="x", title="X", prize_pool=Decimal(1), tags=["a"])
    assert_type(row, Competition)
    assert_type(row.prize_pool, Decimal | None)
    assert_type(row.deadline, datetime)
    assert_type(row.metric_direction, Literal["maximize", "minimize"] | None)
    assert_type(
        store.competitions.create_many([{"kaggle_id": "x", "title": "X"}]), list[Competition]
    )
    assert_type(store.competitions.get(id), Competition)
    assert_type(store.competitions.find(kaggle_id="x"), Competition | None)
    assert_type(store.competitions.list(order="-deadline", limit=5), list[Competition])
    assert_type(store.competitions.list(order=["title", "-id"]), list[Competition])
    assert_type(store.competitions.list(problem_type=["nlp", "cv"]), list[Competition])
    assert_type(store.competitions.list(deadline__gt=datetime.now(UTC)), list[Competition])
    assert_type(store.competitions.list(prize_pool=None, title__ilike="%x%"), list[Competition])
    assert_type(store.competitions.iterate(tags__contains=["a"]), Iterator[Competition])
    assert_type(store.competitions.update(id, title="Y", description=None), Competition)
    where: CompetitionWhere = {"problem_type": "nlp"}
    assert_type(store.competitions.update_where(where, team_limit=5), list[Competition])
    assert_type(store.competitions.upsert(kaggle_id="x", title="X"), Competition)
    assert_type(store.competitions.count(kaggle_id="x"), int)
    assert_type(
        store.configurations.create(config_key="k", config_value=1, config_type="gpu"),
        Configuration,
    )
    assert_type(store.configurations.delete_where(config_key="k"), int)
    store.configurations.delete(id)


def own_verbs(store: KaggleStore, id: UUID, metrics: dict[str, list[float]]) -> None:
    """The verbs that only one room has."""
    assert_type(
        store.competitions.upsert_many([{"kaggle_id": "x", "title": "X"}]), list[Competition]
    )
    assert_type(store.competitions.dashboard(limit=5), list[CompetitionDashboard])
    assert_type(store.competitions.correct_metric_direction(id, "minimize"), Competition)
    assert_type(store.agent_executions.progress(status="training"), list[ExecutionProgress])
    assert_type(store.agent_executions.summary(id), ExecutionSummary)
    assert_type(store.agent_executions.summaries(order="-best_score"), list[ExecutionSummary])
    assert_type(store.generated_code.list(), list[GeneratedCodeListed])
    assert_type(store.generated_code.list_full(), list[GeneratedCode])
    assert_type(store.generated_code.pipeline(id), list[GeneratedCode])
    assert_type(store.research_results.get(id), ResearchResult)
    assert_type(store.research_results.iterate(), Iterator[ResearchResultListed])
    assert_type(store.research_results.add_many([]), Added)
    assert_type(store.system_metrics.record([]), int)
    assert_type(store.system_metrics.series(id, "loss"), Iterator[SystemMetric])
    assert_type(store.upkeep.integrity_report(), list[IntegrityReportRow])
    store.training_jobs.update(id, metrics=metrics)
    store.agent_executions.refresh_summary()


async def awaited(store: AsyncKaggleStore, id: UUID) -> None:
    """The same through the door that is awaited."""
    assert_type(await store.competitions.create(kaggle_id="x", title="X"), Competition)
    later: Coroutine[Any, Any, Competition] = store.competitions.get(id)
    assert_type(await later, Competition)
    assert_type(await store.competitions.find(kaggle_id="x"), Competition | None)
    assert_type(await store.agent_executions.list(status=["training"]), list[AgentExecution])
    assert_type(store.competitions.iterate(), AsyncIterator[Competition])
    assert_type([row.title async for row in store.competitions.iterate()], list[str])
    assert_type(await store.competitions.count(), int)
    assert_type(await store.generated_code.pipeline(id), list[GeneratedCode])
    assert_type(await store.system_metrics.record([]), int)
    await store.configurations.delete(id)


async def opening() -> None:
    """Both doors, and the local stack behind each."""
    with KaggleStore.local() as store, KaggleStore("http://x.test", "key", timeout=5.0) as other:
        assert_type(store, KaggleStore)
        assert_type(other, KaggleStore)
    async with AsyncKaggleStore.local("data") as awaited, AsyncKaggleStore() as another:
        assert_type(awaited, AsyncKaggleStore)
        assert_type(another, AsyncKaggleStore)
