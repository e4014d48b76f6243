"""Translate PostgreSQL types into Python types for rows, input and filters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from tools.generate import config
from tools.generate.catalog import Catalog, Column, Type
from tools.generate.checks import Limits, limits_by_column
from tools.generate.text import literal, pascal, quoted


@dataclass(frozen=True, slots=True)
class Family:
    """The Python types of a base type in rows, in input and in filters."""

    row: str
    input: str
    where: str
    ordered: bool = False
    textual: bool = False
    contained: bool = False


_NUMBER = "Decimal | float"

FAMILIES = {
    "bool": Family("bool", "Bool", "bool"),
    "int2": Family("int", "Int2", "int", ordered=True),
    "int4": Family("int", "Int4", "int", ordered=True),
    "int8": Family("int", "Int8", "int", ordered=True),
    "float4": Family("float", "Float", "float", ordered=True),
    "float8": Family("float", "Float", "float", ordered=True),
    "numeric": Family("Decimal", "Number", _NUMBER, ordered=True),
    "text": Family("str", "Text", "str", textual=True),
    "varchar": Family("str", "Text", "str", textual=True),
    "bpchar": Family("str", "Text", "str", textual=True),
    "citext": Family("str", "Text", "str", textual=True),
    "name": Family("str", "Text", "str", textual=True),
    "uuid": Family("UUID", "UUID", "UUID"),
    "timestamptz": Family("AwareDatetime", "Timestamp", "datetime", ordered=True),
    "timestamp": Family("datetime", "datetime", "datetime", ordered=True),
    "date": Family("date", "Date", "date", ordered=True),
    "time": Family("time", "time", "time", ordered=True),
    "interval": Family("timedelta", "timedelta", "timedelta", ordered=True),
    "json": Family("StoredJson", "Json", "Json"),
    "jsonb": Family("StoredJson", "Json", "Json", contained=True),
    "bytea": Family("StoredBytes", "Bytes", "bytes"),
    "inet": Family("str", "Text", "str"),
    "cidr": Family("str", "Text", "str"),
    "macaddr": Family("str", "Text", "str"),
    "void": Family("None", "None", "None"),
}


class UnknownTypeError(Exception):
    """A PostgreSQL type without an entry in `FAMILIES`."""


class Types:
    """The Python types for one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def row(self, oid: int, limits: Limits | None = None) -> str:
        """Return the type of a value in a row, without limits, which the database has checked."""
        type_ = self._type(oid)
        if type_.kind == "d":
            return self.row(type_.base, self.limits(type_).and_(limits or Limits()))
        if type_.element:
            return f"list[{self.row(type_.element)}]"
        if type_.kind == "c":
            return pascal(type_.name) + "Row"
        if type_.kind == "e":
            # A newer database may have labels that this version does not know.
            return f"{pascal(type_.name)} | str"
        if limits and limits.is_object:
            return "StoredJsonObject"
        return self.family(type_).row

    def input(self, column: Column, limits: Limits | None = None) -> str:
        """Return the type of an input value, with its limits."""
        limits = limits or Limits()
        type_ = self._type(column.type)
        if type_.kind == "d":
            if replace(limits, not_null=False) == Limits():
                return pascal(type_.name)
            base = Column(column.name, type_.base, type_.modifier)
            return self.input(base, self.limits(type_).and_(limits))
        if type_.element:
            items = self.input(Column(column.name, type_.element, column.modifier))
            array = f"Annotated[list[{items}], Strict()]"
            return _annotated(array, _field(limits, "min_length", "max_length"))
        if type_.kind in "ce":
            return pascal(type_.name)
        return self._base_input(type_, column.modifier, limits)

    def argument(self, oid: int) -> str:
        """Return the type of a function's argument; SQL arrays may contain nulls."""
        type_ = self._type(oid)
        if not type_.element:
            return self.input(Column("", oid))
        element = self._type(type_.element)
        item = self.input(Column("", type_.element))
        return f"Sequence[{item}]" if element.kind == "c" else f"Sequence[{item} | None]"

    def where(self, oid: int) -> str:
        """Return the type of a filter's value."""
        type_ = self._catalog.base(self._type(oid))
        return pascal(type_.name) if type_.kind == "e" else self.family(type_).where

    def family(self, type_: Type) -> Family:
        """Return the family of a type, or raise `UnknownTypeError`."""
        try:
            return FAMILIES[self._catalog.base(type_).name]
        except KeyError:
            raise UnknownTypeError(f"{type_.schema}.{type_.name}") from None

    def family_of(self, oid: int) -> Family | None:
        """Return the family of a type; None for enums, composite types and arrays."""
        base = self._catalog.base(self._type(oid))
        return None if base.kind in "ce" or base.element else self.family(base)

    def is_sortable(self, oid: int) -> bool:
        """Return True if rows can be sorted by values of this type."""
        family = self.family_of(oid)
        if family is None:
            return self._catalog.base(self._type(oid)).kind == "e"
        return family.where != "Json"

    def limits(self, domain: Type) -> Limits:
        """Return the limits of a domain, including those of the domains it is based on."""
        own = limits_by_column(domain.checks).get("value", Limits())
        own = own.and_(Limits(not_null=domain.not_null))
        base = self._type(domain.base)
        return own.and_(self.limits(base)) if base.kind == "d" else own

    def selected(self, column: Column) -> str:
        """Return a column for `?select=`; numeric columns are cast to text."""
        name = column.name if column.name.isidentifier() else quoted(column.name)
        base = self._catalog.base(self._type(column.type))
        return f"{name}::text" if base.name == "numeric" else name

    def exact(self, column: Column) -> tuple[int, int] | None:
        """Return precision and scale of a numeric column that declares them, else None."""
        type_, modifier = self._type(column.type), column.modifier
        while type_.kind == "d":
            type_, modifier = self._type(type_.base), type_.modifier
        return _digits(modifier) if type_.name == "numeric" and modifier >= 0 else None

    def array_element(self, oid: int) -> int:
        """Return the element type of an array or of a domain over one, or 0."""
        return self._catalog.base(self._type(oid)).element

    def _type(self, oid: int) -> Type:
        return self._catalog.types[oid]

    def _base_input(self, type_: Type, modifier: int, limits: Limits) -> str:
        family = self.family(type_)
        if family.input == "Number":
            return _numeric(modifier, limits)
        if family.input == "Text":
            return _text(modifier if type_.name in ("varchar", "bpchar") else -1, limits)
        if family.input == "Json":
            return _json(limits)
        if family.input.startswith("Int"):
            return _annotated(family.input, _field(limits, "ge", "gt", "le", "lt"))
        if family.input == "Float":
            extra = ["allow_inf_nan=False"] if limits.finite else []
            arguments = ", ".join([*_field(limits, "ge", "gt", "le", "lt"), *extra])
            return f"Annotated[float, Double({arguments})]" if arguments else "Float"
        return family.input


