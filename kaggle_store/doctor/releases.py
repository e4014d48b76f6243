"""The releases of PostgREST and PostgreSQL that this version was checked against.

docs/reference/compatibility.md lists what differs between them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kaggle_store.doctor.checks import Check, fine, problem, warning

OLDEST_POSTGREST = (12, 0)
NEWEST_POSTGREST = (16, 5)
NEWEST_POSTGRES = 18
"""The oldest, 15, is the database's own check."""

BROKEN = ((13, 0, 0), (13, 0, 1))
"""Releases that join NULLS LAST and LIMIT without a space, so that ordered reads fail (42601)."""

UPGRADE = (
    "Upgrade kaggle_store, and read"
    " https://kaggle-store.github.io/kaggle_store/reference/compatibility/."
)


def check_postgrest(described: str, headers: Mapping[str, str]) -> Check:
    """Check PostgREST's version, from its OpenAPI description or else its Server header."""
    server = re.match(r"postgrest/(\S+)", headers.get("server", ""), re.IGNORECASE)
    shown = described.split()[0] if described else server[1] if server else ""
    if (match := re.match(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?", shown)) is None:
        remedy = f"Make sure that it is {_text(OLDEST_POSTGREST)} to {_text(NEWEST_POSTGREST)}."
        return warning("PostgREST", "version unknown", remedy)
    version = tuple(int(part or 0) for part in match.groups())
    found = f"version {shown}"
    if version < OLDEST_POSTGREST:
        remedy = f"Upgrade it to {_text(OLDEST_POSTGREST)} or newer."
        return problem("PostgREST", found, remedy, version=shown, considered=False)
    if version in BROKEN:
        found += ", in which ordered reads fail (syntax error, 42601)"
        return problem(
            "PostgREST", found, "Upgrade it to 13.0.2 or newer.", version=shown, considered=True
        )
    if version[:2] > NEWEST_POSTGREST:
        found += f", not considered yet: this version knows {_text(NEWEST_POSTGREST)} and older"
        return warning("PostgREST", found, UPGRADE, version=shown, considered=False)
    return fine("PostgREST", found, version=shown, considered=True)


def check_postgres(check: Check) -> Check:
    """Return the database's own check of its version, or a warning about a newer one."""
    major = re.match(r"\d+", str(check.facts.get("version")))
    if check.state != "fine" or major is None or int(major[0]) <= NEWEST_POSTGRES:
        return check
    found = f"{check.found}, not considered yet: this version knows {NEWEST_POSTGRES} and older"
    return warning(check.subject, found, UPGRADE, **check.facts)


def _text(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
