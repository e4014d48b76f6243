"""Find the objects that each migration creates, in the migrations' text."""

from __future__ import annotations

import re
from pathlib import Path

MIGRATIONS = Path(__file__).parents[2] / "supabase" / "migrations"

_CREATED = re.compile(
    r"^\s*create (table|view|materialized view|function|type|domain)(?: if not exists)?"
    r" (public|kaggle_store)\.(\w+)",
    re.MULTILINE,
)
_ALTERED = re.compile(r"^alter table (?:only )?public\.(\w+)\b(.*?);$", re.MULTILINE | re.DOTALL)
_ADDED = re.compile(r"\badd column (?:if not exists )?(\w+)")

TEMPLATE = '''"""The objects that each migration creates, for errors about missing ones."""

CREATED_OBJECTS: dict[str, tuple[str, ...]] = {rows}
"""The objects that each migration creates, in the order of the migrations.

Relations are written `competitions`, functions `rpc/claim_executions`, added columns
`competitions.title`, other objects `type score` and `kaggle_store.clock`.
"""
'''


def migration_objects_module() -> str:
    """Return the module that maps each migration to the objects it creates."""
    created = {
        path.name: names(path.read_text("utf-8")) for path in sorted(MIGRATIONS.glob("*.sql"))
    }
    rows = "".join(f"{name!r}: ({_listed(found)})," for name, found in created.items())
    return TEMPLATE.replace("{rows}", f"{{{rows}}}")


def names(text: str) -> list[str]:
    """Return the objects that a migration creates, without those that it only replaces."""
    found = [_name(*match) for match in _CREATED.findall(text)]
    for table, changes in _ALTERED.findall(text):
        found += [f"{table}.{column}" for column in _ADDED.findall(changes)]
    return sorted(set(found))


def _name(kind: str, schema: str, name: str) -> str:
    if kind in ("type", "domain"):
        return f"type {name}"
    if schema == "kaggle_store":
        return f"kaggle_store.{name}"
    return f"rpc/{name}" if kind == "function" else name


def _listed(found: list[str]) -> str:
    return "".join(f"{name!r}," for name in found)
