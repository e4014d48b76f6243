"""Generate one module of models per table and view, and modules of shared types."""

from __future__ import annotations

from collections.abc import Iterable

from tools.generate import config
from tools.generate.catalog import Column, Relation, Type
from tools.generate.schema import Schema
from tools.generate.text import attribute, docstring, literal, pascal, quoted, sentence

IMPORTS = """
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, NotRequired, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime, Field, Strict, with_config
from typing_extensions import TypedDict

from kaggle_store.models._base import (
    INPUT, Bool, Bytes, Characters, Date, Double, Float, Int2, Int4, Int8, Json, JsonBounds,
    JsonObject, Name, Number, Numeric, Row, StoredBytes, StoredJson, StoredJsonObject, Text,
    Timestamp,
)
"""


def shared_imports(schema: Schema) -> str:
    """Return imports of every enum and domain; formatting removes the unused ones."""
    lines = []
    for module, types in (("enums", schema.enums), ("domains", schema.domains)):
        names = ", ".join(pascal(type_.name) for type_ in types)
        lines += [f"from kaggle_store.models.{module} import {names}"] if names else []
    return "\n".join(lines)


def enums_module(schema: Schema) -> str:
    """Return the module of enums, each a `Literal` of its labels."""
    parts = ['"""The database\'s enums as `Literal` types."""', IMPORTS]
    for type_ in schema.enums:
        parts += [
            f"{pascal(type_.name)}: TypeAlias = {literal(list(type_.labels))}",
            docstring(type_.comment or f"A label of `{type_.name}`.", 0),
        ]
    return "\n".join(parts)


def domains_module(schema: Schema) -> str:
    """Return the module of domains, each a type with its limits."""
    parts = ['"""The database\'s domains as input types with their limits."""', IMPORTS]
    for type_ in schema.domains:
        parts += [
            f"{pascal(type_.name)}: TypeAlias = {_domain(schema, type_)}",
            docstring(type_.comment or f"A value of `{type_.name}`.", 0),
        ]
    return "\n".join(parts)


def _domain(schema: Schema, type_: Type) -> str:
    base = Column(type_.name, type_.base, type_.modifier)
    return schema.types.input(base, schema.types.limits(type_))


def composites(schema: Schema) -> list[str]:
    """Return the composite types as `TypedDict` classes for function arguments."""
    parts: list[str] = []
    for composite in schema.composites:
        parts += ["@with_config(INPUT)", f"class {pascal(composite.name)}(TypedDict):"]
        parts.append(docstring(composite.comment or f"A value of `{composite.name}`."))
        for column in composite.columns:
            required = _is_given(schema, composite, column)
            parts += _input_lines(schema, composite, column, required=required)
        parts.append("")
    return parts


def _is_given(schema: Schema, composite: Relation, column: Column) -> bool:
    source = schema.source(composite.name, column)
    return source is not None and schema.is_required(source)


def relation_module(schema: Schema, relation: Relation) -> str:
    """Return a table's models: rows, inserts, updates and filters; a view has no writes."""
    kind = "Table" if relation.is_table else "View"
    parts = [docstring(f"{kind} `{relation.name}`: {_comment(relation)}", 0)]
    parts += [IMPORTS, shared_imports(schema)]
    if relation.name in config.BASES:
        module, base = config.BASES[relation.name]
        parts.append(f"from kaggle_store.models.{module} import {base}")
    parts += _rows(schema, relation)
    if relation.is_table and "INSERT" in relation.privileges:
        parts += _insert(schema, relation)
    if relation.is_table and "UPDATE" in relation.privileges:
        parts += _update(schema, relation)
    return "\n".join([*parts, *_where(schema, relation), *_names(schema, relation)])


def _comment(relation: Relation) -> str:
    return relation.comment or f"A row of `{relation.name}`."


