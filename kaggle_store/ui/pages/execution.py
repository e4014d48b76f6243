"""One execution: where it stands, what it has made and spent, and how it came there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kaggle_store.models import SystemMetric
from kaggle_store.models.dashboards import ExecutionDetails, StateChange, TrainingJobHead
from kaggle_store.ui.rendering import render
from kaggle_store.ui.site import store_of

NAMED_POINTS = 200
"""The newest metric points, whose names are those of the curves."""
MOST_CURVES = 6


@dataclass(frozen=True, slots=True)
class State:
    """A state that the execution was in, and for how long."""

    status: str
    began: datetime
    lasted: timedelta | None
    """None for the last state of one that has ended."""
    actor: str


async def execution(request: Request) -> Response:
    """Show an execution, from two reads."""
    id, store = request.path_params["id"], store_of(request)
    details, points = await asyncio.gather(
        store.dashboards.execution(id),
        store.system_metrics.list(execution_id=id, order="-timestamp", limit=NAMED_POINTS),
    )
    return render(
        request,
        "execution.html",
        details=details,
        execution=details.execution,
        now=details.now,
        states=states(details),
        curves=curve_names(details.training_jobs.rows, points),
        # In the addresses of curves: an open page loads them again once there are new points.
        version=points[0].timestamp.isoformat() if points else None,
    )


def states(details: ExecutionDetails) -> list[State]:
    """Return the states of an execution itself, newest first, as far as its timeline goes."""
    found: list[State] = []
    own = [each for each in details.timeline.rows if _is_own(each, details)]
    until: datetime | None = None if details.execution.completed_at else details.now
    for change in own:
        lasted = until - change.occurred_at if until else None
        actor = change.actor or change.actor_role
        found.append(State(str(change.to_status), change.occurred_at, lasted, actor))
        until = change.occurred_at
    return found


def _is_own(change: StateChange, details: ExecutionDetails) -> bool:
    return change.row_id == details.execution.id and change.to_status is not None


def curve_names(jobs: Iterable[TrainingJobHead], points: Sequence[SystemMetric]) -> list[str]:
    """Return the names of metrics to draw: those that jobs have reported, then the newest ones."""
    names: dict[str, None] = {}
    for job in jobs:
        latest = job.metrics.get("latest") if isinstance(job.metrics, dict) else None
        names |= dict.fromkeys(latest if isinstance(latest, dict) else ())
    names |= dict.fromkeys(point.metric_name for point in points)
    return list(names)[:MOST_CURVES]


routes = [Route("/executions/{id:uuid}", execution, name="execution")]
