"""Decode pages: which columns to select, and how a response's bytes become rows.

Numeric columns arrive as JSON numbers, of which a float keeps 15 digits; a page with a longer one
is decoded again with these numbers as strings. All rows of a page share one `model_fields_set`:
a set per row would be half of a row's memory and most of the garbage collector's work. msgspec
decodes if it is installed (`kaggle_store[fast]`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from kaggle_store._requests import gc_pause
from kaggle_store.models._base import Row

R = TypeVar("R", bound=Row)

FLOAT_DIGITS = 15
"""Decimal digits that every double keeps (DBL_DIG of IEEE 754's binary64)."""


class PageDecoder(Generic[R]):
    """Decodes JSON arrays of one row model."""

    def __init__(self, row: type[R]) -> None:
        self._row = row

    @cached_property
    def select(self) -> str:
        """The columns to select: `row.select`, with sized numeric columns as JSON numbers.

        Naming a column beside the star costs PostgREST a tenth of the time of reading one row.
        """
        selected = self._row.select.split(",")
        as_text = {f"{column}::text": column for column in self._row.exact_numbers}
        if "*" in selected:
            return ",".join(each for each in selected if each not in as_text)
        return ",".join(as_text.get(each, each) for each in selected)

    def read(self, content: bytes) -> list[R]:
        """Decode a page, or raise `ValidationError`."""
        with gc_pause.paused(len(content)):
            rows = self._decode(content)
            return self._validate(content) if rows is None else rows

    @cached_property
    def _decode(self) -> Callable[[bytes], list[R] | None]:
        try:
            from kaggle_store._requests.msgspec_decoding import decoder_of
        except ImportError:
            return lambda _: None
        return decoder_of(self._row)

    def _validate(self, content: bytes) -> list[R]:
        rows = self._rows.validate_json(content)
        if self._may_lack_digits(rows):
            rows = self._rows.validate_json(self._with_all_digits(content))
        names = set(self._row.model_fields)  # every field is required, so all are set
        for row in rows:
            object.__setattr__(row, "__pydantic_fields_set__", names)
        return rows

    @cached_property
    def _rows(self) -> TypeAdapter[list[R]]:
        return TypeAdapter(list[self._row])  # type: ignore[name-defined]

    @cached_property
    def _bounds(self) -> list[tuple[str, Decimal]]:
        """Columns with more digits than a float keeps, each with the value where loss begins."""
        sizes = self._row.exact_numbers.items()
        return [
            (column, Decimal(10) ** (FLOAT_DIGITS - places))
            for column, (digits, places) in sizes
            if digits > FLOAT_DIGITS
        ]

    def _may_lack_digits(self, rows: list[R]) -> bool:
        for column, bound in self._bounds:
            values = filter(None, [row.__dict__[column] for row in rows])
            if max(map(abs, values), default=0) >= bound:
                return True
        return False

    def _with_all_digits(self, content: bytes) -> bytes:
        """Put numeric columns into quotes, so that Decimal reads every digit."""
        # PostgreSQL writes a space after the colon inside JSON values, and none between columns.
        columns = "|".join(map(re.escape, self._row.exact_numbers))
        number = rf'("(?:{columns})":)(-?[0-9][0-9.]*)(?=[,}}])'
        return re.sub(number.encode(), rb'\1"\2"', content)
