"""Placeholder competitions and executions for records without one."""

from __future__ import annotations

from datetime import datetime

from kaggle_store import KaggleStore
from kaggle_store.models import AgentExecution, Competition
from tests.real_data.records import LONG_AGO, stable_id


def placeholder_competition(
    store: KaggleStore, kaggle_id: str, title: str, ended: datetime | None
) -> Competition:
    """Store a finished competition for a source that names none."""
    return store.competitions.upsert(
        kaggle_id=kaggle_id[:100],
        title=title[:500],
        deadline=ended or LONG_AGO,
        deadline_is_estimated=True,
        discovery_source="file",
    )


def placeholder_execution(
    store: KaggleStore, name: str, collected: datetime | None
) -> AgentExecution:
    """Store a completed execution for records collected without one."""
    competition = placeholder_competition(
        store, "collections", "Collected without a competition", None
    )
    return store.agent_executions.create(
        id=stable_id("collection", name),
        competition_id=competition.id,
        execution_name=name,
        status="completed",
        current_step=10,
        completed_at=collected or LONG_AGO,
    )