def _annotated(type_: str, arguments: list[str]) -> str:
    return f"Annotated[{type_}, Field({', '.join(arguments)})]" if arguments else type_


def _field(limits: Limits, *names: str) -> list[str]:
    values = {name: getattr(limits, name) for name in names}
    return [f"{name}={_plain(value)}" for name, value in values.items() if value is not None]


def _plain(number: Decimal | int) -> str:
    return format(Decimal(number).normalize(), "f")


def _digits(modifier: int) -> tuple[int, int]:
    return (modifier - 4) >> 16 & 0xFFFF, (modifier - 4) & 0x7FF


def _numeric(modifier: int, limits: Limits) -> str:
    arguments = []
    if modifier >= 0:
        arguments = [*map(str, _digits(modifier))]
    for bound in ("ge", "gt", "le", "lt"):
        value = getattr(limits, bound)
        arguments += [] if value is None else [f'{bound}="{_plain(value)}"']
    return f"Annotated[{_NUMBER}, Numeric({', '.join(arguments)})]" if arguments else "Number"


def _json(limits: Limits) -> str:
    type_ = "JsonObject" if limits.is_object else "Json"
    size, depth = limits.json_bounds or (0, 0)
    is_measured = 0 < size <= config.LARGEST_MEASURED_JSON
    return f"Annotated[{type_}, JsonBounds({size}, {depth})]" if is_measured else type_


def _text(modifier: int, limits: Limits) -> str:
    if limits.choices is not None:
        return literal(list(limits.choices))
    if modifier >= 0:
        limits = limits.and_(Limits(max_length=modifier - 4))
    arguments = _field(limits, "max_length", "min_length")
    if limits.is_name:
        arguments.append("is_name=True")
    if limits.pattern is not None:
        arguments.append(f"pattern={_raw(limits.pattern)}")
    return f"Annotated[str, Characters({', '.join(arguments)})]" if arguments else "Text"


def _raw(pattern: str) -> str:
    return f'r"{pattern}"' if "\\" in pattern and '"' not in pattern else quoted(pattern)
