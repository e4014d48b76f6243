"""Call database functions as operations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from kaggle_store._requests import gc_pause
from kaggle_store._requests.content_range import check_complete
from kaggle_store._requests.decoding import PageDecoder
from kaggle_store._requests.operation import Op, Postgrest, Repeat, Response, Reusable, Rows
from kaggle_store._requests.validation import body, checked
from kaggle_store.models._base import Row

T = TypeVar("T")
R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class FunctionCall(Reusable):
    """Builds the request that calls a function with some arguments, whose values are its body."""

    function: str
    select: str | None
    arguments: tuple[str, ...]
    count: str | None = None

    def __call__(self, postgrest: Postgrest) -> Any:
        """Build the whole request."""
        query = postgrest.rpc(self.function, {}, count=self.count)
        if self.select:
            query = query.select(self.select)
        if self.arguments:
            # With the arguments named, PostgREST does not parse the body.
            query.request.params = query.request.params.set("columns", ",".join(self.arguments))
        return query

    @property
    def fixed(self) -> FunctionCall:
        """The same call: its URL does not depend on the values."""
        return self

    @property
    def query(self) -> str:
        """Nothing."""
        return ""


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

    def send(self, name: str, valid: Any, *, count: str | None = None) -> Op[T]:
        """Return an `Op` for one call with validated arguments; `count` counts its rows."""
        build = FunctionCall(self._function, self._select, tuple(valid), count)
        return Op(name, build, self._read, body(valid), self._repeat)

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
    """A function that returns rows and is safe to call again.

    `is_array`: it returns them as one array, which Max rows does not cut.
    """

    def __init__(
        self, function: str, arguments: type[Any], row: type[R], *, is_array: bool = False
    ) -> None:
        rows: type[Any] = list[row]  # type: ignore[valid-type]
        decoder = PageDecoder(row)
        select = None if is_array else decoder.select
        super().__init__(function, arguments, rows, repeat="safe", select=select)
        self._decoder = decoder
        self._subject = row.__name__
        self._is_array = is_array

    def rows(self, name: str, arguments: Mapping[str, object]) -> Op[Rows[R]]:
        """Return an `Op` that reads all rows, or raises `TruncatedResponse`.

        An argument that is None keeps its default.
        """
        valid = self._checked(name, arguments)
        if self._is_array:
            return self.send(name, valid)
        # Counting costs nothing: the function's result is counted, not computed again.
        op = self.send(name, valid, count="exact")
        return replace(op, read=partial(self._read_all, name))

    def page(self, name: str, arguments: Mapping[str, object]) -> Op[Rows[R]]:
        """Return an `Op` that reads rows, but not necessarily all."""
        return self.send(name, self._checked(name, arguments))

    def row(self, name: str, arguments: Mapping[str, object]) -> Op[R]:
        """Return an `Op` that reads the only row; the database refuses what it does not find."""
        return only_row(self.page(name, arguments))

    def _checked(self, name: str, arguments: Mapping[str, object]) -> Any:
        return checked(
            self._arguments, parameters(arguments), subject=self._subject, operation=name
        )

    def _read(self, response: Any) -> Rows[R]:
        return self._decoder.read(response.content)

    def _read_all(self, name: str, response: Response) -> Rows[R]:
        rows = self._read(response)
        check_complete(rows, response, name)
        return rows


def parameters(arguments: Mapping[str, object]) -> dict[str, object]:
    """Return arguments under the names of the function's; one that is None keeps its default."""
    return {f"p_{name}": value for name, value in arguments.items() if value is not None}


def exactly(number: int, op: Op[Rows[R]]) -> Op[Rows[R]]:
    """Return the same `Op`, whose response must have this number of rows."""

    def read(response: Response) -> Rows[R]:
        rows = op.read(response)
        if len(rows) != number:
            raise ValueError(f"{len(rows)} rows instead of {number}")
        return rows

    return replace(op, read=read)


def only_row(op: Op[Rows[R]]) -> Op[R]:
    """Return an `Op` that reads the only row of another one's response."""
    read = exactly(1, op).read
    return Op(op.name, op.build, lambda response: read(response)[0], op.body, op.repeat)
