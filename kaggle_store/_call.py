"""Calling a function of the database, as an operation."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from kaggle_store._operation import Op, Postgrest
from kaggle_store._validate import checked

T = TypeVar("T")


class Function(Generic[T]):
    """A function of the database: `arguments` is its TypedDict, `result` the type it answers.

    `select` names the columns, where it answers rows.
    """

    def __init__(
        self, function: str, arguments: type[Any], result: type[T], *, select: str | None = None
    ) -> None:
        self._function = function
        self._arguments_type = arguments
        self._result_type = result
        self._select = select

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

        return Op(name, build, self._read, self._arguments.dump_json(valid))

    def _read(self, answer: Any) -> T:
        return self._result.validate_json(answer.content or b"null")

    @cached_property
    def _arguments(self) -> TypeAdapter[Any]:
        return TypeAdapter(self._arguments_type)

    @cached_property
    def _result(self) -> TypeAdapter[T]:
        return TypeAdapter(self._result_type)
