# Generated from supabase/migrations by `make models`; do not edit.
"""The typed methods of `system_metrics` that every table has."""

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
        """Insert a metric and return it as stored, with defaults filled in.

        Required: `metric_name`, `metric_value` and `metric_type`. Input is validated before the
        request is sent. Numbers and times may be text, paths and numpy or torch values stand for
        their plain counterparts: see https://kaggle-store.github.io/kaggle_store/reference/input/.

        A call with your own `id` and `timestamp` may be repeated: it returns the existing row
        unchanged.
        """
        return self._relation.create(new)

    @operation
    def create_many(self, rows: Iterable[SystemMetricInsert]) -> Flow[Rows[SystemMetric]]:
        """Insert any number of rows in one transaction and return them in the order given.

        All rows are validated before the request is sent; the same id twice is refused. Omitted
        columns get their defaults.
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
    ) -> Flow[Rows[SystemMetric]]:
        """Return the matching rows, at most `limit` (1 to 1000), skipping `offset`.

        Sorted by `order`, a minus before a column meaning descending; by default by `timestamp` and
        `id`.
        """
        return self._relation.listed.page(order, limit, offset, where)

    @stream
    def iterate(
        self, *, page_size: int = 1000, **where: Unpack[SystemMetricWhere]
    ) -> Stream[SystemMetric]:
        """Iterate over all matching rows, a page at a time.

        Paging follows the primary key, so concurrent inserts and deletes neither repeat nor skip
        other rows.
        """
        return self._relation.listed.iterate(page_size, where)

    @operation
    def to_arrow(self, **where: Unpack[SystemMetricWhere]) -> Flow[pyarrow.Table]:
        """Return all matching rows as an Arrow table, sorted by the primary key.

        For pandas, polars and large results: no Python object is created per row. Needs the extra
        `kaggle_store[arrow]`.
        """
        return self._relation.listed.to_arrow(where)

    @operation
    def count(self, **where: Unpack[SystemMetricWhere]) -> Op[int]:
        """Return the number of rows that match the conditions; without any, of all rows.

        Its cost is in proportion to the rows that it counts: about 50 ms for 300,000.
        """
        return self._relation.listed.count(where)

    @operation
    def update(
        self, id: UUID, timestamp: datetime, /, **changes: Unpack[SystemMetricUpdate]
    ) -> Op[SystemMetric]:
        """Update the metric with this `timestamp` and `id` and return it, or raise `NotFound`.

        Omitted columns keep their values; None clears a nullable column.
        """
        return self._relation.update({"id": id, "timestamp": timestamp}, changes)

    @operation
    def update_where(
        self, where: SystemMetricWhere, /, **changes: Unpack[SystemMetricUpdate]
    ) -> Op[Rows[SystemMetric]]:
        """Update every matching row and return them.

        At least one condition is required. Omitted columns keep their values.
        """
        return self._relation.update_where(where, changes)

    @operation
    def delete(self, id: UUID, timestamp: datetime) -> Op[None]:
        """Delete the metric with this `timestamp` and `id`, or raise `NotFound`."""
        return self._relation.delete({"id": id, "timestamp": timestamp})

    @operation
    def delete_where(self, **where: Unpack[SystemMetricWhere]) -> Op[int]:
        """Delete every matching row and return their number.

        At least one condition is required.
        """
        return self._relation.delete_where(where)
