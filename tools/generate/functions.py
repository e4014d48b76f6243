"""Generate argument and result types of the database functions that clients call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tools.generate import config
from tools.generate.catalog import Argument, Column, Function, Relation, Type
from tools.generate.models import (
    IMPORTS,
    composites,
    exact_numbers,
    named_as,
    row_field,
    shared_imports,
)
from tools.generate.schema import Schema
from tools.generate.text import attribute, docstring, pascal, quoted


def functions_module(schema: Schema) -> str:
    """Return the module with every function's argument and result types."""
    opening = '"""Arguments and results of the database functions, named as in SQL."""'
    parts = [opening, IMPORTS, shared_imports(schema), _imports(schema), *composites(schema)]
    for relation in _shared_rows(schema):
        parts += _shared_row(schema, relation)
    for stem, function in named(schema):
        parts += [*_arguments(schema, stem, function), *_result(schema, stem, function)]
    return "\n".join(parts)


def named(schema: Schema) -> Iterator[tuple[str, Function]]:
    """Yield each function with its class name's stem; overloads are numbered."""
    seen: Counter[str] = Counter()
    for function in schema.functions:
        seen[function.name] += 1
        number = seen[function.name]
        yield pascal(function.name) + (str(number) if number > 1 else ""), function


def _imports(schema: Schema) -> str:
    return "\n".join(
        f"from kaggle_store.models.{relation.name} import {schema.stem(relation)}"
        for relation in (*schema.tables, *schema.views)
    )


def _about(function: Function) -> str:
    return function.comment or f"The function `{function.name}`."


def _arguments(schema: Schema, stem: str, function: Function) -> list[str]:
    if any(not argument.name for argument in function.arguments):
        body = schema.types.argument(function.arguments[0].type)
        about = f"The request body of `{function.name}`. {_about(function)}"
        return [f"{stem}Args: TypeAlias = {body}", docstring(about, 0)]
    about = docstring(f"Arguments of `{function.name}`.\n\n{_about(function)}")
    lines = ["@with_config(INPUT)", f"class {stem}Args(TypedDict):", about]
    return [*lines, *(_argument(schema, function, argument) for argument in function.arguments), ""]


def _argument(schema: Schema, function: Function, argument: Argument) -> str:
    type_ = schema.types.argument(argument.type)
    if argument.name in config.NAME_ARGUMENTS.get(function.name, ()):
        type_ = "Name"
    if argument.has_default or argument.name in config.NULLABLE_ARGUMENTS.get(function.name, ()):
        type_ += " | None"
    type_ = named_as(argument.name, type_)
    declared = f"NotRequired[{type_}]" if argument.has_default else type_
    return f"    {attribute(argument.name)}: {declared}"


def _row_type(schema: Schema, function: Function) -> Type:
    """Return the type of one row: a function may return rows as one array."""
    type_ = schema.catalog.types[function.result]
    element = schema.catalog.types.get(type_.element)
    return element if element is not None and element.kind == "c" else type_


def _has_row(schema: Schema, function: Function) -> bool:
    is_composite = _row_type(schema, function).kind == "c"
    return bool(function.columns) or (is_composite and _stored(schema, function) is None)


def _shared_rows(schema: Schema) -> list[Relation]:
    """Return the composite types that several functions return: these have one model."""
    rows = [_row_type(schema, function) for function in schema.functions]
    times = Counter(type_.relation for type_ in rows if type_.kind == "c")
    return [r for r in schema.catalog.relations.values() if r.is_composite and times[r.oid] > 1]


def _shared_row(schema: Schema, relation: Relation) -> list[str]:
    chosen = ",".join(schema.types.selected(column) for column in relation.columns)
    lines = [
        f"class {schema.stem(relation)}(Row, frozen=True):",
        docstring(relation.comment or f"A value of `{relation.name}`."),
        f"    table: ClassVar[str] = {quoted(relation.name)}",
        f"    select: ClassVar[str] = {quoted(chosen)}",
        *exact_numbers(schema, relation.columns),
    ]
    for column in relation.columns:
        lines += row_field(schema, relation.name, column)
    return [*lines, ""]


def _result(schema: Schema, stem: str, function: Function) -> list[str]:
    lines: list[str] = []
    if _has_row(schema, function):
        lines += _result_row(schema, stem, function)
        one = f"{stem}Row"
    else:
        one = _stored(schema, function) or schema.types.row(function.result)
        nullable = function.name in config.NULLABLE_RESULTS and one != "None"
        one += " | None" if nullable else ""
    is_list = function.returns_set or _is_array(schema, function)
    whole = f"list[{one}]" if is_list else one
    about = docstring(f"Result of `{function.name}`.", 0)
    return [*lines, f"{stem}Result: TypeAlias = {whole}", about]


def _stored(schema: Schema, function: Function) -> str | None:
    """Return the name of the row's model if it is not this function's alone."""
    relation = schema.catalog.relation_of(_row_type(schema, function))
    if relation is None or (relation.is_composite and relation not in _shared_rows(schema)):
        return None
    return schema.stem(relation)


def _is_array(schema: Schema, function: Function) -> bool:
    return _row_type(schema, function).oid != function.result


def _columns(schema: Schema, function: Function) -> tuple[Column, ...]:
    relation = schema.catalog.relation_of(_row_type(schema, function))
    return function.columns or (relation.columns if relation is not None else ())


def _result_row(schema: Schema, stem: str, function: Function) -> list[str]:
    columns = _columns(schema, function)
    chosen = ",".join(schema.types.selected(column) for column in columns)
    lines = [
        f"class {stem}Row(Row, frozen=True):",
        docstring(f"One row of the result of `{function.name}`."),
        f"    table: ClassVar[str] = {quoted(function.name)}",
        f"    select: ClassVar[str] = {quoted(chosen)}",
    ]
    if _is_array(schema, function):
        # No column can be selected as text.
        lines += exact_numbers(schema, columns)
    for column in columns:
        lines += row_field(schema, function.name, column)
    return [*lines, ""]
