"""Read tables, views, types and functions of the migrated database from pg_catalog."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from tools.generate.config import API_ROLES
from tools.generate.fills import filled_columns

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True, slots=True)
class Type:
    """A PostgreSQL type; `kind` is pg_type.typtype: b(ase), c(omposite), d(omain), e(num)."""

    oid: int
    schema: str
    name: str
    kind: str = "b"
    element: int = 0
    base: int = 0
    modifier: int = -1
    not_null: bool = False
    relation: int = 0
    comment: str | None = None
    labels: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table or view, or a field of a composite type or a function's result."""

    name: str
    type: int
    modifier: int = -1
    not_null: bool = False
    has_default: bool = False
    generated: bool = False
    filled: bool = False
    """True if a trigger fills the column when a new row omits it or has null."""
    comment: str | None = None
    privileges: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Relation:
    """A table, view or composite type; `kind` is pg_class.relkind, partitioned tables included."""

    oid: int
    name: str
    kind: str
    type: int
    comment: str | None
    columns: tuple[Column, ...]
    checks: tuple[str, ...] = ()
    json_bounds: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Bytes and depth of the JSON columns that a trigger bounds."""
    privileges: frozenset[str] = frozenset()
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    is_read_whole: bool = False
    """True if some client role may read every column."""

    @property
    def is_table(self) -> bool:
        """True for a table, false for a view or composite type."""
        return self.kind in ("r", "p")

    @property
    def is_composite(self) -> bool:
        """True for a composite type."""
        return self.kind == "c"

    def column(self, name: str) -> Column | None:
        """Return the column of that name, or None."""
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True, slots=True)
class Argument:
    """A function's argument; one without a name takes the request's whole body."""

    name: str
    type: int
    has_default: bool


@dataclass(frozen=True, slots=True)
class Function:
    """A function that clients may call; `columns` are those of its `returns table (…)`."""

    name: str
    arguments: tuple[Argument, ...]
    result: int
    returns_set: bool
    columns: tuple[Column, ...]
    comment: str | None


@dataclass(frozen=True, slots=True)
class NamedObject:
    """An object of `public`; `identity` is its qualified name, of a function with arguments."""

    kind: str
    name: str
    identity: str


@dataclass(frozen=True, slots=True)
class Catalog:
    """The types, relations and functions of the database."""

    types: dict[int, Type]
    relations: dict[str, Relation]
    functions: tuple[Function, ...]
    reads: frozenset[tuple[str, str, str]] = field(default=frozenset())
    """(view, table, column) for every column of a table that a view reads."""
    objects: tuple[NamedObject, ...] = ()
    """Everything in `public` that has a name, by kind and identity."""

    def base(self, type_: Type) -> Type:
        """Return the base type of a domain, or the type itself."""
        return self.base(self.types[type_.base]) if type_.kind == "d" else type_

    def relation_of(self, type_: Type) -> Relation | None:
        """Return the table, view or composite type whose rows have this type."""
        return next((r for r in self.relations.values() if r.oid == type_.relation), None)


def read(url: str) -> Catalog:
    """Read the database at `url`; its migrations must have been applied."""
    with psycopg.Connection[dict[str, Any]].connect(url, row_factory=dict_row) as connection:
        connection.read_only = True
        connection.execute("set search_path = pg_catalog")
        return Catalog(
            types=_types(connection),
            relations=_relations(connection),
            functions=tuple(_function(row) for row in _rows(connection, "functions")),
            reads=frozenset(
                (row["view"], row["relation"], row["column"]) for row in _rows(connection, "reads")
            ),
            objects=tuple(NamedObject(**row) for row in _rows(connection, "public_objects")),
        )


def _rows(connection: psycopg.Connection[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    query = (SQL / f"{name}.sql").read_bytes()
    return connection.execute(query, {"roles": list(API_ROLES)}).fetchall()


def _types(connection: psycopg.Connection[dict[str, Any]]) -> dict[int, Type]:
    return {
        row["oid"]: Type(**{**row, "labels": tuple(row["labels"]), "checks": tuple(row["checks"])})
        for row in _rows(connection, "types")
    }


def _relations(connection: psycopg.Connection[dict[str, Any]]) -> dict[str, Relation]:
    columns: dict[int, list[Column]] = defaultdict(list)
    for row in _rows(connection, "columns"):
        oid = row.pop("relation")
        columns[oid].append(Column(**{**row, "privileges": frozenset(row["privileges"])}))
    keys: dict[int, list[tuple[bool, tuple[str, ...]]]] = defaultdict(list)
    for row in _rows(connection, "keys"):
        keys[row["relation"]].append((row["is_primary"], tuple(row["columns"])))
    return {
        row["name"]: _relation(row, columns[row["oid"]], keys[row["oid"]])
        for row in _rows(connection, "relations")
    }


def _relation(
    row: dict[str, Any], columns: list[Column], keys: list[tuple[bool, tuple[str, ...]]]
) -> Relation:
    primary = next((key for is_primary, key in keys if is_primary), ())
    filled = filled_columns(row["insert_conditions"])
    return Relation(
        oid=row["oid"],
        name=row["name"],
        kind=row["kind"],
        type=row["type"],
        comment=row["comment"],
        columns=tuple(replace(c, filled=c.name in filled) for c in columns),
        checks=tuple(row["checks"]),
        json_bounds={
            column: (int(size), int(depth)) for column, size, depth, _ in row["json_bounds"]
        },
        privileges=frozenset(row["privileges"]),
        primary_key=primary,
        unique_keys=unique_keys(primary, [key for is_primary, key in keys if not is_primary]),
        is_read_whole=row["is_read_whole"],
    )


def unique_keys(
    primary: tuple[str, ...], keys: list[tuple[str, ...]]
) -> tuple[tuple[str, ...], ...]:
    """Return the minimal keys: those that contain no smaller key."""
    known = [set(primary), *map(set, keys)]
    return tuple(
        sorted({key for key in keys if not any(other and other < set(key) for other in known)})
    )


def _function(row: dict[str, Any]) -> Function:
    types: list[int] = row["types"]
    modes: list[str] = row["modes"] or ["i"] * len(types)
    names: list[str] = row["names"] or [""] * len(types)
    together = list(zip(names, types, modes, strict=True))
    inputs = [(name, oid) for name, oid, mode in together if mode in "ibv"]
    required = len(inputs) - row["defaults"]
    return Function(
        name=row["name"],
        arguments=tuple(
            Argument(name, oid, position >= required) for position, (name, oid) in enumerate(inputs)
        ),
        result=row["result"],
        returns_set=row["returns_set"],
        columns=tuple(Column(name, oid) for name, oid, mode in together if mode in "obt"),
        comment=row["comment"],
    )
