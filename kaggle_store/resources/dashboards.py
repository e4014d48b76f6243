"""`store.dashboards`: what pages, the terminal and reports show, each in one request."""

from __future__ import annotations

from uuid import UUID

from kaggle_store._requests.operation import Entity, M, Op, operation
from kaggle_store._requests.rpc import Function
from kaggle_store.models.dashboards import (
    CompetitionDetails,
    ExecutionDetails,
    GpuOverview,
    Overview,
)
from kaggle_store.models.functions import (
    CompetitionDetailsArgs,
    ExecutionDetailsArgs,
    GpuOverviewArgs,
    OverviewArgs,
)

_overview = Function("overview", OverviewArgs, Overview, repeat="safe")
_execution = Function("execution_details", ExecutionDetailsArgs, ExecutionDetails, repeat="safe")
_competition = Function(
    "competition_details", CompetitionDetailsArgs, CompetitionDetails, repeat="safe"
)
_gpu = Function("gpu_overview", GpuOverviewArgs, GpuOverview, repeat="safe")


class Dashboards(Entity[M]):
    """What pages, the terminal and reports show, each in one request.

    Every list has a bound and tells whether there is more (`has_more`). A call costs the same in a
    store of any size.
    """

    @operation
    def overview(self) -> Op[Overview]:
        """Return what is open, what is live, what it costs, and what needs a person.

        Up to 20 open competitions with their best scores, 50 live executions and 20 open
        interventions, each list the most urgent first, and what needs attention.
        """
        return _overview.call("dashboards.overview", {}, subject="Overview")

    @operation
    def execution(self, id: UUID) -> Op[ExecutionDetails]:
        """Return one execution: its history of states, results and costs, and its best submission.

        Raises `NotFound`.
        """
        asked = {"p_id": id}
        return _execution.call("dashboards.execution", asked, subject="ExecutionDetails")

    @operation
    def competition(self, id: UUID) -> Op[CompetitionDetails]:
        """Return one competition: its scores over time, and its executions compared.

        Raises `NotFound`.
        """
        asked = {"p_id": id}
        return _competition.call("dashboards.competition", asked, subject="CompetitionDetails")

    @operation
    def gpu(self) -> Op[GpuOverview]:
        """Return the rented machines: what runs, what it costs, and what must end."""
        return _gpu.call("dashboards.gpu", {}, subject="GpuOverview")
