"""Call database functions as operations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from kaggle_store._requests import gc_pause
from kaggle_store._requests.decoding import PageDecoder
from kaggle_store._requests.operation import Op, Postgrest, Repeat, Rows
from kaggle_store._requests.validation import checked
from kaggle_store.errors import NotFound
from kaggle_store.models._base import Row

T = TypeVar("T")
R = TypeVar("R", bound=Row)


class Function(Generic[T]):
    """A database function: `arguments` is its TypedDict, `result` its return type.

    `select` names the columns if it returns rows; `repeat` is whether a call may be sent again.
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
        """Return an `Op` for one call, or raise `InvalidInput`; `subject` prefixes its fields."""
        return self.send(name, checked(self._arguments, arguments, subject=subject, operation=name))

    def send(self, name: str, valid: Any) -> Op[T]:
        """Return an `Op` for one call with validated arguments."""

        def build(postgrest: Postgrest) -> Any:
            query = postgrest.rpc(self._function, {})
            if self._select:
                query = query.select(self._select)
            if valid:
                # With the arguments named, PostgREST does not parse the body.
                query.request.params = query.request.params.set("columns", ",".join(valid))
            return query

        return Op(name, build, self._read, self._arguments.dump_json(valid), self._repeat)

    def _read(self, response: Any) -> T:
        content = response.content or b"null"
        with gc_pause.paused(len(content)):
            return self._result.validate_json(content)

    @cached_property
    def _arguments(self) -> TypeAdapter[Any]:
        return TypeAdapter(self._arguments_type)

    @cached_property
    def _result(self) -> TypeAdapter[T]:
        return TypeAdapter(self._result_type)


class RowsFunction(Function[Rows[R]]):
    """A function that returns rows and is safe to call again."""

    def __init__(self, function: str, arguments: type[Any], row: type[R]) -> None:
        rows: type[Any] = list[row]  # type: ignore[valid-type]
        decoder = PageDecoder(row)
        super().__init__(function, arguments, rows, repeat="safe", select=decoder.select)
        self._decoder = decoder
        self._subject = row.__name__

    def rows(self, name: str, arguments: Mapping[str, object]) -> Op[Rows[R]]:
        """Return an `Op` that reads all rows; an argument that is None keeps its default."""
        given = {f"p_{key}": value for key, value in arguments.items() if value is not None}
        return self.call(name, given, subject=self._subject)

    def row(self, name: str, arguments: Mapping[str, object]) -> Op[R]:
        """Return an `Op` that reads one row, or raises `NotFound`."""
        op = self.rows(name, arguments)

        def read(response: Any) -> R:
            if rows := op.read(response):
                return rows[0]
            message = f"no row was found for {self._subject} {arguments.get('id', '')}".rstrip()
            raise NotFound(message, operation=name, code="PGRST116", status=response.status_code)

        return Op(name, op.build, read, op.body, op.repeat)

    def _read(self, response: Any) -> Rows[R]:
        return self._decoder.read(response.content)
