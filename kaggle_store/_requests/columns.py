"""Column types of a row model, computed on first use."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Generic, Literal, TypeVar, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel, JsonValue, Strict, TypeAdapter

from kaggle_store.models._base import Bool, Date, Float, Int8, Json, Number, Row, Text, Timestamp
from kaggle_store.models._forms import plain

R = TypeVar("R", bound=Row)


class Columns(Generic[R]):
    """The types of a row model's columns, for checking filters and responses."""

    def __init__(self, row: type[R]) -> None:
        self._row = row
        self._scalars: dict[str, TypeAdapter[Any]] = {}

    @property
    def subject(self) -> str:
        """The row's name in error messages, such as `Competition`."""
        return self._row.__name__

    def scalar(self, column: str) -> TypeAdapter[Any]:
        """Return the adapter that checks one non-null value of a column."""
        if column not in self._scalars:
            self._scalars[column] = TypeAdapter(_comparable(self._type(column)))
        return self._scalars[column]

    def may_be_nan(self, column: str) -> bool:
        """Return True if the column's numbers may be NaN."""
        return column in self._row.nan_columns

    def as_stored(self, column: str, value: object) -> object:
        """Return a value as an insert stores it: a float is rounded to the column's scale."""
        value = plain(value)
        if column in self._row.exact_numbers and isinstance(value, float) and math.isfinite(value):
            return round(Decimal(repr(float(value))), self._row.exact_numbers[column][1])
        return value

    def is_array(self, column: str) -> bool:
        """Return True for a PostgreSQL array, False for JSON and other values."""
        return get_origin(self._type(column)) is list

    def is_nullable(self, column: str) -> bool:
        """Return True if the column may be null."""
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
            # Rows read unknown labels of an enum as text; the database compares with known ones.
            labels = [kind for kind in kinds if get_origin(kind) is Literal]
            return Union[tuple(labels or kinds)]  # noqa: UP007 - made at run time
        return annotation


def _comparable(kind: Any) -> Any:
    """Return the type whose values the database can store, and therefore compare with."""
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) is list:
        return Annotated[list[_comparable(*get_args(kind))], Strict()]  # type: ignore[misc]
    return next((input_ for row, input_ in _INPUTS if kind == row), kind)


_INPUTS: tuple[tuple[Any, Any], ...] = (
    (str, Text),
    (bool, Bool),
    (int, Int8),
    (float, Float),
    (Decimal, Number),
    (AwareDatetime, Timestamp),
    (date, Date),
    (JsonValue, Json),
    (dict[str, JsonValue], Json),
)
"""The types of rows, and the input types of their values."""