def _rows(schema: Schema, relation: Relation) -> list[str]:
    stem, heavy = schema.stem(relation), schema.heavy(relation)
    light = [column for column in relation.columns if column.name not in heavy]
    columns = list(relation.columns)
    if not heavy:
        _, base = config.BASES.get(relation.name, ("_base", "Row"))
        return _row(schema, relation, stem, base, light, columns, _comment(relation))
    left_out = [column for column in relation.columns if column.name in heavy]
    about = f"{_comment(relation)}\n\nThe row of lists, without {sentence(heavy)}."
    full = f"{_comment(relation)}\n\nWith {sentence(heavy)}."
    return [
        *_row(schema, relation, f"{stem}Listed", "Row", light, light, about),
        *_row(schema, relation, stem, f"{stem}Listed", left_out, columns, full),
    ]


def _row(
    schema: Schema,
    relation: Relation,
    name: str,
    base: str,
    own: list[Column],
    selected: list[Column],
    about: str,
) -> list[str]:
    lines = [f"class {name}({base}, frozen=True):", docstring(about)]
    if not base.endswith("Listed"):
        lines += [*_constants(schema, relation)]
    chosen = ",".join(_selected(schema, relation, selected))
    lines.append(f"    select: ClassVar[str] = {_wrapped(chosen)}")
    lines += [*exact_numbers(schema, selected), *_nan_columns(schema, relation, selected)]
    for column in own:
        lines += row_field(schema, relation.name, column)
    return [*lines, ""]


def exact_numbers(schema: Schema, columns: Iterable[Column]) -> list[str]:
    """Return the line of a row with the precision and scale of its numeric columns, if any."""
    found = {column.name: schema.types.exact(column) for column in columns}
    places = {name: digits for name, digits in found.items() if digits is not None}
    return [f"    exact_numbers: ClassVar[dict[str, tuple[int, int]]] = {places}"] * bool(places)


def _nan_columns(schema: Schema, relation: Relation, columns: Iterable[Column]) -> list[str]:
    names = [c.name for c in columns if relation.is_table and schema.may_be_nan(relation, c)]
    return [f"    nan_columns: ClassVar[tuple[str, ...]] = {(*names,)}"] * bool(names)


def _selected(schema: Schema, relation: Relation, selected: list[Column]) -> list[str]:
    """Return the columns to select, as a star if clients may read all: that is cheaper.

    Numeric columns then arrive twice, and the last one, as text, counts.
    """
    names = [schema.types.selected(column) for column in selected]
    if not (relation.is_read_whole and len(selected) == len(relation.columns)):
        return names
    return ["*", *(name for name in names if "::" in name)]


def _constants(schema: Schema, relation: Relation) -> list[str]:
    keys = tuple(relation.unique_keys)
    constants = {
        "table: ClassVar[str]": quoted(relation.name),
        "primary_key: ClassVar[tuple[str, ...]]": repr(schema.primary_key(relation)),
        "unique_keys: ClassVar[tuple[tuple[str, ...], ...]]": repr(keys) if keys else "",
        "natural_key: ClassVar[tuple[str, ...]]": repr(schema.natural_key(relation) or ""),
    }
    return [f"    {name} = {value}" for name, value in constants.items() if value not in ("", "''")]


def _wrapped(text: str) -> str:
    """Return a long string as several adjacent literals."""
    words, lines = text.split(","), [""]
    for position, word in enumerate(words):
        piece = word + ("," if position < len(words) - 1 else "")
        if lines[-1] and len(lines[-1]) + len(piece) > 84:
            lines.append("")
        lines[-1] += piece
    if len(lines) == 1 and len(lines[0]) < 60:
        return quoted(lines[0])
    return "(\n" + "\n".join(f"        {quoted(line)}" for line in lines) + "\n    )"


def row_field(schema: Schema, owner: str, column: Column) -> list[str]:
    """Return one attribute of a row with its docstring."""
    type_ = schema.types.row(column.type, schema.limits(owner, column))
    optional = "" if schema.not_null(owner, column) else " | None"
    name = attribute(column.name)
    alias = "" if name == column.name else f" = Field(alias={quoted(column.name)})"
    if column.name in config.NOT_SHOWN.get(owner, ()):
        alias = " = Field(repr=False)"
    comment = schema.comment(owner, column)
    return [f"    {name}: {type_}{optional}{alias}", *([docstring(comment)] if comment else [])]


