"""GPU sessions: what runs, what it costs an hour and a day, and what must end."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kaggle_store.html.charts import Size, cost_per_day
from kaggle_store.models import GpuSessionWhere
from kaggle_store.ui import queries
from kaggle_store.ui.chart_images import chart_image, size_of
from kaggle_store.ui.pages import Nav
from kaggle_store.ui.rendering import render
from kaggle_store.ui.site import store_of

NAV = Nav("GPU", "gpu", 40)

ROWS = 50
SIZE = Size(720, 200)


async def gpu(request: Request) -> Response:
    """Show live sessions and the last ones that ended, from one read."""
    overview = await store_of(request).dashboards.gpu()
    return render(request, "gpu.html", overview=overview, totals=overview.totals, now=overview.now)


async def sessions(request: Request) -> Response:
    """Show one page of all sessions, the last requested first."""
    before = queries.uuid(request, "before")
    where: GpuSessionWhere = {"id__lt": before} if before else {}
    store = store_of(request)
    found = await store.gpu_sessions.list(order="-id", limit=ROWS + 1, **where)
    rows = found[:ROWS]
    ids = {row.execution_id for row in rows}
    payers = await store.agent_executions.list(id=list(ids), limit=len(ids)) if ids else []
    return render(
        request,
        "gpu_sessions.html",
        rows=rows,
        names={row.id: row.execution_name for row in payers},
        now=datetime.now(UTC),
        before=before,
        first=queries.with_changes(request, before=None),
        following=queries.with_changes(request, before=rows[-1].id) if len(found) > ROWS else None,
    )


async def costs(request: Request) -> Response:
    """Draw the cost of each of the last 30 days."""
    overview = await store_of(request).dashboards.gpu()
    days = [(each.day, "gpu", each.dollars) for each in overview.costs]
    return await chart_image(
        request,
        cost_per_day,
        days,
        label="Cost of GPU sessions a day",
        size=size_of(request, SIZE),
    )


routes = [
    Route("/gpu", gpu, name="gpu"),
    Route("/gpu/sessions", sessions, name="gpu_sessions"),
    Route("/gpu/charts/costs.svg", costs, name="gpu_costs"),
]
