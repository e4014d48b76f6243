"""Decode pages into Arrow record batches without one object per row; needs pyarrow."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, cast, get_args, get_origin
from uuid import UUID

import pyarrow as pa
from pydantic import AwareDatetime, TypeAdapter

from kaggle_store._requests import gc_pause
from kaggle_store._requests.operation import Response
from kaggle_store.models._base import Row

DEFAULT_DIGITS = (38, 9)
"""Precision and scale for numeric columns that declare none."""

_ROWS: TypeAdapter[list[dict[str, Any]]] = TypeAdapter(list[dict[str, Any]])
_TIMESTAMP = pa.timestamp("us", "UTC")
_JSON = pa.string()
_KINDS: dict[Any, pa.DataType] = {
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    str: pa.string(),
    UUID: pa.string(),
    datetime: _TIMESTAMP,
    AwareDatetime: _TIMESTAMP,
    date: pa.date32(),
}


class Batch(NamedTuple):
    """One page, and its last row, after which the next page begins; None for an empty page."""

    rows: pa.RecordBatch
    last: dict[str, Any] | None


class ArrowColumns:
    """A row model's columns as an Arrow schema.

    Ids and JSON become strings, enums dictionaries, numeric columns decimals, timestamps
    microseconds in UTC. A table without rows still has all columns.
    """

    def __init__(self, row: type[Row]) -> None:
        self.schema = pa.schema([_field(row, name) for name in row.model_fields])
        annotations = {field.alias or n: field for n, field in row.model_fields.items()}
        self._json = {n for n, f in annotations.items() if _is_json(f.annotation)}

    def read(self, response: Response) -> Batch:
        """Decode one page."""
        content = response.content
        with gc_pause.paused(len(content)):
            rows = _ROWS.validate_json(content)
            columns = [self._column(field, rows) for field in self.schema]
        batch = pa.RecordBatch.from_arrays(columns, schema=self.schema)
        return Batch(batch, rows[-1] if rows else None)

    def table(self, batches: list[Batch]) -> pa.Table:
        """Concatenate pages into a table."""
        table = pa.Table.from_batches([batch.rows for batch in batches], self.schema)
        return table.unify_dictionaries()

    def _column(self, field: pa.Field[Any], rows: list[dict[str, Any]]) -> pa.Array[Any]:
        values = [row[field.name] for row in rows]
        if field.name in self._json:
            values = [v if v is None else json.dumps(v, ensure_ascii=False) for v in values]
        if pa.types.is_floating(field.type):
            # NaN and infinities are sent as strings.
            values = [float(v) if isinstance(v, str) else v for v in values]
        first: Any = pa.string() if _is_sent_as_text(field.type) else field.type
        column: Any = pa.array(values, first)
        return cast("pa.Array[Any]", column.cast(field.type))


def _is_sent_as_text(kind: pa.DataType) -> bool:
    return pa.types.is_temporal(kind) or pa.types.is_decimal(kind) or pa.types.is_dictionary(kind)


def _field(row: type[Row], name: str) -> pa.Field[Any]:
    field = row.model_fields[name]
    column = field.alias or name
    kinds = _alternatives(field.annotation)
    digits = row.exact_numbers.get(column, DEFAULT_DIGITS)
    return pa.field(column, _type(kinds[0], digits), nullable=type(None) in kinds)


def _type(kind: Any, digits: tuple[int, int]) -> pa.DataType:
    if kind is Decimal:
        return pa.decimal128(*digits)
    if get_origin(kind) is Literal:
        return pa.dictionary(pa.int32(), pa.string())
    if get_origin(kind) is list:
        return pa.list_(_type(get_args(kind)[0], digits))
    return _KINDS.get(kind, _JSON)


def _is_json(annotation: Any) -> bool:
    kind = _alternatives(annotation)[0]
    return kind is not Decimal and kind not in _KINDS and get_origin(kind) not in {Literal, list}


def _alternatives(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in {Union, UnionType}:
        return [kind for each in get_args(annotation) for kind in _alternatives(each)]
    return [annotation]
