"""Competitions and executions for records that name none: every row belongs to an execution."""

from __future__ import annotations

from datetime import datetime

from kaggle_store import KaggleStore
from kaggle_store.models import AgentExecution, Competition
from tests.real_data.records import LONG_AGO, identity


def own_competition(
    store: KaggleStore, kaggle_id: str, title: str, ended: datetime | None
) -> Competition:
    """Store a competition that stands in for the one that a source does not name; it is over."""
    return store.competitions.upsert(
        kaggle_id=kaggle_id[:100],
        title=title[:500],
        deadline=ended or LONG_AGO,
        deadline_is_estimated=True,
        discovery_source="file",
    )


def collection(store: KaggleStore, name: str, collected: datetime | None) -> AgentExecution:
    """Store a completed execution that holds what was collected without one."""
    competition = own_competition(store, "collections", "Collected without a competition", None)
    return store.agent_executions.create(
        id=identity("collection", name),
        competition_id=competition.id,
        execution_name=name,
        status="completed",
        current_step=10,
        completed_at=collected or LONG_AGO,
    )
