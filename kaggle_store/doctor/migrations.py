"""Compare the store's migrations in the database with those of this package.

The project's own migrations are not looked at.
"""

from __future__ import annotations

from typing import Any

from kaggle_store._migrations.packaged import MIGRATIONS
from kaggle_store._migrations.registry import Difference, compare, numbered
from kaggle_store._transport._migration_objects import CREATED_OBJECTS
from kaggle_store._transport.missing_schema import INSTALL, RELOAD, client_names
from kaggle_store.doctor.checks import Check, fine, problem, warning
from kaggle_store.errors import MissingSchema

_OTHER_CONTENTS = (
    "The store was made from other files: use the kaggle_store version that made it, or move its "
    "rows to a new store."
)
_UPGRADE = "Upgrade this package: pip install --upgrade kaggle_store."


def check(facts: dict[str, Any]) -> Check:
    """Check what `store_health()` found in `kaggle_store.installed`."""
    if not isinstance(installed := facts.get("installed"), dict):
        return problem("migrations", "made by an early version, without a record", _OTHER_CONTENTS)
    difference = compare(numbered(installed), MIGRATIONS)
    missing, changed, unknown = difference
    facts = difference._asdict()
    if changed:
        found = f"{len(changed)} with other contents, the first {changed[0]}"
        return problem("migrations", found, _OTHER_CONTENTS, **facts)
    if missing:
        found = f"{len(missing)} of {len(MIGRATIONS)} missing, the first {missing[0]}"
        return _missing(found, difference)
    found = f"all {len(MIGRATIONS)} installed"
    if unknown:
        found += f", and {len(unknown)} of a newer version, up to {unknown[-1]}"
        return warning("migrations", found, _UPGRADE, **facts)
    return fine("migrations", found, **facts)


def by_paths(paths: frozenset[str] | None, error: MissingSchema) -> Check:
    """Check which tables and functions PostgREST lacks, where `store_health()` is missing."""
    known = {
        file: any(f"/{name}" in paths for name in names)
        for file in CREATED_OBJECTS
        if paths is not None and (names := list(client_names(file)))
    }
    missing = [file.removesuffix(".sql") for file, exists in known.items() if not exists]
    if not missing:
        return problem("migrations", error.message, _install())
    found = f"at least {len(missing)} missing, the first {missing[0]}"
    if len(missing) == len(known):
        found = "none installed"
    return _missing(found, Difference(missing, [], []))


def _missing(found: str, difference: Difference) -> Check:
    return problem("migrations", found, _install(), **difference._asdict())


def _install() -> str:
    return f"{INSTALL} If they are installed already: {RELOAD}."
