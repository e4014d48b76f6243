"""What a server calls missing, and which migration brings it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from kaggle_store._transport._origins import BRINGS

RELOAD = "notify pgrst, 'reload schema'"
"""The statement that makes PostgREST look at the database again."""


class Explanation(NamedTuple):
    """What is missing, in a sentence, and what to do."""

    missing: str
    migration: str
    sentence: str
    remedy: str


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
    """Tell what a server's sentence calls missing; None where no migration brings it."""
    said = next((found for pattern in _PATTERNS if (found := pattern.search(message))), None)
    if said is None:
        return None
    missing, keys = _named({k: v for k, v in said.groupdict().items() if v})
    migration = next((file for key in keys if (file := origin(key))), None)
    if migration is None:
        return None
    sentence = f"the database has no {missing}: migration {migration} brings it"
    remedy = "Apply the migrations: supabase db push."
    if code is None or code.startswith("PGRST"):
        # It answers from its memory of the schema, which may be older than the schema.
        remedy += f" If they are applied, PostgREST has not noticed: {RELOAD}."
    return Explanation(missing, migration, sentence, remedy)


def origin(name: str) -> str | None:
    """Return the migration that brings a name, as `BRINGS` writes names."""
    return next((file for file, names in BRINGS.items() if name in names), None)


def client_names(file: str) -> Iterator[str]:
    """Yield what a migration brings for clients: relations, and functions as `rpc/…`."""
    for name in BRINGS[file]:
        if not re.search(r"[ .]", name):
            yield name


def version_of(file: str) -> str:
    """Return what a database's record of migrations calls a file."""
    return PurePath(file).name.partition("_")[0]


def _named(said: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """Say what is missing, and under which names to look for it, the nearest first."""
    if kind := said.get("type"):
        return f"type {kind}", (f"type {kind}",)
    if said.get("schema") == "kaggle_store":
        name = f"kaggle_store.{said.get('function') or said.get('relation')}"
        return ("function " if "function" in said else "table ") + name, (name,)
    if function := said.get("function"):
        return f"function {function}", (f"rpc/{function}",)
    relation = said["relation"]
    if column := said.get("column"):
        return f"column {relation}.{column}", (f"{relation}.{column}", relation)
    return f"table or view {relation}", (relation,)
