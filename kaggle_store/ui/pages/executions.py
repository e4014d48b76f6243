"""All executions, newest first: filtered by state or competition, and paged by key."""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kaggle_store.models import ExecutionStatus
from kaggle_store.ui import queries
from kaggle_store.ui.pages import Nav
from kaggle_store.ui.rendering import render
from kaggle_store.ui.site import store_of

NAV = Nav("Executions", "executions", 20)

ROWS = 50
STATES: tuple[ExecutionStatus, ...] = get_args(ExecutionStatus)
ENDED = ("completed", "failed", "cancelled")
LIVE: tuple[ExecutionStatus, ...] = tuple(state for state in STATES if state not in ENDED)
GROUPS: dict[str, tuple[ExecutionStatus, ...]] = {"live": LIVE, **{s: (s,) for s in STATES}}
"""The choices of the filter: all live states together, or one state."""


async def executions(request: Request) -> Response:
    """Show one page of executions."""
    state = queries.choice(request, "status", GROUPS)
    competition = queries.uuid(request, "competition")
    before = queries.key(request, "before")
    page = await store_of(request).agent_executions.recent(
        status=GROUPS[state] if state else None,
        competition_id=competition,
        before=before,
        limit=ROWS + 1,
    )
    rows = page.executions[:ROWS]
    return render(
        request,
        "executions.html",
        now=page.now,
        rows=rows,
        state=state,
        states=STATES,
        competition=competition,
        before=before,
        first=queries.with_changes(request, before=None),
        following=queries.with_changes(request, before=queries.key_text(rows[-1].key))
        if len(page.executions) > ROWS
        else None,
    )


routes = [Route("/executions", executions, name="executions")]
