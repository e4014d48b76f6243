"""Base classes of the generated models: the frozen row, and input types with clear errors.

An input type accepts plain Python values only; `_forms` converts others before.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeAlias

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    JsonValue,
    Strict,
)
from pydantic_core import PydanticCustomError, core_schema

from kaggle_store.models._forms import plain

__all__ = [
    "INPUT",
    "Bool",
    "Bytes",
    "Characters",
    "Date",
    "Double",
    "Float",
    "Int2",
    "Int4",
    "Int8",
    "Json",
    "JsonBounds",
    "JsonObject",
    "Name",
    "Number",
    "Numeric",
    "Refusal",
    "Row",
    "StoredBytes",
    "StoredJson",
    "StoredJsonObject",
    "Text",
    "Timestamp",
]

INPUT = ConfigDict(extra="forbid")
"""The configuration of every Insert, Update and function argument: no unknown names."""


class Row(BaseModel, frozen=True):
    """One row as stored, frozen; columns unknown to this version are ignored.

    Only types are validated: lengths and ranges are checked by the database.
    """

    model_config = ConfigDict(
        extra="ignore", defer_build=True, protected_namespaces=(), ser_json_inf_nan="strings"
    )

    table: ClassVar[str] = ""
    """The table, view or function that the row comes from."""
    primary_key: ClassVar[tuple[str, ...]] = ()
    """The columns that identify the row."""
    unique_keys: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """All other unique keys."""
    natural_key: ClassVar[tuple[str, ...]] = ()
    """The unique key by which callers find a row; empty if that is only the id."""
    select: ClassVar[str] = "*"
    """The `select` parameter for PostgREST. Numeric columns are read as text, with every digit."""
    exact_numbers: ClassVar[dict[str, tuple[int, int]]] = {}
    """Precision and scale of the numeric columns that declare them."""
    nan_columns: ClassVar[tuple[str, ...]] = ()
    """Columns that may be NaN, which PostgreSQL sorts above every number."""

    def __hash__(self) -> int:
        """Hash the key, or without a key every value but JSON and arrays, which have no hash."""
        values = self.__dict__
        if key := self.primary_key:
            return hash((type(self), *map(values.get, key)))
        hashable = [each for each in values.values() if not isinstance(each, dict | list)]
        return hash((type(self), *hashable))


def _text_problem(text: str) -> str | None:
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
    problem = _text_problem(text)
    if problem is not None:
        raise PydanticCustomError("text_value", "{reason}", {"reason": problem})
    return text


_CONTROL_CHARACTERS = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")


def name_problem(name: str) -> str | None:
    """Return why a text is not a name, as the database's `is_name` decides, or None."""
    if _CONTROL_CHARACTERS.search(name):
        return "names must not contain control characters or line separators"
    return _text_problem(name)


def _storable_name(name: str) -> str:
    return _kept_name(name) if len(name) <= _KEPT_CHARACTERS else _checked_name(name)


def _checked_name(name: str) -> str:
    problem = name_problem(name)
    if problem is not None:
        raise PydanticCustomError("name_value", "{reason}", {"reason": problem})
    return name


_KEPT_CHARACTERS = 64
_kept_name = lru_cache(maxsize=1024)(_checked_name)
"""The same names come again and again, as those of metrics. What is refused is not kept."""


class _UnstorableError(Exception):
    """A value that jsonb cannot store: the reason, and its path from the inside out."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.path: list[str] = []


_MAX_DEPTH = 100
"""Maximum levels of JSON; parsers, including pydantic's, reject deeper nesting."""
GREATEST_INT = 17976931348623158 * 10**292
"""The greatest integer that the database accepts in JSON: it rounds to the greatest double."""


def _storable(value: object, depth: int = 0) -> JsonValue:
    """Return a copy of plain dicts and lists that jsonb returns unchanged."""
    if depth > _MAX_DEPTH:
        raise _UnstorableError(f"JSON nested deeper than {_MAX_DEPTH} levels cannot be read back")
    if isinstance(value, str):
        problem = _text_problem(value)
        if problem is not None:
            raise _UnstorableError(problem)
        return value
    if isinstance(value, int):
        if not -GREATEST_INT <= value <= GREATEST_INT:
            raise _UnstorableError("a number in JSON must be within double precision")
        return value
    if value is None:
        return value
    if isinstance(value, float):
        return _storable_float(value)
    # Checking an abstract class takes longer than everything before it.
    if type(value) is dict or isinstance(value, Mapping):
        return _storable_object(value, depth)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return _storable_array(value, depth)
    if (found := plain(value)) is not value:
        return _storable(found, depth + 1)
    raise _UnstorableError(f"JSON has no {type(value).__name__}")


def _storable_float(value: float) -> float | int:
    if not math.isfinite(value):
        raise _UnstorableError(f"JSON has no {value}")
    # jsonb prints a large float with all digits, which is read back as the same integer.
    return int(value) if abs(value) >= 1e16 else value


