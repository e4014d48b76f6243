"""Assemble the generated files, including each package's `__init__`."""

from __future__ import annotations

import re

from tools.generate.functions import functions_module
from tools.generate.migration_objects import migration_objects_module
from tools.generate.models import domains_module, enums_module, relation_module
from tools.generate.public_objects import public_objects_module
from tools.generate.registry import packaged_module
from tools.generate.schema import Schema
from tools.generate.tables import table_module
from tools.generate.text import quoted

HEADER = "# Generated from supabase/migrations by `make models`; do not edit.\n"

_NAME = re.compile(r"^(?:class (\w+)\(|(\w+): TypeAlias = )", re.MULTILINE)


class NameClashError(Exception):
    """Two database objects would have the same name in Python."""


def modules(schema: Schema) -> dict[str, str]:
    """Return every generated file by its path in `kaggle_store`, not yet formatted."""
    models = {
        "enums": enums_module(schema),
        "domains": domains_module(schema),
        "functions": functions_module(schema),
    }
    for relation in (*schema.tables, *schema.views):
        models[relation.name] = relation_module(schema, relation)
    tables = {table.name: table_module(schema, table) for table in schema.tables}
    about = "Rows, inserts, updates and filters: one module per table or view."
    models["__init__"] = package_init("models", about, models, ("Row",))
    tables["__init__"] = package_init(
        "resources._tables", "The typed methods of each table.", tables
    )
    return {
        **{f"models/{name}.py": HEADER + text for name, text in models.items()},
        **{f"resources/_tables/{name}.py": HEADER + text for name, text in tables.items()},
        "_migrations/packaged.py": HEADER + packaged_module(),
        "_transport/_migration_objects.py": HEADER + migration_objects_module(),
        "install/_created.py": HEADER + public_objects_module(schema.catalog.objects),
    }


def package_init(
    package: str, about: str, members: dict[str, str], base: tuple[str, ...] = ()
) -> str:
    """Return the `__init__` that exports every public name of the package's modules."""
    lines, names = [f'"""{about}"""', ""], list(base)
    if base:
        lines.append(f"from kaggle_store.{package}._base import {', '.join(base)}")
    for module, text in sorted(members.items()):
        found = [name or alias for name, alias in _NAME.findall(text)]
        if found:
            lines.append(f"from kaggle_store.{package}.{module} import {', '.join(found)}")
        names += found
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise NameClashError(", ".join(sorted(twice)))
    return "\n".join([*lines, "", f"__all__ = [{', '.join(map(quoted, sorted(names)))},]"])
