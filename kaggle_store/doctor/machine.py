"""Check this machine: the package, the metrics spool, and the Supabase CLI's advisors."""

from __future__ import annotations

import json
import platform
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from kaggle_store._transport._migration_objects import CREATED_OBJECTS
from kaggle_store._transport.missing_schema import client_names
from kaggle_store.doctor.checks import Check, fine, warning
from kaggle_store.doctor.location import StoreLocation
from kaggle_store.recorder.folder import default_spool, segment_files
from kaggle_store.recorder.segment import unsent_bytes

ADVISORS_SECONDS = 60.0
COVERED_ABOVE = "the checks above cover row level security, privileges and guards"


def check() -> Iterator[Check]:
    """Yield the package's version and the unsent metrics of the spool."""
    ours, python = version("kaggle_store"), platform.python_version()
    yield fine("kaggle_store", f"{ours} on Python {python}", version=ours, python=python)
    try:
        folder = default_spool()
        left = sum(map(unsent_bytes, segment_files(folder)))
    except OSError as error:
        yield warning("spool", str(error), "Recorders without spool= cannot start.")
        return
    if left:
        yield warning(
            "spool",
            f"{left:,} bytes of unsent metrics in {folder}",
            "A running recorder sends them; otherwise run kaggle-store spool flush.",
            bytes=left,
        )
    else:
        yield fine("spool", "no unsent metrics on this machine", bytes=0)


def check_advisors(location: StoreLocation) -> Check:
    """Run the Supabase CLI's advisors, if it is installed and the database URL is known.

    What they find about the project's own objects is left out.
    """
    program = shutil.which("supabase")
    if program is None or location.database is None:
        missing = "the Supabase CLI" if program is None else "SUPABASE_DB_URL"
        return fine("advisors", f"not run, without {missing}; {COVERED_ABOVE}")
    try:
        found = _advisors(program, _without_tls(location.database))
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        return fine("advisors", f"not run: {type(error).__name__}; {COVERED_ABOVE}")
    if found:
        remedy = "For details run: supabase db advisors."
        return warning("advisors", ", ".join(sorted(found)), remedy, titles=sorted(found))
    return fine("advisors", "no warnings about the store")


def _advisors(program: str, database: str) -> set[str]:
    command = [program, "db", "advisors", "--level", "warn", f"--remote={database}"]
    result = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=True,
        stdin=subprocess.DEVNULL,
        timeout=ADVISORS_SECONDS,
    )
    start = result.stdout.find("[")
    findings = json.loads(result.stdout[start:]) if start >= 0 else []
    return {str(each["title"]) for each in findings if _is_own(each.get("metadata") or {})}


def _is_own(found_in: dict[str, Any]) -> bool:
    """Return whether a finding is about an object of the store, not of the project."""
    schema, name = found_in.get("schema"), str(found_in.get("name"))
    ours = {each.removeprefix("rpc/") for file in CREATED_OBJECTS for each in client_names(file)}
    is_partition = re.fullmatch(r"system_metrics_(default|\d{4}_\d{2})", name)
    return schema == "kaggle_store" or (
        schema == "public" and (name in ours or is_partition is not None)
    )


def _without_tls(database: str) -> str:
    # The CLI requires TLS by default, which a local database does not support.
    parts = urlsplit(database)
    is_local = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    return f"{database}?sslmode=disable" if is_local and not parts.query else database