def _storable_object(value: Mapping[Any, object], depth: int) -> dict[str, JsonValue]:
    stored: dict[str, JsonValue] = {}
    for key, item in value.items():
        try:
            # Nearly every key, without a call.
            if not (type(key) is str and key.isascii() and "\0" not in key):
                _check_key(key)
            stored[key] = _storable(item, depth + 1)
        except _UnstorableError as unstorable:
            unstorable.path.append(f"[{key!r}]")
            raise
    return stored


def _storable_array(value: Sequence[object], depth: int) -> list[JsonValue]:
    stored: list[JsonValue] = []
    for index, item in enumerate(value):
        try:
            stored.append(_storable(item, depth + 1))
        except _UnstorableError as unstorable:
            unstorable.path.append(f"[{index}]")
            raise
    return stored


def _check_key(key: object) -> None:
    problem = _text_problem(key) if isinstance(key, str) else "a JSON key is text"
    if problem is not None:
        raise _UnstorableError(problem)


class _JsonInput:
    """Marks an input as JSON that jsonb can store."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return a schema that checks every value, whatever its declared type."""
        return core_schema.no_info_plain_validator_function(self._check)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return the JSON Schema of any JSON."""
        return {}

    def _check(self, value: object) -> JsonValue:
        try:
            return _storable(value)
        except _UnstorableError as unstorable:
            where = f" (at {''.join(reversed(unstorable.path))})" if unstorable.path else ""
            raise PydanticCustomError(
                "json_value", "{reason}{where}", {"reason": unstorable.reason, "where": where}
            ) from None


class _JsonObjectInput(_JsonInput):
    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return the JSON Schema of any object."""
        return {"type": "object"}

    def _check(self, value: object) -> JsonValue:
        if not (type(value) is dict or isinstance(value, Mapping)):
            raise PydanticCustomError("json_object", "a JSON object (a dict) is required")
        return super()._check(value)


_TO_JSON = json.JSONEncoder(ensure_ascii=False).encode
_EXPONENT = re.compile(r"\de-\d")


@dataclass(frozen=True, slots=True)
class JsonBounds:
    """Marks JSON input that takes at most `bytes` as the database writes it.

    No value in it is `depth` levels below the top.
    """

    bytes: int
    depth: int

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return a schema that checks the bounds of the JSON that the source's schema accepts."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def _check(self, value: JsonValue) -> JsonValue:
        # Most values are far within the bounds.
        if self.bytes >= _SMALL_BYTES and self.depth > 1 and _is_small(value):
            return value
        shown = repr(value)
        # The six characters of 5e-324 become 326 bytes.
        if len(shown) * 64 <= self.bytes and shown.count("{") + shown.count("[") < self.depth:
            return value
        if _has_level(value, self.depth):
            raise PydanticCustomError(
                "json_depth", "JSON must have at most {levels} levels", {"levels": self.depth}
            )
        if (size := stored_size(value)) > self.bytes:
            raise PydanticCustomError(
                "json_size",
                "JSON must take at most {bytes} bytes, not {size}",
                {"bytes": self.bytes, "size": size},
            )
        return value


_SMALL_ITEMS, _SMALL_TEXT, _SMALL_INT = 4, 32, 2**63
_SMALL_BYTES = _SMALL_ITEMS * 2 * 8 * _SMALL_TEXT
"""More than a small object takes: no character takes more than six bytes."""


def _is_small(value: JsonValue) -> bool:
    """Return whether a value is an object of a few integers and short texts."""
    if type(value) is not dict or len(value) > _SMALL_ITEMS:
        return False
    for key, item in value.items():
        kind = type(item)
        if kind is int:
            if not -_SMALL_INT <= item <= _SMALL_INT:  # type: ignore[operator]
                return False
        elif kind is not str or len(item) > _SMALL_TEXT:  # type: ignore[arg-type]
            return False
        if len(key) > _SMALL_TEXT:
            return False
    return True


def stored_size(value: JsonValue) -> int:
    """Return the bytes of JSON as the database writes it."""
    text = _TO_JSON(value)
    return len(text.encode()) + (_expansion(value) if _EXPONENT.search(text) else 0)


def _has_level(value: JsonValue, level: int) -> bool:
    return level == 0 or any(_has_level(item, level - 1) for item in _items(value))


def _expansion(value: JsonValue) -> int:
    """Return how much longer small numbers are without exponents, as the database writes them."""
    if isinstance(value, float):
        text = repr(value)
        return len(format(Decimal(text), "f")) - len(text)
    return sum(map(_expansion, _items(value)))


def _items(value: JsonValue) -> Iterable[JsonValue]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


class _Stored:
    """Marks a value that the database has checked already."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return a schema that accepts any value."""
        return core_schema.any_schema()


