"""All rows of one kind of an execution, such as its training jobs, paged by key."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kaggle_store.client import AsyncKaggleStore
from kaggle_store.ui import queries
from kaggle_store.ui.rendering import render
from kaggle_store.ui.site import store_of

ROWS = 100
PARTS = {
    "interventions": ("human_interventions", "Interventions"),
    "submissions": ("submissions", "Submissions"),
    "jobs": ("training_jobs", "Training jobs"),
    "code": ("generated_code", "Code"),
    "research": ("research_results", "Research"),
    "sessions": ("gpu_sessions", "GPU sessions"),
}
"""The resource and the heading of each part."""


async def execution_part(request: Request) -> Response:
    """Show one page of rows, the last stored first."""
    id, part = request.path_params["id"], request.path_params["part"]
    if part not in PARTS:
        raise HTTPException(404)
    before = queries.uuid(request, "before")
    execution, found = await asyncio.gather(
        store_of(request).agent_executions.get(id), _rows(store_of(request), part, id, before)
    )
    rows = found[:ROWS]
    return render(
        request,
        "execution_part.html",
        execution=execution,
        part=part,
        heading=PARTS[part][1],
        now=datetime.now(UTC),
        rows=rows,
        before=before,
        first=queries.with_changes(request, before=None),
        following=queries.with_changes(request, before=rows[-1].id) if len(found) > ROWS else None,
    )


async def _rows(
    store: AsyncKaggleStore, part: str, execution_id: UUID, before: UUID | None
) -> list[Any]:
    where: dict[str, Any] = {"execution_id": execution_id}
    if before:
        where["id__lt"] = before
    resource: Any = getattr(store, PARTS[part][0])
    rows: list[Any] = await resource.list(order="-id", limit=ROWS + 1, **where)
    return rows


routes = [Route("/executions/{id:uuid}/{part}", execution_part, name="execution_part")]
