"""Name what each migration creates that a project may have too, and how to drop it."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from tools.generate.catalog import NamedObject

MIGRATIONS = Path(__file__).parents[2] / "supabase" / "migrations"

_CREATED = re.compile(
    r"^\s*create (?:or replace )?(?:unique |unlogged |materialized )?"
    r"(?:table|view|function|type|domain|index)(?: if not exists)? (?:public\.)?(?P<name>\w+)(?!\.)"
    r"|\bconstraint (?P<key>\w+)",
    re.MULTILINE,
)
_OUTSIDE_PUBLIC = re.compile(r"^\s*create (?P<kind>schema|role) (?!if )(?P<name>\w+)", re.MULTILINE)

TEMPLATE = '''"""The objects that each migration creates outside of the schema kaggle_store."""

CREATED: dict[str, tuple[str, ...]] = {rows}
"""The objects by the original name of their migration, in the order of the migrations.

Each is its kind and its qualified name, of a function with its arguments.
"""
'''


def public_objects_module(objects: tuple[NamedObject, ...]) -> str:
    """Return the module that lists the objects of the catalog by migration.

    Names that PostgreSQL chooses, such as those of primary keys, avoid existing ones: they are
    left out.
    """
    rows, listed = "", set[str]()
    for path in sorted(MIGRATIONS.glob("*.sql")):
        text = path.read_text("utf-8")
        names = {match["name"] or match["key"] for match in _CREATED.finditer(text)} - listed
        found = [f"{kind} {name}" for kind, name in _OUTSIDE_PUBLIC.findall(text)]
        found += [f"{each.kind} {each.identity}" for each in objects if each.name in names]
        listed |= names
        rows += f"{path.stem!r}: ({''.join(map(_wrapped, found))}),"
    return TEMPLATE.replace("{rows}", f"{{{rows}}}")


def _wrapped(entry: str) -> str:
    """Return a string literal of several lines where it is long."""
    parts = textwrap.wrap(entry, 80, drop_whitespace=False, break_on_hyphens=False)
    return "".join(f"{part!r}\n" for part in parts) + ","
