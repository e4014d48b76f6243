"""Which migration brings what, read from the migrations' text."""

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

ABOUT = '''"""Which migration brings what: looked up when something is missing."""

BRINGS: dict[str, tuple[str, ...]] = {rows}
"""The names that each migration brings, in the order in which they are applied.

Relations are `competitions`, functions `rpc/claim_executions`, as PostgREST has them; columns that
came later `competitions.title`; the rest `type score` and `kaggle_store.clock`.
"""
'''


def origins_module(folder: Path = MIGRATIONS) -> str:
    """Return the module that tells what comes from where."""
    brings = {path.name: names(path.read_text("utf-8")) for path in sorted(folder.glob("*.sql"))}
    rows = "".join(f"{name!r}: ({_listed(found)})," for name, found in brings.items())
    return ABOUT.replace("{rows}", f"{{{rows}}}")


def names(text: str) -> list[str]:
    """Return what a migration creates; what it only replaces came before."""
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
