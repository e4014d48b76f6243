"""The fields of a form for a JSON Schema, in the subset that the database checks.

What no field fits is a field with JSON text: values of several types, arrays of arrays, objects of
any shape. Pure, as is `form_values`, which has the texts of the fields.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

Schema: TypeAlias = Mapping[str, Any]
Kind: TypeAlias = Literal["text", "number", "integer", "choice", "lines", "group", "rows", "json"]


LONG_TEXT = 200
"""Texts that may be longer than this get several lines."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form; groups and rows have fields of their own."""

    pointer: str
    """Its place in the value as a JSON pointer, such as `/budget`; also its name in the form."""
    kind: Kind
    label: str
    schema: Schema
    help: str = ""
    is_required: bool = True
    is_nullable: bool = False
    choices: tuple[Any, ...] = ()
    """The values of a `choice`; the form has their positions, so they keep their types."""
    fields: tuple[Field, ...] = ()
    """The fields of a group, or of one row whose place is `*`."""

    @property
    def is_long(self) -> bool:
        """True if a text may have several lines."""
        return self.kind == "text" and not self.schema.get("maxLength", math.inf) <= LONG_TEXT

    @property
    def is_constant(self) -> bool:
        """True if there is only one answer, which nobody has to choose."""
        return self.kind == "choice" and len(self.choices) == 1 and self.is_required

    def row(self, index: int) -> Field:
        """Return the group of the row at an index."""
        place = f"{self.pointer}/{index}"
        return replace(
            self,
            pointer=place,
            kind="group",
            is_required=True,
            is_nullable=False,
            label=f"{self.label} {index + 1}",
            fields=self.at(index),
        )

    def at(self, index: int) -> tuple[Field, ...]:
        """Return the fields of the row at an index."""
        return tuple(_moved(field, f"{self.pointer}/*", index) for field in self.fields)


def form_of(schema: Schema, label: str = "Answer") -> Field:
    """Return the field of a whole schema, most often a group."""
    return _field(schema, "", label, is_required=True)


def _field(schema: Schema, pointer: str, label: str, *, is_required: bool) -> Field:
    types = _types(schema)
    base = Field(
        pointer,
        "json",
        str(schema.get("title") or label),
        schema,
        str(schema.get("description") or ""),
        is_required,
        is_nullable="null" in types,
    )
    if "const" in schema or "enum" in schema:
        values = [schema["const"]] if "const" in schema else schema["enum"]
        return replace(base, kind="choice", choices=tuple(values), is_nullable=False)
    named = [name for name in types if name != "null"]
    return _of_type(base, named[0]) if len(named) == 1 else base


def _of_type(base: Field, name: str) -> Field:
    if name == "boolean":
        nulls = (None,) if base.is_nullable else ()
        return replace(base, kind="choice", choices=(True, False, *nulls), is_nullable=False)
    if name == "object" and base.schema.get("properties"):
        return replace(base, kind="group", fields=_properties(base.schema, base.pointer))
    if name == "array":
        return _array(base)
    kinds: dict[str, Kind] = {"string": "text", "number": "number", "integer": "integer"}
    return replace(base, kind=kinds.get(name, "json"))


def _array(base: Field) -> Field:
    items = base.schema.get("items")
    if not isinstance(items, Mapping):
        return base
    item = _field(items, f"{base.pointer}/*", "", is_required=True)
    is_flat = all(each.kind != "rows" for each in leaves(item))
    if item.kind == "group" and not item.is_nullable and is_flat:
        return replace(base, kind="rows", fields=item.fields)
    is_line = item.kind in {"text", "number", "integer"} and not item.is_nullable
    return replace(base, kind="lines", fields=(item,)) if is_line else base


def _properties(schema: Schema, pointer: str) -> tuple[Field, ...]:
    required = list(schema.get("required", ()))
    properties = schema["properties"]
    # The database keeps the order of lists, not that of objects.
    names = [name for name in required if name in properties]
    names += [name for name in properties if name not in required]
    return tuple(
        _field(
            properties[name],
            f"{pointer}/{_escaped(name)}",
            name.replace("_", " "),
            is_required=name in required,
        )
        for name in names
    )


def _types(schema: Schema) -> list[str]:
    given = schema.get("type")
    return [given] if isinstance(given, str) else list(given or ())


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def name_of(field: Field) -> str:
    """Return the key that a field has in its object."""
    return field.pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")


def _moved(field: Field, pattern: str, index: int) -> Field:
    place = pattern.removesuffix("*") + str(index) + field.pointer.removeprefix(pattern)
    return replace(
        field,
        pointer=place,
        fields=tuple(_moved(below, pattern, index) for below in field.fields),
    )


def leaves(field: Field) -> Iterator[Field]:
    """Yield the fields inside a field that have a text, without those of rows."""
    if field.kind == "group":
        for each in field.fields:
            yield from leaves(each)
    else:
        yield field
