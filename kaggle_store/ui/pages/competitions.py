"""All competitions, the last found first: open or closed ones, paged by key."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kaggle_store.models import CompetitionWhere, ProblemType
from kaggle_store.ui import queries
from kaggle_store.ui.pages import Nav
from kaggle_store.ui.rendering import render
from kaggle_store.ui.site import store_of

NAV = Nav("Competitions", "competitions", 30)

ROWS = 50
TYPES: tuple[ProblemType, ...] = get_args(ProblemType)
STATES = ("open", "closed")


async def competitions(request: Request) -> Response:
    """Show one page of competitions."""
    state = queries.choice(request, "status", STATES)
    type_ = queries.choice(request, "type", TYPES)
    before = queries.uuid(request, "before")
    now = datetime.now(UTC)
    where: CompetitionWhere = {}
    if state == "open":
        where["deadline__gt"] = now
    elif state == "closed":
        where["deadline__lte"] = now
    if type_:
        where["problem_type"] = next(each for each in TYPES if each == type_)
    if before:
        where["id__lt"] = before
    found = await store_of(request).competitions.list(order="-id", limit=ROWS + 1, **where)
    rows = found[:ROWS]
    return render(
        request,
        "competitions.html",
        now=now,
        rows=rows,
        state=state,
        type=type_,
        types=TYPES,
        before=before,
        first=queries.with_changes(request, before=None),
        following=queries.with_changes(request, before=rows[-1].id) if len(found) > ROWS else None,
    )


routes = [Route("/competitions", competitions, name="competitions")]
