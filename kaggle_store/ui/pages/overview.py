"""The first page: interventions, live executions, competitions, GPU spending and alerts."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kaggle_store.formats import aligned
from kaggle_store.models.dashboards import ScoredCompetition
from kaggle_store.ui.pages import Nav
from kaggle_store.ui.rendering import render
from kaggle_store.ui.site import store_of

NAV = Nav("Overview", "overview", 0)


async def overview(request: Request) -> Response:
    """Show the overview, in one read."""
    shown = await store_of(request).dashboards.overview()
    competitions = shown.competitions.rows
    entered = [row for row in competitions if row.is_entered]
    return render(
        request,
        "overview.html",
        overview=shown,
        now=shown.now,
        entered=entered,
        bests=aligned(row.best.public_score if row.best else None for row in entered),
        others=[row for row in competitions if not row.is_entered],
        scores_of=scores_of,
    )


def scores_of(competition: ScoredCompetition) -> list[float]:
    """Return the best scores over time, the oldest first."""
    return [point.public_score for point in reversed(competition.score_history.rows)]


routes = [Route("/", overview, name="overview")]
