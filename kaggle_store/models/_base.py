"""What the generated models share: the frozen row, and input types that name the field at fault."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeAlias

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    JsonValue,
    PlainSerializer,
    Strict,
)
from pydantic_core import PydanticCustomError, core_schema

__all__ = [
    "INPUT",
    "Bool",
    "Bytes",
    "Characters",
    "Float",
    "Int2",
    "Int4",
    "Int8",
    "Json",
    "JsonObject",
    "Number",
    "Numeric",
    "Row",
    "StoredJson",
    "StoredJsonObject",
    "Text",
    "Timestamp",
]

INPUT = ConfigDict(extra="forbid", ser_json_inf_nan="strings")
"""How every Insert, Update and function argument is checked: no unknown names."""


class Row(BaseModel, frozen=True):
    """One row as the database holds it, frozen; a column this version does not know is ignored.

    Rows are checked for their types only: lengths and ranges are the database's word.
    """

    model_config = ConfigDict(
        extra="ignore", defer_build=True, protected_namespaces=(), ser_json_inf_nan="strings"
    )

    table: ClassVar[str] = ""
    """The table, view or function that the row comes from."""
    primary_key: ClassVar[tuple[str, ...]] = ()
    """The columns that identify the row."""
    unique_keys: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Every other set of columns that no two rows share."""
    natural_key: ClassVar[tuple[str, ...]] = ()
    """The unique key that callers know a row by; empty where that is only the id."""
    select: ClassVar[str] = "*"
    """The columns to ask PostgREST for. Exact numbers travel as text, which keeps every digit."""
    exact_numbers: ClassVar[dict[str, tuple[int, int]]] = {}
    """The exact numbers of a fixed size: how many digits, and how many of them are decimals."""


def _flaw(text: str) -> str | None:
    if "\0" in text:
        return "text must not contain NUL characters"
    if text.isascii():
        return None
    try:
        text.encode()
    except UnicodeEncodeError:
        return "text must not contain lone surrogates, which UTF-8 cannot carry"
    return None


def _storable_text(text: str) -> str:
    flaw = _flaw(text)
    if flaw is not None:
        raise PydanticCustomError("text_value", "{reason}", {"reason": flaw})
    return text


class _UnstorableError(Exception):
    """A value that jsonb cannot hold: why, and the way to it from the inside out."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.way: list[str] = []


_DEEPEST = 100
"""Levels of JSON; JSON parsers, pydantic's among them, refuse to read back much more."""
GREATEST_INT = 17976931348623158 * 10**292
"""The greatest number that the database accepts in JSON too: it rounds to the greatest double."""


def _storable(value: object, depth: int = 0) -> JsonValue:
    """Return a copy of plain dicts and lists that reads back from jsonb as it went in."""
    if depth > _DEEPEST:
        raise _UnstorableError(f"JSON nested deeper than {_DEEPEST} levels cannot be read back")
    if isinstance(value, str):
        flaw = _flaw(value)
        if flaw is not None:
            raise _UnstorableError(flaw)
        return value
    if isinstance(value, int) and abs(value) > GREATEST_INT:
        raise _UnstorableError("a number in JSON must be within double precision")
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return _storable_float(value)
    # An abstract class takes longer to ask than all that comes before.
    if type(value) is dict or isinstance(value, Mapping):
        return dict(_storable_items(value.items(), depth, keys=True))
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [item for _, item in _storable_items(enumerate(value), depth, keys=False)]
    raise _UnstorableError(f"JSON has no {type(value).__name__}")


def _storable_float(value: float) -> float | int:
    if not math.isfinite(value):
        raise _UnstorableError(f"JSON has no {value}")
    # jsonb writes out all digits of a large float; read back they are an integer, the same one.
    return int(value) if abs(value) >= 1e16 else value


def _storable_items(
    items: Iterable[tuple[Any, object]], depth: int, *, keys: bool
) -> Iterable[tuple[Any, JsonValue]]:
    for key, value in items:
        try:
            if keys:
                _refuse_key(key)
            yield key, _storable(value, depth + 1)
        except _UnstorableError as unstorable:
            unstorable.way.append(f"[{key!r}]")
            raise


def _refuse_key(key: object) -> None:
    flaw = _flaw(key) if isinstance(key, str) else "a JSON key is text"
    if flaw is not None:
        raise _UnstorableError(flaw)


class _JsonInput:
    """Marks an input as JSON that jsonb can hold."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Check every value in it, whatever its declared type."""
        return core_schema.no_info_plain_validator_function(self._check)

    def _check(self, value: object) -> JsonValue:
        try:
            return _storable(value)
        except _UnstorableError as unstorable:
            where = f" (at {''.join(reversed(unstorable.way))})" if unstorable.way else ""
            raise PydanticCustomError(
                "json_value", "{reason}{where}", {"reason": unstorable.reason, "where": where}
            ) from None


