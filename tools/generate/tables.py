"""Generate one module of typed methods per table, each a one-line call of its `Relation`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tools.generate import config
from tools.generate.catalog import Relation
from tools.generate.schema import Schema
from tools.generate.text import attribute, docstring, pascal, sentence

IMPORTS = """
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Unpack
from uuid import UUID

from kaggle_store._requests.operation import Entity, Flow, M, Op, Rows, Stream, operation, stream
from kaggle_store._requests.relation import Relation

if TYPE_CHECKING:
    import pyarrow
"""


@dataclass(frozen=True, slots=True)
class Verb:
    """One method: its decorator, signature, docstring and the call in its body."""

    head: str
    result: str
    about: str
    body: str
    decorator: str = "operation"

    def lines(self) -> list[str]:
        """Return the method's source lines."""
        return [
            f"    @{self.decorator}",
            f"    def {self.head} -> {self.result}:",
            docstring(self.about, 8),
            f"        return self._relation.{self.body}",
            "",
        ]


def table_module(schema: Schema, table: Relation) -> str:
    """Return the module of a table's methods that some client role may use."""
    parts = [
        docstring(f"The typed methods of `{table.name}` that every table has.", 0),
        IMPORTS,
        *_imports(schema, table),
        f"class {pascal(table.name)}Table(Entity[M]):",
        docstring(table.comment or f"The rows of `{table.name}`."),
        *_relation(schema, table),
    ]
    by_hand = config.HAND_WRITTEN.get(table.name, set())
    for verb in _verbs(schema, table):
        if verb.head.partition("(")[0] not in by_hand:
            parts += verb.lines()
    return "\n".join(parts)


def _imports(schema: Schema, table: Relation) -> list[str]:
    stem = schema.stem(table)
    suffixes = ("", "Listed", "Insert", "Update", "Where", "Order")
    wanted = [s for s in suffixes if s != "Listed" or schema.heavy(table)]
    wanted = [s for s in wanted if s != "Insert" or "INSERT" in table.privileges]
    wanted = [s for s in wanted if s != "Update" or "UPDATE" in table.privileges]
    names = ", ".join(stem + suffix for suffix in wanted)
    return [f"from kaggle_store.models.{table.name} import {names}", "", ""]


def _relation(schema: Schema, table: Relation) -> list[str]:
    stem = schema.stem(table)
    arguments = [stem]
    arguments += [f"insert={stem}Insert"] if "INSERT" in table.privileges else []
    arguments += [f"update={stem}Update"] if "UPDATE" in table.privileges else []
    arguments.append(f"where={stem}Where")
    arguments += [f"listed={stem}Listed"] if schema.heavy(table) else []
    rows = f"{stem}, {stem}Listed" if schema.heavy(table) else f"{stem}, {stem}"
    return [f"    _relation: ClassVar[Relation[{rows}]] = Relation({', '.join(arguments)},)", ""]


def _verbs(schema: Schema, table: Relation) -> Iterator[Verb]:
    if "INSERT" in table.privileges:
        yield from _creating(schema, table)
    yield from _reading(schema, table)
    if "UPDATE" in table.privileges:
        yield from _updating(schema, table)
    if "DELETE" in table.privileges:
        yield from _deleting(schema, table)


def _creating(schema: Schema, table: Relation) -> Iterator[Verb]:
    stem, noun = schema.stem(table), schema.noun(table)
    insertable = schema.insertable(table)
    needed = tuple(attribute(c.name) for c in insertable if schema.is_required(c))
    required = f"Required: {sentence(needed)}. " if needed else ""
    key = schema.key_columns(table.primary_key, table)
    own = sentence(tuple(attribute(column.name) for column in key))
    again = (
        f"\n\nA call with your own {own} may be repeated: it returns the existing row unchanged."
        if all(column in insertable for column in key)
        else ""
    )
    yield Verb(
        f"create(self, **new: Unpack[{stem}Insert])",
        f"Flow[{stem}]",
        f"Insert a {noun} and return it as stored, with defaults filled in.\n\n"
        f"{required}Input is validated before the request is sent. Numbers and times may be text, "
        "paths and numpy or torch values stand for their plain counterparts: see\n"
        "https://kaggle-store.github.io/kaggle_store/reference/input/."
        f"{again}",
        "create(new)",
    )
    yield Verb(
        f"create_many(self, rows: Iterable[{stem}Insert])",
        f"Flow[Rows[{stem}]]",
        "Insert any number of rows in one transaction and return them in the order given.\n\n"
        "All rows are validated before the request is sent; the same id twice is refused. Omitted "
        "columns get their defaults.",
        "create_many(rows)",
    )
    natural = _unique_natural_key(schema, table)
    if natural and "UPDATE" in table.privileges:
        is_of_execution = any(column.name == "execution_id" for column in table.columns)
        other = " Raises `AlreadyExists` if that one belongs to another execution."
        yield Verb(
            f"upsert(self, **new: Unpack[{stem}Insert])",
            f"Flow[{stem}]",
            f"Insert a {noun}, or update the one with the same {sentence(natural)}.\n\n"
            "Omitted columns get their defaults in a new row and keep their values in an existing "
            "one. Columns that `update` does not accept also keep their values."
            + other
            * is_of_execution,
            "upsert(new)",
        )


