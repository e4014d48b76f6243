"""Check the database: `store_health()`, the migrations, the clock difference, and a write."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast, get_args

from kaggle_store._transport._migration_objects import CREATED_OBJECTS
from kaggle_store._transport.missing_schema import RELOAD, client_names, version_of
from kaggle_store.client import KaggleStore
from kaggle_store.doctor.checks import Check, fine, problem, warning
from kaggle_store.doctor.location import StoreLocation
from kaggle_store.doctor.releases import check_postgres
from kaggle_store.doctor.server import ServerReport
from kaggle_store.errors import KaggleStoreError, MissingSchema
from kaggle_store.models.enums import HealthState
from kaggle_store.models.functions import ProbeDiskRow, StoreHealthRow

SKEW = 5.0
"""Seconds by which this machine's clock may differ from the database's."""
DISK = "Read the server's log, and check that its disk is not full."
PUSH = f"supabase db push. If all are applied already: {RELOAD}."


def check(location: StoreLocation, server: ServerReport) -> list[Check]:
    """Call `store_health()`; if it is missing, find missing migrations by PostgREST's paths."""
    begun = time.time()
    try:
        with location.open() as store:
            rows = store.upkeep.store_health()
            called_at = (begun + time.time()) / 2
            disk = _disk(store)
    except MissingSchema as error:
        return [_migrations_by_paths(server.paths, error)]
    except KaggleStoreError as error:
        found = f"store_health() failed: {error.message}"
        return [problem("database", found, "Use a secret key or an admin's token.")]
    return [*_checks(rows, called_at), disk]


def _disk(store: KaggleStore) -> Check:
    """Return whether the database can write; reads succeed on a full disk."""
    try:
        row = store.upkeep.probe_disk()
    except KaggleStoreError as error:
        return problem("disk", f"a test write failed: {error.message}", DISK)
    return _check(row)


def _check(row: StoreHealthRow | ProbeDiskRow) -> Check:
    # A state of a newer version needs attention.
    known: dict[str, HealthState] = {state: state for state in get_args(HealthState)}
    state = known.get(row.state, "warning")
    return Check(row.subject, state, row.found, row.remedy, cast(dict[str, Any], row.facts))


def _checks(rows: list[StoreHealthRow], called_at: float) -> Iterator[Check]:
    for row in rows:
        if row.subject == "migrations" and row.state == "fine":
            yield compare(frozenset(cast(dict[str, Any], row.facts)["applied"]))
        else:
            yield check_postgres(_check(row)) if row.subject == "PostgreSQL" else _check(row)
        if row.subject == "clock":
            now = cast(dict[str, Any], row.facts)["now"]
            yield skew(datetime.fromisoformat(now).timestamp() - called_at)


def skew(seconds: float) -> Check:
    """Check this machine's clock, which is `seconds` behind the database's."""
    if abs(seconds) <= SKEW:
        return fine("clock here", "same as the database's", seconds=seconds)
    direction = "behind" if seconds > 0 else "ahead of"
    return warning(
        "clock here",
        f"{abs(seconds):.0f} s {direction} the database's: tokens made here may be refused",
        "Synchronise this machine's clock with NTP.",
        seconds=seconds,
    )


def compare(applied: frozenset[str]) -> Check:
    """Compare the applied migrations with those of this version."""
    ours = {version_of(file): file for file in CREATED_OBJECTS}
    missing = [file for version, file in ours.items() if version not in applied]
    others = sorted(applied - ours.keys())
    if missing:
        return _missing(missing, f"{len(missing)} of {len(ours)} missing")
    found = f"all {len(ours)} applied"
    if ahead := [version for version in others if version > max(ours)]:
        return warning(
            "migrations",
            f"{found}, and {len(ahead)} unknown to this version, up to {ahead[-1]}",
            "Upgrade kaggle_store, unless they are the project's own.",
            missing=[],
            ahead=ahead,
        )
    return fine("migrations", found, missing=[], ahead=[])


def _migrations_by_paths(paths: frozenset[str] | None, error: MissingSchema) -> Check:
    """Return the migrations whose tables and functions PostgREST lacks, without their record."""
    known = {
        file: any(f"/{name}" in paths for name in names)
        for file in CREATED_OBJECTS
        if paths is not None and (names := list(client_names(file)))
    }
    missing = [file for file, exists in known.items() if not exists]
    if not missing:
        return problem("migrations", error.message, f"Apply them: {PUSH}")
    how_many = "none applied" if len(missing) == len(known) else f"at least {len(missing)} missing"
    return _missing(missing, how_many)


def _missing(files: list[str], how_many: str) -> Check:
    return problem(
        "migrations", f"{how_many}, the first {files[0]}", f"Apply them: {PUSH}", missing=files
    )
