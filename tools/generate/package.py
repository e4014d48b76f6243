"""Assemble the generated files, including each package's `__init__`."""

from __future__ import annotations

import re

from tools.generate.functions import functions_module
from tools.generate.migration_objects import migration_objects_module
from tools.generate.models import domains_module, enums_module, relation_module
from tools.generate.output import PACKAGE
from tools.generate.public_objects import public_objects_module
from tools.generate.registry import packaged_module
from tools.generate.schema import Schema
from tools.generate.tables import table_module
from tools.generate.text import quoted

DASHBOARDS = ("_dashboard_rows", "dashboards")
"""Modules of models that are written by hand and exported."""

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
    exported = models | {name: (PACKAGE / f"models/{name}.py").read_text() for name in DASHBOARDS}
    models["__init__"] = package_init("models", about, exported, ("Row",))
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
    """Return the `__init__` that exports every public name of the package's modules, lazily."""
    found = {"_base": list(base)} if base else {}
    for module, text in sorted(members.items()):
        if names := [name or alias for name, alias in _NAME.findall(text)]:
            found[module] = names
    names = [name for each in found.values() for name in each]
    if twice := {name for name in names if names.count(name) > 1}:
        raise NameClashError(", ".join(sorted(twice)))
    imports = [
        f"    from kaggle_store.{package}.{module} import {', '.join(each)}"
        for module, each in found.items()
    ]
    modules = {name: module for module, each in found.items() for name in each}
    homes = [f"            {quoted(name)}: {quoted(modules[name])}," for name in sorted(modules)]
    return "\n".join(
        [
            f'"""{about}"""',
            "",
            "from typing import TYPE_CHECKING",
            "",
            "if TYPE_CHECKING:",
            *imports,
            "else:",
            "    from kaggle_store._lazy import lazy_names",
            "",
            "    __getattr__, __dir__ = lazy_names(__name__, {",
            *homes,
            "    })",
            "",
            f"__all__ = [{', '.join(map(quoted, sorted(names)))},]",
        ]
    )