def _reading(schema: Schema, table: Relation) -> Iterator[Verb]:
    stem = schema.stem(table)
    yield from _by_key(schema, table)
    heavy = schema.heavy(table)
    listed = f"{stem}Listed" if heavy else stem
    without = f"Rows lack {sentence(heavy)}; `list_full` returns all columns. " if heavy else ""
    yield from _listing(schema, table, "", listed, without)
    if heavy:
        yield from _listing(schema, table, "_full", stem, f"Rows include {sentence(heavy)}. ")
    yield Verb(
        f"count(self, **where: Unpack[{stem}Where])",
        "Op[int]",
        "Return the number of rows that match the conditions; without any, of all rows.\n\n"
        "Its cost is in proportion to the rows that it counts: about 50 ms for 300,000.",
        "listed.count(where)",
    )


def _by_key(schema: Schema, table: Relation) -> Iterator[Verb]:
    stem, noun = schema.stem(table), schema.noun(table)
    key, natural = schema.primary_key(table), _unique_natural_key(schema, table)
    yield Verb(
        f"get(self, {_parameters(schema, table, key)})",
        f"Op[{stem}]",
        f"Return the {noun} with this {sentence(key)}, or raise `NotFound`.",
        f"full.get({_mapping(schema, table, key)})",
    )
    if natural:
        yield Verb(
            f"find(self, {_parameters(schema, table, natural)})",
            f"Op[{stem} | None]",
            f"Return the {noun} with this {sentence(natural)}, or None.",
            f"full.find({_mapping(schema, table, natural)})",
        )


def _listing(schema: Schema, table: Relation, suffix: str, row: str, about: str) -> Iterator[Verb]:
    stem = schema.stem(table)
    view = "full" if suffix else "listed"

    def named(verb: str) -> str:
        return f', "{verb}{suffix}"' if suffix else ""

    yield Verb(
        f"list{suffix}(self, *, order: {stem}Order | Sequence[{stem}Order] = (), "
        f"limit: int = 100, offset: int = 0, **where: Unpack[{stem}Where])",
        f"Flow[Rows[{row}]]",
        f"Return the matching rows, at most `limit` (1 to 1000), skipping `offset`."
        f"\n\n{about}Sorted by `order`, a minus before a column meaning descending; by default by "
        f"{sentence(schema.primary_key(table))}.",
        f"{view}.page(order, limit, offset, where{named('list')})",
    )
    yield Verb(
        f"iterate{suffix}(self, *, page_size: int = 1000, **where: Unpack[{stem}Where])",
        f"Stream[{row}]",
        "Iterate over all matching rows, a page at a time.\n\n"
        f"{about.replace('`list_full`', '`iterate_full`')}Paging follows the primary key, so "
        "concurrent inserts and deletes neither repeat nor skip other rows.",
        f"{view}.iterate(page_size, where{named('iterate')})",
        "stream",
    )
    yield Verb(
        f"to_arrow{suffix}(self, **where: Unpack[{stem}Where])",
        "Flow[pyarrow.Table]",
        "Return all matching rows as an Arrow table, sorted by the primary key."
        f"\n\n{about.replace('`list_full`', '`to_arrow_full`')}For pandas, polars and large "
        "results: no Python object is created per row. Needs the extra `kaggle_store[arrow]`.",
        f"{view}.to_arrow(where{named('to_arrow')})",
    )


def _updating(schema: Schema, table: Relation) -> Iterator[Verb]:
    stem, noun = schema.stem(table), schema.noun(table)
    key = schema.primary_key(table)
    yield Verb(
        f"update(self, {_parameters(schema, table, key)}, /, **changes: Unpack[{stem}Update])",
        f"Op[{stem}]",
        f"Update the {noun} with this {sentence(key)} and return it, or raise `NotFound`.\n\n"
        "Omitted columns keep their values; None clears a nullable column.",
        f"update({_mapping(schema, table, key)}, changes)",
    )
    yield Verb(
        f"update_where(self, where: {stem}Where, /, **changes: Unpack[{stem}Update])",
        f"Op[Rows[{stem}]]",
        "Update every matching row and return them.\n\n"
        "At least one condition is required. Omitted columns keep their values.",
        "update_where(where, changes)",
    )


def _deleting(schema: Schema, table: Relation) -> Iterator[Verb]:
    stem, noun = schema.stem(table), schema.noun(table)
    key = schema.primary_key(table)
    yield Verb(
        f"delete(self, {_parameters(schema, table, key)})",
        "Op[None]",
        f"Delete the {noun} with this {sentence(key)}, or raise `NotFound`.",
        f"delete({_mapping(schema, table, key)})",
    )
    yield Verb(
        f"delete_where(self, **where: Unpack[{stem}Where])",
        "Op[int]",
        "Delete every matching row and return their number.\n\nAt least one condition is required.",
        "delete_where(where)",
    )


def _unique_natural_key(schema: Schema, table: Relation) -> tuple[str, ...]:
    return () if table.name in config.UNIQUE_WHILE_LIVE else schema.natural_key(table)


def _parameters(schema: Schema, table: Relation, key: tuple[str, ...]) -> str:
    return ", ".join(
        f"{attribute(column.name)}: {schema.types.where(column.type)}"
        for column in schema.key_columns(key, table)
    )


def _mapping(schema: Schema, table: Relation, key: tuple[str, ...]) -> str:
    columns = schema.key_columns(key, table)
    return "{" + ", ".join(f'"{c.name}": {attribute(c.name)}' for c in columns) + "}"
