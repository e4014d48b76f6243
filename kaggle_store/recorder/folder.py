"""The spool's folder: its default path, and a check that no other user can write to it."""

from __future__ import annotations

import errno
import logging
import os
import stat
import sys
import tempfile
from pathlib import Path

from platformdirs import user_state_path

from kaggle_store._files import expanded, is_own, not_own, own_uid
from kaggle_store.errors import SpoolError
from kaggle_store.recorder.private_files import REMEDY, SPOOL_VARIABLE

log = logging.getLogger("kaggle_store.recorder")

POINTS = ".points"


def default_spool() -> Path:
    """Return the folder of recorders without `spool=`.

    It is `$KAGGLE_STORE_SPOOL`, else `kaggle_store/spool` in the user's state folder, else a
    private temporary folder. Raises `SpoolError` if none of them can be written.
    """
    if chosen := os.environ.get(SPOOL_VARIABLE):
        return expanded(chosen).absolute()
    if folder := _state_folder():
        return folder
    try:
        temporary = Path(tempfile.gettempdir())
    except FileNotFoundError:
        raise SpoolError(
            "no folder for the metrics spool: neither the user's state folder nor a folder for"
            f" temporary files can be written; {REMEDY}"
        ) from None
    folder = temporary / f"kaggle-store-spool-{own_uid()}"
    log.warning("no state folder can be written: unsent metrics stay in %s until a reboot", folder)
    return folder


def _state_folder() -> Path | None:
    try:
        folder = user_state_path("kaggle_store", appauthor=False) / "spool"
    except RuntimeError:
        # The user has no home folder.
        return None
    # Older platformdirs return a path that begins with "~"; Path.exists() raises PermissionError.
    existing = next(each for each in (folder, *folder.parents) if os.path.exists(each))  # noqa: PTH110
    is_writable = existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)
    return folder if folder.is_absolute() and is_writable else None


def make_folder(folder: Path) -> None:
    """Create a folder and its missing parents with mode 0700, then check it.

    Raises `SpoolError` as `check_folder` does, and `OSError` if it cannot be created.
    """
    if not os.path.lexists(folder):
        for missing in reversed([each for each in folder.parents if not each.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    check_folder(folder)


def check_folder(folder: Path) -> None:
    """Raise `SpoolError` if another user owns a folder or can write to it.

    That user's files would be sent with this user's key, and links among them followed.
    """
    if folder.is_symlink() and _others_can_write(folder.parent.stat()):
        raise SpoolError(
            f"{folder}: a symbolic link in a folder that other users can write; {REMEDY}"
        )
    found = folder.stat()
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    if not is_own(found):
        raise SpoolError(f"{folder}: {not_own(found)}; {REMEDY}")
    if _others_can_write(found):
        raise SpoolError(
            f"{folder}: mode {stat.S_IMODE(found.st_mode):04o} lets other users write there;"
            f" run `chmod go-w {folder}`, or {REMEDY}"
        )


def _others_can_write(found: os.stat_result) -> bool:
    return sys.platform != "win32" and bool(found.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def segment_files(folder: Path) -> list[Path]:
    """Return the `.points` entries of a folder, the oldest first; none if it does not exist.

    Raises `SpoolError` as `check_folder` does, and `OSError` if the folder cannot be read.
    """
    if not os.path.lexists(folder):
        return []
    check_folder(folder)
    return sorted((each for each in folder.iterdir() if each.suffix == POINTS), key=_modified_at)


def _modified_at(path: Path) -> float:
    try:
        return path.lstat().st_mtime
    except FileNotFoundError:
        # Another process has sent and deleted it.
        return 0.0
