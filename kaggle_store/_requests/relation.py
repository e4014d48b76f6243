"""Operations of one table: create, upsert, update and delete, and its reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from kaggle_store._requests.arguments import as_rows, distinct_keys
from kaggle_store._requests.content_range import check_complete, read_count
from kaggle_store._requests.filters import Filter
from kaggle_store._requests.operation import Flow, Op, Postgrest, Response, Rows
from kaggle_store._requests.query import Query, with_filters
from kaggle_store._requests.validation import body, checked, uuid7
from kaggle_store.errors import (
    AlreadyExists,
    InvalidInput,
    NotFound,
    UnexpectedResponse,
    UnfilteredWrite,
)
from kaggle_store.models._base import Row

R = TypeVar("R", bound=Row)
L = TypeVar("L", bound=Row)

Values = Mapping[str, object]

IDS_PER_READ = 100
"""How many ids fit into one URL."""

_CONDITIONS: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])
_KEYS: TypeAdapter[list[dict[str, Any]]] = TypeAdapter(list[dict[str, Any]])


class Relation(Generic[R, L]):
    """One table: `R` is the full row, `L` the row that lists return, without heavy columns."""

    def __init__(
        self,
        row: type[R],
        *,
        where: type[Any],
        insert: type[Any] = dict,
        update: type[Any] = dict,
        listed: type[L] | None = None,
    ) -> None:
        self.row = row
        self.full: Query[R] = Query(row, where)
        self.listed: Query[L] = Query(listed or row, where)  # type: ignore[arg-type]
        self._insert_type = insert
        self._update_type = update

    def create(self, new: Values, verb: str = "create") -> Flow[R]:
        """Insert a row; if its id already exists, return that row unchanged."""
        name = self._named(verb)
        valid = self.checked_row(self._with_key(new, name), name)
        rows = yield from self._write(name, [valid], self.row.primary_key)
        if rows:
            return rows[0]
        key = {column: valid[column] for column in self.row.primary_key}
        return (yield from self.full.get(key))

    def create_many(self, many: Iterable[Values]) -> Flow[Rows[R]]:
        """Insert rows in one transaction; rows whose id already exists stay unchanged."""
        name = self._named("create_many")
        rows = as_rows(many, "rows", name)
        valid = self.checked_rows([self._with_key(new, name) for new in rows], name)
        if not valid:
            return []
        keys = distinct_keys(valid, self.row.primary_key, self.row.__name__, name)
        created = yield from self._write(name, _in_lock_order(valid), self.row.primary_key)
        found = {self._key_of(row): row for row in created}
        for row in (yield from self._read_again([key for key in keys if key not in found])):
            found[self._key_of(row)] = row
        if missing := [key for key in keys if key not in found]:
            raise UnexpectedResponse(
                f"{len(missing):,} of {len(keys):,} rows were neither created nor found",
                operation=name,
            )
        return [found[key] for key in keys]

    def upsert(self, new: Values) -> Flow[R]:
        """Insert a row, or update the given columns of the one with the same natural key.

        In two steps, as some columns may be inserted but not updated. Raises `AlreadyExists` if
        the row belongs to another execution.
        """
        name = self._named("upsert")
        self._check_natural_key(new, name)
        valid = self.checked_row(new, name)
        rows = yield from self._write(name, [valid], self.row.natural_key)
        if rows:
            return rows[0]
        try:
            return (
                yield from self.update(self._natural_key_of(valid), self._changes(valid), "upsert")
            )
        except NotFound:
            yield from self._refuse_row_of_another(valid, name)
            raise

    def _refuse_row_of_another(self, new: Values, name: str) -> Flow[None]:
        """Raise `AlreadyExists` if another execution has the row with this natural key."""
        key = {column: new[column] for column in self.row.natural_key}
        found: Any = yield from self.full.find(key, "upsert")
        if found is not None and "execution_id" in new:
            named = ", ".join(f"{column}={value}" for column, value in key.items())
            raise AlreadyExists(
                f"{self.row.__name__} {named} belongs to execution {found.execution_id}",
                operation=name,
                hint="Give the execution_id of that execution.",
            )

    def upsert_live(self, new: Values, *, ended: Collection[str], ended_at: str) -> Flow[R]:
        """Upsert where the natural key is unique among live rows only.

        Updates the execution's live row; if `new` has one of the states `ended`, else the one that
        ended last. Raises `AlreadyExists` if another execution has the live row.
        """
        name = self._named("upsert")
        self._check_natural_key(new, name)
        new = self.checked_row(new, name)
        key = self._natural_key_of(new)

        def is_same(known: Any) -> bool:
            return known is not None and (known.status not in ended or new.get("status") in ended)

        known: Any = yield from self.full.find(key, "upsert", latest=ended_at)
        if not is_same(known):
            try:
                return (yield from self.create(new, "upsert"))
            except AlreadyExists:
                # Another client has inserted it since the read.
                known = yield from self.full.find(key, "upsert", latest=ended_at)
                if not is_same(known):
                    raise
        return (yield from self.update({"id": known.id}, self._changes(new), "upsert"))

    def update(self, key: Values, changes: Values, verb: str = "update") -> Op[R]:
        """Update the given columns of one row, or raise `NotFound`."""
        name = self._named(verb)
        op = self._change(name, self.full.key_filters(key, name), changes)
        return Op(name, op.build, partial(self.full.read_one, name, key), op.body)

    def update_where(
        self, where: Values, changes: Values, verb: str = "update_where"
    ) -> Op[Rows[R]]:
        """Update the given columns of all rows that match, or raise `TruncatedResponse`."""
        name = self._named(verb)
        op = self._change(name, self._write_filters(where, name), changes, count="exact")

        def read(response: Response) -> Rows[R]:
            rows = op.read(response)
            check_complete(rows, response, name)
            return rows

        return replace(op, read=read)

    def delete(self, key: Values) -> Op[None]:
        """Delete one row, or raise `NotFound`."""
        name = self._named("delete")
        filters = self.full.key_filters(key, name)

        def build(postgrest: Postgrest) -> Any:
            query = with_filters(postgrest.from_(self.row.table).delete(), filters)
            return query.select(",".join(self.row.primary_key))

        def read(response: Response) -> None:
            if not _KEYS.validate_json(response.content):
                self.full.raise_not_found(name, key, response)

        return Op(name, build, read)

    def delete_where(self, where: Values) -> Op[int]:
        """Delete all rows that match and return their number."""
        name = self._named("delete_where")
        filters = self._write_filters(where, name)

        def build(postgrest: Postgrest) -> Any:
            query = postgrest.from_(self.row.table).delete(count="exact", returning="minimal")
            return with_filters(query, filters)

        return Op(name, build, read_count)

    def checked_row(self, new: Values, name: str) -> dict[str, Any]:
        """Validate a row before it is inserted."""
        valid: dict[str, Any] = self._checked(self._insert, new, name)
        return valid

    def checked_rows(self, rows: Sequence[Values], name: str) -> Rows[dict[str, Any]]:
        """Validate rows before they are inserted."""
        valid: Rows[dict[str, Any]] = self._checked(self._inserts, rows, name)
        return valid

    def _checked(self, adapter: TypeAdapter[Any], value: object, name: str) -> Any:
        subject, columns = self.row.__name__, self._columns
        return checked(adapter, value, subject=subject, operation=name, columns=columns)

    @cached_property
    def _columns(self) -> Collection[str]:
        return self.row.model_fields.keys()

    @cached_property
    def _insert(self) -> TypeAdapter[Any]:
        return TypeAdapter(self._insert_type)

    @cached_property
    def _inserts(self) -> TypeAdapter[Any]:
        return TypeAdapter(list[self._insert_type])  # type: ignore[name-defined]

    @cached_property
    def _update(self) -> TypeAdapter[Any]:
        return TypeAdapter(self._update_type)

    def _named(self, verb: str) -> str:
        return f"{self.row.table}.{verb}"

    def _with_key(self, new: Values, name: str) -> dict[str, Any]:
        row = dict(new)
        if "timestamp" in self.row.primary_key and "id" in row and "timestamp" not in row:
            problem = "required with an id: a repeated insert is recognised by both"
            raise InvalidInput(f"{self.row.__name__}.timestamp: {problem}", operation=name)
        for column in self.row.primary_key:
            if row.get(column) is None:
                row[column] = datetime.now(UTC) if column == "timestamp" else uuid7()
        return row

    def _key_of(self, row: R) -> tuple[Any, ...]:
        return tuple(getattr(row, column) for column in self.row.primary_key)

    def _read_again(self, keys: Sequence[tuple[Any, ...]]) -> Flow[Rows[R]]:
        id_index = self.row.primary_key.index("id")
        rows: Rows[R] = []
        for start in range(0, len(keys), IDS_PER_READ):
            ids = [key[id_index] for key in keys[start : start + IDS_PER_READ]]
            rows += yield from self.full.page((), IDS_PER_READ, 0, {"id": ids}, "create_many")
        return rows

    def _write(self, name: str, rows: Rows[dict[str, Any]], conflict: Sequence[str]) -> Op[Rows[R]]:
        given = set[str]().union(*rows)
        columns = [column for column in self._insert_type.__annotations__ if column in given]

        def build(postgrest: Postgrest) -> Any:
            query = postgrest.from_(self.row.table).upsert(
                {},
                on_conflict=",".join(conflict),
                ignore_duplicates=True,
                default_to_null=False,
            )
            return _with_columns(query.select(self.full.decoder.select), columns)

        return Op(name, build, self.full.read_rows, body(rows), "safe")

    def _change(
        self, name: str, filters: Sequence[Filter], changes: Values, count: str | None = None
    ) -> Op[Rows[R]]:
        if not changes:
            raise InvalidInput("no column to update was given", operation=name)
        valid = self._checked(self._update, changes, name)
        columns = [column for column in self._update_type.__annotations__ if column in valid]

        def build(postgrest: Postgrest) -> Any:
            query = postgrest.from_(self.row.table).update({}, count=count)
            query = with_filters(query, filters)
            return _with_columns(query.select(self.full.decoder.select), columns)

        return Op(name, build, self.full.read_rows, body(valid))

    def _write_filters(self, where: Values, name: str) -> Rows[Filter]:
        if where is not None and not where:
            raise UnfilteredWrite(
                f"a filter is required, or every row of {self.row.table} would be affected",
                operation=name,
            )
        conditions = checked(_CONDITIONS, where, subject="where", operation=name)
        return self.full.filters(conditions, name)

    def _changes(self, new: Values) -> dict[str, Any]:
        return {k: v for k, v in new.items() if k in self._update_type.__annotations__}

    def _natural_key_of(self, new: Values) -> dict[str, Any]:
        # A row never moves to another execution.
        given = (*self.row.natural_key, *(["execution_id"] if "execution_id" in new else []))
        return {column: new[column] for column in given}

    def _check_natural_key(self, new: Values, name: str) -> None:
        if missing := [column for column in self.row.natural_key if new.get(column) is None]:
            problem = "required: the row to update is found by it"
            raise InvalidInput(f"{self.row.__name__}.{missing[0]}: {problem}", operation=name)
        if given := [column for column in self.row.primary_key if column in new]:
            problem = "not allowed: it would change the id of an existing row"
            raise InvalidInput(f"{self.row.__name__}.{given[0]}: {problem}", operation=name)


def _in_lock_order(rows: Rows[dict[str, Any]]) -> Rows[dict[str, Any]]:
    # Consistent lock order prevents deadlocks between concurrent bulk inserts.
    return sorted(rows, key=lambda row: str(row.get("execution_id", "")))


def _with_columns(query: Any, columns: Sequence[str]) -> Any:
    # With the columns named, PostgREST does not parse the body.
    query.request.params = query.request.params.set("columns", ",".join(columns))
    return query
