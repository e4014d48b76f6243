"""This machine: the package, what waits to be sent, and the advisors of the Supabase CLI."""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from urllib.parse import urlsplit

from kaggle_store.doctor.checks import Check, fine, warning
from kaggle_store.doctor.location import Place
from kaggle_store.recorder.folder import default_spool, segment_files
from kaggle_store.recorder.spool import waiting

ADVISORS_SECONDS = 60.0
BY_HAND = "the catalog's own checks above cover row level security, rights and guards"


def look() -> Iterator[Check]:
    """Tell the package's version and what waits in the spool."""
    ours, python = version("kaggle_store"), platform.python_version()
    yield fine("kaggle_store", f"{ours} on Python {python}", version=ours, python=python)
    try:
        folder = default_spool()
        left = sum(map(waiting, segment_files(folder)))
    except OSError as error:
        yield warning("spool", str(error), "Recorders that name no folder cannot start.")
        return
    if left:
        yield warning(
            "spool",
            f"{left:,} bytes of metrics wait in {folder}",
            "A recorder that runs sends them; else kaggle-store spool flush does.",
            bytes=left,
        )
    else:
        yield fine("spool", "no metrics wait on this machine", bytes=0)


def advise(place: Place) -> Check:
    """Ask the advisors of the Supabase CLI, where it is installed and the database is known."""
    program = shutil.which("supabase")
    if program is None or place.database is None:
        lacks = "the Supabase CLI" if program is None else "SUPABASE_DB_URL"
        return fine("advisors", f"not asked, without {lacks}; {BY_HAND}")
    try:
        found = _advisors(program, _plain(place.database))
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        return fine("advisors", f"not asked: {type(error).__name__}; {BY_HAND}")
    if found:
        remedy = "Look closer: supabase db advisors."
        return warning("advisors", ", ".join(sorted(found)), remedy, titles=sorted(found))
    return fine("advisors", "nothing to say")


def _advisors(program: str, database: str) -> set[str]:
    words = [program, "db", "advisors", "--level", "warn", f"--remote={database}"]
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
        timeout=ADVISORS_SECONDS,
    )
    start = done.stdout.find("[")
    return set() if start < 0 else {str(each["title"]) for each in json.loads(done.stdout[start:])}


def _plain(database: str) -> str:
    # The CLI insists on TLS, which a database on this machine does not speak.
    parts = urlsplit(database)
    is_here = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    return f"{database}?sslmode=disable" if is_here and not parts.query else database
