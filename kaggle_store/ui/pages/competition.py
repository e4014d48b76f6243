"""One competition: its scores over time, its submissions, and its executions compared."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kaggle_store.html.charts import Size, public_against_private, score_history
from kaggle_store.models.dashboards import ComparedExecution, CompetitionDetails
from kaggle_store.ui.chart_images import chart_image, size_of
from kaggle_store.ui.rendering import render
from kaggle_store.ui.site import store_of

WIDE, SQUARE = Size(600, 260), Size(360, 260)
MOST_SUBMISSIONS = 30
"""Rows of the table; the charts draw all that the page's read has."""


async def competition(request: Request) -> Response:
    """Show a competition, from one read."""
    details = await store_of(request).dashboards.competition(request.path_params["id"])
    return render(
        request,
        "competition.html",
        details=details,
        competition=details.competition,
        now=details.now,
        best_execution=best_execution(details),
        highest_cost=max((each.costs.total_dollars for each in details.executions.rows), default=0),
        scored=[each for each in details.submissions.rows if each.public_score is not None],
        has_private=any(each.private_score is not None for each in details.submissions.rows),
        most_submissions=MOST_SUBMISSIONS,
        # In the addresses of charts: an open page loads them again once there are new scores.
        version=max((str(each.scored_at) for each in details.submissions.rows), default=None),
    )


def best_execution(details: CompetitionDetails) -> ComparedExecution | None:
    """Return the compared execution that has made the competition's best submission."""
    best = details.best_submission
    made = [each for each in details.executions.rows if best and each.id == best.execution_id]
    return made[0] if made else None


async def scores(request: Request) -> Response:
    """Draw the public scores over time, and the best so far."""
    details = await store_of(request).dashboards.competition(request.path_params["id"])
    points = [
        (each.scored_at or each.submitted_at or each.created_at, each.public_score)
        for each in details.submissions.rows
        if each.public_score is not None and each.submission_status != "disqualified"
    ]
    return await chart_image(
        request,
        score_history,
        points,
        direction=details.competition.metric_direction,
        label="Public scores over time",
        size=size_of(request, WIDE),
    )


async def private_scores(request: Request) -> Response:
    """Draw each private score over its public one."""
    details = await store_of(request).dashboards.competition(request.path_params["id"])
    pairs = [
        (each.public_score, each.private_score)
        for each in details.submissions.rows
        if each.public_score is not None and each.private_score is not None
    ]
    return await chart_image(
        request,
        public_against_private,
        pairs,
        direction=details.competition.metric_direction,
        label="Private against public scores",
        size=SQUARE,
    )


routes = [
    Route("/competitions/{id:uuid}", competition, name="competition"),
    Route("/competitions/{id:uuid}/charts/scores.svg", scores, name="scores"),
    Route("/competitions/{id:uuid}/charts/private.svg", private_scores, name="private_scores"),
]
