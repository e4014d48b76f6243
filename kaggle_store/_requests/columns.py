"""What a row model says about its columns, gathered once and when first needed."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, JsonValue, TypeAdapter

from kaggle_store.models._base import Json, Row, Text

R = TypeVar("R", bound=Row)


class Columns(Generic[R]):
    """The types of a row's columns, as filters and answers are checked against them."""

    def __init__(self, row: type[R]) -> None:
        self._row = row
        self._scalars: dict[str, TypeAdapter[Any]] = {}

    @property
    def subject(self) -> str:
        """What messages call a row, such as `Competition`."""
        return self._row.__name__

    def scalar(self, column: str) -> TypeAdapter[Any]:
        """Return what checks one value of a column, nulls aside."""
        if column not in self._scalars:
            self._scalars[column] = TypeAdapter(_storable(self._type(column)))
        return self._scalars[column]

    def is_array(self, column: str) -> bool:
        """Tell a PostgreSQL array from a JSON value."""
        return get_origin(self._type(column)) is list

    def is_nullable(self, column: str) -> bool:
        """Tell whether a row may have no value there."""
        return NoneType in get_args(self._fields[column].annotation)

    def names(self) -> list[str]:
        """Return the columns in the table's order."""
        return list(self._fields)

    @property
    def _fields(self) -> dict[str, Any]:
        model: type[BaseModel] = self._row
        return dict(model.model_fields)

    def _type(self, column: str) -> Any:
        annotation = self._fields[column].annotation
        if get_origin(annotation) in {Union, UnionType}:
            kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
            return Union[tuple(kinds)]  # noqa: UP007 - made at run time
        return annotation


def _storable(kind: Any) -> Any:
    """Return the type whose values the database can hold, and so compare with."""
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if kind is str:
        return Text
    if get_origin(kind) is list:
        return list[_storable(*get_args(kind))]  # type: ignore[misc]
    return Json if kind in _STORED_JSON else kind


_STORED_JSON = (JsonValue, dict[str, JsonValue])
