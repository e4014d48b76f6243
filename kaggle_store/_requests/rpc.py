"""Calling a function of the database, as an operation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from kaggle_store._requests import gc_pause as collector
from kaggle_store._requests.decoding import Pages
from kaggle_store._requests.operation import Op, Postgrest, Repeat, Rows
from kaggle_store._requests.validation import checked
from kaggle_store.errors import NotFound
from kaggle_store.models._base import Row

T = TypeVar("T")
R = TypeVar("R", bound=Row)


class Function(Generic[T]):
    """A function of the database: `arguments` is its TypedDict, `result` the type it answers.

    `select` names the columns, where it answers rows; `repeat` says whether the same call again
    is harmless.
    """

    def __init__(
        self,
        function: str,
        arguments: type[Any],
        result: type[T],
        *,
        repeat: Repeat,
        select: str | None = None,
    ) -> None:
        self._function = function
        self._arguments_type = arguments
        self._result_type = result
        self._select = select
        self._repeat: Repeat = repeat

    def call(self, name: str, arguments: Any, *, subject: str) -> Op[T]:
        """Ask for one call, or raise `InvalidInput`; messages call what is wrong by `subject`."""
        return self.send(name, checked(self._arguments, arguments, subject=subject, operation=name))

    def send(self, name: str, valid: Any) -> Op[T]:
        """Ask for one call with arguments that were checked."""

        def build(postgrest: Postgrest) -> Any:
            query = postgrest.rpc(self._function, {})
            if self._select:
                query = query.select(self._select)
            if valid:
                # With the arguments named, PostgREST passes the body on without parsing it.
                query.request.params = query.request.params.set("columns", ",".join(valid))
            return query

        return Op(name, build, self._read, self._arguments.dump_json(valid), self._repeat)

    def _read(self, answer: Any) -> T:
        content = answer.content or b"null"
        with collector.held(len(content)):
            return self._result.validate_json(content)

    @cached_property
    def _arguments(self) -> TypeAdapter[Any]:
        return TypeAdapter(self._arguments_type)

    @cached_property
    def _result(self) -> TypeAdapter[T]:
        return TypeAdapter(self._result_type)


class RowsFunction(Function[Rows[R]]):
    """A function that answers rows, and does no harm when it is called again."""

    def __init__(self, function: str, arguments: type[Any], row: type[R]) -> None:
        rows: type[Any] = list[row]  # type: ignore[valid-type]
        pages = Pages(row)
        super().__init__(function, arguments, rows, repeat="safe", select=pages.select)
        self._pages = pages
        self._subject = row.__name__

    def rows(self, name: str, arguments: Mapping[str, object]) -> Op[Rows[R]]:
        """Ask for all rows; an argument that is None keeps its default."""
        given = {f"p_{key}": value for key, value in arguments.items() if value is not None}
        return self.call(name, given, subject=self._subject)

    def row(self, name: str, arguments: Mapping[str, object]) -> Op[R]:
        """Ask for one row, which must be there."""
        op = self.rows(name, arguments)

        def read(answer: Any) -> R:
            if rows := op.read(answer):
                return rows[0]
            asked = f"no row was found for {self._subject} {arguments.get('id', '')}".rstrip()
            raise NotFound(asked, operation=name, code="PGRST116", status=answer.status_code)

        return Op(name, op.build, read, op.body, op.repeat)

    def _read(self, answer: Any) -> Rows[R]:
        return self._pages.read(answer.content)
