"""File helpers: locks, atomic writes, the cache folder."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from kaggle_store._files import expanded, is_own, lock_file, not_own


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an exclusive lock on `path`; the kernel releases it when the process ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as handle:
        lock_file(handle.fileno(), wait=True)
        yield


def absolute(path: Path) -> Path:
    """Return the absolute path without `~` and symbolic links."""
    return expanded(path).resolve()


def is_own_folder(path: Path) -> bool:
    """Return whether `path` is a folder of this user, and not a link to one."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and is_own(found)


def claim_folder(path: Path) -> str | None:
    """Make a folder writable by this user only; return why another user may have changed it.

    A group's right to write is removed, because some systems give it to each new folder. What
    everyone could write is not trusted.
    """
    found = path.stat()
    if not is_own(found):
        return not_own(found)
    if found.st_mode & stat.S_IWOTH and any(path.iterdir()):
        return "can be written by every user"
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        path.chmod(stat.S_IMODE(found.st_mode) & ~(stat.S_IWGRP | stat.S_IWOTH))
    return None


def write_private(path: Path, text: str) -> None:
    """Write a file atomically, readable by its owner only."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(temporary).replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """Return the JSON object in `path`; empty when the file is missing or unreadable."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def user_cache() -> Path | None:
    """Return this user's cache folder of the store (on Linux `$XDG_CACHE_HOME/kaggle_store`).

    None where neither `XDG_CACHE_HOME` nor a home folder is known.
    """
    try:
        folder = user_cache_path("kaggle_store", appauthor=False)
    except RuntimeError:
        return None
    # Older platformdirs return a path that begins with "~".
    return folder if folder.is_absolute() else None
