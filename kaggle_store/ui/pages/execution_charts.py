"""The training curves of an execution, as images."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kaggle_store.html.charts import Size, line_chart
from kaggle_store.ui import queries
from kaggle_store.ui.chart_images import chart_image
from kaggle_store.ui.series import read_series, series_chart
from kaggle_store.ui.site import store_of

BUCKETS = 1000
"""Of all jobs' time together, so that one of many jobs still has enough for a curve."""
MOST_LINES = 12
SIZE = Size(360, 200)


async def curve(request: Request) -> Response:
    """Return the curves of one metric: a line for each job, over minutes since its first point."""
    id, name = request.path_params["id"], queries.text(request, "name")
    if name is None:
        raise queries.invalid("name", "the name of a metric")
    series, _ = await read_series(store_of(request), [id], name, buckets=BUCKETS)
    chart = series_chart(series[-MOST_LINES:], name, size=SIZE)
    return await chart_image(request, line_chart, **chart)


routes = [Route("/executions/{id:uuid}/charts/curve.svg", curve, name="curve")]