class _JsonObjectInput(_JsonInput):
    def _check(self, value: object) -> JsonValue:
        if not (type(value) is dict or isinstance(value, Mapping)):
            raise PydanticCustomError("json_object", "a JSON object (a dict) is needed")
        return super()._check(value)


class _Stored:
    """Marks what the database has checked already."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Take the value as it comes."""
        return core_schema.any_schema()


@dataclass(frozen=True, slots=True)
class Numeric:
    """Marks an input kept as an exact `Decimal`: at most `digits` digits, `places` of them decimal.

    Decimals and integers must fit. A float is read as it prints and rounded to `places`, because
    its last digits are noise. NaN and infinities are refused.
    """

    digits: int | None = None
    places: int | None = None
    ge: str | None = None
    gt: str | None = None
    le: str | None = None
    lt: str | None = None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Check as a Decimal, whatever mixture of numbers the type checker allows."""
        bounds = {name: getattr(self, name) for name in ("ge", "gt", "le", "lt")}
        limits: dict[str, Any] = {k: Decimal(v) for k, v in bounds.items() if v is not None}
        exact = core_schema.decimal_schema(
            max_digits=self.digits, decimal_places=self.places, allow_inf_nan=False, **limits
        )
        return core_schema.no_info_before_validator_function(self._exact, exact)

    def _exact(self, value: object) -> object:
        if isinstance(value, bool | str):
            kind = "text" if isinstance(value, str) else "a boolean"
            raise PydanticCustomError(
                "decimal_type", "a number is needed, not {kind}", {"kind": kind}
            )
        if not isinstance(value, float) or not math.isfinite(value):
            return value
        read = Decimal(repr(float(value)))
        return read if self.places is None else round(read, self.places)


@dataclass(frozen=True, slots=True)
class Characters:
    """Marks an input as storable text of `min_length` to `max_length` characters in a `pattern`."""

    max_length: int | None = None
    min_length: int | None = None
    pattern: str | None = None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Check the length first, so that its message counts characters."""
        text = core_schema.str_schema(
            strict=True,
            max_length=self.max_length,
            min_length=self.min_length,
            pattern=self.pattern,
        )
        return core_schema.no_info_after_validator_function(_storable_text, text)


def json_float(value: float) -> float | str:
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _bytes_from_hex(value: object) -> object:
    return bytes.fromhex(value[2:]) if isinstance(value, str) and value[:2] == "\\x" else value


def _hex_from_bytes(value: bytes) -> str:
    return "\\x" + value.hex()


if TYPE_CHECKING:
    _Json: TypeAlias = "str | int | float | bool | Sequence[_Json] | Mapping[str, _Json] | None"
else:  # The markers check at run time; a recursive alias would only cost.
    _Json = object

Text: TypeAlias = Annotated[str, Characters()]
"""Text that PostgreSQL can store: without NUL characters and lone surrogates."""

Bool: TypeAlias = Annotated[bool, Strict()]
"""True or false, never 0, 1 or text."""

Int2: TypeAlias = Annotated[int, Strict(), Field(ge=-(2**15), le=2**15 - 1)]
"""A whole number of 2 bytes."""

Int4: TypeAlias = Annotated[int, Strict(), Field(ge=-(2**31), le=2**31 - 1)]
"""A whole number of 4 bytes."""

Int8: TypeAlias = Annotated[int, Strict(), Field(ge=-(2**63), le=2**63 - 1)]
"""A whole number of 8 bytes."""

Float: TypeAlias = Annotated[
    float, Strict(), PlainSerializer(json_float, return_type=float | str, when_used="json")
]
"""A double; NaN and infinities are numbers like others unless the field says otherwise."""

Number: TypeAlias = Annotated[Decimal | float, Numeric()]
"""An exact number of any size."""


def _within_utc(moment: datetime) -> datetime:
    try:
        moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("the year must lie within 1 and 9999 in UTC too") from None
    return moment


Timestamp: TypeAlias = Annotated[AwareDatetime, Strict(), AfterValidator(_within_utc)]
"""A moment: a datetime that knows its time zone."""

Bytes: TypeAlias = Annotated[
    bytes,
    BeforeValidator(_bytes_from_hex),
    PlainSerializer(_hex_from_bytes, return_type=str, when_used="json"),
]
"""Raw bytes; they travel in PostgreSQL's hexadecimal form."""

Json: TypeAlias = Annotated[_Json, _JsonInput()]
"""Any JSON value that jsonb can hold: no NUL in its texts, no NaN or infinity in its numbers."""

JsonObject: TypeAlias = Annotated[Mapping[str, _Json], _JsonObjectInput()]
"""A JSON object that jsonb can hold: no NUL in its texts, no NaN or infinity in its numbers."""

StoredJson: TypeAlias = Annotated[JsonValue, _Stored()]
"""A JSON value as the database sent it."""

StoredJsonObject: TypeAlias = Annotated[dict[str, JsonValue], _Stored()]
"""A JSON object as the database sent it."""
