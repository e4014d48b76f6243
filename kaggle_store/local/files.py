"""File helpers: locks, atomic writes, the cache folder."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from kaggle_store.errors import LocalStackError


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an exclusive lock on `path`; the kernel releases it when the process ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def lock_holder(path: Path) -> int | None:
    """Return the id of the process that holds the lock on `path`, or None."""
    try:
        with path.open("r") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(handle.read().strip() or 0)
    except (FileNotFoundError, NotADirectoryError):
        pass
    return None


def write_private(path: Path, text: str) -> None:
    """Write a file atomically, readable by its owner only."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w") as file:
        file.write(text)
    Path(temporary).replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """Return the JSON object in `path`; empty when the file is missing or unreadable."""
    try:
        value = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def user_cache() -> Path:
    """Return this user's cache folder of the store (on Linux `$XDG_CACHE_HOME/kaggle_store`).

    Raises `LocalStackError` where neither `XDG_CACHE_HOME` nor a home folder is known.
    """
    with suppress(RuntimeError):
        folder = user_cache_path("kaggle_store", appauthor=False)
        # Older platformdirs return a path that begins with "~".
        if folder.is_absolute():
            return folder
    raise LocalStackError(
        "There is no cache folder, as this user has no home folder; set XDG_CACHE_HOME to a folder"
        " you can write."
    )
