# Generated from supabase/migrations by `make models`; do not edit.
"""The verbs of `system_metrics` that every table has, typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Unpack
from uuid import UUID

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, Stream, operation, stream
from kaggle_store._requests.relation import Relation

if TYPE_CHECKING:
    import pyarrow

from kaggle_store.models.system_metrics import (
    SystemMetric,
    SystemMetricInsert,
    SystemMetricOrder,
    SystemMetricUpdate,
    SystemMetricWhere,
)


class SystemMetricsTable(Entity[M]):
    """One measured value of one metric."""

    _relation: ClassVar[Relation[SystemMetric, SystemMetric]] = Relation(
        SystemMetric,
        insert=SystemMetricInsert,
        update=SystemMetricUpdate,
        where=SystemMetricWhere,
    )

    @operation
    def create(self, **new: Unpack[SystemMetricInsert]) -> Flow[SystemMetric]:
        """Store a new metric and return it as stored, defaults filled in.

        It needs `metric_name`, `metric_value` and `metric_type`. A value that cannot be right is
        refused by name before anything is sent.

        Given `id` and `timestamp` of your own, the same call may be repeated: the row that is there
        comes back unchanged.
        """
        return self._relation.create(new)

    @operation
    def create_many(self, rows: Iterable[SystemMetricInsert]) -> Flow[Rows[SystemMetric]]:
        """Store any number of new rows and return them in the order given.

        Every row is checked before the first is sent. What a row leaves out gets its default.
        """
        return self._relation.create_many(rows)

    @operation
    def get(self, id: UUID, timestamp: datetime) -> Op[SystemMetric]:
        """Return the metric with this `timestamp` and `id`, or raise `NotFound`."""
        return self._relation.full.get({"id": id, "timestamp": timestamp})

    @operation
    def list(
        self,
        *,
        order: SystemMetricOrder | Sequence[SystemMetricOrder] = (),
        limit: int = 100,
        offset: int = 0,
        **where: Unpack[SystemMetricWhere],
    ) -> Op[Rows[SystemMetric]]:
        """Return the rows that meet the conditions, `limit` of them (1 to 1000) after `offset`.

        Sorted by `order`, a minus before a column for the greatest first; by `timestamp` and `id`
        where that is left out.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[SystemMetricWhere]
    ) -> Stream[SystemMetric]:
        """Go over all rows that meet the conditions, however many, a page at a time.

        Pages follow the primary key, so rows that are added or removed meanwhile shift nothing.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[SystemMetricWhere]) -> Flow[pyarrow.Table]:
        """Return all rows that meet the conditions as an Arrow table, sorted by the primary key.

        For pandas, polars and many rows: no row becomes an object. Needs the extra
        `kaggle_store[arrow]`.
        """
        return self._relation.listed.to_arrow(where)

    @operation
    def count(self, **where: Unpack[SystemMetricWhere]) -> Op[int]:
        """Count the rows that meet the conditions; without any, every metric."""
        return self._relation.listed.count(where)

    @operation
    def update(
        self, id: UUID, timestamp: datetime, /, **changes: Unpack[SystemMetricUpdate]
    ) -> Op[SystemMetric]:
        """Change the metric with this `timestamp` and `id` and return it, or raise `NotFound`.

        What is left out stays as it is; None clears a column that may be empty.
        """
        return self._relation.update({"id": id, "timestamp": timestamp}, changes)

    @operation
    def update_where(
        self, where: SystemMetricWhere, /, **changes: Unpack[SystemMetricUpdate]
    ) -> Op[Rows[SystemMetric]]:
        """Change every row that meets the conditions and return them.

        At least one condition is needed. What is left out stays as it is.
        """
        return self._relation.update_where(where, changes)

    @operation
    def delete(self, id: UUID, timestamp: datetime) -> Op[None]:
        """Delete the metric with this `timestamp` and `id`, or raise `NotFound`."""
        return self._relation.delete({"id": id, "timestamp": timestamp})

    @operation
    def delete_where(self, **where: Unpack[SystemMetricWhere]) -> Op[int]:
        """Delete every row that meets the conditions and return how many they were.

        At least one condition is needed.
        """
        return self._relation.delete_where(where)
