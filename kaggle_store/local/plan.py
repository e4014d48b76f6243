"""Decide which migrations of a folder a database still needs, and refuse one of another store."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from kaggle_store._migrations.registry import (
    HAS_OTHER_STORE,
    HAS_REGISTRY,
    StoreMigration,
    compare,
    numbered,
    read,
)
from kaggle_store.errors import LocalStackError

_FILE_NAME = re.compile(r"^(?P<version>\d+)_(?P<name>.*)\.sql$")
_UNINSTALLS = re.compile(r"^\s*drop schema (if exists )?kaggle_store\b", re.MULTILINE)
_FIND = rf"""
select to_regclass('supabase_migrations.schema_migrations') is not null as has_history,
    {HAS_REGISTRY} as has_registry, {HAS_OTHER_STORE} as has_other_store \gset
"""
_READ = r"""
\if :has_history
select json_build_object('version', version) from supabase_migrations.schema_migrations;
\endif
\if :has_registry
select json_build_object('name', name, 'sha256', sha256) from kaggle_store.installed;
\endif
\if :has_other_store
select json_build_object('other', true);
\endif
"""
RECORDED = _FIND + _READ
"""A psql script that reads what a database records, and changes nothing; see `Recorded.parse`."""
_REMEDY = (
    " Nothing was changed. To start over with an empty database: kaggle-store reset. To keep its"
    " rows, install the version of kaggle_store that made it, and export them."
)


@dataclass(frozen=True)
class Migration:
    """One file of the migrations folder."""

    version: str
    name: str
    path: Path

    def text(self) -> str:
        """Return the file's content; raise `LocalStackError` if it is not UTF-8."""
        try:
            return self.path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise LocalStackError(f"{self.path} is not UTF-8; save it in that encoding.") from None


@dataclass(frozen=True)
class Recorded:
    """The versions that a database has applied, and the store's migrations in it.

    `is_other_store` is True for a store of an early version, which has no record of them.
    """

    versions: Set[str] = frozenset()
    installed: dict[str, str] = field(default_factory=dict)
    is_other_store: bool = False

    @classmethod
    def parse(cls, output: str) -> Recorded:
        """Return what the script `RECORDED` has printed."""
        lines = [json.loads(line) for line in output.splitlines() if line]
        return cls(
            frozenset(line["version"] for line in lines if "version" in line),
            {line["name"]: line["sha256"] for line in lines if "name" in line},
            any("other" in line for line in lines),
        )


@dataclass
class Plan:
    """The migrations to apply, and those to record only: the store has them by another number."""

    pending: list[Migration] = field(default_factory=list)
    known: list[Migration] = field(default_factory=list)


def migrations_in(folder: Path) -> list[Migration]:
    """Return the migrations of `folder` in the order they are applied."""
    if not folder.is_dir():
        raise LocalStackError(f"There is no migrations folder at {folder}; name one that exists.")
    found = [
        Migration(match["version"], match["name"], path)
        for path in folder.iterdir()
        if (match := _FILE_NAME.match(path.name))
    ]
    # The Supabase CLI compares the numbers as texts: 10 comes before 9, and 2025 before 20250101.
    return sorted(found, key=lambda each: (each.version, each.name))


def plan(available: Sequence[Migration], recorded: Recorded) -> Plan:
    """Return what to apply and to record; raise `LocalStackError` for a store made otherwise.

    A migration of the store is recognised by the name that it registers, not by its number.
    """
    stored = [(each, read(each.text())) for each in available]
    if any(found for _, found in stored):
        _refuse_other_contents(_compared(stored, recorded.versions), recorded)
    result, left = Plan(), dict(recorded.installed)
    for migration, found in stored:
        if migration.version in recorded.versions:
            continue
        if found is not None and found.name in left:
            result.known.append(migration)
            continue
        result.pending.append(migration)
        if _uninstalls(migration):
            left = {}
    return result


def _compared(
    stored: list[tuple[Migration, StoreMigration | None]], versions: Set[str]
) -> dict[str, tuple[Migration, str]]:
    """Return the files of the store that the database has or gets next, without uninstalled ones.

    They are listed by original name, with their digests.
    """
    files: dict[str, tuple[Migration, str]] = {}
    for migration, found in stored:
        if found is not None:
            files[found.name] = (migration, found.sha256)
        elif _uninstalls(migration):
            if migration.version not in versions:
                break
            files = {}
    return files


def _uninstalls(migration: Migration) -> bool:
    return _UNINSTALLS.search(migration.text()) is not None


def _refuse_other_contents(files: dict[str, tuple[Migration, str]], recorded: Recorded) -> None:
    if recorded.is_other_store:
        raise LocalStackError(
            "This database has a store without a record of its migrations, which an early"
            f" kaggle_store made.{_REMEDY}"
        )
    if not files:
        return
    expected = {name: digest for name, (_, digest) in files.items()}
    difference = compare(numbered(recorded.installed), expected)
    if difference.changed:
        name = difference.changed[0]
        raise LocalStackError(
            f"This database was made from another {name}.sql than {files[name][0].path}.{_REMEDY}"
        )
    if difference.unknown:
        folder = next(iter(files.values()))[0].path.parent
        raise LocalStackError(
            f"This database has {difference.unknown[-1]}, which {folder} lacks: it is newer."
            " Nothing was changed. Upgrade kaggle_store: pip install --upgrade kaggle_store. In a"
            " project with copies of its migrations, run kaggle-store install there."
        )
