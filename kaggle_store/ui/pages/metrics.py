"""Metrics: any series of one or several executions, over each other, with their values."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kaggle_store.client import AsyncKaggleStore
from kaggle_store.html.charts import Size, line_chart
from kaggle_store.models import AgentExecution, SystemMetric
from kaggle_store.ui import queries
from kaggle_store.ui.chart_images import chart_image, size_of
from kaggle_store.ui.pages import Nav
from kaggle_store.ui.rendering import render, url
from kaggle_store.ui.series import Series, read_series, series_chart
from kaggle_store.ui.site import store_of

NAV = Nav("Metrics", "metrics", 50)

RECENT = 20
"""Executions that the form offers besides the chosen ones."""
MOST_EXECUTIONS = 6
NAMED_POINTS = 1000
"""The newest points of the chosen executions, whose names the form offers."""
MOST_NAMES = 6
SHOWN = 4
"""Metrics that are drawn while none is chosen."""
BUCKETS, MOST_BUCKETS = 200, 1000
SIZE = Size(560, 260)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the page asks for."""

    executions: list[UUID]
    names: list[str]
    job: UUID | None
    buckets: int
    by_time: bool

    @classmethod
    def of(cls, request: Request) -> Asked:
        """Return what a request asks for, or raise the error of an invalid address."""
        names = dict.fromkeys(each.strip() for each in request.query_params.getlist("name"))
        given = [name for name in names if name]
        if len(given) > MOST_NAMES or any(len(n) > 120 or "\x00" in n for n in given):
            raise queries.invalid("name", f"up to {MOST_NAMES} names of metrics")
        return cls(
            queries.uuids(request, "execution", MOST_EXECUTIONS),
            given,
            queries.uuid(request, "job"),
            queries.integer(request, "buckets", 2, MOST_BUCKETS) or BUCKETS,
            queries.choice(request, "x", ("elapsed", "time")) == "time",
        )

    def query(self, name: str) -> list[tuple[str, str]]:
        """Return the query of the chart and the values of one metric."""
        pairs = [("execution", str(id)) for id in self.executions]
        pairs += [("name", name), ("buckets", str(self.buckets))]
        pairs += [("job", str(self.job))] if self.job else []
        return [*pairs, ("x", "time")] if self.by_time else pairs


async def metrics(request: Request) -> Response:
    """Show the form and a chart for each metric, from at most 3 reads."""
    asked, store = Asked.of(request), store_of(request)
    recent, chosen, points = await asyncio.gather(
        store.agent_executions.recent(limit=RECENT),
        _chosen(store, asked.executions),
        _points(store, asked),
    )
    found = sorted({point.metric_name for point in points} | set(asked.names))
    drawn = asked.names or found[:SHOWN]
    chosen_ids = {row.id for row in chosen}
    return render(
        request,
        "metrics.html",
        asked=asked,
        chosen=chosen,
        others=[row for row in recent.executions if row.id not in chosen_ids],
        names=found,
        drawn=drawn,
        most=(MOST_EXECUTIONS, MOST_NAMES, MOST_BUCKETS),
        charts=[(name, *_addresses(request, asked, name)) for name in drawn if chosen],
    )


async def _chosen(store: AsyncKaggleStore, ids: Sequence[UUID]) -> list[AgentExecution]:
    return await store.agent_executions.list(id=ids, limit=len(ids)) if ids else []


async def _points(store: AsyncKaggleStore, asked: Asked) -> list[SystemMetric]:
    if not asked.executions:
        return []
    list_ = store.system_metrics.list
    ids = asked.executions
    if asked.job is None:
        return await list_(execution_id=ids, order="-timestamp", limit=NAMED_POINTS)
    tags = {"training_job_id": str(asked.job)}
    return await list_(
        execution_id=ids, tags__contains=tags, order="-timestamp", limit=NAMED_POINTS
    )


def _addresses(request: Request, asked: Asked, name: str) -> tuple[str, str]:
    query = asked.query(name)
    return url(request, "series_image", query), url(request, "series_values", query)


async def series_image(request: Request) -> Response:
    """Draw one metric: a line for each series."""
    asked, name, series, left_out = await _series(request)
    label = f"{name}, {left_out} older series not drawn" if left_out else name
    chart = series_chart(
        series, name, by_time=asked.by_time, label=label, size=size_of(request, SIZE)
    )
    return await chart_image(request, line_chart, **chart)


async def series_values(request: Request) -> Response:
    """Show the values of one metric as tables; the page of the chart includes the first one."""
    _, name, series, left_out = await _series(request)
    return render(request, "series_values.html", name=name, series=series, left_out=left_out)


async def _series(request: Request) -> tuple[Asked, str, list[Series], int]:
    asked = Asked.of(request)
    if len(asked.names) != 1 or not asked.executions:
        raise queries.invalid("name", "the name of one metric of an execution")
    [name] = asked.names
    series, left_out = await read_series(
        store_of(request), asked.executions, name, buckets=asked.buckets, job=asked.job
    )
    return asked, name, series, left_out


routes = [
    Route("/metrics", metrics, name="metrics"),
    Route("/metrics/values", series_values, name="series_values"),
    Route("/metrics/charts/series.svg", series_image, name="series_image"),
]
