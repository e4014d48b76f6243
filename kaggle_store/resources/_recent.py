"""Pages of executions by key, newest first, each with its competition and best score."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, TypeAdapter

from kaggle_store._requests.operation import Op
from kaggle_store._requests.rpc import Function, parameters
from kaggle_store._requests.validation import checked
from kaggle_store.models._base import Int4, Row
from kaggle_store.models.enums import ExecutionStatus, MetricDirection
from kaggle_store.models.functions import RecentExecutionsArgs


class RecentExecution(Row, frozen=True):
    """An execution in a list, with its competition."""

    table: ClassVar[str] = "recent_executions"

    id: UUID
    """The execution's id."""
    execution_name: str
    """Its display name."""
    status: ExecutionStatus | str
    """Its current state."""
    current_step: int
    """Which of the ten steps of the workflow it is at."""
    priority: int
    """Higher priority is claimed first."""
    competition_id: UUID
    """The competition it works on."""
    competition_title: str
    """The title of that competition."""
    metric_direction: MetricDirection | str | None
    """Whether higher or lower scores are better there; None while unknown."""
    best_score: float | None
    """Its best public score by that direction; disqualified submissions do not count."""
    gpu_budget_dollars: Decimal
    """What it may spend on rented GPUs, in US dollars."""
    gpu_budget_consumed: Decimal
    """What its GPU sessions have cost so far, in US dollars."""
    worker: str | None
    """Who worked on it last."""
    lease_expires_at: AwareDatetime | None
    """When the worker's lease ends; None once it was ended."""
    open_interventions: int
    """How many interventions await a response, pending or escalated."""
    is_overdue: bool
    """Whether it has run past `target_submission_hours` without an end."""
    created_at: AwareDatetime
    """When it was created."""
    started_at: AwareDatetime | None
    """When it left `pending`."""
    completed_at: AwareDatetime | None
    """When it ended, with or without success."""

    @property
    def key(self) -> tuple[datetime, UUID]:
        """Where the next page begins if this is the last execution of a page."""
        return self.created_at, self.id


class RecentExecutions(BaseModel, frozen=True):
    """A page of executions, newest first."""

    now: AwareDatetime
    """The time of the database, to which relative times refer."""
    executions: tuple[RecentExecution, ...]
    """The executions; the next page begins before the `key` of the last."""


_recent = Function("recent_executions", RecentExecutionsArgs, RecentExecutions, repeat="safe")
_KEY: TypeAdapter[tuple[AwareDatetime, UUID] | None] = TypeAdapter(
    tuple[AwareDatetime, UUID] | None
)
_LIMIT: TypeAdapter[int] = TypeAdapter(Annotated[Int4, Field(ge=1, le=1000)])


def read_recent(
    status: str | Iterable[str] | None,
    competition_id: UUID | None,
    before: tuple[datetime, UUID] | None,
    limit: int,
) -> Op[RecentExecutions]:
    """Return an `Op` that reads one page."""
    name = "agent_executions.recent"
    key = checked(_KEY, before, subject="before", operation=name)
    before_at, before_id = key or (None, None)
    asked = {
        "statuses": [status] if isinstance(status, str) else status,
        "competition_id": competition_id,
        "before_at": before_at,
        "before_id": before_id,
        "limit": checked(_LIMIT, limit, subject="limit", operation=name),
    }
    return _recent.call(name, parameters(asked), subject="RecentExecutions")
