"""The catalog prepared for generation: class names, columns, keys, and what is required."""

from __future__ import annotations

from functools import cached_property

from tools.generate import config
from tools.generate.catalog import Catalog, Column, Function, Relation, Type
from tools.generate.checks import Limits, limits_by_column
from tools.generate.pytypes import Types
from tools.generate.text import pascal, singular


class StaleConfigError(Exception):
    """`config.py` mentions something that the database does not have (any more)."""


class Schema:
    """A catalog with the settings of `config.py` applied."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.types = Types(catalog)
        self._check_config()

    @cached_property
    def tables(self) -> list[Relation]:
        """The tables, by name."""
        return [r for r in self.catalog.relations.values() if r.is_table]

    @cached_property
    def views(self) -> list[Relation]:
        """The views, by name."""
        relations = self.catalog.relations.values()
        return [r for r in relations if not r.is_table and not r.is_composite]

    @cached_property
    def composites(self) -> list[Relation]:
        """The composite types of function arguments, by name."""
        types = self.catalog.types
        given = {a.type for function in self.functions for a in function.arguments}
        given |= {types[oid].element for oid in given}
        return [r for r in self.catalog.relations.values() if r.is_composite and r.type in given]

    @cached_property
    def enums(self) -> list[Type]:
        """The project's enums, by name."""
        return self._ours("e")

    @cached_property
    def domains(self) -> list[Type]:
        """The project's domains, by name."""
        return self._ours("d")

    @property
    def functions(self) -> tuple[Function, ...]:
        """The functions that clients call, by name."""
        return self.catalog.functions

    def stem(self, relation: Relation) -> str:
        """Return the stem of a relation's class names: a table's singular, a view's own name."""
        if relation.is_table:
            return config.STEMS.get(relation.name) or pascal(singular(relation.name))
        return pascal(relation.name)

    def noun(self, relation: Relation) -> str:
        """Return the name of one row in prose."""
        return config.NOUNS.get(relation.name) or singular(relation.name).replace("_", " ")

    def like(self, name: str) -> Relation | None:
        """Return the table whose columns a view or composite type contains."""
        return self.catalog.relations.get(config.LIKE.get(name, ""))

    def source(self, owner: str, column: Column) -> Column | None:
        """Return the table column that a column of a view or composite type is taken from."""
        table = self.like(owner)
        found = table.column(column.name) if table is not None else None
        if found is None or found.type != column.type:
            return None
        relation = self.catalog.relations[owner]
        read = (owner, config.LIKE[owner], column.name) in self.catalog.reads
        return found if read or relation.is_composite else None

    def comment(self, owner: str, column: Column) -> str | None:
        """Return a column's comment, or else that of its source column."""
        source = self.source(owner, column)
        return column.comment or (source.comment if source is not None else None)

    def not_null(self, owner: str, column: Column) -> bool:
        """Return True if the column is never null."""
        source = self.source(owner, column)
        return (
            column.not_null
            or column.name in config.NOT_NULL.get(owner, ())
            or (source is not None and source.not_null)
            or self.limits(owner, column).not_null
        )

    def limits(self, owner: str, column: Column) -> Limits:
        """Return a column's limits, including those of its source column."""
        names = [owner] if self.source(owner, column) is None else [owner, config.LIKE[owner]]
        limits = Limits()
        for name in names:
            relation = self.catalog.relations.get(name)
            if relation is None:
                continue
            found = limits_by_column(relation.checks)
            limits = limits.and_(found.get(column.name, Limits()))
            limits = limits.and_(Limits(json_bounds=relation.json_bounds.get(column.name)))
        type_ = self.catalog.types[column.type]
        if type_.kind == "d" and self.types.limits(type_).not_null:
            limits = limits.and_(Limits(not_null=True))
        return limits

    def may_be_nan(self, table: Relation, column: Column) -> bool:
        """Return True if clients may store NaN in a column of a table."""
        family = self.types.family_of(column.type)
        type_ = self.catalog.types[column.type]
        limits = self.limits(table.name, column)
        if type_.kind == "d":
            limits = limits.and_(self.types.limits(type_))
        bounded = limits.le is not None or limits.lt is not None
        is_float = family is not None and family.input == "Float"
        is_given = "INSERT" in column.privileges
        return is_float and is_given and not bounded and "NaN" not in limits.excluded

    def insertable(self, table: Relation) -> list[Column]:
        """Return the columns that some client role may insert."""
        return [c for c in table.columns if not c.generated and "INSERT" in c.privileges]

    def updatable(self, table: Relation) -> list[Column]:
        """Return the columns that some client role may update."""
        return [
            c
            for c in table.columns
            if not c.generated and "UPDATE" in c.privileges and c.name not in table.primary_key
        ]

    def is_required(self, column: Column) -> bool:
        """Return True if a new row must have a value for the column."""
        return column.not_null and not column.has_default and not column.filled

    def heavy(self, table: Relation) -> tuple[str, ...]:
        """Return the columns that lists leave out."""
        return config.HEAVY.get(table.name, ())

    def key_columns(self, names: tuple[str, ...], table: Relation) -> list[Column]:
        """Return the columns of a key, its `id` first."""
        columns = [column for column in table.columns if column.name in names]
        return sorted(columns, key=lambda column: (column.name != "id", names.index(column.name)))

    def primary_key(self, relation: Relation) -> tuple[str, ...]:
        """Return the primary key; a view has that of the table whose columns it contains."""
        table = self.like(relation.name)
        if relation.primary_key or table is None:
            return relation.primary_key
        return table.primary_key if all(map(relation.column, table.primary_key)) else ()

    def natural_key(self, table: Relation) -> tuple[str, ...]:
        """Return the unique key by which callers identify a row."""
        return config.NATURAL_KEYS.get(table.name, ())

    def _ours(self, kind: str) -> list[Type]:
        types = self.catalog.types.values()
        found = [t for t in types if t.schema in config.SCHEMAS and t.kind == kind]
        return sorted(found, key=lambda type_: type_.name)

    def _check_config(self) -> None:
        relations = self.catalog.relations
        for name, columns in [*config.HEAVY.items(), *config.NATURAL_KEYS.items()]:
            if name in relations and not all(map(relations[name].column, columns)):
                raise StaleConfigError(f"{name} has no columns {columns}")
        for name, key in config.NATURAL_KEYS.items():
            is_unique = name in config.UNIQUE_WHILE_LIVE or name not in relations
            if not is_unique and key not in relations[name].unique_keys:
                raise StaleConfigError(f"{key} is not unique in {name}")
        for name, computed in config.NOT_NULL.items():
            known = self._columns_of(name)
            if known and not computed <= known:
                raise StaleConfigError(f"{name} has no columns {computed - known}")

    def _columns_of(self, name: str) -> set[str]:
        relation = self.catalog.relations.get(name)
        columns = list(relation.columns) if relation is not None else []
        for function in self.catalog.functions:
            columns += function.columns if function.name == name else ()
        return {column.name for column in columns}
