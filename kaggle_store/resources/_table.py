"""The verbs that every table has; generated classes in `tables/` give them their exact types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, Stream
from kaggle_store._requests.relation import Relation
from kaggle_store._requests.query import Order
from kaggle_store.models._base import Row

if TYPE_CHECKING:
    import pyarrow

R = TypeVar("R", bound=Row)
L = TypeVar("L", bound=Row)


class Table(Entity[M], Generic[M, R, L]):
    """A room of one table: `R` is its whole row, `L` the row of its lists."""

    _relation: ClassVar[Relation[Any, Any]]

    def _create(self, new: Mapping[str, object]) -> Flow[R]:
        return self._relation.create(new)

    def _create_many(self, rows: Iterable[Mapping[str, object]]) -> Flow[Rows[R]]:
        return self._relation.create_many(rows)

    def _get(self, **key: object) -> Op[R]:
        return self._relation.full.get(key)

    def _find(self, **key: object) -> Op[R | None]:
        return self._relation.full.find(key)

    def _list(
        self, order: Order, limit: int, offset: int, where: Mapping[str, object]
    ) -> Op[Rows[L]]:
        return self._relation.listed.page(order, limit, offset, where)

    def _list_full(
        self, order: Order, limit: int, offset: int, where: Mapping[str, object]
    ) -> Op[Rows[R]]:
        return self._relation.full.page(order, limit, offset, where, "list_full")

    def _iterate(self, page_size: int, where: Mapping[str, object]) -> Stream[L]:
        return self._relation.listed.iterate(page_size, where)

    def _iterate_full(self, page_size: int, where: Mapping[str, object]) -> Stream[R]:
        return self._relation.full.iterate(page_size, where, "iterate_full")

    def _to_arrow(self, where: Mapping[str, object]) -> Flow[pyarrow.Table]:
        return self._relation.listed.to_arrow(where)

    def _to_arrow_full(self, where: Mapping[str, object]) -> Flow[pyarrow.Table]:
        return self._relation.full.to_arrow(where, "to_arrow_full")

    def _update(self, key: Mapping[str, object], changes: Mapping[str, object]) -> Op[R]:
        return self._relation.update(key, changes)

    def _update_where(
        self, where: Mapping[str, object], changes: Mapping[str, object]
    ) -> Op[Rows[R]]:
        return self._relation.update_where(where, changes)

    def _upsert(self, new: Mapping[str, object]) -> Flow[R]:
        return self._relation.upsert(new)

    def _delete(self, **key: object) -> Op[None]:
        return self._relation.delete(key)

    def _delete_where(self, where: Mapping[str, object]) -> Op[int]:
        return self._relation.delete_where(where)

    def _count(self, where: Mapping[str, object]) -> Op[int]:
        return self._relation.listed.count(where)
