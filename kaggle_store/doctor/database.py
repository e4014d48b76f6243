"""Check the database: `store_health()`, the clock difference, and a write."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast, get_args

from kaggle_store.client import KaggleStore
from kaggle_store.doctor import migrations
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


def check(location: StoreLocation, server: ServerReport) -> list[Check]:
    """Call `store_health()`; if it is missing, find missing migrations by PostgREST's paths."""
    begun = time.time()
    try:
        with location.open() as store:
            rows = store.upkeep.store_health()
            called_at = (begun + time.time()) / 2
            disk = _disk(store)
    except MissingSchema as error:
        return [migrations.by_paths(server.paths, error)]
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
            yield migrations.check(cast(dict[str, Any], row.facts))
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
