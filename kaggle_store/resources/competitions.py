"""`store.competitions`: the Kaggle competitions that agents have discovered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Unpack
from uuid import UUID

from typing_extensions import TypedDict

from kaggle_store._requests.arguments import as_rows, distinct_keys
from kaggle_store._requests.operation import Flow, M, Rows, operation
from kaggle_store._requests.query import Query
from kaggle_store._requests.rpc import Function, RowsFunction, exactly, only_row
from kaggle_store.errors import NotFound
from kaggle_store.models.competition_dashboard import (
    CompetitionDashboard,
    CompetitionDashboardOrder,
    CompetitionDashboardWhere,
)
from kaggle_store.models.competitions import Competition, CompetitionInsert
from kaggle_store.models.enums import MetricDirection
from kaggle_store.models.functions import CorrectMetricDirectionArgs
from kaggle_store.resources._tables.competitions import CompetitionsTable

UPSERT_BATCH = 500
"""Competitions per call; larger batches are not faster."""


class _UpsertArgs(TypedDict):
    p_competitions: list[CompetitionInsert]


_dashboard = Query(CompetitionDashboard, CompetitionDashboardWhere, "competitions")
_upsert = RowsFunction("upsert_competitions", _UpsertArgs, Competition, is_array=True)
_correct = Function(
    "correct_metric_direction",
    CorrectMetricDirectionArgs,
    list[Competition],
    repeat="never",
    select=Competition.select,
)


class Competitions(CompetitionsTable[M]):
    """The Kaggle competitions that agents have discovered."""

    @operation
    def upsert(self, **new: Unpack[CompetitionInsert]) -> Flow[Competition]:
        """Insert a competition, or update the one with its `kaggle_id`, and return it.

        Columns that are omitted or None stay unchanged; `source_record` is merged.
        """
        name = "competitions.upsert"
        valid = self._relation.checked_row(new, name)
        return (yield from only_row(_upsert.send(name, {"p_competitions": [valid]})))

    @operation
    def upsert_many(self, rows: Iterable[CompetitionInsert]) -> Flow[Rows[Competition]]:
        """Insert competitions, or update those with their `kaggle_id`; one result per row given.

        Columns that are omitted or None stay unchanged; `source_record` is merged. The same
        `kaggle_id` twice is refused. Any number of rows, in transactions of 500; can be repeated.
        """
        name = "competitions.upsert_many"
        valid = self._relation.checked_rows(as_rows(rows, "rows", name), name)
        distinct_keys(valid, ["kaggle_id"], "Competition", name)
        stored: Rows[Competition] = []
        for start in range(0, len(valid), UPSERT_BATCH):
            batch = valid[start : start + UPSERT_BATCH]
            stored += yield from exactly(len(batch), _upsert.send(name, {"p_competitions": batch}))
        return stored

    @operation
    def dashboard(
        self,
        *,
        order: CompetitionDashboardOrder | Sequence[CompetitionDashboardOrder] = "deadline",
        limit: int = 50,
        offset: int = 0,
        **where: Unpack[CompetitionDashboardWhere],
    ) -> Flow[Rows[CompetitionDashboard]]:
        """Return the open competitions with their runs and scores, soonest deadline first.

        `best_score` follows `metric_direction` and is None while that is unknown.
        """
        return _dashboard.page(order, limit, offset, where, "dashboard")

    @operation
    def correct_metric_direction(
        self,
        id: UUID,
        direction: MetricDirection,
    ) -> Flow[Competition]:
        """Set `metric_direction`, even if scored submissions exist; best scores follow.

        With scored submissions, `update` raises `MetricDirectionLocked`. Raises `NotFound`.
        """
        name = "competitions.correct_metric_direction"
        asked = {"p_competition_id": id, "p_metric_direction": direction}
        rows = yield from _correct.call(name, asked, subject="Competition")
        if not rows:
            raise NotFound(f"no row of competitions has id = {id}", operation=name, status=200)
        return rows[0]