@dataclass(frozen=True, slots=True)
class Numeric:
    """Marks an input stored as `Decimal`: at most `digits` digits, `places` of them decimal.

    Decimals and integers must fit. A float is converted through its repr and rounded to `places`,
    because its last digits are noise. NaN and infinities are rejected.
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
        """Return a schema that accepts any number and checks it as a Decimal."""
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
                "decimal_type", "a number is required, not {kind}", {"kind": kind}
            )
        if not isinstance(value, float) or not math.isfinite(value):
            return value
        read = Decimal(repr(float(value)))
        return read if self.places is None else round(read, self.places)


@dataclass(frozen=True, slots=True)
class Double:
    """Marks an input as a float or an integer, stored as a double.

    Nothing else that Python converts to a float, as numpy's booleans and Decimals are.
    """

    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    lt: float | None = None
    allow_inf_nan: bool = True

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return a schema that checks the type first."""
        number = core_schema.is_instance_schema((int, float))
        named = core_schema.custom_error_schema(number, custom_error_type="float_type")
        double = core_schema.float_schema(
            strict=True,
            allow_inf_nan=self.allow_inf_nan,
            ge=self.ge,
            gt=self.gt,
            le=self.le,
            lt=self.lt,
        )
        return core_schema.chain_schema([named, double])


@dataclass(frozen=True, slots=True)
class Characters:
    """Marks an input as text of `min_length` to `max_length` characters that fits `pattern`.

    A name has no control characters and no line separators, because it is printed on one line.
    """

    max_length: int | None = None
    min_length: int | None = None
    pattern: str | None = None
    is_name: bool = False

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return a schema that checks the length first, so that its message counts characters."""
        text = core_schema.str_schema(
            strict=True,
            max_length=self.max_length,
            min_length=self.min_length,
            pattern=self.pattern,
        )
        check = _storable_name if self.is_name else _storable_text
        return core_schema.no_info_after_validator_function(check, text)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Marks an input of several types, whose refusal is one error with this message."""

    message: str

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the source's schema with one error instead of one for each of its types."""
        return core_schema.custom_error_schema(
            handler(source), custom_error_type="several_types", custom_error_message=self.message
        )


def _bytes_from_hex(value: object) -> object:
    return bytes.fromhex(value[2:]) if isinstance(value, str) and value[:2] == "\\x" else value


def _hex_from_bytes(value: bytes) -> str:
    return "\\x" + value.hex()


if TYPE_CHECKING:
    _Json: TypeAlias = "str | int | float | bool | Sequence[_Json] | Mapping[str, _Json] | None"
else:  # At run time the markers check; a recursive alias would only cost time.
    _Json = object

Text: TypeAlias = Annotated[str, Characters()]
"""Text that PostgreSQL can store: no NUL characters, no lone surrogates."""

Name: TypeAlias = Annotated[str, Characters(is_name=True)]
"""Text without control characters and line separators."""

Bool: TypeAlias = Annotated[bool, Strict()]
"""A boolean, not 0, 1 or text."""

Int2: TypeAlias = Annotated[int, Strict(), Field(ge=-(2**15), le=2**15 - 1)]
"""A 2-byte integer."""

Int4: TypeAlias = Annotated[int, Strict(), Field(ge=-(2**31), le=2**31 - 1)]
"""A 4-byte integer."""

Int8: TypeAlias = Annotated[int, Strict(), Field(ge=-(2**63), le=2**63 - 1)]
"""An 8-byte integer."""

Float: TypeAlias = Annotated[float, Double()]
"""A double; NaN and infinities are allowed unless the field forbids them."""

Number: TypeAlias = Annotated[Decimal | float, Numeric()]
"""A decimal number of any size."""


def _as_stored(moment: datetime) -> datetime:
    """Return the moment in UTC as a plain datetime, whose finest digit is the microsecond.

    So that a row's key equals the one that comes back: a pandas.Timestamp has nanoseconds, and an
    ambiguous local time equals no time of another zone.
    """
    try:
        utc = moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("the year must be between 1 and 9999 in UTC too") from None
    return utc if type(utc) is datetime else datetime.combine(utc.date(), utc.time(), UTC)


Timestamp: TypeAlias = Annotated[AwareDatetime, Strict(), AfterValidator(_as_stored)]
"""A datetime with a time zone, not text or a number."""

Date: TypeAlias = Annotated[date, Strict()]
"""A day, not a datetime."""

Bytes: TypeAlias = Annotated[bytes, AfterValidator(_hex_from_bytes)]
"""Raw bytes, converted to the text of PostgreSQL's hexadecimal format."""

StoredBytes: TypeAlias = Annotated[bytes, BeforeValidator(_bytes_from_hex)]
"""Raw bytes, read from PostgreSQL's hexadecimal format."""

Json: TypeAlias = Annotated[_Json, _JsonInput()]
"""Any JSON value that jsonb can store: strings without NUL, numbers without NaN or infinity."""

JsonObject: TypeAlias = Annotated[Mapping[str, _Json], _JsonObjectInput()]
"""A JSON object that jsonb can store: strings without NUL, numbers without NaN or infinity."""

StoredJson: TypeAlias = Annotated[JsonValue, _Stored()]
"""A JSON value as stored."""

StoredJsonObject: TypeAlias = Annotated[dict[str, JsonValue], _Stored()]
"""A JSON object as stored."""