def _input_lines(
    schema: Schema, relation: Relation, column: Column, *, required: bool, documented: bool = True
) -> list[str]:
    type_ = schema.types.input(column, schema.limits(relation.name, column))
    if not required and _takes_null(schema, relation, column, new=documented):
        type_ += " | None"
    type_ = named_as(column.name, type_)
    if not documented:
        return [f"    {attribute(column.name)}: {type_}"]
    declared = type_ if required else f"NotRequired[{type_}]"
    comment = schema.comment(relation.name, column)
    return [f"    {attribute(column.name)}: {declared}", *([docstring(comment)] if comment else [])]


def _takes_null(schema: Schema, relation: Relation, column: Column, *, new: bool) -> bool:
    return not schema.not_null(relation.name, column) or (new and column.filled)


def named_as(name: str, type_: str) -> str:
    """Return a type that is sent under its SQL name if Python needs another one."""
    if attribute(name) == name:
        return type_
    return f"Annotated[{type_}, Field(serialization_alias={quoted(name)})]"


def _insert(schema: Schema, table: Relation) -> list[str]:
    columns = schema.insertable(table)
    required = tuple(attribute(c.name) for c in columns if schema.is_required(c))
    about = f"A new {schema.noun(table)}."
    if required:
        about += f" Required: {sentence(required)}; the rest is optional."
    name = f"{schema.stem(table)}Insert"
    lines = ["@with_config(INPUT)", f"class {name}(TypedDict):", docstring(about)]
    for column in columns:
        lines += _input_lines(schema, table, column, required=schema.is_required(column))
    return [*lines, ""]


def _update(schema: Schema, table: Relation) -> list[str]:
    about = f"Changes to a {schema.noun(table)}; omitted columns keep their values."
    name = f"{schema.stem(table)}Update"
    lines = ["@with_config(INPUT)", f"class {name}(TypedDict, total=False):", docstring(about)]
    for column in schema.updatable(table):
        lines += _input_lines(schema, table, column, required=False, documented=False)
    return [*lines, ""]


def _where(schema: Schema, relation: Relation) -> list[str]:
    about = (
        f"Conditions on `{relation.name}`, combined with AND.\n\n"
        "`column=value` tests equality, a sequence matches any of its values, None matches null. "
        "`__not` differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` "
        "matches a pattern, ignoring case; `__contains` finds array elements or parts of JSON."
    )
    if any(relation.is_table and schema.may_be_nan(relation, c) for c in relation.columns):
        about += " NaN is neither less nor greater than a number."
    lines = [f"class {schema.stem(relation)}Where(TypedDict, total=False):", docstring(about)]
    for column in relation.columns:
        lines += [f"    {name}: {type_}" for name, type_ in _conditions(schema, column)]
    return [*lines, ""]


def _conditions(schema: Schema, column: Column) -> Iterable[tuple[str, str]]:
    name = attribute(column.name)
    element = schema.types.array_element(column.type)
    if element:
        yield f"{name}__contains", f"Sequence[{schema.types.where(element)}]"
        return
    type_ = schema.types.where(column.type)
    family = schema.types.family_of(column.type)
    if type_ == "Json":
        if family is not None and family.contained:
            yield f"{name}__contains", type_
        return
    yield name, f"{type_} | None" if type_ == "bool" else f"{type_} | Sequence[{type_}] | None"
    yield f"{name}__not", f"{type_} | None"
    if family is not None and family.ordered:
        for suffix in ("lt", "lte", "gt", "gte"):
            yield f"{name}__{suffix}", type_
    elif column.name == "id":
        # Lists are paged by key.
        for suffix in ("lt", "gt"):
            yield f"{name}__{suffix}", type_
    if family is not None and family.textual:
        yield f"{name}__ilike", "str"


def _names(schema: Schema, relation: Relation) -> list[str]:
    stem = schema.stem(relation)
    names = [column.name for column in relation.columns]
    orders = [c.name for c in relation.columns if schema.types.is_sortable(c.type)]
    both = [sign + name for name in orders for sign in ("", "-")]
    return [
        f"{stem}Column: TypeAlias = {literal(names)}",
        docstring(f"A column of `{relation.name}`.", 0),
        f"{stem}Order: TypeAlias = {literal(both)}",
        docstring(
            f"A column to sort `{relation.name}` by, descending with a minus. Nulls come last in "
            "both directions.",
            0,
        ),
    ]
