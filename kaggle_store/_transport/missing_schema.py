"""Explain missing schema objects: parse the server's error and name the migration to apply.

The code alone decides the error's class. The message's wording, which depends on the server's
version and language, only adds the explanation: an unknown one leaves the error as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kaggle_store._transport._migration_objects import CREATED_OBJECTS

RELOAD = "notify pgrst, 'reload schema'"
"""The statement that makes PostgREST reload its schema cache."""


INSTALL = (
    "Add them to your Supabase project with `kaggle-store install`, then run "
    "`supabase db push --remote`; a local stack applies them when it starts."
)
"""What to do about missing migrations, whether or not the project has migrations of its own."""
NEWER = (
    "If the database is newer than this kaggle_store, upgrade it instead: `kaggle-store doctor` "
    "tells."
)


class Explanation(NamedTuple):
    """The missing object, its migration, an error message and a hint."""

    missing: str
    migration: str
    message: str
    hint: str


_NAME = r"[\"']?(?:(?P<schema>public|kaggle_store)\.)?(?P<{}>\w+)[\"']?"
_FUNCTION = _NAME.format("function")
_RELATION = _NAME.format("relation")
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # PostgREST, from its schema cache
        rf"the function {_FUNCTION}",
        rf"the '(?P<column>\w+)' column of {_RELATION}",
        rf"the table {_RELATION}",
        rf"a relationship between {_RELATION}",
        # PostgreSQL
        rf"function {_FUNCTION}\(.*does not exist",
        rf"column [\"']?(?P<column>\w+)[\"']? of relation {_RELATION} does not exist",
        r"column (?P<relation>\w+)\.(?P<column>\w+) does not exist",
        rf"relation {_RELATION} does not exist",
        rf"type {_NAME.format('type')} does not exist",
    )
)


def explain(message: str, code: str | None) -> Explanation | None:
    """Return which object an error message calls missing; None if no migration creates it."""
    match = next((found for pattern in _PATTERNS if (found := pattern.search(message))), None)
    if match is None:
        return None
    missing, keys = _describe({k: v for k, v in match.groupdict().items() if v})
    migration = next((file for key in keys if (file := creating_migration(key))), None)
    if migration is None:
        return None
    summary = f"the database has no {missing}: migration {migration} creates it"
    hint = f"Migrations are missing. {INSTALL} {NEWER}"
    if code is None or code.startswith("PGRST"):
        # PostgREST reads its schema cache, which may be older than the schema.
        hint += f" If they are installed, reload PostgREST's schema cache: {RELOAD}."
    return Explanation(missing, migration, summary, hint)


def creating_migration(name: str) -> str | None:
    """Return the migration that creates an object, named as in `CREATED_OBJECTS`."""
    return next((file for file, names in CREATED_OBJECTS.items() if name in names), None)


def added_column(relation: str, name: str) -> str:
    """Return the column `table.name` that a migration adds, of this relation if it has one."""
    names = [each for found in CREATED_OBJECTS.values() for each in found]
    own = f"{relation}.{name}"
    of_tables = (each for each in names if not each.startswith("kaggle_store."))
    return own if own in names else next((n for n in of_tables if n.endswith(f".{name}")), own)


def client_names(file: str) -> Iterator[str]:
    """Yield the client-visible objects of a migration: relations, and functions as `rpc/…`."""
    for name in CREATED_OBJECTS[file]:
        if not re.search(r"[ .]", name):
            yield name


def _describe(match: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return a description of the missing object and its possible keys, best match first."""
    if kind := match.get("type"):
        return f"type {kind}", (f"type {kind}",)
    if match.get("schema") == "kaggle_store":
        name = f"kaggle_store.{match.get('function') or match.get('relation')}"
        return ("function " if "function" in match else "table ") + name, (name,)
    if function := match.get("function"):
        return f"function {function}", (f"rpc/{function}",)
    relation = match["relation"]
    if column := match.get("column"):
        return f"column {relation}.{column}", (f"{relation}.{column}", relation)
    return f"table or view {relation}", (relation,)
