"""Which objects of a project and of the store cannot exist side by side."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kaggle_store.install._created import CREATED

Space: TypeAlias = Literal["schema", "role", "relation", "type", "function"]

_SPACES: dict[str, tuple[Space, ...]] = {
    "schema": ("schema",),
    "role": ("role",),
    "user": ("role",),
    "group": ("role",),
    # A table and the type of its rows have one name.
    "table": ("relation", "type"),
    "view": ("relation", "type"),
    "materialized view": ("relation", "type"),
    "composite type": ("relation", "type"),
    "sequence": ("relation",),
    "index": ("relation",),
    "type": ("type",),
    "domain": ("type",),
    # An overload would be a second function at the same path of the API.
    "function": ("function",),
    "procedure": ("function",),
    "aggregate": ("function",),
}
_ENTRY = re.compile(r"(?P<kind>[a-z ]+) (?P<identity>(?:public\.)?(?P<name>\w+)(?:\(.*\))?)")


@dataclass(frozen=True, slots=True)
class Created:
    """An object that a migration of the store creates."""

    migration: str
    kind: str
    name: str
    identity: str


@dataclass(frozen=True, slots=True)
class Taken:
    """An object of the project; `where` is its migration file, or the database."""

    kind: str
    name: str
    where: str
    table: str | None = None
    """Of an index: its table in `public`."""

    @property
    def keys(self) -> list[tuple[Space, str]]:
        """The name in each space where it is taken."""
        return keys(self.kind, self.name)


def keys(kind: str, name: str) -> list[tuple[Space, str]]:
    """Return a name in each space where an object of this kind takes it."""
    return [(space, name) for space in _SPACES[kind]]


def created_by(migrations: Collection[str]) -> list[Created]:
    """Return the objects that the migrations with these original names create."""
    found = [
        (migration, _ENTRY.fullmatch(entry))
        for migration, entries in CREATED.items()
        for entry in entries
        if migration in migrations
    ]
    return [
        Created(migration, match["kind"], match["name"], match["identity"])
        for migration, match in found
        if match is not None
    ]


def in_the_way(taken: Iterable[Taken], wanted: Iterable[Created]) -> list[Taken]:
    """Return the project's objects whose names the store needs."""
    needed = {key for created in wanted for key in keys(created.kind, created.name)}
    return [each for each in taken if not needed.isdisjoint(each.keys)]
