"""Pages of rows: which columns to ask for, and how the bytes of an answer become rows.

Reading is what a store does most. Exact numbers come as JSON numbers, of which a float keeps 15
digits; a page in which one has more is read again, from its digits. All rows of a page share the
set of names that pydantic makes for each: that is half of a row's memory, and most of what the
garbage collector would look through. And where msgspec is installed (`kaggle_store[fast]`), it
decodes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from kaggle_store._requests import gc_pause as collector
from kaggle_store.models._base import Row

R = TypeVar("R", bound=Row)

FLOAT_DIGITS = 15
"""Decimal digits that every double keeps (DBL_DIG of IEEE 754's binary64)."""


class Pages(Generic[R]):
    """Reads JSON arrays of one kind of row."""

    def __init__(self, row: type[R]) -> None:
        self._row = row

    @cached_property
    def select(self) -> str:
        """The columns to ask for: as `row.select` says, but exact numbers of a known size as such.

        Naming a column beside the star costs PostgREST a tenth of a read of one row.
        """
        asked = self._row.select.split(",")
        as_text = {f"{column}::text": column for column in self._row.exact_numbers}
        if "*" in asked:
            return ",".join(each for each in asked if each not in as_text)
        return ",".join(as_text.get(each, each) for each in asked)

    def read(self, content: bytes) -> list[R]:
        """Read a page, or raise `ValidationError`."""
        with collector.held(len(content)):
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
        names = set(self._row.model_fields)  # all of them: a row that lacks one is refused
        for row in rows:
            object.__setattr__(row, "__pydantic_fields_set__", names)
        return rows

    @cached_property
    def _rows(self) -> TypeAdapter[list[R]]:
        return TypeAdapter(list[self._row])  # type: ignore[name-defined]

    @cached_property
    def _bounds(self) -> list[tuple[str, Decimal]]:
        """The columns with more digits than a float keeps, and from where on it may lose some."""
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
        """Put exact numbers into quotes, as which they are read digit by digit."""
        # PostgreSQL writes a space behind the colon within JSON values, and none between columns.
        columns = "|".join(map(re.escape, self._row.exact_numbers))
        number = rf'("(?:{columns})":)(-?[0-9][0-9.]*)(?=[,}}])'
        return re.sub(number.encode(), rb'\1"\2"', content)
