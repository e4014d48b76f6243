"""Read one table or view: filters, columns, order and paging."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, NoReturn, TypeVar

from pydantic import TypeAdapter

from kaggle_store._requests.columns import Columns
from kaggle_store._requests.content_range import read_count
from kaggle_store._requests.cut_pages import max_rows_of, may_be_cut
from kaggle_store._requests.decoding import PageDecoder
from kaggle_store._requests.filters import (
    Filter,
    literal,
    quoted,
    translate_filters,
    translate_key,
)
from kaggle_store._requests.max_rows import MaxRows
from kaggle_store._requests.operation import (
    Flow,
    Op,
    Postgrest,
    Response,
    Reusable,
    Rows,
    Stream,
)
from kaggle_store._requests.problems import suggestion
from kaggle_store._requests.validation import checked
from kaggle_store.errors import InvalidInput, NotFound, SettingsError
from kaggle_store.models._base import Row
from kaggle_store.models._forms import python_form

if TYPE_CHECKING:
    import pyarrow

    from kaggle_store._requests.arrow import ArrowColumns, Batch

R = TypeVar("R", bound=Row)

LARGEST_PAGE = 1000
"""Maximum rows per page: the default Max rows of a project."""

LARGEST_OFFSET = 2**31 - 1
"""Maximum offset; `iterate` reads further without one."""

Order = str | Sequence[str]

_ORDER: TypeAdapter[list[str]] = TypeAdapter(list[str])


class _Part(NamedTuple, Generic[R]):
    """Rows of one response, and the server's Max rows."""

    rows: list[R]
    max_rows: MaxRows | None


@dataclass(frozen=True, slots=True)
class ReadByKey(Reusable):
    """Builds the request that reads one row."""

    table: str
    columns: str
    filters: Sequence[Filter] = ()

    def __call__(self, postgrest: Postgrest) -> Any:
        """Build the whole request."""
        return with_filters(postgrest.from_(self.table).select(self.columns), self.filters)

    @property
    def fixed(self) -> ReadByKey:
        """The read without its key."""
        return ReadByKey(self.table, self.columns)

    @property
    def query(self) -> str | None:
        """The filters as part of a URL; None if that needs an encoding."""
        if not all(_NEEDS_NO_ENCODING(each.value) for each in self.filters):
            return None
        return "&".join([f"{each.column}={each.operator}.{each.value}" for each in self.filters])


_NEEDS_NO_ENCODING = re.compile(r"[\w.~-]+", re.ASCII).fullmatch
"""Matches text of characters that a URL contains as they are, such as an id."""


class Query(Generic[R]):
    """Reads of one table or view as one row model."""

    def __init__(
        self,
        row: type[R],
        where: type[Any],
        name: str | None = None,
        *,
        key: tuple[str, ...] | None = None,
    ) -> None:
        """`key` is what `iterate` pages by, by default the primary key; the id comes last."""
        self._row = row
        self._key = key or tuple(sorted(row.primary_key, key=lambda column: column == "id"))
        self._where = where
        self._name = name or row.table
        self._columns = Columns(row)
        self.decoder = PageDecoder(row)

    def page(
        self,
        order: Order,
        limit: int,
        offset: int,
        where: Mapping[str, object],
        verb: str = "list",
    ) -> Flow[Rows[R]]:
        """Read one page, in several requests if the server returns fewer rows at a time."""
        name = f"{self._name}.{verb}"
        limit, offset = _checked_page(limit, offset, name)
        orders, filters = self._orders(order, name), self.filters(where, name)
        rows: Rows[R] = []
        is_cut = True
        while is_cut:
            left = limit - len(rows)
            op = self._rows(name, filters, orders, left, offset + len(rows))
            part = yield from Op(name, op.build, self._read_part, repeat="safe")
            rows += part.rows
            is_cut = yield from may_be_cut(len(part.rows), left, part.max_rows, name)
        return rows

    def rest(
        self,
        order: Order,
        page_size: int,
        offset: int,
        where: Mapping[str, object],
        verb: str,
    ) -> Flow[Rows[R]]:
        """Read all rows from `offset` on, in this order, page after page."""
        rows: Rows[R] = []
        while True:
            page = yield from self.page(order, page_size, offset + len(rows), where, verb)
            rows += page
            if len(page) < page_size:
                return rows

    def iterate(
        self,
        page_size: int,
        where: Mapping[str, object],
        verb: str = "iterate",
        more: Sequence[Filter] = (),
    ) -> Stream[R]:
        """Read page after page by key until one is empty, as a server may shorten any page.

        Validates at once; `more` filters are read with the first page.
        """
        name = f"{self._name}.{verb}"
        page_size, _ = _checked_page(page_size, 0, name, "page_size")
        return self._pages(name, page_size, self.filters(where, name), more)

    def _pages(
        self, name: str, page_size: int, filters: Sequence[Filter], more: Sequence[Filter]
    ) -> Stream[R]:
        orders = self._orders((), name)
        after: Rows[Filter] = []
        while page := (yield self._rows(name, [*filters, *more, *after], orders, page_size)):
            last = page[-1]
            after = self._after([getattr(last, column) for column in self.key])

    def to_arrow(
        self,
        where: Mapping[str, object],
        verb: str = "to_arrow",
        more: Sequence[Filter] = (),
    ) -> Flow[pyarrow.Table]:
        """Read all rows by key, each page as a batch of an Arrow table."""
        batches: Rows[Batch] = []
        while not batches or batches[-1].last is not None:
            last = batches[-1].last if batches else None
            batches.append((yield from self.arrow_page(where, verb, more, last)))
        return _arrow_columns(self._row, f"{self._name}.{verb}").table(batches)

    def arrow_page(
        self,
        where: Mapping[str, object],
        verb: str,
        more: Sequence[Filter] = (),
        after: Mapping[str, Any] | None = None,
    ) -> Op[Batch]:
        """Return an `Op` that reads the rows by key that follow a row, as a batch.

        An empty page is the last one: a server may shorten any other.
        """
        name = f"{self._name}.{verb}"
        arrow = _arrow_columns(self._row, name)
        filters, orders = [*self.filters(where, name), *more], self._orders((), name)
        if after is not None:
            filters += self._after([after[column] for column in self.key])
        # As text, numeric values become decimals without a float in between.
        op = self._rows(name, filters, orders, LARGEST_PAGE, select=self._row.select)
        return Op(name, op.build, arrow.read, repeat="safe")

    def get(self, key: Mapping[str, object], verb: str = "get") -> Op[R]:
        """Return an `Op` that reads the row with this key, or raises `NotFound`."""
        name = f"{self._name}.{verb}"
        build = ReadByKey(self._row.table, self.decoder.select, self.key_filters(key, name))
        return Op(name, build, partial(self.read_one, name, key), repeat="safe")

    def find(
        self, key: Mapping[str, object], verb: str = "find", *, latest: str | None = None
    ) -> Op[R | None]:
        """Return an `Op` that reads the row with this key, or None.

        Of several, the one whose column `latest` is null, else has the latest time.
        """
        name = f"{self._name}.{verb}"
        op = self._rows(name, self.key_filters(key, name), [])

        def build(postgrest: Postgrest) -> Any:
            query = op.build(postgrest)
            if latest is None:
                return query
            # `desc` alone sorts nulls first.
            return query.order(latest, desc=True).order("id", desc=True).limit(1)

        def read(response: Response) -> R | None:
            return next(iter(op.read(response)), None)

        return Op(name, build, read, repeat="safe")

    def count(self, where: Mapping[str, object], verb: str = "count") -> Op[int]:
        """Return an `Op` that counts the matching rows exactly."""
        name = f"{self._name}.{verb}"
        filters = self.filters(where, name)

        def build(postgrest: Postgrest) -> Any:
            # Not HEAD, as the response to a failed one has no error message.
            query = postgrest.from_(self._row.table).select(self.key[0], count="exact")
            return with_filters(query, filters).limit(0)

        return Op(name, build, read_count, repeat="safe")

    def filters(self, where: Mapping[str, object], name: str) -> list[Filter]:
        """Translate keyword filters, or raise `InvalidInput`."""
        return translate_filters(where, known=self._known, columns=self._columns, operation=name)

    def key_filters(self, key: Mapping[str, object], name: str) -> list[Filter]:
        """Translate the key of one row, or raise `InvalidInput`."""
        return translate_key(key, columns=self._columns, operation=name)

    def read_rows(self, response: Response) -> Rows[R]:
        """Decode all rows of a response."""
        return self.decoder.read(response.content)

    def _read_part(self, response: Response) -> _Part[R]:
        return _Part(self.read_rows(response), max_rows_of(response))

    def read_one(self, name: str, key: Mapping[str, object], response: Response) -> R:
        """Decode the single row of a response, or raise `NotFound`."""
        rows = self.read_rows(response)
        return rows[0] if rows else self.raise_not_found(name, key, response)

    def raise_not_found(self, name: str, key: Mapping[str, object], response: Response) -> NoReturn:
        """Raise `NotFound` for this key."""
        spoken = " and ".join(f"{column} = {value}" for column, value in key.items())
        raise NotFound(
            f"no row of {self._row.table} has {spoken}",
            operation=name,
            code="PGRST116",
            status=response.status_code,
        )

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that pages follow: the id comes last."""
        return self._key

    @cached_property
    def _known(self) -> Collection[str]:
        return {*self._where.__required_keys__, *self._where.__optional_keys__, *self.key}

    def _rows(
        self,
        name: str,
        filters: Sequence[Filter],
        orders: Sequence[tuple[str, bool]],
        limit: int | None = None,
        offset: int = 0,
        select: str | None = None,
    ) -> Op[Rows[R]]:
        columns = select or self.decoder.select

        def build(postgrest: Postgrest) -> Any:
            query = with_filters(postgrest.from_(self._row.table).select(columns), filters)
            for column, descending in orders:
                query = self._ordered(query, column, descending)
            if limit is not None:
                query = query.limit(limit)
            return query.offset(offset) if offset else query

        return Op(name, build, self.read_rows, repeat="safe")

    def _ordered(self, query: Any, column: str, descending: bool) -> Any:
        if descending and self._columns.may_be_nan(column):
            # PostgreSQL sorts NaN above every number; a computed column has null instead.
            return query.order(f"{column}_or_null", desc=True, nullsfirst=False)
        # For a NOT NULL column, only plain `desc` lets an index be read backwards.
        nulls = None if descending and not self._columns.is_nullable(column) else False
        return query.order(column, desc=descending, nullsfirst=nulls)

    def _orders(self, order: Order, name: str) -> list[tuple[str, bool]]:
        orders: dict[str, bool] = {}
        for each in listed_order(order, name):
            # Of a column that is given twice, the first counts.
            orders.setdefault(each.removeprefix("-"), each.startswith("-"))
        if unknown := orders.keys() - set(self._columns.names()):
            near = suggestion(min(unknown), self._columns.names())
            raise InvalidInput(f"order: no such column: {min(unknown)}{near}", operation=name)
        # The key comes last, so that rows with equal values keep their order between pages.
        return list({**orders, **{k: orders.get(k, False) for k in self.key}}.items())

    def _after(self, key: Sequence[object]) -> Rows[Filter]:
        if len(key) == 1:
            return [Filter(self.key[0], "gt", literal(key[0]))]
        (first, second), (start, last) = self.key, key
        later = f"{first}.gt.{quoted(start)}"
        equal = f"and({first}.eq.{quoted(start)},{second}.gt.{quoted(last)})"
        # The separate gte condition lets the database prune partitions and use the index.
        return [Filter(first, "gte", literal(start)), Filter("", "or", f"{later},{equal}")]


def listed_order(order: Order, name: str) -> list[str]:
    """Return the columns of an order as a list, or raise `InvalidInput`."""
    columns = [order] if isinstance(order, str) else order
    return checked(_ORDER, columns, subject="order", operation=name)


def _arrow_columns(row: type[Row], name: str) -> ArrowColumns:
    try:
        from kaggle_store._requests.arrow import ArrowColumns
    except ImportError as error:
        raise SettingsError(
            f"{name} needs {error.name}: pip install 'kaggle_store[arrow]'"
        ) from error
    return ArrowColumns(row)


def with_filters(query: Any, filters: Sequence[Filter]) -> Any:
    """Add filters to a postgrest-py builder."""
    for column, operator, value in filters:
        query = query.filter(column, operator, value) if column else query.or_(value)
    return query


def _checked_page(limit: Any, offset: Any, name: str, field: str = "limit") -> tuple[int, int]:
    limit, offset = python_form("int_type", limit), python_form("int_type", offset)
    if type(limit) is not int or not 1 <= limit <= LARGEST_PAGE:
        raise InvalidInput(
            f"{field}: must be 1 to {LARGEST_PAGE}; `iterate` reads any number of rows",
            operation=name,
        )
    if type(offset) is not int or not 0 <= offset <= LARGEST_OFFSET:
        raise InvalidInput(f"offset: must be 0 or more, up to {LARGEST_OFFSET}", operation=name)
    return limit, offset
